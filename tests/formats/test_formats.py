"""Articles written out: each form read back, nothing acting on a terminal or a spreadsheet."""

import csv
from dataclasses import replace
from io import StringIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dateline.formats.csv import COLUMNS, article_cells, encode_row, read_origin
from dateline.formats.jsonl import encode_json
from dateline.formats.terminal import safe, show_article
from dateline.formats.text import encode_markdown, encode_text
from dateline.types import Article, Block, Moment, Picture, Quality, Span

TEXT = "Port *quiet*\n\nNo ship left, he said.\n\nWhat stops\n\nThe ferry.\n\nThe crane."
ARTICLE = Article(
    id="0123456789abcdef", url="https://ledger.example/port", origin="pages/a.html", headline="Port *quiet*",
    kicker="Strike", deck=None, byline="By Nele Hoorn", authors=("Nele Hoorn", "Bram Tilling"), agency="Halyard",
    dateline=None, published=Moment("2026-11-18T06:40", "minute", "text"), modified=None, publisher="The Ledger",
    language="en", section=None, topics=("port", "strike"), page_type="article", text=TEXT,
    blocks=(
        Block(Span(0, 12), "headline"), Block(Span(14, 36), "paragraph"), Block(Span(38, 48), "subheading"),
        Block(Span(50, 60), "list_item", Moment("2026-11-18T07:00", "minute", "markup")),
        Block(Span(62, 72), "quote"),
    ),
    pictures=(Picture("A crane.", "Nadja Brimm", None),), links=(), quality=Quality("partial", "paywall"),
    page_sha256="00", found_in={"headline": "markup"},
)  # fmt: skip
BARE = replace(
    ARTICLE, url=None, headline=None, kicker=None, byline=None, authors=(), agency=None, published=None, publisher=None,
    language=None, topics=(), text="", blocks=(), pictures=(), quality=Quality("partial", "no_body"),
)  # fmt: skip


def shown(article: Article, width: int = 80) -> str:
    out = StringIO()
    show_article(article, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("article", [ARTICLE, BARE])
def test_json_is_read_back_as_the_same_article(article: Article) -> None:
    assert msgspec.json.decode(encode_json(article), type=Article) == article
    assert "\n" not in encode_json(article)


@pytest.mark.parametrize("article", [ARTICLE, BARE])
def test_a_row_is_read_back_by_another_reader(article: Article) -> None:
    (row,) = csv.DictReader(StringIO(encode_row(COLUMNS) + encode_row(article_cells(article)), newline=""))
    assert row["text"] == article.text
    assert row["authors"] == "; ".join(article.authors)
    assert row["published"] == (article.published.value if article.published else "")
    assert (row["quality"], row["reason"]) == (article.quality.verdict, article.quality.reason)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_no_cell_is_a_formula_and_an_origin_is_read_back(origin: str) -> None:
    row = encode_row(article_cells(replace(ARTICLE, origin=origin)))
    (cells,) = csv.reader(StringIO(row, newline=""))
    assert not cells[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert read_origin(row) == origin


def test_plain_text_is_the_text_that_the_spans_count() -> None:
    assert encode_text(ARTICLE) == TEXT + "\n"


def test_markdown_marks_blocks_and_escapes_what_would_be_markup() -> None:
    assert encode_markdown(ARTICLE).split("\n\n") == [
        r"# Port \*quiet\*",
        "*Nele Hoorn, Bram Tilling · 2026-11-18T06:40 · https://ledger.example/port*",
        "No ship left, he said.",
        "## What stops",
        "- The ferry.",
        "> The crane.\n",
    ]
    assert encode_markdown(BARE) == "\n"


def test_the_view_shows_the_facts_then_the_text_then_the_pictures() -> None:
    lines = [line.rstrip() for line in shown(ARTICLE).splitlines()]
    assert lines == [
        "Strike",
        "Port *quiet*",
        "Nele Hoorn, Bram Tilling / Halyard · published 2026-11-18 06:40 (text)",
        "The Ledger · en · article · 11 words · partial (paywall)",
        "",
        "No ship left, he said.",
        "",
        "What stops",
        "",
        "  • 2026-11-18 07:00  The ferry.",
        "",
        "    The crane.",
        "",
        "▣ A crane.  [Nadja Brimm]",
    ]


def test_the_view_of_a_page_that_says_little_says_so() -> None:
    assert [line.rstrip() for line in shown(BARE).splitlines()] == [
        "(no headline)",
        "no date stated",
        "article · 0 words · partial (no_body)",
        "",
    ]


def test_the_view_says_of_another_language_that_events_are_not_read() -> None:
    assert "· de (events: English only) ·" in shown(replace(ARTICLE, language="de"))


@given(st.text())
def test_nothing_shown_acts_on_a_terminal(text: str) -> None:
    assert not any((ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 for c in safe(text))


@given(st.text(st.sampled_from("ab \x1b[]31m\u202e\u2066"), max_size=30))
def test_a_headline_cannot_drive_the_terminal(headline: str) -> None:
    out = shown(replace(ARTICLE, headline=headline))
    assert not {"\x1b", "\u202e", "\u2066"} & set(out)
