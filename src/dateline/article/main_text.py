"""Which blocks are the article's body, and what kind each is."""

from collections.abc import Sequence

from ..types import BlockKind
from .block_model import ROLES, Floats
from .features import squeeze
from .layout import Element, Layout, PageBlock

BODY = ROLES.index("body")
# The block model's own cut; moving it by .1 either way lost half a point of F on every set (out of fold).
_CUT = 0.5
# A short line that repeats an earlier one is furniture; a long one may be a quote set twice on purpose.
_REPEAT_CHARS = 400
# Scraped menus and icon names run together: this many words without a mark of punctuation are no sentence.
_RUN_WORDS = 40
_PUNCTUATION = frozenset(".,;:!?،؟۔।。、，")
_SUBHEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LIST_ITEMS = frozenset(("li", "dd", "dt"))
_CELLS = frozenset(("td", "th"))
# A block may stand a few elements below the one that says what it is (li > p, td > div).
_CLIMB = 3


def choose_body(layout: Layout, scores: Floats, headline: str | None) -> list[int]:
    """Indices of the body's blocks, in order; never the headline again, and no line twice."""
    title = squeeze(headline or "")
    seen: set[str] = set()
    chosen = []
    for i, (block, score) in enumerate(zip(layout.blocks, scores[:, BODY].tolist(), strict=True)):
        if score <= _CUT:
            continue
        key = squeeze(block.text)
        if not key or key == title or _is_run(block.text) or (key in seen and len(block.text) <= _REPEAT_CHARS):
            continue
        seen.add(key)
        chosen.append(i)
    return chosen


def _is_run(text: str) -> bool:
    return text.count(" ") >= _RUN_WORDS and not any([mark in text for mark in _PUNCTUATION])


def kinds_of(blocks: Sequence[PageBlock], body: Sequence[int]) -> list[BlockKind]:
    """The kind of each of the body's blocks, from the elements around it."""
    return [_kind(blocks[i].element) for i in body]


def _kind(element: Element) -> BlockKind:
    node: Element | None = element
    for _ in range(_CLIMB):
        if node is None:
            break
        if node.tag in _SUBHEADINGS:
            return "subheading"
        if node.tag == "blockquote":
            return "quote"
        if node.tag in _LIST_ITEMS:
            return "list_item"
        if node.tag in _CELLS:
            return "table_row"
        node = node.parent
    return "paragraph"
