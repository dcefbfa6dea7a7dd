"""What came in, joined with what is there: copies folded, articles put into stories, reports into happenings.

All of it is made from the kept texts and records, and hangs on them alone: in whatever order pages came, the same
articles are in the same stories and the same records in the same happenings. Aliases and the log of what was joined or
split are history, and do hang on the order.
"""

import sqlite3
from datetime import UTC, datetime

from dateline.story.cluster import MOST_IN_BATCH

from .connection import transaction
from .origins import fold_origins
from .overlaps import find_overlaps
from .placing import place_articles
from .reports import select_in
from .weaving import weave_stories

MOST_AT_ONCE = 5 * MOST_IN_BATCH
"""Texts joined in one transaction: memory hangs on it, and what a kill undoes; the more, the fewer times the stories of
a week are joined (benchmarks/results/archive_speed.txt, join)."""


def join_pending(connection: sqlite3.Connection) -> int:
    """Join all versions that wait for it, the earliest published first; how many there were."""
    joined = 0
    while now := _join_some(connection):
        joined += now
    return joined


def _join_some(connection: sqlite3.Connection) -> int:
    with transaction(connection):
        pending = _choose(connection)
        if pending:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            articles = find_overlaps(connection, pending)
            touched = fold_origins(connection, articles)
            weave_stories(connection, place_articles(connection, touched), at=at)
            connection.executemany("DELETE FROM pending WHERE version = ?", [(version,) for version in pending])
    return len(pending)


def _choose(connection: sqlite3.Connection) -> list[int]:
    """The versions to join now: of an article all that wait, for its past text goes when its current one comes."""
    rows = connection.execute(
        "SELECT v.article, p.version FROM pending p JOIN version v ON v.number = p.version"
        " ORDER BY coalesce(v.day, '~'), p.version LIMIT ?",
        (MOST_AT_ONCE,),
    ).fetchall()
    articles = sorted({article for article, _ in rows})
    select = "SELECT p.version FROM version v JOIN pending p ON p.version = v.number WHERE v.article"
    return [row[0] for row in select_in(connection, select, articles)]
