"""What was read, kept: each text once, the latest one current, whatever came first."""

import itertools
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from made_archive import AT, archive_of, code, keep, make_article, make_event, tell

from dateline.archive import adding
from dateline.archive.adding import find_done
from dateline.archive.connection import check_integrity, open_connection
from dateline.archive.versions import load_versions
from dateline.event_types import Coded
from dateline.types import Failure, Moment

OLD = "Port strike\n\nDockers marched in Kell on Friday."
NEW = "Port strike\n\nDockers marched in Tolvarra on Friday."
NEWER = "Port strike\n\nDockers marched in Port Ombrey on Friday."


def page(text: str, published: str | None, modified: str | None = None, **fields: object) -> Coded:
    article = make_article("one", text, published=published, **fields)
    article = replace(article, modified=Moment(modified, "minute", "meta") if modified else None)
    return code(article, make_event(article, "marched", by="Dockers"))


def current_text(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT body FROM version WHERE is_current = 1").fetchall()
        assert rows == connection.execute("SELECT body FROM words").fetchall()
    assert len(rows) == 1
    return str(rows[0][0])


def test_the_same_page_twice_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    first = keep(path, [page(OLD, "2026-11-20")])
    second = keep(path, [page(OLD, "2026-11-20")])
    assert (first.added, first.known) == (1, 0)
    assert (second.added, second.changed, second.known) == (0, 0, 1)
    with archive_of(path, []) as archive:
        status = archive.status()
    assert (status.articles, status.versions, status.records, status.events, status.waiting) == (1, 1, 1, 1, 0)


CASES = [
    ([(OLD, "2026-11-20", None), (NEW, "2026-11-21", None)], NEW),
    ([(OLD, "2026-11-20", "2026-11-20T09:00:00Z"), (NEW, "2026-11-20", "2026-11-20T12:00:00+05:00")], OLD),
    ([(OLD, "2026-11-20", None), (NEW, None, None)], OLD),
    ([(OLD, "2026-11", None), (NEW, "2026-11-20", None)], NEW),
    ([(OLD, "2026-11-20", None), (NEW, "2026-11-20", "2026-11-22"), (NEWER, "2026-11-21", None)], NEW),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "wanted"), CASES)
def test_the_text_that_is_latest_by_what_the_pages_say_is_current_in_whatever_order_they_came(
    tmp_path: Path, pages: list[tuple[str, str | None, str | None]], wanted: str
) -> None:
    for number, order in enumerate(itertools.permutations(pages)):
        path = tmp_path / f"{number}.db"
        for one in order:
            keep(path, [page(*one)])
        assert current_text(path) == wanted
        with archive_of(path, []) as archive:
            assert archive.status().versions == len(pages)
            assert archive.status().records == 1
            assert archive.check() == []


def test_without_a_stated_time_the_text_that_came_last_is_current(tmp_path: Path) -> None:
    keep(tmp_path / "a.db", [page(OLD, None), page(NEW, None)])
    assert current_text(tmp_path / "a.db") == NEW


@pytest.mark.parametrize("days", [-4000, -1, 0, 1, 4000])
def test_a_clock_set_back_or_forward_does_not_change_what_is_current(tmp_path: Path, days: int) -> None:
    path = tmp_path / "a.db"
    keep(path, [page(OLD, None)], at=AT)
    keep(path, [page(NEW, None)], at=AT + timedelta(days=days))
    assert current_text(path) == NEW
    with archive_of(path, [page(NEWER, "2026-11-20")], at=AT - timedelta(days=days)) as archive:
        assert current_text(path) == NEWER
        assert archive.status().versions == 3
        assert archive.status().clock_is_behind == (AT + timedelta(days=abs(days)) > datetime.now(UTC))


def test_one_text_on_two_pages_of_an_address_is_one_row_whichever_came_first(tmp_path: Path) -> None:
    pages = [
        page(OLD, "2026-11-21", page_sha256="b", origin="b.html"),
        page(OLD, "2026-11-20", page_sha256="c", origin="c.html", headline="Other"),
        page(OLD, "2026-11-20", page_sha256="a", origin="d.html", publisher="Ledger"),
    ]  # fmt: skip
    rows = []
    for number, order in enumerate(itertools.permutations(pages)):
        path = tmp_path / f"{number}.db"
        keep(path, order[:1])
        added = keep(path, order[1:])
        assert (added.added, added.changed, added.known) == (0, 0, 2)
        with closing(open_connection(path, create=False)) as connection:
            (version,) = load_versions(connection, "1")
            select = "SELECT features, headline, day FROM version JOIN likeness ON version = number"
            features = connection.execute(select).fetchone()
            rows.append((version.article, version.stated, version.records, features))
            assert connection.execute("SELECT count(*) FROM reading").fetchone()[0] == 3
    assert all(row == rows[0] for row in rows)


def test_the_day_of_a_text_found_on_an_earlier_page_is_what_it_is_placed_and_described_by(tmp_path: Path) -> None:
    early, late = page(OLD, "2026-11-02"), page(OLD, "2026-11-20")
    found = []
    for number, order in enumerate([(early, late), (late, early)]):
        path = tmp_path / f"{number}.db"
        for one in order:
            keep(path, [one])
        with closing(open_connection(path, create=False)) as connection:
            select = "SELECT l.features, v.day, p.placed_day FROM version v, likeness l, placement p"
            found.append(connection.execute(select).fetchall())
    assert found[0] == found[1]
    assert found[0][0][1:] == ("2026-11-02", "2026-11-02")


def test_batches_of_one_and_a_batch_of_all_keep_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tell("two", OLD, "marched")
    other = replace(other, article=replace(other.article, origin="one.html"))
    gone, late = (Failure(name, None, "page", "BadInput", "empty") for name in ("one.html", "three.html"))
    uncoded = Coded(make_article("four", "Le port\n\nLes dockers."), None, "NotEnglish: French")
    pages = [
        gone, page(OLD, None), page(OLD, "2026-11-20", origin="a.html"), other, tell("three", NEW, "marched"), late,
        page(NEW, None), page(NEWER, None), uncoded, tell("five", OLD, "marched"), page(NEW, None, origin="b.html"),
    ]  # fmt: skip
    found = []
    for size in (1, len(pages) + 1):
        monkeypatch.setattr(adding, "BATCH_ARTICLES", size)
        with closing(open_connection(tmp_path / f"{size}.db", create=True)) as connection:
            added = adding.keep_all(connection, pages, skipped=0, watch=None, now=lambda: AT)
            tables = ("article", "version", "record", "party", "reading", "failure", "pending")
            found.append((added, {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}))
            assert check_integrity(connection) == []
    assert found[0] == found[1]
    assert (found[0][0].added, found[0][0].changed, found[0][0].known, found[0][0].uncoded) == (5, 2, 2, 1)


def test_a_failure_is_kept_and_goes_when_its_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    failure = Failure("one.html", None, "page", "BadInput", "empty")
    assert keep(path, [failure, failure]).failures == {"BadInput": 2}
    with archive_of(path, []) as archive:
        assert archive.status().failures == (failure,)
    with archive_of(path, [page(OLD, "2026-11-20")]) as archive:
        assert archive.status().failures == ()


def test_only_files_that_did_not_change_are_skipped(tmp_path: Path) -> None:
    same, changed, unread = (tmp_path / name for name in ("same.html", "changed.html", "unread.html"))
    for file in (same, changed, unread):
        file.write_bytes(b"a page")
    path = tmp_path / "a.db"
    with closing(open_connection(path, create=True)) as connection:
        sources = [str(tmp_path), "https://herald.example/one", "-", str(tmp_path / "gone.html")]
        assert find_done(connection, sources) == frozenset()
    keep(path, [page(OLD, None, origin=str(same), page_sha256=sha256(b"a page").hexdigest())])
    keep(path, [page(NEW, None, origin=str(changed), page_sha256="0" * 64)])
    with closing(open_connection(path, create=True)) as connection:
        assert find_done(connection, sources) == {str(same)}


def test_300_texts_of_one_address_are_kept_fast_and_the_latest_is_current(tmp_path: Path) -> None:
    texts = [f"Port strike\n\nDockers marched in Kell, {number} of them." for number in range(300)]
    pages = [page(text, f"2026-{1 + n // 28:02}-{1 + n % 28:02}") for n, text in enumerate(texts)]
    path = tmp_path / "a.db"
    keep(path, [*pages[150:], *pages[:150]])
    assert current_text(path) == texts[-1]
    with archive_of(path, pages) as archive:
        status = archive.status()
        assert (status.articles, status.versions, status.records, status.events) == (1, 300, 1, 1)
        assert archive.check() == []
    with closing(open_connection(path, create=False)) as connection:
        select = "SELECT number FROM version WHERE article = 1 AND is_current = 1"
        plan = str(connection.execute(f"EXPLAIN QUERY PLAN {select}").fetchall())
    assert "version_current" in plan


def test_an_article_without_records_is_kept_and_counted_with_the_reason(tmp_path: Path) -> None:
    uncoded = Coded(make_article("one", "Le port\n\nLes dockers."), None, "NotEnglish: French")
    with archive_of(tmp_path / "a.db", [uncoded, tell("two", OLD, "marched")]) as archive:
        assert archive.status().uncoded == {"NotEnglish: French": 1}
        found = archive.search("dockers", publisher="herald")
        assert sorted(hit.headline for hit in found) == ["Le port", "Port strike"]
