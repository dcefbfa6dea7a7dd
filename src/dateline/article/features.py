"""What the block model is told about each block: numbers, and words of the text and of the markup."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from .layout import Element, Layout, PageBlock

Floats = npt.NDArray[np.float32]
Columns = list[npt.NDArray[np.floating]]
Words = tuple[str, ...]
_Name = tuple[str | None, ...]
TEXT_BAGS, MARKUP_BAGS = ("head", "tail"), ("own", "parent", "above")

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
_HEAD_CHARS, _TAIL_CHARS = 60, 40
# A colon this early ends a label ("Read also:").
_LABEL_CHARS = 30
# Two blocks are compared by this much of their text, and by their lengths.
_KEY_CHARS = 100
_LEAST_HEADLINE, _MOST_HEADLINE = 12, 300
# A link shorter than this is an entry of a menu, not a headline.
_LEAST_LINK = 30
# A block is looked for in the description and in articleBody by this many of its letters; shorter ones are in any text.
_QUOTED, _LEAST_QUOTED = 60, 8
# Lines from here on are likely prose; short words are in any prose.
_PROSE_CHARS, _LONG_WORD = 200, 5
_MAX_NAMES, _MAX_NAMES_CHARS, _MAX_ABOVE = 12, 200, 16
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))
_HIDDEN = ("display:none", "display: none", "visibility:hidden")
_TERMINAL = frozenset(".!?。！？।؟…︒")
_CLOSING = "\"'”’»)]」』）›"
_OPENING = "\"'“‘«„「『—–-"
_SIGNS = '©|@»/?…:(•+#%“"'

# Classes of characters, as bits; the signs follow.
_DIGIT, _UPPER, _LOWER, _DENSE_BIT, _SPACE, _OPEN, _FIRST_SIGN = 1, 2, 4, 8, 16, 32, 6
_COLON = 1 << (_FIRST_SIGN + _SIGNS.index(":"))
_PLANE = 0xFFFF

NUMBERS = (
    "length length_capped words link_share terminal colon upper lower digit quote commas digits capitals year clock "
    "label "
    + " ".join(f"sign_{i}" for i in range(len(_SIGNS)))
    + " address sentences dense title_case links after_break repeated appeared headline_overlap headline_equal "
    "prose_words in_description in_body_hint body_hint author position chars_before since_headline headline_seen "
    "parent_share parent_links element_links grand_share grand_links twin_share twin_count twin_before twin_after "
    "sibling_before sibling_after hidden bold italic link_at_end near_image depth page_blocks"
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

    numbers: Floats
    """(blocks, numbers)"""
    text: dict[str, list[Words]]
    """For each of `TEXT_BAGS` and each block: words of its head or its tail."""
    names: list[Words]
    """The different sets of names (tag, classes and the like) that the page's elements have."""
    markup: dict[str, list[tuple[int, ...]]]
    """For each of `MARKUP_BAGS` and each block: indices into ``names`` for its own element, its parent and the elements
    above that, nearest first. Empty for scraped text."""


def squeeze(text: str) -> str:
    """Letters and digits only, case folded: what two spellings of one line have in common."""
    return _NOT_LETTER.sub("", text).casefold()


def make_features(layout: Layout, hints: Hints) -> BlockFeatures:
    """Features of every block of the page."""
    blocks = layout.blocks
    if not blocks:
        return BlockFeatures(np.zeros((0, len(NUMBERS)), dtype=np.float32), {}, [], {})
    columns = _looks(blocks) + _context(layout, hints) + _shapes(layout)
    numbers = np.array(columns, dtype=np.float32).T
    names, markup = _markup(layout)
    return BlockFeatures(numbers, _text_bags(blocks), names, markup)


@cache
def _character_classes() -> npt.NDArray[np.uint32]:
    """For each character of the basic plane, its classes."""
    characters = [chr(code) for code in range(_PLANE + 1)]
    classes = np.zeros(_PLANE + 1, dtype=np.uint32)
    for bit, members in (
        (_DIGIT, [character in "0123456789" for character in characters]),
        (_UPPER, [character.isupper() for character in characters]),
        (_LOWER, [character.islower() for character in characters]),
        (_DENSE_BIT, [_DENSE_CHARACTER.match(character) is not None for character in characters]),
        (_SPACE, [character == " " for character in characters]),
        (_OPEN, [character in _OPENING for character in characters]),
    ):
        classes[members] |= bit
    for i, sign in enumerate(_SIGNS):
        classes[ord(sign)] |= 1 << (_FIRST_SIGN + i)
    return classes


def _looks(blocks: Sequence[PageBlock]) -> Columns:
    """What the characters of each block look like."""
    texts = [block.text for block in blocks]
    starts = [text[:_LOOK_CHARS] for text in texts]
    codes = np.array(starts).view(np.uint32).reshape(len(starts), -1)
    classes = _character_classes()[np.minimum(codes, _PLANE)]
    length = np.array([len(text) for text in texts], dtype=np.float32)
    looked = np.minimum(length, _LOOK_CHARS)
    digits = ((classes & _DIGIT) > 0).sum(1)
    dense = ((classes & _DENSE_BIT) > 0).sum(1) / looked
    any_class = np.bitwise_or.reduce(classes, axis=1)
    first = classes[:, 0]
    # A word's first letter is the line's first, or follows a space.
    upper, inner = (classes & _UPPER) > 0, (classes[:, :-1] & _SPACE) > 0
    capitalised = upper[:, 0] + (upper[:, 1:] & inner).sum(1)
    weighted = length * (1 + _DENSE_WEIGHT * dense)
    commas = np.array([text.count(",") for text in texts])
    last = [_last_sign(text) for text in texts]
    numeric = [(bool(many) and start) or "" for many, start in zip(digits > 2, starts, strict=True)]
    return [
        np.log1p(weighted) / 6,
        np.minimum(weighted, 1000) / 1000,
        np.log1p(np.array([text.count(" ") + 1 for text in texts])) / 5,
        np.array([block.link_chars for block in blocks]) / length,
        np.array([sign in _TERMINAL for sign in last]),
        np.array([sign == ":" for sign in last]),
        (first & _UPPER) > 0,
        (first & _LOWER) > 0,
        (first & _DIGIT) > 0,
        (first & _OPEN) > 0,
        np.minimum(1.0, commas * 20 / (length + 20)),
        digits / looked,
        (any_class & (_UPPER | _LOWER)) == _UPPER,
        np.array([_YEAR.search(start) is not None for start in numeric]),
        np.array([_CLOCK.search(start) is not None for start in numeric]),
        ((classes[:, 1:_LABEL_CHARS] & _COLON) > 0).any(1),
        *[(any_class & (1 << (_FIRST_SIGN + i))) > 0 for i in range(len(_SIGNS))],
        np.array(["http" in start for start in starts]),
        np.log1p(np.array([text.count(". ") + text.count("。") for text in texts])) / 3,
        dense,
        capitalised / (1 + inner.sum(1)),
        np.minimum(1.0, np.array([len(block.inlines) for block in blocks]) / 5),
        np.array([block.after_break for block in blocks]),
    ]


def _last_sign(text: str) -> str:
    last = text[-1]
    return text.rstrip(_CLOSING)[-1:] or last if last in _CLOSING else last


def _context(layout: Layout, hints: Hints) -> Columns:
    """What each block has in common with the rest of the page and with its metadata, and where it stands."""
    blocks = layout.blocks
    count = len(blocks)
    keys = [squeeze(block.text[:_KEY_CHARS]) for block in blocks]
    same = [(key, len(block.text)) for key, block in zip(keys, blocks, strict=True)]
    counts = Counter(same)
    first_places = {line: i for i, line in reversed(list(enumerate(same)))}
    headlines = {squeeze(text[:_KEY_CHARS]) for text in hints.headlines}
    headlines.discard("")
    description, body = squeeze(hints.description), squeeze(hints.body)
    authors = [key for key in (squeeze(name) for name in hints.authors) if len(key) > 3]
    where = _headline_position(blocks, keys, headlines)
    overlaps, prose = _shared_words(blocks, hints.headlines)
    lengths = np.array([len(block.text) for block in blocks])
    since = np.arange(count) - where if where is not None else np.zeros(count)
    quoted = [key[:_QUOTED] if len(key) > _LEAST_QUOTED else "\n" for key in keys]
    return [
        np.array([counts[line] > 1 for line in same]),
        np.array([first_places[line] < i for i, line in enumerate(same)]),
        np.array(overlaps),
        np.array([key in headlines for key in keys]),
        np.array(prose),
        np.array([key in description for key in quoted]) if description else np.zeros(count),
        np.array([key in body for key in quoted]) if body else np.zeros(count),
        np.full(count, bool(body)),
        np.array([_names_author(key, authors) for key in keys]) if authors else np.zeros(count),
        np.arange(count) / count,
        (np.cumsum(lengths) - lengths) / lengths.sum(),
        np.sign(since) * np.log1p(np.abs(since)) / 5,
        np.full(count, where is not None),
    ]


def _names_author(key: str, authors: list[str]) -> bool:
    return len(key) < _KEY_CHARS and any([name in key for name in authors])


def _headline_position(blocks: Sequence[PageBlock], keys: list[str], headlines: set[str]) -> int | None:
    """The likely headline: an ``h1`` that says so, else any block that says so, else the only ``h1``."""
    says = [i for i, key in enumerate(keys) if key in headlines]
    heads = [i for i, block in enumerate(blocks) if block.element.tag == "h1"]
    both = [i for i in heads if keys[i] in headlines]
    return next(iter(both or says or (heads if len(heads) == 1 else ())), None)


def _shared_words(blocks: Sequence[PageBlock], headlines: Sequence[str]) -> tuple[list[float], list[float]]:
    """For each short block: its best likeness to one of the headlines, and how much of it the page's prose repeats.

    The first is the Jaccard index of the words, the second the share of its long words that long lines use too.
    """
    wanted = {frozenset(text.casefold().split()) for text in headlines}
    wanted.discard(frozenset())
    prose: set[str] = set()
    for block in blocks:
        if len(block.text) >= _PROSE_CHARS:
            prose.update(block.text.casefold().split())
    overlaps, shares = [0.0] * len(blocks), [0.0] * len(blocks)
    for i, block in enumerate(blocks):
        length = len(block.text)
        if not _LEAST_HEADLINE <= length <= _MOST_HEADLINE or (length < _LEAST_LINK and block.link_chars >= length):
            continue
        own = set(block.text.casefold().split())
        for other in wanted:
            common = len(own & other)
            overlaps[i] = max(overlaps[i], common / (len(own) + len(other) - common))
        if length < _PROSE_CHARS:
            long = [word for word in own if len(word) >= _LONG_WORD]
            shares[i] = len(prose.intersection(long)) / len(long) if long else 0.0
    return overlaps, shares


def _shapes(layout: Layout) -> Columns:
    """What the markup around each block says, in numbers; zeros for scraped text."""
    blocks, elements = layout.blocks, layout.elements
    count = len(blocks)
    page_blocks = np.full(count, np.log1p(count) / 8)
    if layout.plain:
        return [*[np.zeros(count)] * 17, page_blocks]
    chars = np.array([element.chars for element in elements])
    links = np.array([element.link_chars for element in elements])
    link_share = links / np.maximum(chars, 1)
    share = chars / max(1, elements[0].chars)
    above = np.array([element.parent.order if element.parent is not None else 0 for element in elements])
    own = np.array([block.element.order for block in blocks])
    parent = above[own]
    grand = above[parent]
    twins = _twins(layout)[own]
    lengths = np.array([len(block.text) - block.link_chars for block in blocks])
    twin_chars = np.bincount(twins, lengths)
    orders = np.array([block.order for block in blocks])
    images = np.array([image.order for image in layout.images])
    return [
        share[parent],
        link_share[parent],
        link_share[own],
        share[grand],
        link_share[grand],
        (twin_chars / max(1, lengths.sum()))[twins],
        np.log1p(np.bincount(twins))[twins] / 5,
        *_same_as_neighbours(twins),
        *_same_as_neighbours(parent),
        _hidden(layout)[own],
        *np.array([_inline_shares(block) if block.inlines else (0.0, 0.0, 0.0) for block in blocks]).T,
        np.isin(orders, images) | np.isin(orders + 1, images),
        np.array([block.element.depth for block in blocks]) / 20,
        page_blocks,
    ]


def _same_as_neighbours(values: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    same = values[1:] == values[:-1]
    return np.concatenate([[False], same]), np.concatenate([same, [False]])


def _twins(layout: Layout) -> npt.NDArray[np.intp]:
    """A number for each element; those that look alike, and whose parents do, have the same."""
    looks: dict[tuple[str, str], int] = {}
    numbers: dict[tuple[int, int], int] = {}
    look, twin = [], []
    for element in layout.elements:
        if not element.blocks:
            look.append(0)
            twin.append(0)
            continue
        name = (element.tag, element.attribute("class"))
        look.append(looks.setdefault(name, len(looks)))
        pair = (look[-1], look[element.parent.order] if element.parent is not None else -1)
        twin.append(numbers.setdefault(pair, len(numbers)))
    return np.array(twin)


def _hidden(layout: Layout) -> npt.NDArray[np.bool_]:
    hidden: list[bool] = []
    for element in layout.elements:
        above = element.parent is not None and hidden[element.parent.order]
        hidden.append(above or (element.blocks > 0 and _hides(element.attributes)))
    return np.array(hidden)


def _hides(attributes: dict[str, str | None]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and any([mark in style for mark in _HIDDEN])


def _inline_shares(block: PageBlock) -> tuple[float, float, float]:
    """The bold and the italic share of the text, and the share of a link at its end."""
    length = len(block.text)
    bold = italic = link = 0
    for inline in block.inlines:
        tag = inline.element.tag
        if tag in _BOLD:
            bold += inline.end - inline.start
        elif tag in _ITALIC:
            italic += inline.end - inline.start
        elif tag == "a" and inline.end >= length - 1:
            link = inline.end - inline.start
    return min(1.0, bold / length), min(1.0, italic / length), link / length


def _text_bags(blocks: Sequence[PageBlock]) -> dict[str, list[Words]]:
    heads: list[Words] = []
    tails: list[Words] = []
    for block in blocks:
        text = block.text
        heads.append(tuple(_WORD.findall(text[:_HEAD_CHARS].casefold())[:_HEAD_WORDS]))
        long = len(text) > _HEAD_CHARS
        tails.append(tuple(_WORD.findall(text[-_TAIL_CHARS:].casefold())[-_TAIL_WORDS:]) if long else ())
    return {"head": heads, "tail": tails}


def _markup(layout: Layout) -> tuple[list[Words], dict[str, list[tuple[int, ...]]]]:
    """The sets of names on the page, and for each block those of its element, of its parent and of what is above."""
    if layout.plain:
        return [], {}
    places: dict[_Name, int] = {}
    own: list[int] = []
    above: list[tuple[int, ...]] = []
    for element in layout.elements:
        if not element.blocks:
            own.append(-1)
            above.append(())
            continue
        own.append(places.setdefault(_name(element), len(places)))
        # Nearest first, so that the cap cuts what is farthest; a chain has each set of names once.
        parent = element.parent
        chain: tuple[int, ...] = ()
        if parent is not None:
            name, chain = own[parent.order], above[parent.order]
            chain = chain if name in chain else (name, *chain[: _MAX_ABOVE - 1])
        above.append(chain)
    rows: dict[str, list[tuple[int, ...]]] = {bag: [] for bag in MARKUP_BAGS}
    for block in layout.blocks:
        element = block.element
        parent = element.parent or element
        row: tuple[int, ...] = (own[element.order],)
        if block.inlines:
            row += tuple([places.setdefault(name, len(places)) for name in _inline_names(block)])
        rows["own"].append(row)
        rows["parent"].append((own[parent.order],))
        rows["above"].append(above[parent.order])
    return [_split_name(name) for name in places], rows


def _name(element: Element) -> _Name:
    """The tag and the attributes that say what an element is for."""
    attributes = element.attributes
    if not attributes:
        return (element.tag,)
    get = attributes.get
    return (element.tag, get("class"), get("id"), get("itemprop"), get("role"), get("data-testid"))


def _inline_names(block: PageBlock) -> list[_Name]:
    """Names of inline elements that hold most of the block."""
    half = len(block.text) // 2
    return [_name(inline.element) for inline in block.inlines[:3] if inline.end - inline.start > half]


@lru_cache(maxsize=20_000)
def _split_name(name: _Name) -> Words:
    tag, *values = name
    names = " ".join([value for value in values if value])[:_MAX_NAMES_CHARS]
    words = [word.lower() for word in _CLASS_WORD.findall(names)[:_MAX_NAMES]]
    stems = ["*" + stem for stem in _STEM.findall(names.lower())]
    return (f"<{tag}", *dict.fromkeys(words + stems))
