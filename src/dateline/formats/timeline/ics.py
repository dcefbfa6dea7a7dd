"""iCalendar: an event a dated entry, over whole days.

Source: RFC 5545; ``NAME`` and ``DESCRIPTION`` of a calendar as most programs read them, ``X-WR-CALNAME`` and
``X-WR-CALDESC``.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ...story_types import Mark, Timeline, TimelineEntry
from .days import days_of, describe_days, is_dated, is_rough
from .safety import plain, web_link
from .stamps import first_moment
from .wording import MARKS, count, describe_article, describe_line, describe_numbers, tell_facts

_MAX_OCTETS = 75
_SUMMARY = 120
"""Characters of a summary: what calendars show of it in a day's list and in a reminder."""
_STATUS: dict[Mark, str] = {
    "reported": "CONFIRMED", "disputed": "TENTATIVE", "planned": "TENTATIVE", "not_happened": "CANCELLED",
}  # fmt: skip
_ESCAPED = re.compile(r"[\\;,]")
_NOT_IN_ID = re.compile(r"[^0-9A-Za-z._-]")


def encode_ics(timeline: Timeline) -> str:
    """The calendar; what is undated is left out and counted in its description."""
    undated = len(timeline.entries) - sum(is_dated(entry) for entry in timeline.entries)
    about = describe_numbers(timeline) + (f"; left out: {count(undated, 'undated event')}" if undated else "")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Timeline//EN", "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(timeline.title)}", f"X-WR-CALDESC:{_text(about)}",
    ]  # fmt: skip
    for entry in filter(is_dated, timeline.entries):
        lines += _event(entry, timeline)
    return "".join([fold(line) for line in [*lines, "END:VCALENDAR"]])


def fold(line: str) -> str:
    """The line with its CRLF, folded at 75 octets, no character cut."""
    folded, octets = [], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _MAX_OCTETS:
            folded.append("\r\n ")
            octets = 1
        folded.append(character)
        octets += size
    return "".join(folded) + "\r\n"


def _event(entry: TimelineEntry, timeline: Timeline) -> Iterator[str]:
    start, end = days_of(entry)
    first = start or end or date.min
    last = end if start and end else first
    yield "BEGIN:VEVENT"
    yield f"UID:{_NOT_IN_ID.sub('-', entry.event_id)}@dateline"
    yield f"DTSTAMP:{_moment(first_moment(entry))}"
    yield f"DTSTART;VALUE=DATE:{_date(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_date(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(_summary(entry))}"
    yield f"DESCRIPTION:{_text(*_description(entry, timeline))}"
    yield from _where(entry)
    link = web_link(entry.sentence.url)
    if link:
        yield f"URL:{link}"
    yield f"CATEGORIES:{','.join(map(_text, (entry.type, *entry.modes)))}"
    yield f"STATUS:{_STATUS[entry.mark]}"
    yield f"SEQUENCE:{int(entry.corrected)}"
    yield "TRANSP:TRANSPARENT"
    if is_rough(entry):
        yield f"X-DATELINE-PRECISION:{entry.precision}"
    yield "END:VEVENT"


def _where(entry: TimelineEntry) -> Iterator[str]:
    if entry.place:
        yield f"LOCATION:{_text(entry.place.name)}"
        if entry.place.lat is not None and entry.place.lon is not None:
            yield f"GEO:{entry.place.lat:.6f};{entry.place.lon:.6f}"


def _summary(entry: TimelineEntry) -> str:
    mark = "" if entry.mark == "reported" else MARKS[entry.mark][1].capitalize() + ": "
    rough = f" ({describe_days(entry)})" if is_rough(entry) else ""
    return mark + describe_line(entry, _SUMMARY).text + rough


def _description(entry: TimelineEntry, timeline: Timeline) -> Iterator[str]:
    """Lines: the sentence, its article, who says so, what is disputed or changed, and by what it is dated."""
    yield f"“{plain(entry.sentence.text)}”"
    yield describe_article(entry.sentence)
    yield from tell_facts(entry, timeline.clock)


def _text(*lines: str) -> str:
    return "\\n".join([_ESCAPED.sub(r"\\\g<0>", plain(line)) for line in lines])


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")


def _moment(moment: datetime) -> str:
    return re.sub("[-:]", "", moment.isoformat(timespec="seconds").removesuffix("+00:00")) + "Z"
