"""An output of events on its way: the records of one article after the other, and what an earlier run left."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO

import msgspec

from ..errors import OutputError
from ..types import Coded, Record
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


class _Line(msgspec.Struct):
    """Of a record in JSON, what resuming needs."""

    origin: str


def event_form_of(path: Path) -> EventForm:
    """The form that a file's name asks for: CSV, POLECAT's for ``.tsv``, else JSONL."""
    return "csv" if path.suffix == ".csv" else "polecat" if path.suffix == ".tsv" else "jsonl"


class EventOutput:
    """Writes records in one form, all of an article at once."""

    def __init__(
        self, stream: TextIO, form: EventForm, make: "Callable[[Coded], list[Record]]", *, begun: bool = False
    ) -> None:
        """Begin, or go on with what was ``begun``; ``make`` gives the records of an article."""
        self._stream, self._encode, self._make = stream, _ENCODE[form], make
        if form in _HEADERS and not begun:
            stream.write(_HEADERS[form])

    def write(self, coded: Coded) -> None:
        """Write the records of an article, and let them be seen at once."""
        self._stream.write(self._encode(self._make(coded)))
        self._stream.flush()


@contextmanager
def open_event_output(
    path: Path, form: EventForm, make: "Callable[[Coded], list[Record]]", *, fresh: bool
) -> Iterator[tuple[EventOutput, frozenset[str]]]:
    """The output in the file, and the origins of the articles whose events it holds already.

    Only JSONL is gone on with. The records of the last article may be some of its records only: they are taken off and
    made again. An article without events leaves nothing in the file and is read again.

    Raises:
        OutputError: the file cannot be written, or holds what cannot be gone on with.
    """
    try:
        kept = [] if fresh or not path.exists() else _whole_articles(path, form)
        path.write_text("".join(line for line, _ in kept), encoding="utf-8", newline="")
        stream = path.open("a", encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    with stream:
        yield EventOutput(stream, form, make, begun=bool(kept)), frozenset(origin for _, origin in kept)


def _whole_articles(path: Path, form: EventForm) -> list[tuple[str, str]]:
    """The lines of the file with their origins, without those of its last article."""
    text = path.read_text(encoding="utf-8")
    if not text:
        return []
    if form != "jsonl":
        raise OutputError(f"{path} exists: only JSONL is gone on with; --fresh starts it over")
    lines = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
    try:
        found = [(line, msgspec.json.decode(line, type=_Line).origin) for line in lines]
    except (ValueError, msgspec.DecodeError) as error:
        raise OutputError(f"{path} is no output of this program in this form; --fresh starts it over") from error
    return [(line, origin) for line, origin in found if origin != found[-1][1]]
