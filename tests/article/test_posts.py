"""A live blog's posts keep their times and their headings."""

import pytest
from made_pages import json_ld, layout_of, texts_of

from dateline import read
from dateline.article.metadata import read_metadata
from dateline.article.posts import find_posts, with_headings
from dateline.types import Moment

FIRST = "The mediator has just come down the steps, and went back in."
SECOND = "The two sides have begun to talk in the Old Customs House."
MARKED = "".join(
    f'<div itemprop="liveBlogUpdate"><time datetime="2026-11-22T{at}+01:00">{at}</time>'
    f'<div itemprop="headline">{head}</div><p>{text}</p></div>'
    for at, head, text in (("23:40", "A deal", FIRST), ("10:05", "They talk", SECOND))
)
PLAIN = f"<h3>A deal</h3><p>{FIRST}</p><h3>They talk</h3><p>{SECOND}</p><p>Subscribe to the Ledger for one crown.</p>"
STATED = json_ld(
    {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": [
            {"headline": "A deal", "articleBody": FIRST, "datePublished": "2026-11-22T23:40+01:00"},
            {"headline": "They talk", "articleBody": SECOND, "datePublished": "2026-11-22T10:05+01:00"},
        ],
    }
)
LATE, EARLY = "2026-11-22T23:40+01:00", "2026-11-22T10:05+01:00"


@pytest.mark.parametrize(("head", "page", "basis"), [("", MARKED, "markup"), (STATED, PLAIN, "json-ld")])
def test_each_block_of_a_post_has_the_posts_time(head: str, page: str, basis: str) -> None:
    layout = layout_of(page, head=head)
    posts = find_posts(layout, read_metadata(layout))
    texts = texts_of(layout)
    times = {texts[i]: moment for i, moment in posts.moments.items()}
    assert times[FIRST] == times["A deal"] == Moment(LATE, "minute", basis)
    assert times[SECOND] == times["They talk"] == Moment(EARLY, "minute", basis)
    assert "Subscribe to the Ledger for one crown." not in times
    assert [texts[i] for i in sorted(posts.headings)] == ["A deal", "They talk"]


def test_a_posts_heading_is_part_of_the_body() -> None:
    layout = layout_of(PLAIN, head=STATED)
    posts = find_posts(layout, read_metadata(layout))
    assert with_headings([1, 3], posts) == [0, 1, 2, 3]
    assert with_headings([], posts) == []


def test_an_article_without_posts_has_none() -> None:
    layout = layout_of(PLAIN)
    posts = find_posts(layout, read_metadata(layout))
    assert posts.moments == {}
    assert posts.headings == frozenset()


def test_a_live_blog_is_called_one_and_its_blocks_keep_their_times() -> None:
    article = read(f"<html><head>{STATED}</head><body><h1>Port talks, live</h1>{PLAIN * 3}</body></html>")
    assert article.page_type == "live_blog"
    times = {article.text[b.span.start : b.span.end]: b.published for b in article.blocks}
    assert times[FIRST] == Moment(LATE, "minute", "json-ld")
