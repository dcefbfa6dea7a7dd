"""JSON: one article or failure a line, and its JSON Schema."""

import msgspec

from ..types import Article, Failure


def encode_json(record: Article | Failure) -> str:
    """The record as one line of JSON, without the line end; fields in the order of `types`."""
    return msgspec.json.encode(record).decode()


def make_schema() -> str:
    """The JSON Schema of an article."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Article)), indent=1).decode() + "\n"
