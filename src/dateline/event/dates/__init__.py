"""When an event happened: a time expression of the article, or else what its status tells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dateline.event.dates.choose import choose_time
from dateline.event.dates.interval import Interval, interval_of
from dateline.event.dates.others import is_of_another
from dateline.event.dates.ranges import range_of
from dateline.event.dates.sides import is_ahead_in_clause, is_in_clause, side_of, turned
from dateline.event.dates.wording import Wording, wording_of
from dateline.event.trees import Trees
from dateline.event_types import OVER, EventDate, Status
from dateline.types import Analysis, Time

__all__ = ["Interval", "Wording", "choose_time", "date_event", "interval_of", "wording_of"]


# Statuses of what is to come, and of what is over or begun, which no day to come can be the date of.
_AHEAD: Final[frozenset[Status]] = frozenset({"planned", "conditional"})


def date_event(
    analysis: Analysis,
    trees: Trees,
    *,
    chosen: Time | None,
    trigger: int,
    status: Status,
    published: date | None,
    times: Sequence[Time] = (),
) -> EventDate:
    """When an event happened or is to happen: by the time expression chosen for it, else by its status.

    ``trigger`` is the number of its token; ``times`` are those of the text, of which two may be the ends of one.
    """
    if chosen and is_of_another(analysis, trees, chosen, trigger, is_over=status in OVER, published=published):
        chosen = None
    interval = range_of(analysis.text, times, chosen) if chosen else None
    if chosen and interval is None:
        interval = _by_time(analysis, trees, chosen, trigger, status=status, published=published)
    if interval is None:
        interval, chosen = _by_status(status, published), None
    start, end = (day.isoformat() if day else None for day in (interval.start, interval.end))
    basis, anchor = (chosen.span, chosen.anchor) if chosen else (None, None)
    return EventDate(interval.value, start, end, interval.precision, basis, anchor, interval.via)


def _by_time(
    analysis: Analysis, trees: Trees, chosen: Time, trigger: int, *, status: Status, published: date | None
) -> Interval | None:
    wording = wording_of(analysis.text, chosen.span)
    if is_in_clause(analysis, trees, chosen, "since", outside=trigger):
        wording = replace(wording, before=(*wording.before, "since"))
    way = 1 if status in _AHEAD else -1 if status in OVER else 0
    told = side_of(analysis, trees, chosen)
    time = turned(chosen, wording, way, published) if published and way and not told else chosen
    interval = interval_of(
        time, wording, published, is_ongoing=status == "ongoing", is_on_noun=_is_on_noun(analysis, chosen)
    )
    if interval is None or status not in OVER or not _is_yet_to_come(interval, published):
        return interval
    return interval if is_ahead_in_clause(analysis, trees, chosen, trigger) else None


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


def _by_status(status: Status, published: date | None) -> Interval:
    if published is None:
        return Interval(None, None, None, "unknown", "")
    if status == "ongoing":
        return Interval(published.isoformat(), published, published, "approx", "ongoing")
    if status in _AHEAD:
        return Interval(None, published, None, "after", status)
    return Interval(None, None, published, "before", status)
