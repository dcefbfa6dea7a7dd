"""Bytes in any encoding become UTF-8, with no letter lost that the bytes still hold.

Order: byte-order mark; UTF-8 if the bytes are that but for a few; the transport's word; the page's own word; a guess
over the whole page last. A page's word is taken as the WHATWG Encoding Standard reads it.
"""

import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from .labels import find_encoding

# Broken sequences that a page in UTF-8 may have: this many, or this share of its non-ASCII bytes.
_FEW_ERRORS, _ERROR_SHARE = 8, 0.05
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_:.\-]{2,40})", re.IGNORECASE)
_META_BYTES, _LATE_META_BYTES = 1_024, 100_000
_NULS_OF_UTF16 = 0.3
_GUESS_BYTES = 200_000
_HIGH = bytes(range(128, 256))
_ACCENT_SHARE = 0.12
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_FALLBACK = "windows-1252"
_REPLACEMENT = "\ufffd"


class Decoded(NamedTuple):
    """A page in UTF-8, and the encoding it was in."""

    utf8: bytes
    charset: str


def decode(body: bytes, *, declared: str | None) -> Decoded:
    """The page in UTF-8, without a byte-order mark and without NULs."""
    text, charset = _decode(body, declared)
    if text is None:
        utf8 = body.removeprefix(b"\xef\xbb\xbf")
    else:
        utf8 = text.removeprefix("\ufeff").encode("utf-8", "replace")
    return Decoded(utf8.replace(b"\x00", b"") if b"\x00" in utf8 else utf8, charset)


def _decode(body: bytes, declared: str | None) -> tuple[str | None, str]:
    """The text (``None``: the bytes are good UTF-8 as they are) and the encoding."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            return body.decode(codec, "replace"), codec
    utf16 = _utf16_without_mark(body)
    if utf16:
        return body.decode(utf16, "replace"), utf16
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_broken(body, declared)
    return None, "utf-8"


def _decode_broken(body: bytes, declared: str | None) -> tuple[str, str]:
    text = body.decode("utf-8", "replace")
    errors = text.count(_REPLACEMENT)
    letters = len(text) - len(text.encode("ascii", "ignore"))
    if errors <= _ERROR_SHARE * letters or (errors <= _FEW_ERRORS and letters > 3 * errors):
        return _mend(body), "utf-8"
    for label in (declared, _stated(body[:_META_BYTES]), _stated(body[:_LATE_META_BYTES])):
        encoding = find_encoding(label) if label else None
        if encoding:
            return body.decode(encoding.codec, "replace"), encoding.name
    return _guess(body)


def _mend(body: bytes) -> str:
    """UTF-8 with the odd bytes read as Windows-1252 where they are letters or marks there."""
    out = []
    position = 0
    while position < len(body):
        try:
            out.append(body[position:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(body[position : position + error.start].decode("utf-8"))
            bad = body[position + error.start : position + error.end]
            is_letter = len(bad) == 1 and bad[0] not in (0xC0, 0xC1) and position + error.end < len(body)
            out.append(bad.decode("cp1252", "replace") if is_letter else _REPLACEMENT)
            position += error.end
    return "".join(out)


def _stated(head: bytes) -> str | None:
    found = _META.search(head)
    return found[1].decode("ascii") if found else None


def _utf16_without_mark(body: bytes) -> str | None:
    look = body[:2_000]
    if look.count(0) < _NULS_OF_UTF16 * len(look):
        return None
    even, odd = look[::2].count(0), look[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _guess(body: bytes) -> tuple[str, str]:
    head = body[:_GUESS_BYTES]
    high = len(head) - len(head.translate(None, _HIGH))
    # Accents are rare among Latin letters; in every other legacy encoding most letters are high bytes.
    best = from_bytes(head).best() if high > _ACCENT_SHARE * len(_TAG.sub(b"", head)) else None
    encoding = find_encoding(best.encoding.replace("_", "-")) if best else None
    if encoding is None and best is not None and best.encoding.startswith("cp"):
        encoding = find_encoding("windows-" + best.encoding[2:])
    if encoding is None:
        return body.decode("cp1252", "replace"), _FALLBACK
    return body.decode(encoding.codec, "replace"), encoding.name
