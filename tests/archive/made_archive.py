"""Coded articles made by hand, as a worker gives them, to keep in an archive."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from dateline.archive import Archive, open_archive
from dateline.archive.adding import keep_all
from dateline.archive.connection import open_connection
from dateline.archive.joining import join_pending
from dateline.archive_types import Added
from dateline.event_types import (
    Annotations,
    Coded,
    Event,
    EventDate,
    Participant,
    Place,
)
from dateline.types import Article, Block, Failure, Moment, Name, Quality, Sentence, Span, Time

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACES = {"Tolvarra": ("QUO", 1), "Kell": ("SEV", 2), "Port Ombrey": ("TAR", 3)}


def make_article(name: str, text: str, *, published: str | None = "2026-11-20", **fields: object) -> Article:
    """An article at an address of that name; the text's first line is its headline."""
    headline = text.split("\n", maxsplit=1)[0]
    made = Article(
        id=sha256(name.encode()).hexdigest()[:16], url=f"https://herald.example/{name}", origin=f"{name}.html",
        headline=headline, kicker=None, deck=None, byline=None, authors=(), agency=None, dateline=None,
        published=Moment(published, "day", "meta") if published else None, modified=None, publisher="Herald",
        language="en", section=None, topics=(), page_type="article", text=text,
        blocks=(Block(Span(0, len(headline)), "headline"), Block(Span(len(headline) + 2, len(text)), "paragraph")),
        pictures=(), links=(), quality=Quality("complete"), page_sha256=sha256((name + text).encode()).hexdigest(),
        found_in={},
    )  # fmt: skip
    return replace(made, **fields)


def make_event(article: Article, trigger: str, type_: str = "PROTEST", **given: str) -> Event:
    """An event told at those words; ``by`` and ``to`` are words of the text, ``on`` a day, ``at`` a place of it."""
    text = article.text
    span = find(text, trigger)
    day = given.get("on")
    place = given.get("at")
    return Event(
        id=sha256(f"{article.id}{span}{type_}".encode()).hexdigest()[:12], type=type_, modes=(), contexts=(),
        underlying=None, trigger=span, mentions=(),
        actors=tuple(_side(text, one) for one in [given.get("by")] if one),
        recipients=tuple(_side(text, one) for one in [given.get("to")] if one), reciprocal=False,
        date=EventDate(day, day, day, "exact" if day else "unknown", None, article.published and day, "made"),
        place=_place(text, place) if place else None, attributions=(), hedges=(),
        status=given.get("status", "happened"),
        factuality=3.0, polarity="pos", phase=None, condition=None, counts=(), relations=(), confidence=0.8, reasons=(),
    )  # type: ignore[arg-type]  # fmt: skip


def code(article: Article, *events: Event, coder: str = "made coder") -> Coded:
    """The article with the events, a sentence for each line of its text, its places as names, and Friday as a time."""
    starts = [0]
    for line in article.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = [(start, article.text[start:end].rstrip()) for start, end in pairwise(starts)]
    sentences = tuple([Sentence(Span(start, start + len(line)), 0, 0) for start, line in lines if line])
    names = tuple(Name(find(article.text, place), "LOC", 0, 0) for place in PLACES if place in article.text)
    published = article.published.value if article.published else None
    fridays = [find(article.text, "Friday")] if "Friday" in article.text else []
    times = tuple([Time("t0", span, "DATE", published, published) for span in fridays])
    annotations = Annotations(article.id, sentences, names, times, (), (), events, coder, "made 1", ())
    return Coded(article, annotations, "all")


def find(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def tell(name: str, text: str, trigger: str, *, published: str | None = "2026-11-20", **given: str) -> Coded:
    """A coded article that tells of one event at those words."""
    article = make_article(name, text, published=published)
    return code(article, make_event(article, trigger, **given))


def keep(path: Path, results: Iterable[Coded | Failure], *, at: datetime = AT, joins: bool = True) -> Added:
    """Keep results in the archive at the path and join them, as adding pages does once they are read."""
    with closing(open_connection(path, create=True)) as connection:
        added = keep_all(connection, results, skipped=0, watch=None, now=lambda: at)
        if joins:
            join_pending(connection)
    return added


def archive_of(path: Path, results: Iterable[Coded | Failure], *, at: datetime = AT) -> Archive:
    """The archive at the path, open, with the results in it."""
    keep(path, results, at=at)
    return open_archive(path, create=False)


def _side(text: str, words: str) -> Participant:
    return Participant(find(text, words), "named", None, words, None, "LAB", (), "made", 0.9)


def _place(text: str, name: str) -> Place:
    code_, number = PLACES[name]
    return Place(find(text, name), name, number, 1.0, 2.0, None, code_, "PPL", 4, "made", 0.9)
