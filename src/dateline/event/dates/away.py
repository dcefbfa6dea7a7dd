"""The days that lie a length of time from another: exactly, nearly, about, less or more than that."""

import re
from datetime import date, timedelta
from typing import Final

from dateline.event.dates.bounds import bounds_of, shifted, widened
from dateline.event.dates.interval import Interval, open_days
from dateline.event.times.values import cut

_LENGTH: Final = re.compile(r"P(T?)(\d+)([YMWDH])", re.ASCII)
_HOURS_A_DAY: Final = 24
_MORE: Final = frozenset({"more", "over", "least"})
_LESS: Final = frozenset({"less", "under", "fewer"})
_NEARLY: Final = frozenset({"nearly", "almost"})
_ABOUT: Final = frozenset("about around roughly approximately some".split())
# By how much a length falls short that is nearly there: nearly two weeks are some 11 to 14 days.
_SHORT_SHARE: Final = 0.2
_FEWEST_SHORT_DAYS: Final = 2


def days_away(day: date, length: str, way: int, words: set[str]) -> Interval | None:
    """The days that lie a length of time (``P2W``) after ``day`` (``way`` 1) or before it (-1).

    ``None`` where the length has no number, or more than one. Months and years are counted as "two years ago" is: all
    days of that month or year.

    Args:
        day: from which it is reckoned.
        length: as TIMEX3 writes it.
        way: after or before.
        words: of the length and before it, which may say that it is more, less or about that.
    """
    found, point = _LENGTH.fullmatch(length), shifted(day, length, way)
    if found is None or point is None or bool(found[1]) != (found[3] == "H"):
        return None
    if hedged := _hedged(day, point, way, words):
        return hedged
    if found[1]:
        whole = int(found[2]) // _HOURS_A_DAY
        return _from_to(point, day + timedelta(whole * way), "length in hours")
    value = cut(point, found[3])
    if found[3] in "DW":
        return Interval(value, point, point, "exact" if found[3] == "D" else "approx", "length")
    bounds = bounds_of(value)
    return Interval(value, *bounds, "approx", "length") if bounds else None


def _hedged(day: date, point: date, way: int, words: set[str]) -> Interval | None:
    distance = abs((day - point).days)
    if words & _MORE and not words & _LESS:
        if way < 0:
            return Interval(None, None, point, "before", "length, more than")
        return Interval(None, point, None, "after", "length, more than")
    if words & _LESS and not words & _MORE:
        return _from_to(point, day, "length, less than")
    if words & _NEARLY:
        short = max(_FEWEST_SHORT_DAYS, round(distance * _SHORT_SHARE))
        return _from_to(point, point - timedelta(short * way), "length, nearly")
    if words & (_ABOUT | _MORE):
        around = widened(point, open_days(distance))
        return Interval(None, *around, "approx", "length, about") if around else None
    return None


def _from_to(one: date, other: date, via: str) -> Interval:
    return Interval(None, min(one, other), max(one, other), "approx", via)
