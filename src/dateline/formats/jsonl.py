"""JSON: one article or failure a line, and the schema of both."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dateline.errors import OutputError
from dateline.types import Article, Failure

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ENCODER = msgspec.json.Encoder()


class _Origin(msgspec.Struct):
    """The one field of a line that tells which page it is about."""

    origin: str


def encode_article(article: Article) -> bytes:
    """Return the article as one line of JSON, all fields in the order of the type."""
    return _ENCODER.encode(article) + b"\n"


def encode_element(article: Article) -> bytes:
    """Return the article as JSON without a line end: an element of an array."""
    return _ENCODER.encode(article)


def encode_failure(failure: Failure) -> bytes:
    """Return the failure as one line of JSON."""
    return _ENCODER.encode(failure) + b"\n"


def find_origins(lines: BinaryIO) -> Iterator[tuple[str, int]]:
    """Yield the origin each line is about, and the byte after the line; a last line cut short is left out.

    Raises:
        OutputError: a line is not an article or a failure.
    """
    decoder = msgspec.json.Decoder(_Origin)
    end = 0
    for line in lines:
        if not line.endswith(b"\n"):
            return
        try:
            origin = decoder.decode(line).origin
        except msgspec.MsgspecError as error:
            raise OutputError(f"the bytes from {end} on are no line that was written here") from error
        end += len(line)
        yield origin, end


def make_schema() -> bytes:
    """Return the JSON Schema of a line: an `Article` or a `Failure`."""
    references, definitions = msgspec.json.schema_components((Article, Failure), ref_template="#/$defs/{name}")
    schema: dict[str, Any] = {
        "$schema": SCHEMA_DIALECT,
        "title": "An article read from a page, or the failure to read one",
        "anyOf": list(references),
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema, order="deterministic"), indent=2) + b"\n"
