"""When an event happened: a time expression of the article, or else what its status tells."""

from datetime import date
from typing import get_args

from dateline.event.dates.choose import choose_time
from dateline.event.dates.interval import Interval, interval_of
from dateline.event.dates.wording import Wording, wording_of
from dateline.types import Analysis, EventDate, Status, Time

__all__ = ["Interval", "Wording", "choose_time", "date_event", "interval_of", "wording_of"]


def date_event(
    analysis: Analysis,
    *,
    chosen: Time | None,
    status: Status,
    published: date | None,
) -> EventDate:
    """When an event happened or is to happen: by the time expression chosen for it, else by its status."""
    interval = interval_of(chosen, wording_of(analysis.text, chosen.span), published) if chosen else None
    if interval is None:
        interval = _by_status(status, published)
    start, end = (day.isoformat() if day else None for day in (interval.start, interval.end))
    basis = chosen.span if chosen and interval.via not in get_args(Status) else None
    return EventDate(
        interval.value, start, end, interval.precision, basis, chosen.anchor if chosen else None, interval.via
    )


def _by_status(status: Status, published: date | None) -> Interval:
    if published is None:
        return Interval(None, None, None, "unknown", "")
    if status == "ongoing":
        return Interval(published.isoformat(), published, published, "approx", "ongoing")
    if status in ("planned", "conditional"):
        return Interval(None, published, None, "after", status)
    return Interval(None, None, published, "before", status)
