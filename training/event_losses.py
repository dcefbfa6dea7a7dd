"""What the event heads get wrong of a text: its windows read, and a loss for each task that it has marks for."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dateline.ml.event_heads import EventLabels, mark_hints, pair_features, role_distances
from dateline.ml.windows import encode_window
from dateline.ml.wordpiece import WordPiece
from event_network import FACTS, EventNetwork
from language_network import POSITIONS, LanguageNetwork
from language_windows import IGNORED, Example, make_batch
from prepare_events import ANY_TYPE, EventText
from train_language import BREAK_SHARE, disturb

WINDOW = (40, 120)
BATCH_PIECES = 768
NEAR_SENTENCES = 2
"""Sentences on each side of a pivot's own whose words are learned to have no role in it."""
CONTENT_WEIGHT = 0.1
"""Of a word of a content: it has many, other roles one."""
SINGLE_WEIGHT = 0.1
"""Of a trigger's loss in a text of which nothing else is known: there are no other words to share its weight."""


@dataclass(slots=True)
class Read:
    """A text, its vectors (words, width), and the number of each word's sentence."""

    text: EventText
    vectors: Tensor
    sentences: np.ndarray


class TextEncoder:
    """Reads texts in windows of whole sentences."""

    def __init__(self, network: LanguageNetwork, pieces: WordPiece) -> None:
        self.network, self._pieces = network, pieces

    def read(self, texts: Sequence[EventText], rng: random.Random | None) -> list[Read]:
        """The texts read; with ``rng`` in windows of chance lengths, disturbed."""
        examples: list[Example] = []
        limit = rng.randint(*WINDOW) if rng else WINDOW[1]
        for text in texts:
            with_breaks = rng is None or rng.random() < BREAK_SHARE
            found = [self._encode(words, breaks if with_breaks else ()) for words, breaks in self._windows(text, limit)]
            examples += [disturb(example, rng) for example in found] if rng else found
        vectors = self._vectors(examples)
        sizes = [len(text.lemmas) for text in texts]
        return [Read(*each, _sentence_numbers(each[0])) for each in zip(texts, vectors.split(sizes), strict=True)]

    def _windows(self, text: EventText, limit: int) -> Iterator[tuple[list[str], list[int]]]:
        words, breaks, size = list[str](), list[int](), 0
        for sentence in text.sentences:
            pieces = sum(len(self._pieces.cut(word)) for word in sentence.words)
            if words and size + pieces > limit:
                yield words, breaks
                words, breaks, size = [], [], 0
            if words and sentence.begins_paragraph:
                breaks.append(len(words))
            words = words + list(sentence.words)
            size += pieces
        if words:
            yield words, breaks

    def _encode(self, words: Sequence[str], breaks: Sequence[int]) -> Example:
        window = encode_window(self._pieces, words, breaks)
        # Of a sentence longer than the network takes, the words past its end are read as its last one.
        first = [min(first, POSITIONS - 1) for first in window.first]
        return Example(window.pieces[:POSITIONS], window.cases[:POSITIONS], first, {})

    def _vectors(self, examples: Sequence[Example]) -> Tensor:
        """Of all words in their order; windows of like length go through the network together."""
        found: list[Tensor | None] = [None] * len(examples)
        order = sorted(range(len(examples)), key=lambda number: len(examples[number].pieces))
        while order:
            width = len(examples[order[-1]].pieces)
            room = max(1, BATCH_PIECES // width)
            order, numbers = order[:-room], order[-room:]
            batch = make_batch([examples[number] for number in numbers])
            vectors = self.network.read_vectors(**batch.inputs)
            for row, number in enumerate(numbers):
                found[number] = vectors[row, : len(examples[number].first)]
        return torch.cat([vectors for vectors in found if vectors is not None]).float()


def _sentence_numbers(text: EventText) -> np.ndarray:
    return np.repeat(np.arange(len(text.sentences)), [len(sentence.words) for sentence in text.sentences])


class EventLosses:
    """What the heads get wrong of a text, by task; a task that the text has no marks for is absent."""

    def __init__(self, network: EventNetwork, labels: EventLabels) -> None:
        self._network = network
        self._labels = labels
        self.index = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in labels.__slots__}

    def find(self, read: Read) -> Iterator[tuple[str, Tensor]]:
        """Every loss."""
        yield from self._triggers(read)
        for name, marks in (("cue", enumerate(read.text.cues)), ("sector", iter(read.text.sectors))):
            known = [(word, self.index[name][label]) for word, label in marks if label in self.index[name]]
            if known:
                words, wanted = zip(*known, strict=True)
                scores = self._network.score_words(name, read.vectors[list(words)])
                yield name, functional.cross_entropy(scores, torch.tensor(wanted))
        yield from self._facts(read)
        if read.text.pivots:
            yield "roles", self._roles(read)
        if len(read.text.mentions) > 1:
            yield "links", self._links(read)

    def _triggers(self, read: Read) -> Iterator[tuple[str, Tensor]]:
        text, index = read.text, self.index["trigger"]
        if not (text.triggers or text.some_of or text.all_triggers):
            return
        hints = torch.from_numpy(mark_hints(text.hints, len(text.lemmas), self._labels))
        log = self._network.score_triggers(read.vectors, hints).log_softmax(-1)
        marks = dict(text.triggers)
        untyped = [word for word, label in marks.items() if label == ANY_TYPE]
        if untyped:
            yield "some", -log[untyped, 1 : index["OCCUR"]].logsumexp(-1).mean()
        if text.some_of:
            chosen = log[:, [index[label] for label in text.some_of]].logsumexp(-1).exp().clamp(1e-6, 1 - 1e-6)
            none = torch.log1p(-chosen).sum().clamp(max=-1e-6)
            yield "some", -torch.log(-torch.expm1(none))
        wanted = torch.full((len(log),), 0 if text.all_triggers else IGNORED)
        wanted[list(text.ignored)] = IGNORED
        for word, label in marks.items():
            wanted[word] = index.get(label, IGNORED)
        if (wanted >= 0).any():
            loss = functional.nll_loss(log, wanted, ignore_index=IGNORED)
            yield "trigger", loss if text.all_triggers else SINGLE_WEIGHT * loss

    def _facts(self, read: Read) -> Iterator[tuple[str, Tensor]]:
        facts, numbers = read.text.facts, read.text.numbers
        if facts:
            scores = self._network.score_facts(read.vectors[[fact.word for fact in facts]])
            for name in FACTS[:3]:
                wanted = [self.index[name].get(getattr(fact, name), IGNORED) for fact in facts]
                yield name, functional.cross_entropy(scores[name], torch.tensor(wanted), ignore_index=IGNORED)
            modes = torch.tensor([[float(mode in fact.modes) for mode in self._labels.mode] for fact in facts])
            loss = functional.binary_cross_entropy_with_logits(scores["mode"], modes, reduction="sum")
            yield "mode", loss / len(facts)
        if numbers:
            words, wanted = zip(*numbers, strict=True)
            found = self._network.score_facts(read.vectors[list(words)])["factuality"]
            yield "factuality", functional.smooth_l1_loss(found, torch.tensor(wanted))

    def _roles(self, read: Read) -> Tensor:
        text, sentences = read.text, read.sentences
        pivots, words = np.array(text.pivots), np.arange(len(sentences))
        distances = torch.from_numpy(role_distances(sentences, pivots, words))
        scores = self._network.score_roles(read.vectors[pivots], read.vectors, distances)
        row, index = {word: i for i, word in enumerate(text.pivots)}, self.index["role"]
        wanted = torch.zeros_like(scores)
        for pivot, word, role in text.roles:
            wanted[row[pivot], word, index[role]] = 1.0
        near = torch.from_numpy(np.abs(sentences[None, :] - sentences[pivots][:, None]) <= NEAR_SENTENCES)
        weight = torch.zeros(len(index))
        for role in text.known_roles:
            weight[index[role]] = CONTENT_WEIGHT if role == "cue_content" else 1.0
        weights = (near[:, :, None] | (wanted > 0)) * weight
        loss = functional.binary_cross_entropy_with_logits(scores, wanted, weight=weights, reduction="sum")
        return loss / len(pivots)

    def _links(self, read: Read) -> Tensor:
        left, right, features, wanted = link_pairs(read.text, read.sentences, self.index["link"])
        scores = self._network.score_links(read.vectors[left], read.vectors[right], torch.from_numpy(features))
        loss = functional.cross_entropy(scores, torch.from_numpy(wanted), ignore_index=IGNORED, reduction="sum")
        return loss / len(read.text.mentions)


def link_pairs(
    text: EventText, sentences: np.ndarray, index: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Left words, right words, features and links of all pairs of two different mention words of a text."""
    words = np.array(sorted({word for word, _ in text.mentions}))
    events, types = defaultdict[int, set[int]](set), dict(text.triggers)
    for word, event in text.mentions:
        events[word].add(event)
    pairs = [(left, right) for left in words.tolist() for right in words.tolist() if left != right]
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    related = {(left, right): label for left, right, label in text.relations}
    joined = {(a, b) for left, right in related for a in events[left] for b in events[right]}
    wanted = np.array([_link(pair, events, related, joined, index) for pair in pairs], np.int64)
    headline = (sentences == 0) & text.has_headline
    features = pair_features(
        sentences[right] - sentences[left],
        np.array([types.get(a) == types.get(b) for a, b in pairs], bool),
        np.array([text.lemmas[a] == text.lemmas[b] for a, b in pairs], bool),
        headline[left] | headline[right],
        right > left,
    )
    return left, right, features, wanted


def _link(
    pair: tuple[int, int], events: Mapping[int, set[int]], related: Mapping[tuple[int, int], str],
    joined: set[tuple[int, int]], index: Mapping[str, int],
) -> int:  # fmt: skip
    left, right = pair
    if pair in related:
        return index[related[pair]]
    if events[left] & events[right]:
        return index["same"]
    return IGNORED if any((a, b) in joined for a in events[left] for b in events[right]) else index["none"]
