"""Agglomerative clustering of units, each one article or several, from the sums of their products."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NEVER: Final = -np.inf
DECIMALS: Final = 9
"""What differs by less is equal, and the lower number goes first; the order of summing must not decide."""


@dataclass(slots=True)
class Likeness:
    """How like each other the articles of two units are: the mean product of two, one of either side."""

    sums: Floats
    """Sum of the products of each article of a unit with each of another, (units, units)."""
    least: float
    """What two units must reach to be joined."""

    def measure(self, unit: int, sizes: Floats) -> Floats:
        """Of one unit to each."""
        likeness: Floats = self.sums[unit] / (sizes[unit] * sizes)
        return likeness

    def merge(self, one: int, other: int) -> None:
        """Take one unit into another."""
        self.sums[one] += self.sums[other]
        self.sums[:, one] = self.sums[one]


@dataclass(slots=True)
class Kinship(Likeness):
    """How like each other they are as against how like in themselves, by the geometric mean of the two."""

    inner: Floats
    """Sum of the products of the pairs inside each unit."""
    prior: float
    """How like each other two articles of one story are, before any of it is seen."""
    prior_pairs: float
    """How many pairs of articles the prior counts as."""

    def measure(self, unit: int, sizes: Floats) -> Floats:
        """Of one unit to each."""
        inside = (self.inner + self.prior_pairs * self.prior) / (sizes * (sizes - 1) / 2 + self.prior_pairs)
        kinship: Floats = Likeness.measure(self, unit, sizes) / np.sqrt(inside[unit] * inside)
        return kinship

    def merge(self, one: int, other: int) -> None:
        """Take one unit into another."""
        self.inner[one] += self.inner[other] + self.sums[one, other]
        Likeness.merge(self, one, other)


def link_units(sizes: Floats, measures: Sequence[Likeness], fixed: int = 0) -> list[list[int]]:
    """Units joined, the nearest first, as long as two reach what every measure asks for; the measures are used up.

    Of the first ``fixed`` units no two are joined. The groups and the units in them are in the order of the numbers.
    """
    return _Linkage(sizes.copy(), measures, np.arange(len(sizes)) < fixed).join()


@dataclass(slots=True)
class _Linkage:
    """Units in the making of clusters; a cluster keeps the lowest number of its units."""

    sizes: Floats
    measures: Sequence[Likeness]
    apart: NDArray[np.bool_]
    scores: Floats = field(init=False)

    def join(self) -> list[list[int]]:
        """Join the two that score highest until none reaches 1."""
        count = len(self.sizes)
        members = {unit: [unit] for unit in range(count)}
        if count < 2:
            return list(members.values())
        self.scores = np.stack([self._score(unit) for unit in range(count)])
        nearest = self.scores.argmax(1)
        best = self.scores.max(1)
        while best[first := int(best.argmax())] >= 1:
            one, other = sorted((first, int(nearest[first])))
            members[one] += members.pop(other)
            self._merge(one, other)
            stale = (nearest == one) | (nearest == other)
            stale[one], stale[other] = True, False
            best[other] = _NEVER
            risen = self.scores[:, one] > best
            best[risen], nearest[risen] = self.scores[risen, one], one
            rows = np.flatnonzero(stale)
            nearest[rows] = self.scores[rows].argmax(1)
            best[rows] = self.scores[rows].max(1)
        return [sorted(units) for _, units in sorted(members.items())]

    def _merge(self, one: int, other: int) -> None:
        for measure in self.measures:
            measure.merge(one, other)
        self.sizes[one] += self.sizes[other]
        self.sizes[other] = 0
        self.apart[one] |= self.apart[other]
        self.scores[one] = self.scores[:, one] = self._score(one)
        self.scores[other] = self.scores[:, other] = _NEVER

    def _score(self, unit: int) -> Floats:
        """How near each unit is to one: by the measure that it does worst in, in parts of what that asks for."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios = [measure.measure(unit, self.sizes) / measure.least for measure in self.measures]
        scores: Floats = np.min(ratios, axis=0).round(DECIMALS)
        scores[self.sizes == 0] = _NEVER
        scores[unit] = _NEVER
        if self.apart[unit]:
            scores[self.apart] = _NEVER
        return scores
