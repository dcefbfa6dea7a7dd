"""The mentions of one happening brought together, so that an event is counted once however often it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.event.cues import Cue
from dateline.event.roles import Roles
from dateline.event.trees import Trees

_DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "their", "his", "her", "whose"})
# How many sentences back "the raid" still means the raid that was told of.
_DEFINITE_REACH = 6
# How far back the same word of the same sides is the same act.
_SAME_WORD_REACH = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A happening: its cues in the order of the text, the main one's place among them, and the sides of each."""

    cues: tuple[Cue, ...]
    main: int
    roles: tuple[Roles, ...]

    @property
    def trigger(self) -> int:
        """The token of the main mention."""
        return self.cues[self.main].token

    @property
    def type(self) -> str:
        """The type at the main mention."""
        return self.cues[self.main].type

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens of all mentions, the main one's first."""
        return self.trigger, *(cue.token for i, cue in enumerate(self.cues) if i != self.main)

    @property
    def actors(self) -> tuple[int, ...]:
        """Heads of the actors of the main mention, else of the first that has any."""
        return next((roles.actors for roles in (self.roles[self.main], *self.roles) if roles.actors), ())

    @property
    def recipients(self) -> tuple[int, ...]:
        """The same of recipients."""
        return next((roles.recipients for roles in (self.roles[self.main], *self.roles) if roles.recipients), ())

    @property
    def confidence(self) -> float:
        """That of the main mention, a tenth more for each other one."""
        return min(1.0, self.cues[self.main].confidence + 0.1 * (len(self.cues) - 1))


def merge(
    trees: Trees, cues: Sequence[Cue], roles: Sequence[Roles], entities: Mapping[int, str], headline: int
) -> list[Told]:
    """The happenings that the cues tell of; ``entities`` maps head tokens to what they point to.

    Tokens before ``headline`` are the headline's: what it tells is told again in the body.
    """
    told: list[Told] = []
    for cue, sides in zip(cues, roles, strict=True):
        at = next(
            (i for i in reversed(range(len(told))) if _is_same(trees, told[i], cue, sides, entities, headline)), None
        )
        if at is None:
            told.append(Told((cue,), 0, (sides,)))
        else:
            told[at] = replace(told[at], cues=(*told[at].cues, cue), roles=(*told[at].roles, sides))
    return [replace(one, main=main_of(trees, one.cues, headline)) for one in told]


def _is_same(trees: Trees, one: Told, cue: Cue, sides: Roles, entities: Mapping[int, str], headline: int) -> bool:
    last = one.cues[-1]
    if last.type != cue.type:
        return False
    same_word = _lemma(trees, last) == _lemma(trees, cue)
    if last.token < headline <= cue.token and len(one.cues) == 1 and same_word:
        return True
    if _conflict(one, sides, entities):
        return False
    distance = trees.tokens[cue.token].sentence - trees.tokens[last.token].sentence
    if last.token < headline <= cue.token and len(one.cues) == 1:
        return _shares(one, sides, entities)
    if _is_definite(trees, cue.token) and 0 < distance <= _DEFINITE_REACH:
        return True
    return same_word and 0 < distance <= _SAME_WORD_REACH and _shares(one, sides, entities)


def _is_definite(trees: Trees, token: int) -> bool:
    """A noun that points back, with nothing beside it that would say which other one is meant."""
    if trees.tokens[token].upos != "NOUN":
        return False
    children = trees.children.get(token, ())
    points = any(trees.forms[c] in _DEFINITE for c in children if trees.tokens[c].deprel in ("det", "nmod:poss"))
    return points and not any(trees.tokens[c].deprel in ("nmod", "acl:relcl", "acl") for c in children)


def _entities(heads: Sequence[int], entities: Mapping[int, str]) -> set[str]:
    return {entities[head] for head in heads if head in entities}


def _shares(one: Told, sides: Roles, entities: Mapping[int, str]) -> bool:
    """Whether a side is the same, or the later mention names none."""
    if not sides.actors and not sides.recipients:
        return True
    actors = {x for roles in one.roles for x in _entities((*roles.actors, *roles.recipients), entities)}
    return bool(actors & _entities((*sides.actors, *sides.recipients), entities))


def _conflict(one: Told, sides: Roles, entities: Mapping[int, str]) -> bool:
    """Whether both name recipients and share none: attacks on different targets are different attacks."""
    before = {x for roles in one.roles for x in _entities(roles.recipients, entities)}
    now = _entities(sides.recipients, entities)
    return bool(before and now and not before & now)


def _lemma(trees: Trees, cue: Cue) -> str:
    return trees.tokens[cue.token].lemma.lower()


def main_of(trees: Trees, cues: Sequence[Cue], headline: int) -> int:
    """The first mention of the body with a verb, else its first, else the headline's."""
    numbers = range(len(cues))
    body = [i for i in numbers if cues[i].token >= headline]
    verbs = [i for i in body if trees.tokens[cues[i].token].upos == "VERB"]
    return next(iter(verbs or body or numbers))
