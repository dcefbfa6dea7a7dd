"""A user's own list of actors: names with their codes and sectors, and the days on which they hold.

A list is CSV text with a header: ``name``, and any of ``aliases`` (separated by ``|``), ``code``, ``sector``,
``other_sectors`` (separated by ``|``), ``from``, ``to`` (YYYY-MM-DD, both inclusive) and ``wikidata_id``.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.errors import ActorsFileError
from dateline.event.actors.words import Word, split_words

COLUMNS = ("name", "aliases", "code", "sector", "other_sectors", "from", "to", "wikidata_id")
_CODE = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_ARTICLES = frozenset({"the", "a", "an"})
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class ListedActor:
    """One row of a list."""

    line: int
    """Line of the file, the header being line 1."""
    name: str
    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    start: date | None
    """First day on which the row holds; ``None`` where it is open."""
    end: date | None
    """Last such day."""
    wikidata_id: str | None

    @property
    def via(self) -> str:
        """How a participant names it: ``actor list: line 7``."""
        return f"actor list: line {self.line}"

    def holds(self, on: date | None) -> bool:
        """Whether the row counts on the day; on an unknown day every row does."""
        return on is None or (self.start or date.min) <= on <= (self.end or date.max)


@dataclass(frozen=True, slots=True)
class ActorList:
    """The rows of a list by the words of their names, as they are looked up."""

    rows: Mapping[tuple[str, ...], tuple[ListedActor, ...]]
    longest: int
    """Words of the longest name."""

    def find(self, text: str, on: date | None) -> ListedActor | None:
        """The row whose name the text has, the longest and the last such in the text, among those of the day.

        Where several rows of one name hold on the day, the first counts.
        """
        words = split_words(text)
        for length in range(min(self.longest, len(words)), 0, -1):
            for at in range(len(words) - length, -1, -1):
                rows = self.rows.get(_key(words[at : at + length]), ())
                held = next((row for row in rows if row.holds(on)), None)
                if held and words[at].capital == row_is_name(held):
                    return held
        return None


def row_is_name(row: ListedActor) -> bool:
    """Whether the row's name begins with a capital, as its mentions then must."""
    return row.name[:1].isupper()


def read_actors(text: str) -> ActorList:
    """The actors of a list, given as the text of a CSV file.

    Raises:
        ActorsFileError: a column or a value that cannot be read, with its line.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    rows: dict[tuple[str, ...], tuple[ListedActor, ...]] = {}
    columns: list[str] | None = None
    try:
        for cells in reader:
            if columns is None:
                columns = _read_header(cells)
            elif any(cell.strip() for cell in cells):
                row, names = _read_row(columns, cells, reader.line_num)
                for key in dict.fromkeys(_key(split_words(name)) for name in names):
                    rows[key] = (*rows.get(key, ()), row)
    except csv.Error as error:
        raise _error(f"is no CSV ({error}); quote cells that hold commas or quotes", reader.line_num) from error
    if columns is None:
        raise _error(f"is empty; the first line must name the columns: {', '.join(COLUMNS)}", 1)
    return ActorList(rows, max((len(key) for key in rows), default=0))


def _error(what: str, line: int) -> ActorsFileError:
    return ActorsFileError(f"actor list: line {line} {what}", line=line)


def _read_header(cells: Sequence[str]) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    unknown = [column for column in columns if column not in COLUMNS]
    if "name" not in columns or unknown or len(set(columns)) < len(columns):
        wrong = f"has the column {unknown[0]!r}" if unknown else "has no column 'name', or one column twice"
        raise _error(f"{wrong}; the columns are {', '.join(COLUMNS)}", 1)
    return columns


def _read_row(columns: Sequence[str], cells: Sequence[str], line: int) -> tuple[ListedActor, list[str]]:
    """The row, and all its names."""
    if len(cells) > len(columns):
        raise _error(f"has {len(cells)} cells under {len(columns)} columns; quote cells that hold commas", line)
    given = dict.fromkeys(COLUMNS, "") | {c: cell.strip() for c, cell in zip(columns, cells, strict=False)}
    names = [name.strip() for name in (given["name"], *given["aliases"].split(_SEPARATOR)) if name.strip()]
    if not given["name"] or not all(_key(split_words(name)) for name in names):
        raise _error("has no name; give one, or delete the line", line)
    start, end = _read_day(given["from"], "from", line), _read_day(given["to"], "to", line)
    if start and end and start > end:
        raise _error("ends before it begins; swap 'from' and 'to'", line)
    others = tuple(_read_code(part, "other_sectors", line) or "" for part in given["other_sectors"].split(_SEPARATOR))
    row = ListedActor(
        line,
        given["name"],
        _read_code(given["code"], "code", line),
        _read_code(given["sector"], "sector", line),
        tuple(other for other in others if other),
        start,
        end,
        _read_wikidata(given["wikidata_id"], line),
    )
    return row, names


def _read_code(text: str, column: str, line: int) -> str | None:
    if text.strip() and not _CODE.fullmatch(text.strip()):
        raise _error(f"has {text!r} as {column}; write three capital letters, or leave it empty", line)
    return text.strip() or None


def _read_day(text: str, column: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _error(f"has {text!r} as {column}; write the day as YYYY-MM-DD, or leave it empty", line) from None


def _read_wikidata(text: str, line: int) -> str | None:
    if text and not _WIKIDATA.fullmatch(text):
        raise _error(f"has {text!r} as wikidata_id; write Q and a number, or leave it empty", line)
    return text or None


def _key(words: Sequence[Word]) -> tuple[str, ...]:
    keys = [word.key for word in words if word.is_word]
    return tuple(keys[1:] if keys and keys[0] in _ARTICLES and len(keys) > 1 else keys)
