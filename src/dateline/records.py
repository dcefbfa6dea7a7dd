"""The events of an article written out as records, each value with the words that it rests on."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

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

_Found = tuple[str, int, tuple[int, int]]
"""The fields of `Words`, in their order."""
_HEADLINE = 0


def make_records(article: Article, annotations: Annotations) -> list[Record]:
    """The records of the article's events, in the order of the annotations.

    What its span does not support is not written: words that the text does not have, a relation to an event that is not
    written, an event without its trigger.
    """
    finder = _make_finder(article, [sentence.span for sentence in annotations.sentences])
    attributions = {attribution.id: attribution for attribution in annotations.attributions}
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    found = [(event, trigger) for event in annotations.events if (trigger := finder.find(event.trigger))]
    written = {event.id for event, _ in found}
    return [
        _make_record(
            article, annotations, event, trigger,
            finder=finder, attributions=attributions, written=written, digest=digest,
        )
        for event, trigger in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds words in the text by their span."""

    text: str
    headline_end: int
    sentences: list[Span]
    starts: list[int]
    """Of the sentences."""
    in_headline: int
    """How many sentences begin in the headline."""

    def locate(self, span: Span | None) -> _Found | None:
        """What `Words` are made of; ``None`` where there are none at the span, or the text does not reach so far."""
        if span is None:
            return None
        start, end = span.start, span.end
        if not 0 <= start < end <= len(self.text):
            return None
        text = self.text[start:end]
        if text.isspace():
            return None
        if start < self.headline_end:
            return text, _HEADLINE, (start, end)
        before = bisect_right(self.starts, start) - self.in_headline
        return text, before if before > _HEADLINE else _HEADLINE + 1, (start, end)

    def find(self, span: Span | None) -> Words | None:
        """The words at the span."""
        found = self.locate(span)
        return Words(*found) if found else None

    def find_each(self, spans: Sequence[Span]) -> tuple[Words, ...]:
        """The words at the spans, without those where there are none."""
        return tuple([Words(*found) for span in spans if (found := self.locate(span))]) if spans else ()

    def sentence_at(self, trigger: Words) -> Words:
        """The sentence that holds the start of the words, or the words themselves where none does."""
        start = trigger.span[0]
        before = bisect_right(self.starts, start)
        sentence = self.sentences[before - 1] if before else None
        return (self.find(sentence) if sentence and start < sentence.end else None) or trigger


def _make_finder(article: Article, sentences: list[Span]) -> _Finder:
    end = _headline_end(article)
    starts = [span.start for span in sentences]
    return _Finder(article.text, end, sentences, starts, bisect_left(starts, end))


def _headline_end(article: Article) -> int:
    return next((block.span.end for block in article.blocks if block.kind == "headline"), 0)


def _make_record(
    article: Article,
    annotations: Annotations,
    event: Event,
    trigger: Words,
    *,
    finder: _Finder,
    attributions: dict[str, Attribution],
    written: set[str],
    digest: str,
) -> Record:
    find = finder.find
    return Record(
        id=event.id,
        article_id=article.id,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        underlying=event.underlying,
        trigger=trigger,
        mentions=finder.find_each(event.mentions),
        sentence=finder.sentence_at(trigger),
        actors=_sides(event.actors, finder),
        recipients=_sides(event.recipients, finder),
        reciprocal=event.reciprocal,
        date=_date(event.date, finder, published=article.published is not None),
        place=_place(event.place, finder),
        attributions=tuple([
            _attribution(attributions[name], finder) for name in event.attributions if name in attributions
        ]),
        hedges=finder.find_each(event.hedges),
        status=event.status,
        factuality=event.factuality,
        polarity=event.polarity,
        phase=event.phase,
        condition=find(event.condition),
        counts=_counts(event.counts, finder),
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


def _sides(sides: Sequence[Participant], finder: _Finder) -> tuple[RecordParticipant, ...]:
    if not sides:
        return ()
    return tuple([
        RecordParticipant(
            *words, side.kind, side.name, side.code, side.sector, side.other_sectors, side.via, side.confidence
        )
        for side in sides
        if (words := finder.locate(side.span))
    ])  # fmt: skip


def _date(date: EventDate, finder: _Finder, *, published: bool) -> RecordDate:
    """The date with its words; without a date where neither words nor a day that it was reckoned from bear it."""
    words = finder.find(date.basis)
    is_borne = words is not None if date.basis else published or date.anchor is not None
    if not is_borne or not (date.value or date.start or date.end):
        return RecordDate(None, None, None, "unknown", words, None, date.via)
    basis: Words | Literal["published"] = words or "published"
    return RecordDate(date.value, date.start, date.end, date.precision, basis, date.anchor, date.via)


def _place(place: Place | None, finder: _Finder) -> RecordPlace | None:
    words = finder.locate(place.span) if place else None
    if place is None or words is None:
        return None
    return RecordPlace(
        *words, place.name, place.geonameid, place.lat, place.lon, place.province, place.country_code,
        place.feature_code, place.resolution, place.via, place.confidence,
    )  # fmt: skip


def _attribution(attribution: Attribution, finder: _Finder) -> RecordAttribution:
    cue, content = finder.find(attribution.cue), finder.find(attribution.content)
    return RecordAttribution(attribution.kind, _source(attribution, finder), cue, content, attribution.quote)


def _source(attribution: Attribution, finder: _Finder) -> RecordSource | None:
    words = finder.locate(attribution.source)
    return RecordSource(*words, attribution.name, attribution.code, attribution.sector) if words else None


def _counts(counts: Sequence[Count], finder: _Finder) -> tuple[RecordCount, ...]:
    return tuple([
        RecordCount(*words, count.kind, count.value, count.bound)
        for count in counts
        if (words := finder.locate(count.span))
    ])  # fmt: skip
