"""From a time expression and the words around it to the days that are meant.

Conventions of whole-article event annotation: what was "since Monday" lasts to the day of publication, what is
to be "by Friday" has no first day, and a length of time that is over by now is "before publication".
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dateline.event.dates.bounds import bounds_of, shifted, widened
from dateline.event.dates.wording import Wording
from dateline.event.times.values import calendar_day, cut, moved
from dateline.event_types import DatePrecision
from dateline.types import Time

_HEDGES: Final = frozenset("about around nearly almost roughly approximately more less over some".split())
_PAST: Final = frozenset({"last", "past", "previous", "recent", "preceding"})
_NEXT: Final = frozenset({"next", "coming", "following"})
_AGO: Final = frozenset({"ago", "earlier", "later"})
# Words after a length that make it a distance from something else: "two days after the vote".
_ELSEWHERE: Final = frozenset({"after", "before", "later", "earlier"})
_SUNDAY: Final = 7
_SHORTEST_MONTH: Final = 28
_DAYS_A_MONTH: Final = 31
_SHORTEST_DECADE: Final = 3652

# Months of a year, and days of a month, that are early, in the middle, or late. Of the training articles' stated dates
# halves of a month fit 0.2 to 0.3 % more than thirds; for a year wider parts fit no more.
_MONTH_PARTS: Final = {"early": (1, 4), "mid": (6, 8), "late": (10, 12)}
_DAY_PARTS: Final = {"early": (1, 15), "mid": (11, 20), "late": (16, 31)}
_EDGES: Final = {
    **dict.fromkeys(("early", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "end"), "late"),
}
# A hedge on a number of weeks or days leaves this share of the distance open on both sides, and no fewer days than two.
_OPEN_SHARE: Final = 0.15
_FEWEST_OPEN_DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both inclusive; ``None`` is open."""

    value: str | None
    start: date | None
    end: date | None
    precision: DatePrecision
    via: str


def interval_of(
    time: Time, wording: Wording, published: date | None, *, is_ongoing: bool = False, is_on_noun: bool = False
) -> Interval | None:
    """The days that a time expression means; ``None`` where it gives no date (a set, a length without an end).

    Args:
        time: as `find_times` gives it.
        wording: the words around it.
        published: the day of publication.
        is_ongoing: what is dated lasts at publication, so that a length without an end ends there.
        is_on_noun: it stands before a noun that it dates ("since the 1991 conference"), so that "since" is not its own.
    """
    if time.value is None or time.type == "SET":
        return None
    if time.value.endswith("_REF"):
        return _reference(time.value, published)
    if time.type == "DURATION":
        return _length(time.value, wording, published, is_ongoing)
    if not _AGO.isdisjoint(wording.own[-1:]) and (distant := _distant(time, wording)):
        return distant
    bounds = bounds_of(time.value)
    if bounds is None:
        return None
    exact = _to_last_day(Interval(time.value, *bounds, "exact", "stated"), wording)
    interval = _with_edge(_on_sunday(exact, wording, published), wording)
    return interval if is_on_noun else _with_lead(interval, wording, published)


def _reference(value: str, published: date | None) -> Interval | None:
    """Recently, now, soon."""
    if published is None:
        return Interval(value, None, None, "unknown", "reference")
    match value:
        case "PAST_REF":
            return Interval(value, None, published, "before", "recently")
        case "FUTURE_REF":
            return Interval(value, published, None, "after", "soon")
    return Interval(value, published, published, "approx", "now")


def _length(value: str, wording: Wording, published: date | None, is_ongoing: bool) -> Interval | None:
    """The last two weeks end, and the next two begin, on the day of publication."""
    if published is None or not _ELSEWHERE.isdisjoint(wording.after[:1]):
        return None
    words = {*wording.own, *wording.before[-2:]}
    if "X" in value:
        return _vague_length(value, words, published, is_ongoing)
    if words & _NEXT or (wording.leads()[-1:] == ("within",) and wording.after[:1] != ("of",)):
        end = shifted(published, value, 1)
        return Interval(value, published, end, "interval", "length to come") if end else None
    start = shifted(published, value, -1)
    if start and (is_ongoing or words & _PAST):
        return Interval(value, start, published, "interval", "length up to now")
    return None


def _vague_length(value: str, words: set[str], published: date, is_ongoing: bool) -> Interval | None:
    """Recent days are of this month; recent months and years are some time ago."""
    if not words & (_PAST | _NEXT):
        return Interval(None, None, published, "before", "for long") if is_ongoing else None
    if value.endswith("D"):
        month = cut(published, "M")
        bounds = bounds_of(month)
        return Interval(month, *bounds, "approx", "days around now") if bounds else None
    if words & _NEXT:
        return Interval(None, published, None, "after", "soon")
    return Interval(None, None, published, "before", "recently")


def _distant(time: Time, wording: Wording) -> Interval | None:
    """Two weeks ago is about a day, nearly two weeks ago about some days, and more than a year ago is before then."""
    bounds, anchor = bounds_of(time.value or ""), bounds_of(time.anchor or "")
    if bounds is None or anchor is None:
        return None
    point = _point(bounds, anchor)
    if "more" in wording.own and point:
        return Interval(None, None, point, "before", "distance, more than")
    if (bounds[1] - bounds[0]).days + 1 >= _SHORTEST_DECADE and point:
        year = cut(point, "Y")
        decade = bounds_of(year)
        return Interval(year, *decade, "approx", "distance") if decade else None
    is_day, is_week = bounds[0] == bounds[1], "W" in (time.value or "")
    if not (is_day or is_week) or point is None:
        return Interval(time.value, *bounds, "approx", "distance")
    if _HEDGES.isdisjoint(wording.own):
        return Interval(time.value, point, point, "approx" if is_week else "exact", "distance")
    around = widened(point, open_days(abs((anchor[0] - point).days)))
    return Interval(time.value, *around, "approx", "distance, about") if around else None


def open_days(distance: int) -> int:
    """How many days on either side stay open where a distance of so many days is told with a hedge."""
    return max(_FEWEST_OPEN_DAYS, round(distance * _OPEN_SHARE))


def _point(bounds: tuple[date, date], anchor: tuple[date, date]) -> date | None:
    """The day in a week, month, year or decade that lies there as the anchor lies in its own; of others the first."""
    if anchor[0] != anchor[1]:
        return bounds[0]
    days = (bounds[1] - bounds[0]).days + 1
    if days == _SUNDAY:
        return moved(bounds[0], anchor[0].isoweekday() - 1, "D")
    months = (bounds[0].year - anchor[0].year) * 12 + (0 if days > _DAYS_A_MONTH else bounds[0].month - anchor[0].month)
    if days >= _SHORTEST_DECADE:
        months += anchor[0].year % 10 * 12
    return moved(anchor[0], months, "M") if days > 1 else bounds[0]


def _to_last_day(interval: Interval, wording: Wording) -> Interval:
    """July 18-21 lasts four days."""
    start = interval.start
    around = (*wording.own[-1:], *wording.after[:2])
    if start is None or start != interval.end or len(around) < 3 or around[1] not in "-–":
        return interval
    first, _, last = around
    if not (first.isdecimal() and last.isdecimal()) or len(last) > 2:
        return interval
    end = calendar_day(start.year, start.month, int(last))
    return replace(interval, value=None, end=end, precision="interval", via="days") if end and end > start else interval


def _on_sunday(interval: Interval, wording: Wording, published: date | None) -> Interval:
    """Last week, said on a Sunday, is the week that ends that day."""
    if published is None or published.isoweekday() != _SUNDAY or wording.own[-2:] not in (("last", "week"),):
        return interval
    value = cut(published, "W")
    bounds = bounds_of(value)
    return replace(interval, value=value, start=bounds[0], end=bounds[1]) if bounds else interval


def _with_edge(interval: Interval, wording: Wording) -> Interval:
    """Early 2015, late August, the end of the month."""
    edge = next((_EDGES[word] for word in (*wording.own, *wording.before[-2:]) if word in _EDGES), None)
    start, end = interval.start, interval.end
    if edge is None or start is None or end is None or start == end:
        return interval
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        first, last = _MONTH_PARTS[edge]
        start, end = start.replace(month=first), end.replace(month=last, day=1)
        end = end.replace(day=monthrange(end.year, end.month)[1])
    elif (start.year, start.month) == (end.year, end.month) and (end.day - start.day) >= _SHORTEST_MONTH - 1:
        first, last = _DAY_PARTS[edge]
        start, end = start.replace(day=first), end.replace(day=min(last, end.day))
    else:
        return interval
    return replace(interval, start=start, end=end, precision="approx", via=edge)


def _with_lead(interval: Interval, wording: Wording, published: date | None) -> Interval:
    """Since, by, before, after."""
    match wording.leads()[-1:]:
        case ("since",):
            return _since(interval, published)
        case ("by" | "until" | "till" | "before",):
            return replace(interval, start=None, precision="before", via="by")
        case ("after",):
            return replace(interval, end=None, precision="after", via="after")
    return interval


def _since(interval: Interval, published: date | None) -> Interval:
    if published is None or (interval.start and interval.start > published):
        return replace(interval, end=None, precision="after", via="since")
    return replace(interval, end=published, precision="interval", via="since")
