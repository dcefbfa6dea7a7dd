"""Corrections made in an archive: written to a log that only grows, and applied at once."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from dateline.archive_types import LogEntry
from dateline.correction import decode_corrections, make_correction
from dateline.errors import CorrectionError, NotInArchive
from dateline.event_types import Record
from dateline.ontology import load_ontology, read_ontology
from dateline.story.quotes import choose_report
from dateline.story_types import Correction, Happening, Verb

from .aliases import find_article
from .connection import transaction
from .reports import articles_of, concerning, load_corrections, load_reports, select_in
from .settings import load_setting
from .telling import load_happening
from .weaving import weave_stories

_ALIAS = re.compile(r"[Cc](\d{1,15})")
_TICK = timedelta(microseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC)


def correct(
    connection: sqlite3.Connection,
    verb: Verb,
    event: str,
    *,
    other: str | None,
    field: str | None,
    value: str | None,
    because: str | None,
    by: str | None,
    report: str | None,
) -> LogEntry:
    """Keep a correction of an event and join its story anew.

    ``other`` is the event to merge with; of a ``split`` it is the article whose reports are to stand alone.
    """
    with transaction(connection):
        happening = load_happening(connection, event)
        pairs: list[tuple[Record, Record | None]] = [(_choose(connection, happening, report), None)]
        if other is not None and verb == "merge":
            pairs = [(pairs[0][0], _choose(connection, load_happening(connection, other), None))]
        elif verb == "split":
            pairs = _find_parted(connection, happening, other or report)
        own = load_setting(connection, "ontology")
        ontology = read_ontology(own) if own is not None else load_ontology()
        at = _now(connection)
        made = [
            make_correction(
                verb, record, other=second, field=field, value=value, because=because, by=by, at=at, ontology=ontology
            )
            for record, second in pairs
        ]  # fmt: skip
        return _keep(connection, made)[-1]


def undo(connection: sqlite3.Connection, name: str, *, because: str | None, by: str | None) -> LogEntry:
    """Take back a correction by its alias or id."""
    with transaction(connection):
        target = _find_correction(connection, name)
        made = make_correction("undo", undoes=target.id, because=because, by=by, at=_now(connection))
        return _keep(connection, [made])[-1]


def import_corrections(connection: sqlite3.Connection, text: str) -> list[LogEntry]:
    """Keep the corrections of an exported log; those that are there already are not kept twice.

    Raises:
        CorrectionError: a line that cannot be read, with its number.
    """
    given = decode_corrections(text)
    with transaction(connection):
        known = {(one.id, one.at) for one in load_corrections(connection)}
        fresh = [one for one in given if (one.id, one.at) not in known]
        return _keep(connection, fresh) if fresh else []


def list_corrections(connection: sqlite3.Connection) -> list[LogEntry]:
    """The whole log in the order in which it was written, with what became of each entry."""
    log = load_corrections(connection)
    return _list(connection, log, log)


def _list(connection: sqlite3.Connection, log: Sequence[Correction], wanted: Sequence[Correction]) -> list[LogEntry]:
    """What became of those of the log that are wanted.

    All that are about the same articles must be among them: they may override or undo each other.
    """
    names = sorted({name for one in wanted for name in articles_of(one)})
    rows = select_in(connection, "SELECT id, number FROM article WHERE id", names)
    applied = load_reports(connection, [number for _, number in rows], log=wanted).applied
    reasons = {misfit.correction.id: misfit.reason for misfit in applied.misfits}
    states = dict.fromkeys(applied.in_force, "in force") | dict.fromkeys(applied.overridden, "overridden")
    states |= dict.fromkeys(applied.undone, "undone") | dict.fromkeys(reasons, "misfit")
    return [
        LogEntry(f"C{number}", one, states[one.id], reasons.get(one.id))
        for number, one in enumerate(log, 1)
        if one.id in states
    ]


def _keep(connection: sqlite3.Connection, corrections: Sequence[Correction]) -> list[LogEntry]:
    """Write corrections to the log, those that are there already left out, and join the stories they concern anew."""
    try:
        rows = [(one.id, one.at.isoformat(), msgspec.json.encode(one)) for one in corrections]
    except UnicodeEncodeError as error:
        raise CorrectionError(f"what was said is no text that can be kept: {error.reason}") from error
    connection.executemany("INSERT OR IGNORE INTO correction (id, at, json) VALUES (?, ?, ?)", rows)
    log = load_corrections(connection)
    by_id = {one.id: one for one in log}
    articles = set().union(*[_concerned(by_id, one) for one in corrections])
    stories = _stories_of(connection, articles)
    weave_stories(connection, stories, at=datetime.now(UTC).isoformat(timespec="seconds"))
    about = {(one.id, one.at) for one in [*concerning(log, articles), *corrections]}
    listed = _list(connection, log, [one for one in log if (one.id, one.at) in about])
    entries = {(entry.correction.id, entry.correction.at): entry for entry in listed}
    return [entries[one.id, one.at] for one in corrections]


def _now(connection: sqlite3.Connection) -> datetime:
    """The time of a correction: after all that are in the log, also where the machine's clock was set back."""
    latest = max([one.at for one in load_corrections(connection)], default=None)
    now = datetime.now(UTC)
    return now if latest is None or latest < now else min(latest, _LATEST - _TICK) + _TICK


def _choose(connection: sqlite3.Connection, happening: Happening, report: str | None) -> Record:
    """The record of a happening that a correction is about: of the article named, else the one that is shown."""
    if report is None:
        return choose_report(happening).record
    _, article_id = find_article(connection, report)
    for one in happening.reports:
        if one.record.article_id == article_id:
            return one.record
    raise NotInArchive(f"{report} does not report this event")


def _find_parted(
    connection: sqlite3.Connection, happening: Happening, article: str | None
) -> list[tuple[Record, Record | None]]:
    """Each record of the article with each that it is to stand apart from."""
    apart = _choose(connection, happening, article).article_id
    records = [report.record for report in happening.reports]
    own = [record for record in records if record.article_id == apart]
    others = [record for record in records if record.article_id != apart]
    if not others:
        raise CorrectionError("the article alone reports this event: there is nothing to split it from")
    return [(record, other) for record in own for other in others]


def _concerned(by_id: Mapping[str, Correction], correction: Correction) -> set[str]:
    """Ids of the articles that a correction, or what it undoes, is about."""
    while correction.undoes and correction.undoes in by_id:
        correction = by_id[correction.undoes]
    return articles_of(correction)


def _stories_of(connection: sqlite3.Connection, article_ids: Iterable[str]) -> set[int]:
    rows = select_in(
        connection, "SELECT p.story, p.article FROM placement p JOIN article a ON a.number = p.article WHERE a.id",
        sorted(article_ids),
    )  # fmt: skip
    return {story for story, _ in rows}


def _find_correction(connection: sqlite3.Connection, name: str) -> Correction:
    found = _ALIAS.fullmatch(name.strip())
    column, value = ("number", found[1]) if found else ("id", name)
    row = connection.execute(
        f"SELECT json FROM correction WHERE {column} = ? ORDER BY number DESC LIMIT 1", (value,)
    ).fetchone()
    if row is None:
        raise NotInArchive(f"no correction {name} in this archive; `dateline fix --list` has them")
    return msgspec.json.decode(row[0], type=Correction)
