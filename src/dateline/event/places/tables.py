"""The table of places: cities, provinces, states and continents, looked up by name.

It lies in `resources/gazetteer/places.tsv` with its columns explained at its head, and is read once, on the first
look-up; a row is taken apart only when it is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.event.places.keys import key_of_place
from dateline.resources import read_text

_FILE: Final = "gazetteer/places.tsv"
_COLUMNS: Final = 9
# Marks of the last column.
_NOT_ITS_NAME: Final = "="
_SPELLING: Final = "~"

STATE: Final = "PCLI"
DEPENDENCY: Final = "PCLD"
CONTINENT: Final = "CONT"
CAPITAL: Final = "PPLC"
PROVINCES: Final = frozenset({"ADM1", "ADM2"})
STATES: Final = frozenset({STATE, DEPENDENCY})
# As PLOVER counts how exact a place is.
RESOLUTION: Final = {STATE: 1, DEPENDENCY: 1, "ADM1": 2, "ADM2": 3, "PPL": 4, CAPITAL: 4}


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the table; ``None`` for what the table does not know."""

    name: str
    country: str | None
    feature: str
    province: str
    """The code of the province's row; of a province its own."""
    lat: float | None
    lon: float | None
    geonameid: int | None
    population: int
    """In thousands, rounded up; 0 for unknown."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for; ``spelled`` where the name is one of another language."""

    row: Row
    spelled: bool


@dataclass(frozen=True, slots=True)
class _Table:
    lines: Sequence[str]
    names: dict[str, list[int]]
    spellings: dict[str, list[int]]
    provinces: dict[str, int]
    states: dict[str, int]


def look_up(key: str) -> tuple[Candidate, ...]:
    """The places with that key (see `key_of_place`), those of the name itself before those of a spelling."""
    table = _table()
    found = [Candidate(_row(i), spelled=False) for i in table.names.get(key, ())]
    found += [Candidate(_row(i), spelled=True) for i in table.spellings.get(key, ())]
    return tuple(found)


def find_state(code: str) -> Row | None:
    """The row of the state with that alpha-3 code."""
    at = _table().states.get(code)
    return None if at is None else _row(at)


def find_province(code: str) -> Row | None:
    """The row of the province with that code."""
    at = _table().provinces.get(code)
    return None if at is None else _row(at)


@cache
def _row(at: int) -> Row:
    cells = _cells(_table().lines[at])
    lat, lon = (float(cell) if cell else None for cell in cells[4:6])
    geonameid = int(cells[6]) if cells[6] else None
    return Row(cells[0], cells[1] or None, cells[2], cells[3], lat, lon, geonameid, int(cells[7] or 0))


def _cells(line: str) -> list[str]:
    cells = line.split("\t")
    return cells + [""] * (_COLUMNS - len(cells))


@cache
def _table() -> _Table:
    table = _Table(read_text(_FILE).split("\n"), {}, {}, {}, {})
    for at, line in enumerate(table.lines):
        cells = line.split("\t")
        if len(cells) < 3:
            continue
        keys = cells[8] if len(cells) == _COLUMNS else ""
        if not keys.startswith(_NOT_ITS_NAME):
            table.names.setdefault(cells[0].lower(), []).append(at)
        for key in keys.split("|") if keys else ():
            if key[0] == _SPELLING:
                table.spellings.setdefault(key[1:], []).append(at)
            elif key != _NOT_ITS_NAME:
                table.names.setdefault(key, []).append(at)
        if cells[2] == "ADM1" and cells[3]:
            table.provinces.setdefault(cells[3], at)
        elif cells[2] == STATE:
            table.states[cells[1]] = at
    return table


def is_known(name: str) -> bool:
    """Whether the table has the name."""
    return bool(look_up(key_of_place(name)))
