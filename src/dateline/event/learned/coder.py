"""The coder that has learned: what the heads on the word vectors, the tables and the rules say together.

A type of the user's own, which nothing was learned of, is coded by its cues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar, get_args

from dateline.event.cues import Cue, find_cues, matching_patterns
from dateline.event.learned.factuality import score_factuality, settle_factuality
from dateline.event.learned.links import RELATIONS
from dateline.event.learned.questions import Features, Questions, ask
from dateline.event.merge import Told, main_of
from dateline.event.relations import Link
from dateline.event.roles import Roles
from dateline.event.rule_coder import RuleCoder, Typed
from dateline.event.setting import Setting
from dateline.event_types import Participant, Place, Reason, RelationType, Status
from dateline.ml.choices import load_labelling, load_ranking
from dateline.ml.event_heads import Floats, load_heads
from dateline.types import Time

# Swept on training articles by heads and tables that have not seen them. Typed triggers, F1 of two folds: 0.25 45.5 and
# 44.0, 0.3 45.8 and 44.3, 0.35 45.6 and 44.1, 0.5 43.1 and 42; on texts alone the larger one says less that is wrong.
TRIGGER_CHANCE = 0.35
# F1 of actors and of recipients, three folds: 0.25 67.1 and 56.6, 0.3 67.7 and 57.2, 0.35 68.3 and 56.4.
PARTY_CHANCE = 0.3
# F1: 0.15 29.6, 0.2 30.1, 0.25 30.5, 0.3 28.7.
RELATION_CHANCE = 0.2
MODE_CHANCE = 0.5
# What a chance counts for beside that of the others, since the two mistakes do not cost the same. "Happened": right of
# all, and of what did not plainly happen, at 1 81.8 and 49.5, at 0.6 81.2 and 55.0, at 0.4 79.6 and 58.0. Nothing: F1
# of times at 1 78.5, at 0.7 79.4, of places 58.0 and 58.8, of sources 76.7 both.
NOT_HAPPENED, NO_TIME, NO_PLACE, NO_SOURCE = 0.6, 0.7, 0.7, 0.7
# An act of its own, against the chances of all mentions of one that was told: event F1 in five folds at 1 49.3, at 1.5
# 49.9, at 2 49.5, at 3 49.3.
NEW_ACT = 1.5
_WEIGHED = "weighed: trees, rules, vectors"
_STATUSES: Mapping[str, Status] = {status: status for status in get_args(Status)}
_RELATIONS: Mapping[str, RelationType] = {relation: relation for relation in get_args(RelationType)}
Option = TypeVar("Option")


class LearnedCoder(RuleCoder):
    """Of one article."""

    name: ClassVar[str] = "dateline 1"

    def __init__(self, setting: Setting, vectors: Floats) -> None:
        self._heads = load_heads()
        self._ask: Questions = ask(setting, vectors, self._heads)
        super().__init__(self._ask.setting)

    def acts(self) -> list[Told]:
        """The happenings that the article tells of: each mention joins the act of an earlier one, or is a new one."""
        cues = self._cues()
        roles = [self._roles(cue) for cue in cues]
        groups: list[list[int]] = []
        for j, options in enumerate(self._ask.same([(cue.token, cue.type) for cue in cues])):
            none, *chances = load_ranking("same").chances(options)
            chance_of = dict(zip(range(j - len(options), j), chances, strict=True))
            joined = [sum(chance_of.get(i, 0.0) for i in group) for group in groups]
            best = max(range(len(groups)), key=joined.__getitem__, default=None)
            if best is None or joined[best] < none * NEW_ACT:
                groups.append([j])
            else:
                groups[best].append(j)
        return [self._told([cues[i] for i in group], [roles[i] for i in group]) for group in groups]

    def _told(self, cues: Sequence[Cue], roles: Sequence[Roles]) -> Told:
        return Told(tuple(cues), main_of(self.trees, cues, self.setting.headline), tuple(roles))

    def _cues(self) -> list[Cue]:
        """The words that tell of an act, and the cues of types that nothing was learned of."""
        known, signals = self._heads.labels.trigger, self._ask.signals
        ruled = find_cues(self.setting.analysis, self.trees, self.setting.ontology)
        found = {cue.token: cue for cue in ruled if cue.type not in known}
        for token in signals.likely_triggers(TRIGGER_CHANCE):
            chances = [(chance, label) for label, chance in signals.types(token).items()]
            ranked = sorted(((c, label) for c, label in chances if label in self.setting.ontology.types), reverse=True)
            if ranked and token not in found:
                second = (ranked[1][1], _rounded(ranked[1][0])) if len(ranked) > 1 else None
                found[token] = self._cue(token, ranked[0][1], _rounded(ranked[0][0]), second)
        return [found[token] for token in sorted(found)]

    def _cue(self, token: int, event_type: str, chance: float, second: tuple[str, float] | None) -> Cue:
        """The word, with those of a cue of its type, or the particle of its verb."""
        patterns = matching_patterns(self.trees, token, self.setting.ontology)
        fitting = next(((pattern, words) for pattern, words in patterns if pattern.type == event_type), None)
        if fitting:
            pattern, words = fitting
            modes = (pattern.mode,) if pattern.mode else ()
            tokens, via = tuple(sorted({token, *words})), f"vectors; {pattern.via}"
            return Cue(token, tokens, event_type, modes, via, chance, second)
        parts = (c for c in self.trees.children.get(token, ()) if self.trees.tokens[c].deprel == "compound:prt")
        return Cue(token, tuple(sorted({token, *parts})), event_type, (), "vectors", chance, second)

    def _roles(self, cue: Cue) -> Roles:
        table = load_labelling("parties")
        sides: dict[str, list[int]] = {"actor": [], "recipient": []}
        least = 1.0
        for head, features in self._ask.parties(cue.token, cue.type).items():
            chances = dict(zip(table.labels, table.chances(features), strict=True))
            role = max(sides, key=chances.__getitem__)
            if chances[role] >= PARTY_CHANCE:
                sides[role].append(head)
                least = min(least, chances[role])
        return Roles(tuple(sides["actor"]), tuple(sides["recipient"]), _WEIGHED, _rounded(least))

    def judge(self, told: Told) -> Typed:
        """Type and status of an act; what was learned is the type that rules of the ontology lead to."""
        if told.type not in self._heads.labels.trigger:
            return super().judge(told)
        ruled, features = self._ask.status(told.trigger, told.type)
        chosen = load_labelling("status").choose(features, {"happened": NOT_HAPPENED})
        status = _STATUSES[chosen.label]
        via = ruled.via if status == ruled.status else f"weighed: {chosen.reason}"
        (score,) = score_factuality(self.trees, self._ask.signals.vectors, [told.trigger])
        certainty = replace(ruled, status=status, factuality=settle_factuality(score, status), via=via)
        cue = told.cues[told.main]
        reasons = (
            Reason("type", cue.via, cue.confidence, cue.second),
            Reason("status", via, _rounded(chosen.chance), (chosen.second, _rounded(chosen.second_chance))),
        )
        return Typed(told.type, None, certainty, reasons)

    def time(self, told: Told) -> Time | None:
        """The time expression that dates an act, at its main mention or else at another."""
        found = (_choose("times", self._ask.times(token, told.type), NO_TIME) for token in told.tokens)
        return next((time for time in found if time), None)

    def place(self, told: Told) -> Place | None:
        """Where an act happened: a place with a name, or the words for one."""
        for token in told.tokens:
            options = [(place, features) for _, place, features in self._ask.places(token, told.type)]
            if place := _choose("places", options, NO_PLACE):
                return place
        return None

    def modes(
        self, told: Told, event_type: str, actors: Sequence[Participant], recipients: Sequence[Participant]
    ) -> Mapping[str, str]:
        """Those of the rules; where they give none, those of the heads that the type has."""
        if ruled := super().modes(told, event_type, actors, recipients):
            return ruled
        learned = zip(self._heads.labels.mode, self._ask.signals.facts(told.trigger).modes[0].tolist(), strict=True)
        own = {mode.name for mode in self.setting.ontology.types[event_type].modes}
        return {mode: f"vectors, {chance:.2f}" for mode, chance in learned if chance >= MODE_CHANCE and mode in own}

    def source(self, told: Told) -> int | None:
        """On whose word: the number of an attribution, or that of the actor itself."""
        actor = told.actors[0] if told.actors else None
        return _choose("sources", self._ask.sources(told.trigger, told.type, actor), NO_SOURCE)

    def links(self, told: Sequence[Told], typed: Sequence[Typed]) -> list[Link]:  # noqa: ARG002 - for the rules
        """What acts are to each other: of two, at most one is something to the other."""
        table = load_labelling("relations")
        found: dict[tuple[int, int], Link] = {}
        asked = self._ask.relations([[(cue.token, cue.type) for cue in one.cues] for one in told])
        for (i, j), (rule, features) in asked.items():
            chances = table.chances(features)
            best = max(range(1, len(RELATIONS)), key=chances.__getitem__)
            label, chance = _RELATIONS[RELATIONS[best]], chances[best]
            back = found.get((j, i))
            if chance >= RELATION_CHANCE and (back is None or back.confidence < chance):
                found.pop((j, i), None)
                by_rule = rule is not None and rule.type == label
                cue, via = (rule.cue, rule.via) if rule and by_rule else (None, _WEIGHED)
                found[i, j] = Link(i, label, j, cue, via, _rounded(chance))
        return [found[pair] for pair in sorted(found)]


def _rounded(chance: float) -> float:
    """To hundredths: further digits say nothing, and differ between processors."""
    return round(chance, 2)


def _choose(table: str, options: Sequence[tuple[Option, Features]], least: float) -> Option | None:
    """The likeliest of the options; ``None`` where none is likelier still, its chance counted ``least`` times."""
    none, *chances = load_ranking(table).chances([features for _, features in options])
    best = max(range(len(options)), key=chances.__getitem__, default=None)
    return None if best is None or chances[best] < none * least else options[best][0]
