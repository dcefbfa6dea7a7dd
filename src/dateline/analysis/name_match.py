"""How two names of one text may stand to each other: the same, a part, initials, or of two different people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

NAME_RELATIONS = ("none", "same", "last word", "first word", "part", "longer", "initials", "different people")
"""What a later name is to an earlier one; ``none`` also where they share a word that tells nothing."""
NONE, SAME, LAST, FIRST, PART, LONGER, INITIALS, DIFFERENT = range(len(NAME_RELATIONS))

Relations = Mapping[tuple[int, int], int]

_MASCULINE = "mr sir lord king prince pope"
_FEMININE = "mrs ms miss lady dame queen princess"
_EITHER = """dr prof professor president minister senator sen rep gov governor judge justice captain capt general gen
    colonel col sergeant sgt lieutenant lt major inspector chancellor mayor bishop st saint"""
TITLES = (
    dict.fromkeys(_EITHER.split(), "") | dict.fromkeys(_MASCULINE.split(), "m") | dict.fromkeys(_FEMININE.split(), "f")
)
"""Words before a person's name that are no part of it, with the gender that they tell: ``m``, ``f`` or nothing."""
_SMALL = frozenset("the of and & for in on de la a an 's ’s ' ’ - . , jr jr. sr sr.".split())
# "Street" may be in hundreds of names of a long text; past these it tells nothing.
_MOST_SHARERS = 40
# "J. Roth" may be Jana Roth: a first name as short as this differs from none.
_INITIAL = 2


class NameForm(NamedTuple):
    """A name as it is compared: its words in small letters, whether a person has it, and its initials."""

    words: tuple[str, ...]
    person: bool
    initials: str


def name_words(words: Sequence[str]) -> tuple[str, ...]:
    """A name's words in small letters, without articles, titles and marks; all of them where nothing would be left."""
    lower = [word.lower() for word in words]
    kept = [word.rstrip(".") for word in lower if word not in _SMALL]
    while len(kept) > 1 and kept[0] in TITLES:
        kept = kept[1:]
    return tuple(kept or lower)


def initials_of(words: Sequence[str]) -> str:
    """First letters of a name's capitalised words: ``imf`` for "International Monetary Fund"; empty for one word."""
    letters = [word[0] for word in words if word[:1].isupper()]
    return "".join(letters).lower() if len(letters) > 1 else ""


def relate_names(names: Sequence[NameForm]) -> dict[tuple[int, int], int]:
    """The relations between the different names of a text that share a word or are initials of each other.

    Keys are the numbers of the later and the earlier name; as either may come first, both orders are given.
    """
    relations: dict[tuple[int, int], int] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    by_initials: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for word in set(name.words):
            by_word[word].append(number)
        if name.initials:
            by_initials[name.initials].append(number)
    for number, name in enumerate(names):
        for other in {other for word in name.words for other in by_word[word][:_MOST_SHARERS]} - {number}:
            relations[number, other] = _relate(name, names[other])
        for other in by_initials.get(name.words[0].replace(".", ""), ()) if len(name.words) == 1 else ():
            relations[number, other] = relations[other, number] = INITIALS
    return relations


def _relate(later: NameForm, earlier: NameForm) -> int:
    mine, its = later.words, earlier.words
    if len(mine) == 1 and len(its) > 1:
        return LAST if mine[0] == its[-1] else FIRST if mine[0] == its[0] else PART
    if len(mine) > 1 and len(its) > 1 and (later.person or earlier.person):
        return DIFFERENT if _are_different(mine, its) else PART
    if set(mine) <= set(its):
        return PART
    return LONGER if set(its) <= set(mine) else NONE


def _are_different(mine: tuple[str, ...], its: tuple[str, ...]) -> bool:
    shortest = min(len(mine[0]), len(its[0]))
    same_first = mine[0][:1] == its[0][:1] if shortest <= _INITIAL else mine[0] == its[0]
    return not same_first or mine[-1] != its[-1]
