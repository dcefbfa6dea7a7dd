"""Every text on a page made from HTML that may be its headline, with the sources that state it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from .block_model import ROLES, Floats
from .features import squeeze
from .layout import Element, Layout, PageBlock
from .metadata import LdObject, Metadata, strings, types

BODY, HEADLINE = ROLES.index("body"), ROLES.index("headline")
MAX_LENGTH = 400
"""Characters; no headline is longer, and a block that is longer is a paragraph."""
_MAX_BLOCKS = 8
# A block scored below this is a candidate only if it is a first-level heading.
_LEAST_SCORE = 0.03
_MAX_PARTS = 6
_LIKELY_BODY = 0.5
_MAX_BODY_BLOCKS, _BODY_CHARS = 6, 600
_WORD = re.compile(r"\w{4,}")
_DENSE_PAIR = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff]{2}))")
# What stands between a headline and the names of section and site in `<title>`.
_SEPARATOR = re.compile(r"\s+[|\-–—·•»«‹›:/~>ǀ│⎸]+\s+|\s*(?:\||::|»|«|│|｜)\s*|_|(?<=\w)：(?=\w)")
# What stands between a kicker and the headline.
_KICKER_END = re.compile(r"\s*(?::|\s[-–—|/]|\+\+\+)\s+")
_LOOSE_SIGNS = " :-–—|/•·"
_OG = ("og:title", "twitter:title")
_OTHER_METAS = (
    "headline",
    "title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "mrf:title",
    "cxenseparse:title",
    "article:title",
    "hdl",
)
_PAGE_TYPES = frozenset(["webpage", "itempage", "collectionpage", "newsarticle", "videoobject"])


@dataclass(slots=True)
class Candidate:
    """One text, however often and wherever it is stated."""

    text: str
    key: str
    """`squeeze` of the text."""
    sources: set[str] = field(default_factory=set)
    blocks: list[int] = field(default_factory=list)
    """Blocks that state it, the likeliest first."""


class Candidates:
    """Candidates by key, in the order met."""

    def __init__(self) -> None:
        self.by_key: dict[str, Candidate] = {}

    def add(self, text: str, source: str, block: int | None = None) -> None:
        """Note that a source states the text."""
        if not text or len(text) > MAX_LENGTH:
            return
        key = squeeze(text)
        if not key:
            return
        candidate = self.by_key.setdefault(key, Candidate(text, key))
        candidate.sources.add(source)
        if block is not None and block not in candidate.blocks:
            if not candidate.blocks:
                candidate.text = text
            candidate.blocks.append(block)


def find_page_candidates(layout: Layout, metadata: Metadata, scores: Floats) -> list[Candidate]:
    """The candidates of a page made from HTML."""
    found = Candidates()
    _add_blocks(found, layout, scores)
    _add_structured(found, metadata)
    for source, text in _wholes(layout, metadata):
        for part, kind in cut_parts(text):
            found.add(part, f"{source}-{kind}")
    return list(found.by_key.values())


def _wholes(layout: Layout, metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield "title", layout.title
    for text in _texts(metadata.ld("headline"), 2):
        yield "ld", text
    yield "og", metadata.meta("og:title") or ""


def _add_structured(found: Candidates, metadata: Metadata) -> None:
    for source, text in _structured(metadata):
        found.add(text, source)


def _structured(metadata: Metadata) -> Iterator[tuple[str, str]]:
    for i, text in enumerate(_texts(metadata.ld("headline"), 3)):
        yield ("ld" if i == 0 else "ld-later"), text
    for text in _texts(metadata.ld("name"), 2):
        yield "ld-name", text
    for text in _texts(metadata.ld("alternativeHeadline"), 2):
        yield "ld-alternative", text
    for text in _texts(_page_names(metadata.others), 2):
        yield "ld-page", text
    for name in _OG:
        yield name, metadata.meta(name) or ""
    for name in _OTHER_METAS:
        if stated := metadata.meta(name):
            yield "meta", stated


def _page_names(objects: Iterable[LdObject]) -> Iterator[object]:
    for item in objects:
        if not _PAGE_TYPES.isdisjoint(types(item)):
            yield item.get("headline")
            yield item.get("name")


def _texts(values: Iterable[object], most: int) -> list[str]:
    return [text for value in values for text in strings(value)][:most]


def cut_parts(text: str) -> Iterator[tuple[str, str]]:
    """The text as a whole, without its last or first parts, and those parts."""
    yield text, "whole"
    cuts = [match.span() for match in _SEPARATOR.finditer(text[:MAX_LENGTH])][:_MAX_PARTS]
    if not cuts:
        return
    yield text[: cuts[-1][0]], "less-last"
    if len(cuts) > 1:
        yield text[: cuts[0][0]], "first"
        yield text[: cuts[-2][0]], "less-two"
        yield text[cuts[0][1] : cuts[-1][0]], "middle"
        yield text[cuts[-1][1] :], "last"
    yield text[cuts[0][1] :], "less-first"


def _add_blocks(found: Candidates, layout: Layout, scores: Floats) -> None:
    blocks = layout.blocks
    headline = scores[:, HEADLINE]
    likely = [int(i) for i in np.argsort(-headline, kind="stable")[:_MAX_BLOCKS] if headline[i] >= _LEAST_SCORE]
    heads = [i for i, block in enumerate(blocks) if _heading(block.element)][:_MAX_BLOCKS]
    heads.sort(key=lambda i: -headline[i])
    for i in dict.fromkeys(heads + likely):
        block = blocks[i]
        found.add(block.text, "h1" if i in heads else "block", i)
        for text, kind in _without_kicker(block):
            found.add(text, f"{'h1' if i in heads else 'block'}-{kind}", i)
    _add_joined(found, blocks, heads)


def _heading(element: Element) -> bool:
    if element.tag == "h1":
        return True
    parent = element.parent
    return parent is not None and (parent.tag == "h1" or (parent.parent is not None and parent.parent.tag == "h1"))


def _add_joined(found: Candidates, blocks: Sequence[PageBlock], heads: list[int]) -> None:
    """A heading that breaks cut into several blocks, put together again."""
    runs: dict[int, list[int]] = {}
    for i in sorted(heads):
        runs.setdefault(_heading_order(blocks[i].element), []).append(i)
    for run in runs.values():
        if len(run) > 1:
            found.add(" ".join([blocks[i].text for i in run]), "h1-joined", run[-1])


def _heading_order(element: Element) -> int:
    while element.tag != "h1" and element.parent is not None:
        element = element.parent
    return element.order


def _without_kicker(block: PageBlock) -> Iterator[tuple[str, str]]:
    """What is left of a heading without an inline element at its start or end, or without the parts a sign cuts off."""
    text = block.text
    if len(text) > MAX_LENGTH:
        return
    for inline in block.inlines[:4]:
        if inline.start == 0 and inline.end < len(text):
            yield text[inline.end :].lstrip(_LOOSE_SIGNS), "less-inline"
            yield text[: inline.end].rstrip(_LOOSE_SIGNS), "inline"
        elif inline.end == len(text) and inline.start > 0:
            yield text[: inline.start].rstrip(_LOOSE_SIGNS), "less-end"
            yield text[inline.start :].lstrip(_LOOSE_SIGNS), "end"
    match = _KICKER_END.search(text)
    if match and match.start():
        yield text[match.end() :], "less-first"
    cuts = list(_SEPARATOR.finditer(text))
    if cuts:
        yield text[: cuts[-1].start()], "less-last"


def body_words(blocks: Sequence[PageBlock], scores: Floats) -> set[str]:
    """Words of the first blocks of the body: a headline shares some of them, a teaser of another article few."""
    body = np.flatnonzero(scores[:, BODY] > _LIKELY_BODY)[:_MAX_BODY_BLOCKS]
    return words_of(" ".join([blocks[int(i)].text[:_BODY_CHARS] for i in body]))


def words_of(text: str) -> set[str]:
    """Words long enough to tell, and pairs of characters of scripts without spaces."""
    words = set(_WORD.findall(text.casefold()))
    return words if text.isascii() else words | set(_DENSE_PAIR.findall(text))
