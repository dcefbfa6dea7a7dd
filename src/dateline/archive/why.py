"""All that an event of an archive rests on."""

import sqlite3

from dateline.archive_types import Explanation

from .reports import articles_of, load_corrections, load_texts
from .telling import find_aliases, load_happening


def explain(connection: sqlite3.Connection, event: str) -> Explanation:
    """What an event rests on.

    Raises:
        NotInArchive: there is no such event.
    """
    happening = load_happening(connection, event)
    aliases = find_aliases(connection, [happening])
    alias = aliases[happening.id]
    articles = set(happening.articles)
    corrections = [
        (f"C{number}", one) for number, one in enumerate(load_corrections(connection), 1) if articles_of(one) & articles
    ]
    history = connection.execute("SELECT at, kind, text FROM history WHERE alias = ? ORDER BY number", (alias,))
    return Explanation(
        alias, happening, aliases, load_texts(connection, articles), tuple(corrections), tuple(history.fetchall())
    )
