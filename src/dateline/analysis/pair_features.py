"""What speaks for and against two mentions pointing to one entity, as named features with few values each.

Every feature is learned apart for each form of the later mention (`FORMS`): that a subject came before says one thing
of "it" and another of a name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from .mention_facts import (
    APPOSITION,
    COORDINATED,
    FEMININE,
    FORMS,
    GENDERS,
    HE,
    MASCULINE,
    NAME,
    NEUTER,
    NUMBERS,
    OBJECT,
    OBLIQUE,
    POSSESSOR,
    PRONOUN,
    ROLES,
    SUBJECT,
    THEY,
    TYPES,
    UNKNOWN,
    WORDS,
    A,
    Facts,
    Ints,
)
from .name_match import DIFFERENT, NAME_RELATIONS, NONE, SAME, Relations

# Mention pairs, F1 on GUM dev: 12 gives 65.0, 16 gives 65.3, 20 gives 66.3, 30 gives 67.3 at half as much time again.
LOOK_BACK = 20
"""How many mentions back a mention is compared with all; beyond, only with those of its head word or its name."""
MOST_FARTHER = 4
"""How many mentions still farther back, with the same head word or a related name, it is compared with."""

_PERSONS = ("noun", "1", "2", "3")
_DISTANCES = ("same sentence", "1 sentence", "2 sentences", "3", "4-5", "6-9", "10-19", "20 and more")
_STEPS = ("1 mention", "2 mentions", "3", "4-5", "6-8", "9-13", "14-20", "21 and more")
_TIMES = ("0 times", "once", "twice", "3-5 times", "6 times and more")
_DISTANCE_FROM, _STEPS_FROM, _TIMES_FROM = (0, 1, 2, 3, 4, 6, 10, 20), (1, 2, 3, 4, 6, 9, 14, 21), (0, 1, 2, 3, 6)
_NEAR = 4
_RANKS = ("nearest that agrees", "second", "third", "fourth", "fifth or later", "does not agree")
_NESTED = ("apart", "within", "within a clause of")
_WITHIN = 1
_SYNTAX = ("none", "apposition", "predicate", "coordinated", "next word")
_SAID_TO_BE = 1, 2
_PLACES = ("other sentence", "same clause", "clause above", "clause below", "same sentence")
_QUOTED = ("neither", "same quotation", "same speaker", "other speaker", "only earlier", "only later", "is the speaker")
_HEADS = (
    "other",
    "same",
    "same words",
    "no more words",
    "fewer words",
    "other words",
    "among its words",
    "names with one head",
)
_ROLE_GROUPS = ("subject", "object", "possessor", "other")
_GROUP_OF = np.full(len(ROLES), 3, dtype=np.int32)
_GROUP_OF[[SUBJECT, OBJECT, OBLIQUE, POSSESSOR]] = 0, 1, 1, 2
_PLAIN_GENDER = np.array([UNKNOWN, MASCULINE, FEMININE, NEUTER, MASCULINE, FEMININE], dtype=np.int32)


def _both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple([f"{a}, {b}" for a, b in product(one, other)])


PAIR_VALUES: Mapping[str, Sequence[str]] = {
    "earlier form": FORMS,
    "distance": _DISTANCES,
    "steps": _STEPS,
    "types": _both(TYPES, TYPES),
    "numbers": _both(NUMBERS, NUMBERS),
    "genders": _both(GENDERS, GENDERS),
    "persons": _both(_PERSONS, _PERSONS),
    "roles": _both(ROLES, ROLES),
    "rank": _RANKS,
    "earlier role and distance": _both(ROLES, _DISTANCES[:_NEAR]),
    "nested": _NESTED,
    "syntax": _SYNTAX,
    "place": _both(_both(_PLACES, _ROLE_GROUPS), _ROLE_GROUPS),
    "reflexive": _both(("plain", "reflexive"), _PLACES),
    "quoted": _both(_QUOTED, _PERSONS),
    "word": _both(FORMS, ("other word", "same word")),
    "name": NAME_RELATIONS,
    "head": _HEADS,
    "earlier said": _TIMES,
}
"""Features of a pair and their values, the later mention's before the earlier's."""
NEW_VALUES: Mapping[str, Sequence[str]] = {
    "new": ("",),
    "new type": TYPES,
    "new role": ROLES,
    "new number": NUMBERS,
    "new tail": ("no tail", "tail"),
    "new said": _TIMES,
    "new name said": _TIMES,
    "new start": ("later", "first sentence"),
    "new word": WORDS,
    "new quoted": ("not quoted", "quoted", "speaker known"),
}
"""Features of a mention that would be the first of its entity."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a later and an earlier mention, sorted by the later, nearest first, with the features' values."""

    later: Ints
    earlier: Ints
    values: Mapping[str, Ints]
    name_relations: Ints
    """Each pair's number among `NAME_RELATIONS`."""
    new_values: Mapping[str, Ints]
    """One value for each mention."""


def find_pairs(facts: Facts, relations: Relations) -> Pairs:
    """The pairs that may point to one entity, with their features; ``relations`` are those between the names."""
    said, name_said, farther = _look_far_back(facts, relations)
    later, earlier = _near_and_far(len(facts.form), farther)
    nested, syntax = _nested(facts, later, earlier), _syntax(facts, later, earlier)
    names = _name_relations(facts, relations, later, earlier)
    possible = (nested != _WITHIN) & ~_differ(facts, later, earlier, names, syntax)
    later, earlier, names = later[possible], earlier[possible], names[possible]
    values = _compare(facts, later, earlier) | {
        "nested": nested[possible],
        "syntax": syntax[possible],
        "name": names,
        "head": _head_relations(facts, later, earlier),
        "earlier said": _bucket(said[earlier] + 1, _TIMES_FROM),
    }
    return Pairs(later, earlier, values, names, _new_values(facts, said, name_said))


def _differ(facts: Facts, later: Ints, earlier: Ints, names: Ints, syntax: Ints) -> NDArray[np.bool_]:
    """Whether two mentions cannot be one by rule; no figure on GUM falls by more than 0.1 for these rules.

    Names that have nothing in common differ, and what "a" introduces is not what came before, unless by an apposition
    or a predicate; an adjective has only names for its like; the object of a verb is its subject only as a reflexive
    (principle B of binding).
    """
    form, form_earlier = facts.form[later], facts.form[earlier]
    unrelated = (form == NAME) & (form_earlier == NAME) & ((names == NONE) | (names == DIFFERENT))
    introduced = (form == A) & (form_earlier >= NAME)
    bound = (form >= HE) & (form <= THEY) & (facts.reflexive[later] == 0) & (facts.role[later] == OBJECT)
    bound &= (facts.role[earlier] == SUBJECT) & (facts.parent[later] == facts.parent[earlier])
    adjectival = (facts.adjective[later] + facts.adjective[earlier] > 0) & (names == NONE)
    differ: NDArray[np.bool_] = bound | adjectival | ((unrelated | introduced) & ~np.isin(syntax, _SAID_TO_BE))
    return differ


def _look_far_back(facts: Facts, relations: Relations) -> tuple[Ints, Ints, list[tuple[int, int]]]:
    """How often the head word and the name of each mention came before, and pairs farther apart than `LOOK_BACK`."""
    said_before: dict[int, int] = {}
    named_before: dict[int, int] = {}
    last_said: dict[int, int] = {}
    last_named: dict[int, int] = {}
    related = _related(relations)
    said, name_said, farther = [], [], []
    columns = zip(facts.key.tolist(), facts.name.tolist(), facts.form.tolist(), strict=True)
    for i, (key, name, form) in enumerate(columns):
        said.append(said_before.get(key, 0))
        far = {last_said[key]} if form != PRONOUN and key in last_said else set()
        times = 0
        if name >= 0:
            known = [other for other in (name, *related.get(name, ())) if other in last_named]
            far.update([last_named[other] for other in known])
            times = sum([named_before[other] for other in known])
            last_named[name], named_before[name] = i, named_before.get(name, 0) + 1
        name_said.append(times)
        farther.extend([(i, j) for j in sorted(far, reverse=True)[:MOST_FARTHER] if i - j > LOOK_BACK])
        last_said[key], said_before[key] = i, said[-1] + 1
    return np.array(said, dtype=np.int32), np.array(name_said, dtype=np.int32), farther


def _related(relations: Relations) -> dict[int, list[int]]:
    related: dict[int, list[int]] = {}
    for (later, earlier), relation in relations.items():
        if relation not in {NONE, DIFFERENT}:
            related.setdefault(later, []).append(earlier)
    return related


def _near_and_far(count: int, farther: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    numbers: Ints = np.arange(count, dtype=np.int32)
    near: Ints = np.subtract.outer(numbers, np.arange(1, LOOK_BACK + 1, dtype=np.int32))
    kept = near >= 0
    later: Ints = np.broadcast_to(numbers[:, None], near.shape)[kept]
    earlier: Ints = near[kept]
    if farther:
        later = np.concatenate([later, np.array([i for i, _ in farther], dtype=np.int32)])
        earlier = np.concatenate([earlier, np.array([j for _, j in farther], dtype=np.int32)])
        order = np.argsort(later, kind="stable")
        later, earlier = later[order], earlier[order]
    return later, earlier


def _bucket(numbers: Ints, starts: Sequence[int]) -> Ints:
    """The number of the interval in which each number lies; the intervals begin at ``starts``."""
    table = np.searchsorted(starts, np.arange(starts[-1] + 1), side="right").astype(np.int32) - 1
    return table[np.minimum(numbers, starts[-1])]


def _compare(facts: Facts, later: Ints, earlier: Ints) -> dict[str, Ints]:
    """The values of the features that go by columns alone."""
    form, role, role_later, person = facts.form[earlier], facts.role[earlier], facts.role[later], facts.person[later]
    numbers = facts.number[later], facts.number[earlier]
    genders = facts.gender[later], facts.gender[earlier]
    types = facts.type[later], facts.type[earlier]
    sentences = facts.sentence[later] - facts.sentence[earlier]
    distance, place = _bucket(sentences, _DISTANCE_FROM), _place(facts, later, earlier, sentences)
    agrees = _agree(*numbers) & _agree(_PLAIN_GENDER[genders[0]], _PLAIN_GENDER[genders[1]]) & (types[0] == types[1])
    return {
        "earlier form": form,
        "distance": distance,
        "steps": _bucket(later - earlier, _STEPS_FROM),
        "types": types[0] * len(TYPES) + types[1],
        "numbers": numbers[0] * len(NUMBERS) + numbers[1],
        "genders": genders[0] * len(GENDERS) + genders[1],
        "persons": person * len(_PERSONS) + facts.person[earlier],
        "roles": role_later * len(ROLES) + role,
        "rank": _rank(agrees, later),
        "earlier role and distance": role * _NEAR + np.minimum(distance, _NEAR - 1),
        "place": (place * len(_ROLE_GROUPS) + _GROUP_OF[role_later]) * len(_ROLE_GROUPS) + _GROUP_OF[role],
        "reflexive": facts.reflexive[later] * len(_PLACES) + place,
        "quoted": _quoted(facts, later, earlier) * len(_PERSONS) + person,
        "word": form * 2 + (facts.key[later] == facts.key[earlier]),
    }


def _agree(one: Ints, other: Ints) -> NDArray[np.bool_]:
    agrees: NDArray[np.bool_] = (one == other) | (one == UNKNOWN) | (other == UNKNOWN)
    return agrees


def _rank(agrees: NDArray[np.bool_], later: Ints) -> Ints:
    """How many mentions that agree lie between the two."""
    before: Ints = np.cumsum(agrees, dtype=np.int32) - agrees
    between: Ints = before - before[np.searchsorted(later, later)]
    return np.where(agrees, np.minimum(between, len(_RANKS) - 2), len(_RANKS) - 1).astype(np.int32)


def _nested(facts: Facts, later: Ints, earlier: Ints) -> Ints:
    """Whether the later lies within the earlier, and whether in a clause there: "the man who lost his hat"."""
    first, end, clause = facts.first[earlier], facts.end[earlier], facts.clause[later]
    inside = (facts.first[later] >= first) & (facts.end[later] <= end)
    in_clause = inside & (clause >= first) & (clause < end) & (clause != facts.head[earlier])
    nested: Ints = inside.astype(np.int32) + in_clause
    return nested


def _syntax(facts: Facts, later: Ints, earlier: Ints) -> Ints:
    parent, head, role = facts.parent[later], facts.head[earlier], facts.role[later]
    siblings = (facts.role[earlier] == COORDINATED) & (facts.parent[earlier] == parent)
    conditions = [
        (role == APPOSITION) & (parent == head),
        facts.copula[later] == head,
        (role == COORDINATED) & ((parent == head) | siblings),
        facts.first[later] == facts.end[earlier],
    ]
    return np.select(conditions, [1, 2, 3, 4], 0).astype(np.int32)


def _place(facts: Facts, later: Ints, earlier: Ints, sentences: Ints) -> Ints:
    """Where the earlier mention's clause lies, seen from the later's."""
    conditions = [
        sentences > 0,
        facts.clause[later] == facts.clause[earlier],
        facts.above[later] == facts.clause[earlier],
        facts.clause[later] == facts.above[earlier],
    ]
    return np.select(conditions, [0, 1, 2, 3], 4).astype(np.int32)


def _quoted(facts: Facts, later: Ints, earlier: Ints) -> Ints:
    mine, its, speaker = facts.quote[later], facts.quote[earlier], facts.speaker[later]
    conditions = [
        speaker == facts.head[earlier],
        (mine < 0) & (its < 0),
        mine == its,
        mine < 0,
        its < 0,
        (speaker >= 0) & (speaker == facts.speaker[earlier]),
    ]
    return np.select(conditions, [6, 0, 1, 4, 5, 2], 3).astype(np.int32)


def _name_relations(facts: Facts, relations: Relations, later: Ints, earlier: Ints) -> Ints:
    found = np.zeros(len(later), dtype=np.int32)
    mine, its = facts.name[later], facts.name[earlier]
    both = np.flatnonzero((mine >= 0) & (its >= 0))
    names = zip(mine[both].tolist(), its[both].tolist(), strict=True)
    found[both] = [SAME if a == b else relations.get((a, b), NONE) for a, b in names]
    return found


def _head_relations(facts: Facts, later: Ints, earlier: Ints) -> Ints:
    """For mentions with the same head word, how the words before the head compare; it matters little for names."""
    found = np.zeros(len(later), dtype=np.int32)
    form, form_earlier = facts.form[later], facts.form[earlier]
    same = (facts.key[later] == facts.key[earlier]) & (form > PRONOUN) & (form_earlier > PRONOUN)
    names = (form == NAME) & (form_earlier == NAME)
    found[same & names] = 7
    shown = facts.shown
    places = np.flatnonzero(same & ~names)
    for place, i, j in zip(places.tolist(), later[places].tolist(), earlier[places].tolist(), strict=True):
        mine, its = shown[i].modifiers, shown[j].modifiers
        found[place] = 2 if mine == its else 3 if mine < its else 4 if its < mine else 5
    places = np.flatnonzero(~same & (form > NAME) & (form_earlier == NAME))
    for place, i, j in zip(places.tolist(), later[places].tolist(), earlier[places].tolist(), strict=True):
        if shown[i].key in shown[j].modifiers:
            found[place] = 6
    return found


def _new_values(facts: Facts, said: Ints, name_said: Ints) -> dict[str, Ints]:
    return {
        "new": np.zeros(len(said), dtype=np.int32),
        "new type": facts.type,
        "new role": facts.role,
        "new number": facts.number,
        "new tail": facts.tail,
        "new said": _bucket(said, _TIMES_FROM),
        "new name said": _bucket(name_said, _TIMES_FROM),
        "new start": (facts.sentence == 0).astype(np.int32),
        "new word": facts.word,
        "new quoted": (facts.quote >= 0).astype(np.int32) + (facts.speaker >= 0),
    }
