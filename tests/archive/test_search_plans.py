"""That no search goes through all that an archive holds: every plan uses an index."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from made_archive import code, keep, make_article, make_event

from dateline.archive import search
from dateline.archive.aliases import give_alias
from dateline.archive.connection import open_connection
from dateline.archive.query import parse_query
from dateline.archive.search import find_articles


class Watched(sqlite3.Connection):
    """Notes the plan of each statement."""

    plans: list[str]

    def execute(self, sql: str, values: object = (), /) -> sqlite3.Cursor:  # type: ignore[override]  # of a fake
        if sql.startswith("SELECT"):
            plan = super().execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()  # type: ignore[arg-type]
            self.plans += [str(row[3]) for row in plan]
        return super().execute(sql, values)  # type: ignore[arg-type]  # made from a table


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Watched]:
    path = tmp_path / "a.db"
    texts = [f"Strike in Kell {i}\n\nDockers walked out in Kell on day {i} and blocked the harbour." for i in range(9)]
    articles = [make_article(f"a{i}", text) for i, text in enumerate(texts)]
    keep(path, [code(one, make_event(one, "walked out", by="Dockers", to="harbour", at="Kell")) for one in articles])
    open_connection(path, create=False).close()
    with closing(sqlite3.connect(path, factory=Watched)) as opened:
        opened.plans = []
        yield opened


@pytest.mark.parametrize("few", [0, 5_000])
@pytest.mark.parametrize(
    "line",
    [
        "strike", "strike since:2026-11", "strike publisher:Herald", "strike type:PROTEST", "strike actor:dockers", "",
        "since:2026-11-01 until:2026-11-30", "publisher:Herald", "type:PROTEST", "status:happened", "actor:dockers",
        "recipient:harbour", "source:police", "place:Kell", "place:SEV", "type:PROTEST place:Kell status:happened",
        "actor:dockers recipient:harbour since:2026-11", "publisher:Herald actor:dockers type:PROTEST",
    ],
)  # fmt: skip
def test_every_filter_uses_an_index(
    connection: Watched, line: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    found = find_articles(connection, parse_query(line, {}), limit=20)
    assert len(found) == (0 if "police" in line else 9)
    assert connection.plans
    for step in connection.plans:
        # What is scanned is a result, or an index that has all that is asked for.
        is_indexed = "USING" in step or "VIRTUAL TABLE INDEX" in step
        assert is_indexed or not step.startswith("SCAN") or step.startswith(("SCAN (", "SCAN CONSTANT")), step


def test_a_name_is_looked_up_by_its_anchor_and_not_among_all_names(tmp_path: Path) -> None:
    with closing(open_connection(tmp_path / "a.db", create=True)) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert give_alias(connection, "E", ["one", "two"]) == (1, [])
        connection.set_trace_callback(None)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
        assert any("anchor=?" in step for step in plan)
        assert give_alias(connection, "E", ["two", "one"]) == (1, [1])
