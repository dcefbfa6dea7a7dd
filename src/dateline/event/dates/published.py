"""The day on which each part of a text was published, from which its dates are reckoned."""

from dataclasses import dataclass, replace
from datetime import date

from dateline.event.times import find_times
from dateline.types import Span, Time


@dataclass(frozen=True, slots=True)
class Days:
    """The day of publication, and those of parts that have one of their own: the posts of a live blog."""

    whole: date | None
    parts: tuple[tuple[Span, date], ...] = ()
    """In the order of the text, none over another."""

    def at(self, character: int) -> date | None:
        """The day of publication of what stands there."""
        return next((day for span, day in self.parts if span.start <= character < span.end), self.whole)


def read_times(text: str, days: Days) -> list[Time]:
    """The time expressions of a text, those of each part reckoned from the day of that part."""
    found: list[Time] = []
    for start, end, day in _stretches(len(text), days):
        for time in find_times(text[start:end], day):
            span = Span(time.span.start + start, time.span.end + start)
            found.append(replace(time, id=f"t{len(found)}", span=span))
    return found


def _stretches(length: int, days: Days) -> list[tuple[int, int, date | None]]:
    """The parts, and what lies between them."""
    found: list[tuple[int, int, date | None]] = []
    at = 0
    for span, day in (*days.parts, (Span(length, length), days.whole)):
        if span.start > at:
            found.append((at, span.start, days.whole))
        if span.end > span.start:
            found.append((span.start, span.end, day))
        at = span.end
    return found
