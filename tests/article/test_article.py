"""The bundled pages, read from bytes to article, against what a careful reader takes from them."""

import json
from pathlib import Path

import pytest

from dateline import Article, read
from dateline.resources import demo_pages, read_bytes, read_text
from dateline.types import Moment

PAGES = demo_pages()
TWIN = "demo/patrols.txt"


def expected(name: str) -> dict[str, object]:
    gold: dict[str, object] = json.loads(read_text(f"demo/expected/{Path(name).stem}.json"))
    return gold


def body(article: Article) -> list[str]:
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.kind != "headline"]


@pytest.mark.parametrize("name", PAGES)
def test_every_span_lies_in_the_text_and_blocks_cover_it(name: str) -> None:
    article = read(read_bytes(name))
    joined = "\n\n".join(article.text[b.span.start : b.span.end] for b in article.blocks)
    assert joined == article.text
    for link in article.links:
        assert 0 <= link.span.start < link.span.end <= len(article.text)


@pytest.mark.parametrize("name", PAGES)
def test_the_same_bytes_give_the_same_article(name: str) -> None:
    assert read(read_bytes(name)) == read(read_bytes(name))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("field", ["headline", "deck", "authors", "agency", "publisher", "page_type"])
def test_a_field_is_what_a_careful_reader_takes_from_the_page(name: str, field: str) -> None:
    found = getattr(read(read_bytes(name)), field)
    assert (list(found) if isinstance(found, tuple) else found) == expected(name)[field]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("clock", ["published", "modified"])
def test_a_clock_shows_what_the_page_states(name: str, clock: str) -> None:
    found: Moment | None = getattr(read(read_bytes(name)), clock)
    assert (found and {"value": found.value, "precision": found.precision}) == expected(name)[clock]


@pytest.mark.parametrize("name", PAGES)
def test_captions_and_credits_are_the_pages(name: str) -> None:
    wanted = expected(name)["pictures"]
    assert isinstance(wanted, list)
    assert [(p.caption, p.credit) for p in read(read_bytes(name)).pictures] == [
        (picture["caption"], picture["credit"]) for picture in wanted
    ]


@pytest.mark.parametrize("name", PAGES)
def test_nearly_all_of_the_body_is_read_and_little_else(name: str) -> None:
    found = set(body(read(read_bytes(name))))
    blocks = expected(name)["body"]
    assert isinstance(blocks, list)
    wanted = {" ".join(block["text"].split()) for block in blocks}
    right = sum(len(text) for text in found & wanted)
    assert right >= 0.85 * sum(map(len, wanted))
    assert right >= 0.85 * sum(map(len, found))


def test_the_twin_page_gives_its_four_paragraphs_and_nothing_of_the_icon_run() -> None:
    article = read(read_bytes(TWIN))
    text = "\n".join(body(article))
    assert "icon" not in text
    blocks = expected(TWIN)["body"]
    assert isinstance(blocks, list)
    for block in blocks:
        assert block["text"] in text


def test_the_twin_page_was_published_at_the_minute_it_states_without_a_zone() -> None:
    published = read(read_bytes(TWIN)).published
    assert published is not None
    assert (published.value, published.precision, published.basis) == ("2026-03-18T07:25", "minute", "text")


def test_a_page_without_a_date_has_none() -> None:
    page = "<html><body><h1>Ferry stops</h1>" + "<p>The ferry to Kell stopped in the fog, its captain said.</p>" * 3
    assert read(page).published is None
