"""What a person may set a field to, and how it is written.

A value is kept in the log as text. `normalize_value` gives it the one form in which it is kept; the ``read_`` functions
give back what it says.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast, get_args

from ..errors import CorrectionError
from ..event_types import Bound, DatePrecision, Phase, Polarity, Status
from ..ontology import Ontology
from ..resources import read_text

Field = Literal[
    "type", "modes", "contexts", "status", "polarity", "phase", "date", "place",
    "actors", "recipients", "source", "dead", "injured", "arrested", "size",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
"""In the order in which they are set: a mode hangs on the type, the polarity on the status."""
STATUSES: tuple[Status, ...] = get_args(Status)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
PHASES: tuple[Phase, ...] = get_args(Phase)
JOIN = "; "

_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_STATES = "gazetteer/countries.tsv"
_SEVERAL = re.compile("[;,]")
_BRACKETS = re.compile(r"(.*\S)\s*\(([A-Z]{3})?(/)?([A-Z]{3})?\)", re.ASCII | re.DOTALL)
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_COUNT = re.compile(r"(>=|<=|~)?\s*(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})", re.ASCII)
_BOUNDS: dict[str, Bound] = {"": "exact", ">=": "at_least", "<=": "at_most", "~": "about"}


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date stands for; all ``None`` for an unknown one."""

    value: str | None
    start: str | None
    end: str | None
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the codes given in brackets behind it."""

    name: str
    code: str | None
    sector: str | None


def normalize_value(field: str, value: str, *, event_type: str | None = None, ontology: Ontology | None = None) -> str:
    """The value in the form in which it is kept; without an ontology any type, mode and context passes.

    Raises:
        CorrectionError: no such field, or a value that the field cannot have; the reason says what is allowed.
    """
    match field:
        case "type" | "modes" | "contexts":
            return _normalize_names(field, value, event_type, ontology)
        case "status":
            return read_choice(field, value, STATUSES)
        case "polarity":
            return read_choice(field, value, POLARITIES)
        case "phase":
            return read_choice(field, value, PHASES) if value.strip() else ""
        case "date":
            read_date(value)
            return "".join(value.split())
        case "dead" | "injured" | "arrested" | "size":
            count = read_count(field, value)
            return "" if count is None else f"{_sign_of(count[1])}{count[0]}"
        case "actors" | "recipients":
            return JOIN.join([_written(one) for one in read_named(field, value)])
        case "place":
            return " ".join(value.split())
        case "source":
            return JOIN.join([_written(one) for one in read_source(value)])
    raise CorrectionError(f"a record has no field {field!r} to set; there are {', '.join(FIELDS)}", field=field)


def read_choice(field: str, value: str, allowed: Iterable[str]) -> str:
    """The one of the allowed names that is meant, in small or capital letters.

    Raises:
        CorrectionError: none of them.
    """
    names = {name.casefold(): name for name in allowed}
    found = names.get(value.strip().casefold())
    if found is None:
        raise CorrectionError(f"{field} cannot be {value!r}; write one of {', '.join(names.values())}", field=field)
    return found


def read_modes(value: str, event_type: str, ontology: Ontology) -> tuple[str, ...]:
    """The modes, which must be of the type.

    Raises:
        CorrectionError: the type has no such mode, or the ontology has no such type.
    """
    modes = ontology.types[read_choice("type", event_type, ontology.types)].modes
    return _choices("modes", value, [mode.name for mode in modes])


def read_contexts(value: str, ontology: Ontology) -> tuple[str, ...]:
    """The contexts.

    Raises:
        CorrectionError: the ontology has no such context.
    """
    return _choices("contexts", value, [context.name for context in ontology.contexts])


def read_date(value: str) -> Days:
    """The days meant by a day, month, year, an interval of these, or nothing.

    A month and a year are ``exact``, as where a text states them: the value says how fine.

    Raises:
        CorrectionError: something else, a day that the calendar lacks, or an interval that ends before it begins.
    """
    parts = [part.strip() for part in value.split("/")]
    if parts == [""]:
        return Days(None, None, None, "unknown")
    bounds = [_bounds(part) for part in parts]
    if len(bounds) == 1 and bounds[0]:
        return Days(parts[0], bounds[0][0].isoformat(), bounds[0][1].isoformat(), "exact")
    if len(bounds) == 2 and bounds[0] and bounds[1] and bounds[0][0] <= bounds[1][1]:
        return Days(None, bounds[0][0].isoformat(), bounds[1][1].isoformat(), "interval")
    reason = (
        f"date cannot be {value!r}; write a day as 2026-11-03, a month as 2026-11, a year as 2026, "
        "an interval as 2026-11-03/2026-11-07, or nothing where it is unknown"
    )
    raise CorrectionError(reason, field="date")


def read_count(field: str, value: str) -> tuple[int, Bound] | None:
    """The number and whether it is a bound; ``None`` for nothing.

    Raises:
        CorrectionError: no number.
    """
    if not value.strip():
        return None
    found = _COUNT.fullmatch(value.strip())
    if found is None:
        reason = f"{field} cannot be {value!r}; write a number as 5, >=5, <=5 or ~5, or nothing where there is none"
        raise CorrectionError(reason, field=field)
    return int(found[2].replace(",", "")), _BOUNDS[found[1] or ""]


def read_named(field: str, value: str) -> tuple[Named, ...]:
    """The names between semicolons, with the codes in brackets behind them; none for an empty value.

    ``(PER/GOV)`` is code and sector, ``(PER/)`` or that of a state or kind of body alone, ``(PER)``, a code,
    ``(/GOV)`` a sector.

    Raises:
        CorrectionError: three capitals in brackets that are neither.
    """
    parts = [" ".join(part.split()) for part in value.split(";")]
    return tuple(dict.fromkeys([_read_name(field, part) for part in parts if part]))


def read_source(value: str) -> tuple[Named, ...]:
    """The one source, or none where the publication speaks itself.

    Raises:
        CorrectionError: more than one, or a code that is none.
    """
    found = read_named("source", value)
    if len(found) > 1:
        raise CorrectionError(f"source cannot be {value!r}; write one name, or nothing", field="source")
    return found


def _normalize_names(field: str, value: str, event_type: str | None, ontology: Ontology | None) -> str:
    if ontology is None:
        several = _split_names(value)
        if field == "type" and len(several) != 1:
            raise CorrectionError(f"type cannot be {value!r}; write one name", field=field)
        return JOIN.join(several)
    if field == "type":
        return read_choice(field, value, ontology.types)
    found = read_contexts(value, ontology) if field == "contexts" else read_modes(value, event_type or "", ontology)
    return JOIN.join(found)


def _choices(field: str, value: str, allowed: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([read_choice(field, name, allowed) for name in _split_names(value)]))


def _split_names(value: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(value) if part.strip()]


def _bounds(text: str) -> tuple[date, date] | None:
    """The first and last day of a day, month or year."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(cast("int", year), month or 1, day or 1)
        last_month = month or 12
        return first, date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    except ValueError:
        return None


def _read_name(field: str, text: str) -> Named:
    found = _BRACKETS.fullmatch(text)
    if found is None or not (found[2] or found[4]):
        return Named(text, None, None)
    name, code, slash, sector = found.groups()
    if slash or (code and not sector and code in _known_codes()):
        return Named(name, code, sector)
    reason = (
        f"{field}: ({code}{sector or ''}) is no state or kind of body; write (PER/GOV) for code and sector, (PER/) or "
        "(/GOV) for one of them, or leave the brackets out"
    )
    raise CorrectionError(reason, field=field)


def _written(one: Named) -> str:
    return f"{one.name} ({one.code or ''}/{one.sector or ''})" if one.code or one.sector else one.name


def _sign_of(bound: Bound) -> str:
    return next(sign for sign, name in _BOUNDS.items() if name == bound)


@cache
def _known_codes() -> frozenset[str]:
    lines = read_text(_STATES).splitlines()
    return _BODIES | {line.split("\t")[0] for line in lines if line and not line.startswith("#")}
