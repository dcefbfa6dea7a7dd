"""What the parts of a time expression state: numbers, months, weekdays, years, and the way that "last" points."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.event.times.grammar import Found
from dateline.event.times.words import vocabulary
from dateline.types import TimeType

_PAST_WORDS: Final = frozenset({"last", "previous", "preceding", "past"})
# What is reckoned from the date that the text named last, not from the day of publication.
FROM_LATEST: Final = frozenset({"previous", "preceding", "following", "same", "that"})
# Seconds, minutes and hours, as values write them.
SMALL_UNITS: Final = frozenset({"TS", "TM", "TH"})
_ONE_WORDS: Final = frozenset({"a", "an", "another"})
_NEXT_WORDS: Final = frozenset({"next", "following", "coming"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time expression is reckoned from."""

    published: date | None
    latest: str | None
    """The value of the date that the text named last."""
    quarter: str | None
    """The value of the quarter that the text named last."""
    direction: int
    """-1 where the verb is of the past, 1 where it is of the future, 0 where none tells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Type, value and anchor of a time expression."""

    type: TimeType
    value: str | None
    anchor: str | None = None


def value_of(word: str, *classes: str) -> str | None:
    """What the lexicon says that a word of one of the classes stands for."""
    values = vocabulary().values
    return next((values[name, word] for name in classes if (name, word) in values), None)


def number_of(words: str) -> float | None:
    """The number that words state, the first where they state two; ``None`` where they name none ("several")."""
    total = 0.0
    listed = words.replace("- and - a - half", "and a half").split()
    for word in listed:
        if value_of(word, "VAGUE"):
            return None
        if total and (word in ("to", "or") or (word == "-" and total < 20)):
            break
        total = _with_word(total, word)
    return total or (1.0 if listed and listed[0] in _ONE_WORDS else None)


def _with_word(total: float, word: str) -> float:
    if word[0].isdecimal():
        above, _, below = word.rstrip("stndrh").replace(",", "").partition("/")
        return total + float(above) / float(below or 1)
    if scale := value_of(word, "SCALE"):
        return max(total, 1) * float(scale)
    value = value_of(word, "ONES", "TEENS", "TENS", "ORDINAL", "AMOUNT")
    return total + float(value or 0)


def count_of(found: Found) -> float | None:
    """How many units are counted; ``None`` where that is not said ("several")."""
    count = number_of(found.text("count"))
    return count + 0.5 if count and found.has("half") else count


def unit_of_part(found: Found) -> str:
    """The unit that is named, as values write it."""
    return value_of(found.text("unit"), "UNIT", "UNITS") or ""


def month_of_part(found: Found) -> int:
    """The number of the month that is named."""
    return int(value_of(found.text("month").split()[0], "MONTH", "MONTH_OR_WORD", "SHORT_MONTH") or 0)


def weekday_of_part(found: Found) -> int:
    """The number of the weekday that is named; Monday is 1."""
    return int(value_of(found.text("weekday").split()[0], "WEEKDAY", "SHORT_WEEKDAY", "WEEKDAYS") or 0)


def year_of_part(found: Found) -> int | None:
    """The year that is named, if any."""
    words = found.text("year") or found.text("year_2")
    spoken = words.removeprefix("nineteen")
    if spoken != words:
        return 1900 + int(number_of(spoken) or 0)
    return int(number_of(words) or 0) or None


def way_of(deictic: str) -> int:
    """-1 for what means the last one, 1 for the next, 0 for this one."""
    words = deictic.split()
    return -1 if words and words[-1] in _PAST_WORDS else 1 if words and words[-1] in _NEXT_WORDS else 0


def iso(day: date | None) -> str | None:
    """The day as a value."""
    return day.isoformat() if day else None
