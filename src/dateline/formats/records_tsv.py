"""Tab-separated tables for those who work with older event data: POLECAT's 40 columns, and CAMEO pairs.

What these shapes cannot carry (attribution, status, certainty) stays in JSONL, where the same ids lead to it.
"""

from collections.abc import Iterable, Sequence

from ..ontology import QUAD_WORDS, cameo_code, event_scale, quad_code
from ..types import Record, RecordParticipant

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename",
    "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
CAMEO_COLUMNS = (
    "id", "date", "source_code", "source_sector", "source", "target_code", "target_sector", "target", "cameo", "quad",
    "scale", "status", "url",
)  # fmt: skip
_NONE = "None"
_CITY = 4
_DAY = len("2020-01-16")


def polecat_header() -> str:
    """The names of the columns, with the line end."""
    return _row(POLECAT_COLUMNS)


def encode_polecat(records: Iterable[Record]) -> str:
    """A row for each record; what is unknown, as are the numbers of the Correlates of War, is ``None``.

    ``Event Date`` is the first day of the interval or, where that is open, the last. Countries are alpha-3 codes.
    """
    return "".join(_row([_cell(value) for value in _polecat(record)]) for record in records)


def cameo_header() -> str:
    """The names of the columns, with the line end."""
    return _row(CAMEO_COLUMNS)


def encode_cameo(records: Iterable[Record]) -> str:
    """A row for each pair of source and target, both ways of a meeting; none for an event without a code in CAMEO."""
    return "".join(_row(row) for record in records for row in _cameo(record))


def _polecat(record: Record) -> list[object]:
    place, quad = record.place, quad_code(record.type)
    city = place.name if place and (place.resolution or 0) >= _CITY else None
    published = record.published.value[:_DAY] if record.published else None
    where = [place.name, city, None, place.province, place.country_code, place.lat, place.lon] if place else [None] * 7
    raw = [place.geonameid, place.text, place.feature_code] if place else [None] * 3
    return [
        record.id, record.date.start or record.date.end, record.type, _joined(record.modes),
        event_scale(record.type, record.modes), QUAD_WORDS[quad] if quad else None, _joined(record.contexts),
        *_polecat_side(record.actors), *_polecat_side(record.recipients), *where, *raw,
        record.publisher, published, None, None, None, record.language, record.coder,
    ]  # fmt: skip


def _polecat_side(side: Sequence[RecordParticipant]) -> list[object]:
    sectors = [sector for one in side for sector in (one.sector, *one.other_sectors) if sector]
    return [
        _joined([one.name for one in side]), _joined([one.code for one in side]), None,
        next((one.sector for one in side if one.sector), None), _joined(sectors), None,
        _joined([one.text for one in side]), None,
    ]  # fmt: skip


def _cameo(record: Record) -> Iterable[list[str]]:
    code = cameo_code(record.type, record.modes, record.contexts)
    if code is None:
        return
    day = record.date.start or record.date.end or ""
    quad, scale = quad_code(record.type), event_scale(record.type, record.modes)
    for source, target in _pairs(record):
        yield [
            record.id, day, *_cameo_side(source), *_cameo_side(target), code, str(quad or ""),
            "" if scale is None else str(scale), record.status, record.url or "",
        ]  # fmt: skip


def _pairs(record: Record) -> list[tuple[RecordParticipant | None, RecordParticipant | None]]:
    if record.reciprocal:
        return [(a, b) for a in record.actors for b in record.actors if a is not b]
    return [(a, b) for a in record.actors or (None,) for b in record.recipients or (None,)]


def _cameo_side(side: RecordParticipant | None) -> list[str]:
    return ["", "", ""] if side is None else [side.code or "", side.sector or "", side.text]


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(value for value in values if value) or None


def _cell(value: object) -> str:
    return _NONE if value is None else str(value)


def _row(cells: Iterable[str]) -> str:
    """A line; tabs and line ends inside a cell are blanks, for these tables have no quoting."""
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
