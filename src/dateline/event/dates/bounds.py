"""The first and the last day of what a TIMEX3 value stands for.

Source: TimeML annotation guidelines 1.2.1 (TIMEX3).
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from dateline.event.times.values import calendar_day, day_of, moved, unit_of

_WEEKEND: Final = "-WE"
_DECADE = re.compile(r"(\d{3})X?\Z", re.ASCII)
_CENTURY = re.compile(r"(\d{2})\Z", re.ASCII)
_PART_OF_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI|H1|H2)\Z", re.ASCII)
_LENGTH = re.compile(r"P(T?)(\d+)([YMWDH])", re.ASCII)
# The first month of a season or half of a year, and how many months it has; winter runs into the next year.
_MONTHS: Final = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6)}
_MONTHS_OF_UNIT: Final = {"M": 1, "Q": 3, "Y": 12}
_HOURS_A_DAY: Final = 24


def bounds_of(value: str) -> tuple[date, date] | None:
    """The first and the last day of a day, week, month, quarter, season, year, decade or century."""
    if found := _PART_OF_YEAR.match(value):
        month, number = _MONTHS[found[2]]
        return _months(calendar_day(int(found[1]), month, 1), number)
    if found := _DECADE.match(value):
        return _years(int(found[1]) * 10, 10)
    if found := _CENTURY.match(value):
        return _years(int(found[1]) * 100, 100)
    first, unit = day_of(value), unit_of(value)
    if first is None or unit is None:
        return None
    if unit == "D":
        return first, first
    if unit == "W":
        sunday = moved(first, 6, "D")
        saturday = moved(first, 5, "D")
        if sunday is None or saturday is None:
            return None
        return (saturday if value.endswith(_WEEKEND) else first), sunday
    return _months(first, _MONTHS_OF_UNIT[unit])


def _years(year: int, number: int) -> tuple[date, date] | None:
    first, last = calendar_day(year, 1, 1), calendar_day(year + number - 1, 12, 31)
    return (first, last) if first and last else None


def _months(first: date | None, number: int) -> tuple[date, date] | None:
    last = moved(first, number - 1, "M") if first else None
    if first is None or last is None:
        return None
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def shifted(day: date, value: str, way: int) -> date | None:
    """The day that lies a length of time (``P2W``) after ``day`` (``way`` 1) or before it (-1).

    ``None`` where the length has no number ("weeks"), or leaves the calendar.
    """
    found = _LENGTH.match(value)
    if found is None:
        return None
    number = int(found[2])
    if found[1]:
        if found[3] != "H":
            return day
        return moved(day, -(-number // _HOURS_A_DAY) * way, "D")
    return moved(day, number * way, found[3]) if found[3] != "H" else None


def widened(day: date, days: int) -> tuple[date, date] | None:
    """So many days on either side of a day."""
    try:
        return day - timedelta(days), day + timedelta(days)
    except OverflowError:
        return None
