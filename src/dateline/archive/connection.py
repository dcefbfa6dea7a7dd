"""The file of an archive: opened, made, brought up to today's schema, or refused with the reason."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from dateline.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveNotWritable,
    ArchiveTooNew,
    NotAnArchive,
)
from dateline.resources import read_text

APPLICATION_ID = 0x44544C4E
"""``DTLN``: what tells an archive from other SQLite files."""
SCHEMA_VERSION = 1
LOCK_SECONDS = 30.0
"""How long another process's writing is waited for."""
LOCK_PAUSE = 0.01
CACHE_KIBIBYTES = 64_000

_READ_ONLY = {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"}
_FULL = {"SQLITE_FULL", "SQLITE_IOERR"}
_LOCKED = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_DAMAGED = {"SQLITE_CORRUPT"}
_FOREIGN = {"SQLITE_NOTADB"}


def open_connection(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the archive at the path, at today's schema, in write-ahead mode and outside any transaction.

    An older archive is copied beside itself (``name.v1``) before it is brought up to date.

    Raises:
        ArchiveError: there is none and ``create`` is false, or it cannot be used; the class says why.
    """
    if not path.exists() and not create:
        raise ArchiveError(f"no archive at {path}: `dateline add` makes one", origin=str(path))
    with translated(path):
        connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:  # an interruption, too, must give the file back; it is passed on
            connection.close()
            raise
        return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let no error of SQLite escape as itself.

    Raises:
        ArchiveError: what went wrong with the file.
    """
    try:
        yield
    except sqlite3.Error as error:
        # An extended code is named after its primary one: SQLITE_BUSY_SNAPSHOT.
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        raise _translate(name, str(error), path) from error


def _translate(name: str, reason: str, path: Path) -> ArchiveError:
    where = {"origin": str(path)}
    if name in _LOCKED:
        return ArchiveLocked(f"{path} is being written by another process; try again when it is done", **where)
    if name in _DAMAGED:
        return ArchiveDamaged(f"{path} is damaged ({reason}); restore a copy or add its pages anew", **where)
    if name in _FOREIGN:
        return NotAnArchive(f"{path} is no archive", **where)
    if name in _READ_ONLY:
        return ArchiveNotWritable(f"{path} cannot be opened for writing: {reason}", **where)
    if name in _FULL:
        return ArchiveNotWritable(f"{path} cannot be written: {reason}; nothing that was kept is lost", **where)
    return ArchiveError(f"{path}: {reason}", **where)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        # Inside, for a disk may be full only now.
        connection.execute("COMMIT")
    except BaseException:  # an interruption, too, must leave nothing half written; it is passed on
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read inside is of one moment, whatever other processes write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def check_integrity(connection: sqlite3.Connection) -> list[str]:
    """What SQLite, the references between tables and the full-text index find wrong; empty for a sound archive."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"{row[0]} row {row[1]} points nowhere" for row in connection.execute("PRAGMA foreign_key_check")]
    try:
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        found.append(f"full-text index: {error}")
    return found


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    with snapshot(connection):
        version = _recognise(connection, path)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute("PRAGMA foreign_keys = ON")
    if version == SCHEMA_VERSION:
        return
    if _set_journal(connection) != "wal":
        raise ArchiveNotWritable(f"{path} lies where SQLite cannot keep a write-ahead log", origin=str(path))
    _migrate(connection, path)


def _set_journal(connection: sqlite3.Connection) -> str:
    """Ask for a write-ahead log; the journal there is. SQLite does not wait for others here, so it is asked again."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname not in _LOCKED or time.monotonic() > end:
                raise
            time.sleep(LOCK_PAUSE)


def _recognise(connection: sqlite3.Connection, path: Path) -> int:
    """The schema's version, 0 for a file without one; in a transaction, for another process may make it just now."""
    marked = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if marked != APPLICATION_ID and (marked or version or tables):
        raise NotAnArchive(f"{path} is a database of another program", origin=str(path))
    if version > SCHEMA_VERSION:
        message = f"{path} was written by a newer Dateline (schema {version}, this one knows {SCHEMA_VERSION})"
        raise ArchiveTooNew(message, origin=str(path))
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    with snapshot(connection):
        version = _recognise(connection, path)
    if 0 < version < SCHEMA_VERSION:
        _copy(connection, path.with_name(f"{path.name}.v{version}"))
    with transaction(connection):
        # Another process may have come first: what is missing is known only now.
        for version in range(_recognise(connection, path) + 1, SCHEMA_VERSION + 1):
            script = read_text(f"migrations/{version:04}.sql")
            for statement in _statements(script):
                connection.execute(statement)
            digest = sha256(script.encode()).hexdigest()
            applied = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("INSERT INTO migration VALUES (?, ?, ?)", (version, digest, applied))
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _copy(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy the archive, if it was not copied before; what bears the name of a copy is a whole one."""
    if copy.exists():
        return
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(unfinished),))
    with closing(sqlite3.connect(unfinished)) as copied:
        found = copied.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        raise ArchiveDamaged(f"{copy} is no whole copy ({found}); the archive was left as it is", origin=str(copy))
    unfinished.replace(copy)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script: `executescript` would end the transaction that they are to be part of."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
