"""Times that stand beside an event and are those of something else."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final

from dateline.event.dates.bounds import bounds_of
from dateline.event.dates.choose import choose_time
from dateline.event.dates.sides import governor_of
from dateline.event.trees import Trees
from dateline.types import Analysis, Time

# Words that rank a thing among its like, those that look so, and how far before "since" one is sought, in words.
_RANKS: Final = frozenset({"first", "only"})
_NO_RANKS: Final = frozenset({"least", "most", "latest"})
_NEAR: Final = 10
# A time so tied belongs to the noun behind it: "since the 1991 conference".
_ON_NOUN: Final = frozenset({"compound", "nummod", "nmod:poss", "amod"})


def is_of_another(
    analysis: Analysis, trees: Trees, time: Time, trigger: int, *, is_over: bool, published: date | None
) -> bool:
    """Whether a time is not that of the event at a trigger, which is over or begun (``is_over``) or yet to come."""
    if _is_of_last_such(trees, time):
        return True
    if not is_over:
        return _is_of_what_is_promised(analysis, trees, time, trigger)
    return published is not None and _is_to_come_beside(analysis, time, trigger, published)


def _is_of_what_is_promised(analysis: Analysis, trees: Trees, time: Time, trigger: int) -> bool:
    """Whether it stands in what was promised of others: "promised that the loans would come on Friday"."""
    at: int | None = governor_of(analysis, trees, time)
    if at is None or trees.tokens[trigger].upos != "VERB":
        return False
    while at is not None and at != trigger:
        token = trees.tokens[at]
        if token.head == trigger:
            below = (trees.tokens[child].deprel for child in trees.children.get(at, ()))
            return token.deprel == "ccomp" and any(deprel.startswith("nsubj") for deprel in below)
        at = token.head
    return False


def _is_to_come_beside(analysis: Analysis, time: Time, trigger: int, published: date) -> bool:
    """Whether it is of something to come, beside what is over: "promised loans that are due on Friday"."""
    if time.anchor != published.isoformat():
        return False
    bounds = bounds_of(time.value or "")
    return bounds is not None and bounds[0] > published and choose_time(analysis, [time], trigger) is None


def _is_of_last_such(trees: Trees, time: Time) -> bool:
    """Whether it is the time of the last such thing before: "the first strike at the port since 2009"."""
    at = bisect_left(trees.tokens, time.span.start, key=lambda token: token.span.start)
    before = list(_back_from(trees, at))
    if not before or trees.forms[before[0]] != "since" or trees.tokens[at].deprel in _ON_NOUN:
        return False
    for number in before[1:]:
        token = trees.tokens[number]
        if token.upos in ("VERB", "PUNCT"):
            return False
        is_best = "Degree=Sup" in token.feats and trees.forms[number] not in _NO_RANKS
        if is_best or trees.forms[number] in _RANKS:
            return True
    return False


def _back_from(trees: Trees, at: int) -> Iterator[int]:
    """The words of a sentence before one, the nearest first."""
    for number in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if trees.tokens[number].sentence != trees.tokens[at].sentence:
            return
        yield number
