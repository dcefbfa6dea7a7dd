"""Which mentions of a text point to one entity.

Read in the order of the text, each mention joins the entity of an earlier mention or begins one of its own, whichever
scores highest. A score is a sum of weights of named features, in a table that one can read:
``resources/weights/coreference/weights.tsv``. A name that was given before is not weighed: it joins.

Source: the mention-ranking model of Durrett and Klein (2013), with features of the entity so far.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.resources import read_text

from ..types import Entity, Mention, MentionType, Name, Token
from .entity_features import ENTITY_VALUES, Columns, GrowingEntity, make_columns
from .mention_facts import FORMS, TYPES, Facts, find_facts
from .mentions import FoundMention
from .name_match import INITIALS, LAST, LONGER, NONE, SAME, Relations, relate_names
from .pair_features import NEW_VALUES, PAIR_VALUES, Pairs, find_pairs

VALUES: Mapping[str, Sequence[str]] = {**PAIR_VALUES, **NEW_VALUES, **ENTITY_VALUES}
"""All features, with the names of their values."""
_PERSON = TYPES.index("person")
# Which names are joined unweighed, the plainest first, and whether only people's. On the news of GUM train, in two
# folds, pairs have an F1 of 62.3 without any, 63.0 with the first, 71.4 with all.
_PLAIN_RELATIONS = (({SAME}, False), ({INITIALS}, False), ({LAST, LONGER}, True))

_Candidate = tuple[float, int, int]
"""The score of an earlier mention, its number, and what the names of the two are to each other."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The table of weights, made ready."""

    tables: Mapping[str, NDArray[np.float64]]
    """For each feature a weight for each form of the later mention and each value."""
    of_entities: Sequence[Sequence[Sequence[float]]]
    """For each form the weights of each feature of entities."""
    most: NDArray[np.float64]
    """For each form the most that those can come to."""


def link_mentions(
    text: str, tokens: Sequence[Token], names: Sequence[Name], mentions: Sequence[FoundMention]
) -> tuple[list[Mention], list[Entity]]:
    """The mentions, each with its entity, and the entities in the order of their first mentions."""
    facts = find_facts(text, tokens, names, mentions)
    groups = group_mentions(facts, load_weights())
    entity_of = {i: number for number, group in enumerate(groups) for i in group}
    linked = [
        Mention(f"m{i}", found.span, found.head, found.kind, found.type, f"x{entity_of[i]}")
        for i, found in enumerate(mentions)
    ]
    entities = [
        Entity(
            f"x{number}",
            _fullest_name(text, tokens, facts, group),
            _type_of([linked[i] for i in group]),
            tuple([linked[i].id for i in group]),
        )
        for number, group in enumerate(groups)
    ]
    return linked, entities


def group_mentions(facts: Facts, weights: Weights) -> list[list[int]]:
    """The numbers of the mentions of each entity, in order."""
    relations = relate_names(facts.names)
    linker = _Linker(make_columns(facts), facts.form.tolist(), facts.type.tolist(), relations, weights)
    for alone, ranked in _rank(facts, find_pairs(facts, relations), weights):
        linker.add(alone, ranked)
    return [entity.mentions for entity in linker.entities]


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    return make_weights(read_text("weights/coreference/weights.tsv").splitlines())


def make_weights(lines: Iterable[str]) -> Weights:
    """Weights from the lines of a table: feature, form of the later mention, value, weight; ``#`` begins a comment."""
    tables = {feature: np.zeros((len(FORMS), len(values))) for feature, values in VALUES.items()}
    for line in lines:
        if not line.startswith("#"):
            feature, form, value, weight = line.split("\t")
            tables[feature][FORMS.index(form), VALUES[feature].index(value)] = float(weight)
    of_entities = [[tables[feature][form].tolist() for feature in ENTITY_VALUES] for form in range(len(FORMS))]
    return Weights(tables, of_entities, sum([tables[feature].max(axis=1) for feature in ENTITY_VALUES]))


def _rank(facts: Facts, pairs: Pairs, weights: Weights) -> Iterator[tuple[float, list[_Candidate]]]:
    """For each mention its score as the first of an entity, and the earlier mentions that may beat it, best first."""
    forms = facts.form[pairs.later]
    scores = np.zeros(len(forms))
    for feature, values in pairs.values.items():
        table = weights.tables[feature]
        scores += table.ravel()[forms * table.shape[1] + values]
    alone = np.zeros(len(facts.form))
    for feature, values in pairs.new_values.items():
        alone += weights.tables[feature][facts.form, values]
    kept = np.flatnonzero((scores + weights.most[forms] > alone[pairs.later]) | (pairs.name_relations != NONE))
    kept = kept[np.lexsort((-scores[kept], pairs.later[kept]))]
    ranked = list(
        zip(scores[kept].tolist(), pairs.earlier[kept].tolist(), pairs.name_relations[kept].tolist(), strict=True)
    )
    bounds = np.searchsorted(pairs.later[kept], np.arange(len(alone) + 1)).tolist()
    for i, score in enumerate(alone.tolist()):
        yield score, ranked[bounds[i] : bounds[i + 1]]


@dataclass(slots=True)
class _Linker:
    """The entities of a text as its mentions come."""

    columns: Columns
    forms: list[int]
    types: list[int]
    relations: Relations
    weights: Weights
    entities: list[GrowingEntity] = field(default_factory=list)
    entity_of: list[GrowingEntity] = field(default_factory=list)

    def add(self, alone: float, ranked: Sequence[_Candidate]) -> None:
        """Let the next mention join the entity that scores highest, or begin one."""
        mention = len(self.entity_of)
        by_name = self._by_name(mention, ranked) if self.columns.name[mention] >= 0 else []
        entity = self._best(mention, by_name or ranked, -math.inf if by_name else alone)
        if entity is None:
            entity = GrowingEntity()
            self.entities.append(entity)
        entity.add(mention, self.columns)
        self.entity_of.append(entity)

    def _best(self, mention: int, ranked: Sequence[_Candidate], least: float) -> GrowingEntity | None:
        """The entity that scores highest, if above ``least``."""
        tables = self.weights.of_entities[self.forms[mention]]
        most = self.weights.most[self.forms[mention]]
        best, found = least, None
        for score, earlier, _ in ranked:
            # What follows scores less by itself, and no entity can lift it over the best.
            if score + most <= best:
                break
            entity = self.entity_of[earlier]
            if entity.excludes(mention, self.columns, self.relations):
                continue
            values = entity.compare(mention, earlier, self.columns, self.relations)
            with_entity = score + sum([table[value] for table, value in zip(tables, values, strict=True)])
            if with_entity > best:
                best, found = with_entity, entity
        return found

    def _by_name(self, mention: int, ranked: Sequence[_Candidate]) -> list[_Candidate]:
        """The earlier mentions of the same type whose names are plainly the mention's own, by the plainest relation."""
        kind = self.types[mention]
        for relations, of_persons_only in _PLAIN_RELATIONS:
            found = [
                candidate
                for candidate in ranked
                if candidate[2] in relations
                and self.types[candidate[1]] == kind
                and not self.entity_of[candidate[1]].excludes(mention, self.columns, self.relations)
            ]
            if found and (kind == _PERSON or not of_persons_only):
                return found
        return []


def _fullest_name(text: str, tokens: Sequence[Token], facts: Facts, group: Sequence[int]) -> str | None:
    """The name with the most words, the first of equals."""
    named = [i for i in group if facts.shown[i].name is not None]
    if not named:
        return None
    fullest = max(named, key=lambda i: len(facts.names[int(facts.name[i])].words))
    first, end = facts.shown[fullest].name or (0, 0)
    return text[tokens[first].span.start : tokens[end - 1].span.end]


def _type_of(mentions: Sequence[Mention]) -> MentionType:
    """The type of most of the names, or of most mentions where there is no name; the first of equals."""
    if len(mentions) == 1:
        return mentions[0].type
    types = [mention.type for mention in mentions if mention.kind == "named"] or [mention.type for mention in mentions]
    return Counter(types).most_common(1)[0][0]
