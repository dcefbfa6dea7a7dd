"""Articles as files: one module a format, and the table of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dateline.formats import csv, jsonl, markdown, text
from dateline.types import Article


@dataclass(frozen=True, slots=True)
class Format:
    """How articles become a file: what stands before, between and after them."""

    encode: Callable[[Article], bytes]
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""
    find_origins: Callable[[BinaryIO], Iterator[tuple[str, int]]] | None = None
    """Yields the origin of each whole article of a file and the byte after it; ``None`` where the file
    does not tell."""


FORMATS = {
    "jsonl": Format(jsonl.encode_article, find_origins=jsonl.find_origins),
    "json": Format(jsonl.encode_element, head=b"[\n", between=b",\n", tail=b"\n]\n"),
    "csv": Format(csv.encode_article, head=csv.encode_header(), find_origins=csv.find_origins),
    "md": Format(markdown.encode_article, between=b"\n---\n\n"),
    "txt": Format(text.encode_article, between=b"\n----\n\n"),
}
"""Formats by the ending of a file's name."""
