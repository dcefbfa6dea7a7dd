"""Every set of names on a page that may be its authors, with the sources that state it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from .block_model import ROLES, Floats
from .features import squeeze
from .layout import Element, Layout, PageBlock
from .metadata import Json, LdObject, Metadata, clean, types
from .names import begins_with_by, load_byline_words, split_names

BYLINE, HEADLINE = ROLES.index("byline"), ROLES.index("headline")
# Where authors stand: in the blocks that score highest, around the headline, at either end of the body.
_BEST_BLOCKS = 12
_LEAST_SCORE = 0.02
_BEFORE_HEADLINE, _AFTER_HEADLINE = 3, 8
_BEFORE_BODY, _IN_BODY, _AFTER_BODY = 2, 2, 6
# Lines of this length and more are prose: of them only marked-up names are taken.
_MAX_LINE = 160
# Of unmarked lines, as many as score highest are read, and what may be a signature.
_LIKELY, _SIGNATURE = 4, 60
_LEVELS = 4
MAX_NAMES = 30
# Authors listed one a block stand this close together.
_GAP = 4
# What names an element's role: in its class, its properties, the relation or the path of its link.
_AUTHOR_MARK = re.compile(
    r"author|autor|auteur|autore|byline|by-line|writer|reporter|journalist|contributor|columnist|redakt|verfasser"
    r"|creator|forfatter|skribent|/people/|/profile|/by/|/staff/|/team/|/user|vcard"
)
_MARKED_ATTRIBUTES = ("class", "id", "itemprop", "rel", "href", "data-testid", "data-component")
_META_NAMES = frozenset(("byl", "dc.creator", "dcterms.creator", "dc:creator", "dcterms:creator", "creator"))
# Metas that are about the author but do not name him.
_NOT_A_NAME = re.compile(r"url|image|role|mail|twitter|slug|type|institution|affiliation|[._-]id$")
_MAX_LD_AUTHORS = 60


Marks = dict[Element, bool]
"""Which of the elements around blocks are marked as an author's."""


@dataclass(slots=True)
class Candidate:
    """Names that something on the page states together, and everything else that states just these."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    """`squeeze` of each name."""
    sources: set[str] = field(default_factory=set)
    blocks: list[int] = field(default_factory=list)


class Statements:
    """Names by what states them, in the order met."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, int | None], dict[str, str]] = {}

    def add(self, names: Iterable[str], source: str, block: int | None = None) -> None:
        """Note that a source states the names."""
        stated = self.names.setdefault((source, block), {})
        for name in names:
            key = squeeze(name)
            if key and not key.isdigit():
                stated.setdefault(key, name)

    def candidates(self) -> list[Candidate]:
        """Each statement, and each run of like statements in neighbouring blocks; equal ones are one."""
        found: dict[frozenset[str], Candidate] = {}
        runs: dict[str, list[tuple[int, dict[str, str]]]] = {}
        for (source, block), stated in self.names.items():
            _note(found, source, block, stated)
            if block is not None:
                runs.setdefault(source, []).append((block, stated))
        for source, rows in runs.items():
            for first, together in _runs(rows):
                _note(found, source, first, together)
        return list(found.values())


def _note(found: dict[frozenset[str], Candidate], source: str, block: int | None, stated: Mapping[str, str]) -> None:
    if not stated or len(stated) > MAX_NAMES:
        return
    candidate = found.setdefault(frozenset(stated), Candidate(tuple(stated.values()), tuple(stated)))
    if any(map(str.isupper, candidate.names)):
        candidate.names = tuple([stated[key] for key in candidate.keys])
    candidate.sources.add(source)
    if block is not None and block not in candidate.blocks:
        candidate.blocks.append(block)


def _runs(rows: Sequence[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Of statements sorted by block: each maximal run of several with small gaps, put together."""
    start = 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or rows[i][0] - rows[i - 1][0] > _GAP:
            if i - start > 1:
                yield rows[start][0], {key: name for _, stated in rows[start:i] for key, name in stated.items()}
            start = i


def find_candidates(layout: Layout, metadata: Metadata, scores: Floats, body: Sequence[int]) -> list[Candidate]:
    """The candidates of a page: those of JSON-LD, then of the metas, then of the visible page."""
    found = Statements()
    _add_structured(found, metadata)
    _add_metas(found, metadata)
    lines = _lines_to_read(layout, scores, body)
    marks: Marks = {}
    for block in _blocks_to_read(layout, scores, body):
        _add_block(found, layout, block, marks, unmarked=block in lines)
    return found.candidates()


# ---- structured data


def _add_structured(found: Statements, metadata: Metadata) -> None:
    by_id: dict[str, LdObject] = {}
    for item in (*metadata.articles, *metadata.others):
        by_id.setdefault(str(item.get("@id")), item)
    for i, article in enumerate(metadata.articles):
        for key in ("author", "creator", "contributor"):
            value = article.get(key)
            if value is None:
                continue
            stated = [
                (names, kind) for text, kind in _ld_names(value, by_id) if (names := split_names(text, whole=True))
            ]
            source = f"ld {key}" if i == 0 else f"ld later {key}"
            kinds = {kind for _, kind in stated}
            for names, kind in stated:
                found.add(names, f"{source} {kind}")
                if len(kinds) > 1:
                    found.add(names, f"{source} mixed")
    for item in metadata.others:
        if "person" in types(item):
            name = item.get("name")
            if isinstance(name, str):
                found.add(split_names(clean(name), whole=True), "ld person")


def _ld_names(value: Json, by_id: dict[str, LdObject]) -> Iterator[tuple[str, str]]:
    """Names with what they name: person, organization or (unstated) text."""
    for item in (value if isinstance(value, list) else [value])[:_MAX_LD_AUTHORS]:
        if isinstance(item, str):
            yield clean(item), "text"
        elif isinstance(item, dict):
            known = by_id.get(str(item.get("@id")), item) if "name" not in item else item
            names = known.get("name")
            for name in names if isinstance(names, list) else [names]:
                if isinstance(name, str):
                    kinds = set(types(known))
                    yield clean(name), "person" if "person" in kinds else "organization" if kinds else "text"


def _add_metas(found: Statements, metadata: Metadata) -> None:
    for name, values in metadata.metas.items():
        if name == "author":
            source = "meta author"
        elif name in _META_NAMES or ("author" in name and not _NOT_A_NAME.search(name)):
            source = "meta other"
        elif name.startswith("twitter:data") and _is_author_label(metadata.meta("twitter:label" + name[-1:])):
            source = "meta card"
        else:
            continue
        for value in values[:_MAX_LD_AUTHORS]:
            found.add(split_names(value, whole=True), source)


def _is_author_label(label: str | None) -> bool:
    return label is not None and label.casefold().rstrip(": ") in load_byline_words().by


# ---- the visible page


def _blocks_to_read(layout: Layout, scores: Floats, body: Sequence[int]) -> list[int]:
    byline = scores[:, BYLINE]
    best = np.argsort(-byline, kind="stable")[:_BEST_BLOCKS].tolist()
    picked = {block for block in best if byline[block] > _LEAST_SCORE}
    head = _headline_block(layout, scores)
    picked.update(range(head - _BEFORE_HEADLINE, head + _AFTER_HEADLINE + 1))
    if body:
        picked.update(range(body[0] - _BEFORE_BODY, body[0] + _IN_BODY))
        picked.update(range(body[-1] - _IN_BODY + 1, body[-1] + _AFTER_BODY + 1))
    return sorted([block for block in picked if 0 <= block < len(layout.blocks)])


def _lines_to_read(layout: Layout, scores: Floats, body: Sequence[int]) -> set[int]:
    """Blocks that may be a byline though nothing marks them: they score highest, or sign the text at either end."""
    byline = scores[:, BYLINE]
    lines = set(np.argsort(-byline, kind="stable")[:_LIKELY].tolist())
    if body:
        for block in (body[0] - 1, body[0], body[0] + 1, body[-1], body[-1] + 1):
            if 0 <= block < len(layout.blocks):
                paragraph = layout.blocks[block]
                if len(paragraph.text) < _SIGNATURE and (layout.plain or paragraph.element.tag == "p"):
                    lines.add(block)
    return lines


def _headline_block(layout: Layout, scores: Floats) -> int:
    if len(scores) and scores[:, HEADLINE].max() > 0:
        return int(scores[:, HEADLINE].argmax())
    return next((i for i, block in enumerate(layout.blocks) if block.element.tag == "h1"), 0)


def _add_block(found: Statements, layout: Layout, index: int, marks: Marks, *, unmarked: bool) -> None:
    block = layout.blocks[index]
    marked = _add_inlines(found, block, index)
    text = block.text
    if len(text) > _MAX_LINE:
        return
    by = begins_with_by(text)
    if by:
        found.add(split_names(text), "by", index)
    elif index and _is_by(layout.blocks[index - 1].text):
        found.add(split_names(text), "after by", index)
    if marked:
        return
    level = _marked_level(block, marks)
    if level:
        found.add(_split_block(block, whole=not by), f"element {level}", index)
    elif not by and unmarked:
        found.add(_split_block(block, whole=False), "line", index)


def _add_inlines(found: Statements, block: PageBlock, index: int) -> bool:
    """Take the names that are marked inside the block; whether there are any."""
    marked = False
    for inline in block.inlines:
        mark = _mark(inline.element)
        if mark and inline.end - inline.start <= _MAX_LINE:
            marked = True
            names = split_names(block.text[inline.start : inline.end], whole=True)
            found.add(names, "inline", index)
            found.add(names, f"inline {mark}", index)
    return marked


def _split_block(block: PageBlock, *, whole: bool) -> list[str]:
    """Names of a line; elements that stand side by side in it hold one name each."""
    parts: list[str] = []
    end = 0
    for inline in sorted(block.inlines, key=lambda inline: inline.start):
        if inline.start >= end:
            parts += [block.text[end : inline.start], block.text[inline.start : inline.end]]
            end = inline.end
    parts.append(block.text[end:])
    return [name for part in parts if part for name in split_names(part, whole=whole)]


def _is_by(text: str) -> bool:
    return len(text) < 30 and text.casefold().rstrip(":： ") in load_byline_words().by


def _marked_level(block: PageBlock, marks: Marks) -> int:
    """How many elements up the first is that is marked as an author's; 0 for none."""
    for level, element in enumerate(block.element.lineage(_LEVELS), start=1):
        if element not in marks:
            marks[element] = bool(_mark(element))
        if marks[element]:
            return level
    return 0


def _mark(element: Element) -> str:
    """How an element is marked as an author's: ``rel``, ``itemprop``, ``link``, ``class``, or not at all."""
    attributes = element.attributes
    if not attributes:
        return ""
    if attributes.get("rel") == "author":
        return "rel"
    if attributes.get("itemprop") in ("author", "creator"):
        return "itemprop"
    href = attributes.get("href")
    if href and _is_marked(href):
        return "link"
    names = " ".join([attributes.get(name) or "" for name in _MARKED_ATTRIBUTES if name != "href"])
    return "class" if names and _is_marked(names) else ""


@lru_cache(maxsize=10_000)
def _is_marked(value: str) -> bool:
    return _AUTHOR_MARK.search(value[:300].lower()) is not None
