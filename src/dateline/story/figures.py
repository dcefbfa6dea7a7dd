"""The figures that the reports of a happening give: what changed from day to day, and what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.event_types import CountKind, Record, RecordCount
from dateline.story.claims import NEVER, make_dispute, sources_of
from dateline.story.stems import find_stems
from dateline.story_types import Dispute, FigureChange

ABOUT: Final = 0.1
"""Share by which two figures may differ when one of them is told as "about" so many."""
_KINDS: Final[tuple[CountKind, ...]] = ("dead", "injured", "arrested", "size")
_DAY: Final = len("2020-01-16")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as a record gives it."""

    value: int
    count: RecordCount
    record: Record
    sources: frozenset[str]

    @property
    def day(self) -> str:
        return self.record.published.value[:_DAY] if self.record.published else NEVER


def find_figures(records: Sequence[Record]) -> tuple[list[Dispute], tuple[FigureChange, ...]]:
    """The disputed figures, and the changes in the order of their publication.

    Rival are figures of one day, or on the word of different sources; what is given otherwise on a later day, by the
    same source or on nobody's word, replaces what stood before. An old figure that is told again changes nothing.
    """
    disputes: list[Dispute] = []
    changes: list[FigureChange] = []
    if sum([len(record.counts) for record in records]) < 2:
        return disputes, ()
    for kind in _KINDS:
        told = _figures(records, kind)
        for figures in _of_one_thing(told) if kind == "size" else [told]:
            rivals, changed = _settle(kind, figures)
            disputes += rivals
            changes += changed
    return disputes, tuple(changes)


def _figures(records: Sequence[Record], kind: CountKind) -> list[_Figure]:
    return [
        _Figure(count.value, count, record, frozenset(sources_of(record)))
        for record in records
        for count in record.counts
        if count.kind == kind and count.value is not None
    ]


def _of_one_thing(figures: Sequence[_Figure]) -> list[list[_Figure]]:
    """Figures of one act: how many marched is not how many stopped work."""
    groups: dict[tuple[str, ...], list[_Figure]] = {}
    for figure in figures:
        groups.setdefault(find_stems(figure.record.trigger.text), []).append(figure)
    return list(groups.values())


def _settle(kind: CountKind, figures: Sequence[_Figure]) -> tuple[list[Dispute], list[FigureChange]]:
    changes: list[FigureChange] = []
    rivals: list[list[_Figure]] = []
    current: list[_Figure] = []
    stands: _Figure | None = None
    for figure in figures:
        known = next((side for side in [current, *rivals] if any(_fits(figure, one) for one in side)), None)
        if known is not None:
            known.append(figure)
        elif stands is None:
            current, stands = [figure], figure
        elif _replaces(figure, stands):
            changes.append(FigureChange(kind, stands.value, figure.value, figure.record.id))
            current.append(figure)
            stands = figure
        else:
            rivals.append([figure])
    if stands is None:
        return [], []
    sides = [(stands, current), *[(side[-1], side) for side in rivals]]
    return make_dispute(kind, [(_written(last), [one.record for one in side]) for last, side in sides]), changes


def _fits(one: _Figure, other: _Figure) -> bool:
    """Whether both can be right."""
    if "about" in (one.count.bound, other.count.bound):
        return abs(one.value - other.value) <= ABOUT * max(one.value, other.value)
    return one.value == other.value


def _replaces(later: _Figure, earlier: _Figure) -> bool:
    is_rival = later.sources and earlier.sources and later.sources.isdisjoint(earlier.sources)
    return later.day > earlier.day and not is_rival


def _written(figure: _Figure) -> str:
    signs = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}
    return f"{signs[figure.count.bound]}{figure.value}"
