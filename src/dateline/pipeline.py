"""The one place that knows the order: a page is loaded, opened, and read for its article."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dateline.article import extract_article
from dateline.errors import ArticleError, DatelineError, PageError
from dateline.page import STDIN, Fetch, is_web_address, list_origins, load_page, name_origin, open_page, start_fetching
from dateline.types import Article, Failure, Page, PageKind, Stage
from dateline.worker import Fault, Limits
from dateline.workers import count_cores, run_guarded

MEDIA_TYPES: dict[PageKind, str] = {"html": "text/html", "text": "text/plain"}
"""What a page is declared to be where the caller says which kind it is."""
DEFAULT_LIMITS = Limits()
_WARM_UP = b"<html><body><h1>A headline</h1><p>A first paragraph, so that all that is read is at hand.</p>"

Source = str | bytes | os.PathLike[str] | Page


@dataclass(frozen=True, slots=True)
class File:
    """A file that a worker is to load itself, with what is known about the page in it."""

    origin: str
    url: str | None
    media_type: str | None


Item = File | Page | Failure
"""What a worker is given: a file, or what only the parent process can load (or not)."""


def read(source: Source, *, url: str | None = None, kind: PageKind | None = None) -> Article:
    """Return the article of one page, read in this process.

    A ``str`` is the page itself if it has a line end or a ``<``, an address if it starts with ``http://``
    or ``https://``, and a path otherwise. ``url`` is the page's address where the page was found elsewhere.
    ``kind`` says what the page is instead of having it recognised.

    Raises:
        PageError: the page cannot be read.
        NotAnArticle: the page has no article.
    """
    return extract_article(open_page(_find_page(source, url, MEDIA_TYPES[kind] if kind else None)))


def read_many(
    sources: Iterable[str],
    *,
    url: str | None = None,
    kind: PageKind | None = None,
    jobs: int | None = None,
    skip: Set[str] = frozenset(),
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Article | Failure]:
    """Yield the article of each page, or the reason why there is none, in the order of the sources.

    Sources are paths, folders, patterns, addresses and ``-`` (standard input). Addresses are fetched one after the
    other, by what their hosts allow. Pages are read in ``jobs`` processes (all cores if ``None``), each within the
    limits; a page that ends its process fails alone. A page whose origin is in ``skip`` is not read.

    Raises:
        ResourceError: no process can be started, or an address is to be fetched without the extra that fetches.
    """
    media_type = MEDIA_TYPES[kind] if kind else None
    waiting: deque[str] = deque()

    def items() -> Iterator[Item]:
        fetch: Fetch | None = None
        for origin in list_origins(sources):
            if name_origin(origin) in skip:
                continue
            waiting.append(name_origin(origin))
            if is_web_address(origin):
                fetch = fetch or start_fetching()
                yield _load(origin, url, media_type, fetch)
            elif origin == STDIN:
                yield _load(origin, url, media_type, None)
            else:
                yield File(origin, url, media_type)

    outcomes = run_guarded(read_item, items(), warm_up=warm_up, jobs=jobs or count_cores(), limits=limits)
    with closing(outcomes):  # type: ignore[type-var]  # a generator, which the annotation does not say
        for outcome in outcomes:
            origin = waiting.popleft()
            yield _stopped(origin, url, outcome) if isinstance(outcome, Fault) else decode_outcome(outcome)


def read_item(item: Item) -> bytes:
    """The article or failure of one page as JSON: what a worker does."""
    if isinstance(item, Failure):
        return _encode_failure(item)
    stage: Stage = "page"
    try:
        page = load_page(item.origin, url=item.url, media_type=item.media_type) if isinstance(item, File) else item
        opened = open_page(page)
        stage = "article"
        return b"A" + msgspec.json.encode(extract_article(opened))
    except DatelineError as error:
        return _encode_failure(_fail(item.origin, item.url, error, stage))


def decode_outcome(outcome: bytes) -> Article | Failure:
    """What `read_item` wrote."""
    if outcome[:1] == b"A":
        return msgspec.json.decode(outcome[1:], type=Article)
    return msgspec.json.decode(outcome[1:], type=Failure)


def warm_up() -> None:
    """Load what reading needs, in a new worker."""
    extract_article(open_page(Page(_WARM_UP)))


def _find_page(source: Source, url: str | None, media_type: str | None) -> Page:
    if isinstance(source, Page):
        return source
    if isinstance(source, bytes):
        return Page(source, url=url, media_type=media_type)
    if isinstance(source, str) and ("\n" in source or "<" in source):
        return Page(source.encode("utf-8", "replace"), url=url, media_type=media_type)
    origin = os.fspath(source)
    return load_page(origin if is_web_address(origin) else str(Path(origin)), url=url, media_type=media_type)


def _load(origin: str, url: str | None, media_type: str | None, fetch: Fetch | None) -> Page | Failure:
    try:
        return load_page(origin, url=url, media_type=media_type, fetch=fetch)
    except PageError as error:
        return _fail(origin, url, error, "page")


def _fail(origin: str, url: str | None, error: DatelineError, stage: Stage) -> Failure:
    reached: Stage = "article" if isinstance(error, ArticleError) else stage
    return Failure(name_origin(origin), url, reached, type(error).__name__, error.reason)


def _encode_failure(failure: Failure) -> bytes:
    return b"F" + msgspec.json.encode(failure)


def _stopped(origin: str, url: str | None, fault: Fault) -> Failure:
    return Failure(origin, url, "article" if fault.module else "page", fault.error, fault.reason)
