"""Choosing one candidate, or judging each, by a linear score of named features.

A field that several sources state (headline, day of publication, authors) is chosen by how far they agree. The weights
are a table one can read: ``resources/weights/<field>/weights.tsv``, a feature and its weight a line.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from dateline.resources import read_text

from ..types import Basis

T = TypeVar("T")

BIAS = "bias"
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, the kind of evidence that gave it, and the block that states it, if one does."""

    value: T
    basis: Basis
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights of one field's features."""

    weights: Mapping[str, float]

    def score(self, features: Features) -> float:
        """The candidate's score: above 0 is more likely right than not."""
        weights = self.weights
        return weights.get(BIAS, 0.0) + sum([weights.get(name, 0.0) * value for name, value in features.items()])

    def best(self, candidates: Sequence[Features], *, least: float = 0.0) -> int | None:
        """Index of the best candidate (the first of equals), or ``None`` where none scores above ``least``."""
        scores = [self.score(features) for features in candidates]
        if not scores or max(scores) <= least:
            return None
        return scores.index(max(scores))


@cache
def load_ranking(field: str) -> Ranking:
    """The shipped weights of a field."""
    return make_ranking(read_text(f"weights/{field}/weights.tsv").splitlines())


def make_ranking(lines: Iterable[str]) -> Ranking:
    """Weights from the lines of a table; ``#`` begins a comment."""
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return Ranking({name: float(weight) for name, weight in rows})
