"""The events of an article written out as records, each value with the words that it rests on."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypeVar

from .event_types import (
    Annotations,
    Attribution,
    Count,
    Event,
    EventDate,
    Participant,
    Place,
    Record,
    RecordAttribution,
    RecordCount,
    RecordDate,
    RecordParticipant,
    RecordPlace,
    RecordRelation,
    RecordSource,
    Words,
)
from .types import Article, Span

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_HEADLINE = 0


def make_records(article: Article, annotations: Annotations) -> list[Record]:
    """The records of the article's events, in the order of the annotations.

    What its span does not support is not written: words that the text does not have, a relation to an event that is not
    written, an event without its trigger.
    """
    finder = _Finder(article.text, _headline_end(article), [sentence.span for sentence in annotations.sentences])
    attributions = {attribution.id: attribution for attribution in annotations.attributions}
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    written = {event.id for event in annotations.events if finder.find(event.trigger)}
    return [
        _make_record(
            article, annotations, event, finder=finder, attributions=attributions, written=written, digest=digest
        )
        for event in annotations.events
        if event.id in written
    ]


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds words in the text by their span."""

    text: str
    headline_end: int
    sentences: list[Span]

    def find(self, span: Span | None) -> Words | None:
        """The words at the span; ``None`` where there are none, or the text does not reach so far."""
        if span is None or not 0 <= span.start < span.end <= len(self.text):
            return None
        words = self.text[span.start : span.end]
        return Words(words, self._number(span), (span.start, span.end)) if words.strip() else None

    def need(self, span: Span) -> Words:
        """As `find`, for a span that was found before."""
        words = self.find(span)
        assert words is not None
        return words

    def sentence_at(self, span: Span) -> Words:
        """The sentence that holds the start of the span, or the words themselves where none does."""
        before = bisect_right(self.sentences, span.start, key=_start)
        sentence = self.sentences[before - 1] if before else span
        return (self.find(sentence) if span.start < sentence.end else None) or self.need(span)

    def _number(self, span: Span) -> int:
        if span.start < self.headline_end:
            return _HEADLINE
        in_headline = bisect_left(self.sentences, self.headline_end, key=_start)
        return max(bisect_right(self.sentences, span.start, key=_start) - in_headline, _HEADLINE + 1)


def _start(span: Span) -> int:
    return span.start


def _headline_end(article: Article) -> int:
    return next((block.span.end for block in article.blocks if block.kind == "headline"), 0)


def _make_record(
    article: Article,
    annotations: Annotations,
    event: Event,
    *,
    finder: _Finder,
    attributions: dict[str, Attribution],
    written: set[str],
    digest: str,
) -> Record:
    find = finder.find
    chain = [attributions[name] for name in event.attributions if name in attributions]
    return Record(
        id=event.id,
        article_id=article.id,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        underlying=event.underlying,
        trigger=finder.need(event.trigger),
        mentions=_each(event.mentions, find),
        sentence=finder.sentence_at(event.trigger),
        actors=_each(event.actors, lambda side: _participant(side, finder)),
        recipients=_each(event.recipients, lambda side: _participant(side, finder)),
        reciprocal=event.reciprocal,
        date=_date(event.date, finder, published=article.published is not None),
        place=_place(event.place, finder),
        attributions=tuple([_attribution(attribution, finder) for attribution in chain]),
        hedges=_each(event.hedges, find),
        status=event.status,
        factuality=event.factuality,
        polarity=event.polarity,
        phase=event.phase,
        condition=find(event.condition),
        counts=_each(event.counts, lambda count: _count(count, finder)),
        relations=tuple([
            RecordRelation(r.type, r.target, find(r.cue), r.via, r.confidence)
            for r in event.relations
            if r.target in written
        ]),
        confidence=event.confidence,
        reasons=event.reasons,
        origin=article.origin,
        url=article.url,
        headline=article.headline,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        page_sha256=article.page_sha256,
        text_sha256=digest,
        ontology=annotations.ontology,
        coder=annotations.coder,
    )  # fmt: skip


def _each(given: Iterable[_Given], make: Callable[[_Given], _Made | None]) -> tuple[_Made, ...]:
    """What was made of each, without those of which nothing was."""
    made = [make(one) for one in given]
    return tuple([one for one in made if one is not None])


def _participant(side: Participant, finder: _Finder) -> RecordParticipant | None:
    words = finder.find(side.span)
    if words is None:
        return None
    return RecordParticipant(
        words.text, words.sentence, words.span, kind=side.kind, name=side.name, code=side.code, sector=side.sector,
        other_sectors=side.other_sectors, via=side.via, confidence=side.confidence,
    )  # fmt: skip


def _date(date: EventDate, finder: _Finder, *, published: bool) -> RecordDate:
    """The date with its words; without a date where neither words nor a day that it was reckoned from bear it."""
    words = finder.find(date.basis)
    is_borne = words is not None if date.basis else published or date.anchor is not None
    if not is_borne or not (date.value or date.start or date.end):
        return RecordDate(None, None, None, "unknown", words, None, date.via)
    basis: Words | Literal["published"] = words or "published"
    return RecordDate(date.value, date.start, date.end, date.precision, basis, date.anchor, date.via)


def _place(place: Place | None, finder: _Finder) -> RecordPlace | None:
    words = finder.find(place.span) if place else None
    if place is None or words is None:
        return None
    return RecordPlace(
        words.text, words.sentence, words.span, name=place.name, geonameid=place.geonameid, lat=place.lat,
        lon=place.lon, province=place.province, country_code=place.country_code, feature_code=place.feature_code,
        resolution=place.resolution, via=place.via, confidence=place.confidence,
    )  # fmt: skip


def _attribution(attribution: Attribution, finder: _Finder) -> RecordAttribution:
    cue, content = finder.find(attribution.cue), finder.find(attribution.content)
    return RecordAttribution(attribution.kind, _source(attribution, finder), cue, content, attribution.quote)


def _source(attribution: Attribution, finder: _Finder) -> RecordSource | None:
    words = finder.find(attribution.source)
    if words is None:
        return None
    return RecordSource(
        words.text, words.sentence, words.span,
        name=attribution.name, code=attribution.code, sector=attribution.sector,
    )  # fmt: skip


def _count(count: Count, finder: _Finder) -> RecordCount | None:
    words = finder.find(count.span)
    if words is None:
        return None
    return RecordCount(words.text, words.sentence, words.span, kind=count.kind, value=count.value, bound=count.bound)
