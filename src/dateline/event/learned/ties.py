"""When, where and on whose word: what speaks for and against a time, a place or a source as that of an act."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.event.attribution import Attributed
from dateline.event.dates.choose import head_of
from dateline.event.learned.paths import FAR, find_path
from dateline.event.learned.signals import Signals
from dateline.event.places import place_at
from dateline.event.sources import OWN_WORD, speaks_itself
from dateline.event.trees import Trees
from dateline.event_types import Place
from dateline.types import Analysis, Time

# Sentences before and behind the trigger's in which its time, place and source are sought.
TIME_REACH, PLACE_REACH, SOURCE_REACH = (3, 3), (5, 2), (2, 2)
_FURTHEST = 6
_WORDS_A_STEP = 4
_OFTEN = 4


@dataclass(frozen=True, slots=True)
class Tied:
    """Something that an act may be tied to; ``number`` says which of its kind."""

    number: int
    head: int
    """Number of the token."""
    kind: str
    facts: tuple[str, ...] = ()
    """What else holds of it."""


def tied_times(analysis: Analysis, tokens_at: Sequence[int], times: Sequence[Time]) -> list[Tied]:
    """The times that may date an act; ``tokens_at`` has the token at which each begins."""
    found = []
    for number, (time, token) in enumerate(zip(times, tokens_at, strict=True)):
        if time.type == "SET" or not time.value:
            continue
        head = head_of(analysis, time, analysis.sentences[analysis.tokens[token].sentence])
        words = analysis.text[time.span.start : time.span.end].lower()
        found.append(Tied(number, head, time.type, (f"value {len(time.value)}", f"words {words}")))
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that heads the phrase of a place, and the place where it is known."""

    head: int
    place: Place | None


def find_spots(analysis: Analysis, places: Sequence[Place], heads_of_names: Sequence[int]) -> list[Spot]:
    """Names of places, and nouns and pronouns for places; ``heads_of_names`` has the head of each of ``places``."""
    named = dict(zip(heads_of_names, places, strict=True))
    others = {mention.head for mention in analysis.mentions if mention.type == "place"}
    return [Spot(head, named.get(head) or place_at(analysis, places, head)) for head in sorted(named.keys() | others)]


def tied_places(analysis: Analysis, trees: Trees, spots: Sequence[Spot]) -> list[Tied]:
    """The places where an act may have been."""
    kinds = {mention.head: mention.kind for mention in analysis.mentions}
    often = Counter(spot.place.name for spot in spots if spot.place)
    found = []
    for number, (head, place) in enumerate((spot.head, spot.place) for spot in spots):
        kind = f"{kinds.get(head, 'named')} {place.resolution if place else 'unknown'}"
        case = trees.case_of(head)
        times = min(_OFTEN, often[place.name]) if place else 0
        facts = (f"case {case}", f"dep {analysis.tokens[head].deprel}", f"case {case} {kind}", f"often {times}")
        found.append(Tied(number, head, kind, (*facts, f"first {number == 0}")))
    return found


def tied_sources(
    analysis: Analysis, trees: Trees, attributed: Sequence[Attributed], trigger: int, event_type: str, actor: int | None
) -> list[Tied]:
    """The words of speech near a trigger; the act as its actor's own word is `OWN_WORD`."""
    own = analysis.tokens[trigger].sentence
    found = []
    for number, one in enumerate(attributed):
        distance = analysis.tokens[one.cue_head].sentence - own
        if not -SOURCE_REACH[0] <= distance <= SOURCE_REACH[1] or one.source is None:
            continue
        inside = one.content is not None and one.content[0] <= trigger < one.content[1]
        is_cue = one.cue[0] <= trigger < one.cue[1] or one.cue_head == trigger
        facts = (
            f"inside {inside}", f"inside {inside} distance {distance}", f"cue itself {is_cue}",
            f"cue {trees.tokens[one.cue_head].lemma.lower()}", f"actor {one.source == actor}",
            f"actor {one.source == actor} inside {inside}",
        )  # fmt: skip
        found.append(Tied(number, one.cue_head, "inside" if inside else "outside", facts))
    if actor is not None:
        spoken = speaks_itself(trees, trigger, event_type)
        lemma = trees.tokens[trigger].lemma.lower()
        found.append(Tied(OWN_WORD, actor, "self", (f"spoken {spoken}", f"spoken {spoken} self", f"self {lemma}")))
    return found


def near(trees: Trees, trigger: int, things: Sequence[Tied], reach: tuple[int, int]) -> list[Tied]:
    """Those in the sentences around a trigger."""
    own = trees.tokens[trigger].sentence
    return [one for one in things if own - reach[0] <= trees.tokens[one.head].sentence <= own + reach[1]]


def with_rule(things: Sequence[Tied], ruled: int | None) -> list[Tied]:
    """The same, told which of them the rules choose."""
    return [replace(one, facts=(*one.facts, f"rule {one.number == ruled}")) for one in things]


def tie_features(
    trees: Trees, signals: Signals, trigger: int, event_type: str, things: Sequence[Tied], roles: Sequence[str]
) -> list[list[tuple[str, float]]]:
    """What holds of each of the things that may belong to the act at a trigger; ``roles``: those of the heads."""
    odds = signals.roles(trigger, [one.head for one in things])
    voice = dict(signals.voice(trigger)) if "source" in roles else {}
    found = []
    for one, learned in zip(things, odds, strict=True):
        features = [(f"learned {role}", learned[role]) for role in roles]
        features += [(f"learned voice {label} {one.kind}", value) for label, value in voice.items()]
        found.append(features + [(name, 1.0) for name in _names(trees, trigger, event_type, one, things)])
    return found


def _names(trees: Trees, trigger: int, event_type: str, one: Tied, things: Sequence[Tied]) -> Iterator[str]:
    word, sentence = trees.tokens[trigger], trees.tokens[one.head].sentence
    distance = max(-_FURTHEST, min(_FURTHEST, sentence - word.sentence))
    side = "after" if one.head > trigger else "before"
    yield "bias"
    yield f"type {event_type}"
    yield f"kind {one.kind}"
    yield f"kind {one.kind} {event_type}"
    for fact in one.facts:
        yield fact
        yield f"{fact} {event_type}"
    yield f"distance {distance}"
    yield f"distance {distance} {one.kind}"
    beside = [other for other in things if trees.tokens[other.head].sentence == sentence]
    is_nearest = min(beside, key=lambda other: (abs(other.head - trigger), other.head)) is one
    yield f"beside {distance} {min(len(beside), 3)}"
    yield f"nearest {distance} {is_nearest} {side}"
    if distance:
        return
    path = find_path(trees, trigger, one.head)
    steps = FAR if path == FAR else path.count(" ")
    yield f"path {path}"
    yield f"path {path} {event_type}"
    yield f"path {path} {one.kind}"
    yield f"path {path} {word.upos}"
    yield f"steps {steps} {side}"
    yield f"steps {steps} {side} {min(len(beside), 2)} {is_nearest}"
    yield f"last {path.split(' ')[-1]} {one.kind}"
    yield f"words {min(abs(one.head - trigger) // _WORDS_A_STEP, 5)} {side}"
