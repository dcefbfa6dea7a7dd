"""An output of events on its way: the records of one article after the other, and what an earlier run left."""

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

import msgspec

from ..errors import OutputError
from ..event_types import Record
from . import cameo, csv, jsonl, plover, polecat, records_csv, tsv

EventForm = Literal["jsonl", "csv", "plover", "polecat", "cameo"]
_ENCODE: dict[EventForm, Callable[[Sequence[Record]], str]] = {
    "jsonl": lambda records: "".join(jsonl.encode_json(record) + "\n" for record in records),
    "csv": records_csv.encode_records,
    "plover": plover.encode_records,
    "polecat": polecat.encode_records,
    "cameo": cameo.encode_records,
}
_HEADERS: dict[EventForm, str] = {
    "csv": csv.encode_row(records_csv.COLUMNS),
    "polecat": tsv.encode_row(polecat.COLUMNS),
    "cameo": tsv.encode_row(cameo.COLUMNS),
}
_FITS: dict[EventForm, Callable[[Record], bool]] = {
    "plover": plover.is_plover,
    "polecat": plover.is_plover,
    "cameo": lambda record: cameo.code_of(record) is not None,
}
"""Which records a form can hold; one that is not named holds all."""
_LINE_END = b"\n"


class _Line(msgspec.Struct):
    """Of a record in JSON, what resuming needs, and what an article's line has not."""

    origin: str
    text_sha256: str


def event_form_of(path: Path) -> EventForm:
    """The form that a file's name asks for: CSV, POLECAT's for ``.tsv``, else JSONL."""
    return "csv" if path.suffix == ".csv" else "polecat" if path.suffix == ".tsv" else "jsonl"


class EventOutput:
    """Writes records in one form."""

    def __init__(self, stream: TextIO, form: EventForm, *, begun: bool = False) -> None:
        """Begin, or go on with what was ``begun``."""
        self._stream, self._encode = stream, _ENCODE[form]
        self._fits = _FITS.get(form)
        self.left_out = 0
        """Events whose type the form has no code for."""
        if form in _HEADERS and not begun:
            stream.write(_HEADERS[form])

    def write(self, records: Sequence[Record]) -> None:
        """Write some records, and let them be seen at once."""
        if self._fits:
            self.left_out += sum(not self._fits(record) for record in records)
        self._stream.write(self._encode(records))
        self._stream.flush()


@contextmanager
def open_event_output(
    path: Path,
    form: EventForm,
    *,
    fresh: bool,
    wanted: Container[str],
) -> Iterator[tuple[EventOutput, frozenset[str]]]:
    """The output in the file, and the origins of the articles whose events it holds already.

    Only JSONL is gone on with. The last article may have some of its records only: they are taken off, to be made
    again, if its origin is ``wanted``, that is, among what is read now. An article without events leaves nothing in the
    file and is read again.

    Raises:
        OutputError: the file cannot be written, or holds what cannot be gone on with.
    """
    try:
        with path.open("ab" if fresh or not path.exists() else "r+b") as file:
            end, done = (0, frozenset[str]()) if fresh else _find_end(file, form, path, wanted)
            file.truncate(end)
        stream = path.open("a", encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    with stream:
        yield EventOutput(stream, form, begun=end > 0), done


def _find_end(file: BinaryIO, form: EventForm, path: Path, wanted: Container[str]) -> tuple[int, frozenset[str]]:
    """Where what stays ends, and the origins in it."""
    if file.seek(0, 2) == 0:
        return 0, frozenset()
    if form != "jsonl":
        raise OutputError(f"{path} exists: only JSONL is gone on with; --fresh starts it over")
    file.seek(0)
    done: set[str] = set()
    last, begin, end = "", 0, 0
    try:
        for line in file:
            if not line.endswith(_LINE_END):
                break
            origin = msgspec.json.decode(line, type=_Line).origin
            if origin != last:
                done |= {last} if last else set()
                last, begin = origin, end
            end += len(line)
    except msgspec.DecodeError as error:
        raise OutputError(f"{path} is no output of this program in this form; --fresh starts it over") from error
    return (begin, frozenset(done)) if last in wanted else (end, frozenset(done | {last}))
