"""Many pages of one text in an archive."""

from contextlib import closing
from pathlib import Path

from made_archive import code, keep, make_article

from dateline.archive.connection import open_connection
from dateline.archive.joining import join_pending

TEXT = "Not found\n\n" + " ".join(f"word{i}" for i in range(80))


def test_pages_of_one_text_are_one_origin_without_pairs_and_stay_so_when_the_first_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    keep(path, [code(make_article(f"a{i}", TEXT)) for i in range(20)])
    with closing(open_connection(path, create=False)) as connection:
        join_pending(connection)
        assert connection.execute("SELECT count(*) FROM overlap").fetchone()[0] == 0
        assert connection.execute("SELECT count(DISTINCT origin) FROM placement").fetchone()[0] == 1
    keep(path, [code(make_article("a0", "Found\n\n" + "quite another text " * 20, published="2026-11-21"))])
    keep(path, [code(make_article("b", TEXT + " and five words more than that"))])
    with closing(open_connection(path, create=False)) as connection:
        join_pending(connection)
        assert connection.execute("SELECT count(*) FROM overlap").fetchone()[0] == 1
        sizes = connection.execute("SELECT count(*) FROM placement GROUP BY origin ORDER BY 1").fetchall()
        assert sizes == [(1,), (20,)]
