"""The days that an axis names: so many as have room, at the beginnings of weeks, months or years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .days import MONTHS

_ROOM = 66
"""Pixels between two names, at least."""
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
_MONTH_DAYS, _YEAR_DAYS = 30, 365
_MONDAY = 1
"""Ordinal of a Monday: weeks begin there."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with its name on the axis."""

    day: date
    label: str


def find_ticks(first: date, last: date, pixels: float) -> list[Tick]:
    """The named days of an axis from the first to the last day, that many pixels long."""
    per_day = pixels / ((last - first).days + 1)
    for step in _DAY_STEPS:
        if step * per_day >= _ROOM:
            return list(_days(first, last, step))
    for step in _MONTH_STEPS:
        if step * _MONTH_DAYS * per_day >= _ROOM:
            return list(_months(first, last, step))
    step = next(step for step in _YEAR_STEPS if step * _YEAR_DAYS * per_day >= _ROOM)
    return [
        Tick(date(year, 1, 1), str(year))
        for year in range(first.year, last.year + 1)
        if year % step == 0 and first <= date(year, 1, 1)
    ]


def _days(first: date, last: date, step: int) -> Iterator[Tick]:
    year = 0
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        if (ordinal - _MONDAY) % step == 0:
            day = date.fromordinal(ordinal)
            shown = f"{day.day} {MONTHS[day.month - 1][:3]}"
            yield Tick(day, shown if day.year == year else f"{shown} {day.year}")
            year = day.year


def _months(first: date, last: date, step: int) -> Iterator[Tick]:
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, step):
            day = date(year, month, 1)
            if first <= day <= last:
                yield Tick(day, f"{MONTHS[month - 1][:3]} {year}")
