"""The reports that tell of the same happening, joined.

Reports are taken in the order of publication, and each is put to the happening that it agrees with most, or begins
one: the result depends on the reports alone, and what is published later changes little of what stood before. A
happening is kept by a few of its reports, and one that none of them forbids may join: no chain of weak likenesses
leads from one happening to another. Precision goes first, for a wrong join hides an event.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from dateline.story.agreement import FEWEST_COPIED, Weights, agree, may_be_copies
from dateline.story.happenings import by_publication, make_happening
from dateline.story.sketch import Sketch, make_sketch
from dateline.story_types import Happening, Report

THRESHOLD: Final = 0.62
"""Agreement from which two reports are joined. In the articles that `agreement` names, some 124 of the 131 joins were
read as right; of the 25 pairs of happenings that agree by 0.55 or more and less than this, 15 are one."""
THRESHOLD_WITHIN: Final = 0.85
"""The same for two reports of one article: what was joined there was joined by its coder."""
COMPARED: Final = 4
"""Reports of a happening that another is compared with: its first ones and its last ones."""
TRIED: Final = 6
"""Happenings that a report is compared with: those that share most of its rare words, trigger, sides and day. Of
674 joins of 336 articles that 20 tries and no other limit make, 6 tries with the limits below make 660, 4 make 648."""
FEWEST_KEYS: Final = 2
"""Of these, how many have to be shared."""
RARE_WORDS: Final = 6
"""How many of a report's words, the rarest of the story, find it again."""
REMEMBERED: Final = 60
"""How many happenings, the latest, a word that is in many leads to."""
_ACT: Final = "did"
Pair = tuple[str, str]


def join_reports(
    reports: Sequence[Report], *, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> list[Happening]:
    """The happenings that the reports of a story tell of, the earliest published first.

    ``together`` and ``apart`` have pairs of ids of records that a person merged or split; what is split stays split.
    """
    ordered = sorted({report.record.id: report for report in reports}.values(), key=by_publication)
    sketches = [make_sketch(report) for report in ordered]
    forbidden = _Forbidden(apart)
    joining = _Joining(Weights(sketches), forbidden)
    for group in _told_as_one(sketches, together, forbidden):
        joining.place(group)
    made = [make_happening([sketch.report for sketch in group.sketches]) for group in joining.groups]
    return sorted(made, key=lambda happening: by_publication(happening.reports[0]))


class _Forbidden:
    """Records that a person split."""

    __slots__ = ("_others",)

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._others: dict[str, set[str]] = {}
        for one, other in pairs:
            self._others.setdefault(one, set()).add(other)
            self._others.setdefault(other, set()).add(one)

    def forbids(self, group: Iterable[Sketch], others: Iterable[Sketch]) -> bool:
        """Whether a record of the one may not be with a record of the other."""
        if not self._others:
            return False
        ids = {sketch.record.id for sketch in others}
        return any(not ids.isdisjoint(self._others.get(sketch.record.id, ())) for sketch in group)


def _told_as_one(sketches: Sequence[Sketch], together: Iterable[Pair], forbidden: _Forbidden) -> list[list[Sketch]]:
    """Reports in the same words at the same place of the same sentence, and those that a person merged."""
    groups = {number: [sketch] for number, sketch in enumerate(sketches)}
    group_of = {sketch.record.id: number for number, sketch in enumerate(sketches)}
    for one, other in [*sorted(together), *_copies(sketches)]:
        if one not in group_of or other not in group_of or group_of[one] == group_of[other]:
            continue
        to, gone = sorted((group_of[one], group_of[other]))
        if forbidden.forbids(groups[to], groups[gone]):
            continue
        groups[to] += groups.pop(gone)
        group_of |= {sketch.record.id: to for sketch in groups[to]}
    return [groups[number] for number in sorted(groups)]


def _copies(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Reports whose sentence and trigger are the same, each with the latest before it; in few words, of one origin."""
    last_with: dict[tuple[str, int, str], Sketch] = {}
    for sketch in sketches:
        start = sketch.record.trigger.span[0] - sketch.record.sentence.span[0]
        is_short = len(sketch.words) < FEWEST_COPIED
        key = (sketch.record.sentence.text, start, sketch.report.origin if is_short else "")
        last = last_with.get(key)
        if last is not None and last.record.article_id != sketch.record.article_id and may_be_copies(last, sketch):
            yield last.record.id, sketch.record.id
        last_with[key] = sketch


class _Group:
    """The reports of a happening so far."""

    __slots__ = ("articles", "sentences", "sketches")

    def __init__(self) -> None:
        self.sketches: list[Sketch] = []
        self.articles: set[str] = set()
        self.sentences: set[tuple[str, tuple[int, int]]] = set()

    def add(self, sketches: Sequence[Sketch]) -> None:
        self.sketches += sketches
        self.articles.update([sketch.record.article_id for sketch in sketches])
        self.sentences.update([(sketch.record.article_id, sketch.record.sentence.span) for sketch in sketches])

    def compared(self) -> list[Sketch]:
        """The reports that another is compared with."""
        half = COMPARED // 2
        return self.sketches if len(self.sketches) <= COMPARED else [*self.sketches[:half], *self.sketches[-half:]]


class _Joining:
    """The happenings so far, and an index of what is told of them."""

    def __init__(self, weights: Weights, forbidden: _Forbidden) -> None:
        self.groups: list[_Group] = []
        self._weights = weights
        self._forbidden = forbidden
        self._index: dict[str, list[int]] = {}

    def place(self, sketches: Sequence[Sketch]) -> None:
        """Join reports that are one to the happening that the first agrees with most, or make them one."""
        keys = self._keys(sketches[0])
        best, most = None, 0.0
        for number in self._alike(keys):
            score = self._agreement(sketches[0], self.groups[number])
            if score > most and not self._forbidden.forbids(sketches, self.groups[number].sketches):
                best, most = number, score
        if best is None:
            best = len(self.groups)
            self.groups.append(_Group())
        self.groups[best].add(sketches)
        for key in keys:
            numbers = self._index.setdefault(key, [])
            if not numbers or numbers[-1] != best:
                numbers.append(best)

    def _agreement(self, sketch: Sketch, group: _Group) -> float:
        """The strongest agreement with a report of the happening; 0 where it does not suffice or one forbids it.

        Two acts of one sentence are two acts.
        """
        record = sketch.record
        if (record.article_id, record.sentence.span) in group.sentences:
            return 0.0
        best = 0.0
        for other in group.compared():
            score = agree(sketch, other, self._weights)
            if score < 0.0:
                return 0.0
            best = max(best, score)
        return best if best >= (THRESHOLD_WITHIN if record.article_id in group.articles else THRESHOLD) else 0.0

    def _alike(self, keys: Sequence[str]) -> list[int]:
        """The happenings that share most with a report, the trigger counted twice; the earliest first among equals."""
        found = [self._index.get(key, ())[-REMEMBERED:] for key in keys]
        acts = [numbers for key, numbers in zip(keys, found, strict=True) if key.startswith(_ACT)]
        shared = Counter(chain.from_iterable([*found, *acts]))
        close = [(-count, number) for number, count in shared.items() if count >= FEWEST_KEYS]
        return [number for _, number in sorted(close)[:TRIED]]

    def _keys(self, sketch: Sketch) -> list[str]:
        words = self._weights.rarest(sketch.words, RARE_WORDS)
        acts = [f"{_ACT} {word}" for word in sketch.trigger]
        kind = sketch.record.underlying or sketch.record.type
        days = [f"{kind} {sketch.first}"] if sketch.is_stated and sketch.first == sketch.last else []
        return [*acts, *words, *(f"{kind} {side}" for side in sketch.actors | sketch.recipients), *days]
