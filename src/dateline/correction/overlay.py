"""Records as they are with the corrections in force: fields set, hidden ones left out, pairs joined and parted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..errors import CorrectionError
from ..event_types import Reason, Record
from ..ontology import Ontology
from ..story_types import Correction, Misfit
from .fitting import Fitted
from .setting import Setting, set_field
from .values import FIELDS
from .words import make_finder

Pair = tuple[str, str]


def set_fields(
    records: Sequence[Record], in_force: Iterable[Fitted], texts: Mapping[str, str], ontology: Ontology
) -> tuple[list[Record], list[Misfit]]:
    """All records with their fields set, and the corrections whose value the record cannot have."""
    changed, misfits = list(records), []
    sets = [one for one in in_force if one.correction.verb == "set"]
    articles = {records[one.numbers[0]].article_id for one in sets}
    of_article: dict[str, list[Record]] = {article: [] for article in articles}
    for record in records:
        if record.article_id in articles:
            of_article[record.article_id].append(record)
    settings = {}
    for article, own in of_article.items():
        own.sort(key=lambda record: (record.trigger.span, record.id))
        settings[article] = Setting(make_finder(own, texts.get(article)), tuple(own), ontology)
    order: dict[str, int] = {field: number for number, field in enumerate(FIELDS)}
    for one in sorted(sets, key=lambda one: order.get(one.correction.field or "", -1)):
        number = one.numbers[0]
        try:
            changed[number] = set_field(changed[number], one.correction, settings[records[number].article_id])
        except CorrectionError as error:
            misfits.append(Misfit(one.correction, error.reason))
    return changed, misfits


def finish_records(records: Sequence[Record], in_force: Iterable[Fitted], rejected: set[int]) -> tuple[Record, ...]:
    """The records that are not hidden, with the ids of their corrections and without relations to hidden ones."""
    hidden = {records[number].id for number in rejected}
    touching: dict[int, list[Correction]] = defaultdict(list)
    for one in in_force:
        for number in dict.fromkeys(one.numbers):
            touching[number].append(one.correction)
    finished = []
    for number, record in enumerate(records):
        if number in rejected:
            continue
        relations = tuple([one for one in record.relations if one.target not in hidden])
        tied = record if len(relations) == len(record.relations) else replace(record, relations=relations)
        finished.append(_sign(tied, touching[number]) if number in touching else tied)
    return tuple(finished)


def _sign(record: Record, corrections: Sequence[Correction]) -> Record:
    record = replace(record, corrections=tuple([one.id for one in corrections]))
    accepted = next((one for one in corrections if one.verb == "accept"), None)
    if accepted is None:
        return record
    reasons = [reason for reason in record.reasons if reason.field != "confidence"]
    reason = Reason("confidence", f"correction {accepted.id}", 1.0)
    return replace(record, confidence=1.0, reasons=(*reasons, reason))


def find_pairs(
    records: Sequence[Record], in_force: Iterable[Fitted], verb: str, rejected: set[int]
) -> tuple[Pair, ...]:
    """The pairs of records that a verb joins or parts, but for hidden ones and such as are one record by now."""
    found = set()
    for one in in_force:
        if one.correction.verb != verb or one.numbers[0] == one.numbers[1] or rejected & set(one.numbers):
            continue
        first, second = sorted(records[number].id for number in one.numbers)
        found.add((first, second))
    return tuple(sorted(found))
