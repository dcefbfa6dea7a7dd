"""From bytes as found to an opened page: compressed, limits, encoding, kind; fetch for addresses.

WARC files and feeds are recognised and refused by name; they have their place here.
"""

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dateline.errors import BadInput, InputTooLarge
from dateline.page.compressed import unpack
from dateline.page.encoding import decode
from dateline.page.kind import recognise, refuse_files
from dateline.page.limits import check_markup
from dateline.types import OpenedPage, Page

MAX_FILE_BYTES = 64_000_000
"""A file is not read further than this."""
STDIN = "-"

Fetch = Callable[[str], Page]
"""Gives the page at an address."""


def is_web_address(origin: str) -> bool:
    """Whether an input is to be fetched."""
    return origin.lower().startswith(("http://", "https://"))


def list_origins(inputs: Iterable[str]) -> Iterator[str]:
    """Every file, address or ``-`` that the inputs stand for, patterns expanded.

    A folder stands for the files in it and below, in the order of their names, without those whose name begins with a
    dot. A path that does not exist, or a folder without a file, is passed on, to fail by name when it is loaded.
    """
    for given in inputs:
        if given == STDIN or is_web_address(given) or os.path.isfile(given):  # noqa: PTH113 (a path may hold anything)
            yield given
        else:
            folder = os.path.isdir(given)  # noqa: PTH112 (as above)
            yield from _pass_on(given, _walk(given) if folder else _expand(given))


def load_page(
    origin: str, *, url: str | None = None, media_type: str | None = None, fetch: Fetch | None = None
) -> Page:
    """The bytes of a file, of standard input (``-``) or of an address.

    ``url`` is the address of what was found elsewhere. ``fetch`` is what `start_fetching` gave; without it nothing that
    was learned about a host is kept for its next page.

    Raises:
        BadInput: a file that cannot be read.
        InputTooLarge: more than `MAX_FILE_BYTES`.
        PageError: an address that must not be fetched, or from which nothing came.
        ResourceError: an address, without the extra that fetches.
    """
    if is_web_address(origin):
        page = (fetch or start_fetching())(origin)
        return replace(page, media_type=media_type or page.media_type)
    name = name_origin(origin)
    try:
        if origin == STDIN:
            body = _read(sys.stdin.buffer, name)
        else:
            with Path(origin).open("rb") as file:
                body = _read(file, name)
    except IsADirectoryError as error:
        raise BadInput("a folder, not a page", origin=name) from error
    except (OSError, ValueError) as error:  # a NUL in a path is a ValueError
        raise BadInput(getattr(error, "strerror", None) or "cannot be read", origin=name) from error
    return Page(body, url=url, media_type=media_type, origin=name)


def start_fetching() -> Fetch:
    """What fetches pages, with one memory of each host's robots.txt and of when it was last asked."""
    from dateline.page.fetch import Fetcher  # noqa: PLC0415 (sockets and all: only where a page is fetched)

    return Fetcher().fetch


def name_origin(origin: str) -> str:
    """The origin as it is written out: bytes of a path that are no UTF-8 stand as escapes."""
    return origin.encode("utf-8", "backslashreplace").decode()


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


def _read(file: BinaryIO, name: str) -> bytes:
    body = file.read(MAX_FILE_BYTES + 1)
    if len(body) > MAX_FILE_BYTES:
        raise InputTooLarge(f"more than {MAX_FILE_BYTES:,} bytes", origin=name)
    return body


def _pass_on(given: str, found: Iterator[str]) -> Iterator[str]:
    """What was found, or what was given where nothing was."""
    first = next(found, given)
    yield first
    yield from found


def _walk(folder: str) -> Iterator[str]:
    for below, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (os.path.join(below, name) for name in sorted(files) if not name.startswith("."))  # noqa: PTH118 (any bytes)
        yield from (path for path in paths if os.path.isfile(path))  # noqa: PTH113 (as above)


def _expand(pattern: str) -> Iterator[str]:
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 (a pattern may be absolute)
    yield from sorted(path for path in found if os.path.isfile(path))  # noqa: PTH113 (as above)
