"""GUM as mentions and coreference are learned and measured on it: gold trees, mentions and groups of each document.

Format: CoNLL-U with GUM's ``Entity=`` brackets, as in ``data/language/ud``.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from dateline.types import MentionType, Name, NameLabel, Span, Token

TYPES: tuple[MentionType, ...] = get_args(MentionType)
LABELS: dict[str, NameLabel] = {
    "person": "PER", "organization": "ORG", "place": "LOC", "time": "DATE", "object": "PRODUCT", "abstract": "MISC",
    "event": "MISC",
}  # fmt: skip
"""Label of a name by the type of its mention, as far as GUM tells them apart."""
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\([^()]*\)?|[^()]*\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """The tokens of a mention (half-open, by number), the one that heads it, its type and its group."""

    first: int
    end: int
    head: int
    type: MentionType
    group: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text; ``heads`` has the type of the innermost mention that each token heads."""

    id: str
    genre: str
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    heads: tuple[MentionType | None, ...]
    mentions: tuple[GoldMention, ...]


@dataclass(slots=True)
class _Draft:
    """A document while its lines are read."""

    id: str
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)
    sentence: int = 0
    begins_paragraph: bool = False
    rows: list[list[str]] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    within: tuple[int, bool] = (0, True)
    """The last word of a multiword token, and whether a blank follows it."""


def read_documents(path: Path, *, skip_genres: Sequence[str] = ()) -> Iterator[Document]:
    """Each document of the file but those of the genres to skip; the text has a blank line between paragraphs."""
    draft: _Draft | None = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                if draft and _genre(draft) not in skip_genres:
                    yield _finish(draft)
                draft = _Draft(line.split(" = ")[1].strip())
            elif draft:
                _take(line, draft)
    if draft and _genre(draft) not in skip_genres:
        yield _finish(draft)


def _genre(draft: _Draft) -> str:
    return draft.id.split("_")[1]


def _take(line: str, draft: _Draft) -> None:
    if line.startswith("# newpar"):
        draft.begins_paragraph = True
    elif line[0].isdigit():
        _take_row(line.rstrip("\n").split("\t"), draft)
    elif line == "\n" and draft.rows:
        _end_sentence(draft)


def _take_row(cells: list[str], draft: _Draft) -> None:
    has_space = "SpaceAfter=No" not in cells[9]
    if "-" in cells[0]:
        draft.within = (int(cells[0].split("-")[1]), has_space)
    elif cells[0].isdigit():
        number, (last, last_has_space) = int(cells[0]), draft.within
        draft.rows.append(cells)
        draft.spaces.append(has_space if number > last else number == last and last_has_space)


def _end_sentence(draft: _Draft) -> None:
    base = len(draft.tokens)
    if base:
        draft.text = draft.text.rstrip() + ("\n\n" if draft.begins_paragraph else " ")
    heads = [int(cells[6]) for cells in draft.rows]
    for cells, head, space in zip(draft.rows, heads, draft.spaces, strict=True):
        start = len(draft.text)
        draft.text += cells[1] + (" " if space else "")
        draft.tokens.append(
            Token(
                span=Span(start, start + len(cells[1])),
                lemma=cells[2],
                upos=cells[3],
                feats="" if cells[5] == "_" else cells[5],
                head=base + head - 1 if head else None,
                deprel=cells[7],
                sentence=draft.sentence,
            )
        )
    draft.mentions.extend(_mentions(draft.rows, heads, base))
    draft.sentence += 1
    draft.rows, draft.spaces, draft.within, draft.begins_paragraph = [], [], (0, True), False


def _mentions(rows: list[list[str]], heads: list[int], base: int) -> Iterator[GoldMention]:
    opened: list[tuple[int, str, str]] = []
    for number, cells in enumerate(rows):
        found = _ENTITY.search(cells[9])
        for bracket in _BRACKET.findall(found[1]) if found else ():
            if bracket.startswith("("):
                group, kind = bracket[1:].rstrip(")").split("-")[:2]
                opened.append((number, group, kind))
            if bracket.endswith(")"):
                closed = opened[-1][1] if bracket.startswith("(") else bracket.rstrip(")")
                place = max(i for i, (_, group, _) in enumerate(opened) if group == closed)
                start, group, kind = opened.pop(place)
                # The head is the first word that depends on none of the mention's.
                head = next((i for i in range(start, number + 1) if not start < heads[i] <= number + 1), start)
                yield GoldMention(base + start, base + number + 1, base + head, TYPES[TYPES.index(kind)], group)


def _finish(draft: _Draft) -> Document:
    tokens = tuple(draft.tokens)
    heads: list[MentionType | None] = [None] * len(tokens)
    mentions = sorted(draft.mentions, key=lambda mention: (mention.first, -mention.end))
    for mention in sorted(mentions, key=lambda mention: mention.first - mention.end):
        heads[mention.head] = mention.type
    names = tuple(_names(tokens, heads))
    return Document(draft.id, _genre(draft), draft.text.rstrip(), tokens, names, tuple(heads), tuple(mentions))


def _names(tokens: Sequence[Token], heads: Sequence[MentionType | None]) -> Iterator[Name]:
    """The run of proper nouns around each head that is one, within its sentence; of two in one run the first."""
    free = 0
    for i, kind in enumerate(heads):
        if kind not in LABELS or tokens[i].upos != "PROPN" or i < free:
            continue
        first, end = i, i + 1
        while first > free and _goes_on(tokens, first - 1, first):
            first -= 1
        while end < len(tokens) and _goes_on(tokens, end, end - 1):
            end += 1
        free = end
        yield Name(Span(tokens[first].span.start, tokens[end - 1].span.end), LABELS[kind], first, end)


def _goes_on(tokens: Sequence[Token], other: int, within: int) -> bool:
    return tokens[other].upos == "PROPN" and tokens[other].sentence == tokens[within].sentence
