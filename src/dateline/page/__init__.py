"""From bytes as found to an opened page: compressed, limits, encoding, kind; fetch for addresses.

WARC files and feeds are recognised and refused by name; they have their place here.
"""

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import BadInput, InputTooLarge, ResourceError
from dateline.page.compressed import unpack
from dateline.page.encoding import decode
from dateline.page.kind import recognise, refuse_files
from dateline.page.limits import check_markup
from dateline.types import OpenedPage, Page

MAX_FILE_BYTES = 64_000_000
"""A file is not read further than this."""
STDIN = "-"


def is_web_address(origin: str) -> bool:
    """Whether an input is to be fetched."""
    return origin.lower().startswith(("http://", "https://"))


def list_origins(inputs: Iterable[str]) -> Iterator[str]:
    """Every file, address or ``-`` that the inputs stand for: folders in sorted order, patterns expanded.

    A path that does not exist is passed on, to fail by name when it is loaded.
    """
    for given in inputs:
        path = Path(given)
        if given == STDIN or is_web_address(given) or path.is_file():
            yield given
        elif path.is_dir():
            yield from sorted(str(file) for file in path.rglob("*") if file.is_file())
        else:
            matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 (a pattern may be absolute)
            yield from matches or [given]


def load_page(origin: str, *, url: str | None = None, media_type: str | None = None) -> Page:
    """The bytes of a file, of standard input (``-``) or of an address.

    Raises:
        BadInput: a file that cannot be read.
        InputTooLarge: more than `MAX_FILE_BYTES`.
        Refused: an address that must not be fetched.
        ResourceError: an address, without the extra that fetches.
    """
    if is_web_address(origin):
        return _fetch(origin)
    try:
        if origin == STDIN:
            body = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            with Path(origin).open("rb") as file:
                body = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise BadInput(error.strerror or "cannot be read", origin=origin) from error
    if len(body) > MAX_FILE_BYTES:
        raise InputTooLarge(f"more than {MAX_FILE_BYTES:,} bytes", origin=origin)
    return Page(body, url=url, media_type=media_type, origin=origin)


def open_page(page: Page) -> OpenedPage:
    """The page unpacked, decoded and recognised, within the limits.

    Raises:
        PageError: what it is instead of a page, or which limit it breaks.
    """
    body = unpack(page.body)
    refuse_files(body)
    utf8, charset = decode(body, declared=page.charset)
    kind = recognise(utf8, media_type=page.media_type)
    if kind == "html":
        check_markup(utf8)
    return OpenedPage(page, kind, utf8, charset)


def _fetch(url: str) -> Page:
    try:
        from dateline.page.fetch import fetch_page  # noqa: PLC0415 (the extra's libraries load when they are used)
    except ImportError as error:
        raise ResourceError("fetching pages needs an extra: pip install 'dateline[fetch]'", url=url) from error
    return fetch_page(url)
