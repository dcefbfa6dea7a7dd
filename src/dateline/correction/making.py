"""A correction made and checked; its id is that of what it says."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256

from ..errors import CorrectionError
from ..event_types import Record
from ..ontology import Ontology, load_ontology
from ..story_types import Correction, Evidence, Verb
from .values import normalize_value

_ID_DIGITS = 12
_PARTS: Mapping[Verb, frozenset[str]] = {
    "set": frozenset({"evidence", "field", "value"}),
    "accept": frozenset({"evidence"}),
    "reject": frozenset({"evidence"}),
    "merge": frozenset({"evidence", "other"}),
    "split": frozenset({"evidence", "other"}),
    "undo": frozenset({"undoes"}),
}
_ALL_PARTS = ("evidence", "other", "field", "value", "undoes")


def evidence_of(record: Record) -> Evidence:
    """What a correction of the record is keyed to: its trigger, where it stands, and the type that it has now."""
    trigger = record.trigger
    return Evidence(
        record.article_id, record.text_sha256, trigger.span, record.type, trigger.text, record.sentence.text
    )


def make_correction(
    verb: Verb,
    record: Record | None = None,
    *,
    other: Record | None = None,
    field: str | None = None,
    value: str | None = None,
    undoes: str | None = None,
    because: str | None = None,
    by: str | None = None,
    at: datetime,
    ontology: Ontology | None = None,
) -> Correction:
    """A correction of the record as it is shown, that is, with the corrections in force.

    Args:
        verb: ``set`` needs ``field`` and ``value``, ``merge`` and ``split`` need ``other``, ``undo`` needs ``undoes``
            and no record.
        record: what it is about.
        other: the record that tells the same happening (``merge``), or another one (``split``).
        field: one of `FIELDS`.
        value: as `normalize_value` takes it; empty for none or unknown.
        undoes: id of the correction that is taken back; it may be an ``undo``.
        because: why, in a person's words.
        by: who says so.
        at: when (aware); it is no part of the id, so that who says the same twice has said it once.
        ontology: names the types, modes and contexts; PLOVER where none is given.

    Raises:
        CorrectionError: a part is missing or too many, or the field cannot have the value.
    """
    if field is not None and value is not None and record is not None:
        value = normalize_value(field, value, event_type=record.type, ontology=ontology or load_ontology())
    made = Correction(
        "", verb, evidence_of(record) if record else None, evidence_of(other) if other else None,
        field, value, because=_stripped(because), by=_stripped(by), at=at, undoes=undoes,
    )  # fmt: skip
    made = replace(made, id=find_id(made))
    check_parts(made)
    return replace(made, at=at.astimezone(UTC))


def find_id(correction: Correction) -> str:
    """The id that what the correction says gives it, whatever it carries."""
    said = {name: part for name, part in asdict(correction).items() if name not in {"id", "at"}}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:_ID_DIGITS]


def check_parts(correction: Correction) -> None:
    """Nothing, where the correction has the parts that its verb needs, and these alone.

    Raises:
        CorrectionError: it has not; or its time has no zone.
    """
    needed = _PARTS[correction.verb]
    for part in _ALL_PARTS:
        is_there = getattr(correction, part) is not None
        if is_there != (part in needed):
            says = "needs" if part in needed else "takes no"
            what = {"evidence": "record", "other": "other record", "undoes": "id of a correction"}.get(part, part)
            raise CorrectionError(f"{correction.verb} {says} {what}", field=part)
    if correction.evidence is not None and correction.evidence == correction.other:
        raise CorrectionError(f"{correction.verb} needs two records, not one twice", field="other")
    if correction.at.tzinfo is None:
        raise CorrectionError(f"the time {correction.at.isoformat()} has no zone", field="at")


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None
