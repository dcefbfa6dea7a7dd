"""Readings of days and of times of day.

Source: TimeML annotation guidelines 1.2.1 (TIMEX3).
"""

from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from dateline.event.times.grammar import Found
from dateline.event.times.parts import (
    FROM_LATEST,
    Reading,
    Setting,
    iso,
    month_of_part,
    number_of,
    value_of,
    way_of,
    weekday_of_part,
    year_of_part,
)
from dateline.event.times.values import (
    calendar_day,
    cut,
    day_of,
    easter,
    moved,
    nearest,
    nth_weekday,
    unit_of,
)

# Words after which figures like "5:15" are a time of day, not a score.
_CLOCK_LEADS: Final = frozenset("at around about by until till from since before after to".split())
# Years of two figures from here on are of the last century.
_FIRST_SHORT_YEAR: Final = 50
# Words that make the name of a weekday that of a day of the year or of history: Good Friday, Bloody Sunday.
_NAMED_WEEKDAYS: Final = frozenset("good black bloody holy super palm ash fat cyber shrove maundy giving".split())


def _named_day(found: Found, setting: Setting) -> date | None:
    """The day that month, number and perhaps year name."""
    month, number, year = month_of_part(found), _number_of_day(found), year_of_part(found)
    if year:
        return calendar_day(year, month, number)
    if setting.published is None:
        return None
    near = setting.published.year
    return nearest((calendar_day(near + i, month, number) for i in (-1, 0, 1)), setting.published, setting.direction)


def _read_day(found: Found, setting: Setting) -> Reading | None:
    day = _named_day(found, setting)
    stands_alone = year_of_part(found) is not None
    # A leap day: there is one every four years.
    if day is None and (stands_alone or calendar_day(2000, month_of_part(found), _number_of_day(found)) is None):
        return None
    return Reading("DATE", iso(day), None if stands_alone else iso(setting.published))


def _number_of_day(found: Found) -> int:
    return int(number_of(found.text("day")) or 0)


def _read_iso(found: Found, _: Setting) -> Reading | None:
    day = day_of(found.text("day"))
    return Reading("DATE", iso(day)) if day else None


def _read_slashed(found: Found, _: Setting) -> Reading | None:
    """The order of day and month is known only where one is over twelve, or both are the same."""
    first, second, year = (int(part) for part in found.text("day").split("/"))
    if year < 100:
        year += 1900 if year >= _FIRST_SHORT_YEAR else 2000
    days = {calendar_day(year, first, second), calendar_day(year, second, first)} - {None}
    if not days:
        return None
    return Reading("DATE", iso(days.pop()) if len(days) == 1 else None)


def _weekday(found: Found, setting: Setting) -> tuple[date | None, date | None]:
    """The day that the name of a weekday means, and the day from which that is reckoned."""
    words = found.text("deictic").split()
    way = way_of(found.text("deictic"))
    start = setting.published
    if words == ["following"]:
        # "Following Monday's vote": after it, and not the Monday after another day.
        way = 0
    elif words and words[-1] in FROM_LATEST and setting.latest:
        # Nobody can tell which Friday "that Friday" is after no more than a month or a year.
        start = day_of(setting.latest) if unit_of(setting.latest) in ("D", "W") else None
    if start is None:
        return None, None
    number = weekday_of_part(found)
    if (way or setting.direction) > 0:
        distance = (number - start.isoweekday()) % 7
    else:
        distance = -((start.isoweekday() - number) % 7)
    return moved(start, 7 * way if way and not distance else distance, "D"), start


def _read_weekday(found: Found, setting: Setting) -> Reading | None:
    if found.around(-1) in _NAMED_WEEKDAYS:
        return None
    day, start = _weekday(found, setting)
    return Reading("DATE", iso(day), iso(start))


def _read_weekday_of_week(found: Found, setting: Setting) -> Reading | None:
    """Friday next week."""
    if setting.published is None:
        return Reading("DATE", None)
    week = moved(setting.published, way_of(found.text("deictic")), "W")
    day = moved(week, weekday_of_part(found) - week.isoweekday(), "D") if week else None
    return Reading("DATE", iso(day), iso(setting.published))


def _near_day(found: Found, setting: Setting) -> date | None:
    """Yesterday, today, tomorrow; the day before or after that."""
    offset = int(value_of(found.text("near"), "NEARBY_DAY") or 0)
    offset += {"before": -1, "after": 1}.get(found.text("way"), 0)
    return moved(setting.published, offset, "D") if setting.published else None


def _read_near_day(found: Found, setting: Setting) -> Reading | None:
    return Reading("DATE", iso(_near_day(found, setting)), iso(setting.published))


def _read_holiday(found: Found, setting: Setting) -> Reading | None:
    rule, published = value_of(found.text("name"), "HOLIDAY", "NAMED_DAY") or "", setting.published
    year = year_of_part(found)
    if year is None and published is None:
        return Reading("DATE", None)
    near = year or (published.year if published else 0)
    days = [_holiday(rule, near + i) for i in ((0,) if year else (-1, 0, 1))]
    direction = way_of(found.text("deictic")) or setting.direction
    day = nearest(days, published, direction) if published else days[0]
    if day and found.text("of_day") == "eve":
        day = moved(day, -1, "D")
    value = cut(day, "W") if day and found.text("of_day") == "week" else iso(day)
    return Reading("DATE", value, None if year else iso(published))


def _holiday(rule: str, year: int) -> date | None:
    """The day of a year by a rule of the lexicon: month-day, month/weekday/number, or Easter."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if rule == "easter":
        return easter(year)
    if "/" in rule:
        month, weekday, number = (int(part) for part in rule.split("/"))
        return nth_weekday(year, month, weekday, number)
    month, number = (int(part) for part in rule.split("-"))
    return date(year, month, number)


def _day_with_part(found: Found, setting: Setting) -> tuple[date | None, date | None]:
    if found.has("weekday"):
        return _weekday(found, setting)
    if found.has("near"):
        return _near_day(found, setting), setting.published
    if found.has("month"):
        return _named_day(found, setting), None if year_of_part(found) else setting.published
    latest = setting.latest and unit_of(setting.latest) == "D" and day_of(setting.latest)
    start = latest or setting.published
    return start, start


def _read_part(found: Found, setting: Setting) -> Reading | None:
    day, start = _day_with_part(found, setting)
    part = value_of(found.text("part"), "PART")
    return Reading("TIME", f"{day}T{part}" if day else None, iso(start))


def _read_tonight(_: Found, setting: Setting) -> Reading | None:
    return Reading("TIME", f"{setting.published}TNI" if setting.published else None, iso(setting.published))


def _read_deictic_part(found: Found, setting: Setting) -> Reading | None:
    """This morning and last night are reckoned from the day of publication, that morning from the day before."""
    deictic = found.text("deictic")
    if not deictic and found.around(-1) not in ("in", "during"):
        return None
    way, part = way_of(deictic), value_of(found.text("part"), "PART")
    start = setting.published
    if deictic not in ("this", "last") and setting.latest:
        start = day_of(setting.latest)
    day = moved(start, way, "D") if start else None
    return Reading("TIME", f"{day}T{part}" if day else None, iso(start))


def _read_clock(found: Found, setting: Setting) -> Reading | None:
    day, start = _day_with_part(found, setting)
    hour, zone = found.text("hour"), found.text("zone")
    clock = value_of(hour, "CLOCK_WORD") or _clock(hour, found.text("half"))
    if clock is None:
        return None
    # Nobody says which half of the day "5:15" is of; a clock of 24 hours writes it "05:15".
    is_known = found.has("half") or zone or clock > "13" or hour.startswith("0") or not hour[0].isdecimal()
    value = f"{day}T{clock}{value_of(zone, 'ZONE') or ''}" if day and is_known else None
    return Reading("TIME", value, iso(start))


def _clock(hour: str, half: str) -> str | None:
    """The time of day on a clock of 24 hours."""
    if len(hour) == 4 and hour.isdecimal():
        hour = f"{hour[:2]}:{hour[2:]}"
    hours, _, minutes = hour.replace(".", ":").partition(":")
    number, offset = int(hours), value_of(half, "AMPM")
    if offset:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + int(offset)
    return f"{number:02}:{minutes or '00'}" if number <= 24 and int(minutes or 0) < 60 else None


def _read_bare_clock(found: Found, setting: Setting) -> Reading | None:
    return _read_clock(found, setting) if found.around(-1) in _CLOCK_LEADS else None


DAY_READINGS: Final[Mapping[str, Callable[[Found, Setting], Reading | None]]] = {
    "day": _read_day,
    "iso": _read_iso,
    "slashed": _read_slashed,
    "weekday": _read_weekday,
    "near_day": _read_near_day,
    "holiday": _read_holiday,
    "weekday_of_week": _read_weekday_of_week,
    "tonight": _read_tonight,
    "near_part": _read_part,
    "weekday_part": _read_part,
    "deictic_part": _read_deictic_part,
    "clock": _read_clock,
    "bare_clock": _read_bare_clock,
}
