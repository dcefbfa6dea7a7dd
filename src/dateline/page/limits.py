"""What a page may be at most, checked on the bytes before a parser sees them.

An ordinary page costs a few searches of its bytes; tags are followed one by one only where there are enough of them to
break the limit of depth.
"""

import re
from collections import Counter
from collections.abc import Iterator

from dateline.errors import InputTooDeep, InputTooLarge

MAX_PAGE_BYTES = 20_000_000
MAX_NODES = 500_000
MAX_DEPTH = 2_000
MAX_ATTRIBUTES = 1_000
"""Attributes of one tag: parsers look for doubles one against all."""
MAX_ATTRIBUTE_BYTES = 1_000_000
MAX_REOPENED = 300_000
"""Unclosed formatting elements times the blocks after them: a parser opens all of them in each block anew."""
MAX_UNCLOSED = 500
MAX_TAG_NAMES = 5_000
MAX_BODY_TAGS = 100

_TAG = re.compile(rb"<(/?[a-zA-Z][^\s/>]{0,60})")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_FORMATTING = (
    b"a",
    b"b",
    b"big",
    b"code",
    b"em",
    b"font",
    b"i",
    b"nobr",
    b"s",
    b"small",
    b"strike",
    b"strong",
    b"tt",
    b"u",
)
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr frame keygen basefont bgsound".split()
)
# Tags whose own kind, when open, they close; they do not nest by being left open.
_IMPLIED_END = frozenset(b"p option tr td th dt dd thead tbody tfoot rt rp".split())
# A tag longer than this is looked at for its attributes.
_LONG_TAG = 8_000


def check_size(body: bytes) -> None:
    """Refuse more than `MAX_PAGE_BYTES`.

    Raises:
        InputTooLarge: the page is larger.
    """
    if len(body) > MAX_PAGE_BYTES:
        raise InputTooLarge(f"{len(body):,} bytes; at most {MAX_PAGE_BYTES:,} are read")


def check_markup(utf8: bytes) -> None:
    """Refuse markup that would cost a parser out of proportion.

    Raises:
        InputTooLarge: too many nodes, attributes or names.
        InputTooDeep: elements nested beyond `MAX_DEPTH`.
    """
    check_size(utf8)
    tags = utf8.count(b"<")
    if tags > 2 * MAX_NODES:
        raise InputTooLarge(f"about {tags:,} tags; at most {MAX_NODES:,} nodes are read")
    _check_attributes(utf8)
    names = _TAG.findall(utf8)
    counts: Counter[bytes] = Counter()
    for name, number in Counter(names).items():
        counts[name.lower()] += number
    opened = sum([n for name, n in counts.items() if not name.startswith(b"/")])
    if opened > MAX_NODES:
        raise InputTooLarge(f"{opened:,} elements; at most {MAX_NODES:,} nodes are read")
    _check_names(counts)
    _check_formatting(counts, opened)
    if opened > MAX_DEPTH:
        _check_depth(names)


def _check_names(counts: Counter[bytes]) -> None:
    if len(counts) > 2 * MAX_TAG_NAMES:
        raise InputTooLarge(f"{len(counts):,} different tag names")
    if counts[b"body"] > MAX_BODY_TAGS:
        raise InputTooLarge(f"{counts[b'body']:,} body tags")


def _check_formatting(counts: Counter[bytes], opened: int) -> None:
    unclosed = sum([max(0, counts[name] - counts[b"/" + name]) for name in _FORMATTING])
    if unclosed > MAX_UNCLOSED and unclosed * (opened - unclosed) > MAX_REOPENED:
        raise InputTooLarge(f"{unclosed:,} formatting elements left open")


def _check_depth(names: list[bytes]) -> None:
    depth = 0
    last = b""
    for raw in names:
        name = raw.lower()
        if name.startswith(b"/"):
            depth -= depth > 0 and name[1:] not in _IMPLIED_END
        elif name not in _VOID and name not in _IMPLIED_END and not (name == last == b"li"):
            depth += 1
            if depth > MAX_DEPTH:
                raise InputTooDeep(f"elements nested more than {MAX_DEPTH:,} deep")
        last = name


def _check_attributes(utf8: bytes) -> None:
    """Refuse a tag with too many or too long attributes; a script is no tag, however long."""
    for piece in _long_pieces(utf8):
        start = piece.rfind(b"<")
        if start < 0 or not piece[start + 1 : start + 2].isalpha():
            continue
        tag = piece[start:]
        if tag.count(b"=") > MAX_ATTRIBUTES and _QUOTED.sub(b"", tag).count(b"=") > MAX_ATTRIBUTES:
            raise InputTooLarge(f"a tag with more than {MAX_ATTRIBUTES:,} attributes")


def _long_pieces(utf8: bytes) -> Iterator[bytes]:
    """What stands between two ``>`` farther apart than `_LONG_TAG`."""
    start = 0
    while len(utf8) - start >= _LONG_TAG:
        end = utf8.rfind(b">", start, start + _LONG_TAG)
        if end < 0:
            end = utf8.find(b">", start)
            end = end if end >= 0 else len(utf8)
            yield utf8[start:end]
        start = end + 1
