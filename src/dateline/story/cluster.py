"""Articles to stories: those on one happening together, apart from those on another happening of the same sort.

Articles are placed week by week. Those of a week fall into subjects: groups that speak of like things, with the stories
of the weeks before that do. Inside a subject the words that all its articles share tell nothing, and those that only
some of them share tell its happenings apart; with words weighed so, articles and stories are joined as long as they
are as like each other as each is in itself.

What a week has placed no later week moves: the stories at the end of any week follow from the articles up to then. So
the articles from the beginning of some week on can be placed again, with a late one among them, given the stories as
they stood before that week (`replay_from`); in a week of many, from the batch on that the late one is in.

Articles without a day of publication form stories among themselves: whether one tells of this week's happening or of
last year's cannot be known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.story.features import Features
from dateline.story.linkage import DECIMALS, Floats, Kinship, Likeness, link_units
from dateline.story.products import Products, number_terms
from dateline.story.terms import Terms

WINDOW_DAYS: Final = 14
"""A story whose latest article is so many days older than the Monday of a week takes none of that week's."""
PERIOD_DAYS: Final = 7
"""Articles of so many days are placed together, from Monday on. Day by day an early mistake stays: with the articles of
ECB+ spread over days 1 lets twice as many wrong pairs in as 7."""
SUBJECT: Final = 0.14
"""Mean product of two articles of one subject, at least. From 0.12 to 0.16 the groups of ECB+ are the same."""
KIN: Final = 0.5
KIN_PRIOR: Final = 0.15
KIN_PAIRS: Final = 8.0
"""Kinship of two parts of a story, at least, and its prior, with words weighed by what they tell inside the subject."""
KIN_IN_ALL: Final = 0.55
KIN_IN_ALL_PRIOR: Final = 0.32
KIN_IN_ALL_PAIRS: Final = 1.0
"""The same with the words as they are. It decides where a subject has few articles, and says little where it has many.
The six were swept on ECB+, whole and thinned to a tenth; what was tried stands in benchmarks/results/stories.txt."""
MOST_IN_BATCH: Final = 1000
"""Articles of a week that are placed at once; those behind them, by day and id, meet the stories that these made."""
MOST_MEMBERS: Final = 30
"""A story is known by so many articles, the latest ones."""
MOST_SHARED: Final = 5
"""Terms that say why an article was joined."""


@dataclass(frozen=True, slots=True)
class Join:
    """Why an article was put with the others of its story."""

    article_id: str
    shared: tuple[str, ...]
    """The terms that tell most of what it has in common with them, the strongest first."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one happening, by day of publication and id."""

    members: tuple[Features, ...]
    joins: tuple[Join, ...]
    """Of the articles placed just now that found others; the strongest terms change as a story grows."""


def cluster_stories(new: Iterable[Features], standing: Sequence[Sequence[Features]] = ()) -> list[Story]:
    """The standing stories in their order, with the new articles that belong to them, then the new stories.

    The outcome hangs on the articles alone, in whatever order they are given. Those without a day of publication are
    placed last and join each other alone.

    Args:
        new: the articles to place, each with an id of its own: all from the beginning of some week on, or of some
            batch of `MOST_IN_BATCH` of a week, in the order of `place_of`.
        standing: stories as they stood before that, none of them empty. Those that have had no article for
            `WINDOW_DAYS` before the week may be left out, and those of articles with a day where no new one has any.

    Raises:
        ValueError: a member of a standing story comes after a new one, or is of its week and not of a whole batch.
    """
    ordered = sorted(new, key=place_of)
    _check_standing(ordered, standing)
    drafts = [_Draft(sorted(members, key=place_of)) for members in standing]
    products = number_terms(ordered, [one for draft in drafts for one in draft.members[-MOST_MEMBERS:]])
    for _, articles in groupby(ordered, key=_period):
        batch = list(articles)
        for start in range(0, len(batch), MOST_IN_BATCH):
            _place(batch[start : start + MOST_IN_BATCH], drafts, products)
    return [Story(tuple(draft.members), tuple(draft.joins)) for draft in drafts]


@dataclass(slots=True)
class _Draft:
    """A story in the making."""

    members: list[Features]
    joins: list[Join] = field(default_factory=list)

    def active(self, day: date | None) -> list[Features]:
        """The articles that it is known by on a day; ``None`` for the articles without one."""
        return [one for one in self.members[-MOST_MEMBERS:] if _within(one, day)]


def _within(features: Features, day: date | None) -> bool:
    if day is None:
        return features.published is None
    return features.published is not None and (day - features.published).days <= WINDOW_DAYS


def place_of(features: Features) -> tuple[bool, date, str]:
    """The place of an article in the order in which articles are placed."""
    return features.published is None, features.published or date.max, features.id


def replay_from(day: date) -> date:
    """The first of the days whose articles are placed again when one of that day comes late or is taken out."""
    return day - timedelta(days=(day.toordinal() - 1) % PERIOD_DAYS)


def _period(features: Features) -> date | None:
    return None if features.published is None else replay_from(features.published)


def _check_standing(ordered: Sequence[Features], standing: Sequence[Sequence[Features]]) -> None:
    if not ordered:
        return
    first, period = place_of(ordered[0]), _period(ordered[0])
    of_period = 0
    for features in (one for members in standing for one in members):
        if place_of(features) >= first:
            raise ValueError(f"{features.id}, of a standing story, is not placed before the first new one")
        of_period += _period(features) == period
    if of_period % MOST_IN_BATCH:
        raise ValueError(f"{of_period} articles of standing stories are no whole batches of the first new one's week")


def _place(batch: Sequence[Features], drafts: list[_Draft], products: Products) -> None:
    """Put the articles of a batch into the drafts, and begin drafts for those that belong to none."""
    day = _period(batch[0])
    by_age = sorted(drafts, key=lambda draft: place_of(draft.members[0]))
    known = [(draft, members) for draft in by_age if (members := draft.active(day))]
    likeness = Likeness(products.sum(batch, [[one] for one in batch]), SUBJECT)
    groups = link_units(np.ones(len(batch)), [likeness])
    sums = products.sum(batch, [members for _, members in known])
    sizes = np.array([len(members) for _, members in known], dtype=np.float64)
    placed = []
    for group in groups:
        near = np.flatnonzero(sums[group].sum(0) >= SUBJECT * len(group) * sizes)
        subject = _Subject([batch[i] for i in group], [known[i] for i in near])
        placed += subject.tell_apart()
    for draft, articles, joins in placed:
        target = draft or _Draft([])
        if draft is None:
            drafts.append(target)
        target.members = sorted([*target.members, *articles], key=place_of)
        target.joins += joins


_Placed = tuple[_Draft | None, list[Features], list[Join]]


@dataclass(frozen=True, slots=True)
class _Subject:
    """New articles on one subject, and the stories that are on it too, each with the articles it is known by."""

    articles: list[Features]
    stories: list[tuple[_Draft, list[Features]]]

    def tell_apart(self) -> list[_Placed]:
        """The new articles by story, each with the draft it goes to; ``None`` where it begins one."""
        units = [members for _, members in self.stories] + [[one] for one in self.articles]
        if len(units) == 1:
            return [(None, self.articles, [])]
        numbers, plain, telling = _weigh([one.terms for unit in units for one in unit])
        sizes = np.array([len(unit) for unit in units], dtype=np.float64)
        totals = _sum_units(telling, sizes)
        measures = [
            _kinship(telling, sizes, (KIN, KIN_PRIOR, KIN_PAIRS)),
            _kinship(plain, sizes, (KIN_IN_ALL, KIN_IN_ALL_PRIOR, KIN_IN_ALL_PAIRS)),
        ]
        fixed = len(self.stories)
        placed: list[_Placed] = []
        for group in link_units(sizes, measures, fixed):
            joined = [unit for unit in group if unit >= fixed]
            if not joined:
                continue
            whole = totals[group].sum(0)
            joins = [
                Join(
                    units[unit][0].id,
                    _name_shared(units[unit][0].terms, numbers, totals[unit] * (whole - totals[unit])),
                )
                for unit in joined
                if len(group) > 1
            ]
            draft = self.stories[group[0]][0] if group[0] < fixed else None
            placed.append((draft, [units[unit][0] for unit in joined], joins))
        return placed


def _sum_units(vectors: Floats, sizes: Floats) -> Floats:
    """The sum of the vectors of each unit, whose articles stand one after the other."""
    starts = (np.cumsum(sizes) - sizes).astype(np.intp)
    sums: Floats = np.add.reduceat(vectors, starts, axis=0)
    return sums


def _kinship(vectors: Floats, sizes: Floats, parameters: tuple[float, float, float]) -> Kinship:
    least, prior, pairs = parameters
    totals = _sum_units(vectors, sizes)
    sums = totals @ totals.T
    squares = _sum_units((vectors**2).sum(1, keepdims=True), sizes)[:, 0]
    return Kinship(sums, least, (np.diag(sums) - squares) / 2, prior, pairs)


def _weigh(articles: Sequence[Terms]) -> tuple[NDArray[np.uint64], Floats, Floats]:
    """The terms of articles on one subject; their weights, (articles, terms), as they are and by what they tell there.

    A term that stands in all of them tells little, and one that stands in one tells nothing, unless they are two.
    """
    terms, columns, counts = np.unique(
        np.concatenate([one.numbers for one in articles]), return_inverse=True, return_counts=True
    )
    kept = counts >= (2 if len(articles) > 2 else 1)
    met = kept[columns]
    rows = np.repeat(np.arange(len(articles)), [len(one.numbers) for one in articles])[met]
    plain = np.zeros((len(articles), int(kept.sum())))
    plain[rows, (np.cumsum(kept) - 1)[columns[met]]] = np.concatenate([one.weights for one in articles])[met]
    telling = plain * np.sqrt(-np.log(counts[kept] / (len(articles) + 1)))
    lengths = np.linalg.norm(telling, axis=1, keepdims=True)
    return terms[kept], plain, telling / np.where(lengths > 0, lengths, 1.0)


def _name_shared(terms: Terms, numbers: NDArray[np.uint64], products: Floats) -> tuple[str, ...]:
    """The terms of an article that tell most, given what each of the numbered tells."""
    told = dict(zip(numbers.tolist(), products.round(DECIMALS).tolist(), strict=True))
    ranked = sorted(
        [(-told.get(number, 0.0), name) for number, name in zip(terms.numbers.tolist(), terms.names(), strict=True)]
    )
    return tuple([name for product, name in ranked[:MOST_SHARED] if product < 0])
