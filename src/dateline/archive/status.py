"""How an archive stands: what it holds, what failed, what waits."""

import sqlite3
from datetime import UTC, datetime

from dateline.archive_types import ArchiveStatus
from dateline.types import Failure


def find_status(connection: sqlite3.Connection) -> ArchiveStatus:
    """The state of an archive."""
    days = connection.execute("SELECT min(day), max(day) FROM version WHERE is_current = 1").fetchone()
    uncoded = connection.execute(
        "SELECT coverage, count(*) FROM version WHERE is_current = 1 AND coverage != 'all'"
        " GROUP BY coverage ORDER BY 2 DESC, 1"
    ).fetchall()
    failed = connection.execute("SELECT origin, url, stage, error, reason FROM failure ORDER BY origin").fetchall()
    latest = connection.execute("SELECT max(recorded_at) FROM version").fetchone()[0]
    return ArchiveStatus(
        articles=_count(connection, "article"),
        versions=_count(connection, "version"),
        uncoded=dict(uncoded),
        records=_count(connection, "record JOIN version v ON v.number = version WHERE v.is_current = 1"),
        events=_count(connection, "happening"),
        origins=_count(connection, "placement WHERE origin = article"),
        stories=_count(connection, "placement WHERE story = article"),
        waiting=_count(connection, "pending"),
        first_published=days[0],
        last_published=days[1],
        coders=find_coders(connection),
        corrections=_count(connection, "correction"),
        failures=tuple([Failure(*row) for row in failed]),
        clock_is_behind=latest is not None and datetime.fromisoformat(latest) > datetime.now(UTC),
    )


def find_coders(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The coders that made the records, with versions."""
    rows = connection.execute("SELECT DISTINCT coder FROM version WHERE coder IS NOT NULL ORDER BY coder")
    return tuple([row[0] for row in rows])


def _count(connection: sqlite3.Connection, rows: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])
