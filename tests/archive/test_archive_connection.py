"""The file of an archive: made, opened again, or refused with the reason."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.archive.connection import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    check_integrity,
    open_connection,
    transaction,
    translated,
)
from dateline.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveNotWritable,
    ArchiveTooNew,
    NotAnArchive,
)


def make(path: Path) -> Path:
    open_connection(path, create=True).close()
    return path


def test_a_new_archive_is_marked_sound_and_at_todays_schema(tmp_path: Path) -> None:
    with closing(open_connection(make(tmp_path / "a.db"), create=False)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("SELECT count(*) FROM migration").fetchone()[0] == SCHEMA_VERSION
        assert check_integrity(connection) == []


def test_no_archive_is_made_where_one_is_only_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="dateline add"):
        open_connection(tmp_path / "a.db", create=False)
    assert list(tmp_path.iterdir()) == []


def write_newer(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def write_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE things (name TEXT)")


@pytest.mark.parametrize(
    ("write", "error", "says"),
    [
        (lambda path: path.write_bytes(b"a page, not an archive" * 100), NotAnArchive, "no archive"),
        (write_foreign, NotAnArchive, "another program"),
        (write_newer, ArchiveTooNew, "newer Dateline"),
        (lambda path: path.mkdir(), ArchiveNotWritable, "cannot be opened"),
    ],
)
def test_what_is_no_archive_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, write: object, error: type[ArchiveError], says: str
) -> None:
    path = tmp_path / "a.db"
    write(path)  # type: ignore[operator]  # from a table
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=says) as caught:
        open_connection(path, create=True)
    assert caught.value.origin == str(path)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("SQLITE_BUSY", ArchiveLocked),
        ("SQLITE_BUSY_SNAPSHOT", ArchiveLocked),
        ("SQLITE_FULL", ArchiveNotWritable),
        ("SQLITE_IOERR_WRITE", ArchiveNotWritable),
        ("SQLITE_READONLY_DBMOVED", ArchiveNotWritable),
        ("SQLITE_CORRUPT_VTAB", ArchiveDamaged),
        ("SQLITE_NOTADB", NotAnArchive),
        ("SQLITE_MISUSE", ArchiveError),
    ],
)
def test_no_error_of_sqlite_escapes_as_itself(tmp_path: Path, name: str, error: type[ArchiveError]) -> None:
    failure = sqlite3.OperationalError("as SQLite says it")
    failure.sqlite_errorname = name
    with pytest.raises(ArchiveError) as caught, translated(tmp_path / "a.db"):
        raise failure
    assert type(caught.value) is error


def read_all(path: Path) -> None:
    with translated(path), closing(open_connection(path, create=False)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"SELECT * FROM {table}").fetchall()


def save_twice(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO setting VALUES ('a', 'b')")
        connection.execute("INSERT INTO setting VALUES ('a', 'b')")


def test_a_page_of_the_file_that_was_overwritten_is_damage(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xff" * (4096 * 4)
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match="restore a copy"):
        read_all(path)


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with closing(open_connection(tmp_path / "a.db", create=True)) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            save_twice(connection)
        assert connection.execute("SELECT count(*) FROM setting").fetchone()[0] == 0
        with transaction(connection):
            connection.execute("INSERT INTO setting VALUES ('a', 'b')")
        assert connection.execute("SELECT count(*) FROM setting").fetchone()[0] == 1


def test_one_reads_what_was_kept_whole_while_another_writes(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    with closing(open_connection(path, create=True)) as writer, closing(open_connection(path, create=False)) as reader:
        with transaction(writer):
            writer.execute("INSERT INTO setting VALUES ('a', 'b')")
            assert reader.execute("SELECT count(*) FROM setting").fetchone()[0] == 0
        assert reader.execute("SELECT count(*) FROM setting").fetchone()[0] == 1
