"""Cues taken apart: ``take into custody``, ``impose @penalty``, ``hold o:@place s:@armed``."""

from collections.abc import Iterable, Mapping

from dateline.ontology.forms import forms_of
from dateline.ontology.model import CueWord, EventType, Mode, Pattern, Side, Slot

MENTION_TYPES = frozenset({"person", "place", "organization"})
FUNCTION_WORDS = frozenset(
    "about above across after against along alongside apart around as aside at away back behind between by down "
    "for forward from in into off on onto out over through to toward towards under up upon with within "
    "without not off".split()
)
_SIDES: Mapping[str, Side] = {"s:": "subject", "o:": "object"}
_NEGATION = "not"


class UnknownList(ValueError):
    """A cue that names a list of words which is not there; the argument is the name of the list."""


def read_patterns(event_type: EventType, lists: Mapping[str, tuple[str, ...]]) -> Iterable[Pattern]:
    """All cues of a type, those of its modes among them.

    Raises:
        UnknownList: a cue names a list that is not there.
    """
    parts: tuple[EventType | Mode, ...] = (event_type, *event_type.modes)
    for part in parts:
        owner = event_type.name, part.name if isinstance(part, Mode) else None
        for text in part.verbs:
            yield read_pattern(text, "verb", owner, lists=lists, weak=text in part.weak)
        for text in part.nouns:
            yield read_pattern(text, "noun", owner, lists=lists, weak=text in part.weak)


def read_pattern(
    text: str,
    word: CueWord,
    owner: tuple[str, str | None],
    *,
    lists: Mapping[str, tuple[str, ...]],
    weak: bool,
) -> Pattern:
    """One cue of the type and mode in ``owner``.

    Raises:
        UnknownList: it names a list that is not there.
    """
    words = text.split()
    at = _head_at(words, word)
    slots = tuple(_read_slot(part, lists) for i, part in enumerate(words) if i != at)
    return Pattern(text, words[at].lower(), word, slots, weak, *owner)


def _head_at(words: list[str], word: CueWord) -> int:
    """The first word of a verb that is no negation; of a noun the last before a preposition or a side."""
    if word == "verb":
        return 1 if words[0] == _NEGATION and len(words) > 1 else 0
    ends = [
        i for i, part in enumerate(words) if i and (part.split("|")[0] in (*FUNCTION_WORDS, "of") or part[1:2] == ":")
    ]
    return (ends[0] if ends else len(words)) - 1


def _read_slot(text: str, lists: Mapping[str, tuple[str, ...]]) -> Slot:
    side = _SIDES.get(text[:2], "any")
    named: list[str] = []
    types: set[str] = set()
    for choice in text.removeprefix("s:").removeprefix("o:").split("|"):
        if not choice.startswith("@"):
            named.append(choice)
        elif choice[1:] in MENTION_TYPES:
            types.add(choice[1:])
        elif choice[1:] in lists:
            named.extend(lists[choice[1:]])
        else:
            raise UnknownList(choice[1:])
    close = all(name in FUNCTION_WORDS or name == "of" for name in named) and not types
    return Slot(side, frozenset(form for name in named for form in forms_of(name)), frozenset(types), close)


def index_cues(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """Cues by each form of their heads; the more a cue asks for, the earlier it stands."""
    index: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for form in forms_of(pattern.head):
            index.setdefault(form, []).append(pattern)
    return {form: tuple(sorted(found, key=_rank)) for form, found in index.items()}


def _rank(pattern: Pattern) -> tuple[int, bool, bool]:
    return (-len(pattern.slots), pattern.weak, pattern.mode is None)
