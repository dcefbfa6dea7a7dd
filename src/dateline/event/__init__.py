"""Stage: the analysis of an article to the events it reports, each field with the words or the rule it rests on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.event.attribution import Attributed, find_attributed, quote_kind
from dateline.event.counts import find_counts
from dateline.event.cue_tree import Trees, make_trees
from dateline.event.cues import Cue, find_cues
from dateline.event.dates import choose_time, date_event
from dateline.event.merge import Told, merge
from dateline.event.modes import find_contexts, find_modes
from dateline.event.participants import ActorList, find_participants, phrase_of, read_background, unmatched
from dateline.event.places import choose_place, find_places
from dateline.event.relations import Linked, find_links
from dateline.event.rewrites import rewrite
from dateline.event.roles import find_roles
from dateline.event.sources import kind_of_source, speaks_itself
from dateline.event.status import Certainty, judge
from dateline.event.times import find_times
from dateline.event_types import Annotations, Attribution, Event, EventDate, Participant, Place, Reason, Relation
from dateline.ontology import Ontology
from dateline.types import Analysis, Span, Time

CODER = "dateline rules 1"
MOST_OCCUR = 5
"""Happenings outside PLOVER kept of one article, the surest; as the annotation guide has it."""


def annotate(
    article_id: str,
    analysis: Analysis,
    *,
    headline: int,
    published: date | None,
    ontology: Ontology,
    actors: ActorList | None = None,
) -> Annotations:
    """The events of an article.

    Args:
        article_id: goes into the ids of events.
        analysis: of the article's whole text.
        headline: characters at the head of the text that are its headline.
        published: the day of publication, which dates are reckoned from; without it they stay unknown.
        ontology: the types and their cues.
        actors: the user's own list of actors.
    """
    coder = _Coder(article_id, analysis, headline, published, ontology, actors)
    events = coder.events()
    attributions, times, places = tuple(coder.attributions), tuple(coder.times), tuple(coder.places)
    people = [side for event in events for side in (*event.actors, *event.recipients)]
    return Annotations(
        article_id, analysis.sentences, times, places, attributions, tuple(events), CODER, ontology.label,
        tuple(unmatched(people, actors)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sides:
    """Actors and recipients of one event, and by which rule."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    via: str


class _Coder:
    """One article: what all its events share."""

    def __init__(
        self, article_id: str, analysis: Analysis, headline: int, published: date | None, ontology: Ontology,
        actors: ActorList | None,
    ) -> None:  # fmt: skip
        self.article_id, self.analysis, self.published = article_id, analysis, published
        self.ontology, self.actors = ontology, actors
        self.trees: Trees = make_trees(analysis)
        self.headline = sum(token.span.end <= headline for token in analysis.tokens)
        self.times: list[Time] = find_times(analysis.text, published)
        self.places: list[Place] = find_places(analysis)
        self.background = read_background(analysis)
        self.attributed: list[Attributed] = find_attributed(analysis, self.trees)
        self.attributions: list[Attribution] = [self._attribution(i) for i in range(len(self.attributed))]

    def events(self) -> list[Event]:
        """All events, linked, in the order of their triggers."""
        cues = find_cues(self.analysis, self.ontology)
        roles = [find_roles(self.trees, cue.token, cue.type) for cue in cues]
        entities = {mention.head: mention.entity_id for mention in self.analysis.mentions}
        told = merge(self.trees, cues, roles, entities, self.headline)
        told = sorted(_without_small(told), key=lambda one: one.trigger)
        events = [self._event(one) for one in told]
        return self._linked(told, events)

    def _event(self, told: Told) -> Event:
        cue = told.cues[told.main]
        certainty = judge(self.trees, told.trigger, told.type)
        spoken = speaks_itself(self.trees, told.trigger, told.type)
        changed = rewrite(told.type, certainty.status, "pos", self_speech=spoken, ontology=self.ontology)
        event_type, underlying, rule = changed or (told.type, None, "")
        if changed:
            certainty = judge(self.trees, told.trigger, event_type)
        when = self._date(told, certainty)
        sides = self._sides(told, when)
        place = choose_place(self.analysis, self.places, told.trigger)
        modes = find_modes(
            self.analysis, told.trigger, event_type, self.ontology, trees=self.trees,
            actor_sectors=_sectors(sides.actors), recipient_sectors=_sectors(sides.recipients),
        )  # fmt: skip
        trigger = self._span(cue)
        confidence = min(1.0, cue.confidence + 0.1 * (len(told.cues) - 1))
        reasons = [
            Reason("type", f"{cue.via}; {rule}" if rule else cue.via, cue.confidence),
            Reason("status", certainty.via, 0.8),
            Reason("actors", sides.via, 0.7),
            *(Reason("modes", via, 0.6) for _, via in modes),
        ]
        return Event(
            id=_event_id(self.article_id, trigger, event_type),
            type=event_type,
            modes=tuple(dict.fromkeys((*cue.modes, *(mode for mode, _ in modes)))) if not changed else (),
            contexts=tuple(find_contexts(self.analysis, [self.trees.tokens[told.trigger].sentence], self.ontology)),
            underlying=underlying,
            trigger=trigger,
            mentions=tuple(self._span(other) for i, other in enumerate(told.cues) if i != told.main),
            actors=sides.actors,
            recipients=sides.recipients,
            reciprocal=len(sides.actors) > 1 and not sides.recipients,
            date=when,
            place=place,
            attributions=tuple(self._sources(told, sides, spoken=spoken)),
            hedges=tuple(self.trees.tokens[i].span for i in certainty.hedges),
            status=certainty.status,
            factuality=certainty.factuality,
            polarity="neg" if certainty.status in ("denied", "failed") else "pos",
            phase=certainty.phase,
            condition=self._hull(certainty.condition) if certainty.condition else None,
            counts=find_counts(self.trees, told.trigger, event_type),
            relations=(),
            confidence=confidence,
            reasons=tuple(reasons),
        )

    def _date(self, told: Told, certainty: Certainty) -> EventDate:
        """By the time at the main mention, else at another one."""
        tokens = (told.trigger, *(cue.token for i, cue in enumerate(told.cues) if i != told.main))
        chosen = next((time for token in tokens if (time := choose_time(self.analysis, self.times, token))), None)
        return date_event(self.analysis, chosen=chosen, status=certainty.status, published=self.published)

    def _sides(self, told: Told, when: EventDate) -> _Sides:
        """Those of the main mention; a side that it leaves open is filled from the other mentions."""
        on = date.fromisoformat(when.start) if when.start and when.start == when.end else None
        ordered = (told.roles[told.main], *told.roles)
        actors = next((roles.actors for roles in ordered if roles.actors), ())
        recipients = next((roles.recipients for roles in ordered if roles.recipients), ())
        recipients = tuple(side for side in recipients if side not in actors)
        found = find_participants(
            self.analysis,
            (*actors, *recipients),
            on=on,
            published=self.published,
            actors=self.actors,
            background=self.background,
        )
        return _Sides(tuple(found[: len(actors)]), tuple(found[len(actors) :]), ordered[0].via)

    def _sources(self, told: Told, sides: _Sides, *, spoken: bool) -> list[str]:
        """Ids of the attributions that the main mention stands in, the outermost first; its own speech last."""
        found = [
            number
            for number, one in enumerate(self.attributed)
            if one.content and one.content[0] <= told.trigger < one.content[1] and one.cue_head != told.trigger
        ]
        found.sort(key=lambda number: _size(self.attributed[number].content))
        if found:
            return [f"a{number}" for number in found[:1]]
        if spoken and sides.actors:
            return [self._own_word(told, sides.actors[0])]
        return []

    def _own_word(self, told: Told, speaker: Participant) -> str:
        """A new attribution: the actor's own speech."""
        number = len(self.attributions)
        cue = self.trees.tokens[told.trigger].span
        own = Attribution(
            f"a{number}", "self", speaker.span, cue, None, "indirect", speaker.name, speaker.code, speaker.sector
        )
        self.attributions.append(own)
        return own.id

    def _attribution(self, number: int) -> Attribution:
        one = self.attributed[number]
        content = self._hull(one.content) if one.content else None
        quote = quote_kind(self.analysis, content)
        if one.source is None:
            return Attribution(f"a{number}", "anonymous", None, self._hull(one.cue), content, quote, None, None, None)
        found = find_participants(
            self.analysis,
            [one.source],
            on=self.published,
            published=self.published,
            actors=self.actors,
            background=self.background,
        )[0]
        kind = kind_of_source(self.trees, one.source, found)
        source = phrase_of(self.analysis, one.source)
        return Attribution(
            f"a{number}", kind, source, self._hull(one.cue), content, quote, found.name, found.code, found.sector
        )

    def _linked(self, told: Sequence[Told], events: Sequence[Event]) -> list[Event]:
        linked = [
            Linked(event.type, event.phase, tuple(cue.token for cue in one.cues))
            for one, event in zip(told, events, strict=True)
        ]
        relations: dict[int, list[Relation]] = {}
        for link in find_links(self.trees, linked):
            cue = None if link.cue is None else self.trees.tokens[link.cue].span
            relation = Relation(link.type, events[link.target].id, cue, link.via, 0.6)
            relations.setdefault(link.source, []).append(relation)
        return [_with_relations(event, relations.get(i, ())) for i, event in enumerate(events)]

    def _span(self, cue: Cue) -> Span:
        """The words of the cue, where they stand close together; else the one that carries the act."""
        first, last = cue.tokens[0], cue.tokens[-1]
        if last - first > _WIDEST_TRIGGER:
            first = last = cue.token
        return Span(self.trees.tokens[first].span.start, self.trees.tokens[last].span.end)

    def _hull(self, tokens: tuple[int, int]) -> Span:
        return Span(self.trees.tokens[tokens[0]].span.start, self.trees.tokens[tokens[1] - 1].span.end)


# Words from the first to the last of a trigger; scorers count spans of up to 80 characters.
_WIDEST_TRIGGER = 6


def _with_relations(event: Event, relations: Sequence[Relation]) -> Event:
    """The event with these relations."""
    return replace(event, relations=tuple(relations))


def _sectors(sides: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(side.sector for side in sides if side.sector)


def _size(content: tuple[int, int] | None) -> int:
    return content[1] - content[0] if content else 0


def _without_small(told: Sequence[Told]) -> list[Told]:
    """At most `MOST_OCCUR` happenings outside PLOVER, those told most often first."""
    outside = sorted((one for one in told if one.type == "OCCUR"), key=lambda one: (-len(one.cues), one.trigger))
    dropped = {id(one) for one in outside[MOST_OCCUR:]}
    return [one for one in told if id(one) not in dropped]


def _event_id(article_id: str, trigger: Span, event_type: str) -> str:
    return hashlib.sha256(f"{article_id} {trigger.start} {trigger.end} {event_type}".encode()).hexdigest()[:12]
