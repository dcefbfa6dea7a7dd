"""Which articles are copies of one report: those of which one has most of the words of the other in the same order.

Containment, not likeness (Jaccard): a copy is cut to its first paragraphs or stands among others, and of two texts of
which one is all in the other most may still be in one alone. Of the near-duplicate set's copies cut to 60 percent,
MinHash with Jaccard of .7 on three-word shingles finds 3 of 60, of its real ones 12 of 79, and with .3 only 45
(datasketch, 342 to 382 texts a second of one core); containment finds all (`benchmarks/results/copies.txt`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.text.fingerprint import Fingerprint, choose_probes, needed_keys

# The share of the shorter text's shingles. The near-duplicate set has nothing between .30 (look-alikes) and .72
# (copies) but four pairs without a label (.46 to .64), which its scorer counts as false. F1 is .996 from .35 to .45,
# .998 to .55, .999 at .60, 1.000 at .65 and .70, .991 at .75, where copies are lost. At .6 there is room on both sides:
# editing 4 words of 100 leaves .72 to .91.
_LEAST_CONTAINMENT = 0.6

# And so many shingles: a paragraph that the pages of a site share is the greater part of a page of two lines. The
# shortest copy of the set has 47 of them; the figures are the same from 5 to 40, and at 60 one copy is lost.
_LEAST_SHARED = 40


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common: how many shingles, and what share of each text's own that is."""

    shared: int
    of_first: float
    of_second: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two copies of one report by their places in what was given; ``first`` is the lower."""

    first: int
    second: int
    overlap: Overlap


def compare(first: Fingerprint, second: Fingerprint) -> Overlap:
    """What two texts have in common."""
    few, many = first.shingles, second.shingles
    if len(few) > len(many):
        few, many = many, few
    if not len(few):
        return Overlap(0, 0.0, 0.0)
    places = np.minimum(np.searchsorted(many, few), len(many) - 1)
    shared = int(np.count_nonzero(many[places] == few))
    return Overlap(shared, shared / len(first.shingles), shared / len(second.shingles))


def is_copy(overlap: Overlap) -> bool:
    """Whether one of two texts is a copy of the other; which one is not said."""
    return overlap.shared >= _LEAST_SHARED and max(overlap.of_first, overlap.of_second) >= _LEAST_CONTAINMENT


def find_copies(fingerprints: Sequence[Fingerprint]) -> list[Pair]:
    """All pairs whose sketches agree and whose shingles make them copies, by place.

    A pair hangs on its two texts alone (`dateline.text.fingerprint.choose_probes`): the same texts in another order, or
    added one by one, give the same pairs.
    """
    pairs: list[Pair] = []
    for smaller, larger in _find_candidates([fingerprint.sketch for fingerprint in fingerprints]):
        first, second = min(smaller, larger), max(smaller, larger)
        overlap = compare(fingerprints[first], fingerprints[second])
        if is_copy(overlap):
            pairs.append(Pair(first, second, overlap))
    return sorted(pairs, key=lambda pair: (pair.first, pair.second))


def _find_candidates(sketches: Sequence[NDArray[np.int64]]) -> Iterator[tuple[int, int]]:
    """Each two sketches that agree, once, the smaller one first."""
    sizes = np.fromiter(map(len, sketches), np.int64, len(sketches))
    if not sizes.sum():
        return
    starts = np.cumsum(sizes) - sizes
    # A key's number, for each place in the sketches laid end to end; and for each key the texts that have it.
    _, numbers, counts = np.unique(np.concatenate(sketches), return_inverse=True, return_counts=True)
    holders = np.repeat(np.arange(len(sketches)), sizes)[np.argsort(numbers, kind="stable")]
    first_holder = np.cumsum(counts) - counts
    # The order in which of two texts the first asks for the other.
    rank = np.empty(len(sketches), np.int64)
    rank[np.argsort(sizes, kind="stable")] = np.arange(len(sketches))
    own = np.zeros(len(counts), bool)
    for text in np.flatnonzero(sizes):
        keys = numbers[starts[text] : starts[text] + sizes[text]]
        probes = choose_probes(keys, counts[keys])
        found = holders[_runs(first_holder[probes], counts[probes])]
        others = np.unique(found[rank[found] > rank[text]])
        if not len(others):
            continue
        own[keys] = True
        hits = own[numbers[_runs(starts[others], sizes[others])]]
        own[keys] = False
        shared = np.add.reduceat(hits, np.cumsum(sizes[others]) - sizes[others], dtype=np.int64)
        for other in others[shared >= needed_keys(len(keys))]:
            yield int(text), int(other)


def _runs(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of several runs, one run after the other."""
    places: NDArray[np.int64] = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return places + np.arange(len(places))
