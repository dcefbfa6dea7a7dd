"""Time expressions of a text, with what they stand for.

Source: TimeML annotation guidelines 1.2.1 (TIMEX3).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from dateline.event.times.days import DAY_READINGS
from dateline.event.times.grammar import Found, find_rule, pattern_of
from dateline.event.times.lengths import LENGTH_READINGS
from dateline.event.times.parts import Setting
from dateline.event.times.periods import PERIOD_READINGS
from dateline.event.times.values import day_of, unit_of
from dateline.event.times.words import Words, read_words
from dateline.types import Span, Time

_READINGS: Final = {**DAY_READINGS, **PERIOD_READINGS, **LENGTH_READINGS}

# Rules for what only looks like a time expression.
_NO_TIMES: Final = frozenset({"age"})
# Rules that name the quarter which "a year earlier" is reckoned from.
_QUARTERS: Final = frozenset({"quarter", "ended_quarter", "period"})

# Words before a date that say that it is to come.
_AHEAD_LEADS: Final = frozenset({"by", "until", "till", "through", "beyond", "effective", "payable"})

# What tells the time of a verb, and the end of a sentence.
_VERBS: Final = (
    "ahead=((FUTURE_CUE|won QUOTE|(is|are|set) (to|for)) be? LIKE_PAST?|now and)",
    "past=(PAST_CUE|LIKE_PAST)",
    "STOP",
)

# How far from a time expression its verb is looked for, in words.
_NEAR_VERB: Final = 8
# How long a quarter that was named is still spoken of, in words.
_NEAR_QUARTER: Final = 300


def find_times(text: str, published: date | None) -> list[Time]:
    """The time expressions of an English text, in its order, none over another.

    What can be told only from the day of publication has no value where that is unknown.
    """
    words = read_words(text)
    verbs = _find_verbs(words)
    times: list[Time] = []
    latest = quarter = None
    start = quarter_end = 0
    while found := find_rule(words, start):
        if found.first - quarter_end > _NEAR_QUARTER:
            quarter = None
        reading = _READINGS[found.rule](found, Setting(published, latest, quarter, verbs.direction(found)))
        start = found.end if reading or found.rule in _NO_TIMES else found.first + 1
        if reading is None:
            continue
        span = Span(words.starts[found.first], words.ends[found.end - 1])
        times.append(Time(f"t{len(times)}", span, reading.type, reading.value, reading.anchor))
        if reading.type in ("DATE", "TIME") and reading.value and day_of(reading.value):
            latest = reading.value
            if unit_of(latest) == "Q" and found.rule in _QUARTERS:
                quarter, quarter_end = latest, found.end
    return times


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Where the verbs of a text point, and where its sentences end, in order."""

    places: list[int]
    ways: list[int]
    """1 and -1 as in `Setting.direction`; 0 is the end of a sentence."""

    def direction(self, found: Found) -> int:
        """Which way the verb nearest to a time expression points, the one before it first."""
        if found.around(-1) in _AHEAD_LEADS:
            return 1
        before = bisect_left(self.places, found.first) - 1
        if before >= 0 and self.ways[before] and found.first - self.places[before] <= _NEAR_VERB:
            return self.ways[before]
        after = bisect_left(self.places, found.end)
        if after < len(self.places) and self.places[after] - found.end < _NEAR_VERB:
            return self.ways[after]
        return 0


def _find_verbs(words: Words) -> _Verbs:
    places, ways = [], []
    for fit in _verb_pattern().finditer(words.codes):
        places.append(fit.end() - 1)
        ways.append({"ahead": 1, "past": -1}.get(fit.lastgroup or "", 0))
    return _Verbs(places, ways)


@cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile("|".join(pattern_of(rule) for rule in _VERBS))
