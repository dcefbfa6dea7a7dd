"""Writes ``schema_1.dateline``, an archive of schema 1: ``python tests/archive/make_schema_file.py``.

To be run when schema 1 changes before a release has it, and never after.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from made_archive import AT, archive_of
from made_stories import PAGES

FILE = Path(__file__).with_name("schema_1.dateline")


def main() -> None:
    """Make it anew, small and without a log beside it."""
    FILE.unlink(missing_ok=True)
    with archive_of(FILE, PAGES[:8], at=AT) as archive:
        archive.correct("set", "E1", field="dead", value="3")
        archive.correct("reject", "E1")
        archive.undo("C2")
    with closing(sqlite3.connect(FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")


if __name__ == "__main__":
    main()
