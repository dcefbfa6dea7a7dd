"""Plain text: the headline and the body, a blank line between blocks."""

import re

from dateline.types import Article

# Control characters (a terminal obeys some of them) but for the tab and the line end, and the marks that turn
# the reading direction of all that follows. Direction by the letters themselves still works without them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_LINE_SEPARATORS = re.compile(r"\r\n?|[\x85\u2028\u2029]")

CELLS = " | "
"""Stands between the cells of a table row."""


def encode_article(article: Article) -> bytes:
    """Return the article's text and a line end."""
    return (remove_controls(article.text) + "\n").encode(errors="replace")


def remove_controls(text: str) -> str:
    """Return the text without the characters that drive a terminal or turn the reading direction."""
    return _CONTROLS.sub("", _LINE_SEPARATORS.sub("\n", text))


def remove_line_ends(text: str) -> str:
    """Return the text on one line, without controls."""
    return " ".join(remove_controls(text).split())
