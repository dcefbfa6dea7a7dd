"""Every text that may be a page's headline, with the sources that state it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pages import json_ld, layout_of, scores_of

from dateline.article.headline_candidates import MAX_LENGTH, cut_parts, find_page_candidates, words_of
from dateline.article.metadata import read_metadata

PARTS = [
    ("Port quiet", {"whole": "Port quiet"}),
    ("Port quiet | Ledger", {"whole": "Port quiet | Ledger", "less-last": "Port quiet", "less-first": "Ledger"}),
    (
        "News - Port quiet - Strike | Ledger",
        {
            "whole": "News - Port quiet - Strike | Ledger",
            "less-last": "News - Port quiet - Strike",
            "first": "News",
            "less-two": "News - Port quiet",
            "middle": "Port quiet - Strike",
            "less-first": "Port quiet - Strike | Ledger",
            "last": "Ledger",
        },
    ),
    ("Half-time at sea-side club", {"whole": "Half-time at sea-side club"}),
    ("オンブリー港が停止｜九つの鐘", {
        "whole": "オンブリー港が停止｜九つの鐘", "less-last": "オンブリー港が停止", "less-first": "九つの鐘"}),
    ("Порт молчит — Склянки", {"whole": "Порт молчит — Склянки", "less-last": "Порт молчит", "less-first": "Склянки"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_a_text_is_cut_at_the_signs_that_part_headline_and_site(text: str, parts: dict[str, str]) -> None:
    assert {kind: part for part, kind in cut_parts(text)} == parts


@given(st.text(alphabet="ab 語|-–:»/~", max_size=60))
def test_every_part_stands_in_the_text(text: str) -> None:
    for part, _ in cut_parts(text):
        assert part in text


def candidates(body: str, head: str = "", **roles: tuple[int, ...]) -> dict[str, set[str]]:
    layout = layout_of(body, head=head)
    found = find_page_candidates(layout, read_metadata(layout), scores_of(layout, **roles))
    return {candidate.text: candidate.sources for candidate in found}


def test_spellings_of_one_text_are_one_candidate_in_the_printed_form() -> None:
    head = "<title>PORT QUIET</title>" + '<meta property="og:title" content="“Port” quiet">'
    found = candidates("<h1>Port, quiet</h1>", head + json_ld({"@type": "Article", "headline": "port quiet"}))
    assert found == {"Port, quiet": {"h1", "title-whole", "og:title", "og-whole", "ld", "ld-whole"}}


def test_a_heading_is_a_candidate_with_and_without_its_kicker() -> None:
    found = candidates("<h1><span>Strike:</span> Port quiet</h1>")
    assert "h1" in found["Strike: Port quiet"]
    assert "h1-less-inline" in found["Port quiet"]
    assert "h1-inline" in found["Strike"]


def test_a_heading_cut_by_breaks_is_also_put_together() -> None:
    assert "h1-joined" in candidates("<h1>Port quiet<br>as dockers walk out</h1>")["Port quiet as dockers walk out"]


def test_a_likely_block_is_a_candidate_whatever_its_element() -> None:
    assert "block" in candidates("<div>Port quiet</div><div>Other</div>", headline=(0,))["Port quiet"]


def test_a_paragraph_in_a_heading_is_no_candidate() -> None:
    assert candidates(f"<h1>{'word ' * MAX_LENGTH}</h1>") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Port is quiet, the PORT sleeps", {"port", "quiet", "sleeps"}),
        ("港が静か", {"港が", "が静", "静か"}),
        ("", set()),
    ],
)
def test_words_that_tell_are_long_or_pairs_of_dense_characters(text: str, words: set[str]) -> None:
    assert words <= words_of(text)
    assert bool(words) == bool(words_of(text))
