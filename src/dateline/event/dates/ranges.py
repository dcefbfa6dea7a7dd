"""Two time expressions that are the ends of one time: between 1985 and 1987, from Monday to Friday."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.event.dates.bounds import bounds_of
from dateline.event.dates.interval import Interval
from dateline.event.dates.wording import wording_of
from dateline.types import Time

# What stands before the first and between the two.
_ENDS: Final = {"between": ("and",), "from": ("to", "until", "till", "through")}
_FURTHEST: Final = 12
"""Characters between the two; there is but the word."""


def range_of(text: str, times: Sequence[Time], chosen: Time) -> Interval | None:
    """The days from the first to the last of two ends, of which the chosen time is one; ``None`` where it is none."""
    for first, last in pairwise(times):
        if chosen.id in (first.id, last.id) and (found := _between(text, first, last)):
            return found
    return None


def _between(text: str, first: Time, last: Time) -> Interval | None:
    if "DURATION" in (first.type, last.type) or last.span.start - first.span.end > _FURTHEST:
        return None
    leads = wording_of(text, first.span).leads()[-1:]
    if not leads or text[first.span.end : last.span.start].strip().lower() not in _ENDS.get(leads[0], ()):
        return None
    start, end = bounds_of(first.value or ""), bounds_of(last.value or "")
    if start is None or end is None or start[0] > end[1]:
        return None
    return Interval(None, start[0], end[1], "interval", "from one to the other")
