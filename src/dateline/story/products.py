"""Products of sparse vectors, summed by group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.story.features import Features
from dateline.story.linkage import Floats

Numbers = NDArray[np.intp]
_Number = TypeVar("_Number", bound=np.generic)

_MOST_AT_ONCE: Final = 2_000_000
"""Products of two weights held at a time, some 50 MB."""


@dataclass(frozen=True, slots=True)
class Products:
    """Of new articles with each other and with others, all of which are known beforehand."""

    terms: dict[str, Numbers]
    """Of each article, by id, its terms, numbered from nought over those of the new articles."""
    count: int
    """Terms of the new articles, and the number that stands for any other term."""

    def sum(self, rows: Sequence[Features], groups: Sequence[Sequence[Features]]) -> Floats:
        """For each new article the sum of its products with the articles of each group, (articles, groups)."""
        index = _index([self.terms[one.id] for one in rows], rows, self.count + 1)
        held = [one for group in groups for one in group]
        lengths = np.array([len(one.terms.numbers) for one in held], dtype=np.intp)
        column_of = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        terms = _join([self.terms[one.id] for one in held], np.intp)
        met = index.counts[terms] > 0
        terms, columns = terms[met], np.repeat(column_of, lengths)[met]
        weights = _join([one.terms.weights for one in held], np.float64)[met]
        ends = np.searchsorted(columns, np.arange(len(groups) + 1))
        work = np.concatenate(([0], np.cumsum(index.counts[terms])))[ends]
        sums = np.zeros((len(rows), len(groups)))
        first = 0
        while first < len(groups):
            last = max(first + 1, int(np.searchsorted(work, work[first] + _MOST_AT_ONCE, side="right")) - 1)
            part = slice(ends[first], ends[last])
            shape = len(rows), last - first
            sums[:, first:last] = index.multiply(terms[part], weights[part], columns[part] - first, shape)
            first = last
        return sums


def number_terms(new: Sequence[Features], others: Sequence[Features]) -> Products:
    """What is needed to multiply new articles with each other and with others."""
    known = np.unique(_join([one.terms.numbers for one in new], np.uint64))
    articles = [*new, *others]
    terms = _join([one.terms.numbers for one in articles], np.uint64)
    numbers = np.searchsorted(known, terms)
    numbers[np.append(known, np.uint64(0))[numbers] != terms] = len(known)
    ends = np.cumsum([len(one.terms.numbers) for one in articles], dtype=np.intp).tolist()
    starts = [0, *ends]
    of_articles = {one.id: numbers[start:end] for one, start, end in zip(articles, starts, ends, strict=False)}
    return Products(of_articles, len(known))


@dataclass(frozen=True, slots=True)
class _Index:
    """The weights of each term, by the number of the term, with the row that each belongs to."""

    starts: Numbers
    counts: Numbers
    rows: Numbers
    weights: Floats

    def multiply(self, terms: Numbers, weights: Floats, columns: Numbers, shape: tuple[int, int]) -> Floats:
        """Sums by row and column of the products of the weights given with those held of the same terms."""
        times = self.counts[terms]
        met = np.arange(times.sum()) + np.repeat(self.starts[terms] - np.cumsum(times) + times, times)
        cells = self.rows[met] * shape[1] + np.repeat(columns, times)
        products = self.weights[met] * np.repeat(weights, times)
        sums: Floats = np.bincount(cells, products, shape[0] * shape[1]).astype(np.float64)
        return sums.reshape(shape)


def _index(terms_of: Sequence[Numbers], rows: Sequence[Features], count: int) -> _Index:
    terms = _join(terms_of, np.intp)
    order = np.argsort(terms, kind="stable")
    counts = np.bincount(terms, minlength=count).astype(np.intp)
    owners = np.repeat(np.arange(len(rows)), [len(one) for one in terms_of])
    weights = _join([one.terms.weights for one in rows], np.float64)
    return _Index(np.cumsum(counts) - counts, counts, owners[order], weights[order])


def _join(parts: Sequence[NDArray[Any]], dtype: type[_Number]) -> NDArray[_Number]:
    return np.concatenate([np.zeros(0, dtype), *parts], dtype=dtype)
