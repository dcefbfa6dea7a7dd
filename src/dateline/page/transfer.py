"""What a server answers, and its body read within limits of size and time.

The body is counted as it comes, and again while it is unpacked: no header is trusted.

Source: RFC 9110, sections 8.3 and 8.4.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from dateline.errors import InputTooLarge, Timeout, UnsupportedInput
from dateline.page.compressed import unpack
from dateline.urls import WebAddress

ACCEPT_ENCODING = "gzip, identity"
"""What is asked for, and all that is read: every server has gzip, and its limits can be kept."""
PLAIN = frozenset({"", "identity"})
PACKED = frozenset({"gzip", "x-gzip"})

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([a-z0-9_.:+-]{1,40})", re.IGNORECASE | re.ASCII)

Remaining = Callable[[], float]
"""Seconds left for the whole fetch."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose body has not been read yet."""

    status: int
    headers: Mapping[str, str]
    """By names in lower case; of a header given twice, the first."""
    chunks: Iterator[bytes]
    """The body as sent, packed where the server packed it."""


Send = Callable[[WebAddress, tuple[str, ...], Mapping[str, str], Remaining], AbstractContextManager[Answer]]
"""Sends one GET: the address, the IP addresses that may be connected to, headers, the time left."""


def read_body(answer: Answer, *, max_bytes: int, remaining: Remaining) -> bytes:
    """Return the whole body, unpacked.

    Raises:
        InputTooLarge: more bytes than allowed, packed or unpacked.
        DecompressionBomb: unpacks to far more than it should.
        UnsupportedInput: packed in a way that was not asked for.
        BadInput: packed and damaged beyond reading.
        Timeout: the time ran out.
    """
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in PLAIN and encoding not in PACKED:
        raise UnsupportedInput(f"packed as {encoding[:40]!r}, which was not asked for")
    sent = _read_sent(answer.chunks, max_bytes, remaining)
    body = unpack(sent) if encoding in PACKED else sent
    _check_size(len(body), max_bytes)
    return body


def content_type(header: str) -> tuple[str | None, str | None]:
    """Return media type and character encoding of a Content-Type header, each where it states one."""
    media_type = header.partition(";")[0].strip().lower()
    charset = _CHARSET.search(header)
    return media_type if _MEDIA_TYPE.fullmatch(media_type) else None, charset[1] if charset else None


def _read_sent(chunks: Iterator[bytes], max_bytes: int, remaining: Remaining) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        _check_size(size, max_bytes)
        if remaining() <= 0:
            raise Timeout("the page did not come in time")
        parts.append(chunk)
    return b"".join(parts)


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise InputTooLarge(f"more than {max_bytes:,} bytes")
