"""What is asked of an article's acts, and what speaks for each answer.

The same is asked when tables are fitted and when they are used.

A trigger is given as the number of its token, with the type of its act.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.event.cues import find_hints
from dateline.event.dates import choose_time
from dateline.event.learned.attributions import learn_attributed
from dateline.event.learned.certainty import status_features
from dateline.event.learned.links import (
    RELATION_REACH,
    Mentioned,
    closest_mentions,
    relation_features,
    same_features,
)
from dateline.event.learned.parties import find_crowd, party_features
from dateline.event.learned.signals import Signals, read_signals
from dateline.event.learned.ties import (
    PLACE_REACH,
    TIME_REACH,
    find_spots,
    near,
    tie_features,
    tied_places,
    tied_sources,
    tied_times,
    with_rule,
)
from dateline.event.places import choose_place, place_without_name
from dateline.event.relations import Link, Linked, find_links
from dateline.event.roles import find_roles
from dateline.event.setting import Setting
from dateline.event.status import Certainty, judge
from dateline.event_types import Place
from dateline.ml.event_heads import EventHeads, Floats
from dateline.types import Time

SAME_REACH = 60
"""Mentions of acts before one that may be of the same: an article of ten pages has fewer, and books take no longer."""
Features = list[tuple[str, float]]
Act = tuple[int, str]


class Questions:
    """Of one article."""

    def __init__(self, setting: Setting, signals: Signals) -> None:
        self.setting, self.signals = setting, signals
        analysis, trees = setting.analysis, setting.trees
        self._crowd = find_crowd(analysis, trees)
        starts = [setting.token_at(time.span.start) for time in setting.times]
        self._times = tied_times(analysis, starts, setting.times)
        self._spots = find_spots(analysis, setting.places, [setting.head_of(place.span) for place in setting.places])
        self._places = tied_places(analysis, trees, self._spots)

    def parties(self, trigger: int, event_type: str) -> dict[int, Features]:
        """Which mention near the trigger, by its head, is a party of its act?"""
        ruled = find_roles(self.setting.trees, trigger, event_type)
        return dict(party_features(self._crowd, self.signals, trigger, event_type, ruled))

    def status(self, trigger: int, event_type: str) -> tuple[Certainty, Features]:
        """Did it happen? With what the rules say."""
        ruled = judge(self.setting.trees, trigger, event_type)
        return ruled, status_features(self.setting.trees, self.signals, trigger, event_type, ruled)

    def times(self, trigger: int, event_type: str) -> list[tuple[Time, Features]]:
        """Which time dates it?"""
        setting = self.setting
        ruled = choose_time(setting.analysis, setting.times, trigger)
        things = near(setting.trees, trigger, self._times, TIME_REACH)
        things = with_rule(things, None if ruled is None else setting.times.index(ruled))
        features = tie_features(setting.trees, self.signals, trigger, event_type, things, ("time",))
        return [(setting.times[one.number], found) for one, found in zip(things, features, strict=True)]

    def places(self, trigger: int, event_type: str) -> list[tuple[int, Place, Features]]:
        """Where was it? The head of each phrase of a place near the trigger; one without a name has at most a state."""
        setting = self.setting
        ruled = choose_place(setting.analysis, setting.places, trigger)
        at = None if ruled is None else ruled.span.start
        known = (number for number, spot in enumerate(self._spots) if spot.place and spot.place.span.start == at)
        things = with_rule(near(setting.trees, trigger, self._places, PLACE_REACH), next(known, None))
        features = tie_features(setting.trees, self.signals, trigger, event_type, things, ("place",))
        spots = [self._spots[one.number] for one in things]
        places = [spot.place or place_without_name(setting.analysis, setting.places, spot.head) for spot in spots]
        heads = [spot.head for spot in spots]
        return list(zip(heads, places, features, strict=True))

    def sources(self, trigger: int, event_type: str, actor: int | None) -> list[tuple[int, Features]]:
        """On whose word? The number of each attribution near the trigger; `OWN_WORD` for the actor itself."""
        setting = self.setting
        things = tied_sources(setting.analysis, setting.trees, setting.attributed, trigger, event_type, actor)
        features = tie_features(setting.trees, self.signals, trigger, event_type, things, ("source",))
        return [(one.number, found) for one, found in zip(things, features, strict=True)]

    def same(self, acts: Sequence[Act]) -> list[list[Features]]:
        """Of each mention: which of the last `SAME_REACH` before it tells of the same act? In the order of the text."""
        before = [range(max(0, j - SAME_REACH), j) for j in range(len(acts))]
        pairs = [(acts[i][0], acts[j][0]) for j, earlier in enumerate(before) for i in earlier]
        mentioned, links = self._mentioned(acts), self.signals.links(pairs, dict(acts))
        trees, of = self.setting.trees, [mentioned[token] for token, _ in acts]
        return [
            [list(same_features(trees, of[i], of[j], links[of[i].token, of[j].token], j - i - 1)) for i in earlier]
            for j, earlier in enumerate(before)
        ]

    def relations(self, acts: Sequence[Sequence[Act]]) -> dict[tuple[int, int], tuple[Link | None, Features]]:
        """Of two acts near each other, given by mentions: what is the one to the other? With what the rules say."""
        flat = [mention for act in acts for mention in act]
        by_token = self._mentioned(flat)
        mentioned = [tuple(by_token[token] for token, _ in act) for act in acts]
        linked = [Linked(act[0].type, act[0].phase, tuple(one.token for one in act)) for act in mentioned]
        ruled = {(link.source, link.target): link for link in find_links(self.setting.trees, linked)}
        closest = {pair: closest_mentions(mentioned[pair[0]], mentioned[pair[1]]) for pair in self._near(acts)}
        links = self.signals.links([(one.token, other.token) for one, other in closest.values()], dict(flat))
        found = {}
        for pair, (one, other) in closest.items():
            rule = ruled.get(pair)
            learned = links[one.token, other.token]
            given = relation_features(self.setting.trees, one, other, learned, rule.type if rule else None)
            found[pair] = rule, list(given)
        return found

    def _near(self, acts: Sequence[Sequence[Act]]) -> list[tuple[int, int]]:
        """The pairs of acts of which two mentions stand at most `RELATION_REACH` sentences apart."""
        tokens = self.setting.trees.tokens
        by_sentence = defaultdict[int, set[int]](set)
        for number, act in enumerate(acts):
            for token, _ in act:
                by_sentence[tokens[token].sentence].add(number)
        pairs = set[tuple[int, int]]()
        for sentence, ones in by_sentence.items():
            for other in range(sentence - RELATION_REACH, sentence + RELATION_REACH + 1):
                pairs.update((i, j) for i in ones for j in by_sentence.get(other, ()) if i != j)
        return sorted(pairs)

    def _mentioned(self, acts: Sequence[Act]) -> dict[int, Mentioned]:
        setting = self.setting
        return {
            token: Mentioned.find(
                setting.trees, token, event_type, setting.entities, in_headline=token < setting.headline
            )
            for token, event_type in acts
        }


def ask(setting: Setting, vectors: Floats, heads: EventHeads) -> Questions:
    """The questions of an article, from the vectors of its words."""
    hints = find_hints(setting.analysis, setting.trees, setting.ontology)
    signals = read_signals(heads, vectors, setting.analysis, hints, setting.headline)
    attributed = learn_attributed(setting.trees, signals, setting.attributed)
    return Questions(replace(setting, attributed=attributed), signals)
