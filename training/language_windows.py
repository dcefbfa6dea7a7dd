"""From sentences to batches: windows of whole sentences, their pieces, and what the network is to say of each word."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import torch
from torch import Tensor

from dateline.ml.lemma_rules import find_rule
from dateline.ml.windows import encode_window
from dateline.ml.wordpiece import WordPiece
from prepare_language import NAME_LABELS, Names, Tree

IGNORED = -100
RARE = {"feats": 5, "lemma": 3, "deprel": 3}
"""A label seen less often than this is not learned."""
NAME_TAGS = ("O", *(f"{place}-{label}" for label in NAME_LABELS for place in "BI"))
MARKED: Mapping[str, tuple[str, ...]] = {
    "newswire": NAME_LABELS, "wikigold": ("PER", "ORG", "LOC", "MISC"), "gum": ("PER", "ORG", "LOC"),
}  # fmt: skip
"""The labels that a corpus marks."""
# What a corpus's label may be in the labels of ours: Wikigold calls nationalities and products MISC, buildings LOC, and
# marks no dates; what GUM calls a place may be a building, and its other proper nouns are not told apart.
MAY_BE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "newswire": {},
    "wikigold": {"O": ("O", "DATE", "MONEY", "PRODUCT"), "LOC": ("LOC", "FAC"), "MISC": ("MISC", "NORP", "PRODUCT")},
    "gum": {"O": ("O", "DATE", "MONEY", "PRODUCT", "NORP", "MISC", "FAC"), "LOC": ("LOC", "FAC")},
}
Sentence = TypeVar("Sentence", Tree, Names)


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label the network knows, in the order of its numbers."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    mention: tuple[str, ...]
    name: tuple[str, ...] = NAME_TAGS

    def sizes(self) -> dict[str, int]:
        """How many labels each head has."""
        return {"start": 2} | {task: len(getattr(self, task)) for task in self.__slots__}


def find_labels(trees: Iterable[Tree]) -> Labels:
    """The labels that the treebanks use often enough, the most frequent first."""
    counts = {task: Counter[str]() for task in ("upos", "feats", "lemma", "deprel", "mention")}
    for tree in trees:
        counts["upos"].update(tree.upos)
        counts["feats"].update(tree.feats)
        counts["deprel"].update(tree.deprels)
        counts["mention"].update(tree.mentions or ())
        counts["lemma"].update(str(find_rule(word, lemma)) for word, lemma in zip(tree.words, tree.lemmas, strict=True))
    kept = {
        task: tuple(label for label, n in sorted(count.items(), key=lambda item: (-item[1], item[0]))
                    if n >= RARE.get(task, 1))
        for task, count in counts.items()
    }  # fmt: skip
    return Labels(**kept)


@dataclass(slots=True)
class Example:
    """A window ready for the network; a task that its corpus does not mark is absent from ``targets``."""

    pieces: list[int]
    cases: list[int]
    first: list[int]
    targets: dict[str, list[int]]
    names: list[int] = field(default_factory=list)
    """For each word the name tags that may be right, as bits; empty where names are not marked."""


class ExampleMaker:
    """Makes examples of windows."""

    def __init__(self, pieces: WordPiece, labels: Labels, corpora: Collection[str]) -> None:
        self._pieces = pieces
        # A label that none of the corpora marks would be neither right nor wrong anywhere: it is never to be given.
        known = {"O"}.union(*(MARKED[corpus] for corpus in corpora))
        self._index = {task: {label: i for i, label in enumerate(getattr(labels, task))} for task in labels.__slots__}
        self._tag_bits = {corpus: _tag_bits(MAY_BE[corpus], known) for corpus in corpora}

    def count(self, words: Sequence[str]) -> int:
        """Pieces of the words."""
        return sum(len(self._pieces.cut(word)) for word in words)

    def from_trees(self, window: Sequence[Tree], *, with_breaks: bool) -> Example:
        """All tasks but names."""
        example = self._encode(window, with_breaks)
        targets: dict[str, list[int]] = {task: [] for task in ("start", "upos", "feats", "lemma", "deprel", "head")}
        for tree in window:
            before = len(targets["head"])
            targets["start"] += [1] + [0] * (len(tree.words) - 1)
            targets["head"] += [head + before if head else 0 for head in tree.heads]
            for task, values in (("upos", tree.upos), ("feats", tree.feats), ("deprel", tree.deprels)):
                targets[task] += [self._index[task].get(value, IGNORED) for value in values]
            rules = (str(find_rule(word, lemma)) for word, lemma in zip(tree.words, tree.lemmas, strict=True))
            targets["lemma"] += [self._index["lemma"].get(rule, IGNORED) for rule in rules]
        if all(tree.mentions is not None for tree in window):
            targets["mention"] = [self._index["mention"][kind] for tree in window for kind in tree.mentions or ()]
        example.targets = targets
        return example

    def from_names(self, window: Sequence[Names], corpus: str, *, with_breaks: bool) -> Example:
        """Names alone."""
        example = self._encode(window, with_breaks)
        example.names = [self._tag_bits[corpus][tag] for sentence in window for tag in sentence.tags]
        return example

    def _encode(self, window: Sequence[Tree] | Sequence[Names], with_breaks: bool) -> Example:
        words = [word for sentence in window for word in sentence.words]
        breaks, at = set[int](), 0
        for sentence in window:
            if sentence.begins_paragraph and at and with_breaks:
                breaks.add(at)
            at += len(sentence.words)
        encoded = encode_window(self._pieces, words, breaks)
        return Example(encoded.pieces, encoded.cases, encoded.first, {})


def _tag_bits(may_be: Mapping[str, tuple[str, ...]], known: Collection[str]) -> dict[str, int]:
    """For each tag of a corpus the tags of ours that may be right, as bits."""
    bit = {tag: 1 << i for i, tag in enumerate(NAME_TAGS)}
    bits: dict[str, int] = {}
    for tag in NAME_TAGS:
        place, _, label = tag.partition("-")
        kinds = may_be.get(label or "O", (label or "O",))
        tags = [name for kind in kinds if kind in known for name in _tags_of(kind, place)]
        bits[tag] = sum(bit[name] for name in tags)
    return bits


def _tags_of(kind: str, place: str) -> list[str]:
    if kind == "O":
        return ["O"]
    return [f"{place}-{kind}"] if place != "O" else [f"B-{kind}", f"I-{kind}"]


def cut_windows(
    documents: Iterable[Sequence[Sentence]], maker: ExampleMaker, least: int, most: int, rng: random.Random
) -> Iterator[list[Sentence]]:
    """Runs of whole sentences, each up to a random number of pieces; a longer sentence stands alone."""
    for document in documents:
        window: list[Sentence] = []
        size, limit = 0, rng.randint(least, most)
        for sentence in document:
            pieces = maker.count(sentence.words)
            if window and size + pieces > limit:
                yield window
                window, size, limit = [], 0, rng.randint(least, most)
            window.append(sentence)
            size += pieces
        if window:
            yield window


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples padded to one shape: pieces (batch, pieces), targets (batch, words)."""

    inputs: dict[str, Tensor]
    targets: dict[str, Tensor]
    names: Tensor
    """Tags that may be right, (batch, words, tags); none where names are not marked."""
    lengths: Tensor
    """Words of each window."""

    def to(self, device: str) -> "Batch":
        """The same on that device."""
        inputs = {name: value.to(device) for name, value in self.inputs.items()}
        targets = {name: value.to(device) for name, value in self.targets.items()}
        return Batch(inputs, targets, self.names.to(device), self.lengths.to(device))


def make_batch(examples: Sequence[Example]) -> Batch:
    """One batch of these."""
    width = max(len(example.pieces) for example in examples)
    words = max(len(example.first) for example in examples)

    def pad(rows: list[list[int]], size: int, value: int) -> Tensor:
        return torch.tensor([row + [value] * (size - len(row)) for row in rows])

    tasks = ("start", "upos", "feats", "lemma", "deprel", "head", "mention")
    bits = pad([example.names for example in examples], words, 0)
    return Batch(
        {
            "pieces": pad([example.pieces for example in examples], width, 0),
            "cases": pad([example.cases for example in examples], width, 0),
            "mask": pad([[1] * len(example.pieces) for example in examples], width, 0),
            "first": pad([example.first for example in examples], words, 0),
        },
        {task: pad([example.targets.get(task, []) for example in examples], words, IGNORED) for task in tasks},
        (bits[..., None] >> torch.arange(len(NAME_TAGS))) & 1 == 1,
        torch.tensor([len(example.first) for example in examples]),
    )


def group_batches(examples: Sequence[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Examples of like length together, up to so many pieces a batch, in random order."""
    batches: list[list[Example]] = [[]]
    for example in sorted(examples, key=lambda example: len(example.pieces)):
        if batches[-1] and (len(batches[-1]) + 1) * len(example.pieces) > pieces:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches
