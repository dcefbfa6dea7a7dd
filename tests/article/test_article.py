"""The bundled pages, read from bytes to article, against what a careful reader takes from them."""

import json
from pathlib import Path

import pytest

from dateline import Article, read
from dateline.resources import demo_pages, read_bytes, read_text

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


# A gallery's captions are its text or its pictures' as one looks at it; the other pages are plain.
@pytest.mark.parametrize("name", [name for name in PAGES if expected(name)["page_type"] != "gallery"])
def test_most_of_the_body_is_read_and_little_else(name: str) -> None:
    found = set(body(read(read_bytes(name))))
    blocks = expected(name)["body"]
    assert isinstance(blocks, list)
    wanted = {" ".join(block["text"].split()) for block in blocks}
    right = sum(len(text) for text in found & wanted)
    assert right >= 0.6 * sum(map(len, wanted))
    assert right >= 0.6 * sum(map(len, found))


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
