"""Which blocks are the article's body, and what kind each is."""

import re
from collections.abc import Sequence

import numpy as np

from ..types import BlockKind
from .block_model import ROLES, Floats
from .credits import is_signed_caption
from .features import squeeze
from .layout import Layout, PageBlock
from .pictures import credited_captions
from .sign_off import is_sign_off
from .twins import lift_twins

BODY = ROLES.index("body")
# What it costs to enter or leave the body, in log odds. Out of fold, 0.3 raised the pages read exactly from .26 to .29
# (fundus) and from .18 to .20 (WCXB) at the same F; 1 lost half a point of F on every set.
_SWITCH = 0.3
_LEAST_ODDS = 1e-4
# In scraped text, pieces of other articles look like this one's: a run of blocks this far from the next, with less than
# this share of the longest run's characters, is left out. On HTML, where markup tells, the rule lost more than it won.
_RUN_GAP, _RUN_SHARE = 3, 0.05
# "Read also: Headline of another article", linked
_POINTER = re.compile(
    r"\W*(?:read (?:also|more|next)|also read|see also|related(?: article| story)?|more on this|lesen sie auch|"
    r"mehr zum thema|lire aussi|à lire aussi|lea también|leia também|leggi anche|lees ook|läs också|les også|læs også|"
    r"lue myös|czytaj też|czytaj także|читайте также|ayrıca oku|olvassa el|citește și)\s?[:：]\s*",
    re.IGNORECASE,
)
# A line that repeats an earlier one is furniture. A long one may be a quote set twice on purpose; a short one is a cell
# of a table or a heading that comes again: leaving those out cost WCXB three hundredths of its exact pages.
_LEAST_REPEAT, _REPEAT_CHARS = 40, 400
# Scraped menus and icon names run together: this many words without a mark of punctuation are no sentence.
_RUN_WORDS = 40
_PUNCTUATION = frozenset(".,;:!?،؟۔।。、，")
_SUBHEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LIST_ITEMS = frozenset(("li", "dd", "dt"))
_CELLS = frozenset(("td", "th"))
# A block may stand a few elements below the one that says what it is (li > p, td > div).
_CLIMB = 3
# A table's cell with a sentence this long, or with more blocks, is a column of a page laid out by tables.
_PROSE, _CELL_BLOCKS = 80, 3
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "۔", "।")
_CLOSING = "\"'”’»)]」』 "
_LEAST_HEADING, _MOST_HEADING = 3, 100
_BOLD = frozenset(("b", "strong"))
_HEADING_NAME = re.compile(
    r"(?:^|[\s_-])(?:sub-?head(?:ing|line|er)?|cross-?head(?:er)?|heading|zwischen(?:titel|ueberschrift)|inter-?titre|"
    r"ladillo|mellanrubrik|mezzo-?titolo|font-bold)(?:$|[\s_-])",
    re.IGNORECASE,
)


def choose_body(layout: Layout, scores: Floats, headline: str | None) -> list[int]:
    """Indices of the body's blocks, in order; not the headline again, no credited caption, no sentence twice."""
    seen = {squeeze(headline or "")}
    captions = frozenset[int]() if layout.plain else credited_captions(layout)
    chosen = []
    clipped = np.clip(scores[:, BODY], _LEAST_ODDS, 1 - _LEAST_ODDS)
    odds = np.log(clipped / (1 - clipped)).tolist()
    found = _until_sign_off(layout.blocks, _decode(odds if layout.plain else lift_twins(layout, odds)))
    for i in _without_strays(layout.blocks, found) if layout.plain else found:
        text = layout.blocks[i].text
        if i in captions or _is_run(text) or is_signed_caption(text) or _is_pointer(layout.blocks[i]):
            continue
        if len(text) <= _REPEAT_CHARS:
            key = squeeze(text)
            if not key or key in seen:
                continue
            if len(text) > _LEAST_REPEAT:
                seen.add(key)
        chosen.append(i)
    return chosen


def _decode(odds: Sequence[float]) -> list[int]:
    """The likeliest sequence of blocks inside and outside the body (Viterbi's algorithm), from their log odds."""
    outside, inside = 0.0, -_SWITCH
    stays: list[tuple[bool, bool]] = []
    for score in odds:
        stay_out, stay_in = outside >= inside - _SWITCH, inside >= outside - _SWITCH
        stays.append((stay_out, stay_in))
        outside, inside = (
            outside if stay_out else inside - _SWITCH,
            (inside if stay_in else outside - _SWITCH) + score,
        )
    is_in = inside > outside
    found = []
    for i in range(len(stays) - 1, -1, -1):
        if is_in:
            found.append(i)
        is_in = stays[i][is_in] == is_in
    return found[::-1]


def _until_sign_off(blocks: Sequence[PageBlock], found: list[int]) -> list[int]:
    """What stands before the line in which an agency's desk signs, if that is most of it: the story ends there."""
    for place, i in enumerate(found):
        if is_sign_off(blocks[i].text):
            before, after = found[: place + 1], found[place + 1 :]
            if sum([len(blocks[j].text) for j in before]) > sum([len(blocks[j].text) for j in after]):
                return before[:-1]
    return found


def _without_strays(blocks: Sequence[PageBlock], found: Sequence[int]) -> list[int]:
    """Without the short runs far from the others."""
    runs: list[list[int]] = []
    for i in found:
        if runs and i - runs[-1][-1] <= _RUN_GAP:
            runs[-1].append(i)
        else:
            runs.append([i])
    sizes = [sum([len(blocks[i].text) for i in run]) for run in runs]
    least = _RUN_SHARE * max(sizes, default=0)
    return [i for run, size in zip(runs, sizes, strict=True) if size >= least for i in run]


def _is_pointer(block: PageBlock) -> bool:
    """Whether the block does no more than point to another article."""
    match = _POINTER.match(block.text)
    return match is not None and block.link_chars >= len(block.text) - match.end() - 1


def _is_run(text: str) -> bool:
    return text.count(" ") >= _RUN_WORDS and not any([mark in text for mark in _PUNCTUATION])


def kinds_of(blocks: Sequence[PageBlock], body: Sequence[int]) -> list[BlockKind]:
    """The kind of each of the body's blocks, from the elements around it."""
    return [_kind(blocks[i]) for i in body]


def _kind(block: PageBlock) -> BlockKind:
    if _is_set_as_heading(block):
        return "subheading"
    for node in block.element.lineage(_CLIMB):
        if node.tag in _SUBHEADINGS:
            return "subheading"
        if node.tag == "blockquote":
            return "quote"
        if node.tag in _LIST_ITEMS:
            return "list_item"
        if node.tag in _CELLS and node.blocks <= _CELL_BLOCKS and not _is_prose(block.text):
            return "table_row"
    return "paragraph"


def _is_prose(text: str) -> bool:
    """Whether a table's cell with this text does no more than place a paragraph on the page."""
    return len(text) >= _PROSE and text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_set_as_heading(block: PageBlock) -> bool:
    """Whether a line that ends no sentence is called a heading, or is bold from end to end."""
    text = block.text
    if not _LEAST_HEADING <= len(text) <= _MOST_HEADING or text.endswith((*_SENTENCE_ENDS, ":", ",", ";")):
        return False
    if block.after_break or block.element.tag in _CELLS | _LIST_ITEMS:
        return False
    bold = any([x.element.tag in _BOLD and x.end - x.start == len(text) for x in block.inlines])
    return bold or _HEADING_NAME.search(block.element.attribute("class")) is not None
