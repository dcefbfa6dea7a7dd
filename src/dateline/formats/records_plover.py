"""PLOVER JSON: one event a line, under PLOVER's names; what PLOVER has no name for stands under ours beside it.

Source: PLOVER draft 2.0 manual, the record.
"""

from collections.abc import Iterable

import msgspec

from ..ontology import event_scale, quad_code
from ..types import Record, RecordParticipant

_AUXILIARY = {"planned": "future", "threatened": "future", "conditional": "hypothetical", "denied": "negation",
              "failed": "negation"}  # fmt: skip
_SIZES = ("dead", "injured", "arrested")


def encode_plover(records: Iterable[Record]) -> str:
    """A line for each record. ``date`` is the first day of the interval or, where that is open, the last.

    A record without any day is written without ``date``, which PLOVER needs: a reader drops it or asks why.
    """
    return "".join(msgspec.json.encode(_line(record)).decode() + "\n" for record in records)


def _line(record: Record) -> dict[str, object]:
    auxiliary = _AUXILIARY.get(record.status)
    line: dict[str, object] = {
        "id": record.id,
        "date": record.date.start or record.date.end,
        "enddate": record.date.end if record.date.start else None,
        "event": [record.type],
        "mode": [*record.modes, *([auxiliary] if auxiliary else [])],
        "context": list(record.contexts),
        "actor": [_entity(side) for side in record.actors],
        "recipient": [_entity(side) for side in record.recipients],
        "event_loc": _location(record),
        "event_text": [record.trigger.text],
        "quad_code": quad_code(record.type),
        "event_scale": event_scale(record.type, record.modes),
        "link": [relation.target for relation in record.relations],
        "size": {count.kind: count.value for count in record.counts if count.kind in _SIZES} or None,
        "text": record.sentence.text,
        "text_info": {
            "sequence": record.sentence.sentence, "start": record.trigger.span[0], "end": record.trigger.span[1]
        },
        "cite_info": {
            "url": record.url, "title": record.headline, "publication": record.publisher, "language": record.language
        },
        "coder": record.coder,
        "date_precision": record.date.precision,
        "status": record.status,
        "attributions": [
            {"kind": one.kind, "source": one.source.text if one.source else None} for one in record.attributions
        ],
        "confidence": record.confidence,
    }  # fmt: skip
    return {name: value for name, value in line.items() if value is not None}


def _entity(side: RecordParticipant) -> dict[str, str]:
    pairs = {"code": side.code, "sector": side.sector, "entity_text": side.text, "identifier_text": side.name}
    return {name: value for name, value in pairs.items() if value}


def _location(record: Record) -> dict[str, object] | None:
    place = record.place
    if place is None:
        return None
    pairs = {
        "extracted_place": place.text, "resolved_place": place.name, "geonameid": place.geonameid, "lat": place.lat,
        "lon": place.lon, "province": place.province, "country_code": place.country_code,
        "feature_code": place.feature_code, "resolution": place.resolution,
    }  # fmt: skip
    return {name: value for name, value in pairs.items() if value is not None}
