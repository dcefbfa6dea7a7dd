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
_COLUMNS: Final = 10
_LANDMARKS: Final = "gazetteer/landmarks.tsv"
# Marks of the last column.
_NOT_ITS_NAME: Final = "="
_SPELLING: Final = "~"

STATE: Final = "PCLI"
DEPENDENCY: Final = "PCLD"
CONTINENT: Final = "CONT"
CAPITAL: Final = "PPLC"
TOWNS: Final = frozenset({"PPL", CAPITAL})
PROVINCES: Final = frozenset({"ADM1", "ADM2"})
STATES: Final = frozenset({STATE, DEPENDENCY})
# As PLOVER counts how exact a place is.
RESOLUTION: Final = {
    STATE: 1, DEPENDENCY: 1, "ADM1": 2, "ADM2": 3, "PPL": 4, CAPITAL: 4,
    "RGN": 2, "ISL": 2, "PPLX": 5, "BLDG": 5, "AIRB": 5, "CMP": 5, "PRN": 5,
}  # fmt: skip
# What only the table of landmarks has.
LANDMARKS: Final = frozenset({"RGN", "ISL", "PPLX", "BLDG", "AIRB", "CMP", "PRN"})


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
    known: int
    """In how many spellings GeoNames has it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for; ``spelled`` where the name is one of another language."""

    row: Row
    spelled: bool


@dataclass(frozen=True, slots=True)
class _Table:
    lines: Sequence[str]
    names: dict[str, int]
    """The first line of each key; a list a key would make loading twice as slow."""
    more_names: dict[str, list[int]]
    spellings: dict[str, int]
    more_spellings: dict[str, list[int]]
    provinces: dict[str, int]
    states: dict[str, int]


def look_up(key: str) -> tuple[Candidate, ...]:
    """The places with that key (see `key_of_place`), those of the name itself before those of a spelling."""
    table = _table()
    found = [Candidate(_row(i), spelled=False) for i in _lines_of(key, table.names, table.more_names)]
    found += [Candidate(_row(i), spelled=True) for i in _lines_of(key, table.spellings, table.more_spellings)]
    return tuple(found)


def _lines_of(key: str, first: dict[str, int], more: dict[str, list[int]]) -> list[int]:
    return [first[key], *more.get(key, ())] if key in first else []


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
    return Row(
        cells[0], cells[1] or None, cells[2], cells[3], lat, lon, geonameid, int(cells[7] or 0), int(cells[8] or 0)
    )


def _cells(line: str) -> list[str]:
    cells = line.split("\t")
    return cells + [""] * (_COLUMNS - len(cells))


@cache
def _table() -> _Table:
    table = _Table([*read_text(_FILE).split("\n"), *_landmarks()], {}, {}, {}, {}, {}, {})
    for at, line in enumerate(table.lines):
        cells = line.split("\t")
        if len(cells) < 3:
            continue
        keys = cells[9] if len(cells) == _COLUMNS else ""
        if not keys.startswith(_NOT_ITS_NAME):
            _add(cells[0].lower(), at, table.names, table.more_names)
        for key in keys.split("|") if keys else ():
            if key[0] == _SPELLING:
                _add(key[1:], at, table.spellings, table.more_spellings)
            elif key != _NOT_ITS_NAME:
                _add(key, at, table.names, table.more_names)
        if cells[2] == "ADM1" and cells[3]:
            table.provinces.setdefault(cells[3], at)
        elif cells[2] == STATE:
            table.states[cells[1]] = at
    return table


def _add(key: str, at: int, first: dict[str, int], more: dict[str, list[int]]) -> None:
    if first.setdefault(key, at) != at:
        more.setdefault(key, []).append(at)


def _landmarks() -> list[str]:
    """The landmarks as lines of the table of places."""
    lines = []
    for line in read_text(_LANDMARKS).splitlines():
        if line.startswith("# "):
            continue
        country, feature, names = line.split("\t")
        for name in names.split("|"):
            lines.append("\t".join([name, country, feature, "", "", "", "", "", "", f"=|{key_of_place(name)}"]))
    return lines
