"""POLECAT-like TSV: its 40 columns, in order, of PLOVER's sixteen types alone.

Missing is ``None``, lists are joined with ``; ``. The columns of one side tell of the same participants in the same
order. ``Event Mode`` also holds the auxiliary mode that tells an event that is planned, conditional or denied. There is
no table for what stands for numbers of the Correlates of War, titles, Wikipedia pages, and the people, organizations
and locations of the whole story: always ``None``. What POLECAT has no column for is in the record of the same id.

Source: POLECAT (doi:10.7910/DVN/AJGVIT), the header of its files until 2023.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from ..event_types import Record, RecordParticipant, RecordPlace
from ..ontology import QUAD_WORDS, event_scale, quad_code
from ..resources import read_text
from ..types import Moment
from .plover import day_of, is_plover, modes_of
from .tsv import encode_row

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
Cell = str | int | float | None
_MISSING = "None"
_JOIN = "; "
_DAY = len("2026-11-20")
_CITY, _DISTRICT = 4, 3
_COUNTRIES = "gazetteer/countries.tsv"


def encode_records(records: Iterable[Record]) -> str:
    """A row with its line end for each record that has one of PLOVER's types."""
    return "".join([encode_row([_shown(cell) for cell in _cells(record)]) for record in records if is_plover(record)])


def _cells(record: Record) -> list[Cell]:
    quad = quad_code(record.type)
    return [
        record.id, day_of(record), record.type, _join(modes_of(record)), event_scale(record.type, record.modes),
        QUAD_WORDS[quad] if quad else None, _join(record.contexts),
        *_side(record.actors), *_side(record.recipients), *_where(record.place),
        record.publisher, _publication_day(record.published), None, None, None, record.language, record.coder,
    ]  # fmt: skip


def _side(side: Sequence[RecordParticipant]) -> list[Cell]:
    """Name, country, number, primary sector, sectors, title, raw name, Wikipedia page."""
    sectors = [sector for one in side for sector in (one.sector, *one.other_sectors) if sector]
    return [
        _align([one.name for one in side]), _align([_country(one.code) for one in side]), None,
        sectors[0] if sectors else None, _join(dict.fromkeys(sectors)), None,
        _align([one.text for one in side]), None,
    ]  # fmt: skip


def _where(place: RecordPlace | None) -> list[Cell]:
    """Placename to feature type."""
    if place is None:
        return [None] * 10
    return [
        place.name, place.name if place.resolution == _CITY else None,
        place.name if place.resolution == _DISTRICT else None, place.province, _country(place.country_code),
        place.lat, place.lon, place.geonameid, place.text, place.feature_code,
    ]  # fmt: skip


def _publication_day(published: Moment | None) -> str | None:
    """The day, where the page states one and not only a month."""
    return published.value[:_DAY] if published and len(published.value) >= _DAY else None


def _country(code: str | None) -> str | None:
    """The full name of a state; the code itself where it is none's (``IGO``)."""
    return code and _country_names().get(code, code)


@cache
def _country_names() -> dict[str, str]:
    rows = [line.split("\t") for line in read_text(_COUNTRIES).splitlines() if line and not line.startswith("#")]
    return {code: names.split("|")[-1] for code, names, *_ in rows}


def _align(parts: Sequence[str | None]) -> str | None:
    """The parts joined, ``None`` standing in the place of one that is missing; nothing where all are."""
    return _join([part or _MISSING for part in parts]) if any(parts) else None


def _join(parts: Iterable[str]) -> str | None:
    return _JOIN.join([part.replace(";", ",") for part in parts]) or None


def _shown(cell: Cell) -> str:
    return _MISSING if cell is None or cell == "" else str(cell)
