"""Who acts and at whom it is aimed: mentions near a trigger, by their place in the tree, the rules and the heads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.event.learned.paths import FAR, find_path
from dateline.event.learned.signals import Signals
from dateline.event.roles import Roles
from dateline.event.trees import Trees
from dateline.types import Analysis, Mention

PARTIES = ("neither", "actor", "recipient")
REACH = 1
"""Sentences on each side of the trigger's whose mentions may be parties: of the training articles' they hold 96 %."""
_SIDES = frozenset({"person", "organization", "place"})
_MANY = 4


@dataclass(frozen=True, slots=True)
class Crowd:
    """The mentions of a text that may be parties of acts."""

    trees: Trees
    mentions: Mapping[int, Mention]
    """By head."""
    by_sentence: Mapping[int, Sequence[int]]
    """Heads, in the order of the text."""
    sizes: Mapping[str, int]
    """Mentions of each entity."""

    def near(self, trigger: int) -> list[int]:
        """Heads of the mentions near a trigger."""
        sentence = self.trees.tokens[trigger].sentence
        near = range(sentence - REACH, sentence + REACH + 1)
        return [head for number in near for head in self.by_sentence.get(number, ()) if head != trigger]


def find_crowd(analysis: Analysis, trees: Trees) -> Crowd:
    """The mentions of people, organizations and places."""
    mentions = {mention.head: mention for mention in analysis.mentions if mention.type in _SIDES}
    by_sentence: dict[int, list[int]] = {}
    for head in sorted(mentions):
        by_sentence.setdefault(trees.tokens[head].sentence, []).append(head)
    return Crowd(trees, mentions, by_sentence, {entity.id: len(entity.mention_ids) for entity in analysis.entities})


def party_features(
    crowd: Crowd, signals: Signals, trigger: int, event_type: str, ruled: Roles
) -> Iterator[tuple[int, list[tuple[str, float]]]]:
    """The head of each mention near a trigger, and what holds of it as a party of the act; ``ruled`` is by rules."""
    heads = crowd.near(trigger)
    for head, odds in zip(heads, signals.roles(trigger, heads), strict=True):
        learned = [(f"learned {role}", odds[role]) for role in ("actor", "recipient", "source", "place")]
        typed = [(f"learned {role} {event_type}", odds[role]) for role in ("actor", "recipient")]
        yield head, learned + typed + [(name, 1.0) for name in _names(crowd, trigger, event_type, head, ruled)]


def _names(crowd: Crowd, trigger: int, event_type: str, head: int, ruled: Roles) -> Iterator[str]:
    trees, mention, word = crowd.trees, crowd.mentions[head], crowd.trees.tokens[trigger]
    rule = "actor" if head in ruled.actors else "recipient" if head in ruled.recipients else "neither"
    side = "after" if head > trigger else "before"
    yield "bias"
    yield f"type {event_type}"
    yield f"rule {rule}"
    yield f"rule {rule} {event_type}"
    yield f"is {mention.type} {mention.kind}"
    yield f"is {mention.type} {event_type}"
    distance = trees.tokens[head].sentence - word.sentence
    path = find_path(trees, trigger, head)
    if path == FAR:
        yield f"sentence {distance}"
        yield f"sentence {distance} {mention.type} {event_type}"
    if distance:
        return
    voice = "passive" if _is_passive(trees, trigger) else "active"
    simple = path.split("[")[0] if " " not in path else path
    yield f"path {path}"
    yield f"path {path} {voice} {word.upos}"
    yield f"path {path} {event_type}"
    yield f"path {path} {mention.type}"
    yield f"path {simple} {event_type} {mention.type}"
    yield f"path {simple} {word.lemma.lower()}"
    yield f"last {path.split(' ')[-1]} {word.upos}"
    yield f"steps {path.count(' ')} {side}"
    yield f"size {min(_MANY, crowd.sizes.get(mention.entity_id, 1))}"
    first, last = sorted((head, trigger))
    between = sum(first < other < last for other in crowd.by_sentence[word.sentence])
    yield f"between {min(between, _MANY)} {side}"
    yield f"inside {trees.tokens[head].deprel}"


def _is_passive(trees: Trees, verb: int) -> bool:
    below = {trees.tokens[child].deprel for child in trees.children.get(verb, ())}
    bare = trees.tokens[verb].deprel == "acl" and "Tense=Past" in trees.tokens[verb].feats
    return bare or bool(below & {"nsubj:pass", "aux:pass"})
