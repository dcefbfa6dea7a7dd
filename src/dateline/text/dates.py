"""Dates as people write them, in the languages of the news.

A date needs its year. Nothing is filled in: a date without a day has the precision of a month, a time without
seconds that of a minute, and an offset stands only where one is written. Where the order of day and month
cannot be known ("05/04/2024" on a page of unknown language), there is no date.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from dateline.text.clock import clock_after, clock_before
from dateline.text.months import from_persian, month_of, persian_month_of
from dateline.types import Precision

# Pages are not older than the web, and no page is from the next century.
FIRST_YEAR = 1990
LAST_YEAR = 2099

# A calendar or an archive list states hundreds of dates and none of them matters.
MOST_DATES = 50
# Years are looked at one by one; a paragraph of years that belong to no date must end as well.
MOST_YEARS = 400

# A year of two figures ("05.01.24") is read in a line no longer than this, where it stands for itself;
# elsewhere it is a version or a time. Languages that write the year first would mean another day by it.
_SHORT_LINE = 120
_YEAR_FIRST_LANGUAGES = frozenset({"hu", "ja", "ko", "lt", "mn", "zh"})
_LAST_SHORT_YEAR = 49

# Thailand counts from the year in which the Buddha died.
_BUDDHIST_ERA = 543
# Solar Hijri years that fall into the time of the web.
_FIRST_PERSIAN_YEAR = 1369
_LAST_PERSIAN_YEAR = 1478

# Where English is written with the month first; elsewhere the day leads.
_MONTH_FIRST_REGIONS = frozenset({"us", "ph"})

# How far from its year a date may begin and end: "5th of September, " and " жылғы 5 қыркүйек".
_REACH = 40
# The same for a month alone: "setiembre de ".
_NEAR = 20


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as stated, with the interval of characters that states it.

    ``value`` is ISO 8601 cut to the precision: ``2024``, ``2024-01``, ``2024-01-05``, ``2024-01-05T06:41``.
    """

    value: str
    precision: Precision
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What the language tag of a text says about its dates."""

    language: str | None
    month_first: bool | None
    """Whether "05/04" is the fourth of May; ``None`` where nobody can know."""


# The first two figures of a year in the digits of each script; a text without them has no year.
_YEAR_STARTS = ("20", "199")
_FOREIGN_YEAR_STARTS = (
    *("25", "26", "٢٠", "۲۰", "۱۳", "۱۴", "२०", "২০", "੨੦", "૨૦", "୨୦"),
    *("௨௦", "౨౦", "೨೦", "൨൦", "๒๕", "໒໐", "၂၀", "២០", "２０"),
)

# Written so that the search may skip to the next figure; three times as fast as asking what stands before it.
# Where a page runs two elements together, a day or a clock may follow at once: "5 May 202406:41".
_YEAR = re.compile(r"[\d]\d{3}(?<!\d\d{4})(?!\d(?!\d?[.:]))")
# A name that is glued to the word before it: "EditorialNovember".
_INNER_CAPITAL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_SHORT_YEAR = re.compile(r"(?<![\d.])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)(?![\d.])")
_FIGURE = re.compile(r"\d")

# A letter, or a mark that belongs to one: all that is no figure, no space and no punctuation. The micro sign
# is not listed: without regard to case it is a Greek letter.
_LETTER = r"[^\d\s!-/:-@\[-`{-~\u00a1-\u00b4\u00b6-\u00bf\u060c\u061b\u0964\u200e-\u206f\u3000-\u303f\uff01-\uff20]"
_WORD_START = rf"(?<!{_LETTER})"
# Some names are two words, and Thai abbreviations have a dot inside.
_NAME = rf"{_LETTER}{{1,20}}(?:[. ]{_LETTER}{{1,20}})?"
_DAY = r"(?:(?<!\d)|(?<=19\d\d|20\d\d))(?P<day>\d{1,2})"
_DAY_MARK = rf"(?:(?:st|nd|rd|th|er|re|ste|de|[ºª°])(?!{_LETTER}))?"
_GAP = r"[\s.,\-–/'’\u200e\u200f]"
_OF = r"(?:(?:de|del|di|of|den|d)[\s'’]{1,2})?"
_OF_YEAR = r"(?:(?:de|del|of|năm|عام|سنة|год)[\s,]{1,2})?"
# The words that some languages put between the year and the rest: "2024. gada 5. janvārī".
_YEAR_WORD = r"(?:(?:\(?e?ko\)?|m|gada|gads|yil|yili|il|г|года?|жылы?|жылғы|ел)[\s.,\-]{1,3})?"

_NUMERIC_BEFORE = re.compile(
    r"(?<!\d)(?<!\d[./])(?P<first>\d{1,2})\s?(?P<mark>[./\-–])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?\Z"
)
_NUMERIC_AFTER = re.compile(r"\s?(?P<mark>[./\-–])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)")
_DAY_MONTH_BEFORE = re.compile(
    rf"{_DAY}{_DAY_MARK}{_GAP}{{0,3}}{_OF}(?P<name>{_NAME})(?:\s?/\s?{_NAME})?{_GAP}{{0,3}}{_OF_YEAR}\Z",
    re.IGNORECASE,
)
_MONTH_DAY_BEFORE = re.compile(
    rf"{_WORD_START}(?P<name>{_NAME}){_GAP}{{1,3}}{_DAY}{_DAY_MARK}{_GAP}{{1,3}}{_OF_YEAR}\Z", re.IGNORECASE
)
_NUMBERED_BEFORE = re.compile(
    rf"{_DAY}[\s,.\-/]{{0,3}}(?:tháng|thg)\.?\s?(?P<month>\d{{1,2}}){_GAP}{{1,3}}{_OF_YEAR}\Z", re.IGNORECASE
)
_MONTH_BEFORE = re.compile(rf"{_WORD_START}(?P<name>{_NAME}){_GAP}{{0,3}}{_OF_YEAR}\Z", re.IGNORECASE)
_NUMBERED_AFTER = re.compile(
    r"\s?(?:年|년)\s?(?P<month>\d{1,2})\s?(?:月|월)(?:\s?(?P<day>\d{1,2})\s?[日号號일])?"
    r"|\s?оны?\s(?P<mn_month>\d{1,2})[\w\s\-]{1,12}сар\w{0,4}\s(?P<mn_day>\d{1,2})(?!\d)"
)
_DAY_MONTH_AFTER = re.compile(
    rf"{_GAP}{{0,3}}{_YEAR_WORD}{_DAY}{_DAY_MARK}{_GAP}{{0,3}}(?P<name>{_NAME})", re.IGNORECASE
)
_MONTH_DAY_AFTER = re.compile(
    rf"{_GAP}{{0,3}}{_YEAR_WORD}(?P<name>{_NAME})[\s.\-/]{{1,3}}(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE
)


def find_dates(text: str, *, language: str | None = None) -> tuple[StatedDate, ...]:
    """The dates that ``text`` states, in its order, at most `MOST_DATES`; a date without a year is none.

    ``language`` is the tag of the text (BCP 47); it settles names and the order of day and month.
    """
    if not _may_state_a_year(text):
        return _short_years(text, language)
    tongue = _tongue(language)
    found: list[StatedDate] = []
    end = 0
    for year in islice(_YEAR.finditer(text), MOST_YEARS):
        stated = _date_around(text, year, end, tongue) if year.start() >= end else None
        if len(found) == MOST_DATES:
            break
        if stated is not None:
            found.append(_with_clock(text, stated, end))
            end = found[-1].end
    return tuple(found) or _short_years(text, language)


def _may_state_a_year(text: str) -> bool:
    if any(start in text for start in _YEAR_STARTS):
        return True
    return not text.isascii() and any(start in text for start in _FOREIGN_YEAR_STARTS)


def _short_years(text: str, language: str | None) -> tuple[StatedDate, ...]:
    """The date of a short line that gives its year in two figures, as "05.01.24" and no other form."""
    if len(text) > _SHORT_LINE or text.count(".") < 2 or (language or "")[:2].lower() in _YEAR_FIRST_LANGUAGES:
        return ()
    found = _SHORT_YEAR.search(text)
    if found is None:
        return ()
    year = int(found["year"])
    year += 2000 if year <= _LAST_SHORT_YEAR else 1900
    stated = _stated(year, int(found["month"]), int(found["day"]), found.start(), found.end())
    return (_with_clock(text, stated, 0),) if stated else ()


@lru_cache(maxsize=256)  # a page's tag is any string
def _tongue(tag: str | None) -> _Tongue:
    if not tag:
        return _Tongue(None, None)
    primary, *rest = re.split("[-_]", tag.lower())
    region = next((part for part in rest if len(part) == 2), None)
    if primary != "en":
        return _Tongue(primary, False)
    # English alone says nothing, and Canada writes both.
    return _Tongue(primary, None if region in (None, "ca") else region in _MONTH_FIRST_REGIONS)


def _date_around(text: str, year: re.Match[str], begin: int, tongue: _Tongue) -> StatedDate | None:
    """The date that this year belongs to, the surest form first."""
    begin = max(begin, year.start() - _REACH)
    has_figures = _FIGURE.search(text, begin, year.start()) is not None
    return (
        (_numeric_before(text, year, begin, tongue) if has_figures else None)
        or (_words_before(text, year, begin, tongue) if has_figures else None)
        or _numeric_after(text, year)
        or _words_after(text, year, tongue)
        or _month_before(text, year, begin, tongue)
    )


def _numeric_before(text: str, year: re.Match[str], begin: int, tongue: _Tongue) -> StatedDate | None:
    """05.01.2024, 5/1/2024, 05-01-2024."""
    found = _NUMERIC_BEFORE.search(text, begin, year.start())
    if found is None:
        return None
    first, second = int(found["first"]), int(found["second"])
    if first == second or first > 12 or found["mark"] == ".":
        day, month = first, second
    elif second > 12:
        day, month = second, first
    elif tongue.month_first is None:
        return None
    else:
        day, month = (second, first) if tongue.month_first else (first, second)
    return _stated(int(year[0]), month, day, found.start(), year.end())


def _words_before(text: str, year: re.Match[str], begin: int, tongue: _Tongue) -> StatedDate | None:
    """5 January 2024, January 5th, 2024, 5 de enero de 2024, 5 tháng 1 năm 2024."""
    for pattern in (_DAY_MONTH_BEFORE, _MONTH_DAY_BEFORE):
        found = pattern.search(text, begin, year.start())
        named = found and _named_month(found["name"], int(year[0]), tongue)
        if found and named:
            start = min(found.start("day"), found.start("name") + found["name"].index(named.name))
            return _stated(int(year[0]), named.month, int(found["day"]), start, year.end())
    found = _NUMBERED_BEFORE.search(text, begin, year.start())
    if found:
        return _stated(int(year[0]), int(found["month"]), int(found["day"]), found.start(), year.end())
    return None


def _numeric_after(text: str, year: re.Match[str]) -> StatedDate | None:
    """2024-01-05, 2024. 1. 5, 2024年1月5日, 2024년 1월 5일."""
    found = _NUMERIC_AFTER.match(text, year.end())
    if found:
        if _is_persian(int(year[0])) and year[0].isascii():  # a part number
            return None
        return _stated(int(year[0]), int(found["month"]), int(found["day"]), year.start(), found.end())
    found = _NUMBERED_AFTER.match(text, year.end())
    if found is None:
        return None
    day = found["day"] or found["mn_day"]
    month = int(found["month"] or found["mn_month"])
    return _stated(int(year[0]), month, int(day) if day else None, year.start(), found.end())


def _words_after(text: str, year: re.Match[str], tongue: _Tongue) -> StatedDate | None:
    """2024. január 5., 2024 m. sausio 5 d., 2024-Jan-05, 2024 yil 5 yanvar."""
    for pattern in (_DAY_MONTH_AFTER, _MONTH_DAY_AFTER):
        found = pattern.match(text, year.end(), year.end() + _REACH)
        named = found and _named_month(found["name"], int(year[0]), tongue)
        if found and named:
            name_end = found.start("name") + found["name"].index(named.name) + len(named.name)
            end = max(found.end("day"), name_end)
            return _stated(int(year[0]), named.month, int(found["day"]), year.start(), end)
    return None


def _month_before(text: str, year: re.Match[str], begin: int, tongue: _Tongue) -> StatedDate | None:
    """January 2024."""
    found = _MONTH_BEFORE.search(text, max(begin, year.start() - _NEAR), year.start())
    named = found and _named_month(found["name"], int(year[0]), tongue)
    if not (found and named) or _is_persian(int(year[0])):
        return None
    start = found.start("name") + found["name"].index(named.name)
    return _stated(int(year[0]), named.month, None, start, year.end())


@dataclass(frozen=True, slots=True)
class _NamedMonth:
    month: int
    name: str


def _named_month(words: str, year: int, tongue: _Tongue) -> _NamedMonth | None:
    """The month that one or both of the words name."""
    for name in dict.fromkeys((words, *reversed(words.split()), _INNER_CAPITAL.split(words)[-1])):
        month = persian_month_of(name) if _is_persian(year) else month_of(name, language=tongue.language)
        if month is not None:
            return _NamedMonth(month, name)
    return None


def _is_persian(year: int) -> bool:
    return _FIRST_PERSIAN_YEAR <= year <= _LAST_PERSIAN_YEAR


def _stated(year: int, month: int, day: int | None, start: int, end: int) -> StatedDate | None:
    """The date in the common calendar, or ``None`` where no calendar has it."""
    if _is_persian(year):
        common = from_persian(year, month, day or 1)
        return StatedDate(common.isoformat(), "day", start, end) if common else None
    if year > LAST_YEAR:
        year -= _BUDDHIST_ERA
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if day is None:
        return StatedDate(f"{year}-{month:02}", "month", start, end)
    try:
        return StatedDate(date(year, month, day).isoformat(), "day", start, end)
    except ValueError:
        return None


def _with_clock(text: str, stated: StatedDate, begin: int) -> StatedDate:
    """The date with the time of day beside it, where there is one."""
    if stated.precision != "day":
        return stated
    clock = clock_after(text, stated.end) or clock_before(text, stated.start, begin=begin)
    if clock is None:
        return stated
    start, end = min(stated.start, clock.start), max(stated.end, clock.end)
    return StatedDate(f"{stated.value}T{clock.value}", clock.precision, start, end)
