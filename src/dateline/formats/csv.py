"""CSV (RFC 4180): one article a row, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from ..types import Article, Moment

COLUMNS = [
    "origin",
    "id",
    "url",
    "headline",
    "authors",
    "agency",
    "published",
    "published_precision",
    "published_basis",
    "modified",
    "publisher",
    "language",
    "section",
    "topics",
    "page_type",
    "quality",
    "reason",
    "text",
    "page_sha256",
]
# A cell that begins so is run as a formula by spreadsheets; apostrophes count, so that one more can be told again.
_FORMULA = re.compile("'*[=+\\-@\t\r]")
# Not run: a number below zero.
_NUMBER = re.compile(r"-\d+(\.\d+)?")


def encode_row(cells: Sequence[str]) -> str:
    """One row with its line end; formulas are made text by a leading apostrophe."""
    out = StringIO()
    csv.writer(out).writerow(["'" + cell if _is_formula(cell) else cell for cell in cells])
    return out.getvalue()


def decode_row(row: str) -> list[str]:
    """The cells of an encoded row; none of an empty one."""
    cells = next(csv.reader([row]), [])
    return [cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell for cell in cells]


def _is_formula(cell: str) -> bool:
    return _FORMULA.match(cell) is not None and not _NUMBER.fullmatch(cell)


def article_cells(article: Article) -> list[str]:
    """The cells of `COLUMNS`; what is unknown is empty."""
    published = article.published or Moment("", "day", "text")
    known = article.published is not None
    values = (
        article.origin, article.id, article.url, article.headline, "; ".join(article.authors), article.agency,
        published.value, published.precision if known else "", published.basis if known else "",
        article.modified.value if article.modified else "", article.publisher, article.language, article.section,
        "; ".join(article.topics), article.page_type, article.quality.verdict, article.quality.reason, article.text,
        article.page_sha256,
    )  # fmt: skip
    return [value or "" for value in values]


def check_header(row: str, columns: Sequence[str] = COLUMNS) -> None:
    """See that a row is the header of these columns.

    Raises:
        ValueError: it is not.
    """
    if row != encode_row(columns):
        raise ValueError("another header")


def read_origin(row: str, columns: Sequence[str] = COLUMNS) -> str:
    """The origin that an encoded row names.

    Raises:
        ValueError: the row has not these columns.
    """
    cells = decode_row(row)
    if len(cells) != len(columns):
        raise ValueError("a row of another length")
    return cells[columns.index("origin")]
