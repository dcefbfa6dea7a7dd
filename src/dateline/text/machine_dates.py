"""Dates as machines write them: in metadata and in addresses."""

import re
from datetime import UTC, date, datetime

from dateline.text.clock import clock_after, read_offset
from dateline.text.dates import FIRST_YEAR, LAST_YEAR, StatedDate, find_dates
from dateline.text.months import month_of

# Seconds since 1970 that are a time and not the number of something: 1990 to May 2033. What lies above
# looks like ten figures that begin with a year.
_FIRST_EPOCH = 631_152_000
_LAST_EPOCH = 2_000_000_000

# The longest date of a machine: "Wed Sep 05 2024 10:00:00 GMT+0200 (Central European Summer Time)".
_LONGEST_VALUE = 90
# An address may be of any length; its date stands early.
_LONGEST_URL = 2_000

_ISO_DATE = re.compile(
    r"\s{0,4}(?:[^\W\d_]{2,12}[.,]{0,2}\s)?(?P<year>\d{4})(?P<mark>[\-/.])(?P<month>\d{1,2})"
    r"(?:(?P=mark)(?P<day>\d{1,2}))?(?!\d)"
)
_FIGURES = re.compile(
    r"\s{0,4}(?P<year>\d{4})(?:(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[T\s]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+\-]\d\d:?\d\d)?)?)?\s{0,4}\Z"
)
_EPOCH = re.compile(r"\s{0,4}(?P<seconds>\d{9,10})(?:\.\d{1,9}|\d{3})?\s{0,4}\Z")
# The year at the end: "Fri Jan 05 10:00:00 CET 2024".
_YEAR_AT_END = re.compile(
    r"(?P<name>[^\W\d_]{3,12})\s{1,2}(?P<day>\d{1,2})\s(?P<time>\d\d:\d\d:\d\d)\s(?P<zone>[A-Z]{1,5}|[+\-]\d{4})\s"
    r"(?P<year>\d{4})\b"
)

_URL_YEAR = r"(?<![0-9a-z])(?P<year>199\d|20\d\d)"
_URL_DAY = re.compile(rf"{_URL_YEAR}(?P<mark>[/\-_.])(?P<month>\d{{1,2}}|[a-z]{{3,9}})[/\-_.]?(?P<day>\d{{1,2}})(?!\d)")
_URL_FIGURES = re.compile(rf"{_URL_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_URL_MONTH = re.compile(r"/(?P<year>199\d|20\d\d)[/\-](?P<month>\d{1,2}|[a-z]{3,9})(?![0-9a-z])")


def read_machine_date(value: str, *, language: str | None = None) -> StatedDate | None:
    """The date in a value of metadata: ISO 8601 and what passes for it, RFC 2822, Unix time, or words.

    Source: ISO 8601; RFC 2822 section 3.3.
    """
    value = value[:_LONGEST_VALUE]
    found = _ISO_DATE.match(value)
    if found:
        return _read_iso(value, found)
    found = _FIGURES.match(value)
    stated = _read_figures(found) if found else None
    if stated:
        return stated
    found = _EPOCH.match(value)
    if found:
        return _read_epoch(found)
    found = _YEAR_AT_END.search(value)
    if found:
        in_order = f"{found['day']} {found['name']} {found['year']} {found['time']} {found['zone']}"
        stated = next(iter(find_dates(in_order, language=language)), None)
        return stated and StatedDate(stated.value, stated.precision, found.start(), found.end())
    return next(iter(find_dates(value, language=language)), None)


def _read_iso(value: str, found: re.Match[str]) -> StatedDate | None:
    stated = _calendar_date(found["year"], found["month"], found["day"], found.start("year"), found.end())
    clock = clock_after(value, found.end()) if stated and found["day"] else None
    if stated is None or clock is None:
        return stated
    return StatedDate(f"{stated.value}T{clock.value}", clock.precision, stated.start, clock.end)


def _read_figures(found: re.Match[str]) -> StatedDate | None:
    """20240105, 20240105T064110Z, 2024."""
    stated = _calendar_date(found["year"], found["month"], found["day"], found.start("year"), found.end("year"))
    if stated is None or found["month"] is None:
        return stated
    end = max(found.end(group) for group in ("day", "minute", "second", "zone"))
    if found["hour"] is None or found["hour"] > "23" or found["minute"] > "59" or (found["second"] or "") > "59":
        return StatedDate(stated.value, "day", stated.start, found.end("day"))
    zone = found["zone"] or ""
    offset = "+00:00" if zone == "Z" else read_offset(zone) if zone else ""
    clock = f"{found['hour']}:{found['minute']}" + (f":{found['second']}" if found["second"] else "")
    return StatedDate(f"{stated.value}T{clock}{offset}", "second" if found["second"] else "minute", stated.start, end)


def _read_epoch(found: re.Match[str]) -> StatedDate | None:
    seconds = int(found["seconds"])
    if not _FIRST_EPOCH <= seconds <= _LAST_EPOCH:
        return None
    value = datetime.fromtimestamp(seconds, UTC).isoformat()
    return StatedDate(value, "second", found.start("seconds"), found.end())


def _calendar_date(year: str, month: str | None, day: str | None, start: int, end: int) -> StatedDate | None:
    """The date cut to what is there, or ``None`` where the calendar, or the web, has no such day."""
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return None
    if month is None:
        return StatedDate(f"{first:%Y}", "year", start, end)
    return (
        StatedDate(f"{first:%Y-%m}", "month", start, end) if day is None else StatedDate(f"{first}", "day", start, end)
    )


def read_url_date(url: str) -> StatedDate | None:
    """The day, or else the month, in the path of an address: /2024/03/12/, /2024/mar/12/, /20240312/."""
    path = url[:_LONGEST_URL].lower()
    if "20" not in path and "199" not in path:
        return None
    scheme = path.find("://")
    begin = path.find("/", scheme + 3) if scheme >= 0 else 0
    end = min((i for i in (path.find("?"), path.find("#")) if i >= 0), default=len(path))
    if begin < 0:
        return None
    for pattern in (_URL_DAY, _URL_FIGURES, _URL_MONTH):
        for found in pattern.finditer(path, begin, end):
            stated = _read_url_match(found)
            if stated:
                return stated
    return None


def _read_url_match(found: re.Match[str]) -> StatedDate | None:
    parts = found.groupdict()
    month = parts["month"]
    if not month.isdigit():
        named = month_of(month, language="en")
        if named is None:
            return None
        month = str(named)
    return _calendar_date(parts["year"], month, parts.get("day"), found.start("year"), found.end())
