"""The kept articles coded anew, with other lists or a newer coder, without reading a page again."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from dateline.archive_types import Recoded
from dateline.event_types import Coded
from dateline.pipeline import code_articles, records_of
from dateline.story.differences import compare_facts
from dateline.story_types import FactChange
from dateline.types import Article, Failure

from .adding import BATCH_ARTICLES
from .aliases import inherit_aliases
from .connection import transaction
from .joining import join_pending
from .lineage import find_successors
from .settings import load_setting, save_setting
from .versions import load_records, replace_coding, unpack_article


def recode(
    connection: sqlite3.Connection, *, actors: str | None, ontology: str | None, dry_run: bool, jobs: int | None
) -> Recoded:
    """Code all current texts anew; where no list is given, with the one that is kept. A dry run changes nothing."""
    given = {"actors": actors, "ontology": ontology}
    lists = {name: load_setting(connection, name) if text is None else text for name, text in given.items()}
    numbers = [row[0] for row in connection.execute("SELECT number FROM version WHERE is_current = 1 ORDER BY number")]
    changes: list[FactChange] = []
    failures: list[Failure] = []
    waiting: dict[int, Coded] = {}
    changed_articles = 0
    results = code_articles(_load_articles(connection, numbers), **lists, jobs=jobs)
    for number, result in zip(numbers, results, strict=True):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        found = compare_facts(load_records(connection, [number]), records_of(result))
        changes += found
        changed_articles += bool(found)
        waiting[number] = result
        if not dry_run and len(waiting) >= BATCH_ARTICLES:
            keep_coding(connection, waiting)
            waiting = {}
    if not dry_run:
        keep_coding(connection, waiting)
        for name, text in given.items():
            if text is not None:
                save_setting(connection, name, text)
        join_pending(connection)
    return Recoded(len(numbers) - len(failures), changed_articles, tuple(changes), tuple(failures))


def _load_articles(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Article]:
    for number in numbers:
        row = connection.execute("SELECT article_json, body FROM version WHERE number = ?", (number,)).fetchone()
        yield unpack_article(*row)


def keep_coding(connection: sqlite3.Connection, coded: Mapping[int, Coded]) -> None:
    """Keep other codings of versions in the place of theirs; what is told at the same words keeps its name."""
    with transaction(connection):
        for number, result in coded.items():
            before, records = load_records(connection, [number]), records_of(result)
            replace_coding(connection, number, result, records)
            inherit_aliases(connection, find_successors(before, records))
