"""An output on its way: articles written one after the other, and what an earlier run left of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

import msgspec

from ..errors import OutputError
from ..event_types import Record
from ..types import Article
from . import csv, jsonl, text

Form = Literal["jsonl", "json", "md", "txt", "csv"]
FORMS: tuple[Form, ...] = ("jsonl", "json", "md", "txt", "csv")
_ENCODE: dict[Form, Callable[[Article], str]] = {
    "jsonl": lambda article: jsonl.encode_json(article) + "\n",
    "json": jsonl.encode_json,
    "md": text.encode_markdown,
    "txt": text.encode_text,
    "csv": lambda article: csv.encode_row(csv.article_cells(article)),
}
_QUOTE, _LINE_END = b'"', b"\n"


def form_of(path: Path) -> Form:
    """The form that a file's name asks for; JSONL where it names none."""
    return next((form for form in FORMS if path.suffix == f".{form}"), "jsonl")


class _Line(msgspec.Struct):
    """Of a line of JSON, what resuming needs."""

    origin: str


class Output:
    """Writes articles in one form; JSON is one document: an array where there may be several articles."""

    def __init__(self, stream: TextIO, form: Form, *, several: bool, begun: bool = False) -> None:
        """Begin, or go on with what was ``begun``."""
        self._stream = stream
        self._encode = _ENCODE[form]
        self._array = form == "json" and several
        self._written = 0
        if form == "csv" and not begun:
            stream.write(csv.encode_row(csv.COLUMNS))

    def write(self, article: Article) -> None:
        """Write an article, and let it be seen at once."""
        self._put(self._encode(article))

    def write_with_events(self, article: Article, records: Sequence[Record] | None, coverage: str) -> None:
        """The same with its events beside it; JSON and JSONL alone hold them.

        Raises:
            OutputError: the form is another.
        """
        if self._encode not in (_ENCODE["json"], _ENCODE["jsonl"]):
            raise OutputError("events stand beside articles in JSONL and JSON; for tables take `dateline events`")
        end = "\n" if self._encode is _ENCODE["jsonl"] else ""
        self._put(jsonl.encode_with_events(article, records, coverage) + end)

    def _put(self, encoded: str) -> None:
        if self._array:
            self._stream.write("[\n" if not self._written else ",\n")
        self._stream.write(encoded)
        self._stream.flush()
        self._written += 1

    def finish(self) -> None:
        """Write what closes the document."""
        if self._array:
            self._stream.write("\n]\n" if self._written else "[]\n")
        elif self._encode is _ENCODE["json"] and self._written:
            self._stream.write("\n")
        self._stream.flush()


@contextmanager
def open_output(path: Path, form: Form, *, several: bool, fresh: bool) -> Iterator[tuple[Output, frozenset[str]]]:
    """The output in the file, and the origins of the articles that it holds already.

    A last record that an earlier run left unfinished is taken off, to be written again. ``fresh`` empties the file.

    Raises:
        OutputError: the file cannot be written, or holds what cannot be gone on with.
    """
    try:
        with path.open("ab" if fresh or not path.exists() else "r+b") as file:
            end, done = (0, frozenset[str]()) if fresh else _find_end(file, form, path)
            file.truncate(end)
        stream = path.open("a", encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    with stream:
        yield Output(stream, form, several=several, begun=end > 0), done


def _find_end(file: BinaryIO, form: Form, path: Path) -> tuple[int, frozenset[str]]:
    """Where the last whole record ends, and the origins of all of them."""
    if file.seek(0, 2) == 0:
        return 0, frozenset()
    if form not in ("jsonl", "csv"):
        raise OutputError(f"{path} exists: only JSONL and CSV are gone on with; --fresh starts it over")
    file.seek(0)
    origins: set[str] = set()
    end = 0
    try:
        for number, record in enumerate(_whole_records(file, quoted=form == "csv")):
            end += len(record)
            if form == "jsonl":
                origins.add(msgspec.json.decode(record, type=_Line).origin)
            elif number == 0:
                csv.check_header(record.decode())
            else:
                origins.add(csv.read_origin(record.decode()))
    except (ValueError, msgspec.DecodeError) as error:
        raise OutputError(f"{path} is no output of this program in this form; --fresh starts it over") from error
    return end, frozenset(origins)


def _whole_records(file: BinaryIO, *, quoted: bool) -> Iterator[bytes]:
    """Lines that have an end; where cells are quoted, lines until no quote is left open."""
    record = b""
    for line in file:
        record += line
        if line.endswith(_LINE_END) and not (quoted and record.count(_QUOTE) % 2):
            yield record
            record = b""
