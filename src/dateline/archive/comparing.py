"""The texts that an article has had, compared."""

import sqlite3
from itertools import pairwise

from dateline.archive_types import Comparison
from dateline.story.differences import compare_versions

from .aliases import find_article
from .versions import load_versions


def compare_article(connection: sqlite3.Connection, name: str) -> list[Comparison]:
    """What changed from each text of an article to its next, the oldest first; empty where it had only one."""
    number, _ = find_article(connection, name)
    versions = load_versions(connection, "article = ?", (number,))
    versions.sort(key=lambda one: (one.stated, one.number))
    return [
        Comparison(old, new, compare_versions(old.article, new.article, old.records, new.records))
        for old, new in pairwise(versions)
    ]
