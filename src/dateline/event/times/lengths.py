"""Readings of durations, of times so long before or after another, of sets, and of words like "now".

Source: TimeML annotation guidelines 1.2.1 (TIMEX3).
"""

from collections.abc import Callable, Mapping
from typing import Final

from dateline.event.times.grammar import Found
from dateline.event.times.parts import (
    SMALL_UNITS,
    Reading,
    Setting,
    count_of,
    iso,
    month_of_part,
    unit_of_part,
    value_of,
    weekday_of_part,
)
from dateline.event.times.values import cut, day_of, duration, moved
from dateline.event.times.words import OTHER

# Words after which a plural alone is a length: "for years", "in days".
_LENGTH_LEADS: Final = frozenset("for in within after over of took lasted spent just".split())
# Words after which "a year" is a rate: "$3 million a year", "twice a week".
_RATE_LEADS: Final = frozenset(
    "million billion trillion thousand hundred percent % cents cent dollars pounds euros yen times tons tonnes barrels"
    " people once twice hours days weeks months $ units".split()
)


def _read_age(_: Found, __: Setting) -> Reading | None:
    """An age is no time."""
    return None


def _read_length(found: Found, _: Setting) -> Reading | None:
    unit, count = unit_of_part(found), found.text("count")
    before = found.around(-1)
    if found.text("unit") in ("second", "quarter", "weekend") and count in ("a", "an", "another", ""):
        return None
    if found.text("unit") == "quarters" and found.around(1) == "of" and count_of(found):
        return None
    if count in ("a", "an") and (before in _RATE_LEADS or before[:1].isdecimal() or _is_plural(found)):
        return None
    # "A weeks-long siege".
    is_vague = count in ("a", "an") and found.text("unit").endswith("s") and found.around(2) == "long"
    return Reading("DURATION", duration(None if is_vague else count_of(found), unit))


def _is_plural(found: Found) -> bool:
    """Whether the word before is a plural, or a verb, which is rare."""
    before = found.around(-1)
    return before.endswith("s") and len(before) > 3 and found.words.codes[found.first - 1] == OTHER


def _read_lone_units(found: Found, _: Setting) -> Reading | None:
    if found.around(-1) not in _LENGTH_LEADS and found.around(1) not in ("after", "before"):
        return None
    return Reading("DURATION", duration(None, unit_of_part(found)))


def _read_shift(found: Found, setting: Setting) -> Reading | None:
    """Two weeks ago, a day later: reckoned from the day of publication, or from the date that the text named last."""
    way, unit = found.text("way"), unit_of_part(found) or "Y"
    count = count_of(found) if found.has("unit") else 1
    sign = -1 if way.endswith(("ago", "earlier")) else 1
    if unit in SMALL_UNITS:
        return Reading("DURATION", duration(count, unit))
    if count is None or count != int(count):
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "Y" and count == 1 and setting.quarter and sign < 0:
        return Reading("DATE", f"{int(setting.quarter[:4]) - 1:04}{setting.quarter[4:]}", setting.quarter)
    anchor = setting.latest if way.endswith(("earlier", "later")) else iso(setting.published)
    start = day_of(anchor) if anchor else None
    day = moved(start, sign * int(count), unit) if start else None
    return Reading("DATE", cut(day, unit) if day else None, anchor)


def _read_set_unit(found: Found, _: Setting) -> Reading | None:
    count = 2.0 if found.has("other") else count_of(found) if found.has("count") else 1.0
    return Reading("SET", duration(count, unit_of_part(found)))


def _read_set_weekday(found: Found, _: Setting) -> Reading | None:
    part = value_of(found.text("part"), "PART", "PARTS")
    return Reading("SET", f"XXXX-WXX-{weekday_of_part(found)}" + (f"T{part}" if part else ""))


def _read_set_month(found: Found, _: Setting) -> Reading | None:
    return Reading("SET", f"XXXX-{month_of_part(found):02}")


def _read_set_season(found: Found, _: Setting) -> Reading | None:
    return Reading("SET", f"XXXX-{value_of(found.text('season'), 'SEASON', 'SEASON_OR_WORD')}")


def _read_frequency(found: Found, _: Setting) -> Reading | None:
    return Reading("SET", value_of(found.text("word"), "FREQUENCY"))


def _read_reference(found: Found, _: Setting) -> Reading | None:
    if found.text("word") == "soon" and (found.around(-1) == "as" or found.around(1) in ("as", "after", "enough")):
        return None
    return Reading("DATE", value_of(found.text("word"), "REFERENCE"))


def _read_present(_: Found, __: Setting) -> Reading | None:
    return Reading("DATE", "PRESENT_REF")


def _read_past(_: Found, __: Setting) -> Reading | None:
    return Reading("DATE", "PAST_REF")


def _read_future(_: Found, __: Setting) -> Reading | None:
    return Reading("DATE", "FUTURE_REF")


LENGTH_READINGS: Final[Mapping[str, Callable[[Found, Setting], Reading | None]]] = {
    "age": _read_age,
    "length": _read_length,
    "lone_units": _read_lone_units,
    "shift": _read_shift,
    "set_unit": _read_set_unit,
    "set_weekday": _read_set_weekday,
    "set_month": _read_set_month,
    "set_season": _read_set_season,
    "frequency": _read_frequency,
    "reference": _read_reference,
    "present": _read_present,
    "past": _read_past,
    "future": _read_future,
}
