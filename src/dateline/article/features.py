"""What the block model is told about each block: numbers, and words of the text and of the markup."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from . import shapes
from .layout import MOST_COUNTED, Layout, PageBlock
from .shapes import Columns, Shapes, Words

Floats = npt.NDArray[np.float32]
TEXT_BAGS, MARKUP_BAGS = ("head", "tail"), ("own", "parent", "above")

# Scripts written without spaces: one character says about as much as three letters elsewhere.
DENSE = "\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_DENSE_CHARACTER = re.compile(f"[{DENSE}]")
_DENSE_WEIGHT = 2
_WORD = re.compile(rf"[{DENSE}]|[^\W\d_{DENSE}]+|\d+|[^\w\s]")
# The same for ASCII, and twice as fast.
_ASCII_WORD = re.compile(r"[a-z]+|[0-9]+|[!-/:-@\[-^`{-~]")
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
_LEAST_HEADLINE, _MOST_HEADLINE = 12, 200
# A link shorter than this is an entry of a menu, not a headline.
_LEAST_LINK = 30
# A block is looked for in the description and in articleBody by this many characters; shorter ones are in any text.
_QUOTED, _LEAST_QUOTED = 60, 12
_LEAST_AUTHOR = 5
# Lines from here on are likely prose; short words are in any prose.
_PROSE_CHARS, _LONG_WORD = 200, 5
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
    + " ".join(shapes.NUMBERS)
    + " page_blocks menu"
).split()

# So many blocks in a row that are a short link and nothing else are a menu, and judged as one: that is two fifths of
# the blocks of a page.
_LEAST_MENU, _MENU_CHARS, _MOST_MENU = 3, 60, 100
_MENU = "menu"
# As many blocks of one tag in a row, none longer than this, are judged as one: a data table is such a run.
_LEAST_RUN, _RUN_CHARS = 1_000, 100


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says that helps to recognise its blocks."""

    headlines: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockFeatures:
    """Inputs of the block model for the rows of one page: its blocks, those of a menu taken as one row."""

    sizes: npt.NDArray[np.intp]
    """Blocks of each row."""
    numbers: Floats
    """(rows, numbers)"""
    text: dict[str, list[Words]]
    """For each of `TEXT_BAGS` and each row: words of its head or its tail."""
    names: list[Words]
    """The different sets of names (tag, classes and the like) that the page's elements have."""
    markup: dict[str, list[tuple[int, ...]]]
    """For each of `MARKUP_BAGS` and each row: indices into ``names`` for its own element, its parent and the elements
    above that, nearest first. Empty for scraped text."""


def squeeze(text: str) -> str:
    """Letters and digits only, case folded: what two spellings of one line have in common."""
    return _NOT_LETTER.sub("", text).casefold()


def make_features(layout: Layout, hints: Hints) -> BlockFeatures:
    """Features of every block of the page."""
    if not layout.blocks:
        return BlockFeatures(np.zeros(0, dtype=np.intp), np.zeros((0, len(NUMBERS)), dtype=np.float32), {}, [], {})
    sizes = np.array(_row_sizes(layout.blocks))
    rows = [layout.blocks[i] for i in (np.cumsum(sizes) - sizes).tolist()]
    around = None if layout.plain else Shapes(layout, rows)
    zeros = np.zeros(len(rows))
    columns = [
        *_looks(rows),
        *_context(rows, hints, plain=layout.plain),
        *(around.numbers() if around else [zeros] * len(shapes.NUMBERS)),
        np.full(len(rows), np.log1p(len(rows)) / 8),
        np.log(np.minimum(sizes, _MOST_MENU)) / 3,
    ]
    names, markup = around.names() if around else ([], {})
    return BlockFeatures(sizes, np.array(columns, dtype=np.float32).T, _text_bags(rows), names, markup)


def _row_sizes(blocks: Sequence[PageBlock]) -> list[int]:
    """How many blocks each row has: one, or all of a menu, or all of a long run of like short blocks (a data table)."""
    many = len(blocks) >= _LEAST_RUN
    sizes: list[int] = []
    for key, run in groupby(blocks, key=lambda block: _run_key(block, many)):
        count = len(list(run))
        least = _LEAST_MENU if key == _MENU else _LEAST_RUN
        sizes += [count] if key and count >= least else [1] * count
    return sizes


def _run_key(block: PageBlock, many: bool) -> str:
    length = len(block.text)
    if block.link_chars >= length and length <= _MENU_CHARS:
        return _MENU
    return block.element.tag if many and length <= _RUN_CHARS else ""


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


def _context(rows: Sequence[PageBlock], hints: Hints, *, plain: bool) -> Columns:
    """What each row has in common with the rest of the page and with its metadata, and where it stands."""
    count = len(rows)
    lengths = np.array([min(len(row.text), MOST_COUNTED) for row in rows])
    starts = [row.text[:_KEY_CHARS].casefold() for row in rows]
    same = list(zip(starts, lengths.tolist(), strict=True))
    counts = Counter(same)
    first_places = {line: i for i, line in reversed(list(enumerate(same)))}
    overlaps, repeats = _shared_words(rows, hints.headlines, _prose(rows) if plain else set())
    equal = _equal_headlines(starts, overlaps, hints.headlines)
    where = _headline_position(rows, equal)
    since = np.arange(count) - where if where is not None else np.zeros(count)
    authors = [name for name in map(str.casefold, hints.authors) if len(name) >= _LEAST_AUTHOR]
    return [
        np.array([counts[line] > 1 for line in same]),
        np.array([first_places[line] < i for i, line in enumerate(same)]),
        np.array(overlaps),
        np.array(equal),
        np.array(repeats),
        _stands_in(starts, hints.description),
        _stands_in(starts, hints.body),
        np.full(count, bool(hints.body)),
        np.array([_names_author(start, authors) for start in starts]) if authors else np.zeros(count),
        np.arange(count) / count,
        (np.cumsum(lengths) - lengths) / lengths.sum(),
        np.sign(since) * np.log1p(np.abs(since)) / 5,
        np.full(count, where is not None),
    ]


def _equal_headlines(starts: Sequence[str], overlaps: Sequence[float], headlines: Sequence[str]) -> list[bool]:
    """For each row whether it is one of the headlines but for its punctuation."""
    keys = {squeeze(text[:_KEY_CHARS]) for text in headlines}
    keys.discard("")
    return [overlap > 0 and squeeze(start) in keys for start, overlap in zip(starts, overlaps, strict=True)]


def _stands_in(starts: Sequence[str], text: str) -> npt.NDArray[np.floating]:
    """For each row whether the text has it too."""
    if not text:
        return np.zeros(len(starts))
    folded = " ".join(text.split()).casefold()
    return np.array([len(start) >= _LEAST_QUOTED and start[:_QUOTED] in folded for start in starts], dtype=np.float32)


def _names_author(start: str, authors: Sequence[str]) -> bool:
    return len(start) < _KEY_CHARS and any([name in start for name in authors])


def _headline_position(rows: Sequence[PageBlock], equal: Sequence[bool]) -> int | None:
    """The likely headline: an ``h1`` that says so, else any row that says so, else the only ``h1``."""
    says = [i for i, is_equal in enumerate(equal) if is_equal]
    heads = [i for i, row in enumerate(rows) if row.element.tag == "h1"]
    both = [i for i in heads if equal[i]]
    return next(iter(both or says or (heads if len(heads) == 1 else ())), None)


def _prose(blocks: Sequence[PageBlock]) -> set[str]:
    words: set[str] = set()
    for block in blocks:
        if len(block.text) >= _PROSE_CHARS:
            words.update(block.text.casefold().split())
    return words


def _shared_words(
    blocks: Sequence[PageBlock], headlines: Sequence[str], prose: set[str]
) -> tuple[list[float], list[float]]:
    """For each short block: its best likeness to one of the headlines, and how much of it the page's prose repeats.

    The first is the Jaccard index of the words, the second the share of its long words that long lines use too: only
    scraped text, which says nothing of a headline, is asked for that.
    """
    wanted = {frozenset(text.casefold().split()) for text in headlines}
    wanted.discard(frozenset())
    overlaps, shares = [0.0] * len(blocks), [0.0] * len(blocks)
    if not wanted and not prose:
        return overlaps, shares
    for i, block in enumerate(blocks):
        length = len(block.text)
        if not _LEAST_HEADLINE <= length <= _MOST_HEADLINE or (length < _LEAST_LINK and block.link_chars >= length):
            continue
        own = set(block.text.casefold().split())
        for other in wanted:
            common = len(own & other)
            if common:
                overlaps[i] = max(overlaps[i], common / (len(own) + len(other) - common))
        if prose and length < _PROSE_CHARS:
            long = [word for word in own if len(word) >= _LONG_WORD]
            shares[i] = len(prose.intersection(long)) / len(long) if long else 0.0
    return overlaps, shares


def _text_bags(rows: Sequence[PageBlock]) -> dict[str, list[Words]]:
    heads: list[Words] = []
    tails: list[Words] = []
    for row in rows:
        text = row.text
        heads.append(tuple(_split(text[:_HEAD_CHARS])[:_HEAD_WORDS]))
        tails.append(tuple(_split(text[-_TAIL_CHARS:])[-_TAIL_WORDS:]) if len(text) > _HEAD_CHARS else ())
    return {"head": heads, "tail": tails}


def _split(text: str) -> list[str]:
    """Words, numbers and signs."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text.casefold())
