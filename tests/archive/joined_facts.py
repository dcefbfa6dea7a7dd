"""All that joining made of an archive's pages, to compare it with what it made in another order."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from made_archive import archive_of

Facts = dict[str, object]
_PLACES = (
    "SELECT a.id, o.id, c.id, p.contained, s.id FROM placement p JOIN article a ON a.number = p.article"
    " JOIN article o ON o.number = p.origin LEFT JOIN article c ON c.number = p.copied_from"
    " JOIN article s ON s.number = p.story ORDER BY a.id"
)
_STORIES = (
    "SELECT a.id, title, articles, origins, events, first_published, last_published FROM story"
    " JOIN article a ON a.number = story.article ORDER BY a.id"
)
_REPORTS = (
    "SELECT h.id, a.id, r.record FROM report r JOIN happening h ON h.number = r.happening"
    " JOIN article a ON a.number = h.story ORDER BY h.id, r.record"
)


def facts_of(path: Path) -> Facts:
    """All that joining made, but for aliases and times."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [connection.execute(select).fetchall() for select in (_PLACES, _STORIES, _REPORTS)]
    found: Facts = {"places": rows[0], "stories": rows[1], "reports": rows[2]}
    with archive_of(path, []) as archive:
        assert archive.check() == []
        for form in ("jsonl", "csv", "plover", "polecat", "cameo"):
            out = path.with_name(f"out.{form}")
            archive.export(out, form=form, replace_file=True)  # type: ignore[arg-type]  # made from a table
            lines = out.read_text(encoding="utf-8").splitlines()
            found[form] = [without_time(line) for line in lines] if form in ("jsonl", "plover") else lines
        stories = [archive.timeline(story.alias) for story in archive.stories()]
        found["told"] = sorted(
            [(told.title, [(one.event_id, one.start, one.sentence.text) for one in told.entries]) for told in stories]
        )
    return found


def without_time(line: str) -> object:
    record = json.loads(line)
    record.pop("recorded_at", None)
    return record
