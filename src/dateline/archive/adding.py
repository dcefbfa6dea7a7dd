"""Pages into an archive: read, coded, kept in batches; what is there already is not read again."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from dateline.archive_types import Added
from dateline.event_types import Coded
from dateline.page import STDIN, is_web_address, list_origins, name_origin
from dateline.pipeline import records_of
from dateline.types import Failure

from .connection import transaction
from .versions import has_article, keep_failure, keep_new, keep_version

BATCH_ARTICLES = 500
BATCH_SECONDS = 5.0
"""What is not kept yet is lost with a kill, and read again: at most so many articles, or so long a time of reading.

Keeping made articles takes 0.85, 0.78, 0.76 and 0.71 ms an article in batches of 50, 100, 200 and 500; those that must
be read first come slower, and mostly it is the time that ends their batch.
"""

Watch = Callable[[Coded | Failure], None]


def find_done(connection: sqlite3.Connection, sources: Iterable[str]) -> frozenset[str]:
    """The origins of the files that the archive has read and that have not changed since.

    An address is asked for again each time: only its answer says whether it changed.
    """
    done: set[str] = set()
    for origin in list_origins(sources):
        if origin == STDIN or is_web_address(origin):
            continue
        name = name_origin(origin)
        row = connection.execute("SELECT page_sha256 FROM reading WHERE origin = ?", (name,)).fetchone()
        if row and row[0] == _digest(origin):
            done.add(name)
    return frozenset(done)


def keep_all(
    connection: sqlite3.Connection,
    results: Iterable[Coded | Failure],
    *,
    skipped: int,
    watch: Watch | None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Added:
    """Keep what was read, a batch a transaction; what was read before an interruption is kept too.

    ``now`` is the clock by which it is recorded.
    """
    counts, failures = Counter[str](), Counter[str]()
    for batch in _batches(results, watch):
        with transaction(connection):
            _keep_batch(connection, batch, counts, failures, at=now())
    return Added(
        counts["added"], counts["changed"], counts["known"], skipped, dict(failures.most_common()), counts["uncoded"]
    )  # fmt: skip


def _batches(results: Iterable[Coded | Failure], watch: Watch | None) -> Iterator[list[Coded | Failure]]:
    batch: list[Coded | Failure] = []
    begun = time.monotonic()
    try:
        for result in results:
            batch.append(result)
            if watch:
                watch(result)
            if len(batch) >= BATCH_ARTICLES or time.monotonic() - begun >= BATCH_SECONDS:
                yield batch
                batch, begun = [], time.monotonic()
    except KeyboardInterrupt:
        yield batch
        raise
    yield batch


def _keep_batch(
    connection: sqlite3.Connection,
    batch: Sequence[Coded | Failure],
    counts: Counter[str],
    failures: Counter[str],
    *,
    at: datetime,
) -> None:
    new: dict[str, Coded] = {}
    for result in batch:
        if isinstance(result, Coded) and _is_new(connection, result, new):
            new[result.article.id] = result
            continue
        _keep_new(connection, new, counts, at=at)  # in the order in which they came, which decides where no time does
        if isinstance(result, Failure):
            keep_failure(connection, result, at=at)
            failures[result.error] += 1
            continue
        kept = keep_version(connection, result, records_of(result), at=at)
        counts[kept] += 1
        counts["uncoded"] += kept == "changed" and result.annotations is None
    _keep_new(connection, new, counts, at=at)


def _is_new(connection: sqlite3.Connection, coded: Coded, new: Collection[str]) -> bool:
    return coded.article.id not in new and not has_article(connection, coded.article.id)


def _keep_new(connection: sqlite3.Connection, new: dict[str, Coded], counts: Counter[str], *, at: datetime) -> None:
    """Keep the new articles that have gathered, if any; then there are none."""
    if not new:
        return
    coded = list(new.values())
    keep_new(connection, coded, map(records_of, coded), at=at)
    counts["added"] += len(coded)
    counts["uncoded"] += sum(one.annotations is None for one in coded)
    new.clear()


def _digest(origin: str) -> str | None:
    """The SHA-256 of a file; ``None`` where it cannot be read, which reading it will tell."""
    try:
        with Path(origin).open("rb") as file:
            return sha256(file.read()).hexdigest()
    except (OSError, ValueError):
        return None
