"""Which current texts of an archive are copies of each other, kept as pairs; found by an index of their sketches.

Articles of the very same text are twins: one of them is compared with other texts for all, so that a thousand pages of
one error make no half a million pairs.
"""

import sqlite3
from collections.abc import Sequence

import msgspec
import numpy as np

from dateline.story.copies import Overlap, compare, is_copy
from dateline.text.fingerprint import Fingerprint, Hashes, choose_probes, make_fingerprint, needed_keys


def find_overlaps(connection: sqlite3.Connection, versions: Sequence[int]) -> set[int]:
    """Find the copies of versions that are new, forget those of versions that are past; the articles of both."""
    articles: set[int] = set()
    for version in versions:
        article, is_current, digest, body = connection.execute(
            "SELECT article, is_current, text_sha256, body FROM version WHERE number = ?", (version,)
        ).fetchone()
        articles.add(article)
        twin = _forget(connection, version, digest)
        if is_current and twin is not None:
            connection.execute(
                "INSERT INTO likeness (version, shingles, twins) SELECT ?, shingles, twins FROM likeness"
                " WHERE version = ?",
                (version, twin),
            )
        elif is_current:
            _add(connection, version, make_fingerprint(body), digest)
    return articles


def _forget(connection: sqlite3.Connection, version: int, digest: str) -> int | None:
    """Forget a version; where it stood for its twins one of these takes its place, which is given."""
    connection.execute("DELETE FROM likeness WHERE version = ?", (version,))
    twin = connection.execute("SELECT min(version) FROM likeness WHERE twins = ?", (digest,)).fetchone()[0]
    for table, column in (("sketch", "version"), ("overlap", "first"), ("overlap", "second")):
        if twin is None:
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (version,))
        else:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (twin, version))
    return None if twin is None else int(twin)


def _add(connection: sqlite3.Connection, version: int, fingerprint: Fingerprint, digest: str) -> None:
    sketch = fingerprint.sketch
    probes = choose_probes(sketch, _count(connection, sketch))
    for other in _find_candidates(connection, sketch, probes):
        # The body is read again for few candidates; to keep all shingles would make the file much larger.
        body = connection.execute("SELECT body FROM version WHERE number = ?", (other,)).fetchone()[0]
        overlap = compare(fingerprint, make_fingerprint(body))
        if is_copy(overlap):
            row = (version, other, overlap.shared, overlap.of_first, overlap.of_second)
            connection.execute("INSERT INTO overlap VALUES (?, ?, ?, ?, ?)", row)
    size = len(fingerprint.shingles)
    twins = digest if is_copy(Overlap(size, 1.0, 1.0)) else None
    connection.execute("INSERT INTO likeness (version, shingles, twins) VALUES (?, ?, ?)", (version, size, twins))
    asked = set(probes.tolist())
    rows = [(key, int(key in asked), version) for key in sketch.tolist()]
    connection.executemany("INSERT INTO sketch VALUES (?, ?, ?)", rows)


def _count(connection: sqlite3.Connection, sketch: Hashes) -> Hashes:
    """How many texts have each key."""
    counts: dict[int, int] = dict(
        connection.execute(
            "SELECT key, count(*) FROM sketch WHERE key IN (SELECT value FROM json_each(?)) GROUP BY key",
            (_json(sketch),),
        )
    )
    return np.array([counts.get(key, 0) for key in sketch.tolist()], np.int64)


def _find_candidates(connection: sqlite3.Connection, sketch: Hashes, probes: Hashes) -> list[int]:
    """The texts whose sketch agrees with this one, by number."""
    found = connection.execute(
        "SELECT version FROM sketch WHERE key IN (SELECT value FROM json_each(?1))"
        " UNION SELECT version FROM sketch WHERE key IN (SELECT value FROM json_each(?2)) AND is_probe = 1",
        (_json(probes), _json(sketch)),
    ).fetchall()
    agreeing = []
    for (version,) in found:
        shared, size = connection.execute(
            "SELECT count(*) FILTER (WHERE key IN (SELECT value FROM json_each(?))), count(*)"
            " FROM sketch WHERE version = ?",
            (_json(sketch), version),
        ).fetchone()
        if shared >= needed_keys(min(size, len(sketch))):
            agreeing.append(version)
    return sorted(agreeing)


def _json(keys: Hashes) -> str:
    return msgspec.json.encode(keys.tolist()).decode()
