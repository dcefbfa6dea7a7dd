"""What the block model is told about each block: numbers, and words of the text and of the markup."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

import numpy as np
import numpy.typing as npt

from .layout import Element, Layout, PageBlock

# Scripts written without spaces: one character says about as much as three letters elsewhere.
DENSE = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_DENSE_CHARACTER = re.compile(f"[{DENSE}]")
_DENSE_WEIGHT = 2
_WORD = re.compile(rf"[{DENSE}]|[^\W\d_{DENSE}]+|\d+|[^\w\s]")
# Parts of compound class names that say what an element is for ("metrofactbox", "articlebody").
_STEM = re.compile(
    "box|relat|promo|teaser|caption|credit|byline|author|comment|share|social|news|letter|subscri|paywall|premium|lead|"
    "intro|summary|standfirst|body|content|text|story|article|paragraph|aside|side|widget|embed|ad(?=s|vert)|sponsor|tag|"
    "topic|list|item|card|nav|menu|foot|head|title|date|time|publish|figure|image|photo|gallery|video|quote|recommend|"
    "popular|most|more|breadcrumb|copyright|disclaimer|note|bio|live|post|entry|modal|cookie|consent|banner|toolbar"
)
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d\d?[:.h]\d\d(?!\d)")
_NOT_LETTER = re.compile(r"[\W_]+")
# The looks of a block show in its first characters and words; the rest costs time only.
_LOOK_CHARS = 100
_HEAD_WORDS, _TAIL_WORDS = 6, 3
_LEAST_HEADLINE, _MOST_HEADLINE, _MOST_BYLINE = 12, 300, 150
# A block is looked for in the description and in articleBody by this many of its letters; shorter ones are in any text.
_QUOTED, _LEAST_QUOTED = 60, 8
_HEAD_CHARS, _TAIL_CHARS = 60, 40
_NAME_ATTRIBUTES = frozenset(("class", "id", "itemprop", "rel", "role", "data-testid", "data-component"))
_MAX_NAMES, _MAX_NAMES_CHARS, _MAX_ABOVE = 12, 200, 40
_HIDDEN = ("display:none", "display: none", "visibility:hidden")
_TERMINAL = frozenset(".!?。！？।؟…︒")
_CLOSING = "\"'”’»)]」』）›"
_OPENING = frozenset("\"'“‘«„「『—–-")
_SIGNS = ("©", "|", "@", "»", "http", "/", "?", "…", ":", "(", "•", "+", "#", "%", "“", '"')

Words = tuple[str, ...]
TEXT_BAGS, MARKUP_BAGS = ("head", "tail"), ("own", "parent", "above")

NUMBERS = (
    "length length_capped words link_share terminal colon upper lower digit quote commas digits capitals year clock "
    + " ".join(f"sign_{i}" for i in range(len(_SIGNS)))
    + " sentences dense title_case links after_break repeated appeared headline_overlap headline_equal in_description "
    "in_body_hint body_hint author position chars_before since_headline headline_seen parent_share parent_links "
    "element_links grand_share grand_links twin_share twin_count twin_before twin_after sibling_before sibling_after "
    "hidden bold near_image depth page_blocks plain"
).split()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says that helps to recognise its blocks."""

    headlines: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockFeatures:
    """Inputs of the block model for the blocks of one page."""

    numbers: npt.NDArray[np.float32]
    """(blocks, numbers)"""
    bags: dict[str, list[Words]]
    """For each of `BAGS` and each block: words of the text (its head and tail) or of the markup (names of the
    block's own element, of its parent, and of all elements above that)."""


def squeeze(text: str) -> str:
    """Letters and digits only, case folded: what two spellings of one line have in common."""
    return _NOT_LETTER.sub("", text).casefold()


def make_features(layout: Layout, hints: Hints) -> BlockFeatures:
    """Features of every block of the page."""
    blocks = layout.blocks
    looks = [_look(block) for block in blocks]
    context = _context(layout, hints)
    rows = [a + b for a, b in zip(looks, context, strict=True)]
    numbers = np.array(rows, dtype=np.float32).reshape(len(blocks), len(NUMBERS))
    return BlockFeatures(numbers, _text_bags(blocks) | _markup_bags(layout))


def _look(block: PageBlock) -> tuple[float, ...]:
    text = block.text
    length = len(text)
    start = text[:_LOOK_CHARS]
    looked = len(start)
    dense = 0.0
    if not start.isascii():
        dense = len(_DENSE_CHARACTER.findall(start)) / looked
    weighted = length * (1 + _DENSE_WEIGHT * dense)
    last = text[-1]
    if last in _CLOSING and length > 1:
        last = text.rstrip(_CLOSING)[-1:] or last
    first = text[0]
    words = text.count(" ") + 1
    head = start.split(" ", 10)[:10]
    capitalised = sum([word[:1].isupper() for word in head])
    digits = looked - len(start.translate(_NO_DIGITS))
    return (
        log1p(weighted) / 6,
        min(weighted, 1000) / 1000,
        log1p(words) / 5,
        block.link_chars / length,
        last in _TERMINAL,
        last == ":",
        first.isupper(),
        first.islower(),
        first.isdigit(),
        first in _OPENING,
        min(1.0, text.count(",") * 20 / (length + 20)),
        digits / looked,
        start.isupper(),
        bool(digits > 3 and _YEAR.search(start)),
        bool(digits > 2 and _CLOCK.search(start)),
        *[sign in start for sign in _SIGNS],
        log1p(text.count(". ") + text.count("。")) / 3,
        dense,
        capitalised / len(head),
        min(1.0, len(block.inlines) / 5),
        block.after_break,
    )


_NO_DIGITS = {ord(digit): None for digit in "0123456789"}


def _context(layout: Layout, hints: Hints) -> list[tuple[float, ...]]:
    blocks = layout.blocks
    keys = [squeeze(block.text[:200]) for block in blocks]
    counts = Counter(keys)
    headline_keys = [squeeze(text) for text in hints.headlines]
    headline_words = [set(text.casefold().split()) for text in hints.headlines if text.strip()]
    description = squeeze(hints.description)
    body = squeeze(hints.body)
    authors = [key for key in (squeeze(name) for name in hints.authors) if len(key) > 3]
    where = _headline_position(blocks, keys, headline_keys)
    shapes = _shapes(layout)
    total = sum([len(block.text) for block in blocks]) or 1
    seen: set[str] = set()
    before = 0
    rows = []
    for i, (block, key, shape) in enumerate(zip(blocks, keys, shapes, strict=True)):
        since = (i - where) if where is not None else 0
        rows.append(
            (
                counts[key] > 1,
                key in seen,
                _headline_overlap(block.text, headline_words),
                key in headline_keys,
                len(key) > _LEAST_QUOTED and key[:_QUOTED] in description,
                len(key) > _LEAST_QUOTED and key[:_QUOTED] in body,
                bool(body),
                bool(authors) and len(key) < _MOST_BYLINE and any([name in key for name in authors]),
                i / len(blocks),
                before / total,
                (log1p(since) if since >= 0 else -log1p(-since)) / 5,
                where is not None,
                *shape,
            )
        )
        seen.add(key)
        before += len(block.text)
    return rows


def _headline_position(blocks: Sequence[PageBlock], keys: list[str], headlines: list[str]) -> int | None:
    """The likely headline: an ``h1`` that says so, else any block that says so, else the only ``h1``."""
    known = {key for key in headlines if key}
    says = [i for i, key in enumerate(keys) if key in known]
    heads = [i for i, block in enumerate(blocks) if block.element.tag == "h1"]
    both = [i for i in heads if keys[i] in known]
    return next(iter(both or says or (heads if len(heads) == 1 else ())), None)


def _headline_overlap(text: str, headlines: list[set[str]]) -> float:
    """The best share of words in common with one of the headlines."""
    if not _LEAST_HEADLINE <= len(text) <= _MOST_HEADLINE:
        return 0.0
    own = set(text.casefold().split())
    return max([len(own & other) / len(own | other) for other in headlines], default=0.0)


def _shapes(layout: Layout) -> list[tuple[float, ...]]:
    """What the markup around each block says, in numbers; zeros for scraped text."""
    blocks = layout.blocks
    count = log1p(len(blocks)) / 8
    if layout.plain:
        return [(0.0,) * 15 + (count, 1.0)] * len(blocks)
    twins = [_twin_key(block.element) for block in blocks]
    twin_count = Counter(twins)
    twin_chars: Counter[str] = Counter()
    for block, twin in zip(blocks, twins, strict=True):
        twin_chars[twin] += len(block.text) - block.link_chars
    unlinked = sum(twin_chars.values()) or 1
    total = layout.elements[0].chars or 1
    image_orders = {image.order for image in layout.images}
    hidden: list[bool] = []
    for element in layout.elements:
        above = element.parent is not None and hidden[element.parent.order]
        hidden.append(above or (element.blocks > 0 and _hides(element)))
    rows: list[tuple[float, ...]] = []
    previous: PageBlock | None = None
    for i, (block, twin) in enumerate(zip(blocks, twins, strict=True)):
        element = block.element
        parent = element.parent or element
        grand = parent.parent or parent
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        rows.append(
            (
                parent.chars / total,
                parent.link_chars / (parent.chars or 1),
                element.link_chars / (element.chars or 1),
                grand.chars / total,
                grand.link_chars / (grand.chars or 1),
                twin_chars[twin] / unlinked,
                log1p(twin_count[twin]) / 5,
                i > 0 and twins[i - 1] == twin,
                following is not None and twins[i + 1] == twin,
                previous is not None and previous.element.parent is element.parent,
                following is not None and following.element.parent is element.parent,
                hidden[element.order],
                _bold_share(block),
                block.order in image_orders or block.order + 1 in image_orders,
                element.depth / 20,
                count,
                0.0,
            )
        )
        previous = block
    return rows


def _twin_key(element: Element) -> str:
    parent = element.parent
    above = f"{parent.tag}.{parent.attribute('class')}" if parent is not None else ""
    return f"{element.tag}.{element.attribute('class')}<{above}"


def _hides(element: Element) -> bool:
    attributes = element.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and any([mark in style for mark in _HIDDEN])


def _bold_share(block: PageBlock) -> float:
    if not block.inlines:
        return 0.0
    bold = sum([i.end - i.start for i in block.inlines if i.element.tag in ("b", "strong")])
    return min(1.0, bold / len(block.text))


def _text_bags(blocks: Sequence[PageBlock]) -> dict[str, list[Words]]:
    heads, tails = [], []
    for block in blocks:
        text = block.text
        heads.append(tuple(_WORD.findall(text[:_HEAD_CHARS].casefold())[:_HEAD_WORDS]))
        tail = _WORD.findall(text[-_TAIL_CHARS:].casefold())[-_TAIL_WORDS:] if len(text) > _HEAD_CHARS else ()
        tails.append(tuple(tail))
    return {"head": heads, "tail": tails}


def _markup_bags(layout: Layout) -> dict[str, list[Words]]:
    if layout.plain:
        return {bag: [()] * len(layout.blocks) for bag in MARKUP_BAGS}
    own: list[Words] = []
    above: list[Words] = []
    for element in layout.elements:
        if not element.blocks:
            own.append(())
            above.append(())
            continue
        own.append(_names(element))
        parent = element.parent
        # Nearest first, so that the cap cuts what is farthest.
        above.append(tuple(dict.fromkeys(own[parent.order] + above[parent.order]))[:_MAX_ABOVE] if parent else ())
    rows = []
    for block in layout.blocks:
        element = block.element
        parent = element.parent or element
        rows.append((own[element.order] + _inline_names(block), own[parent.order], above[parent.order]))
    return {bag: [row[i] for row in rows] for i, bag in enumerate(MARKUP_BAGS)}


@lru_cache(maxsize=20_000)
def _split_names(tag: str, names: str) -> Words:
    names = names[:_MAX_NAMES_CHARS]
    words = [word.lower() for word in _CLASS_WORD.findall(names)[:_MAX_NAMES]]
    stems = ["*" + stem for stem in _STEM.findall(names.lower())]
    return ("<" + tag, *dict.fromkeys(words + stems))


def _names(element: Element) -> Words:
    attributes = element.attributes
    names = [value for name, value in attributes.items() if value and name in _NAME_ATTRIBUTES]
    return _split_names(element.tag, " ".join(names))


def _inline_names(block: PageBlock) -> Words:
    """Names of inline elements that hold most of the block."""
    half = len(block.text) // 2
    found: Words = ()
    for inline in block.inlines[:3]:
        if inline.end - inline.start > half:
            found += _names(inline.element)
    return found
