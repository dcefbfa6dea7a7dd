"""The reports of each story joined into happenings, the story's counts, and the log of what was joined or split."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from dateline.correction.log import settle_log
from dateline.story.same_event import join_reports
from dateline.story_types import Correction, Happening

from .aliases import AliasKind, give_alias
from .lineage import hand_on_aliases
from .reports import Told, articles_of, concerning, load_corrections, load_reports, select_in
from .versions import index_corrected


def weave_stories(connection: sqlite3.Connection, touched: Collection[int], *, at: str) -> None:
    """Join the reports of stories anew.

    ``touched`` are the numbers of the earliest articles of the stories whose articles, texts or corrections changed,
    and of those that are no more.
    """
    log = load_corrections(connection)
    groups = _find_groups(connection, touched, log)
    stories = sorted({story for group in groups for story in group} | set(touched))
    before = _load_members(connection, stories)
    _forget(connection, stories)
    for group in groups:
        _weave(connection, group, log, at=at)
    _log_happenings(connection, before, _load_members(connection, stories), at=at)


def _find_groups(
    connection: sqlite3.Connection, touched: Collection[int], log: Sequence[Correction]
) -> list[list[int]]:
    """The stories that are still there, in groups: those of which a person said that two events are one together."""
    standing = {row[0] for row in select_in(connection, "SELECT DISTINCT story FROM placement WHERE story", touched)}
    merges = _find_merged(connection, log)
    groups = []
    while standing:
        group, size = {min(standing)}, 0
        while len(group) > size:
            size = len(group)
            group.update(*[stories for stories in merges if stories & group])
        groups.append(sorted(group))
        standing -= group
    return groups


def _find_merged(connection: sqlite3.Connection, log: Sequence[Correction]) -> list[set[int]]:
    """For each merge across stories that was not undone: the stories that its articles are in."""
    merges = [one for one in settle_log(log).standing if one.verb == "merge"]
    names = sorted({name for one in merges for name in articles_of(one)})
    rows = select_in(
        connection, "SELECT a.id, p.story FROM article a JOIN placement p ON p.article = a.number WHERE a.id", names
    )  # fmt: skip
    story_of = dict(rows)
    found = [{story_of[name] for name in articles_of(one) if name in story_of} for one in merges]
    return [stories for stories in found if len(stories) > 1]


def _forget(connection: sqlite3.Connection, stories: Sequence[int]) -> None:
    for story in stories:
        of_story = "SELECT number FROM happening WHERE story = ?"
        connection.execute(f"DELETE FROM report WHERE happening IN ({of_story})", (story,))
        connection.execute("DELETE FROM happening WHERE story = ?", (story,))
        connection.execute("DELETE FROM story WHERE article = ?", (story,))


def _weave(connection: sqlite3.Connection, group: Sequence[int], log: Sequence[Correction], *, at: str) -> None:
    select = "SELECT a.number, a.id FROM placement p JOIN article a ON a.number = p.article WHERE p.story"
    members = dict(select_in(connection, select, group))
    log = concerning(log, set(members.values()))
    told = load_reports(connection, sorted(members), log=log)
    _index_corrections(connection, told, log)
    hand_on_aliases(connection, sorted(members))
    happenings = join_reports(told.reports, together=told.applied.together, apart=told.applied.apart)
    anchors = {members[story]: story for story in group}
    counts = Counter[int]()
    for happening in happenings:
        story = anchors[happening.reports[0].record.story_id]
        counts[story] += 1
        number, _ = give_alias(connection, "E", [report.record.id for report in happening.reports])
        connection.execute("INSERT INTO happening VALUES (?, ?, ?)", (number, happening.id, story))
        rows = [(report.record.id, number) for report in happening.reports]
        connection.executemany("INSERT INTO report VALUES (?, ?)", rows)
    for story in group:
        _write_story(connection, story, counts[story], _find_title(connection, story, happenings), at=at)


def _index_corrections(connection: sqlite3.Connection, told: Told, log: Sequence[Correction]) -> None:
    """Have the records be searched by what corrections make of them, or by what they were where one was undone."""
    named = {name for one in log for name in articles_of(one)}
    for report in told.reports:
        if report.record.article_id in named:
            index_corrected(connection, report.record)
    for record in told.applied.rejected:
        connection.execute("UPDATE record SET is_rejected = 1 WHERE id = ?", (record,))
        connection.execute("DELETE FROM party WHERE record IN (SELECT number FROM record WHERE id = ?)", (record,))


def _write_story(connection: sqlite3.Connection, story: int, events: int, title: str, *, at: str) -> None:
    rows = connection.execute(
        "SELECT a.id, p.origin, v.day FROM placement p JOIN article a ON a.number = p.article"
        " JOIN version v ON v.article = a.number AND v.is_current = 1 WHERE p.story = ? ORDER BY a.number != ?, a.id",
        (story, story),
    ).fetchall()
    number, had = give_alias(connection, "S", [row[0] for row in rows])
    days = [row[2] for row in rows if row[2]]
    connection.execute(
        "INSERT INTO story VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, story, title, len(rows), len({row[1] for row in rows}), events,
            min(days, default=None), max(days, default=None),
        ),
    )  # fmt: skip
    _log_story(connection, number, had, at=at)


def _find_title(connection: sqlite3.Connection, story: int, happenings: Iterable[Happening]) -> str:
    """The headline of the article whose events the most origins report; of several such the earliest article's."""
    weights = Counter[str]()
    for happening in happenings:
        for article in happening.articles:
            weights[article] += len(happening.origins) - 1
    rows = connection.execute(
        "SELECT a.id, v.headline FROM placement p JOIN article a ON a.number = p.article"
        " JOIN version v ON v.article = a.number AND v.is_current = 1"
        " WHERE p.story = ? AND v.headline != '' ORDER BY coalesce(v.day, '~'), a.id",
        (story,),
    ).fetchall()
    return str(max(rows, key=lambda row: weights[row[0]])[1]) if rows else "(no headline)"


def _load_members(connection: sqlite3.Connection, stories: Sequence[int]) -> dict[str, int]:
    """Of each record that the stories' happenings tell of: the number of its happening."""
    numbers = [row[0] for row in select_in(connection, "SELECT number FROM happening WHERE story", stories)]
    rows = select_in(connection, "SELECT record, happening FROM report WHERE happening", numbers)
    return dict(rows)


def _log_happenings(
    connection: sqlite3.Connection, before: Mapping[str, int], after: Mapping[str, int], *, at: str
) -> None:
    """Write down which happenings were joined and which were split."""
    into: dict[int, set[int]] = {}
    out_of: dict[int, set[int]] = {}
    for record in before.keys() & after.keys():
        into.setdefault(after[record], set()).add(before[record])
        out_of.setdefault(before[record], set()).add(after[record])
    for number in sorted(into):
        if len(into[number]) > 1:
            _log(connection, "joined", f"E{number}", _names("E", into[number] - {number}), at=at)
    for number in sorted(out_of):
        if len(out_of[number]) > 1:
            _log(connection, "split", f"E{number}", _names("E", out_of[number] - {number}), at=at)


def _log_story(connection: sqlite3.Connection, number: int, had: Sequence[int], *, at: str) -> None:
    """Write down, once, which other stories' names now lead to this one."""
    lost = set(had) - {number}
    name = f"S{number}"
    select = "SELECT text FROM history WHERE alias = ? ORDER BY number DESC LIMIT 1"
    known = connection.execute(select, (name,)).fetchone()
    text = _names("S", lost)
    if lost and (known is None or known[0] != text):
        _log(connection, "joined", name, text, at=at)


def _names(kind: AliasKind, numbers: Iterable[int]) -> str:
    return ", ".join(f"{kind}{number}" for number in sorted(numbers))


def _log(connection: sqlite3.Connection, kind: str, alias: str, text: str, *, at: str) -> None:
    connection.execute("INSERT INTO history (at, kind, alias, text) VALUES (?, ?, ?, ?)", (at, kind, alias, text))
