"""The coder that works by rules alone: what it takes for an act, and what it says of one.

It explains itself best, knows a user's own types, and is what the learned coder is measured against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from dateline.event.cues import find_cues
from dateline.event.dates import choose_time
from dateline.event.merge import Told, merge
from dateline.event.modes import find_modes
from dateline.event.places import choose_place
from dateline.event.relations import Link, Linked, find_links
from dateline.event.rewrites import rewrite
from dateline.event.roles import find_roles
from dateline.event.setting import Setting
from dateline.event.sources import OWN_WORD, speaks_itself
from dateline.event.status import Certainty, judge
from dateline.event_types import Participant, Place, Reason
from dateline.types import Time


@dataclass(frozen=True, slots=True)
class Typed:
    """What an act is in the end, and what it was before a rule of the ontology changed that."""

    type: str
    underlying: str | None
    certainty: Certainty
    reasons: tuple[Reason, ...]


class RuleCoder:
    """Of one article."""

    name: ClassVar[str] = "dateline rules 1"

    def __init__(self, setting: Setting) -> None:
        self.setting, self.trees = setting, setting.trees

    def acts(self) -> list[Told]:
        """The happenings that the article tells of, each with its mentions and their sides."""
        setting = self.setting
        cues = find_cues(setting.analysis, self.trees, setting.ontology)
        roles = [find_roles(self.trees, cue.token, cue.type) for cue in cues]
        return merge(self.trees, cues, roles, setting.entities, setting.headline)

    def judge(self, told: Told) -> Typed:
        """Type and status of an act."""
        trigger = told.trigger
        certainty = judge(self.trees, trigger, told.type)
        spoken = speaks_itself(self.trees, trigger, told.type)
        changed = rewrite(told.type, certainty.status, "pos", self_speech=spoken, ontology=self.setting.ontology)
        cue = told.cues[told.main]
        if not changed:
            reasons = (Reason("type", cue.via, cue.confidence), Reason("status", certainty.via, 0.8))
            return Typed(told.type, None, certainty, reasons)
        event_type, underlying, rule = changed
        certainty = judge(self.trees, trigger, event_type)
        reasons = (Reason("type", f"{cue.via}; {rule}", cue.confidence), Reason("status", certainty.via, 0.8))
        return Typed(event_type, underlying, certainty, reasons)

    def time(self, told: Told) -> Time | None:
        """The time expression that dates an act, at its main mention or else at another."""
        setting = self.setting
        found = (choose_time(setting.analysis, setting.times, token) for token in told.tokens)
        return next((time for time in found if time), None)

    def place(self, told: Told) -> Place | None:
        """Where an act happened."""
        return choose_place(self.setting.analysis, self.setting.places, told.trigger)

    def modes(
        self, told: Told, event_type: str, actors: Sequence[Participant], recipients: Sequence[Participant]
    ) -> Mapping[str, str]:
        """Modes of an act, with the rule that gave each; an act that a rule made another one has none."""
        if event_type != told.type:
            return {}
        own = dict.fromkeys(told.cues[told.main].modes, told.cues[told.main].via)
        found = find_modes(
            self.setting.analysis, told.trigger, event_type, self.setting.ontology, trees=self.trees,
            actor_sectors=_sectors(actors), recipient_sectors=_sectors(recipients),
        )  # fmt: skip
        return own | {mode: via for mode, via in found if mode not in own}

    def source(self, told: Told) -> int | None:
        """On whose word: the number of the attribution whose content tells of the act, or `OWN_WORD`."""
        attributed = self.setting.attributed
        around = [
            number
            for number, one in enumerate(attributed)
            if one.content and one.content[0] <= told.trigger < one.content[1] and one.cue_head != told.trigger
        ]
        if around:
            return min(around, key=lambda number: _size(attributed[number].content))
        return OWN_WORD if speaks_itself(self.trees, told.trigger, told.type) else None

    def links(self, told: Sequence[Told], typed: Sequence[Typed]) -> list[Link]:
        """What acts are to each other."""
        pairs = zip(told, typed, strict=True)
        linked = [Linked(one.type, one.certainty.phase, tuple(cue.token for cue in act.cues)) for act, one in pairs]
        return find_links(self.trees, linked)


def _sectors(sides: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(side.sector for side in sides if side.sector)


def _size(content: tuple[int, int] | None) -> int:
    return content[1] - content[0] if content else 0
