"""An archive whose writer is killed (SIGKILL): ``python benchmarks/archive_kill.py [--times 200] [--seed 20261129]``.

Each time a process adds made articles to a new archive, three a transaction, and joins them, ten pages at once; it is
killed after a random part of the time that this takes, while in every second run another process searches the archive
all the while. The same pages are added again to the end, and the archive is compared with that of an unbroken run:
what was kept before the kill is there still, nothing is there twice, joining and exports are the same but for aliases
and times, SQLite and the full-text index find nothing wrong, and the reader met no error. Prints the counts; ends with
1 where anything differs. No language model is run.
"""

import argparse
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from dateline.archive import adding, open_archive
from dateline.errors import ArchiveError

TESTS = Path(__file__).parents[1] / "tests" / "archive"
sys.path.insert(0, str(TESTS))

from joined_facts import Facts, facts_of
from made_archive import keep
from made_stories import PAGES

SEED = 20261129
IN_TRANSACTION = 3
JOINED_AT_ONCE = 10
KEPT = "SELECT a.id, v.text_sha256 FROM version v JOIN article a ON a.number = v.article"
FAILED = 3


def main() -> None:
    """Kill, add again, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    adding.BATCH_ARTICLES = IN_TRANSACTION
    random_part = random.Random(args.seed)
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.db")
        add_all(Path(folder, "warm_up.db"))
        begun = time.monotonic()
        add_all(whole)
        seconds = time.monotonic() - begun
        wanted = facts_of(whole)
        for number in range(args.times):
            with tempfile.TemporaryDirectory() as inner:
                path = Path(inner, "a.db")
                found.update(check_killed(path, wanted, random_part.random() * seconds, reads=number % 2 == 1))
    print(f"{args.times} processes killed, seed {args.seed}; an unbroken run takes {seconds:.2f} s")
    for name, count in sorted(found.items()):
        print(f"{count:>5} {name}")
    sys.exit(1 if any(name.startswith("WRONG") for name in found) else 0)


def add_all(path: Path) -> None:
    """Add all made pages to the archive at the path."""
    for start in range(0, len(PAGES), JOINED_AT_ONCE):
        keep(path, PAGES[start : start + JOINED_AT_ONCE])


def check_killed(path: Path, wanted: Facts, seconds: float, *, reads: bool) -> list[str]:
    """Kill one that adds after so many seconds, add to the end, and say what was found."""
    reader = start(lambda: search_on(path)) if reads else None
    writer = start(lambda: add_all(path))
    time.sleep(seconds)
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    said = ["killed while it ran" if os.WIFSIGNALED(status) else "done before the kill"]
    kept = rows_of(path)
    whole = {(page.article.id, page.article.text) for page in PAGES}
    said.append("killed before anything was kept" if not kept else "killed with some kept")
    add_all(path)
    if reader is not None:
        os.kill(reader, signal.SIGTERM)
        _, status = os.waitpid(reader, 0)
        failed = os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0
        said.append("WRONG: a reader failed" if failed else "read all the while without an error")
    after = rows_of(path)
    if not set(kept) <= set(after):
        said.append("WRONG: something kept is lost")
    if len(after) != len(set(after)) or len(after) != len(whole):
        said.append("WRONG: something is there twice, or missing")
    if facts_of(path) != wanted:
        said.append("WRONG: joined or exported otherwise than in an unbroken run")
    return said


def rows_of(path: Path) -> Sequence[tuple[str, str]]:
    """Article and digest of each text in the archive; none where there is no archive yet."""
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            return []
        return connection.execute(KEPT).fetchall()


def start(work: Callable[[], None]) -> int:
    """The id of a process that does this."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException:  # whatever it was, a forked process must end here and not go on as its parent
        traceback.print_exc()
        os._exit(FAILED)
    os._exit(0)


def search_on(path: Path) -> None:
    """Search, list and tell what the archive holds, until it is ended."""
    while not path.exists():
        time.sleep(0.001)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while True:
        try:
            archive = open_archive(path, create=False)
        except ArchiveError:
            # The file is there, its tables are not yet: the writer may have been killed right then.
            time.sleep(0.001)
            continue
        with archive:
            before = 0
            for _ in range(20):
                hits = archive.search("the", limit=100)
                assert len(hits) >= before
                before = len(hits)
                for story in archive.stories():
                    archive.timeline(story.alias)


if __name__ == "__main__":
    main()
