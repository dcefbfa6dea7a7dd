"""Moments of an entry on the clocks of its reports and of the archive, never the present one."""

from datetime import UTC, date, datetime, time

from ...story_types import Timeline, TimelineEntry
from .days import days_of, parse_day

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Of what has no moment at all: formats that ask for one get this, the same at every run."""
_YEAR, _MONTH = 4, 7


def parse_moment(text: str | None) -> datetime | None:
    """The moment, in UTC, of ISO 8601 text of any precision: its beginning; without an offset it is taken as UTC."""
    if not text:
        return None
    whole = text + {_YEAR: "-01-01", _MONTH: "-01"}.get(len(text), "")
    try:
        moment = datetime.fromisoformat(whole)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        day = parse_day(whole)
        return _begin(day) if day else None


def first_moment(entry: TimelineEntry) -> datetime:
    """When the archive recorded the entry; else when it was published; else the day on which it lies."""
    if entry.recorded_at:
        return entry.recorded_at.astimezone(UTC)
    published = parse_moment(entry.first_published) or parse_moment(entry.sentence.published)
    if published:
        return published
    day = next((day for day in days_of(entry) if day), None)
    return _begin(day) if day else EPOCH


def last_moment(entry: TimelineEntry) -> datetime:
    """The latest moment at which something is known to have been added to the entry."""
    claims = [claim.published for dispute in entry.disputes for claim in dispute.claims]
    moments = [moment for text in (entry.sentence.published, *claims) if (moment := parse_moment(text))]
    return max(first_moment(entry), *moments) if moments else first_moment(entry)


def latest_moment(timeline: Timeline) -> datetime:
    """The latest of all entries; of a timeline without entries the day as of which it is told."""
    return max(map(last_moment, timeline.entries), default=parse_moment(timeline.as_of) or EPOCH)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
