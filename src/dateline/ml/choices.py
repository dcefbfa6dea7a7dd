"""Choices by weights of named features: tables that one can read, in which each line says what one feature is worth.

Chances are the softmax of the sums of weights, as in conditional logistic regression (McFadden 1974). `Ranking` chooses
one of several things, each with its own features; `Labelling` one of several labels for a thing.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dateline.errors import ResourceError
from dateline.resources import read_text

FOLDER = "weights/events"
Features = Iterable[tuple[str, float]]
"""What holds of a thing, by name, and how much: 1 for what simply holds."""


class Ranking:
    """Weights by feature; `load_ranking` gives those that ship."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def chances(self, options: Sequence[Features]) -> list[float]:
        """Chance of none of the options, then of each; they add up to 1."""
        return _softmax([0.0, *(self._score(features) for features in options)])

    def _score(self, features: Features) -> float:
        return sum(self._weights.get(name, 0.0) * value for name, value in features)


class Choice(NamedTuple):
    """A label with its chance, the second one with its, and what spoke most for the first of all that simply holds."""

    label: str
    chance: float
    second: str
    second_chance: float
    reason: str


class Labelling:
    """Weights of each label, (labels,), by feature; `load_labelling` gives those that ship."""

    def __init__(self, labels: Sequence[str], weights: Mapping[str, Sequence[float]]) -> None:
        self.labels = labels
        self._weights = weights

    def chances(self, features: Features) -> list[float]:
        """Chance of each label; they add up to 1."""
        scores = [0.0] * len(self.labels)
        for weights, value in self._found(features):
            for i, weight in enumerate(weights):
                scores[i] += weight * value
        return _softmax(scores)

    def choose(self, features: Sequence[tuple[str, float]], less: Mapping[str, float] | None = None) -> Choice:
        """The likeliest label; ``less`` has labels whose chance counts for less than it is."""
        chances = self.chances(features)
        counted = [chance * (less or {}).get(label, 1.0) for label, chance in zip(self.labels, chances, strict=True)]
        first, second = sorted(range(len(chances)), key=lambda i: -counted[i])[:2]
        holding = (name for name, value in features if value == 1.0 and name in self._weights)
        reason = max(((self._weights[name][first], name) for name in holding), default=(0.0, ""))[1]
        return Choice(self.labels[first], chances[first], self.labels[second], chances[second], reason)

    def _found(self, features: Features) -> Iterator[tuple[Sequence[float], float]]:
        return ((weights, value) for name, value in features if (weights := self._weights.get(name)) is not None)


@cache
def load_ranking(name: str) -> Ranking:
    """The table ``weights/events/NAME.tsv``, loaded once: a feature and its weight a line.

    Raises:
        ResourceError: it is missing or damaged.
    """
    _, rows = _read_table(name)
    return Ranking({feature: weights[0] for feature, weights in rows.items()})


@cache
def load_labelling(name: str) -> Labelling:
    """The table ``weights/events/NAME.tsv``, loaded once: a feature and its weight for each label a line.

    Raises:
        ResourceError: it is missing or damaged.
    """
    return Labelling(*_read_table(name))


def _read_table(name: str) -> tuple[list[str], dict[str, list[float]]]:
    """The names of the columns and the rows."""
    header, *lines = read_text(f"{FOLDER}/{name}.tsv").splitlines() or [""]
    labels = header.split("\t")[1:]
    rows = (line.split("\t") for line in lines)
    try:
        weights = {feature: [float(weight) for weight in given] for feature, *given in rows}
    except ValueError as error:
        raise ResourceError(f"the weights in {FOLDER}/{name}.tsv are damaged: {error}") from error
    if not labels or any(len(given) != len(labels) for given in weights.values()):
        raise ResourceError(f"the weights in {FOLDER}/{name}.tsv are damaged: a line has too few or too many")
    return labels, weights


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
