"""What speaks for and against two mentions of acts telling of one act, or of two that are linked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dateline.event.learned.paths import FAR, find_path
from dateline.event.roles import find_roles
from dateline.event.status import judge
from dateline.event.trees import Trees
from dateline.event_types import Phase, Status

_DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "their", "his", "her", "whose"})
# Distances in sentences that are told apart.
_EXACT, _FARTHER, _FURTHEST = 3, (8,), 9
_NEAR_WORDS = 8


# What one act may be to another, as the tables of weights know it.
RELATIONS = ("none", "response_to", "after", "caused_by", "part_of", "before", "contradicts", "resumes", "ends")
RELATION_REACH = 4
"""Sentences between the closest mentions of two acts from which nothing links them."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention of an act: its trigger, what it is, and the entities of its parties."""

    token: int
    type: str
    phase: Phase | None
    status: Status
    actors: frozenset[str]
    recipients: frozenset[str]
    in_headline: bool

    @classmethod
    def find(
        cls, trees: Trees, token: int, event_type: str, entities: Mapping[int, str], *, in_headline: bool
    ) -> "Mentioned":  # fmt: skip
        """What the rules make of a trigger; ``entities`` has the entity of each mention's head."""
        roles, judged = find_roles(trees, token, event_type), judge(trees, token, event_type)
        actors = frozenset(entities[head] for head in roles.actors if head in entities)
        recipients = frozenset(entities[head] for head in roles.recipients if head in entities)
        return cls(token, event_type, judged.phase, judged.status, actors, recipients, in_headline)


def same_features(
    trees: Trees, earlier: Mentioned, later: Mentioned, learned: Mapping[str, float], between: int
) -> Iterator[tuple[str, float]]:
    """Features of ``later`` telling of the same act as ``earlier``.

    ``learned`` has log odds of links by the heads on the word vectors; ``between`` triggers stand between the two.
    """
    a, b = trees.tokens[earlier.token], trees.tokens[later.token]
    same_lemma = a.lemma.lower() == b.lemma.lower()
    same_type = earlier.type == later.type
    types = earlier.type if same_type else "other"
    distance = _bucket(b.sentence - a.sentence)
    heads = "headline" if earlier.in_headline and not later.in_headline else "body"
    word = f"{a.upos} {b.upos}"
    yield "bias", 1.0
    yield f"{types}", 1.0
    yield f"type {same_type} lemma {same_lemma} {heads}", 1.0
    yield f"type {same_type} lemma {same_lemma} distance {distance}", 1.0
    yield f"type {same_type} {heads} distance {distance}", 1.0
    yield f"{types} lemma {same_lemma} {word}", 1.0
    yield f"between {min(between, 6)} type {same_type}", 1.0
    for name, value in learned.items():
        yield f"learned {name}", value
        yield f"learned {name} type {same_type}", value
    definite = any(trees.forms[c] in _DEFINITE for c in trees.children.get(later.token, ()))
    yield f"definite {definite} {b.upos} type {same_type} distance {distance}", 1.0
    sides = ("actors", earlier.actors, later.actors), ("recipients", earlier.recipients, later.recipients)
    for kind, ones, others in sides:
        agree = "open" if not ones or not others else "shared" if ones & others else "different"
        yield f"{kind} {agree} type {same_type}", 1.0
        yield f"{kind} {agree} type {same_type} lemma {same_lemma}", 1.0
    yield f"status {earlier.status == later.status} type {same_type}", 1.0
    if a.sentence == b.sentence:
        path = find_path(trees, earlier.token, later.token)
        yield f"path {path}", 1.0
        yield f"path {path} type {same_type}", 1.0
    if same_type and not same_lemma:
        yield f"words {min(a.lemma, b.lemma).lower()} {max(a.lemma, b.lemma).lower()}", 1.0


def closest_mentions(ones: Sequence[Mentioned], others: Sequence[Mentioned]) -> tuple[Mentioned, Mentioned]:
    """Of the mentions of two acts the two that stand closest to each other."""
    return min(product(ones, others), key=lambda pair: (abs(pair[0].token - pair[1].token), pair[0].token))


def relation_features(
    trees: Trees, one: Mentioned, other: Mentioned, learned: Mapping[str, float], ruled: str | None
) -> Iterator[tuple[str, float]]:
    """Features of an act being linked to another, by their two mentions that stand closest.

    ``learned`` has log odds of links by the heads on the word vectors, ``ruled`` the relation that the rules find.
    """
    a, b = trees.tokens[one.token], trees.tokens[other.token]
    types = f"{one.type} {other.type}"
    distance = _bucket(b.sentence - a.sentence)
    side = "after" if other.token > one.token else "before"
    yield "bias", 1.0
    yield f"rule {ruled}", 1.0
    yield f"types {types}", 1.0
    yield f"type {one.type}", 1.0
    yield f"to {other.type}", 1.0
    yield f"distance {distance} {side}", 1.0
    yield f"distance {distance} types {types}", 1.0
    yield f"phase {one.phase} {other.phase}", 1.0
    yield f"status {one.status} {other.status}", 1.0
    yield f"lemma {a.lemma.lower()}", 1.0
    yield f"lemma {a.lemma.lower()} distance {abs(b.sentence - a.sentence) > 0}", 1.0
    for name, value in learned.items():
        yield f"learned {name}", value
    for name, mine, theirs in (
        ("actor is actor", one.actors, other.actors), ("actor was recipient", one.actors, other.recipients),
        ("recipient was actor", one.recipients, other.actors),
        ("recipient is recipient", one.recipients, other.recipients),
    ):  # fmt: skip
        yield f"{name} {bool(mine & theirs)}", 1.0
        if mine & theirs:
            yield f"{name} types {types}", 1.0
    if a.sentence != b.sentence:
        yield f"far {a.deprel}", 1.0
        return
    path = find_path(trees, one.token, other.token)
    yield f"path {path}", 1.0
    yield f"path {path} types {types}", 1.0
    yield f"path {path} {a.lemma.lower()}", 1.0
    yield f"steps {FAR if path == FAR else path.count(' ')} {side}", 1.0
    first, last = sorted((one.token, other.token))
    inner = range(first + 1, last) if last - first <= _NEAR_WORDS else ()
    for token in inner:
        if trees.tokens[token].upos in {"ADP", "SCONJ", "CCONJ", "VERB", "ADV"}:
            yield f"between {trees.tokens[token].lemma.lower()} {side}", 1.0
    for token in (one.token, other.token):
        case = trees.case_of(token)
        if case:
            yield f"case {case} {'one' if token == one.token else 'other'} {side}", 1.0


def _bucket(distance: int) -> int:
    """Sentences, the larger distances taken together."""
    steps = next((step for step in (*range(_EXACT + 1), *_FARTHER) if abs(distance) <= step), _FURTHEST)
    return steps if distance >= 0 else -steps
