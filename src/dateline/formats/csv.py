"""CSV by RFC 4180, in UTF-8: a header, then one row an article, its text in one cell.

Pictures are given as their captions, one a line; links and spans are left to JSON. A cell that a
spreadsheet would run as a formula is written with an apostrophe before it.

Source: RFC 4180.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from dateline.errors import OutputError
from dateline.types import Article, Picture

BETWEEN_NAMES = "; "

COLUMNS: dict[str, Callable[[Article], str | None]] = {
    "origin": lambda article: article.origin,
    "id": lambda article: article.id,
    "url": lambda article: article.url,
    "publisher": lambda article: article.publisher,
    "language": lambda article: article.language,
    "page_type": lambda article: article.page_type,
    "quality": lambda article: article.quality.verdict,
    "quality_reason": lambda article: article.quality.reason,
    "published": lambda article: article.published and article.published.value,
    "published_precision": lambda article: article.published and article.published.precision,
    "published_basis": lambda article: article.published and article.published.basis,
    "modified": lambda article: article.modified and article.modified.value,
    "modified_precision": lambda article: article.modified and article.modified.precision,
    "modified_basis": lambda article: article.modified and article.modified.basis,
    "headline": lambda article: article.headline,
    "kicker": lambda article: article.kicker,
    "deck": lambda article: article.deck,
    "byline": lambda article: article.byline,
    "authors": lambda article: BETWEEN_NAMES.join(article.authors),
    "agency": lambda article: article.agency,
    "dateline_place": lambda article: article.dateline and article.dateline.place,
    "dateline_agency": lambda article: article.dateline and article.dateline.agency,
    "dateline_date": lambda article: article.dateline and article.dateline.date,
    "section": lambda article: article.section,
    "topics": lambda article: BETWEEN_NAMES.join(article.topics),
    "text": lambda article: article.text,
    "captions": lambda article: "\n".join(map(_describe_picture, article.pictures)),
    "page_sha256": lambda article: article.page_sha256,
}
"""The columns, and where each comes from; what is unknown is an empty cell."""

# An apostrophe before what could be a formula, and one more where such an apostrophe stood already, so that
# taking one away gives the cell back.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_FIRST_CELL = re.compile(rb'(?:"((?:[^"]|"")*)"|([^",\r\n]*)),')


def encode_header() -> bytes:
    """Return the header row."""
    return _encode_row(COLUMNS)


def encode_article(article: Article) -> bytes:
    """Return the article's row."""
    return _encode_row(_guard(find(article) or "") for find in COLUMNS.values())


def find_origins(rows: BinaryIO) -> Iterator[tuple[str, int]]:
    """Yield each row's origin, and the byte after the row; a last row cut short is left out.

    Raises:
        OutputError: the file has another header, or a row that was not written here.
    """
    header = encode_header()
    start = rows.read(len(header))
    if not header.startswith(start):
        raise OutputError("the header is not the one of this format")
    end = len(header)
    for row in _split_rows(rows):
        cell = _FIRST_CELL.match(row)
        if cell is None:
            raise OutputError(f"the bytes from {end} on are no row that was written here")
        quoted, plain = cell.groups()
        origin = (plain if quoted is None else quoted.replace(b'""', b'"')).decode(errors="replace")
        end += len(row)
        yield origin[1:] if _GUARDED.match(origin) else origin, end


def _split_rows(rows: BinaryIO) -> Iterator[bytes]:
    """Yield whole rows: a line end is a row's end only where every quote before it is closed."""
    lines: list[bytes] = []
    quotes = 0
    for line in rows:
        lines.append(line)
        quotes += line.count(b'"')
        if quotes % 2 == 0 and line.endswith(b"\r\n"):
            yield b"".join(lines)
            lines.clear()
            quotes = 0


def _encode_row(cells: "Iterator[str] | dict[str, object]") -> bytes:
    row = io.StringIO(newline="")
    csv.writer(row, lineterminator="\r\n").writerow(cells)
    return row.getvalue().encode(errors="replace")


def _guard(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) else cell


def _describe_picture(picture: Picture) -> str:
    credit = f"({picture.credit})" if picture.credit else ""
    return " ".join(part for part in (picture.caption, credit) if part)
