"""Short names that stay: ``E12`` for a happening, ``S3`` for a story, ``A88`` for an article.

An alias belongs to the record or article that it was first given for. Where happenings are joined, the lowest of their
aliases is the name of the whole and the others still lead to it; where one is split, each alias goes with its record.
When a page is written anew, its events keep their names (`lineage`).
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from dateline.errors import NotInArchive
from dateline.urls import canonical_url

AliasKind = Literal["E", "S"]
_NAMED: Mapping[AliasKind, str] = {"E": "happening", "S": "story"}
_ALIAS = re.compile(r"([AES])(\d{1,15})", re.IGNORECASE)


def give_alias(connection: sqlite3.Connection, kind: AliasKind, anchors: Iterable[str]) -> tuple[int, list[int]]:
    """The number of what has these members, the first of which a new alias is given for, and all numbers they had."""
    ids = list(anchors)
    # A name that something else has by now is not given twice. Written so that each anchor is looked up: in other forms
    # SQLite would rather go through all aliases there are, each time.
    rows = connection.execute(
        "SELECT a.number FROM json_each(?) anchors CROSS JOIN alias a ON a.anchor = anchors.value AND a.kind = ?"
        f" WHERE NOT EXISTS (SELECT 1 FROM {_NAMED[kind]} named WHERE named.number = a.number)",
        (msgspec.json.encode(ids).decode(), kind),
    ).fetchall()
    had = sorted({int(row[0]) for row in rows})
    if had:
        return had[0], had
    row = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM alias WHERE kind = ?", (kind,)).fetchone()
    number = int(row[0])
    connection.execute("INSERT OR REPLACE INTO alias VALUES (?, ?, ?)", (kind, number, ids[0]))
    return number, []


def inherit_aliases(connection: sqlite3.Connection, successors: Mapping[str, str]) -> None:
    """Have the aliases of records lead to those that tell the same now, too, if these have none."""
    connection.executemany(
        "INSERT OR IGNORE INTO alias SELECT kind, number, ? FROM alias WHERE kind = 'E' AND anchor = ?",
        [(new, old) for old, new in sorted(successors.items())],
    )


def find_anchor(connection: sqlite3.Connection, alias: str, kind: AliasKind) -> str:
    """The record or article that an alias was given for.

    Raises:
        NotInArchive: there is no such alias.
    """
    number = read_alias(alias, kind)
    row = None
    if number is not None:
        # Of the records of several texts the one that is told now.
        row = connection.execute(
            "SELECT anchor FROM alias LEFT JOIN report ON report.record = anchor WHERE kind = ? AND number = ?"
            " ORDER BY report.record IS NULL, alias.rowid",
            (kind, number),
        ).fetchone()
    if row is None:
        name = "event" if kind == "E" else "story"
        raise NotInArchive(f"no {name} {alias} in this archive")
    return str(row[0])


def read_alias(text: str, kind: Literal["A", "E", "S"]) -> int | None:
    """The number of an alias of that kind; ``None`` for any other text."""
    found = _ALIAS.fullmatch(text.strip())
    return int(found[2]) if found and found[1].upper() == kind else None


def find_article(connection: sqlite3.Connection, name: str) -> tuple[int, str]:
    """Number and id of the article with that alias, address or id.

    Raises:
        NotInArchive: there is none.
    """
    number = read_alias(name, "A")
    if number is not None:
        row = connection.execute("SELECT number, id FROM article WHERE number = ?", (number,)).fetchone()
    else:
        row = connection.execute(
            "SELECT number, id FROM article WHERE id = ? OR url = ? OR url = ?", (name, name, canonical_url(name))
        ).fetchone()
    if row is None:
        raise NotInArchive(f"no article {name} in this archive")
    return int(row[0]), str(row[1])


def find_article_names(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Alias of each article, and its publisher, or its headline where it names none."""
    found = {}
    for article_id in ids:
        row = connection.execute(
            "SELECT a.number, coalesce(v.publisher, v.headline) FROM article a"
            " JOIN version v ON v.article = a.number AND v.is_current = 1 WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        if row:
            found[article_id] = (f"A{row[0]}", str(row[1]))
    return found
