"""Readings of weeks, months, quarters, seasons, years and longer times of the calendar.

Source: TimeML annotation guidelines 1.2.1 (TIMEX3).
"""

from collections.abc import Callable, Mapping
from typing import Final

from dateline.event.times.grammar import Found
from dateline.event.times.parts import (
    FROM_LATEST,
    SMALL_UNITS,
    Reading,
    Setting,
    iso,
    month_of_part,
    number_of,
    unit_of_part,
    value_of,
    way_of,
    year_of_part,
)
from dateline.event.times.values import (
    calendar_day,
    cut,
    day_of,
    duration,
    moved,
    nearest,
    season_of,
    unit_of,
)

# Words after which a name that is also a word or a first name ("May", "April") is the month.
_MONTH_LEADS: Final = frozenset(
    "in last next this since until till by of from during early late mid to through before after and or between for"
    " - every".split()
)
# Words after which a figure of four digits is a year, whatever follows.
_YEAR_LEADS: Final = frozenset(
    "in since until till by of from during early late mid to through before after between the for year".split()
)
# Words after which a figure of four digits is none.
_NO_YEAR_LEADS: Final = frozenset("$ £ € # + no nos number page room flight route highway about than some".split())
# Figures that are a year without such a word, and the one that is more often a number.
_FIRST_PLAIN_YEAR: Final = 1900
_LAST_PLAIN_YEAR: Final = 2050
_ROUND_YEAR: Final = 2000
# What makes a year or a century one that values have no form for here.
_BEFORE_CHRIST: Final = frozenset({"bc", "bce"})
# Words in -s after a year that are no plural.
_VERBS_IN_S: Final = frozenset({"was", "is", "has", "as", "this", "its", "his", "does", "us", "less"})
# Words after which a season that is also a verb, or has other meanings, is a season.
_SEASON_LEADS: Final = frozenset("in the by since during until till this last next each".split())


def _read_month(found: Found, setting: Setting) -> Reading | None:
    month, year, published = month_of_part(found), year_of_part(found), setting.published
    if year:
        return Reading("DATE", f"{year:04}-{month:02}")
    if found.parts["month"][0] == found.first and found.around(-1) not in _MONTH_LEADS and _is_word(found):
        return None
    if published is None:
        return Reading("DATE", None)
    way = way_of(found.text("deictic"))
    if found.around(0) == "year":
        year = published.year + way
    elif way:
        year = published.year + (way if (month - published.month) * way <= 0 else 0)
    elif setting.direction < 0:
        year = published.year - (month > published.month)
    else:
        firsts = (calendar_day(published.year + i, month, 1) for i in (-1, 0, 1))
        first = nearest(firsts, published.replace(day=1), setting.direction)
        year = first.year if first else published.year
    return Reading("DATE", f"{year:04}-{month:02}", iso(published))


def _is_word(found: Found) -> bool:
    """Whether the name of a month is also a word or a first name, or lacks the full stop of an abbreviation."""
    return value_of(found.text("month"), "MONTH_OR_WORD", "SHORT_MONTH") is not None


def _read_ended_quarter(found: Found, setting: Setting) -> Reading | None:
    """The quarter ended Sept. 30 is the third."""
    if setting.published is None:
        return Reading("DATE", None)
    month, published = month_of_part(found), setting.published
    ends = nearest((calendar_day(published.year + i, month, 1) for i in (-1, 0, 1)), published, -1)
    return Reading("DATE", cut(ends, "Q") if ends else None, iso(published))


def _read_ended_year(_: Found, __: Setting) -> Reading | None:
    """The year ended March 31 is a length."""
    return Reading("DURATION", "P1Y")


def _read_quarter(found: Found, setting: Setting) -> Reading | None:
    order = int(number_of(found.text("order")) or 0)
    letter, most = ("H", 2) if found.text("part") == "half" else ("Q", 4)
    year, published = year_of_part(found), setting.published
    if not 1 <= order <= most:
        return None
    # Alone, a half is of a match as often as of a year.
    if letter == "H" and not year and found.around(0) != "year" and not found.has("deictic"):
        return None
    if year:
        return Reading("DATE", f"{year:04}-{letter}{order}")
    if published is None:
        return Reading("DATE", None)
    if found.has("deictic"):
        year = published.year + way_of(found.text("deictic"))
    else:
        ends = (calendar_day(published.year + i, order * 12 // most, 1) for i in (-1, 0, 1))
        first = nearest(ends, published, setting.direction or -1)
        year = (first or published).year - found.has("ago")
    return Reading("DATE", f"{year:04}-{letter}{order}", iso(published))


def _quarter_spoken_of(setting: Setting) -> str | None:
    """The quarter that the text named last, or else the one that is over: on that the news reports."""
    if setting.quarter or setting.published is None:
        return setting.quarter
    ended = moved(setting.published, -1, "Q")
    return cut(ended, "Q") if ended else None


def _read_same_quarter(found: Found, setting: Setting) -> Reading | None:
    """The quarter of another year that the text compares with the one it spoke of."""
    latest, year = _quarter_spoken_of(setting), year_of_part(found)
    if latest is None or (setting.quarter is None and found.around(0) != "quarter"):
        return Reading("DATE", str(year) if year else None)
    value = f"{year or int(latest[:4]) - 1:04}{latest[4:]}"
    return Reading("DATE", value, None if year else latest)


def _read_season(found: Found, setting: Setting) -> Reading | None:
    season, year = value_of(found.text("season"), "SEASON", "SEASON_OR_WORD") or "", year_of_part(found)
    if year:
        return Reading("DATE", f"{year:04}-{season}")
    place = found.parts["season"][0]
    is_sure = found.has("deictic") or found.text("season") != "fall" or found.around(-1) in ("in", "by", "until")
    if (place == found.first and found.around(-1) not in _SEASON_LEADS) or not is_sure:
        return None
    if setting.published is None:
        return Reading("DATE", None)
    way = way_of(found.text("deictic"))
    return Reading("DATE", season_of(setting.published, season, way), iso(setting.published))


def _read_year(found: Found, setting: Setting) -> Reading | None:
    year = year_of_part(found) or 0
    before, after = found.around(-1), found.around(1)
    if after in _BEFORE_CHRIST:
        return Reading("DATE", None)
    is_to_come = setting.published is not None and year > setting.published.year
    # "A poll of 2047 registered voters" is of no year to come.
    is_of_many = is_to_come and before == "of" and (_counts(after) or _counts(found.around(2)))
    is_number = is_of_many or (before == "." and found.around(-2) in ("no", "nos"))
    if is_number or before in _NO_YEAR_LEADS or after in ("%", "percent"):
        return None
    stands_alone = found.parts["year"][0] == found.first
    if stands_alone and before not in _YEAR_LEADS and not _is_plain_year(found, year):
        return None
    return Reading("DATE", f"{year:04}")


def _is_plain_year(found: Found, year: int) -> bool:
    """Whether figures that nothing leads up to are a year rather than a number of things."""
    counts = _counts(found.around(1))
    is_named = not found.text("year").startswith("two")  # "two thousand men"
    return is_named and not counts and _FIRST_PLAIN_YEAR < year <= _LAST_PLAIN_YEAR and year != _ROUND_YEAR


def _counts(word: str) -> bool:
    """Whether a word behind figures is a plural, of which they say how many."""
    return word.isalpha() and word.endswith("s") and not word.endswith("ss") and word not in _VERBS_IN_S


def _read_year_end(_: Found, setting: Setting) -> Reading | None:
    return Reading("DATE", f"{setting.published.year:04}" if setting.published else None, iso(setting.published))


def _read_decade(found: Found, _: Setting) -> Reading | None:
    words = found.text("decade")
    named = value_of(words, "DECADE_WORD")
    if named:
        return Reading("DATE", f"19{named}")
    digits = words[:-2]
    if len(digits) == 3:
        return Reading("DATE", digits)
    if not ({"the", "'", "’"} & set(found.words.texts[found.first : found.end])):
        return None
    return Reading("DATE", ("20" if digits in "01" else "19") + digits)


def _read_century(found: Found, _: Setting) -> Reading | None:
    if found.around(1) in _BEFORE_CHRIST:
        return Reading("DATE", None)
    return Reading("DATE", f"{int(number_of(found.text('order')) or 1) - 1:02}")


def _read_period(found: Found, setting: Setting) -> Reading | None:
    """Last week, this month, the next day, the same year, the end of the year."""
    unit, deictic = unit_of_part(found), found.text("deictic")
    words = deictic.split()
    if unit in SMALL_UNITS or words[-1] == "new":
        return None
    if deictic == "the":
        return _read_the(found, setting, unit)
    if words[-1] == "past" and words[0] != "this":
        return Reading("DURATION", duration(1, unit))
    if unit == "Q" and words[-1] in ("latest", "that", "same"):
        return _reckoned_quarter(setting)
    is_from_latest = words[-1] in FROM_LATEST or (deictic == "the next" and unit == "D")
    anchor = setting.latest if is_from_latest else iso(setting.published)
    start = day_of(anchor) if anchor else None
    if anchor is None or start is None or not (way_of(deictic) or _is_within(anchor, unit)):
        return Reading("DATE", None, anchor)
    day = moved(start, way_of(deictic), unit)
    return Reading("DATE", cut(day, unit) if day else None, anchor)


def _reckoned_quarter(setting: Setting) -> Reading:
    return Reading("DATE", _quarter_spoken_of(setting), setting.quarter or iso(setting.published))


def _is_within(value: str, unit: str) -> bool:
    """Whether a value is exact enough to name the unit that it lies in."""
    order = "DWMQY"
    own = unit_of(value)
    return own is not None and order.find(own) <= order.find("W" if unit == "WE" else unit[-1])


def _read_the(found: Found, setting: Setting, unit: str) -> Reading | None:
    """The week, the quarter, the weekend; the end of the year."""
    if unit == "D" and found.around(1) in ("after", "before"):
        return Reading("DATE", None)
    has_edge = found.words.texts[found.first] != "the" or found.end - found.first > 2
    if not has_edge and unit not in ("W", "WE", "Q"):
        return None
    if unit == "Q":
        return _reckoned_quarter(setting)
    if setting.published is None or (unit == "W" and found.around(1) in ("of", "ended", "ending")):
        return Reading("DATE", None)
    start = setting.published
    # On a day of work the weekend is the last one, unless the verb says otherwise.
    if unit == "WE" and start.isoweekday() < 6 and setting.direction <= 0:
        start = moved(start, -1, "W") or start
    return Reading("DATE", cut(start, unit), iso(setting.published))


PERIOD_READINGS: Final[Mapping[str, Callable[[Found, Setting], Reading | None]]] = {
    "month": _read_month,
    "quarter": _read_quarter,
    "ended_quarter": _read_ended_quarter,
    "ended_year": _read_ended_year,
    "same_quarter": _read_same_quarter,
    "season": _read_season,
    "year": _read_year,
    "year_end": _read_year_end,
    "decade": _read_decade,
    "century": _read_century,
    "period": _read_period,
}
