"""CAMEO's code of an event, through the table of what each code is in PLOVER."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import commonprefix

from dateline.errors import ResourceError
from dateline.resources import read_text

_TABLE = "ontology/cameo.tsv"
_COLUMNS = 5
_ROOT = 2
"""Digits of a root: 14 of 141; its own code is 140."""


@dataclass(frozen=True, slots=True)
class CameoRow:
    """A code of CAMEO, and the type, mode and contexts that it is in PLOVER."""

    code: str
    type: str
    mode: str
    """Empty for none."""
    contexts: frozenset[str]
    name: str


def cameo_code(event_type: str, modes: Collection[str] = (), contexts: Collection[str] = ()) -> str | None:
    """The most general code that says no more than the event; ``None`` for a type without one (``OCCUR``).

    Of the codes that fit, one with the mode goes before one without, then one with more of the contexts, then the
    shorter; of equals the parent they share where it fits, else the lowest. A mode is kept where only contexts that
    the event lacks stand against it: firearms are 193 without ``military``.
    """
    rows = [row for row in cameo_table() if row.type == event_type and (not row.mode or row.mode in modes)]
    fitting = [row for row in rows if row.contexts <= set(contexts)]
    with_mode = [row for row in rows if row.mode]
    if with_mode and not any(row.mode for row in fitting):
        fitting = with_mode
    if not fitting:
        return min(rows, key=_generality).code if rows else None
    most = max((bool(row.mode), len(row.contexts & set(contexts))) for row in fitting)
    best = [row for row in fitting if (bool(row.mode), len(row.contexts & set(contexts))) == most]
    shortest = min(len(row.code) for row in best)
    return _most_general([row for row in best if len(row.code) == shortest], rows)


@cache
def cameo_table() -> tuple[CameoRow, ...]:
    """All codes from 030 on, in order; 01 and 02, statements and appeals, have no type.

    Raises:
        ResourceError: the table is missing or damaged.
    """
    lines = [line for line in read_text(_TABLE).splitlines()[1:] if line]
    if any(line.count("\t") != _COLUMNS - 1 for line in lines):
        raise ResourceError(f"resource {_TABLE!r} is damaged: each line has {_COLUMNS} columns")
    return tuple(_read_row(line.split("\t")) for line in lines)


def _read_row(cells: Sequence[str]) -> CameoRow:
    code, event_type, mode, contexts, name = cells
    return CameoRow(code, event_type, mode, frozenset(filter(None, contexts.split(";"))), name)


def _generality(row: CameoRow) -> tuple[bool, int, int, str]:
    return (bool(row.mode), len(row.contexts), len(row.code), row.code)


def _most_general(best: Sequence[CameoRow], rows: Iterable[CameoRow]) -> str:
    """The one of equals, or the parent that all of them share where it fits; a root only with their mode."""
    if len(best) == 1:
        return best[0].code
    shared = commonprefix([row.code for row in best])  # noqa: RUF071 - codes are meant digit by digit
    parent = shared if len(shared) > _ROOT else f"{shared}0"
    modes = {best[0].mode} if len(shared) == _ROOT else {row.mode for row in rows}
    fits = any(row.code == parent and row.mode in modes for row in rows)
    return parent if fits else min(row.code for row in best)
