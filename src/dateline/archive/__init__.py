"""Stage: articles and their records kept in one file, searched, joined over articles, told and corrected.

An archive reads pages (`adding`) and keeps them (`versions`); joins what came (`joining`: `overlaps`, `origins`,
`placing`, `weaving`); finds (`search`), tells (`telling`), compares (`comparing`), corrects (`correcting`), codes anew
(`recoding`) and exports (`exporting`). `connection` is the file itself.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.archive_types import Added, ArchiveStatus, Comparison, Explanation, Hit, LogEntry, Recoded
from dateline.pipeline import check_lists, code_many
from dateline.story_types import Clock, News, Story, Timeline, Verb
from dateline.types import PageKind

from .adding import Watch, find_done, keep_all
from .aliases import find_article_names
from .comparing import compare_article
from .connection import check_integrity, open_connection, snapshot, translated
from .correcting import correct, import_corrections, list_corrections, undo
from .exporting import ExportForm, export_records
from .joining import join_pending
from .query import parse_query
from .recoding import recode
from .search import find_articles
from .settings import load_setting, save_setting
from .status import find_status
from .telling import find_news, find_scope, list_stories, tell
from .why import explain

DEFAULT_PATH = "dateline.db"
MOST_HITS = 20
MOST_STORIES = 50


def open_archive(path: str | os.PathLike[str] = DEFAULT_PATH, *, create: bool = True) -> "Archive":
    """Open the archive at a path, or make one there.

    Raises:
        ArchiveError: there is none and ``create`` is false, or it cannot be used: `NotAnArchive`, `ArchiveTooNew`,
            `ArchiveLocked`, `ArchiveDamaged` and `ArchiveNotWritable` say why.
    """
    return Archive(Path(path), create=create)


class Archive:
    """An archive in one file; to be closed, or used in a ``with`` block.

    Several processes may use one file: those that read see what was last kept whole, of those that write one waits for
    the other. Every method raises an `ArchiveError` where the file cannot be used.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._connection = open_connection(path, create=create)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def add(
        self,
        sources: Iterable[str],
        *,
        url: str | None = None,
        kind: PageKind | None = None,
        actors: str | None = None,
        ontology: str | None = None,
        jobs: int | None = None,
        watch: Watch | None = None,
    ) -> Added:
        """Read pages, keep their articles and records, and join them with what is there.

        Sources and options are those of `read_many` and `events`. What is there already is not read again, so the same
        call goes on where one was stopped. ``actors`` and ``ontology`` are kept and hold for later calls too. ``watch``
        is given each result.
        """
        sources = list(sources)
        check_lists(actors, ontology)
        with self._in_use() as connection:
            for name, text in (("actors", actors), ("ontology", ontology)):
                if text is not None:
                    save_setting(connection, name, text)
            done = find_done(connection, sources)
            results = code_many(
                sources, actors=load_setting(connection, "actors"), ontology=load_setting(connection, "ontology"),
                url=url, kind=kind, jobs=jobs, skip=done,
            )  # fmt: skip
            added = keep_all(connection, results, skipped=len(done), watch=watch)
            join_pending(connection)
        return added

    def status(self) -> ArchiveStatus:
        """What the archive holds, what failed, and what waits."""
        with self._reading() as connection:
            return find_status(connection)

    def check(self) -> list[str]:
        """What is wrong inside the file; empty for a sound archive."""
        with self._in_use() as connection:
            return check_integrity(connection)

    def search(self, words: str, *, limit: int = MOST_HITS, **fields: str | None) -> list[Hit]:
        """The articles that have the words and report what the fields ask for, the best first.

        Raises:
            QueryError: the search is not as one is written.
        """
        with self._reading() as connection:
            return find_articles(connection, parse_query(words, fields), limit=limit)

    def stories(self, *, since: str | None = None, least_articles: int = 1, limit: int = MOST_STORIES) -> list[Story]:
        """The stories, the last published first."""
        with self._reading() as connection:
            return list_stories(connection, since=since, least_articles=least_articles, limit=limit)

    def timeline(
        self,
        what: str,
        *,
        clock: Clock = "happened",
        as_of: str | None = None,
        least_origins: int = 1,
        **fields: str | None,
    ) -> Timeline:
        """The timeline of a story (``S3``) or of what a search finds: what so many origins report at least.

        Raises:
            NotInArchive: there is no such story, or nothing is found.
            QueryError: as `search`.
        """
        with self._reading() as connection:
            scope = find_scope(connection, what, parse_query(what, fields))
            return tell(connection, scope, clock=clock, as_of=as_of, least_origins=least_origins)

    def news(
        self, what: str, *, since: str, today: str, clock: Clock = "published", **fields: str | None
    ) -> list[News]:
        """What a story or search tells on the day ``today`` that it did not tell by the end of the day ``since``."""
        with self._reading() as connection:
            scope = find_scope(connection, what, parse_query(what, fields))
            return find_news(connection, scope, since=since, today=today, clock=clock)

    def why(self, event: str) -> Explanation:
        """All that an event rests on: its reports with their reasons, corrections, and what became of its names."""
        with self._reading() as connection:
            return explain(connection, event)

    def compare(self, article: str) -> list[Comparison]:
        """What changed from each text of an article (alias, address or id) to its next, by sentence and by fact."""
        with self._reading() as connection:
            return compare_article(connection, article)

    def correct(
        self,
        verb: Verb,
        event: str,
        *,
        other: str | None = None,
        field: str | None = None,
        value: str | None = None,
        because: str | None = None,
        by: str | None = None,
        report: str | None = None,
    ) -> LogEntry:
        """Set a field of an event, accept, reject, merge or split it; kept for good, and applied at once.

        ``report`` is the article of the report that is meant, where the event has several; without it the one that the
        timeline shows.

        Raises:
            CorrectionError: there is no such field, or the value is not as one is written.
        """
        with self._in_use() as connection:
            return correct(
                connection, verb, event, other=other, field=field, value=value, because=because, by=by, report=report
            )  # fmt: skip

    def undo(self, correction: str, *, because: str | None = None, by: str | None = None) -> LogEntry:
        """Take back a correction (``C4`` or its id)."""
        with self._in_use() as connection:
            return undo(connection, correction, because=because, by=by)

    def corrections(self) -> list[LogEntry]:
        """The whole log in the order in which it was written: what is in force, overridden, undone, or a misfit."""
        with self._reading() as connection:
            return list_corrections(connection)

    def import_corrections(self, text: str) -> list[LogEntry]:
        """Keep the corrections of a log that was exported; what is there already is not kept twice.

        Raises:
            CorrectionError: a line that cannot be read, with its number; nothing is kept then.
        """
        with self._in_use() as connection:
            return import_corrections(connection, text)

    def recode(
        self, *, actors: str | None = None, ontology: str | None = None, jobs: int | None = None, dry_run: bool = False
    ) -> Recoded:
        """Code the kept articles anew, without reading pages again, and say what changes."""
        check_lists(actors, ontology)
        with self._in_use() as connection:
            return recode(connection, actors=actors, ontology=ontology, jobs=jobs, dry_run=dry_run)

    def export(
        self,
        path: str | os.PathLike[str],
        *,
        form: ExportForm | None = None,
        replace_file: bool = False,
        **fields: str | None,
    ) -> int:
        """Write the records, as corrected, with a manifest beside them; how many there are.

        Raises:
            OutputError: the file is there and is not to be replaced, or cannot be written.
        """
        with self._reading() as connection:
            query = parse_query("", fields)
            return export_records(connection, Path(path), form=form, replace_file=replace_file, query=query)

    def article_names(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Of each article that is there: its alias, and its publisher, its headline where it names none."""
        with self._reading() as connection:
            return find_article_names(connection, ids)

    @contextmanager
    def _in_use(self) -> Iterator[sqlite3.Connection]:
        with translated(self.path):
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._in_use() as connection, snapshot(connection):
            yield connection
