"""CAMEO TSV with a header: one row a source-target pair, of the types that CAMEO has a code for.

An event of several sides gives a row for each pair, under its one id; a reciprocal event a row each way, as ICEWS has
them; a missing side is empty. Codes of a side are the state's or body's and the role's run together (``NORGOV``). Codes
are text: ``040``. As CAMEO tells nothing of how sure an event is, its ``status`` stands beside: a planned or denied
event is no event that happened. ``date`` is the first day, or the last of an open interval, and empty where the text
tells none. ``goldstein`` is PLOVER's score.

Source: CAMEO codebook 1.1b3, sections on verb and actor codes.
"""

from collections.abc import Iterable, Iterator
from itertools import permutations, product

from ..event_types import Record, RecordParticipant
from ..ontology import cameo_code, event_scale, quad_code
from .plover import day_of
from .tsv import encode_row

COLUMNS = (
    "event_id", "date", "date_end", "date_precision", "source_code", "source_name", "target_code", "target_name",
    "cameo_code", "quad_class", "goldstein", "status", "lat", "lon", "country", "publisher", "url", "article_id",
    "sentence",
)  # fmt: skip
# Roles that CAMEO names otherwise than PLOVER: media and health.
_ROLES = {"JRN": "MED", "MED": "HLH"}
Side = RecordParticipant | None


def encode_records(records: Iterable[Record]) -> str:
    """The rows, with their line ends, of each record whose type CAMEO has a code for."""
    return "".join([encode_row(cells) for record in records for cells in _rows(record)])


def code_of(record: Record) -> str | None:
    """CAMEO's code of the record; ``None`` where there is none."""
    return cameo_code(record.type, record.modes, record.contexts)


def _rows(record: Record) -> Iterator[list[str]]:
    code = code_of(record)
    if code is None:
        return
    for source, target in _pairs(record):
        yield [
            record.id, day_of(record) or "", record.date.end or "", record.date.precision,
            _side_code(source), _side_name(source), _side_code(target), _side_name(target),
            code, *_cells(quad_code(record.type), event_scale(record.type, record.modes)), record.status,
            *_place_cells(record), record.publisher or "", record.url or "", record.article_id,
            str(record.trigger.sentence),
        ]  # fmt: skip


def _pairs(record: Record) -> list[tuple[Side, Side]]:
    if record.reciprocal and len(record.actors) > 1:
        return list(permutations(record.actors, 2))
    return list(product(record.actors or (None,), record.recipients or (None,)))


def _side_code(side: Side) -> str:
    return (side.code or "") + _ROLES.get(side.sector or "", side.sector or "") if side else ""


def _side_name(side: Side) -> str:
    return side.name or side.text if side else ""


def _place_cells(record: Record) -> list[str]:
    place = record.place
    return [*_cells(place.lat, place.lon), place.country_code or ""] if place else ["", "", ""]


def _cells(*numbers: float | None) -> list[str]:
    return ["" if number is None else str(number) for number in numbers]
