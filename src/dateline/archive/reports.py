"""What the articles of an archive report, with the corrections in force and the origins they belong to."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from dateline.correction import Applied, apply_corrections
from dateline.errors import QueryError
from dateline.ontology import read_ontology
from dateline.story_types import Clock, Correction, Report

from .settings import load_setting
from .versions import load_records

MARKS_AT_ONCE = 10_000
_decode_correction = msgspec.json.Decoder(Correction).decode


@dataclass(frozen=True, slots=True)
class Told:
    """The reports of some articles, and what corrections say of them."""

    reports: tuple[Report, ...]
    """Those that were not rejected."""
    applied: Applied


def load_reports(
    connection: sqlite3.Connection,
    articles: Sequence[int],
    *,
    log: Sequence[Correction] | None = None,
    only: Collection[str] | None = None,
) -> Told:
    """What the current texts of the articles report, with the corrections about them.

    Args:
        connection: to the archive.
        articles: by number.
        log: corrections to apply instead of all that are about the articles.
        only: ids of the records that are wanted; others may be among the reports.
    """
    rows = select_in(
        connection, "SELECT v.number, a.id FROM version v JOIN article a ON a.number = v.article"
        " WHERE v.is_current = 1 AND a.number", articles,
    )  # fmt: skip
    if log is None:
        log = concerning(load_corrections(connection), {name for _, name in rows})
    # What a correction is about is looked for among all records of its article.
    wanted = None if log else only
    return _tell(connection, rows, log, only=wanted)


def load_reports_known_by(connection: sqlite3.Connection, articles: Sequence[int], *, day: str, clock: Clock) -> Told:
    """What was known by the end of a day: by what their pages say, or with the clock ``recorded`` by what was kept.

    Of each article its latest text until then; corrections in force today hold for it too.
    """
    column = "substr(recorded_at, 1, 10)" if clock == "recorded" else "nullif(substr(stated, 1, 10), '')"
    rows = select_in(
        connection, "SELECT a.id, v.number FROM version v JOIN article a ON a.number = v.article"
        f" WHERE {column} <= '{_day(day)}' AND v.article", articles, order="v.stated, v.number",
    )  # fmt: skip
    latest = dict(rows)
    texts = sorted([(version, name) for name, version in latest.items()])
    return _tell(connection, texts, concerning(load_corrections(connection), set(latest)))


def load_corrections(connection: sqlite3.Connection) -> list[Correction]:
    """All corrections, in the order in which they were made."""
    return [_decode_correction(row[0]) for row in connection.execute("SELECT json FROM correction ORDER BY number")]


def select_in(
    connection: sqlite3.Connection,
    select: str,
    values: Iterable[object],
    *,
    order: str = "1",
    before: Sequence[object] = (),
) -> list[tuple[Any, ...]]:
    """The rows of a statement that ends where a list of values is to follow, of as many values as there are.

    ``before`` has the values of the marks in the statement itself.
    """
    given = list(values)
    found: list[tuple[Any, ...]] = []
    for begin in range(0, len(given), MARKS_AT_ONCE):
        part = given[begin : begin + MARKS_AT_ONCE]
        marks = ", ".join("?" * len(part))
        found += connection.execute(f"{select} IN ({marks}) ORDER BY {order}", (*before, *part)).fetchall()
    return found


def _day(day: str) -> str:
    """The day, checked to be one, as it goes into a statement."""
    try:
        return datetime.fromisoformat(day).date().isoformat()
    except ValueError as error:
        raise QueryError(f"{day!r} is no day like 2026-11-20") from error


def _tell(
    connection: sqlite3.Connection,
    versions: Sequence[tuple[int, str]],
    corrections: Sequence[Correction],
    *,
    only: Collection[str] | None = None,
) -> Told:
    """What versions tell; each is given by its number and the id of its article."""
    places = _find_places(connection, {name for _, name in versions})
    records = load_records(connection, [version for version, _ in versions], only=only, places=places)
    texts = load_texts(connection, {name for one in corrections for name in articles_of(one)})
    own = load_setting(connection, "ontology")
    applied = apply_corrections(records, corrections, texts, ontology=read_ontology(own) if own else None)
    return Told(tuple([Report(record, record.origin_id or record.article_id) for record in applied.records]), applied)


def concerning(corrections: Sequence[Correction], article_ids: Set[str]) -> list[Correction]:
    """The corrections whose evidence is in the articles, and what undoes them."""
    kept: set[str] = set()
    found = []
    for one in corrections:
        if articles_of(one) & article_ids or one.undoes in kept:
            kept.add(one.id)
            found.append(one)
    return found


def articles_of(correction: Correction) -> set[str]:
    """Ids of the articles that the evidence of a correction lies in."""
    return {evidence.article_id for evidence in (correction.evidence, correction.other) if evidence}


def load_texts(connection: sqlite3.Connection, article_ids: Iterable[str]) -> Mapping[str, str]:
    """The current texts of articles, by id."""
    rows = select_in(
        connection,
        "SELECT id, body FROM version JOIN article ON article.number = article WHERE is_current = 1 AND id",
        sorted(article_ids),
    )
    return dict(rows)


def _find_places(connection: sqlite3.Connection, article_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Origin and story of each article that was placed, as article ids."""
    rows = select_in(
        connection,
        "SELECT a.id, o.id, s.id FROM placement p JOIN article a ON a.number = p.article"
        " JOIN article o ON o.number = p.origin JOIN article s ON s.number = p.story WHERE a.id",
        sorted(article_ids),
    )
    return {row[0]: (row[1], row[2]) for row in rows}
