"""The days of an entry, and how they are told: in English, never by the machine's locale."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from ...story_types import TimelineEntry
from .safety import plain

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def days_of(entry: TimelineEntry) -> tuple[date | None, date | None]:
    """First and last day of the entry; ``None`` where open, both where it is undated."""
    return parse_day(entry.start), parse_day(entry.end)


def is_dated(entry: TimelineEntry) -> bool:
    """Whether a day is known at least at one end."""
    return any(days_of(entry))


def parse_day(text: str | None) -> date | None:
    """The day that ISO 8601 text of a day or a time begins with; ``None`` for coarser text."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def anchor_day(entry: TimelineEntry) -> date | None:
    """The day under which an entry is listed: its first, else its last."""
    start, end = days_of(entry)
    return start or end


def is_rough(entry: TimelineEntry) -> bool:
    """Whether the day is known only roughly."""
    return anchor_day(entry) is not None and entry.precision != "exact"


def describe_days(entry: TimelineEntry) -> str:
    """The day or the interval in full, with its year: ``about 3–7 November 2026``; ``undated`` where it has none."""
    start, end = days_of(entry)
    if start and end:
        return ("about " if entry.precision == "approx" else "") + describe_interval(start, end)
    if end:
        return "by " + _day(end)
    return "from " + _day(start) if start else "undated"


def describe_interval(start: date, end: date) -> str:
    """Days as short as they can be told: a day, some days, whole months or years."""
    if start == end:
        return _day(start)
    if covers_years(start, end):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    whole = covers_months(start, end)
    head, last = (_month(start), _month(end)) if whole else (_day(start), _day(end))
    if head == last:
        return head
    if start.year == end.year:
        head = MONTHS[start.month - 1] if whole else f"{start.day} {MONTHS[start.month - 1]}"
        if not whole and start.month == end.month:
            return f"{start.day}–{last}"
    return f"{head} – {last}"


def covers_months(start: date, end: date) -> bool:
    """Whether an interval is made of whole months."""
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def covers_years(start: date, end: date) -> bool:
    """Whether an interval is made of whole years."""
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def describe_published(published: str | None) -> str:
    """A day of publication in words, as coarse as it is known."""
    day = parse_day(published)
    return _day(day) if day else plain(published or "")


def group_by_month(entries: Sequence[TimelineEntry]) -> list[tuple[str, list[TimelineEntry]]]:
    """The entries under ``November 2026`` and so on, in their order, the undated under ``Undated``."""
    groups: list[tuple[str, list[TimelineEntry]]] = []
    for entry in entries:
        day = anchor_day(entry)
        head = _month(day) if day else "Undated"
        if not groups or groups[-1][0] != head:
            groups.append((head, []))
        groups[-1][1].append(entry)
    return groups


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
