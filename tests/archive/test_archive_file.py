"""The file of an archive where things go wrong: locked, full, read-only, old, or written by several at once."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from joined_facts import facts_of
from made_archive import AT, archive_of, keep
from made_stories import PAGES

from dateline.archive import adding, connection, open_archive, telling
from dateline.archive.adding import keep_all
from dateline.archive.connection import check_integrity, open_connection, transaction, translated
from dateline.archive.joining import join_pending
from dateline.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveNotWritable
from dateline.event_types import Coded
from dateline.story_types import Story

SCHEMA_1 = Path(__file__).with_name("schema_1.dateline")
NOBODY = 65_534
SECOND = "ALTER TABLE story ADD COLUMN note TEXT NOT NULL DEFAULT 'none';\nCREATE TABLE shelf (name TEXT);\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "a.db", PAGES[:6])
    return tmp_path / "a.db"


def test_a_file_that_another_process_writes_for_long_is_locked_but_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LOCK_SECONDS", 0.05)
    with closing(open_connection(path, create=False)) as other, transaction(other):
        with open_archive(path) as archive:
            assert archive.search("dockers")
            assert archive.timeline("S1").entries
            with pytest.raises(ArchiveLocked, match="another process"):
                archive.correct("accept", "E1")
            with pytest.raises(ArchiveLocked, match="another process"):
                archive.check()
        with pytest.raises(ArchiveLocked), translated(path):
            keep(path, PAGES[6:7])
    with open_archive(path) as archive:
        assert archive.corrections() == []
        assert archive.correct("accept", "E1").state == "in force"


@pytest.mark.parametrize("more", [0, 1, 3, 8, 12, 15])
def test_a_full_disk_loses_nothing_that_was_kept(path: Path, more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH_ARTICLES", 3)
    with closing(open_connection(path, create=False)) as full:
        pages = full.execute("PRAGMA page_count").fetchone()[0] + more
        full.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ArchiveNotWritable, match="nothing that was kept is lost"):
            add_to(full, path)
        assert not full.in_transaction
        kept = full.execute("SELECT count(*) FROM version").fetchone()[0]
        assert check_integrity(full) == []
    assert kept >= 6
    keep(path, PAGES)
    whole = path.with_name("whole.db")
    keep(whole, PAGES)
    assert facts_of(path) == facts_of(whole)


def add_to(full: sqlite3.Connection, path: Path) -> None:
    with translated(path):
        keep_all(full, PAGES, skipped=0, watch=None, now=lambda: AT)
        join_pending(full)


def test_a_reader_sees_whole_batches_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH_ARTICLES", 3)
    path = tmp_path / "a.db"
    with closing(open_connection(path, create=True)) as writer, closing(open_connection(path, create=False)) as reader:
        seen = []

        def pages() -> Iterator[Coded]:
            for page in PAGES[:12]:
                seen.append(reader.execute("SELECT count(*) FROM version").fetchone()[0])
                yield page

        keep_all(writer, pages(), skipped=0, watch=None)
        assert reader.execute("SELECT count(*) FROM placement").fetchone()[0] == 0
        join_pending(writer)
        assert reader.execute("SELECT count(*) FROM pending").fetchone()[0] == 0
    assert seen == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9]


def test_what_is_told_is_of_one_moment_while_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, load = tmp_path / "a.db", telling.load_story
    with archive_of(path, PAGES[12:13]) as archive:
        before = archive.stories()

        def load_late(reader: sqlite3.Connection, anchor: int) -> Story:
            keep(path, PAGES[:3])
            return load(reader, anchor)

        monkeypatch.setattr(telling, "load_story", load_late)
        assert archive.stories() == before
        assert archive.stories() != before


def in_processes(works: list[Callable[[], object]]) -> list[int]:
    """The exit statuses of processes that do these at once."""
    pids = []
    for work in works:
        pid = os.fork()
        if not pid:
            try:
                work()
            except BaseException:  # whatever it was, a forked process must end here and not go on as its parent
                os._exit(1)
            os._exit(0)
        pids.append(pid)
    return [os.waitpid(pid, 0)[1] for pid in pids]


def test_several_that_make_and_fill_one_archive_at_once_make_it_as_one_alone(tmp_path: Path) -> None:
    path, alone = tmp_path / "a.db", tmp_path / "alone.db"
    keep(alone, PAGES)
    wanted = facts_of(alone)
    works = [lambda part=part: keep(path, part) for part in (PAGES[:10], PAGES[5:], PAGES[::-1])]  # type: ignore[misc]
    assert in_processes(works) == [0, 0, 0]
    assert facts_of(path) == wanted
    assert not list(tmp_path.glob("a.db.v*"))


def test_what_several_say_at_once_is_all_in_the_log(path: Path) -> None:
    def say(dead: str) -> None:
        with open_archive(path) as archive:
            archive.correct("set", "E1", field="dead", value=dead)

    assert in_processes([lambda dead=dead: say(dead) for dead in "123"]) == [0, 0, 0]  # type: ignore[misc]
    with open_archive(path) as archive:
        assert sorted(entry.state for entry in archive.corrections()) == ["in force", "overridden", "overridden"]
        assert len({entry.correction.at for entry in archive.corrections()}) == 3


def as_nobody(work: Callable[[], object], says: str) -> int:
    """The exit status of a process that may not write what is ours: 0 where it is refused with these words."""

    def refused() -> None:
        if os.getuid() == 0:
            os.setuid(NOBODY)
        with pytest.raises(ArchiveNotWritable, match=says):
            work()

    return in_processes([refused])[0]


def test_a_file_or_folder_that_is_read_only_is_named_so(path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(path, folder / "a.db")
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        try:
            assert as_nobody(lambda: open_archive(folder / "new.db"), "cannot be opened for writing") == 0
            assert as_nobody(lambda: accept(folder / "a.db"), "cannot be opened for writing") == 0
        finally:
            folder.chmod(0o755)


def accept(path: Path) -> None:
    with open_archive(path) as archive:
        archive.correct("accept", "E1")


def test_a_damaged_file_is_never_an_error_of_sqlite(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as one:
        one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    refused = 0
    for start in range(4096, len(content), 4096 * 7):
        broken = tmp_path / "broken.db"
        for beside in tmp_path.glob("broken.db*"):
            beside.unlink()
        broken.write_bytes(content[:start] + b"\xa5" * 4096 + content[start + 4096 :])
        try:
            with open_archive(broken, create=False) as archive:
                refused += bool(archive.check())
                archive.search("dockers")
                archive.export(tmp_path / "x.jsonl", replace_file=True)
                archive.add([])
        except ArchiveError:
            refused += 1
    assert refused


def use_second(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Have a second migration."""
    first = connection.read_text("migrations/0001.sql")
    scripts = {"migrations/0001.sql": first, "migrations/0002.sql": script}
    monkeypatch.setattr(connection, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(connection, "read_text", scripts.__getitem__)


def test_an_older_archive_is_copied_and_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts_of(path)
    use_second(monkeypatch, SECOND)
    for _ in range(2):
        with closing(open_connection(path, create=False)) as migrated:
            assert migrated.execute("PRAGMA user_version").fetchone()[0] == 2
            assert migrated.execute("SELECT DISTINCT note FROM story").fetchall() == [("none",)]
            assert migrated.execute("SELECT version FROM migration ORDER BY 1").fetchall() == [(1,), (2,)]
    assert facts_of(path) == before
    assert [one.name for one in path.parent.glob("a.db.v*")] == ["a.db.v1"]
    monkeypatch.setattr(connection, "SCHEMA_VERSION", 1)
    assert facts_of(path.with_name("a.db.v1")) == before


def test_an_archive_is_left_as_it_was_where_a_migration_fails(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts_of(path)
    use_second(monkeypatch, SECOND + "INSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(ArchiveError, match="nowhere"):
        open_connection(path, create=False)
    monkeypatch.setattr(connection, "SCHEMA_VERSION", 1)
    assert facts_of(path) == before


def test_no_migration_begins_without_a_whole_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts_of(path)
    use_second(monkeypatch, SECOND)
    beside = path.with_name("a.db.v1.unfinished")
    beside.write_bytes(b"half a copy, of a process that was killed")
    open_connection(path, create=False).close()
    assert not beside.exists()
    monkeypatch.setattr(connection, "SCHEMA_VERSION", 1)
    assert facts_of(path.with_name("a.db.v1")) == before


def test_a_new_archive_at_a_later_schema_has_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_second(monkeypatch, SECOND)
    open_connection(tmp_path / "a.db", create=True).close()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.db"]


def test_an_archive_of_schema_1_opens_with_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(SCHEMA_1, path)
    with closing(sqlite3.connect(path)) as old:
        tables = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = {table: old.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    with archive_of(path, []) as archive:
        status = archive.status()
        assert (status.articles, status.versions, status.corrections, status.waiting) == (8, 8, 3, 0)
        assert [entry.state for entry in archive.corrections()] == ["in force", "undone", "in force"]
        assert archive.why("E1").happening.reports[0].record.counts[0].value == 3
        assert archive.check() == []
    with closing(sqlite3.connect(path)) as now:
        assert all(now.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= rows[table] for table in tables)
    assert SCHEMA_1.stat().st_size < 100_000


def test_a_schema_that_was_written_once_is_not_changed() -> None:
    with closing(sqlite3.connect(f"file:{SCHEMA_1}?mode=ro&immutable=1", uri=True)) as old:
        written = old.execute("SELECT sha256 FROM migration WHERE version = 1").fetchone()[0]
    shipped = sha256(connection.read_text("migrations/0001.sql").encode()).hexdigest()
    assert written == shipped, "a change of a released schema is another migration; see make_schema_file"


def test_a_damaged_copy_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_second(monkeypatch, SECOND)
    real = sqlite3.connect

    def connect(name: object, *args: object, **more: object) -> object:
        if str(name).endswith("unfinished"):
            return real(":memory:", factory=_Unsound)
        return real(name, *args, **more)  # type: ignore[call-overload]  # of a fake

    monkeypatch.setattr(connection.sqlite3, "connect", connect)
    with pytest.raises(ArchiveDamaged, match="no whole copy"):
        open_connection(path, create=False)


class _Unsound(sqlite3.Connection):
    """A connection that finds damage."""

    def execute(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]  # of a fake
        return super().execute("SELECT 'row 7 missing'")
