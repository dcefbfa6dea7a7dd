"""The one place that knows the order: a page is loaded, opened, read for its article, analysed, coded for its events.

Stages are imported where they are called, so that reading a page does not pay for coding one.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Set
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from dateline.article import extract_article
from dateline.errors import AnalysisError, ArticleError, DatelineError, PageError
from dateline.event_types import Annotations, Coded, Record
from dateline.page import STDIN, Fetch, is_web_address, list_origins, load_page, name_origin, open_page, start_fetching
from dateline.types import Article, Failure, Moment, Page, PageKind, Stage
from dateline.worker import Fault, Limits
from dateline.workers import count_cores, run_guarded

if TYPE_CHECKING:
    from collections.abc import Callable

MEDIA_TYPES: dict[PageKind, str] = {"html": "text/html", "text": "text/plain"}
"""What a page is declared to be where the caller says which kind it is."""
DEFAULT_LIMITS = Limits()
CODING_LIMITS = Limits(cpu_seconds=120.0, wall_seconds=240.0, memory_bytes=2 << 30)
"""An article of 50,000 words takes some 30 seconds; see `Limits`."""
_Outcome = TypeVar("_Outcome")
_DAY = len("2020-01-16")
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
    outcomes = _run(read_item, sources, url=url, kind=kind, jobs=jobs, skip=skip, limits=limits, warm_up=warm_up)
    for outcome in outcomes:
        yield outcome if isinstance(outcome, Failure) else _decode(outcome, Article)


def _run(
    work: "Callable[[Item], bytes]",
    sources: Iterable[str],
    *,
    url: str | None,
    kind: PageKind | None,
    jobs: int | None,
    skip: Set[str],
    limits: Limits,
    warm_up: "Callable[[], None]",
) -> Iterator[bytes | Failure]:
    """What the work makes of each page, in guarded processes, or the failure."""
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

    outcomes = run_guarded(work, items(), warm_up=warm_up, jobs=jobs or count_cores(), limits=limits)
    with closing(outcomes):  # type: ignore[type-var]  # a generator, which the annotation does not say
        for outcome in outcomes:
            origin = waiting.popleft()
            if isinstance(outcome, Fault):
                yield _stopped(origin, url, outcome)
            else:
                yield outcome if outcome[:1] == b"A" else _decode(outcome, Failure)


def events(source: Source | Article, *, actors: str | None = None, ontology: str | None = None) -> list[Record]:
    """Return the records of the events that an article, or the article of a page, reports, in the order of its text.

    ``actors`` is the text of a CSV file of the user's own actors, ``ontology`` that of a TOML file of own types.

    Raises:
        PageError, NotAnArticle: as `read`.
        NotEnglish, TextTooLarge: the article cannot be analysed.
        ActorsFileError, OntologyError: what the user gave is not as it should be.
    """
    from dateline.records import make_records  # noqa: PLC0415 - see above

    article = source if isinstance(source, Article) else read(source)
    return make_records(article, code(article, actors=actors, ontology=ontology))


def code(article: Article, *, actors: str | None = None, ontology: str | None = None) -> Annotations:
    """Return the events of an article as spans into its text; arguments and errors as of `events`."""
    from dateline.analysis import check_english, read_text  # noqa: PLC0415 - see above
    from dateline.event import annotate  # noqa: PLC0415 - see above
    from dateline.event.participants import read_actors  # noqa: PLC0415 - see above
    from dateline.ontology import load_ontology, read_ontology  # noqa: PLC0415 - see above

    check_english(article.text)
    analysis, vectors = read_text(article.text)
    headline = next((block.span.end for block in article.blocks if block.kind == "headline"), 0)
    return annotate(
        article.id,
        analysis,
        headline=headline,
        published=_day_of(article.published),
        posts=[(block.span, day) for block in article.blocks if (day := _day_of(block.published))],
        ontology=read_ontology(ontology) if ontology is not None else load_ontology(),
        actors=read_actors(actors) if actors is not None else None,
        vectors=vectors,
    )


def records_of(coded: Coded) -> list[Record]:
    """Return the records of a coded article; none where it was not coded."""
    from dateline.records import make_records  # noqa: PLC0415 - see above

    return make_records(coded.article, coded.annotations) if coded.annotations else []


def code_many(
    sources: Iterable[str],
    *,
    actors: str | None = None,
    ontology: str | None = None,
    url: str | None = None,
    kind: PageKind | None = None,
    jobs: int | None = None,
    skip: Set[str] = frozenset(),
) -> Iterator[Coded | Failure]:
    """Yield each page's article with its events, or the reason why there is none, in the order of the sources.

    An article that cannot be analysed is given without annotations and with the reason. Arguments as of `read_many` and
    `events`.

    Raises:
        ActorsFileError, OntologyError: what the user gave is not as it should be; nothing is read then.
        ResourceError: as `read_many`.
    """
    check_lists(actors, ontology)
    work = partial(code_item, actors, ontology)
    outcomes = _run(
        work, sources, url=url, kind=kind, jobs=jobs, skip=skip, limits=CODING_LIMITS, warm_up=_warm_coder
    )  # fmt: skip
    for outcome in outcomes:
        yield outcome if isinstance(outcome, Failure) else _decode(outcome, Coded)


def code_articles(
    articles: Iterable[Article], *, actors: str | None = None, ontology: str | None = None, jobs: int | None = None
) -> Iterator[Coded | Failure]:
    """Yield each article, read before, with its events as they are coded now, in the order given.

    Arguments and errors as of `code_many`.
    """
    check_lists(actors, ontology)
    waiting: deque[Article] = deque()

    def items() -> Iterator[bytes]:
        for article in articles:
            waiting.append(article)
            yield msgspec.json.encode(article)

    work = partial(code_read, actors, ontology)
    outcomes = run_guarded(work, items(), warm_up=_warm_coder, jobs=jobs or count_cores(), limits=CODING_LIMITS)
    with closing(outcomes):  # type: ignore[type-var]  # a generator, which the annotation does not say
        for outcome in outcomes:
            article = waiting.popleft()
            if isinstance(outcome, Fault):
                yield Failure(article.origin, article.url, "event", outcome.error, outcome.reason)
            else:
                yield _decode(outcome, Coded)


def check_lists(actors: str | None, ontology: str | None) -> None:
    """See that a user's own lists are as they should be.

    Raises:
        ActorsFileError, OntologyError: they are not.
    """
    from dateline.event.participants import read_actors  # noqa: PLC0415 - see above
    from dateline.ontology import read_ontology  # noqa: PLC0415 - see above

    if actors is not None:
        read_actors(actors)
    if ontology is not None:
        read_ontology(ontology)


def code_item(actors: str | None, ontology: str | None, item: Item) -> bytes:
    """The coded article or failure of one page as JSON: what a worker does."""
    outcome = read_item(item)
    return code_read(actors, ontology, outcome[1:]) if outcome[:1] == b"A" else outcome


def code_read(actors: str | None, ontology: str | None, read_article: bytes) -> bytes:
    """The coded article of one that was read, both as JSON: what a worker does."""
    article = msgspec.json.decode(read_article, type=Article)
    try:
        coded = Coded(article, code(article, actors=actors, ontology=ontology), "all")
    except AnalysisError as error:
        coded = Coded(article, None, f"{type(error).__name__}: {error.reason}")
    return b"A" + msgspec.json.encode(coded)


def _day_of(moment: Moment | None) -> date | None:
    """The day of a moment; ``None`` where only the month or year is known."""
    known = moment is not None and moment.precision not in ("year", "month")
    return date.fromisoformat(moment.value[:_DAY]) if moment and known else None


def _warm_coder() -> None:
    """Load what coding needs, in a new worker."""
    warm_up()
    events(_WARM_UP)


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


def _decode(outcome: bytes, kind: "type[_Outcome]") -> "_Outcome":
    """What a worker wrote, without its mark."""
    return msgspec.json.decode(outcome[1:], type=kind)


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
