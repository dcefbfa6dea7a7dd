"""PLOVER records as newline-delimited JSON.

Of PLOVER's sixteen types alone: `encode_records` leaves out a record of another. A status that PLOVER marks by an
auxiliary mode stands in ``mode``: planned, conditional and denied are ``future``, ``hypothetical`` and ``negation``.
``date`` is the first day, or the last of an open interval; null where the text tells none, never the day of
publication in its stead. ``identifier_text`` is the name of an entity, ``link`` names the records that it is related
to, ``text`` is its sentence, ``text_info`` where its trigger stands, from 0, the headline.

Under names that PLOVER leaves free: ``status``, ``factuality``, ``polarity``, ``phase``, ``underlying``,
``reciprocal``, ``condition``, ``hedges``, ``attributions``, ``counts``, ``relations``, ``confidence``,
``date_precision``, ``date_basis`` and ``origin``, as in our record; and ``other_sectors`` of an entity.

Source: PLOVER manual 2.0 (draft of 2024), section on records.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from ..event_types import Record, RecordParticipant, RecordPlace, Status
from ..ontology import event_scale, quad_code

_AUXILIARY: dict[Status, str] = {"planned": "future", "conditional": "hypothetical", "denied": "negation"}
_TIME = re.compile(r"T(\d\d:\d\d)")
_SIZES = ("dead", "injured", "arrested")
# Resolution from which the name of a place is a city's.
_CITY, _DISTRICT = 4, 3


def encode_records(records: Iterable[Record]) -> str:
    """A line of JSON for each record that has one of PLOVER's types."""
    return "".join([encode_record(record) + "\n" for record in records if is_plover(record)])


def encode_record(record: Record) -> str:
    """The record as PLOVER's, without the line end; of optional fields only those that have a value."""
    fields = _needed(record) | _filled(_optional(record)) | _filled(_own(record))
    return msgspec.json.encode(fields).decode()


def is_plover(record: Record) -> bool:
    """Whether its type is one that PLOVER has: one with a quad code."""
    return quad_code(record.type) is not None


def modes_of(record: Record) -> tuple[str, ...]:
    """Its modes, with the auxiliary mode that tells its status."""
    auxiliary = _AUXILIARY.get(record.status) or ("negation" if record.polarity == "neg" else None)
    return (*record.modes, auxiliary) if auxiliary else record.modes


def day_of(record: Record) -> str | None:
    """The first day of the event, or its last where the first is open; ``None`` where neither is known."""
    return record.date.start or record.date.end


def _needed(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "date": day_of(record),
        "actor": [_entity(one) for one in record.actors],
        "event": [record.type],
    }


def _optional(record: Record) -> dict[str, Any]:
    date = record.date
    time = _TIME.search(date.value or "")
    start, end = record.trigger.span
    return {
        "recipient": [_entity(one) for one in record.recipients],
        "time": time and time[1],
        "enddate": date.end if date.end != day_of(record) else None,
        "event_loc": record.place and _location(record.place),
        "event_text": [record.trigger.text, *[mention.text for mention in record.mentions]],
        "quad_code": quad_code(record.type),
        "event_scale": event_scale(record.type, record.modes),
        "mode": modes_of(record),
        "context": record.contexts,
        "size": _size(record),
        "link": [relation.target for relation in record.relations],
        "text": record.sentence.text,
        "text_info": {"sequence": record.trigger.sentence, "start": start, "end": end},
        "cite_info": _citation(record),
        "coder": record.coder,
        "coded_date": record.recorded_at and record.recorded_at.strftime("%Y-%m-%d"),
        "coded_time": record.recorded_at and record.recorded_at.strftime("%H:%M:%S"),
    }


def _own(record: Record) -> dict[str, Any]:
    basis = record.date.basis
    return {
        "status": record.status,
        "factuality": record.factuality,
        "polarity": record.polarity,
        "phase": record.phase,
        "underlying": record.underlying,
        "reciprocal": record.reciprocal,
        "condition": record.condition,
        "hedges": record.hedges,
        "attributions": record.attributions,
        "counts": record.counts,
        "relations": record.relations,
        "confidence": record.confidence,
        "date_precision": record.date.precision,
        "date_basis": basis if basis is None or isinstance(basis, str) else basis.text,
        "origin": record.origin,
    }


def _entity(one: RecordParticipant) -> dict[str, Any]:
    return _filled({
        "code": one.code,
        "sector": one.sector,
        "entity_text": one.text,
        "identifier_text": one.name,
        "other_sectors": one.other_sectors,
    })  # fmt: skip


def _location(place: RecordPlace) -> dict[str, Any]:
    return _filled({
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.resolution == _CITY else None,
        "district": place.name if place.resolution == _DISTRICT else None,
        "province": place.province,
        "country_code": place.country_code,
        "feature_code": place.feature_code,
        "resolution": place.resolution,
    })  # fmt: skip


def _size(record: Record) -> dict[str, int]:
    """The first number of each kind that is one."""
    return {
        count.kind: count.value
        for count in reversed(record.counts)
        if count.kind in _SIZES and count.value is not None
    }  # fmt: skip


def _citation(record: Record) -> dict[str, Any]:
    return _filled({
        "url": record.url,
        "title": record.headline,
        "language": record.language,
        "publication": record.publisher,
        "codebook": record.ontology,
    })  # fmt: skip


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value; none that is empty or null."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", (), [], {})}
