"""The values of time expressions, as TIMEX3 writes them, and the reckoning from one to another."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

_MONTHS_A_QUARTER: Final = 3
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_YEAR = re.compile(r"(\d{4})(?:-(?:SP|SU|FA|WI|H[12]))?\Z")

# How much farther a day to come is than a past one, by the time that the verb speaks of. Swept on the development half
# of TimeBank: a day soon to come is meant even beside a verb of the past ("was put off to Nov. 16").
_WEIGHTS_AHEAD: Final = {-1: 3.0, 0: 1.5, 1: 1 / 3}

# The seasons of the northern half of the world, by the month in which each begins.
_SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def day_of(value: str) -> date | None:
    """The first day of what a value of a DATE or TIME stands for."""
    if found := _DAY.match(value):
        return calendar_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WEEK.match(value):
        return _first_of_week(int(found[1]), int(found[2]))
    if found := _QUARTER.match(value):
        return calendar_day(int(found[1]), int(found[2]) * _MONTHS_A_QUARTER - 2, 1)
    if found := _MONTH.match(value):
        return calendar_day(int(found[1]), int(found[2]), 1)
    if found := _YEAR.match(value):
        return calendar_day(int(found[1]), 1, 1)
    return None


def _first_of_week(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def unit_of(value: str) -> str | None:
    """The unit that a value is cut to: D, W, Q, M or Y."""
    shapes = (("D", _DAY), ("W", _WEEK), ("Q", _QUARTER), ("M", _MONTH), ("Y", _YEAR))
    return next((unit for unit, shape in shapes if shape.match(value)), None)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def cut(day: date, unit: str) -> str:
    """The day, week, weekend, month, quarter, year, decade or century that ``day`` lies in."""
    year = f"{day.year:04}"
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "WE":
            week = day.isocalendar()
            return f"{week.year:04}-W{week.week:02}" + ("-WE" if unit == "WE" else "")
        case "M":
            return f"{year}-{day.month:02}"
        case "Q":
            return f"{year}-Q{(day.month - 1) // _MONTHS_A_QUARTER + 1}"
        case "10Y":
            return year[:3]
        case "100Y":
            return year[:2]
    return year


def moved(day: date, number: int, unit: str) -> date | None:
    """The day so many units later, or earlier; at the end of a shorter month the last day of it."""
    try:
        match unit:
            case "D":
                return day + timedelta(number)
            case "W" | "WE":
                return day + timedelta(7 * number)
            case "2W":
                return day + timedelta(14 * number)
            case "M":
                return _moved_months(day, number)
            case "Q":
                return _moved_months(day, _MONTHS_A_QUARTER * number)
            case "Y" | "10Y" | "100Y":
                return _moved_months(day, 12 * number * (int(unit[:-1]) if unit != "Y" else 1))
    except (ValueError, OverflowError):
        return None
    return None


def _moved_months(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def season_of(day: date, season: str, direction: int) -> str:
    """The season of that name nearest to ``day``: the one begun (-1), to come (1), or of the same year (0)."""
    begun = (day.month, day.day) >= (_SEASON_MONTHS[season], 1)
    year = day.year
    if direction < 0 and not begun:
        year -= 1
    if direction > 0 and begun:
        year += 1
    return f"{year:04}-{season}"


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second … such weekday (1 = Monday) of a month; -1 is the last."""
    if number < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (number - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar. Source: Meeus, Astronomical Algorithms, chapter 8."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def duration(number: float | None, unit: str) -> str:
    """A length of time; ``None`` is a number that nobody gave: ``PXD``."""
    time = "T" if unit.startswith("T") else ""
    unit = unit.removeprefix("T")
    scale = int(unit[:-1]) if unit[:-1].isdecimal() else 1
    letter = unit if unit == "WE" else unit[-1]
    if number is None:
        return f"P{time}X{letter}" if scale == 1 or letter == "W" else f"PX{'DE' if scale == 10 else 'CE'}"
    number *= scale
    if number == int(number):
        return f"P{time}{int(number)}{letter}"
    return f"P{time}{_with_half(number, time + letter)}"


def _with_half(number: float, unit: str) -> str:
    """A half is written in the next smaller unit: two and a half years are ``2Y6M``."""
    halves = {"Y": "6M", "TH": "30M", "TM": "30S"}
    letter = unit.removeprefix("T")
    if number % 1 != 0.5 or unit not in halves:
        return f"{number:g}{letter}"
    return (f"{int(number)}{letter}" if number > 1 else "") + halves[unit]


def nearest(days: Iterable[date | None], published: date, direction: int) -> date | None:
    """The nearest of the days, where those on the side that the verb does not speak of count as farther."""

    def distance(day: date) -> float:
        days = (day - published).days
        return abs(days) * (_WEIGHTS_AHEAD[direction] if days > 0 else 1)

    return min((day for day in days if day), key=distance, default=None)
