"""From an act that was told to the event that is recorded: every field with its words, or the rule that made it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.event.attribution import quote_kind
from dateline.event.counts import find_counts
from dateline.event.cues import Cue
from dateline.event.dates import date_event
from dateline.event.dates.between import Act, Between
from dateline.event.merge import Told
from dateline.event.modes import find_contexts
from dateline.event.participants import find_participants, phrase_of
from dateline.event.rule_coder import RuleCoder, Typed
from dateline.event.sources import OWN_WORD, kind_of_source
from dateline.event_types import NOT, Attribution, Event, EventDate, Participant, Reason, Relation
from dateline.types import Span

# Words from the first to the last of a trigger; scorers count spans of up to 80 characters.
_WIDEST_TRIGGER = 6


class EventBuilder:
    """Builds the events of one article; the attributions that they rest on gather in `attributions`."""

    def __init__(self, coder: RuleCoder) -> None:
        self._coder, self._setting = coder, coder.setting
        self.attributions: list[Attribution] = [self._attribution(i) for i in range(len(coder.setting.attributed))]

    def build(self, told: Sequence[Told]) -> list[Event]:
        """The events, linked, in the order given."""
        typed = [self._coder.judge(one) for one in told]
        dates = self._dates(told, typed)
        events = [self._event(act, one, when) for act, one, when in zip(told, typed, dates, strict=True)]
        relations: list[list[Relation]] = [[] for _ in events]
        for link in self._coder.links(told, typed):
            cue = None if link.cue is None else self._setting.trees.tokens[link.cue].span
            relation = Relation(link.type, events[link.target].id, cue, link.via, link.confidence)
            relations[link.source].append(relation)
        return [replace(event, relations=tuple(found)) for event, found in zip(events, relations, strict=True)]

    def _dates(self, told: Sequence[Told], typed: Sequence[Typed]) -> list[EventDate]:
        """When each happened, by its own time or by its distance from another that has one."""
        setting = self._setting
        acts = [
            Act(
                frozenset(token for cue in act.cues for token in cue.tokens),
                one.certainty.status,
                self._own_date(act, one),
            )
            for act, one in zip(told, typed, strict=True)
        ]
        between = Between(setting.analysis, setting.trees, setting.times, days=setting.days, headline=setting.headline)
        return between.find_dates(acts)

    def _own_date(self, told: Told, typed: Typed) -> EventDate:
        setting = self._setting
        return date_event(
            setting.analysis,
            setting.trees,
            chosen=self._coder.time(told),
            trigger=told.trigger,
            status=typed.certainty.status,
            published=setting.days.at(setting.trees.tokens[told.trigger].span.start),
            times=setting.times,
        )

    def _event(self, told: Told, typed: Typed, when: EventDate) -> Event:
        setting, certainty = self._setting, typed.certainty
        actors, recipients = self._sides(told, when)
        modes = self._coder.modes(told, typed.type, actors, recipients)
        trigger = self._span(told.cues[told.main])
        sentence = setting.trees.tokens[told.trigger].sentence
        return Event(
            id=_event_id(setting.article_id, trigger, typed.type),
            type=typed.type,
            modes=tuple(modes),
            contexts=tuple(find_contexts(setting.analysis, [sentence], setting.ontology)),
            underlying=typed.underlying,
            trigger=trigger,
            mentions=tuple(self._span(other) for i, other in enumerate(told.cues) if i != told.main),
            actors=actors,
            recipients=recipients,
            reciprocal=len(actors) > 1 and not recipients,
            date=when,
            place=self._coder.place(told),
            attributions=tuple(self._sources(told, actors)),
            hedges=tuple(setting.trees.tokens[i].span for i in certainty.hedges),
            status=certainty.status,
            factuality=certainty.factuality,
            polarity="neg" if certainty.status in NOT else "pos",
            phase=certainty.phase,
            condition=setting.span_of(certainty.condition) if certainty.condition else None,
            counts=find_counts(setting.trees, told.trigger, typed.type),
            relations=(),
            confidence=round(told.confidence, 2),
            reasons=(
                *typed.reasons,
                Reason("actors", told.roles[told.main].via, told.roles[told.main].confidence),
                *(Reason("modes", via, 0.6) for via in modes.values()),
            ),
        )

    def _sides(self, told: Told, when: EventDate) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Those of the main mention; a side that it leaves open is filled from the other mentions."""
        on = date.fromisoformat(when.start) if when.start and when.start == when.end else None
        actors = told.actors
        recipients = tuple(side for side in told.recipients if side not in actors)
        found = self._participants((*actors, *recipients), on)
        return tuple(found[: len(actors)]), tuple(found[len(actors) :])

    def _participants(self, heads: Sequence[int], on: date | None) -> list[Participant]:
        setting = self._setting
        return find_participants(
            setting.analysis, heads, on=on, published=setting.published, actors=setting.actors,
            background=setting.background,
        )  # fmt: skip

    def _sources(self, told: Told, actors: Sequence[Participant]) -> list[str]:
        """The id of the attribution that the act rests on; of its actor's own word a new one."""
        number = self._coder.source(told)
        if number is None or (number == OWN_WORD and not actors):
            return []
        return [self._own_word(told, actors[0]) if number == OWN_WORD else f"a{number}"]

    def _own_word(self, told: Told, speaker: Participant) -> str:
        number = len(self.attributions)
        cue = self._setting.trees.tokens[told.trigger].span
        own = Attribution(
            f"a{number}", "self", speaker.span, cue, None, "indirect", speaker.name, speaker.code, speaker.sector
        )
        self.attributions.append(own)
        return own.id

    def _attribution(self, number: int) -> Attribution:
        setting = self._setting
        one = setting.attributed[number]
        cue, content = setting.span_of(one.cue), setting.span_of(one.content) if one.content else None
        quote = quote_kind(setting.analysis, content)
        if one.source is None:
            return Attribution(f"a{number}", "anonymous", None, cue, content, quote, None, None, None)
        found = self._participants([one.source], setting.published)[0]
        kind = kind_of_source(setting.trees, one.source, found)
        source = phrase_of(setting.analysis, one.source)
        return Attribution(f"a{number}", kind, source, cue, content, quote, found.name, found.code, found.sector)

    def _span(self, cue: Cue) -> Span:
        """The words of the cue, where they stand close together; else the one that carries the act."""
        first, last = cue.tokens[0], cue.tokens[-1]
        if last - first > _WIDEST_TRIGGER:
            first = last = cue.token
        return self._setting.span_of((first, last + 1))


def _event_id(article_id: str, trigger: Span, event_type: str) -> str:
    return hashlib.sha256(f"{article_id} {trigger.start} {trigger.end} {event_type}".encode()).hexdigest()[:12]
