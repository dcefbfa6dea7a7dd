"""Gzip on a page is taken off within limits; what is not gzip comes back as it is."""

import zlib

from dateline.errors import BadInput, DecompressionBomb, InputTooLarge
from dateline.page.limits import MAX_PAGE_BYTES, check_size

MAX_LEVELS = 2
"""A saved response is gzipped once, or twice when a tool packs it again; more is a trick."""
MAX_RATIO = 200
"""Unpacked over packed bytes; pages stay under 30, blanks alone reach 1,000."""
RATIO_FLOOR = 1_000_000
"""Unpacked bytes below which the ratio is not looked at: a small page of blanks harms nobody."""
MAX_MEMBERS = 100
"""Gzip files one after the other in one body; each costs a copy of what is left."""
MIN_READABLE = 512
"""Bytes that a stream must give before it is cut or damaged; with less there is nothing to read."""

_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_STEP = 1 << 18


def unpack(body: bytes) -> bytes:
    """The bytes under the gzip, or the same object where there is none.

    A stream that is cut or damaged gives what could be read before that point, as a page cut on its
    way does, if that is at least `MIN_READABLE` bytes.

    Raises:
        DecompressionBomb: gzip within gzip within gzip, or far more bytes than the packed ones promise.
        InputTooLarge: more than `MAX_PAGE_BYTES`, packed or unpacked.
        BadInput: a stream that gives nothing to read.
    """
    check_size(body)
    for _ in range(MAX_LEVELS):
        if not body.startswith(_MAGIC):
            return body
        body = _unpack_members(body)
    if body.startswith(_MAGIC):
        raise DecompressionBomb(f"gzip within gzip, more than {MAX_LEVELS} levels deep")
    return body


def _unpack_members(packed: bytes) -> bytes:
    """All members of one gzip file, one after the other; what follows the last one is ignored."""
    out = bytearray()
    rest = packed
    for _ in range(MAX_MEMBERS):
        rest, whole = _unpack_member(rest, out, packed_size=len(packed))
        if not whole and len(out) < MIN_READABLE:
            raise BadInput("a gzip stream that is cut or damaged")
        if not rest.startswith(_MAGIC):
            return bytes(out)
    raise InputTooLarge(f"more than {MAX_MEMBERS} gzip members")


def _unpack_member(packed: bytes, out: bytearray, *, packed_size: int) -> tuple[bytes, bool]:
    """Append what one member holds to ``out``; what follows it, and whether it was whole."""
    stream = zlib.decompressobj(_GZIP)
    waiting = packed
    while not stream.eof:
        try:
            piece = stream.decompress(waiting, _STEP)
        except zlib.error:
            return b"", False
        waiting = stream.unconsumed_tail
        if not piece and not waiting and not stream.eof:
            return b"", False
        out += piece
        _check_growth(len(out), packed_size)
    return stream.unused_data, True


def _check_growth(unpacked: int, packed: int) -> None:
    if unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * packed:
        raise DecompressionBomb(f"unpacks to more than {MAX_RATIO} times its size")
    if unpacked > MAX_PAGE_BYTES:
        raise InputTooLarge(f"unpacks to more than {MAX_PAGE_BYTES:,} bytes")
