"""Stories and timelines of an archive, as they stand or stood."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from dateline.errors import NotInArchive
from dateline.story.happenings import make_happening
from dateline.story.news import find_news as compare_happenings
from dateline.story.same_event import join_reports
from dateline.story.timeline import make_timeline
from dateline.story_types import Clock, Copy, Happening, News, Origin, Report, Story, Timeline

from .aliases import find_anchor, read_alias
from .lineage import find_successors, rename_reports
from .query import Query, parse_query
from .reports import Told, load_reports, load_reports_known_by, select_in
from .search import article_conditions, find_articles, record_conditions

_ANYTHING = Query()
MOST_ARTICLES = 1_000
"""A timeline of a search tells of the events of so many articles at most, the best found; its title says so."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a timeline tells of: a story, or what a search found."""

    title: str
    alias: str | None
    articles: tuple[int, ...]
    stories: tuple[int, ...]
    """Numbers of the earliest articles of the stories that they are in."""
    query: Query
    """What the events must be."""

    @property
    def is_whole(self) -> bool:
        """Every event of its stories belongs to it, not only those that its articles report."""
        return self.alias is not None and self.query == _ANYTHING


def list_stories(connection: sqlite3.Connection, *, since: str | None, least_articles: int, limit: int) -> list[Story]:
    """The stories, the last published first.

    Raises:
        QueryError: ``since`` is no day.
    """
    parse_query("", {"since": since})
    rows = connection.execute(
        "SELECT article FROM story WHERE articles >= ? AND coalesce(last_published, '') >= ?"
        " ORDER BY last_published DESC, articles DESC, article LIMIT ?",
        (least_articles, since or "", limit),
    )
    return [load_story(connection, row[0]) for row in rows.fetchall()]


def load_story(connection: sqlite3.Connection, anchor: int) -> Story:
    """The story whose earliest article has that number."""
    number, title, first, last = connection.execute(
        "SELECT number, title, first_published, last_published FROM story WHERE article = ?", (anchor,)
    ).fetchone()
    members = connection.execute(
        "SELECT a.id, o.id, c.id, p.contained FROM placement p JOIN article a ON a.number = p.article"
        " JOIN version v ON v.article = a.number AND v.is_current = 1"
        " JOIN article o ON o.number = p.origin LEFT JOIN article c ON c.number = p.copied_from"
        " WHERE p.story = ? ORDER BY coalesce(v.day, '~'), a.id",
        (anchor,),
    ).fetchall()
    copies: dict[str, list[Copy]] = {row[1]: [] for row in members}
    for article_id, origin, copied_from, contained in members:
        if article_id != origin:
            copies[origin].append(Copy(article_id, copied_from, contained))
    numbers = _find_happenings(connection, [anchor])
    events = select_in(connection, "SELECT id FROM happening WHERE number", numbers, order="id")
    return Story(
        members[0][0], f"S{number}", title, tuple([row[0] for row in members]),
        tuple([Origin(origin, tuple(found)) for origin, found in copies.items()]),
        tuple([row[0] for row in events]), first, last,
    )  # fmt: skip


def find_scope(connection: sqlite3.Connection, what: str, query: Query) -> Scope:
    """The story of that alias, or what a search for the words finds.

    Raises:
        NotInArchive: there is no such story, or the search finds nothing.
    """
    if read_alias(what, "S") is not None:
        return find_story_scope(connection, story_number(connection, what), replace(query, words=""))
    hits = find_articles(connection, query, limit=MOST_ARTICLES)
    if not hits:
        raise NotInArchive(f"nothing found for {what!r}; `dateline stories` lists what there is")
    articles = tuple(sorted(int(hit.article_alias[1:]) for hit in hits))
    stories = {row[0] for row in select_in(connection, "SELECT story FROM placement WHERE article", articles)}
    title = what if len(hits) < MOST_ARTICLES else f"{what} (the best {MOST_ARTICLES:,} articles)"
    return Scope(title, None, articles, tuple(sorted(stories)), query)


def find_story_scope(connection: sqlite3.Connection, anchor: int, query: Query = _ANYTHING) -> Scope:
    """Of the story whose earliest article has that number all that the query's fields ask for."""
    number, title = connection.execute("SELECT number, title FROM story WHERE article = ?", (anchor,)).fetchone()
    conditions, values = article_conditions(query)
    members = connection.execute(
        "SELECT p.article FROM placement p JOIN version v ON v.article = p.article AND v.is_current = 1"
        f" WHERE {' AND '.join(['p.story = ?', *conditions])} ORDER BY p.article",
        (anchor, *values),
    )
    return Scope(title, f"S{number}", tuple([row[0] for row in members]), (anchor,), query)


def story_number(connection: sqlite3.Connection, alias: str) -> int:
    """The number of the earliest article of the story that an alias leads to."""
    anchor = find_anchor(connection, alias, "S")
    row = connection.execute(
        "SELECT story FROM placement p JOIN article a ON a.number = p.article WHERE a.id = ?", (anchor,)
    ).fetchone()
    if row is None:
        raise NotInArchive(f"{alias} is in no story now")
    return int(row[0])


def tell(
    connection: sqlite3.Connection, scope: Scope, *, clock: Clock, as_of: str | None, least_origins: int
) -> Timeline:
    """The timeline of a scope on a clock, as of a day where one is given: what so many origins report at least."""
    if as_of is None:
        happenings = load_happenings(connection, scope)
    else:
        happenings = load_happenings_known_by(connection, scope, day=as_of, clock=clock)
    happenings = [one for one in happenings if len(one.origins) >= least_origins]
    return make_timeline(
        scope.title, happenings, alias=scope.alias, clock=clock, as_of=as_of,
        alias_of=find_aliases(connection, happenings),
    )  # fmt: skip


def load_happenings(connection: sqlite3.Connection, scope: Scope) -> list[Happening]:
    """The happenings of a scope with all their reports, as joined last."""
    members = {row[0] for row in select_in(connection, "SELECT article FROM placement WHERE story", scope.stories)}
    numbers = _find_happenings(connection, scope.stories)
    members |= _find_articles(connection, numbers)
    reports = {one.record.id: one for one in load_reports(connection, sorted(members)).reports}
    grouped: dict[int, list[Report]] = {}
    for number, record in select_in(connection, "SELECT happening, record FROM report WHERE happening", numbers):
        if record in reports:
            grouped.setdefault(number, []).append(reports[record])
    happenings = [make_happening(group) for group in grouped.values()]
    return sorted(_asked_for(connection, scope, happenings), key=lambda one: one.id)


def _find_happenings(connection: sqlite3.Connection, stories: Sequence[int]) -> list[int]:
    """The numbers of the happenings that articles of the stories report, those that a person merged among them."""
    select = (
        "SELECT DISTINCT report.happening FROM placement p"
        " JOIN version v ON v.article = p.article AND v.is_current = 1 JOIN record r ON r.version = v.number"
        " JOIN report ON report.record = r.id WHERE p.story"
    )
    return sorted({row[0] for row in select_in(connection, select, stories)})


def _find_articles(connection: sqlite3.Connection, happenings: Sequence[int]) -> set[int]:
    """The numbers of the articles that report happenings."""
    select = (
        "SELECT DISTINCT v.article FROM report JOIN record r ON r.id = report.record"
        " JOIN version v ON v.number = r.version AND v.is_current = 1 WHERE report.happening"
    )
    return {row[0] for row in select_in(connection, select, happenings)}


def _asked_for(connection: sqlite3.Connection, scope: Scope, happenings: list[Happening]) -> list[Happening]:
    """The happenings that an article of the scope reports as its query asks for, in any of its texts."""
    if scope.is_whole:
        return happenings
    condition, values = record_conditions(scope.query)
    rows = connection.execute(
        "SELECT r.id FROM record r JOIN version v ON v.number = r.version"
        f" WHERE {condition} AND v.article IN (SELECT value FROM json_each(?))",
        (*values, msgspec.json.encode(scope.articles).decode()),
    )
    wanted = {row[0] for row in rows}
    return [one for one in happenings if any([report.record.id in wanted for report in one.reports])]


def load_happenings_known_by(
    connection: sqlite3.Connection, scope: Scope, *, day: str, clock: Clock
) -> list[Happening]:
    """The happenings of a scope as they were known by the end of a day, joined as they would have been then."""
    return _join(connection, scope, load_reports_known_by(connection, scope.articles, day=day, clock=clock), {})


def _join(connection: sqlite3.Connection, scope: Scope, told: Told, successors: Mapping[str, str]) -> list[Happening]:
    """The happenings that reports of a scope tell of, with the ids that their records have in later texts."""
    pairs = [
        [(successors.get(one, one), successors.get(other, other)) for one, other in found]
        for found in (told.applied.together, told.applied.apart)
    ]
    happenings = join_reports(rename_reports(told.reports, successors), together=pairs[0], apart=pairs[1])
    return _asked_for(connection, scope, happenings)


def load_happening(connection: sqlite3.Connection, event: str) -> Happening:
    """The happening of that alias or of the record with that id, with all its reports.

    Raises:
        NotInArchive: there is none.
    """
    record = find_anchor(connection, event, "E") if read_alias(event, "E") is not None else event
    row = connection.execute("SELECT happening FROM report WHERE record = ?", (record,)).fetchone()
    if row is None:
        raise NotInArchive(f"no event {event} in this archive now; `dateline fix --list` shows rejected ones")
    ids = {found[0] for found in connection.execute("SELECT record FROM report WHERE happening = ?", (row[0],))}
    told = load_reports(connection, sorted(_find_articles(connection, row)), only=ids)
    reports = [one for one in told.reports if one.record.id in ids]
    if not reports:
        raise NotInArchive(f"no event {event} until what waits is joined; `dateline add` does that")
    return make_happening(reports)


def find_news(connection: sqlite3.Connection, scope: Scope, *, since: str, today: str, clock: Clock) -> list[News]:
    """What a scope tells that it did not tell by the end of the day ``since``.

    ``today`` is the day by which a plan's day has passed, and on the clock ``published`` the last day that counts.
    """
    told = load_reports_known_by(connection, scope.articles, day=since, clock=clock)
    told_after = load_reports_known_by(connection, scope.articles, day=today, clock=clock)
    successors = find_successors(
        [one.record for one in told.reports], [one.record for one in told_after.reports]
    )  # fmt: skip
    before = _join(connection, scope, told, successors)
    after = _join(connection, scope, told_after, {})
    aliases = {**find_aliases(connection, before), **find_aliases(connection, after)}
    return compare_happenings(before, after, today=today, since=since, alias_of=aliases)


def find_aliases(connection: sqlite3.Connection, happenings: Sequence[Happening]) -> Mapping[str, str]:
    """Of each happening and of each article that reports one: its alias, by id."""
    records = {report.record.id: one.id for one in happenings for report in one.reports}
    lowest: dict[str, int] = {}
    rows = select_in(connection, "SELECT number, anchor FROM alias WHERE kind = 'E' AND anchor", records)
    for number, anchor in rows:
        happening = records[anchor]
        lowest[happening] = min(number, lowest.get(happening, number))
    articles = {report.record.article_id for one in happenings for report in one.reports}
    numbers = select_in(connection, "SELECT id, number FROM article WHERE id", sorted(articles))
    return {one: f"E{number}" for one, number in lowest.items()} | {one: f"A{number}" for one, number in numbers}
