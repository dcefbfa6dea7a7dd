"""When an event happened: a time expression of the article, or else what its status tells."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from dateline.event.dates.bounds import bounds_of
from dateline.event.dates.choose import choose_time
from dateline.event.dates.interval import Interval, interval_of
from dateline.event.dates.wording import Wording, wording_of
from dateline.event.times.values import moved
from dateline.event_types import EventDate, Status
from dateline.types import Analysis, Time

__all__ = ["Interval", "Wording", "choose_time", "date_event", "interval_of", "wording_of"]


# Statuses of what is to come, and of what is over or begun, which no day to come can be the date of.
_AHEAD: Final[frozenset[Status]] = frozenset({"planned", "conditional"})
_OVER: Final[frozenset[Status]] = frozenset({"happened", "ongoing", "failed", "denied", "alleged"})
# Names that come again: a weekday every week, a month every year.
_DAYS_A_WEEK: Final = 7
_DEICTIC: Final = frozenset({"last", "next", "this", "that", "past", "coming", "previous", "following", "same"})
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d\Z", re.ASCII)


def date_event(
    analysis: Analysis,
    *,
    chosen: Time | None,
    status: Status,
    published: date | None,
) -> EventDate:
    """When an event happened or is to happen: by the time expression chosen for it, else by its status."""
    interval = _by_time(analysis, chosen, status, published) if chosen else None
    if interval is None:
        interval, chosen = _by_status(status, published), None
    start, end = (day.isoformat() if day else None for day in (interval.start, interval.end))
    basis, anchor = (chosen.span, chosen.anchor) if chosen else (None, None)
    return EventDate(interval.value, start, end, interval.precision, basis, anchor, interval.via)


def _by_time(analysis: Analysis, chosen: Time, status: Status, published: date | None) -> Interval | None:
    wording = wording_of(analysis.text, chosen.span)
    time = _turned(chosen, wording, status, published)
    interval = interval_of(
        time, wording, published, is_ongoing=status == "ongoing", is_on_noun=_is_on_noun(analysis, chosen)
    )
    return None if interval and _is_yet_to_come(interval, published) and status in _OVER else interval


def _is_yet_to_come(interval: Interval, published: date | None) -> bool:
    """Whether all its days but perhaps the first lie after publication."""
    if published is None or interval.start is None or interval.start < published:
        return False
    return interval.end is None or interval.end > published


def _is_on_noun(analysis: Analysis, time: Time) -> bool:
    """Whether a time stands before a noun and belongs to it: the 1991 conference, Tuesday's talks."""
    return any(
        token.head is not None
        and analysis.tokens[token.head].span.start >= time.span.end
        and analysis.tokens[token.head].upos in ("NOUN", "PROPN")
        for token in analysis.tokens
        if time.span.start <= token.span.start < time.span.end
    )


def _turned(time: Time, wording: Wording, status: Status, published: date | None) -> Time:
    """A weekday or month that fits either side of publication, put on the side that the event's status tells."""
    if published is None or time.value is None or time.anchor != published.isoformat():
        return time
    if not _DEICTIC.isdisjoint(wording.own):
        return time
    bounds = bounds_of(time.value)
    if bounds is None or not (bounds[1] < published if status in _AHEAD else bounds[0] > published):
        return time
    way = 1 if status in _AHEAD else -1
    return replace(time, value=_next(time.value, wording, way))


def _next(value: str, wording: Wording, way: int) -> str:
    """The same weekday of the next week, or month of the next year (``way`` 1), or of the last (-1)."""
    if _MONTH.match(value):
        return f"{int(value[:4]) + way:04}{value[4:]}"
    if _DAY.match(value) and not _WEEKDAYS.isdisjoint(wording.own) and not any(w.isdecimal() for w in wording.own):
        day = moved(date.fromisoformat(value[:10]), way * _DAYS_A_WEEK, "D")
        return f"{day}{value[10:]}" if day else value
    return value


def _by_status(status: Status, published: date | None) -> Interval:
    if published is None:
        return Interval(None, None, None, "unknown", "")
    if status == "ongoing":
        return Interval(published.isoformat(), published, published, "approx", "ongoing")
    if status in _AHEAD:
        return Interval(None, published, None, "after", status)
    return Interval(None, None, published, "before", status)
