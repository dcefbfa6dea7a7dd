"""Copies of one report folded into origins, over the articles that overlaps tie together."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from dateline.story.copies import Overlap, Pair
from dateline.story.origins import Candidate, fold_copies

from .reports import select_in

_TIES = tuple(
    f"SELECT other.article FROM version v JOIN overlap o ON o.{mine} = v.number"
    f" JOIN version other ON other.number = o.{others} WHERE v.article"
    for mine, others in (("first", "second"), ("second", "first"))
)
_TWINS = (
    "SELECT DISTINCT l.twins FROM version v JOIN likeness l ON l.version = v.number"
    " WHERE l.twins IS NOT NULL AND v.article"
)


def fold_origins(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    """Fold the articles, and all that overlaps tie to them, or tied to them before.

    Returns:
        The numbers of the articles, and of those beside them that come from elsewhere now.
    """
    before = {row[0] for row in select_in(connection, "SELECT origin FROM placement WHERE article", articles)}
    beside = {row[0] for row in select_in(connection, "SELECT article FROM placement WHERE origin", before)}
    tied = _find_tied(connection, {*articles, *beside})
    rows = select_in(
        connection, "SELECT a.number, a.id, v.number, v.published, l.shingles, l.twins FROM article a"
        " JOIN version v ON v.article = a.number AND v.is_current = 1 JOIN likeness l ON l.version = v.number"
        " WHERE a.number", sorted(tied),
    )  # fmt: skip
    candidates = [Candidate(row[1], row[3], row[4], twins=row[5]) for row in rows]
    numbers = {article_id: number for number, article_id, *_ in rows}
    select = "SELECT article, origin, copied_from, contained FROM placement WHERE article"
    was = {row[0]: row[1:] for row in select_in(connection, select, sorted(tied))}
    after: dict[int, tuple[int, int | None, float | None]] = {}
    for origin in fold_copies(candidates, _load_pairs(connection, [row[2] for row in rows])):
        after[numbers[origin.id]] = (numbers[origin.id], None, None)
        for copy in origin.copies:
            source = numbers[copy.of] if copy.of else None
            after[numbers[copy.article_id]] = (numbers[origin.id], source, copy.contained)
    moved = {article for article, place in after.items() if was.get(article) != place}
    _write(connection, [(article, *after[article]) for article in sorted(moved)])
    return moved | set(articles)


def _find_tied(connection: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    """The articles, and those that overlaps or one text tie to them, be it through others."""
    found = set(articles)
    fresh = set(found)
    texts: set[str] = set()
    while fresh:
        tied = {row[0] for select in _TIES for row in select_in(connection, select, sorted(fresh))}
        twins = {row[0] for row in select_in(connection, _TWINS, sorted(fresh))} - texts
        texts |= twins
        select = "SELECT v.article FROM likeness l JOIN version v ON v.number = l.version WHERE l.twins"
        fresh = (tied | {row[0] for row in select_in(connection, select, sorted(twins))}) - found
        found |= fresh
    return found


def _load_pairs(connection: sqlite3.Connection, versions: list[int]) -> list[Pair]:
    """The overlaps between the versions, which are told by their places."""
    place = {version: i for i, version in enumerate(versions)}
    select = "SELECT first, second, shared, of_first, of_second FROM overlap WHERE first"
    return [
        Pair(place[first], place[second], Overlap(shared, of_first, of_second))
        for first, second, shared, of_first, of_second in select_in(connection, select, versions)
    ]


def _write(connection: sqlite3.Connection, places: Sequence[tuple[int, int, int | None, float | None]]) -> None:
    """Write where articles come from; the story of one, if it has one, stays until it is placed."""
    connection.executemany(
        "INSERT INTO placement (article, origin, copied_from, contained, story) VALUES (?1, ?2, ?3, ?4, ?1)"
        " ON CONFLICT (article) DO UPDATE SET origin = ?2, copied_from = ?3, contained = ?4",
        places,
    )
