"""The user's own lists, which an archive keeps and codes new pages with."""

import sqlite3


def load_setting(connection: sqlite3.Connection, name: str) -> str | None:
    """The text that is kept under a name; ``None`` where none is."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def save_setting(connection: sqlite3.Connection, name: str, text: str) -> None:
    """Keep a text in the place of what was kept under the name."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, text))
