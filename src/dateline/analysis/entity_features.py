"""What speaks for and against a mention pointing to an entity, by all that was found of the entity so far."""

from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from .mention_facts import FEMININE, GENDERS, MASCULINE, NEUTER, NUMBERS, UNKNOWN, Facts
from .name_match import DIFFERENT, NAME_RELATIONS, NONE, SAME, Relations

ENTITY_VALUES: dict[str, tuple[str, ...]] = {
    "entity mentions": ("1", "2", "3-5", "6 and more"),
    "entity gender": tuple([f"{mine}, {its}" for mine, its in product(GENDERS, GENDERS)]),
    "entity number": tuple([f"{mine}, {its}" for mine, its in product(NUMBERS, NUMBERS)]),
    "entity name": ("no name, no name", "no name, name", "name, no name", *[f"name, {it}" for it in NAME_RELATIONS]),
    "entity word": ("other words", "said before"),
    "entity last": ("not its last mention", "its last mention"),
    "entity distance": ("same sentence", "1 sentence", "2 sentences", "3 and more"),
}
"""Features of a mention beside an entity and their values, the mention's before the entity's."""
_SIZES = (0, 0, 1, 2, 2, 2, 3)
_CERTAIN = frozenset({MASCULINE, FEMININE})
# Of the relations of a name to an entity's names the one that comes first here counts.
_TELLING = (DIFFERENT, SAME, *[i for i in range(len(NAME_RELATIONS)) if i not in {DIFFERENT, SAME, NONE}], NONE)
_ORDER = [_TELLING.index(i) for i in range(len(NAME_RELATIONS))]


class Columns(NamedTuple):
    """Columns of `Facts` as lists, which are faster one by one."""

    number: list[int]
    gender: list[int]
    key: list[int]
    name: list[int]
    sentence: list[int]


def make_columns(facts: Facts) -> Columns:
    """The columns that entities are compared by."""
    return Columns(*[getattr(facts, column).tolist() for column in Columns._fields])


@dataclass(slots=True)
class GrowingEntity:
    """An entity while the mentions of a text are read in their order."""

    mentions: list[int] = field(default_factory=list)
    number: int = UNKNOWN
    gender: int = UNKNOWN
    keys: set[int] = field(default_factory=set)
    names: set[int] = field(default_factory=set)

    def add(self, mention: int, columns: Columns) -> None:
        """Take in a mention; the first number that is known stays, and the first gender that is more than likely."""
        gender, name = columns.gender[mention], columns.name[mention]
        if gender and (self.gender == UNKNOWN or (self.gender > NEUTER and gender in _CERTAIN)):
            self.gender = gender
        self.number = self.number or columns.number[mention]
        self.keys.add(columns.key[mention])
        if name >= 0:
            self.names.add(name)
        self.mentions.append(mention)

    def excludes(self, mention: int, columns: Columns, relations: Relations) -> bool:
        """Whether the mention is of the other gender, or has a name that differs from one of the entity's."""
        gender, name = columns.gender[mention], columns.name[mention]
        if gender in _CERTAIN and self.gender in _CERTAIN and gender != self.gender:
            return True
        return name >= 0 and any([relations.get((name, other)) == DIFFERENT for other in self.names])

    def compare(self, mention: int, earlier: int, columns: Columns, relations: Relations) -> tuple[int, ...]:
        """The values of the features of `ENTITY_VALUES`, in their order; ``earlier`` is the mention that led here."""
        size, last = len(self.mentions), self.mentions[-1]
        return (
            _SIZES[size] if size < len(_SIZES) else _SIZES[-1],
            columns.gender[mention] * len(GENDERS) + self.gender,
            columns.number[mention] * len(NUMBERS) + self.number,
            self._compare_names(columns.name[mention], relations),
            columns.key[mention] in self.keys,
            last == earlier,
            min(3, columns.sentence[mention] - columns.sentence[last]),
        )

    def _compare_names(self, name: int, relations: Relations) -> int:
        if name < 0 or not self.names:
            return 2 if name >= 0 else 1 if self.names else 0
        found = [SAME if name == other else relations.get((name, other), NONE) for other in self.names]
        return 3 + min(found, key=_ORDER.__getitem__)
