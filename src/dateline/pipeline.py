"""The one place that knows the order: a page is loaded, opened, and read for its article."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import closing, suppress
from dataclasses import dataclass, replace

import msgspec

from dateline.errors import ArticleError, DatelineError, PageError
from dateline.page import is_web_address, list_origins, load_page, open_page
from dateline.types import Article, Failure, Page, PageKind, Stage
from dateline.worker import Fault, Limits
from dateline.workers import count_cores, run_guarded

MEDIA_TYPES: dict[PageKind, str] = {"html": "text/html", "text": "text/plain"}
"""What a page is declared to be where the caller says which kind it is."""
STDIN = "-"
WARM_UP = b"<html><body><h1>A headline</h1><p>A first paragraph, so that all that is read is at hand.</p>"

Source = str | bytes | os.PathLike[str] | Page


def read(source: Source, *, url: str | None = None, kind: PageKind | None = None) -> Article:
    """Return the article of one page, read in this process.

    A ``str`` is the page itself if it has a line end or a ``<``, an address if it starts with ``http://``
    or ``https://``, and a path otherwise. ``url`` is the page's address where the page was found elsewhere.
    ``kind`` says what the page is instead of having it recognised.

    Raises:
        PageError: the page cannot be read.
        NotAnArticle: the page has no article.
    """
    media_type = MEDIA_TYPES[kind] if kind else None
    page = _find_page(source, url, media_type)
    return _read_page(page)


def read_many(
    sources: Iterable[str | os.PathLike[str] | Page],
    *,
    url: str | None = None,
    kind: PageKind | None = None,
    jobs: int | None = None,
    skip: Set[str] = frozenset(),
    limits: Limits = Limits(),
) -> Iterator[Article | Failure]:
    """Yield the article of each page, or the reason why there is none, in the order of the sources.

    Pages are read in ``jobs`` processes (all cores if ``None``), each page within the limits; a page that
    ends its process fails alone. A folder gives all pages below it; a page listed twice is read once, one
    whose origin is in ``skip`` not at all.

    Raises:
        ResourceError: no process can be started.
    """
