"""What an archive costs: adding, joining, searching, telling; against bare SQLite where that is the measure.

    python benchmarks/archive_speed.py [ingest join copies story search large] [--archive FILE] [--articles 100000]

Processor seconds of one core, of the system's calls too, on made articles (`made_news`). `search` and `large` use a
large archive, which is made at FILE first where there is none; this takes a quarter of an hour. Writes
``results/archive_speed.txt`` when all parts are run.
"""

import argparse
import gc
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from dateline.archive import open_archive
from dateline.archive.adding import keep_all
from dateline.archive.connection import open_connection, transaction
from dateline.archive.joining import join_pending
from dateline.event_types import Coded
from made_news import Newsroom

RESULTS = Path(__file__).parent / "results" / "archive_speed.txt"
PARTS = ("ingest", "join", "copies", "story", "search", "large")
DAYS = 60
INGESTED = 2_000
JOINED = 20_000
BARE_BATCH = 500
TWINS = 1_000
IN_STORY = 500
ROUNDS = 3
TABLES = ("article", "version", "record", "party", "reading", "pending")
SEARCHES = (
    ("word in all", "the", 300), ("three words in all", "the of and", 300),
    ("any of five in all", "the OR of OR and OR to OR in", 300), ("beginning of many", "th*", 300),
    ("phrase of two such", '"of the"', 300), ("word in most, type", "the type:PROTEST", 300),
    ("word in most, actor", "the actor:QUO", 300), ("word in most, since", "the since:2026-11-01", 300),
    ("word in many", "government", 50), ("rare word", "infantry", 50), ("two words", "infantry river", 50),
    ("rare word, type", "infantry type:PROTEST", 50), ("rare word, actor", "infantry actor:QUO", 50),
    ("type", "type:PROTEST", 50), ("actor, frequent", "actor:QUO", 50), ("actor, rare", 'actor:"{actor}"', 50),
    ("place, rare", 'place:"{place}"', 50), ("country", "place:QUO", 50), ("status of most", "status:happened", 50),
    ("status of none", "status:denied", 50), ("days", "since:2026-10-10 until:2026-10-12", 50),
    ("publisher", 'publisher:"Paper 77"', 50), ("type, actor, place", 'type:ARREST actor:QUO place:SEV', 50),
    ("type, actor, days", "type:AID actor:QUO since:2026-11-01 until:2026-11-03", 50),
    ("rare actor, type", 'actor:"{actor}" type:PROTEST', 50),
    ("two sides, type, status", "actor:COP recipient:GOV type:AID status:happened", 50),
)  # fmt: skip


def main() -> None:
    """Run the parts, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS))
    parser.add_argument("--archive", type=Path, default=Path(tempfile.gettempdir()) / "archive_speed.db")
    parser.add_argument("--articles", type=int, default=100_000)
    args = parser.parse_args()
    lines = ["$ python benchmarks/archive_speed.py"]
    measures: dict[str, Callable[[], Iterator[str]]] = {
        "ingest": measure_ingest,
        "join": measure_join,
        "copies": measure_copies,
        "search": lambda: measure_search(args.archive, args.articles),
        "story": measure_story,
        "large": lambda: measure_large(args.archive, args.articles),
    }
    for part in args.parts:
        for line in measures[part]():
            lines.append(line)
            print(line, flush=True)
    if list(args.parts) == list(PARTS):
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure_ingest() -> Iterator[str]:
    """What keeping articles costs beside the insertion of the same rows."""
    coded = list(Newsroom(DAYS).make(INGESTED))
    gc.freeze()  # what was made here is not to be gone through when what is measured makes garbage
    rounds = [measure_ingest_once(coded) for _ in range(ROUNDS)]
    ours, bare = (sorted(seconds)[ROUNDS // 2] for seconds in zip(*rounds, strict=True))
    ratio = sorted(one / other for one, other in rounds)[ROUNDS // 2]
    yield f"ingest of {INGESTED} articles with ten records each: {INGESTED / ours:.0f} articles/s"
    yield f"  the same rows into bare SQLite: {INGESTED / bare:.0f} articles/s; ours takes {ratio:.2f} times (bar 2)"


def measure_ingest_once(coded: Sequence[Coded]) -> tuple[float, float]:
    """Seconds of keeping articles, and of inserting their rows."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(open_connection(Path(folder) / "kept.db", create=True)) as kept:
            ours = timed(lambda: keep_all(kept, coded, skipped=0, watch=None))
            rows = {table: kept.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
            rows["party"].sort(key=lambda row: (row[3], row[1], row[0]))  # as they come with their records
        with closing(open_connection(Path(folder) / "bare.db", create=True)) as connection:
            return ours, timed(lambda: insert_bare(connection, rows))


def insert_bare(connection: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """The rows of all tables, so many articles a transaction."""
    versions = rows["version"]
    of_version = {"record": 2, "party": 2, "reading": 2, "pending": 0}
    grouped = {table: group_by(rows[table], of_version.get(table, 0), BARE_BATCH) for table in TABLES if rows[table]}
    for begin in range(0, len(versions), BARE_BATCH):
        with transaction(connection):
            for table in TABLES:
                part = grouped[table][begin // BARE_BATCH]
                marks = ", ".join("?" * len(part[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", part)
            words = [(row[0], row[14], row[15]) for row in versions[begin : begin + BARE_BATCH]]
            connection.executemany("INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)", words)


def group_by(rows: Sequence[tuple[object, ...]], column: int, size: int) -> list[list[tuple[object, ...]]]:
    """Rows by the number of their article, so many articles together."""
    groups: dict[int, list[tuple[object, ...]]] = {}
    for row in rows:
        number = row[column]
        assert isinstance(number, int)
        groups.setdefault((number - 1) // size, []).append(row)
    return [groups[number] for number in sorted(groups)]


def measure_join() -> Iterator[str]:
    """What joining a large addition costs, and how its memory grows."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (JOINED // 4, JOINED):
            with closing(open_connection(Path(folder) / f"{count}.db", create=True)) as connection:
                keep_all(connection, Newsroom(DAYS).make(count), skipped=0, watch=None)
                kept = peak_mb()
                seconds = timed(lambda: join_pending(connection))
            yield f"joining {count} articles of {DAYS} days: {count / seconds:.0f} articles/s"
            yield f"  peak memory: {kept} MB when they were kept, {peak_mb()} MB when they were joined"


def measure_copies() -> Iterator[str]:
    """What many pages of one text cost."""
    page = next(Newsroom(DAYS).make(1))
    with tempfile.TemporaryDirectory() as folder, closing(open_connection(Path(folder) / "a.db", create=True)) as made:
        keep_all(made, (copy_page(page, i) for i in range(TWINS)), skipped=0, watch=None)
        seconds = timed(lambda: join_pending(made))
        pairs = made.execute("SELECT count(*) FROM overlap").fetchone()[0]
        keep_all(made, [copy_page(page, TWINS)], skipped=0, watch=None)
        one = timed(lambda: join_pending(made))
        origins = made.execute("SELECT count(DISTINCT origin) FROM placement").fetchone()[0]
    yield f"{TWINS} pages of one text joined in {seconds:.2f} s, {pairs} pairs, {origins} origin"
    yield f"  one more in {one:.2f} s"


def copy_page(coded: Coded, number: int) -> Coded:
    """The same text at another address, without events, as pages of an error are."""
    assert coded.annotations is not None
    name = f"{number:016x}"
    article = replace(coded.article, id=name, url=f"https://herald.example/{name}", origin=f"{name}.html")
    return Coded(article, replace(coded.annotations, article_id=name, events=()), "all")


def measure_search(path: Path, articles: int) -> Iterator[str]:
    """What the searches cost in a large archive."""
    build(path, articles)
    with open_archive(path, create=False) as archive:
        given = find_rare(path)
        status = archive.status()
        yield f"search in {status.articles} articles, {status.records} records, {path.stat().st_size / 1e6:.0f} MB"
        for name, line, bar in SEARCHES:
            words = line.format(**given)
            seconds = median_of(lambda words=words: archive.search(words))  # type: ignore[misc]
            yield f"  {1000 * seconds:7.1f} ms (bar {bar})  {name}: {words}"


def find_rare(path: Path) -> dict[str, str]:
    """An actor and a place of few records."""
    with closing(open_connection(path, create=False)) as connection:
        actor = connection.execute(
            "SELECT term FROM party WHERE role = 'actor' AND length(term) > 9 LIMIT 1"
        ).fetchone()
        place = connection.execute("SELECT place FROM record WHERE place IS NOT NULL LIMIT 1").fetchone()
    return {"actor": actor[0], "place": place[0]}


def measure_story() -> Iterator[str]:
    """What telling a large story costs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with closing(open_connection(path, create=True)) as connection:
            keep_all(connection, Newsroom(DAYS).make_story(IN_STORY, days=14), skipped=0, watch=None)
            join_pending(connection)
        with open_archive(path) as archive:
            timeline = archive.timeline("S1")
            event = max(timeline.entries, key=lambda entry: entry.articles)
            yield f"story of {timeline.articles} articles, ten records each, {timeline.events} events"
            yield f"  {ms(lambda: archive.timeline('S1'))} (bar 300)  timeline"
            yield f"  {ms(lambda: archive.timeline('S1', as_of='2026-11-27'))}  timeline as of its last day"
            yield f"  {ms(lambda: archive.why(event.alias))} (bar 50)  why, of the event that {event.articles} report"


def measure_large(path: Path, articles: int) -> Iterator[str]:
    """What the list of stories and small additions cost in a large archive."""
    build(path, articles)
    with open_archive(path, create=False) as archive:
        status = archive.status()
        joined = status.articles - status.waiting
        yield f"archive of {status.articles} articles, {joined} of them joined, {status.stories} stories"
        yield f"  {ms(archive.stories)} (bar 300)  stories"
    copy = path.with_name(f"{path.name}.copy")
    for count in (1, 100):
        shutil.copyfile(path, copy)
        with closing(open_connection(copy, create=False)) as connection:
            connection.execute("DELETE FROM pending")
            last = connection.execute("SELECT max(placed_day) FROM placement").fetchone()[0]
            coded = [on_day(one, last) for one in Newsroom(DAYS, seed=count).make(count)]
            keep_all(connection, coded, skipped=0, watch=None)
            seconds = timed(lambda: join_pending(connection))
        yield f"  {1000 * seconds:7.1f} ms (no bar)  joining {count} more of the last day"
    copy.unlink()


def on_day(coded: Coded, day: str) -> Coded:
    """The article as published on another day."""
    published = coded.article.published
    assert published is not None
    return Coded(replace(coded.article, published=replace(published, value=day)), coded.annotations, coded.coverage)


def build(path: Path, articles: int) -> None:
    """Make the archive where there is none; what is lost with the power is made again."""
    if path.exists():
        return
    room = Newsroom(DAYS)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(open_connection(unfinished, create=True)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        keep_all(connection, room.make(articles), skipped=0, watch=None)
        join_pending(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unfinished.rename(path)


def timed(work: Callable[[], object]) -> float:
    """Processor seconds that a call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def median_of(work: Callable[[], object]) -> float:
    """Processor seconds of a call, the median of several after a first one."""
    work()
    return sorted(timed(work) for _ in range(ROUNDS))[ROUNDS // 2]


def ms(work: Callable[[], object]) -> str:
    """The same in milliseconds, for print."""
    return f"{1000 * median_of(work):7.1f} ms"


def peak_mb() -> int:
    """The largest resident set so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
