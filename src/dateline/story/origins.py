"""Reports that were told once and printed many times: each origin with its copies, and who copied whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from math import inf

from dateline.story.copies import Pair
from dateline.story_types import Copy, Origin

# A clock without an offset may be that of any zone: from 12 hours behind UTC to 14 ahead. Against another clock without
# one it is taken for the same zone.
_ZONES = timedelta(hours=14).total_seconds()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR, _MONTH, _DAY = len("2026"), len("2026-11"), len("2026-11-20")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of an article says who copied it: id, date (ISO 8601 cut to the precision), number of its shingles."""

    id: str
    published: str | None
    size: int
    twins: str | None = None
    """Names the text that several have to the letter, so that a pair of one of them with another text counts for all.

    ``None`` where no other has it."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """When an article came out: the half-open interval in seconds, and whether its zone is known."""

    start: float
    end: float
    zoned: bool

    def end_for(self, zoned: bool) -> float:
        """Its latest moment as a clock of this sort reads it."""
        return self.end if zoned == self.zoned else self.end + _ZONES


_UNKNOWN = _Clock(-inf, inf, zoned=True)


def fold_copies(reports: Sequence[Candidate], pairs: Iterable[Pair]) -> list[Origin]:
    """Every report once, as an origin or as a copy; origins by id.

    Reports that pairs tie together, be it through others, are one origin. An article is earlier than another where its
    date is certainly earlier; where the dates do not say, the longer text is, and of two as long the one whose id sorts
    first. A copy's source is the earlier article that has the most of it; of several, the one of which it has the most,
    then the earliest. The order of reports and pairs does not matter; ids have to differ.
    """
    texts = _number_texts(reports)
    linked: list[dict[int, tuple[float, float]]] = [{} for _ in reports]
    for i, text in enumerate(texts):
        if text != i:
            linked[text][text] = (1.0, 1.0)
    for pair in pairs:
        first, second = texts[pair.first], texts[pair.second]
        linked[first][second] = (pair.overlap.of_first, pair.overlap.of_second)
        linked[second][first] = (pair.overlap.of_second, pair.overlap.of_first)
    origins = [_fold(reports, _in_order(reports, group), texts, linked) for group in _group(texts, linked)]
    return sorted(origins, key=lambda origin: origin.id)


def _number_texts(reports: Sequence[Candidate]) -> list[int]:
    """Of each report the place of the first that has the same text."""
    first: dict[str, int] = {}
    return [i if one.twins is None else first.setdefault(one.twins, i) for i, one in enumerate(reports)]


def _group(texts: Sequence[int], linked: Sequence[Iterable[int]]) -> list[list[int]]:
    """The connected parts, by union and find."""
    parents = list(range(len(linked)))

    def find(i: int) -> int:
        while parents[i] != i:
            parents[i] = i = parents[parents[i]]
        return i

    for i, others in enumerate(linked):
        for other in (texts[i], *others):
            parents[find(other)] = find(i)
    groups: dict[int, list[int]] = {}
    for i in range(len(linked)):
        groups.setdefault(find(i), []).append(i)
    return list(groups.values())


def _fold(
    reports: Sequence[Candidate],
    ordered: Sequence[int],
    texts: Sequence[int],
    linked: Sequence[dict[int, tuple[float, float]]],
) -> Origin:
    copies: list[Copy] = []
    # Of each text so far the place of the first report that has it: of twins the earliest is the source.
    earliest: dict[int, int] = {}
    for place, i in enumerate(ordered):
        earlier = [(*shares, -earliest[text]) for text, shares in linked[texts[i]].items() if text in earliest]
        if earlier:
            share, _, at = max(earlier)
            copies.append(Copy(reports[i].id, reports[ordered[-at]].id, share))
        elif place:
            copies.append(Copy(reports[i].id, None, 0.0))
        earliest.setdefault(texts[i], place)
    return Origin(reports[ordered[0]].id, tuple(copies))


def _in_order(reports: Sequence[Candidate], group: Sequence[int]) -> list[int]:
    """The places of a group's reports from the earliest on: the longest of those that none left is certainly before."""
    clocks = {i: _read_clock(reports[i].published) for i in group}
    waiting = {
        zoned: sorted([i for i in group if clocks[i].zoned == zoned], key=lambda i: -clocks[i].start)
        for zoned in (False, True)
    }
    ends = {zoned: [(clocks[i].end_for(zoned), i) for i in group] for zoned in (False, True)}
    for heap in ends.values():
        heapify(heap)
    ready: list[tuple[int, str, int]] = []
    taken: set[int] = set()
    ordered: list[int] = []
    while len(ordered) < len(group):
        for zoned, later in waiting.items():
            while ends[zoned][0][1] in taken:
                heappop(ends[zoned])
            while later and clocks[later[-1]].start < ends[zoned][0][0]:
                i = later.pop()
                heappush(ready, (-reports[i].size, reports[i].id, i))
        ordered.append(heappop(ready)[2])
        taken.add(ordered[-1])
    return ordered


def _read_clock(published: str | None) -> _Clock:
    """The interval that a date covers; what is no date is unknown."""
    if published is None:
        return _UNKNOWN
    try:
        start, end = _read_interval(published)
    except (ValueError, OverflowError):
        return _UNKNOWN
    zoned = start.tzinfo is not None
    bounds = [((moment if zoned else moment.replace(tzinfo=UTC)) - _EPOCH).total_seconds() for moment in (start, end)]
    return _Clock(bounds[0], bounds[1], zoned)


def _read_interval(value: str) -> tuple[datetime, datetime]:
    if len(value) == _YEAR:
        start = datetime.fromisoformat(f"{value}-01-01")
        return start, start.replace(year=start.year + 1)
    if len(value) == _MONTH:
        start = datetime.fromisoformat(f"{value}-01")
        return start, (start + timedelta(days=31)).replace(day=1)
    start = datetime.fromisoformat(value)
    if len(value) == _DAY:
        return start, start + timedelta(days=1)
    to_the_second = value[16:17] == ":"
    return start, start + (timedelta(seconds=1) if to_the_second else timedelta(minutes=1))
