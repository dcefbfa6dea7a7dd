"""How strongly two reports say that they tell of the same happening, and what forbids it.

The weights were set by hand on what lies on both sides of the threshold in the demo (128 records), in 60 articles of
T17's ``bpoil_bbc`` (775 records) and in 50 of its ``EgyptianProtest_cnn`` (1,315).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log
from typing import Final

from dateline.story.sketch import Sketch

SAME_TRIGGER: Final = 0.3
SAME_MODE: Final = 0.15
"""Of another word for the same mode: "walked out", "stopped work"."""
OTHER_MODE: Final = -0.1
"""Of acts of one type with other modes: clearing a gate, arresting."""
SAME_SIDE: Final = 0.15
SEVERAL_SIDES: Final = 0.05
"""Added where three or more names or words for sides are the same: talks have many sides."""
OTHER_SIDE: Final = -0.2
OTHER_WORD_FOR_SIDE: Final = -0.05
"""Sides with other names but of the same sector: "dockers", "the union"."""
SAME_WORDS: Final = 0.45
SAME_DAY: Final = 0.15
SAME_PLACE: Final = 0.1
SAME_FIGURE: Final = 0.1
OTHER_FIGURE: Final = -0.05
OTHER_TYPE: Final = -0.05
LONG_BETWEEN: Final = -0.15
"""Published more than `WITHIN_DAYS` apart, and no day is told: news repeat themselves."""
WITHIN_DAYS: Final = 4
NEAR_COPY: Final = 0.85
"""Share of the words from which two wordings are one: then neither day nor place nor side forbids anything."""
FEWEST_COPIED: Final = 5
"""Words that a wording must have to be known as a copy."""
DAYS_A_COPY_LIVES: Final = 6
"""Days between two reports of independent origin after which the same words may mean another day: "on Thursday"."""
FEWEST_SHARED: Final = 3
LEAST_LIKENESS: Final = 0.4
"""Words that two reports must share, and their share of all, where no day is told: "Obama criticised BP" is told of
many days. Of 48 joins of undated pairs of two T17 collections that were read, 26 of the 28 wrong ones fall below, and
3 of the 20 right ones."""
FEWEST_SHARED_ON_A_DAY: Final = 2
LEAST_LIKENESS_ON_A_DAY: Final = 0.2
_SEVERAL: Final = 3
_UNIT: Final = 1000


class Weights:
    """How much a shared word tells: more, the fewer of the sentences it stands in."""

    __slots__ = ("_known", "_totals")

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        sentences: dict[str, set[str]] = {}
        for sketch in sketches:
            sentences.setdefault(sketch.record.sentence.text, set()).update(sketch.words)
        counts = Counter(chain.from_iterable(sentences.values()))
        # Whole numbers, so that the order in which they are added up changes nothing.
        self._known = {word: round(_UNIT * log(1 + len(sentences) / count)) for word, count in counts.items()}
        self._totals = {sketch.record.id: self._of(sketch.words) for sketch in sketches}

    def _of(self, words: Iterable[str]) -> int:
        return sum([self._known[word] for word in words])

    def likeness(self, one: Sketch, other: Sketch, shared: Iterable[str]) -> float:
        """How much the shared words tell of all that the one that tells less has, in [0, 1]."""
        fewer = min(self._totals[one.record.id], self._totals[other.record.id])
        return self._of(shared) / fewer if fewer else 0.0

    def rarest(self, words: Iterable[str], number: int) -> list[str]:
        """The words that tell most."""
        return sorted(words, key=lambda word: (-self._known[word], word))[:number]


def agree(one: Sketch, other: Sketch, weights: Weights) -> float:
    """How strongly two reports say that they tell of the same happening, at most about 1.5.

    Negative where they cannot, or where more speaks against it than for it: either keeps both out of one happening.
    """
    same_trigger = not one.trigger.isdisjoint(other.trigger)
    same_type = is_same_type(one, other)
    is_possible = (same_type or _came_true(one, other)) and not _is_elsewhere(one, other)
    if not is_possible and not same_trigger:
        return -1.0
    shared = one.words & other.words
    if len(shared) < FEWEST_SHARED_ON_A_DAY:
        return 0.0 if is_possible else -1.0
    likeness = weights.likeness(one, other, shared)
    if not is_possible and not (likeness >= NEAR_COPY and _are_copies(one, other)):
        return -1.0
    if not _share_enough(one, other, len(shared), likeness):
        return 0.0
    score = SAME_WORDS * likeness + (0.0 if same_type else OTHER_TYPE)
    score += _act(one, other, same_trigger=same_trigger)
    return score + _sides(one, other) + _circumstances(one, other)


def _is_elsewhere(one: Sketch, other: Sketch) -> bool:
    """Whether day or place forbid that both are one."""
    return _is_apart(one, other) or bool(one.place and other.place and one.place != other.place)


def _are_copies(one: Sketch, other: Sketch) -> bool:
    return min(len(one.words), len(other.words)) >= FEWEST_COPIED and may_be_copies(one, other)


def is_same_type(one: Sketch, other: Sketch) -> bool:
    """Whether both are of one type, or one would be of the other's if carried out."""
    mine, others = one.record, other.record
    return others.type in (mine.type, mine.underlying) or others.underlying == mine.type


def may_be_copies(one: Sketch, other: Sketch) -> bool:
    """Whether the same words in both mean the same: they are of one origin, of one week, or of no other day."""
    if one.report.origin == other.report.origin or not _is_apart(one, other):
        return True
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) <= DAYS_A_COPY_LIVES


def _act(one: Sketch, other: Sketch, *, same_trigger: bool) -> float:
    if same_trigger:
        return SAME_TRIGGER
    if one.record.type != other.record.type or not one.record.modes or not other.record.modes:
        return 0.0
    return OTHER_MODE if set(one.record.modes).isdisjoint(other.record.modes) else SAME_MODE


def _share_enough(one: Sketch, other: Sketch, shared: int, likeness: float) -> bool:
    if _is_same_day(one, other):
        return shared >= FEWEST_SHARED_ON_A_DAY and likeness >= LEAST_LIKENESS_ON_A_DAY
    return shared >= FEWEST_SHARED and likeness >= LEAST_LIKENESS


def _came_true(one: Sketch, other: Sketch) -> bool:
    """Whether one is the plan of what the other reports: something to come, of the same stated day."""
    return one.is_open != other.is_open and _is_same_day(one, other)


def _is_apart(one: Sketch, other: Sketch) -> bool:
    return one.first > other.last or other.first > one.last


def _is_same_day(one: Sketch, other: Sketch) -> bool:
    return one.first == one.last == other.first == other.last and (one.is_stated and other.is_stated)


def _sides(one: Sketch, other: Sketch) -> float:
    """Agreement of those who act, and of those who are acted on; who acts in one may be acted on in the other."""
    if one.record.reciprocal or other.record.reciprocal:
        return 2 * _side(one.actors | one.recipients, other.actors | other.recipients, one, other)
    return _side(one.actors, other.actors, one, other) + _side(one.recipients, other.recipients, one, other)


def _side(mine: frozenset[str], others: frozenset[str], one: Sketch, other: Sketch) -> float:
    if not mine or not others:
        return 0.0
    if shared := len(mine & others):
        return SAME_SIDE + (SEVERAL_SIDES if shared >= _SEVERAL else 0.0)
    return OTHER_SIDE if one.kinds.isdisjoint(other.kinds) else OTHER_WORD_FOR_SIDE


def _circumstances(one: Sketch, other: Sketch) -> float:
    score = 0.0
    if _is_same_day(one, other):
        score += SAME_DAY
    elif not (one.is_stated and other.is_stated) and _gap(one, other) > WITHIN_DAYS:
        score += LONG_BETWEEN
    if one.place and one.place == other.place:
        score += SAME_PLACE
    return score + _figures(one, other)


def _figures(one: Sketch, other: Sketch) -> float:
    if not one.record.counts or not other.record.counts:
        return 0.0
    mine, others = ({(count.kind, count.value) for count in sketch.record.counts} for sketch in (one, other))
    if not mine.isdisjoint(others):
        return SAME_FIGURE
    return 0.0 if {kind for kind, _ in mine}.isdisjoint({kind for kind, _ in others}) else OTHER_FIGURE


def _gap(one: Sketch, other: Sketch) -> int:
    """Days between the two: those told, else those of publication."""
    mine, others = (sketch.last if sketch.is_stated else sketch.published for sketch in (one, other))
    return abs(mine - others) if mine is not None and others is not None else 0
