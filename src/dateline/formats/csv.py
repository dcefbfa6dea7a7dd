"""CSV (RFC 4180): one article a row, safe to open in a spreadsheet."""

import csv
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
# A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def encode_row(cells: list[str]) -> str:
    """One row with its line end; formulas are made text by a leading apostrophe."""
    out = StringIO()
    csv.writer(out).writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


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


def check_header(row: str) -> None:
    """See that a row is the header of `COLUMNS`.

    Raises:
        ValueError: it is not.
    """
    if row != encode_row(COLUMNS):
        raise ValueError("another header")


def read_origin(row: str) -> str:
    """The origin that an encoded row names.

    Raises:
        ValueError: the row has no cell.
    """
    cells = next(csv.reader([row]), [])
    if not cells:
        raise ValueError("an empty row")
    cell = cells[COLUMNS.index("origin")]
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
