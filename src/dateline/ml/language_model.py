"""The language model at work: words in; sentence starts, tags, lemmas, trees, names and mention heads out.

The network reads windows of whole sentences. Where sentences begin is not known at first: a paragraph that is longer
than a window is read on from the last sentence start found in it. Windows of like length go through the network
together, on one thread, so that the order of sums and with it the result is the same in every run.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ResourceError
from dateline.resources import read_bytes, read_text
from dateline.types import MentionType

from .lemma_rules import parse_rule
from .name_tags import find_tags
from .trees import find_tree, settle_subjects
from .windows import Window, encode_window
from .wordpiece import WordPiece

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = "weights/language"
WINDOW_PIECES = 120
"""As in training, which has shown no longer windows but for longer sentences."""
LONGEST_SENTENCE = 480
"""Pieces of one sentence, past which it is cut; the network has 512 positions."""
BATCH_PIECES = 1024
"""Pieces run at once: 256 to 1,024 are equally fast, 4,096 a third slower, and memory stays small."""
VECTOR_WIDTH = 384
"""Numbers that the network makes of a word."""
START_THRESHOLD = 0.0
"""Log odds from which a word begins a sentence; of -1, -0.5, 0, 0.5 and 1 the best on EWT and GUM dev together."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(slots=True)
class Reading:
    """What the model says of the words of one paragraph, word by word."""

    starts: list[int] = field(default_factory=list)
    """Numbers of the words that begin a sentence."""
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int | None] = field(default_factory=list)
    """Number of each word's head, counted through the paragraph; ``None`` for the root of a sentence."""
    deprels: list[str] = field(default_factory=list)
    name_tags: list[str] = field(default_factory=list)
    """``O``, ``B-label``, ``I-label``; always an allowed row."""
    mentions: list[MentionType | None] = field(default_factory=list)
    """Type of the mention that the word heads."""
    vectors: Floats | None = None
    """What the network made of each word, (words, width); kept when asked for."""


class _Part(NamedTuple):
    """The words of a paragraph that are to be read next, up to so many pieces."""

    paragraph: int
    first: int
    end: int
    pieces: int


class Scores(NamedTuple):
    """What the network says of words: its outputs in their order.

    Log odds of a sentence ``starts``; numbers of the best labels; scores of name tags (words, tags), of arcs (words,
    1 + words; the first column for the root); what arcs are labelled from (words, r), (1 + words, r); and the vectors
    of the words (words, width), which a model made for trees alone does not give.
    """

    starts: Floats
    upos: Integers
    feats: Integers
    lemmas: Integers
    mentions: Integers
    names: Floats
    dependents: Floats
    arcs: Floats
    governors: Floats
    vectors: Floats | None = None


class LanguageModel:
    """The model that ships; `load_model` gives it."""

    def __init__(self, folder: str) -> None:
        """Load the files of that resource folder.

        Raises:
            ResourceError: one is missing or damaged.
        """
        labels = json.loads(read_text(f"{folder}/labels.json"))
        self._upos, self._deprels, self._tags = labels["upos"], labels["deprel"], labels["name"]
        self._feats = ["" if feats == "_" else feats for feats in labels["feats"]]
        self._mentions = [None if kind == "O" else kind for kind in labels["mention"]]
        self._rules = [parse_rule(rule) for rule in labels["lemma"]]
        rows = (line.split("\t") for line in read_text(f"{folder}/lemmas.tsv").splitlines())
        self._lemmas = {(form, upos): lemma for form, upos, lemma in rows}
        self.name: str = labels["model"]
        """The model's name, with the first digits of its digest."""
        self._wordpiece = WordPiece(read_text(f"{folder}/vocabulary.txt").splitlines())
        self._network = _open_session(f"{folder}/words.onnx")
        self._label_network = _open_session(f"{folder}/labels.onnx")

    def read(self, paragraphs: Sequence[Sequence[str]], *, keep_vectors: bool = False) -> list[Reading]:
        """A reading of each paragraph, its sentences found; with the vectors of its words when they are to be kept."""
        readings = [Reading() for _ in paragraphs]
        vectors: list[list[Floats]] = [[] for _ in paragraphs]
        parts = [self._cut(paragraphs, i, 0, WINDOW_PIECES) for i, words in enumerate(paragraphs) if words]
        while parts:
            scored = self._score([paragraphs[part.paragraph][part.first : part.end] for part in parts], marked=True)
            taken = [self._take(paragraphs, readings, *each) for each in zip(parts, scored, strict=True)]
            for part, (end, _), scores in zip(parts, taken, scored, strict=True):
                if keep_vectors and scores.vectors is not None:
                    vectors[part.paragraph].append(scores.vectors[: end - part.first])
            parts = [following for _, following in taken if following is not None]
        for reading, rows in zip(readings, vectors, strict=True):
            reading.vectors = np.concatenate(rows) if rows else None
        return readings

    def read_sentences(self, sentences: Sequence[Sequence[str]]) -> Reading:
        """One reading of sentences that are given; none may be empty.

        Of a sentence longer than the network takes, later parts hang on the root of the first.
        """
        parts = [part for number in range(len(sentences)) for part in self._cut_all(sentences, number)]
        words_of = [sentences[part.paragraph][part.first : part.end] for part in parts]
        reading = Reading()
        root = 0
        for part, words, scores in zip(parts, words_of, self._score(words_of, marked=False), strict=True):
            self._add(reading, words, scores, [0])
            top = reading.heads.index(None, len(reading.heads) - len(words))
            if part.first == 0:
                root = top
            else:
                reading.starts.pop()
                reading.heads[top], reading.deprels[top] = root, "parataxis"
        return reading

    def windows(self, paragraphs: Sequence[Sequence[str]], *, marked: bool) -> list[tuple[Window, list[int]]]:
        """Windows of whole paragraphs, the numbers of the paragraphs beside; ``marked`` shows where one begins."""
        groups: list[list[int]] = [[]]
        room = WINDOW_PIECES
        for number, words in enumerate(paragraphs):
            pieces = self._count(words)
            if groups[-1] and pieces > room:
                groups.append([])
                room = WINDOW_PIECES
            groups[-1].append(number)
            room -= pieces
        return [(self._encode([paragraphs[i] for i in group], marked), group) for group in groups if group]

    def run(self, windows: Sequence[Window]) -> Iterator[tuple[int, Scores]]:
        """Each window's number and its scores, padded; not in order."""
        for batch in _make_batches(windows):
            longest, most = (max(len(windows[i][column]) for i in batch) for column in (0, 2))
            inputs = {
                "pieces": _pad([windows[i].pieces for i in batch], longest),
                "cases": _pad([windows[i].cases for i in batch], longest),
                "mask": _pad([[1] * len(windows[i].pieces) for i in batch], longest),
                "first": _pad([windows[i].first for i in batch], most),
            }
            outputs = self._network.run(None, inputs)
            for row, number in enumerate(batch):
                yield number, Scores(*(output[row] for output in outputs))

    def _take(
        self, paragraphs: Sequence[Sequence[str]], readings: Sequence[Reading], part: _Part, scores: Scores
    ) -> tuple[int, _Part | None]:
        """Add to the reading what is sure of the part; the word it ends before, and what is to be read next."""
        words = paragraphs[part.paragraph]
        found = np.flatnonzero(scores.starts[1:] > START_THRESHOLD) + 1
        starts, end = [0, *found.tolist()], part.end
        if end < len(words):
            if len(starts) == 1 and part.pieces < LONGEST_SENTENCE:
                return part.first, self._cut(paragraphs, part.paragraph, part.first, 2 * part.pieces)
            # The last sentence may go on past the window: it is read again, whole.
            end = part.first + starts.pop() if len(starts) > 1 else end
        self._add(readings[part.paragraph], words[part.first : end], scores, starts)
        return end, self._cut(paragraphs, part.paragraph, end, WINDOW_PIECES) if end < len(words) else None

    def _cut(self, paragraphs: Sequence[Sequence[str]], number: int, first: int, pieces: int) -> _Part:
        """The words from there on that fit; one at least."""
        words, room, end = paragraphs[number], pieces, first
        while end < len(words) and (room := room - len(self._wordpiece.cut(words[end]))) >= 0:
            end += 1
        return _Part(number, first, max(end, first + 1), pieces)

    def _cut_all(self, paragraphs: Sequence[Sequence[str]], number: int) -> Iterator[_Part]:
        """All words of a paragraph, in parts that the network takes."""
        first = 0
        while first < len(paragraphs[number]):
            part = self._cut(paragraphs, number, first, LONGEST_SENTENCE)
            yield part
            first = part.end

    def _count(self, words: Sequence[str]) -> int:
        return sum(len(self._wordpiece.cut(word)) for word in words)

    def _encode(self, paragraphs: Sequence[Sequence[str]], marked: bool) -> Window:
        words = [word for paragraph in paragraphs for word in paragraph]
        breaks, at = set[int](), 0
        for paragraph in paragraphs[:-1] if marked else ():
            at += len(paragraph)
            breaks.add(at)
        return encode_window(self._wordpiece, words, breaks)

    def _score(self, parts: Sequence[Sequence[str]], *, marked: bool) -> list[Scores]:
        """The network's scores of each part."""
        grouped = self.windows(parts, marked=marked)
        scored: list[Scores | None] = [None] * len(parts)
        for number, scores in self.run([window for window, _ in grouped]):
            at = 0
            for i in grouped[number][1]:
                scored[i] = _slice(scores, at, at + len(parts[i]))
                at += len(parts[i])
        return [found for found in scored if found is not None]

    def _add(self, reading: Reading, words: Sequence[str], scores: Scores, starts: list[int]) -> None:
        """Decode the words, their sentences beginning at ``starts``, and append them to the reading."""
        before, size = len(reading.upos), len(words)
        upos = [self._upos[i] for i in scores.upos[:size].tolist()]
        heads, rows = _find_heads(scores, starts, size)
        (labels,) = self._label_network.run(
            None, {"dependents": scores.dependents[:size], "governors": scores.governors[rows]}
        )
        reading.starts += [before + start for start in starts]
        reading.upos += upos
        reading.feats += [self._feats[i] for i in scores.feats[:size].tolist()]
        rules = scores.lemmas[:size].tolist()
        reading.lemmas += [self._find_lemma(*facts) for facts in zip(words, upos, rules, strict=True)]
        reading.heads += [None if head is None else before + head for head in heads]
        reading.deprels += settle_subjects(heads, [self._deprels[i] for i in labels.tolist()])
        reading.name_tags += find_tags(scores.names[:size], self._tags)
        reading.mentions += [self._mentions[i] for i in scores.mentions[:size].tolist()]

    def _find_lemma(self, word: str, upos: str, rule: int) -> str:
        """As the treebanks have it, else by the rule that the network chose."""
        known = self._lemmas.get((word, upos)) or self._lemmas.get((word.lower(), upos))
        return known or self._rules[rule].apply(word)


@cache
def load_model() -> LanguageModel:
    """The model that ships, loaded once.

    Raises:
        ResourceError: a file of it is missing or damaged.
    """
    return LanguageModel(FOLDER)


def _open_session(name: str) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415 - only what analyses pays for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Nothing is printed; what was optimised when it was written is not again; memory is not kept for every shape met.
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(read_bytes(name), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no other base
        raise ResourceError(f"resource {name!r} is damaged: {error}") from error


def _make_batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Numbers of windows of like length, up to `BATCH_PIECES` with their padding."""
    batch: list[int] = []
    for number in sorted(range(len(windows)), key=lambda number: len(windows[number].pieces)):
        if batch and (len(batch) + 1) * len(windows[number].pieces) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _pad(rows: Sequence[list[int]], width: int) -> Integers:
    return np.array([row + [0] * (width - len(row)) for row in rows], np.int64)


def _slice(scores: Scores, first: int, end: int) -> Scores:
    """Of a window's scores what concerns the words from ``first`` to ``end``, and these alone."""
    columns = np.r_[0, first + 1 : end + 1]
    by_word = {name: values[first:end] for name, values in scores._asdict().items() if values is not None}
    return Scores(**by_word | {"arcs": scores.arcs[first:end, columns], "governors": scores.governors[columns]})


def _find_heads(scores: Scores, starts: list[int], size: int) -> tuple[list[int | None], list[int]]:
    """Heads counted through the words, and the same as rows of ``governors``."""
    heads: list[int | None] = []
    rows: list[int] = []
    for start, end in zip(starts, [*starts[1:], size], strict=True):
        inside = scores.arcs[start:end, np.r_[0, start + 1 : end + 1]]
        for head in find_tree(inside).tolist():
            heads.append(head - 1 + start if head else None)
            rows.append(head + start if head else 0)
    return heads, rows
