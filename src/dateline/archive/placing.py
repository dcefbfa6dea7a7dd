"""Articles put into stories: those from the first batch on that something changed in, given what was placed before."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count

from dateline.story.cluster import MOST_IN_BATCH, WINDOW_DAYS, cluster_stories, place_of, replay_from
from dateline.story.features import Features, describe
from dateline.story.terms import pack_terms, unpack_terms

from .reports import select_in
from .versions import unpack_names_and_times

_DAY = len("2026-11-20")
_HEADS = (
    "SELECT p.article, a.id, p.placed_day, l.features, p.story_rank, p.member_rank"
    " FROM placement p JOIN article a ON a.number = p.article"
    " JOIN version v ON v.article = p.article AND v.is_current = 1 JOIN likeness l ON l.version = v.number"
    " WHERE p.origin = p.article"
)

_Place = tuple[bool, date, str]


@dataclass(frozen=True, slots=True)
class _Head:
    """The first of an origin's articles: it is placed, and the others go with it."""

    article: int
    features: Features
    rank: int | None
    """Of the story that it was in when it was placed last."""
    member: int | None
    """As which of its articles."""


def place_articles(connection: sqlite3.Connection, changed: Collection[int]) -> set[int]:
    """Place what changed, and what that may change; the stories touched, past and present, by earliest article.

    Of the articles of an origin its head is placed, and the copies go with it: fifty copies of a report weigh no more
    than one.
    """
    articles = sorted(changed)
    for article in articles:
        _describe(connection, article)
    touched = _stories_of(connection, articles)
    ranks: set[int] = set()
    starts = _find_starts(connection, articles)
    _note_days(connection, articles)
    for start in starts:
        ranks |= _replay(connection, start)
    ranks |= _forget_past_heads(connection, articles)
    select = "SELECT h.story_rank FROM placement p JOIN placement h ON h.article = p.origin WHERE p.article"
    ranks |= {row[0] for row in select_in(connection, select, articles)}
    for rank in sorted(ranks):
        touched |= _name(connection, rank)
    return touched | _stories_of(connection, articles)


def _describe(connection: sqlite3.Connection, article: int) -> None:
    """Keep the features of an article's current text."""
    version, name, body, packed, day, features = connection.execute(
        "SELECT v.number, a.id, v.body, v.names_and_times, v.day, l.features FROM article a"
        " JOIN version v ON v.article = a.number AND v.is_current = 1 JOIN likeness l ON l.version = v.number"
        " WHERE a.number = ?",
        (article,),
    ).fetchone()
    if features is not None:
        return
    names, times = unpack_names_and_times(packed)
    made = describe(name, body, names=names, times=times, published=_read_day(day))
    packed_terms = pack_terms(made.terms)
    connection.execute("UPDATE likeness SET features = ? WHERE version = ?", (packed_terms, version))


def _stories_of(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    return {row[0] for row in select_in(connection, "SELECT story FROM placement WHERE article", articles)}


def _find_starts(connection: sqlite3.Connection, articles: Collection[int]) -> list[_Place]:
    """The first place among those of the heads that changed, before and now: of those with a day, and without.

    Neither need be there.
    """
    rows = select_in(
        connection, "SELECT p.origin = p.article, p.story_rank, p.placed_day, v.day, a.id FROM placement p"
        " JOIN article a ON a.number = p.article JOIN version v ON v.article = p.article AND v.is_current = 1"
        " WHERE p.article", articles,
    )  # fmt: skip
    places = []
    for is_head, rank, was, now, name in rows:
        days = [_read_day(day) for day, counts in ((was, rank is not None), (now, is_head)) if counts]
        places += [(day is None, day or date.max, name) for day in days]
    firsts = [min([place for place in places if place[0] == undated], default=None) for undated in (False, True)]
    return [first for first in firsts if first]


def _note_days(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Note of the articles the days by which they are placed from now on."""
    connection.executemany(
        "UPDATE placement SET placed_day = (SELECT v.day FROM version v"
        f" WHERE v.article = placement.article AND v.is_current = 1 AND length(v.day) = {_DAY}) WHERE article = ?",
        [(article,) for article in articles],
    )


def _replay(connection: sqlite3.Connection, start: _Place) -> set[int]:
    """Place the heads from some place on anew; the ranks of the stories that won or lost one.

    Those with a day are placed without those that have none, and the other way round, as neither join the other.
    """
    new, standing = _load(connection, start)
    heads = {head.features.id: head for head in new}
    ranks = sorted(standing)
    stories = cluster_stories([head.features for head in new], [standing[rank] for rank in ranks])
    ranks += _rank(connection, [heads[story.members[0].id] for story in stories[len(ranks) :]])
    moved: set[int | None] = set()
    rows = []
    for rank, story in zip(ranks, stories, strict=True):
        for member, features in enumerate(story.members):
            head = heads.get(features.id)
            if head and (head.rank, head.member) != (rank, member):
                rows.append((rank, member, head.article))
                moved |= {head.rank, rank}
    connection.executemany("UPDATE placement SET story_rank = ?, member_rank = ? WHERE article = ?", rows)
    return {rank for rank in moved if rank is not None}


def _rank(connection: sqlite3.Connection, firsts: Iterable[_Head]) -> list[int]:
    """The ranks of the stories that these begin: that of the story which one began before, else a new one."""
    last = connection.execute("SELECT max(story_rank) FROM placement").fetchone()[0]
    free = count(0 if last is None else last + 1)
    return [head.rank if head.rank is not None and head.member == 0 else next(free) for head in firsts]


def _load(connection: sqlite3.Connection, start: _Place) -> tuple[list[_Head], dict[int, list[Features]]]:
    """The heads to place, and by rank the stories as they stood before, but for those that none may join."""
    without_day, day, _ = start
    if without_day:
        rows = connection.execute(f"{_HEADS} AND p.placed_day IS NULL").fetchall()
    else:
        rows = connection.execute(f"{_HEADS} AND p.placed_day >= ?", (replay_from(day).isoformat(),)).fetchall()
    heads = sorted([_make_head(*row) for row in rows], key=lambda head: place_of(head.features))
    before = sum(place_of(head.features) < start for head in heads)
    first_new = before - before % MOST_IN_BATCH
    standing = heads[:first_new] + ([] if without_day else _load_before(connection, replay_from(day)))
    standing.sort(key=lambda head: (head.rank, head.member))
    stories: dict[int, list[Features]] = {}
    for head in standing:
        assert head.rank is not None
        stories.setdefault(head.rank, []).append(head.features)
    return heads[first_new:], stories


def _load_before(connection: sqlite3.Connection, monday: date) -> list[_Head]:
    """The heads before a Monday of the stories that those from then on may join."""
    since = monday - timedelta(WINDOW_DAYS)
    rows = connection.execute(
        f"{_HEADS} AND p.placed_day < ?1 AND p.story_rank IN"
        " (SELECT story_rank FROM placement WHERE placed_day >= ?2 AND placed_day < ?1)",
        (monday.isoformat(), since.isoformat()),
    )
    return [_make_head(*row) for row in rows]


def _forget_past_heads(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    """Take articles that became copies out of the stories that they were placed in; the ranks of these."""
    select = "SELECT story_rank, article FROM placement WHERE origin != article AND story_rank IS NOT NULL AND article"
    rows = select_in(connection, select, articles)
    gone = [(article,) for _, article in rows]
    connection.executemany("UPDATE placement SET story_rank = NULL, member_rank = NULL WHERE article = ?", gone)
    return {rank for rank, _ in rows}


def _name(connection: sqlite3.Connection, rank: int) -> set[int]:
    """Write of each article of a story which it is: its earliest article; the stories of those that moved, old and new.

    The copies are where their heads are.
    """
    members = connection.execute(
        "SELECT p.article, v.day, a.id, p.story FROM placement h JOIN placement p ON p.origin = h.article"
        " JOIN article a ON a.number = p.article JOIN version v ON v.article = p.article AND v.is_current = 1"
        " WHERE h.story_rank = ?",
        (rank,),
    ).fetchall()
    if not members:
        return set()
    story = min(members, key=lambda row: (row[1] or "~", row[2]))[0]
    moved = [(story, article) for article, _, _, was in members if was != story]
    connection.executemany("UPDATE placement SET story = ? WHERE article = ?", moved)
    return {was for _, _, _, was in members if was != story} | ({story} if moved else set())


def _make_head(article: int, name: str, day: str | None, terms: bytes, rank: int | None, member: int | None) -> _Head:
    return _Head(article, Features(name, _read_day(day), unpack_terms(terms)), rank, member)


@lru_cache
def _read_day(text: str | None) -> date | None:
    """The day of publication; ``None`` where only its month or year is known."""
    return date.fromisoformat(text) if text and len(text) == _DAY else None
