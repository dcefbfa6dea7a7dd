"""Treebanks and name corpora as the language model learns them: documents of sentences, with what each corpus marks.

Formats: CoNLL-U with GUM's ``Entity=`` brackets, and tab-separated words with BIO tags, as in ``data/language``.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NON_COMMERCIAL = ("essay", "fiction", "letter", "podcast", "whow")
"""Genres of GUM whose texts may not be used commercially; nothing is trained on them."""
NAME_LABELS = ("PER", "ORG", "LOC", "FAC", "NORP", "DATE", "MONEY", "PRODUCT", "MISC")
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\([^()]*\)?|[^()]*\)")
_ENDS_SENTENCE = frozenset('.!?”"')


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of a treebank; ``heads`` are 1-based with 0 for the root. ``mentions``: type by head word."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    mentions: tuple[str, ...] | None
    begins_paragraph: bool


@dataclass(frozen=True, slots=True)
class Names:
    """Words with BIO tags; the corpus may not mark every label."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    begins_paragraph: bool


def read_treebank(path: Path, *, skip_genres: Sequence[str] = ()) -> list[list[Tree]]:
    """Documents; ``mentions`` is ``None`` throughout where the treebank marks none."""
    documents: list[list[Tree]] = []
    reader = _TreeReader()
    skipped = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        marks_mentions = any("Entity=" in line for line in lines)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                skipped = any(f"_{genre}_" in line for genre in skip_genres)
                documents.append([])
            elif line.startswith("# newpar"):
                reader.begins_paragraph = True
            elif line[0].isdigit():
                reader.add(line.rstrip("\n").split("\t"))
            elif line == "\n" and reader.rows:
                tree = reader.finish(marks_mentions)
                if not skipped:
                    documents[-1].append(tree)
    return [document for document in documents if document]


class _TreeReader:
    """Gathers the rows of a sentence; a mention's brackets may close in a later row."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.begins_paragraph = False
        self._open: list[tuple[int, str, str]] = []
        self._closed: list[tuple[int, int, str]] = []

    def add(self, cells: list[str]) -> None:
        """A line of the sentence; ranges and empty nodes are passed over."""
        if not cells[0].isdigit():
            return
        number = len(self.rows)
        found = _ENTITY.search(cells[9])
        for bracket in _BRACKET.findall(found[1]) if found else ():
            if bracket.startswith("("):
                group, kind = bracket[1:].rstrip(")").split("-")[:2]
                self._open.append((number, group, kind))
            if bracket.endswith(")"):
                self._close(None if bracket.startswith("(") else bracket.rstrip(")"), number)
        self.rows.append(cells)

    def _close(self, group: str | None, number: int) -> None:
        for i in range(len(self._open) - 1, -1, -1):
            if group in (None, self._open[i][1]):
                start, _, kind = self._open.pop(i)
                self._closed.append((start, number + 1, kind))
                return

    def finish(self, marks_mentions: bool) -> Tree:
        """The sentence, and ready for the next."""
        columns = list(zip(*self.rows, strict=True))
        heads = tuple(int(head) if head.isdigit() else 0 for head in columns[6])
        mentions = ["O"] * len(heads)
        # Of mentions with one head the innermost gives the type.
        for start, end, kind in sorted(self._closed, key=lambda mention: mention[0] - mention[1]):
            head = next((i for i in range(start, end) if not start < heads[i] <= end), start)
            mentions[head] = kind
        tree = Tree(
            columns[1], columns[2], columns[3], columns[5], heads, columns[7],
            tuple(mentions) if marks_mentions else None, self.begins_paragraph,
        )  # fmt: skip
        self.rows, self._open, self._closed, self.begins_paragraph = [], [], [], False
        return tree


def names_of(tree: Tree) -> Names:
    """The names among a tree's mentions: the run of proper nouns around the head, labelled by the mention's type."""
    label = {"person": "PER", "organization": "ORG", "place": "LOC"}
    tags = ["O"] * len(tree.words)
    for i, kind in enumerate(tree.mentions or ()):
        if kind not in label or tree.upos[i] != "PROPN":
            continue
        start, end = i, i + 1
        while start > 0 and tree.upos[start - 1] == "PROPN" and tags[start - 1] == "O":
            start -= 1
        while end < len(tags) and tree.upos[end] == "PROPN":
            end += 1
        tags[start:end] = [f"B-{label[kind]}"] + [f"I-{label[kind]}"] * (end - start - 1)
    return Names(tree.words, tuple(tags), tree.begins_paragraph)


def read_names(path: Path) -> list[list[Names]]:
    """Documents of sentences; a long paragraph is cut where a sentence seems to end."""
    documents: list[list[Names]] = []
    unit: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append([])
            elif line != "\n":
                word, tag = line.rstrip("\n").rsplit("\t", 1)
                unit.append((word, tag))
            elif unit:
                documents[-1].extend(_cut(unit))
                unit = []
    if unit:
        documents[-1].extend(_cut(unit))
    return [document for document in documents if document]


def _cut(unit: list[tuple[str, str]], least: int = 40) -> Iterator[Names]:
    piece: list[tuple[str, str]] = []
    first = True
    for word, tag in unit:
        ends = piece and ((len(piece) >= least and piece[-1][0][0] in _ENDS_SENTENCE) or len(piece) >= 2 * least)
        if ends and not tag.startswith("I"):
            yield Names(*_columns(piece), first)
            piece, first = [], False
        piece.append((word, tag))
    yield Names(*_columns(piece), first)


def _columns(rows: list[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words, tags = zip(*rows, strict=True)
    return words, tags
