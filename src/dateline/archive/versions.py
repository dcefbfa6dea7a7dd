"""What was read, kept: each text of an article once, with its records, and which of its texts is the current one."""

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, Literal

import msgspec

from dateline.archive_types import Version
from dateline.event_types import Coded, Record, RecordParticipant, RecordSource
from dateline.types import Article, Failure, Moment, Name, Time

Kept = Literal["changed", "known"]
"""Another text of an article; nothing new."""
DEFLATE_LEVEL = 1
_INDEX = "INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)"
_AWAIT = "INSERT OR IGNORE INTO pending VALUES (?)"


def has_article(connection: sqlite3.Connection, name: str) -> bool:
    """Whether any text of the article of that id is kept."""
    return connection.execute("SELECT 1 FROM article WHERE id = ?", (name,)).fetchone() is not None


def keep_new(
    connection: sqlite3.Connection, coded: Sequence[Coded], records: Iterable[Sequence[Record]], *, at: datetime
) -> None:
    """Keep articles that the archive does not have, no two of one id, each with its records; in a transaction.

    All rows of a table come one after the other, which takes SQLite less time than article after article.
    """
    articles = [one.article for one in coded]
    first = _next_number(connection, "article")
    rows = [(number, one.id, one.url) for number, one in enumerate(articles, first)]
    connection.executemany("INSERT INTO article (number, id, url) VALUES (?, ?, ?)", rows)
    numbers = _add_versions(connection, enumerate(coded, first), is_current=True, at=at)
    _add_records(connection, zip(numbers, records, strict=True))
    texts = [(number, _headline(one), one.text) for number, one in zip(numbers, articles, strict=True)]
    connection.executemany(_INDEX, texts)
    connection.executemany(_AWAIT, [(number,) for number in numbers])
    for number, article in zip(numbers, articles, strict=True):
        _note_reading(connection, article, number)


def keep_version(connection: sqlite3.Connection, coded: Coded, records: Sequence[Record], *, at: datetime) -> Kept:
    """Keep what was read of an article that is there, if its text is not there already; in a transaction."""
    article = coded.article
    digest = _digest(article)
    number = connection.execute("SELECT number FROM article WHERE id = ?", (article.id,)).fetchone()[0]
    known = connection.execute(
        "SELECT number, stated, page_sha256, origin FROM version WHERE article = ? AND text_sha256 = ?",
        (number, digest),
    ).fetchone()
    if known and known[1:] <= (find_stated(article), article.page_sha256, article.origin):
        _note_reading(connection, article, known[0])
        return "known"
    if known:
        # The same text on an earlier page: which of the two is kept must not hang on which came first.
        _replace_article(connection, known[0], coded, records)
        choose_current(connection, number)
        _note_reading(connection, article, known[0])
        return "known"
    (added,) = _add_versions(connection, [(number, coded)], is_current=False, at=at)
    _add_records(connection, [(added, records)])
    choose_current(connection, number)
    _note_reading(connection, article, added)
    return "changed"


def keep_failure(connection: sqlite3.Connection, failure: Failure, *, at: datetime) -> None:
    """Keep that a page gave no article, and why; it is read again next time."""
    row = (failure.origin, failure.url, failure.stage, failure.error, failure.reason, _write(at))
    connection.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?, ?)", row)


def find_stated(article: Article) -> str:
    """When the page says that its text is from, in UTC where it gives an offset; empty where it does not say."""
    moment = article.modified or article.published
    return "" if moment is None else order_of(moment)


def order_of(moment: Moment) -> str:
    """The moment as text that sorts by time."""
    try:
        value = datetime.fromisoformat(moment.value)
    except ValueError:
        return moment.value
    return moment.value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None).isoformat()


def choose_current(connection: sqlite3.Connection, article: int) -> None:
    """Mark the latest text of an article as the current one: by what its pages say, else by what came last."""
    latest = connection.execute(
        "SELECT number FROM version WHERE article = ? ORDER BY stated DESC, number DESC LIMIT 1", (article,)
    ).fetchone()[0]
    was = connection.execute("SELECT number FROM version WHERE article = ? AND is_current = 1", (article,)).fetchone()
    if was and was[0] != latest:
        _mark(connection, was[0], is_current=False)
    _mark(connection, latest, is_current=True)


def load_versions(connection: sqlite3.Connection, where: str, values: Sequence[object] = ()) -> list[Version]:
    """The versions that a condition on the table ``version`` picks, by number, each with its records."""
    rows = connection.execute(
        "SELECT number, article, article_json, body, is_current, stated, recorded_at FROM version"
        f" WHERE {where} ORDER BY number",
        values,
    ).fetchall()
    return [_load(connection, row) for row in rows]


def load_records(
    connection: sqlite3.Connection,
    versions: Iterable[int],
    *,
    only: Collection[str] | None = None,
    places: Mapping[str, tuple[str, str]] | None = None,
) -> list[Record]:
    """The records of the versions, as coded, in the order of the versions and of their texts.

    Args:
        connection: to the archive.
        versions: by number.
        only: ids of the records that are wanted, where not all are.
        places: ids of the origin and the story of articles, by article id, which are written into the records.
    """
    found: list[Record] = []
    condition = "" if only is None else " AND record.id IN (SELECT value FROM json_each(?))"
    ids = () if only is None else (_encode(sorted(only)).decode(),)
    for version in versions:
        rows = connection.execute(
            "SELECT json, recorded_at FROM record JOIN version ON version.number = record.version"
            f" WHERE version = ?{condition} ORDER BY record.number",
            (version, *ids),
        )
        found += [_stamp(_decode_record(body), datetime.fromisoformat(at), places) for body, at in rows]
    return found


def _stamp(record: Record, recorded_at: datetime, places: Mapping[str, tuple[str, str]] | None) -> Record:
    """The record with what an archive knows of it; `dataclasses.replace` would look at every field again."""
    own = record.article_id
    place = (None, None) if places is None else places.get(own, (own, None))
    return Record(*(*_coded_values(record), recorded_at, record.corrections, record.happening_id, *place))


def pack(value: object) -> bytes:
    """A value as deflated JSON."""
    return zlib.compress(_encode(value), DEFLATE_LEVEL)


def unpack_names_and_times(packed: bytes | None) -> tuple[tuple[Name, ...], tuple[Time, ...]]:
    """The names and times that were packed; none of a text that was not coded."""
    return _decode_names_and_times(zlib.decompress(packed)) if packed else ((), ())


def unpack_article(packed: bytes, text: str) -> Article:
    """The article that was packed without its text."""
    return replace(msgspec.json.decode(zlib.decompress(packed), type=Article), text=text)


_OF_ARCHIVE = ("recorded_at", "corrections", "happening_id", "origin_id", "story_id")
_coded_values: Callable[[Record], tuple[Any, ...]] = attrgetter(
    *[field.name for field in fields(Record) if field.name not in _OF_ARCHIVE]
)
_decode_record = msgspec.json.Decoder(Record).decode
_decode_names_and_times = msgspec.json.Decoder(tuple[tuple[Name, ...], tuple[Time, ...]]).decode
_encode = msgspec.json.Encoder().encode


def _load(connection: sqlite3.Connection, row: tuple[int, int, bytes, str, int, str, str]) -> Version:
    number, article, packed, text, is_current, stated, recorded_at = row
    return Version(
        number, article, unpack_article(packed, text),
        tuple(load_records(connection, [number])), bool(is_current), stated,
        datetime.fromisoformat(recorded_at),
    )  # fmt: skip


def _next_number(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()[0])


def _digest(article: Article) -> str:
    return sha256(article.text.encode()).hexdigest()


def _headline(article: Article) -> str:
    return article.headline or ""


def _columns(coded: Coded) -> dict[str, object]:
    """What both a new version and the same text from an earlier page write."""
    article, annotations = coded.article, coded.annotations
    return {
        "page_sha256": article.page_sha256,
        "origin": article.origin,
        "stated": find_stated(article),
        "published": article.published.value if article.published else None,
        "day": article.published.value[:10] if article.published else None,
        "publisher": article.publisher,
        "coverage": coded.coverage,
        "coder": annotations.coder if annotations else None,
        "ontology": annotations.ontology if annotations else None,
        "headline": _headline(article),
        "article_json": pack(replace(article, text="")),
        "names_and_times": pack((annotations.names, annotations.times)) if annotations else None,
    }


def _add_versions(
    connection: sqlite3.Connection, coded: Iterable[tuple[int, Coded]], *, is_current: bool, at: datetime
) -> range:
    """Add a text of each article, which is given by its number; the numbers of the texts."""
    first = _next_number(connection, "version")
    recorded_at = _write(at)
    rows = [
        _columns(one) | {
            "number": number, "article": article, "text_sha256": _digest(one.article), "is_current": int(is_current),
            "recorded_at": recorded_at, "body": one.article.text,
        }
        for number, (article, one) in enumerate(coded, first)
    ]  # fmt: skip
    names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO version ({names}) VALUES ({marks})", [tuple(row.values()) for row in rows])
    return range(first, first + len(rows))


def _replace_article(connection: sqlite3.Connection, version: int, coded: Coded, records: Sequence[Record]) -> None:
    _mark(connection, version, is_current=False)
    columns = _columns(coded)
    names = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE version SET {names} WHERE number = ?", (*columns.values(), version))
    replace_records(connection, version, records)


def replace_coding(connection: sqlite3.Connection, version: int, coded: Coded, records: Sequence[Record]) -> None:
    """Put another coding of the same text in the place of the one that a version has, and have it joined anew."""
    columns = _columns(coded)
    names = ("coverage", "coder", "ontology", "names_and_times")
    connection.execute(
        f"UPDATE version SET {', '.join(f'{name} = ?' for name in names)} WHERE number = ?",
        (*[columns[name] for name in names], version),
    )
    replace_records(connection, version, records)
    connection.execute(_AWAIT, (version,))


def replace_records(connection: sqlite3.Connection, version: int, records: Sequence[Record]) -> None:
    """Put the records of a version in the place of those that it has."""
    connection.execute("DELETE FROM party WHERE record IN (SELECT number FROM record WHERE version = ?)", (version,))
    connection.execute("DELETE FROM record WHERE version = ?", (version,))
    _add_records(connection, [(version, records)])


def _add_records(connection: sqlite3.Connection, told: Iterable[tuple[int, Sequence[Record]]]) -> None:
    """Add the records of versions, which are given by their numbers."""
    number = _next_number(connection, "record")
    rows: list[tuple[object, ...]] = []
    parties: list[tuple[str, str, int, int]] = []
    for version, records in told:
        for one in records:
            rows.append((number, one.id, version, _encode(one), *_searched(one).values()))
            parties += _parties_of(one, version, number)
            number += 1
    connection.executemany(
        "INSERT INTO record (number, id, version, json, type, status, first_day, last_day, country, place, confidence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    _add_parties(connection, parties)


def index_corrected(connection: sqlite3.Connection, record: Record) -> None:
    """Have a record of a current version searched by what corrections made of it."""
    columns = _searched(record) | {"is_rejected": 0}
    names = ", ".join(f"{name} = ?" for name in columns)
    of_current = "id = ? AND version IN (SELECT number FROM version WHERE is_current = 1)"
    connection.execute(f"UPDATE record SET {names} WHERE {of_current}", (*columns.values(), record.id))
    select = f"SELECT number, version FROM record WHERE {of_current}"
    number, version = connection.execute(select, (record.id,)).fetchone()
    connection.execute("DELETE FROM party WHERE record = ?", (number,))
    _add_parties(connection, _parties_of(record, version, number))


def _searched(record: Record) -> dict[str, object]:
    """The columns of a record that a search looks in."""
    place = record.place
    return {
        "type": record.type, "status": record.status, "first_day": record.date.start, "last_day": record.date.end,
        "country": place.country_code if place else None,
        "place": (place.name or place.text).lower() if place else None, "confidence": record.confidence,
    }  # fmt: skip


def _add_parties(connection: sqlite3.Connection, rows: Iterable[tuple[str, str, int, int]]) -> None:
    connection.executemany("INSERT INTO party VALUES (?, ?, ?, ?)", rows)


def _parties_of(record: Record, version: int, number: int) -> list[tuple[str, str, int, int]]:
    """The rows of all that a search for a party may ask for."""
    sources = [attribution.source for attribution in record.attributions if attribution.source]
    sides: Mapping[str, Sequence[RecordParticipant | RecordSource]] = {
        "actor": record.actors, "recipient": record.recipients, "source": sources,
    }  # fmt: skip
    rows: list[tuple[str, str, int, int]] = []
    for role, parties in sides.items():
        # A dictionary, for a set has its order from salted hashes.
        terms = {term.lower(): None for one in parties for term in (one.code, one.sector, one.name, one.text) if term}
        rows += [(term, role, version, number) for term in terms]
    return rows


def _mark(connection: sqlite3.Connection, version: int, *, is_current: bool) -> None:
    """Mark a version as the current one or as no longer so, in the full-text index too, and have it joined anew."""
    row = connection.execute("SELECT is_current, headline, body FROM version WHERE number = ?", (version,)).fetchone()
    if bool(row[0]) == is_current:
        return
    connection.execute("UPDATE version SET is_current = ? WHERE number = ?", (int(is_current), version))
    if is_current:
        _index(connection, version, row[1:])
        return
    words = "INSERT INTO words (words, rowid, headline, body) VALUES ('delete', ?, ?, ?)"
    connection.execute(words, (version, *row[1:]))
    connection.execute(_AWAIT, (version,))


def _index(connection: sqlite3.Connection, version: int, texts: Sequence[object]) -> None:
    """Have a version found by its words, and joined."""
    connection.execute(_INDEX, (version, *texts))
    connection.execute(_AWAIT, (version,))


def _note_reading(connection: sqlite3.Connection, article: Article, version: int) -> None:
    row = (article.page_sha256, version, article.origin)
    # Any statement that may have to be taken back alone, such as an upsert, makes the full-text index write out what it
    # holds: one for each article would make it do so each time.
    if connection.execute("SELECT 1 FROM reading WHERE origin = ?", (article.origin,)).fetchone():
        connection.execute("UPDATE reading SET page_sha256 = ?, version = ? WHERE origin = ?", row)
    else:
        connection.execute("INSERT INTO reading (page_sha256, version, origin) VALUES (?, ?, ?)", row)
    connection.execute("DELETE FROM failure WHERE origin = ?", (article.origin,))


def _write(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
