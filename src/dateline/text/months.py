"""The month that a name stands for, in the languages of the news, and the Persian calendar.

Names are CLDR's (`resources/lexicons/months.tsv`). A few of them mean different months in different languages
(*listopad* is November in Polish, October in Croatian), so a language's own names come first, and a name that
the others disagree about means nothing without the language.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

from dateline.resources import read_text

_TABLE = "lexicons/months.tsv"
_PERSIAN = "fa-persian"

# The marks that end an abbreviation: the dot, and those of Devanagari, Hebrew and the apostrophes.
_CLOSING_MARKS = ".॰׳’'"

# Nowruz, the first day of a Persian year: 1 Farvardin 1400.
_NOWRUZ_YEAR = 1400
_NOWRUZ = date(2021, 3, 21).toordinal()
# The leap years in each cycle of 33 years, right for 1210 to 1497 (1831 to 2118).
_LEAP_YEARS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_CYCLE = 33


def month_of(name: str, *, language: str | None = None) -> int | None:
    """The number of the month (1 to 12) that ``name`` means in ``language``, a primary subtag."""
    tables = _month_tables()
    key = name.casefold().strip(_CLOSING_MARKS)
    own, shared = tables.get(language or "", {}), tables[""]
    found = own.get(key) or shared.get(key)
    if found is None and not key.isascii():
        key = _fold(key)
        found = own.get(key) or shared.get(key)
    return found


def persian_month_of(name: str) -> int | None:
    """The number of the Solar Hijri month (1 to 12) that ``name`` means."""
    return _month_tables()[_PERSIAN].get(name)


def from_persian(year: int, month: int, day: int) -> date | None:
    """The day of the common calendar, or ``None`` where the Persian one has no such day."""
    months_before = month - 1
    longest = 31 if month <= 6 else 30 if month <= 11 or _is_leap(year) else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        return None
    within = months_before * 30 + min(months_before, 6) + day - 1
    ordinal = _NOWRUZ + (year - _NOWRUZ_YEAR) * 365 + _leap_years_before(year) - _leap_years_before(_NOWRUZ_YEAR)
    return date.fromordinal(ordinal + within)


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP_YEARS


def _leap_years_before(year: int) -> int:
    cycles, rest = divmod(year, _CYCLE)
    return cycles * len(_LEAP_YEARS) + sum(1 for leap in _LEAP_YEARS if leap < rest)


def _fold(name: str) -> str:
    """The name without accents, as capitals and old systems print it."""
    plain = (c for c in unicodedata.normalize("NFKD", name) if not "\u0300" <= c <= "\u036f")
    return "".join(plain).replace("ı", "i")


@cache
def _month_tables() -> Mapping[str, Mapping[str, int]]:
    """Name to month for each language, and under "" the names that all languages agree about."""
    tables: dict[str, dict[str, int]] = {}
    meanings: dict[str, set[int]] = {}
    for line in read_text(_TABLE).splitlines():
        language, *columns = line.split("\t")
        own = tables[language] = {}
        for month, column in enumerate(columns, 1):
            for name in column.split("|") if column else ():
                own[name] = month
                own.setdefault(_fold(name), month)
        if language != _PERSIAN:
            for name, month in own.items():
                meanings.setdefault(name, set()).add(month)
    tables[""] = {name: months.pop() for name, months in meanings.items() if len(months) == 1}
    return tables
