"""The posts of a live blog: which blocks of the text stand in which, and when each was published.

A post is an element marked as one (microdata ``liveBlogUpdate``), or an object of the page's JSON-LD whose headline or
text a block repeats. Source: schema.org, LiveBlogPosting.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.machine_dates import read_machine_date
from ..types import Basis, Moment
from .features import squeeze
from .layout import Layout, PageBlock
from .metadata import Metadata, strings

LIVE_UPDATE = b"liveBlogUpdate"
"""Stands in the bytes of every page that marks posts."""
_MARK = LIVE_UPDATE.decode()
_CLIMB = 8
# A line shorter than this is in another post's text by chance; of a longer one, so much is looked for.
_LEAST_KEY, _MOST_KEY = 25, 60
_PRECISE = ("minute", "second")


@dataclass(frozen=True, slots=True)
class Posts:
    """What is known of a live blog's posts; both are empty on other pages."""

    moments: dict[int, Moment]
    """When the post of a block was published."""
    headings: frozenset[int]
    """Blocks that are the heading of a post."""


def find_posts(layout: Layout, metadata: Metadata) -> Posts:
    """The posts that the page marks."""
    moments: dict[int, Moment] = {}
    headings: set[int] = set()
    stated = list(_stated_posts(metadata))
    marked = _marked_posts(layout)
    for i, block in enumerate(layout.blocks):
        post = marked.get(i)
        key = squeeze(block.text) if stated else ""
        told = next((s for s in stated if key == s.headline or _is_part(key, s.text)), None) if key else None
        moment = post.moment if post else told.moment if told else None
        if moment:
            moments[i] = moment
        if (post and _is_heading(block)) or (told and key == told.headline):
            headings.add(i)
    return Posts(moments, frozenset(headings))


@dataclass(frozen=True, slots=True)
class _Stated:
    """A post of the JSON-LD."""

    headline: str
    text: str
    moment: Moment | None


@dataclass(slots=True)
class _Marked:
    """A post of the markup, with the first time that it states."""

    moment: Moment | None = None


def _stated_posts(metadata: Metadata) -> Iterator[_Stated]:
    for value in metadata.ld("liveBlogUpdate"):
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                headline, text = (next(strings(item.get(key)), "") for key in ("headline", "articleBody"))
                stated = next(strings(item.get("datePublished")), "")
                yield _Stated(squeeze(headline), squeeze(text), _read_moment(stated, "json-ld"))


def _marked_posts(layout: Layout) -> dict[int, _Marked]:
    """For each block inside a marked post, the post."""
    posts: dict[int, _Marked] = {}
    found: dict[int, _Marked] = {}
    for i, block in enumerate(layout.blocks):
        around = block.element.lineage(_CLIMB)
        holder = next((element for element in around if element.attribute("itemprop") == _MARK), None)
        if holder is None:
            continue
        post = posts.setdefault(holder.order, _Marked())
        found[i] = post
        for inline in block.inlines if post.moment is None else ():
            if inline.element.tag == "time":
                post.moment = post.moment or _read_moment(inline.element.attribute("datetime"), "markup")
    return found


def _is_heading(block: PageBlock) -> bool:
    return block.element.attribute("itemprop") == "headline"


def _is_part(key: str, text: str) -> bool:
    return len(key) >= _LEAST_KEY and key[:_MOST_KEY] in text


def _read_moment(stated: str, basis: Basis) -> Moment | None:
    date = read_machine_date(stated)
    return Moment(date.value, date.precision, basis) if date and date.precision in _PRECISE else None


def with_headings(body: Sequence[int], posts: Posts) -> list[int]:
    """The body's blocks and, before the first block of a post, the heading that the post has."""
    chosen = set(body)
    first, last = (body[0], body[-1]) if body else (0, -1)
    return sorted(chosen | {i for i in posts.headings if first - 1 <= i <= last})
