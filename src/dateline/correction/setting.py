"""A field of a record set as a correction says, with the words of the text that it rests on.

Whatever a person says, a record's words stay the article's own. Where the text has the name, the number or the day that
was set, the field points to it, nearest to the trigger. Where it has not, the field points to the sentence of the
trigger, which is what the person read, and ``name``, ``value`` or ``start`` says what was set: never words that stand
nowhere, nor a span at which others stand. `via` begins with ``correction`` and the id in either case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from ..errors import CorrectionError
from ..event_types import (
    FACTUALITY,
    NOT,
    CountKind,
    Phase,
    Polarity,
    Reason,
    Record,
    RecordAttribution,
    RecordCount,
    RecordDate,
    RecordParticipant,
    RecordPlace,
    RecordSource,
    SourceKind,
    Status,
    Words,
)
from ..ontology import Ontology
from ..story_types import Correction
from ..types import MentionKind
from .values import (
    PHASES,
    POLARITIES,
    STATUSES,
    Named,
    read_choice,
    read_contexts,
    read_count,
    read_date,
    read_modes,
    read_named,
    read_source,
)
from .words import WordFinder, forms_of_number


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article tells beside the record."""

    finder: WordFinder
    records: tuple[Record, ...]
    """The article's records as they were read, in the order of the text."""
    ontology: Ontology


def set_field(record: Record, correction: Correction, setting: Setting) -> Record:
    """The record with the field set and a reason for it.

    Raises:
        CorrectionError: the record cannot have the value, or there is no such field.
    """
    field, value = correction.field or "", correction.value or ""
    via = f"correction {correction.id}"
    changed = _change(record, field, value, setting=setting, via=via)
    reasons = [reason for reason in changed.reasons if reason.field != field]
    return replace(changed, reasons=(*reasons, Reason(field, via, 1.0)))


def _change(record: Record, field: str, value: str, *, setting: Setting, via: str) -> Record:
    match field:
        case "type":
            return _with_type(record, read_choice("type", value, setting.ontology.types), setting.ontology)
        case "modes":
            return replace(record, modes=read_modes(value, record.type, setting.ontology))
        case "contexts":
            return replace(record, contexts=read_contexts(value, setting.ontology))
        case "status" | "polarity" | "phase":
            return _with_certainty(record, field, value)
        case "date":
            return replace(record, date=_make_date(record, value, setting, via))
        case "place":
            return replace(record, place=_make_place(record, value.strip(), setting, via))
        case "actors" | "recipients":
            return _with_side(record, field, value, setting=setting, via=via)
        case "source":
            sources = [_make_attribution(record, one, setting) for one in read_source(value)]
            return replace(record, attributions=tuple(sources))
        case "dead" | "injured" | "arrested" | "size":
            return _with_count(record, field, value, setting)
    raise CorrectionError(f"a record has no field {field!r} to set", field=field)


def _with_type(record: Record, event_type: str, ontology: Ontology) -> Record:
    """Of that type, for sure, without what hangs on the old one: other modes, what it would be if carried out."""
    if event_type == record.type:
        return replace(record, confidence=1.0)
    modes = {mode.name for mode in ontology.types[event_type].modes}
    kept = tuple([mode for mode in record.modes if mode in modes])
    reasons = record.reasons if kept else tuple([one for one in record.reasons if one.field != "modes"])
    return replace(record, type=event_type, modes=kept, underlying=None, confidence=1.0, reasons=reasons)


def _with_certainty(record: Record, field: str, value: str) -> Record:
    """Status, polarity and factuality in accord; a polarity keeps the factuality but for its sign."""
    if field == "phase":
        return replace(record, phase=cast("Phase", read_choice(field, value, PHASES)) if value.strip() else None)
    if field == "status":
        status = cast("Status", read_choice(field, value, STATUSES))
        polarity: Polarity = "neg" if status in NOT else "pos"
        return replace(record, status=status, factuality=FACTUALITY[status], polarity=polarity)
    polarity = cast("Polarity", read_choice(field, value, POLARITIES))
    certain = abs(record.factuality)
    return replace(record, polarity=polarity, factuality=-certain if polarity == "neg" and certain else certain)


def _make_date(record: Record, value: str, setting: Setting, via: str) -> RecordDate:
    days = read_date(value)
    if days.start is None:
        return RecordDate(None, None, None, "unknown", None, None, via)
    basis = setting.finder.find([value], record.trigger) or record.sentence
    return RecordDate(days.value, days.start, days.end, days.precision, basis, None, via)


def _make_place(record: Record, name: str, setting: Setting, via: str) -> RecordPlace | None:
    """The place, with the coordinates that another record of the article has for it."""
    if not name:
        return None
    known = next((r.place for r in (record, *setting.records) if r.place and _is_called(name, r.place)), None)
    found = _receipt(record, name, setting.finder, known if known == record.place else None)
    if known is None:
        return RecordPlace(
            found.text, found.sentence, found.span, name=name, geonameid=None, lat=None, lon=None, province=None,
            country_code=None, feature_code=None, resolution=None, via=via, confidence=1.0,
        )  # fmt: skip
    return replace(
        known, text=found.text, sentence=found.sentence, span=found.span, name=known.name or name,
        via=_via(via, known.via), confidence=1.0,
    )  # fmt: skip


def _with_side(record: Record, field: str, value: str, *, setting: Setting, via: str) -> Record:
    side = tuple([_make_participant(record, named, setting, via) for named in read_named(field, value)])
    changed = replace(record, actors=side) if field == "actors" else replace(record, recipients=side)
    return replace(changed, reciprocal=len(changed.actors) > 1 and not changed.recipients)


def _make_participant(record: Record, named: Named, setting: Setting, via: str) -> RecordParticipant:
    """The participant; codes that are not given are those that the article's records have for the name."""
    read = _as_read(record, setting)
    own = _find_called(named.name, _sides(read))
    known = own or _find_called(named.name, [one for other in setting.records for one in _sides(other)])
    found = _receipt(record, named.name, setting.finder, own)
    kind: MentionKind = known.kind if known else "named" if named.name[:1].isupper() else "nominal"
    is_said = found.text.casefold() == named.name.casefold()
    name = (known.name if known else None) or (None if is_said and kind != "named" else named.name)
    is_coded = named.code is not None or named.sector is not None
    return RecordParticipant(
        found.text, found.sentence, found.span, kind=kind, name=name,
        code=named.code if is_coded or not known else known.code,
        sector=named.sector if is_coded or not known else known.sector,
        other_sectors=() if is_coded or not known else known.other_sectors,
        via=via if is_coded or not known else _via(via, known.via),
        confidence=1.0,
    )  # fmt: skip


def _make_attribution(record: Record, named: Named, setting: Setting) -> RecordAttribution:
    """On the word of the source: as it was read, where the record has it; else without a cue."""
    heard = _as_read(record, setting).attributions
    said = next((one for one in heard if one.source and _is_called(named.name, one.source)), None)
    if said and said.source:
        is_coded = named.code is not None or named.sector is not None
        coded = replace(said.source, code=named.code, sector=named.sector) if is_coded else said.source
        return replace(said, source=coded)
    one = _make_participant(record, named, setting, "")
    source = RecordSource(one.text, one.sentence, one.span, name=one.name, code=one.code, sector=one.sector)
    kind: SourceKind = "named" if one.kind == "named" else "anonymous"
    return RecordAttribution(kind, source, None, None, "indirect")


def _with_count(record: Record, kind: CountKind, value: str, setting: Setting) -> Record:
    others = tuple([count for count in record.counts if count.kind != kind])
    count = read_count(kind, value)
    if count is None:
        return replace(record, counts=others)
    number, bound = count
    found = setting.finder.find(forms_of_number(number), record.trigger) or record.sentence
    made = RecordCount(found.text, found.sentence, found.span, kind=kind, value=number, bound=bound)
    return replace(record, counts=(*others, made))


def _receipt(record: Record, name: str, finder: WordFinder, own: Words | None) -> Words:
    """The words for a name: those that the record had for it, else the name in the text, else the whole sentence."""
    return own or finder.find([name], record.trigger) or record.sentence


def _as_read(record: Record, setting: Setting) -> Record:
    """The record before its corrections: a side may be set from the other, whichever was set first."""
    return next((one for one in setting.records if one.id == record.id), record)


def _sides(record: Record) -> tuple[RecordParticipant, ...]:
    return (*record.actors, *record.recipients)


def _find_called(name: str, several: Sequence[RecordParticipant]) -> RecordParticipant | None:
    return next((one for one in several if _is_called(name, one)), None)


def _is_called(name: str, one: RecordParticipant | RecordPlace | RecordSource) -> bool:
    return name.casefold() in {one.text.casefold(), (one.name or "").casefold()}


def _via(correction: str, known: str) -> str:
    return f"{correction}: {known}" if known else correction
