"""What the event heads say of the words of one text, as log odds by label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.event.cues import Hint
from dateline.ml.event_heads import (
    EventHeads,
    Flags,
    Floats,
    Integers,
    StatusScores,
    mark_hints,
    pair_features,
    role_distances,
)
from dateline.types import Analysis

LEAST = 1e-4
"""Chances nearer to 0 or 1 are as good as these: log odds have an end."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The heads' answers, computed for a whole text at once or when asked."""

    heads: EventHeads
    vectors: Floats
    sentences: Integers
    """Number of the sentence of each word."""
    lemmas: Sequence[str]
    headline: int
    """Words that are the headline's."""
    triggers: Floats
    """Chance of each type of trigger, (words, labels), ``O`` first."""

    def likely_triggers(self, least: float) -> list[int]:
        """The words that tell of an act with at least that chance."""
        return [int(i) for i in (1 - self.triggers[:, 0] >= least).nonzero()[0]]

    def types(self, token: int) -> dict[str, float]:
        """Chance that the word tells of an act of each type."""
        return dict(zip(self.heads.labels.trigger[1:], self.triggers[token, 1:].tolist(), strict=True))

    def voice(self, token: int) -> dict[str, float]:
        """Log odds of each kind of source, ``none`` for the publication's own voice."""
        return dict(zip(self.heads.labels.voice, log_odds(self.facts(token).voice[0]).tolist(), strict=True))

    def facts(self, token: int) -> StatusScores:
        """Status, phase, voice and modes of the act that the word tells."""
        return self.heads.facts(self.vectors[[token]])

    def roles(self, trigger: int, words: Sequence[int]) -> list[dict[str, float]]:
        """Log odds of each word's roles in the act."""
        if not words:
            return []
        pivot, others = np.array([trigger]), np.array(words)
        distances = role_distances(self.sentences, pivot, others)
        chances = self.heads.roles(self.vectors[pivot], self.vectors[others], distances)[0]
        return [dict(zip(self.heads.labels.role, row, strict=True)) for row in log_odds(chances).tolist()]

    def links(
        self, pairs: Sequence[tuple[int, int]], types: Mapping[int, str]
    ) -> dict[tuple[int, int], dict[str, float]]:
        """Log odds of each link of the one trigger to the other; ``types`` are those of their acts."""
        if not pairs:
            return {}
        left, right = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
        in_headline: Flags = (left < self.headline) | (right < self.headline)
        features = pair_features(
            self.sentences[right] - self.sentences[left],
            np.array([types[a] == types[b] for a, b in pairs]),
            np.array([self.lemmas[a] == self.lemmas[b] for a, b in pairs]),
            in_headline,
            right > left,
        )
        rows = log_odds(self.heads.links(self.vectors[left], self.vectors[right], features)).tolist()
        labels = self.heads.labels.link
        return {pair: dict(zip(labels, row, strict=True)) for pair, row in zip(pairs, rows, strict=True)}


def read_signals(
    heads: EventHeads, vectors: Floats, analysis: Analysis, hints: Sequence[Hint], headline: int
) -> Signals:
    """The signals of a text from the vectors of its words; ``headline`` words are the headline's."""
    marked = mark_hints(hints, len(analysis.tokens), heads.labels)
    sentences = np.array([token.sentence for token in analysis.tokens], np.int64)
    lemmas = [token.lemma.lower() for token in analysis.tokens]
    return Signals(heads, vectors, sentences, lemmas, headline, heads.triggers(vectors, marked))


def log_odds(chances: Floats) -> Floats:
    """Of chances, which are first kept from 0 and 1."""
    kept = np.clip(chances, LEAST, 1 - LEAST)
    result: Floats = np.log(kept / (1 - kept))
    return result


def named(kind: str, odds: Mapping[str, float]) -> list[tuple[str, float]]:
    """As features."""
    return [(f"learned {kind} {label}", value) for label, value in odds.items()]
