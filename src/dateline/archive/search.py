"""Articles of an archive by the words of their texts and by the events that they report."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

import msgspec

from dateline.archive_types import HIGHLIGHT, FoundEvent, Hit
from dateline.event_types import Record

from .query import Query
from .reports import select_in

SNIPPET_WORDS = 24
MOST_RANKED = 100_000
"""Articles with the words past which the newest are given instead of the best.

To rank so many takes 130 to 250 ms where the words are in most texts and 300 ms is allowed, and twice as many twice as
long (benchmarks/archive_speed.py search)."""
MOST_RANKED_BEGINNINGS = 30_000
"""The same where a word is given by its beginning: each takes twice as long, and all are gone through again for what is
shown of them."""
FEW = 5_000
"""Records that some field asks for up to which they are found by that field; past which it is asked of each article
whether it has one: of those with the words, else from the newest on until enough are found. The same number of articles
with the words, up to which it is asked of each of them anyhow."""
_MONTH, _YEAR = 7, 4
_LIKE_MARK = re.compile(r"[%_\\]")
_ESCAPED = r"\\\g<0>"
_decode_record = msgspec.json.Decoder(Record).decode
_Row = tuple[int, str, int, str, str, str, str]
_CURRENT = "v.is_current = 1"
_ROWS = (
    "SELECT v.number, a.id, a.number, v.headline, v.publisher, v.day, a.url"
    " FROM version v JOIN article a ON a.number = v.article"
)


def find_articles(connection: sqlite3.Connection, query: Query, *, limit: int) -> list[Hit]:
    """The articles that a query finds, the best first.

    The newest come first where it asks for no words or for very frequent ones; of equal ones the smaller article id.
    """
    most = MOST_RANKED_BEGINNINGS if "*" in query.words else MOST_RANKED
    with_words = _count_articles(connection, query.words, most) if query.words else 0
    if query.words and with_words <= most:
        rows = _find_best(connection, query, limit=limit, has_few=with_words <= FEW)
    else:
        rows = _find_newest(connection, query, limit=limit)
    snippets = _find_snippets(connection, query.words, [row[0] for row in rows])
    return [_make_hit(connection, query, row, snippets.get(row[0], "")) for row in rows]


def record_conditions(query: Query) -> tuple[str, list[object]]:
    """The condition on a record ``r`` that the query's fields make, and its values."""
    fields = _fields_of(query)
    conditions = ["r.is_rejected = 0", *[field.check for field in fields]]
    return " AND ".join(conditions), [value for field in fields for value in field.values]


def _count_articles(connection: sqlite3.Connection, words: str, most: int) -> int:
    """How many articles have the words; ``most`` and one where there are more than that."""
    select = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    return int(connection.execute(select, (words, most + 1)).fetchone()[0])


def _find_best(connection: sqlite3.Connection, query: Query, *, limit: int, has_few: bool) -> list[_Row]:
    conditions, values = article_conditions(query)
    events = _choose_form(connection, query, of_each=has_few)
    if has_few:
        tables, where = "words CROSS JOIN version v ON v.number = words.rowid", list(conditions)
    else:
        tables, where = "words", []
        if conditions:
            allowed = f"SELECT v.number FROM version v WHERE {' AND '.join([_CURRENT, *conditions])}"
            # The plus sign: the full-text index would be asked anew for each of the set.
            where.append(f"+words.rowid IN ({allowed})")
    if events:
        where.append(events[0].format("v.number" if has_few else "+words.rowid"))
        values += events[1]
    select = f"SELECT words.rowid, words.rank FROM {tables} WHERE {' AND '.join(['words MATCH ?', *where])}"
    scores = dict(connection.execute(select, (query.words, *values)).fetchall())
    worst = max(nsmallest(limit, scores.values()), default=0.0)
    # With all that are as good as the last, so that their ids can decide.
    numbers = [number for number, score in scores.items() if score <= worst]
    rows = select_in(connection, f"{_ROWS} WHERE v.number", numbers)
    return sorted(rows, key=lambda row: (scores[row[0]], row[1]))[:limit]


def _find_newest(connection: sqlite3.Connection, query: Query, *, limit: int) -> list[_Row]:
    conditions, values = article_conditions(query)
    where = [_CURRENT, *conditions]
    events = _choose_form(connection, query, of_each=False)
    if events:
        where.append(events[0].format("v.number"))
        values += events[1]
    if query.words:
        where.append("v.number IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(query.words)
    select = f"{_ROWS} WHERE {' AND '.join(where)} ORDER BY v.day DESC, a.id LIMIT ?"
    return connection.execute(select, (*values, limit)).fetchall()


def _choose_form(connection: sqlite3.Connection, query: Query, *, of_each: bool) -> tuple[str, list[object]] | None:
    """The condition on a version, to be named in it, that it has a record as asked for; ``None`` where none is.

    By the field that the fewest records have; unless it is to be asked of each version, or all fields are frequent.
    """
    fields = _fields_of(query)
    if not fields:
        return None
    counts = [_count_records(connection, field) for field in fields]
    number = counts.index(min(counts))
    rest = [field for i, field in enumerate(fields) if i != number]
    where = fields[number].alone
    if rest:
        where = " AND ".join([fields[number].find, *[field.check for field in rest]])
    values = [value for field in [fields[number], *rest] for value in field.values]
    if of_each or counts[number] > FEW:
        return f"EXISTS (SELECT 1 FROM {where} AND {fields[number].version} = {{}})", values
    return f"{{}} IN (SELECT {fields[number].version} FROM {where})", values


def _count_records(connection: sqlite3.Connection, field: "_Field") -> int:
    select = f"SELECT count(*) FROM (SELECT 1 FROM {field.alone} LIMIT ?)"
    return int(connection.execute(select, (*field.values, FEW + 1)).fetchone()[0])


@dataclass(frozen=True, slots=True)
class _Field:
    """What a query asks of a record ``r``, in the forms that a statement may have it in."""

    values: tuple[object, ...]
    find: str
    """Tables and conditions that find the records, for more to be asked of them."""
    version: str
    """The column that has the record's version there."""
    alone: str
    """Tables and conditions that find their versions by an index alone."""
    check: str
    """A condition on a record that was found by another field."""


def _fields_of(query: Query) -> list[_Field]:
    found = []
    for role, term in (("actor", query.actor), ("recipient", query.recipient), ("source", query.source)):
        if term:
            of_term = "q.term = ? AND q.role = ?"
            found.append(
                _Field(
                    (term.lower(), role), f"party q CROSS JOIN record r ON r.number = q.record WHERE {of_term}",
                    "q.version", f"party q WHERE {of_term}",
                    f"EXISTS (SELECT 1 FROM party q WHERE {of_term} AND q.version = r.version AND q.record = r.number)",
                )
            )  # fmt: skip
    if query.place:
        given = (query.place.lower(), query.place.upper())
        found.append(_column_field("(r.place = ? OR r.country = ?)", "(+r.place = ? OR +r.country = ?)", *given))
    for column, value in (("type", query.type), ("status", query.status)):
        if value:
            # The plus sign: the records are found already, and not to be sought by this column too.
            found.append(_column_field(f"r.{column} = ?", f"+r.{column} = ?", value))
    return found


def _column_field(find: str, check: str, *values: object) -> _Field:
    found = f"record r WHERE {find} AND r.is_rejected = 0"
    return _Field(values, found, "r.version", found, check)


def article_conditions(query: Query) -> tuple[list[str], list[object]]:
    """The conditions on a version ``v`` that the query's days and publisher make, and their values.

    It is published on or after ``since``, on or before ``until``; what states no day is in no span of days.
    """
    conditions: list[str] = []
    values: list[object] = []
    if query.since:
        conditions.append("v.day >= ?")
        values.append(query.since)
    if query.until:
        conditions.append("v.day <= ?")
        values.append(query.until + ("~" if len(query.until) in (_YEAR, _MONTH) else ""))
    if query.publisher:
        outlets = r"SELECT DISTINCT publisher FROM version WHERE is_current = 1 AND publisher LIKE ? ESCAPE '\'"
        conditions.append(f"v.publisher IN ({outlets})")
        values.append(f"%{_LIKE_MARK.sub(_ESCAPED, query.publisher)}%")
    return conditions, values


def _make_hit(connection: sqlite3.Connection, query: Query, row: _Row, snippet: str) -> Hit:
    number, article_id, alias, headline, publisher, day, url = row
    events = _events(connection, query, number)
    return Hit(number, article_id, f"A{alias}", headline, snippet, publisher, day, url, events)


def _find_snippets(connection: sqlite3.Connection, words: str, versions: Sequence[int]) -> dict[int, str]:
    """Of each version the words around those searched for, these marked."""
    if not words:
        return {}
    select = f"SELECT rowid, snippet(words, 1, ?, ?, '…', {SNIPPET_WORDS}) FROM words WHERE words MATCH ? AND "
    # To look one up is quick, but not by the beginning of a word: all words that begin so are put together each time.
    rowids = "+rowid" if "*" in words else "rowid"
    return dict(select_in(connection, f"{select}{rowids}", versions, before=(*HIGHLIGHT, words)))


def _events(connection: sqlite3.Connection, query: Query, version: int) -> tuple[FoundEvent, ...]:
    if not query.asks_for_records:
        return ()
    condition, values = record_conditions(query)
    rows = connection.execute(
        "SELECT r.id, r.type, r.json, p.happening FROM record r LEFT JOIN report p ON p.record = r.id"
        f" WHERE r.version = ? AND {condition} ORDER BY r.number",
        (version, *values),
    )
    return tuple([
        FoundEvent(f"E{number}" if number else "", record, kind, _decode_record(body).sentence.text)
        for record, kind, body, number in rows
    ])  # fmt: skip
