"""Records of an archive in files that others read, each with a manifest beside it."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dateline import __version__
from dateline.errors import OutputError
from dateline.event_types import Record
from dateline.formats.event_output import EventOutput
from dateline.formats.parquet import write_parquet
from dateline.story.quotes import choose_report

from .connection import SCHEMA_VERSION
from .query import Query
from .search import article_conditions, record_conditions
from .status import find_coders
from .telling import find_story_scope, load_happenings

ExportForm = Literal["jsonl", "csv", "parquet", "plover", "polecat", "cameo"]
FORMS: tuple[ExportForm, ...] = get_args(ExportForm)
_BY_SUFFIX: dict[str, ExportForm] = {".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".tsv": "polecat"}
EVENT_ROWS = frozenset({"plover", "polecat", "cameo"})
"""Forms whose users count rows as events: a happening is one row, that of its best report."""


def export_records(
    connection: sqlite3.Connection, path: Path, *, form: ExportForm | None, replace_file: bool, query: Query
) -> int:
    """Write the records that a query asks for to a file, all or nothing; how many rows there are.

    JSONL, CSV and Parquet have a row for each report, with the ids of its happening, origin and story; the forms that
    others count events in have one for each happening. Rows are in the order of publication, then of article ids, then
    of the text: the same pages give the same rows.

    Raises:
        OutputError: the file is there already, or cannot be written.
        ResourceError: Parquet without the extra that writes it.
    """
    form = form or _BY_SUFFIX.get(path.suffix, "jsonl")
    manifest = path.with_name(path.name + ".manifest.json")
    if not replace_file and (path.exists() or manifest.exists()):
        raise OutputError(f"{path} or its manifest exists; --replace writes over them")
    records = _load(connection, query, each_event=form in EVENT_ROWS)
    with _written_whole(path) as unfinished:
        rows, left_out = _write(unfinished, form, records)
        digest = sha256(unfinished.read_bytes()).hexdigest()
    about = {
        "file": path.name, "form": form, "rows": rows, "left_out": left_out, "sha256": digest,
        "rows_are": "events" if form in EVENT_ROWS else "reports", "query": asdict(query),
        "dateline": __version__, "schema": SCHEMA_VERSION, "coders": find_coders(connection),
        "corrections": connection.execute("SELECT count(*) FROM correction").fetchone()[0],
    }  # fmt: skip
    with _written_whole(manifest) as unfinished:
        unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(about)) + b"\n")
    return rows


def _write(path: Path, form: ExportForm, records: Sequence[Record]) -> tuple[int, int]:
    """Write the records; how many rows there are, and how many the form has no place for."""
    if form == "parquet":
        write_parquet(records, path)
        return len(records), 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        output = EventOutput(stream, form)
        output.write(records)
    return len(records) - output.left_out, output.left_out


def _load(connection: sqlite3.Connection, query: Query, *, each_event: bool) -> list[Record]:
    anchors = [row[0] for row in connection.execute("SELECT article FROM story ORDER BY article")]
    wanted = _find_wanted(connection, query)
    found: list[Record] = []
    loaded: set[str] = set()
    for anchor in anchors:
        for happening in load_happenings(connection, find_story_scope(connection, anchor)):
            # One that a person merged out of two stories is told in both.
            if happening.id in loaded:
                continue
            loaded.add(happening.id)
            shown = choose_report(happening)
            for report in [shown] if each_event else happening.reports:
                if report.record.id in wanted:
                    found.append(replace(report.record, happening_id=happening.id))
    return sorted(found, key=_order)


def _order(record: Record) -> tuple[str, str, tuple[int, int], str]:
    return (record.published.value[:10] if record.published else "~", record.article_id, record.trigger.span, record.id)


def _find_wanted(connection: sqlite3.Connection, query: Query) -> set[str]:
    """Ids of the records that the query asks for."""
    condition, values = record_conditions(query)
    conditions, more = article_conditions(query)
    rows = connection.execute(
        "SELECT r.id FROM record r JOIN version v ON v.number = r.version AND v.is_current = 1"
        f" WHERE {' AND '.join([condition, *conditions])}",
        (*values, *more),
    )
    return {row[0] for row in rows}


@contextmanager
def _written_whole(path: Path) -> Iterator[Path]:
    """A file beside the one that is to be written, put in its place when it is whole."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
