"""What an article tells of the states and bodies in it: where each is named, and which it is about."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.event.actors.sector import STATELESS
from dateline.event.actors.words import split_words
from dateline.event.gazetteer import Entry, Match, find_entries
from dateline.types import Analysis, Entity, Mention

_ARMED = "REB"
# What may stand before a family name that stands for the full one.
_TITLES = frozenset("mr mrs ms miss dr sir lord lady the".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the text, by character, where a state is named or an armed group."""

    start: int
    code: str
    via: str


@dataclass(frozen=True, slots=True)
class FullName:
    """A person's name of two words or more, with the character where it stands."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Background:
    """The article as a source of what a phrase leaves open; made once for all its events."""

    states: tuple[Named, ...]
    """States, in the order of the text: by name, capital, city, people, or one of their leaders or bodies."""
    groups: tuple[Named, ...]
    """Armed groups, in that order."""
    families: Mapping[str, tuple[FullName, ...]]
    """The people named in full, by the last word of their names."""
    main: Named | None
    """The first naming of the state that is named most often."""
    mentions: Mapping[int, Mention]
    """Mentions by the number of their head."""
    entities: Mapping[str, Entity]
    by_id: Mapping[str, Mention]

    def nearest_state(self, before: int, since: int = 0) -> Named | None:
        """The last state named before a place of the text, not before ``since``."""
        return _last_before(self.states, before, since)

    def full_name(self, phrase: str, at: int) -> str:
        """The phrase, a family name in it made the full name last given before ``at``, else the one first given."""
        words = [word for word in split_words(phrase) if word.is_word and word.key not in _TITLES]
        if len(words) != 1 or not words[0].capital or words[0].text.isupper():
            return phrase
        names = self.families.get(words[0].key, ())
        if not names or names[0].text in phrase:
            return phrase
        before = [name for name in names if name.start < at]
        return phrase.replace(words[0].text, (before[-1] if before else names[0]).text)

    def nearest_group(self, before: int) -> Named | None:
        """The last armed group named before a place of the text."""
        return _last_before(self.groups, before, 0)


def _last_before(named: tuple[Named, ...], before: int, since: int) -> Named | None:
    at = bisect_left(named, before, key=lambda one: one.start)
    return named[at - 1] if at and named[at - 1].start >= since else None


def read_background(analysis: Analysis) -> Background:
    """The background that an article gives to its participants."""
    words = split_words(analysis.text)
    states: list[Named] = []
    groups: list[Named] = []
    for match in find_entries(words):
        entry = _one_state(match)
        if entry and entry.code:
            start = words[match.start].start
            named = Named(start, entry.code, f"{entry.kind} {entry.name}")
            (groups if entry.sector == _ARMED else states).append(named)
    times = Counter(named.code for named in states)
    first = {named.code: named for named in reversed(states)}
    main = first[times.most_common(1)[0][0]] if times else None
    return Background(
        tuple(states),
        tuple(groups),
        _families(analysis),
        main,
        {mention.head: mention for mention in analysis.mentions},
        {entity.id: entity for entity in analysis.entities},
        {mention.id: mention for mention in analysis.mentions},
    )


def _one_state(match: Match) -> Entry | None:
    """The entry of a state, or of an armed group, that the match can only mean."""
    entries = [entry for entry in match.entries if entry.code]
    if len({entry.code for entry in entries}) != 1 or len(entries) < len(match.entries):
        return None
    usable = entries[0].code not in STATELESS or entries[0].sector == _ARMED
    return entries[0] if usable else None


def _families(analysis: Analysis) -> dict[str, tuple[FullName, ...]]:
    families: dict[str, tuple[FullName, ...]] = {}
    for name in analysis.names:
        if name.label != "PER":
            continue
        text = analysis.text[name.span.start : name.span.end]
        words = [word for word in split_words(text) if word.is_word and word.key not in _TITLES]
        if len(words) > 1:
            key = words[-1].key
            families[key] = (*families.get(key, ()), FullName(name.span.start, text))
            if words[-1].tied:
                key = f"{words[-2].key}-{key}"
                families[key] = (*families.get(key, ()), FullName(name.span.start, text))
    return families
