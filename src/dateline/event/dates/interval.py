"""From a time expression and the words around it to the days that are meant.

Conventions of whole-article event annotation: what was "since Monday" lasts to the day of publication, what is
to be "by Friday" has no first day, and a length of time that is over by now is "before publication".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dateline.event.dates.bounds import bounds_of, shifted, widened
from dateline.event.dates.wording import Wording
from dateline.event.times.values import cut, moved
from dateline.types import DatePrecision, Time

_SINCE: Final = frozenset({"since"})
_BY: Final = frozenset({"by", "until", "till", "before"})
_AFTER: Final = frozenset({"after", "following", "from", "starting", "beginning"})
_HEDGES: Final = frozenset("about around nearly almost roughly approximately more less over some".split())
_PAST: Final = frozenset({"last", "past", "previous", "recent", "preceding"})
_NEXT: Final = frozenset({"next", "coming", "following"})
_WITHIN: Final = frozenset({"within", "in"})
_AGO: Final = frozenset({"ago", "earlier", "later"})
_SUNDAY: Final = 7

# Months of a year, and days of a month, that are early, in the middle, or late.
_MONTH_PARTS: Final = {"early": (1, 4), "mid": (6, 8), "late": (10, 12)}
_DAY_PARTS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_EDGE_WORDS: Final = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late"
}  # fmt: skip
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


def interval_of(time: Time, wording: Wording, published: date | None) -> Interval | None:
    """The days that a time expression means; ``None`` where it gives no date (a set, a length without an end)."""
    if time.value is None or time.type == "SET":
        return None
    if time.value.endswith("_REF"):
        return _reference(time.value, published)
    if time.type == "DURATION":
        return _length(time.value, wording, published)
    if not _AGO.isdisjoint(wording.own) and (distant := _distant(time, wording)):
        return distant
    bounds = bounds_of(time.value)
    if bounds is None:
        return None
    exact = Interval(time.value, *bounds, "exact", "stated")
    return _with_lead(_with_edge(_on_sunday(exact, wording, published), wording), wording, published)


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


def _length(value: str, wording: Wording, published: date | None) -> Interval | None:
    """The last two weeks end, and the next two begin, on the day of publication."""
    if published is None:
        return None
    words = {*wording.own, *wording.before[-2:]}
    if "X" in value:
        return _vague_length(value, words, published)
    if words & _NEXT or (wording.leads()[-1:] == ("within",)):
        end = shifted(published, value, 1)
        return Interval(value, published, end, "interval", "length to come") if end else None
    start = shifted(published, value, -1)
    if start is None or wording.after[:1] in (("after",), ("before",), ("later",), ("earlier",)):
        return None
    if words & _PAST:
        return Interval(value, start, published, "interval", "length up to now")
    return None


def _vague_length(value: str, words: set[str], published: date) -> Interval | None:
    """Recent days are of this month; recent months and years are some time ago."""
    if not words & (_PAST | _NEXT):
        return None
    if value.endswith("D"):
        month = cut(published, "M")
        bounds = bounds_of(month)
        return Interval(month, *bounds, "approx", "days around now") if bounds else None
    if words & _NEXT:
        return Interval(None, published, None, "after", "soon")
    return Interval(None, None, published, "before", "recently")


def _distant(time: Time, wording: Wording) -> Interval | None:
    """Two weeks ago is about a day, and nearly two weeks ago about some days."""
    bounds = bounds_of(time.value or "")
    anchor = bounds_of(time.anchor or "")
    is_hedged = not _HEDGES.isdisjoint(wording.own)
    if bounds is None or anchor is None:
        return None
    if "W" not in (time.value or "") and not (is_hedged and bounds[0] == bounds[1]):
        precision: DatePrecision = "exact" if bounds[0] == bounds[1] else "approx"
        return Interval(time.value, *bounds, precision, "distance")
    point = bounds[0]
    if "W" in (time.value or "") and anchor[0] == anchor[1]:
        point = moved(bounds[0], anchor[0].isoweekday() - 1, "D") or point
    if not is_hedged:
        return Interval(time.value, point, point, "approx", "distance")
    open_days = max(_FEWEST_OPEN_DAYS, round(abs((anchor[0] - point).days) * _OPEN_SHARE))
    around = widened(point, open_days)
    return Interval(time.value, *around, "approx", "distance, about") if around else None


def _on_sunday(interval: Interval, wording: Wording, published: date | None) -> Interval:
    """Last week, said on a Sunday, is the week that ends that day."""
    if published is None or published.isoweekday() != _SUNDAY or wording.own[-2:] not in (("last", "week"),):
        return interval
    value = cut(published, "W")
    bounds = bounds_of(value)
    return replace(interval, value=value, start=bounds[0], end=bounds[1]) if bounds else interval


def _with_edge(interval: Interval, wording: Wording) -> Interval:
    """Early 2015, late August, the end of the month."""
    edge = next((_EDGE_WORDS[w] for w in (*wording.own, *wording.before[-2:]) if w in _EDGE_WORDS), None)
    start, end = interval.start, interval.end
    if edge is None or start is None or end is None or start == end:
        return interval
    if (end - start).days > 31 and start.year == end.year and (start.month, end.month) == (1, 12):
        first, last = _MONTH_PARTS[edge]
        bounds = bounds_of(f"{start.year:04}-{first:02}"), bounds_of(f"{start.year:04}-{last:02}")
        if bounds[0] and bounds[1]:
            return replace(interval, start=bounds[0][0], end=bounds[1][1], precision="approx", via=edge)
    if (start.month, start.day) == (end.month, 1) and end.day >= 28:
        first, last = _DAY_PARTS[edge]
        return replace(
            interval,
            start=start.replace(day=first),
            end=end.replace(day=min(last, end.day)),
            precision="approx",
            via=edge,
        )
    return interval


def _with_lead(interval: Interval, wording: Wording, published: date | None) -> Interval:
    """Since, by, before, after."""
    lead = wording.leads()[-1:]
    if lead and lead[0] in _LEADS:
        return _LEADS[lead[0]](interval, published)
    return interval


def _since(interval: Interval, published: date | None) -> Interval:
    if published and interval.start and interval.start > published:
        return replace(interval, end=None, precision="after", via="since")
    return replace(interval, end=published, precision="interval" if published else "after", via="since")


def _by(interval: Interval, _: date | None) -> Interval:
    return replace(interval, start=None, precision="before", via="by")


def _after(interval: Interval, _: date | None) -> Interval:
    return replace(interval, end=None, precision="after", via="after")


_LEADS: Final[dict[str, Callable[[Interval, date | None], Interval]]] = {
    **dict.fromkeys(_SINCE, _since),
    **dict.fromkeys(_BY, _by),
    "after": _after,
}
