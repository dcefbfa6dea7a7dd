"""Corrections brought together with the records that they are about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..event_types import Record
from ..story_types import Correction, Misfit
from .matching import Candidate, find_candidate


@dataclass(frozen=True, slots=True)
class Fitted:
    """A correction with the records that it is about, by number; two for a merge or split of two."""

    correction: Correction
    numbers: tuple[int, ...]

    @property
    def slot(self) -> tuple[object, ...]:
        """What it decides: of those with the same, the last is in force."""
        one = self.correction
        what = "together" if one.other else one.field or "verdict"
        return (*sorted(self.numbers), what)


def fit_corrections(
    records: Sequence[Record], corrections: Iterable[Correction], texts: Mapping[str, str]
) -> tuple[list[Fitted], list[Misfit]]:
    """Each correction with the records that it is about; those that fit none apart, with the reason."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        numbers[record.article_id].append(number)
    types: dict[int, set[str]] = {}
    fitted, misfits = [], []
    for correction in corrections:
        found = []
        for evidence in filter(None, (correction.evidence, correction.other)):
            candidates = [
                Candidate(number, records[number], types.setdefault(number, {records[number].type}))
                for number in numbers.get(evidence.article_id, ())
            ]
            found.append(find_candidate(evidence, candidates, texts.get(evidence.article_id)))
        places = [one for one in found if isinstance(one, Candidate)]
        reason = next((one for one in found if isinstance(one, str)), None) or _why_unfit(correction, places)
        if reason is not None:
            misfits.append(Misfit(correction, reason))
            continue
        fitted.append(Fitted(correction, tuple([one.number for one in places])))
        if correction.field == "type" and correction.value:
            types[places[0].number].add(correction.value)
    return fitted, misfits


def _why_unfit(correction: Correction, found: Sequence[Candidate]) -> str | None:
    """Why a correction does not hold for the records at its words; ``None`` where it does."""
    evidence = correction.evidence
    if evidence is None or len(found) < (2 if correction.verb in ("merge", "split") else 1):
        return "it does not say which events it is about"
    if correction.verb in ("accept", "reject") and evidence.type not in found[0].types:
        verb = f"{correction.verb}ed"
        return f"it {verb} {evidence.type}, and the words are now read as {found[0].record.type}"
    if correction.verb == "split" and found[0].number == found[1].number:
        return "the two are now read as one event of the article"
    return None
