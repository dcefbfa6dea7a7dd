"""What the language model's word vectors tell of events: triggers, cues, sectors, facts, roles and links.

Each head is a product or two of matrices, so that numpy does. What comes out are probabilities; what is made of them is
for the stages to decide. Labels are in the order of `EventLabels`.
"""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ResourceError
from dateline.resources import read_bytes, read_text

FOLDER = "weights/events"
FURTHEST_ROLE = 3
"""Sentences from the pivot past which all are equally far."""
ROLE_DISTANCES = 2 * FURTHEST_ROLE + 1
LINK_DISTANCES = (-8, -3, -1, 0, 1, 2, 4, 9)
"""Where one bucket of sentence distances ends and the next begins."""
HINT_KINDS = ("taken", "words", "word", "weak")
"""How a cue of the ontology fits at a word: the rules take it for an event; it has several words, one word, is weak."""
LINK_FEATURES = len(LINK_DISTANCES) + 1 + 4
_GELU = float(np.sqrt(2 / np.pi))

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class EventLabels:
    """Every label that the heads know, in the order of its number."""

    trigger: tuple[str, ...]
    """``O`` first, then the event types."""
    cue: tuple[str, ...]
    sector: tuple[str, ...]
    """``none`` for a party that has no sector."""
    status: tuple[str, ...]
    phase: tuple[str, ...]
    voice: tuple[str, ...]
    """Kind of the source, ``none`` for the publication's own voice."""
    mode: tuple[str, ...]
    role: tuple[str, ...]
    link: tuple[str, ...]
    """``none``, ``same``, then relations of the left mention to the right."""


class StatusScores(NamedTuple):
    """Of each trigger (triggers, labels): one of ``status``, ``phase`` and ``voice``, any of ``modes``."""

    status: Floats
    phase: Floats
    voice: Floats
    modes: Floats


def hint_width(labels: EventLabels) -> int:
    """Columns of `mark_hints`."""
    return len(HINT_KINDS) * len(labels.trigger)


def mark_hints(hints: Iterable[tuple[int, str, str]], words: int, labels: EventLabels) -> Floats:
    """1 at the kind and type of each hint, (words, `hint_width`); types that the labels do not have are left out."""
    marked = np.zeros((words, len(HINT_KINDS), len(labels.trigger)), np.float32)
    for word, event_type, kind in hints:
        if event_type in labels.trigger:
            marked[word, HINT_KINDS.index(kind), labels.trigger.index(event_type)] = 1
    return marked.reshape(words, hint_width(labels))


def pair_features(
    distances: Integers, same_type: Flags, same_lemma: Flags, in_headline: Flags, follows: Flags
) -> Floats:
    """What links are told by besides the vectors, (pairs, `LINK_FEATURES`).

    Of each pair: sentence of the right word less that of the left; whether they tell the same type of event, have the
    same lemma, one of them stands in the headline, and the right word stands after the left.
    """
    numbers = np.searchsorted(LINK_DISTANCES, distances, side="right")
    buckets = np.eye(len(LINK_DISTANCES) + 1, dtype=np.float32)[numbers]
    flags = np.stack([same_type, same_lemma, in_headline, follows], -1).astype(np.float32)
    return np.concatenate([buckets, flags], -1)


def role_distances(sentences: Integers, pivots: Integers, words: Integers) -> Integers:
    """Bucket of the distance of each pivot and word, (pivots, words).

    ``sentences`` has the number of the sentence of every word of the text; pivots and words are numbers of words.
    """
    distances = sentences[words][None, :] - sentences[pivots][:, None]
    return np.asarray(np.clip(distances, -FURTHEST_ROLE, FURTHEST_ROLE) + FURTHEST_ROLE, np.int64)


class EventHeads:
    """The heads that ship; `load_heads` gives them. Vectors are (words, width), as `Reading.vectors` has them."""

    def __init__(self, arrays: Mapping[str, Floats], labels: EventLabels) -> None:
        self._arrays = dict(arrays)
        self.labels = labels

    def triggers(self, vectors: Floats, hints: Floats) -> Floats:
        """Probability of each type of trigger, (words, labels), a row adding up to 1; ``hints`` of `mark_hints`."""
        hinted: Floats = hints @ self._arrays["trigger_hints.weight"].T
        return _softmax(self._linear("trigger", vectors) + hinted)

    def cues(self, vectors: Floats) -> Floats:
        """Probability that a word is outside a cue of attribution, begins one, goes on with one."""
        return _softmax(self._linear("cue", vectors))

    def facts(self, vectors: Floats) -> StatusScores:
        """What is told of the event that the word triggers."""
        hidden = gelu(self._linear("facts", vectors))
        status, phase, voice = (_softmax(self._linear(name, hidden)) for name in ("status", "phase", "voice"))
        return StatusScores(status, phase, voice, _sigmoid(self._linear("mode", hidden)))

    def roles(self, pivots: Floats, words: Floats, distances: Integers) -> Floats:
        """Probability of each role of each word, (pivots, words, labels); ``distances`` as `role_distances` says."""
        left = _with_one(gelu(self._linear("role_pivot", pivots)))
        right = _with_one(gelu(self._linear("role_word", words)))
        width = right.shape[1]
        mixed: Floats = (left @ self._arrays["role"]).reshape(len(left), -1, width)
        scores: Floats = (mixed @ right.T).transpose(0, 2, 1)
        return _sigmoid(scores + self._arrays["role_distance"][distances])

    def links(self, left: Floats, right: Floats, features: Floats) -> Floats:
        """Probability of each link of the left word to the right, (pairs, labels); features of `pair_features`."""
        ones = _with_one(gelu(self._linear("link_left", left)))
        others = _with_one(gelu(self._linear("link_right", right)))
        mixed: Floats = (ones @ self._arrays["link"]).reshape(len(ones), -1, others.shape[1])
        scores: Floats = (mixed @ others[:, :, None])[..., 0]
        return _softmax(scores + self._linear("link_features", features))

    def _linear(self, name: str, x: Floats) -> Floats:
        product: Floats = x @ self._arrays[f"{name}.weight"].T + self._arrays[f"{name}.bias"]
        return product


@cache
def load_heads() -> EventHeads:
    """The heads that ship, loaded once.

    Raises:
        ResourceError: a file of them is missing or damaged.
    """
    return read_heads(read_bytes(f"{FOLDER}/heads.npz"), read_text(f"{FOLDER}/labels.json"))


def read_heads(arrays: bytes, labels: str) -> EventHeads:
    """Heads from the content of their two files.

    Raises:
        ResourceError: one is damaged.
    """
    try:
        given = json.loads(labels)
        known = EventLabels(**{field.name: tuple(given[field.name]) for field in fields(EventLabels)})
        with np.load(io.BytesIO(arrays), allow_pickle=False) as stored:
            return EventHeads({name: stored[name] for name in stored.files}, known)
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise ResourceError(f"the weights in {FOLDER!r} are damaged: {error}") from error


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones_like(x[:, :1])], -1)


def gelu(x: Floats) -> Floats:
    """By tanh, as in training. Source: Hendrycks and Gimpel 2016, arXiv 1606.08415."""
    result: Floats = 0.5 * x * (1 + np.tanh(np.float32(_GELU) * (x + np.float32(0.044715) * x**3)))
    return result


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(-1, keepdims=True, initial=-np.inf))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result


def _sigmoid(x: Floats) -> Floats:
    result: Floats = 0.5 * (1 + np.tanh(0.5 * x))
    return result
