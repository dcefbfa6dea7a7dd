"""The state or kind of body of an actor; the leader that a mention names, and that leader's office on the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.event.actors.parts import (
    RELATIVE,
    SET_APART,
    Found,
    Part,
    is_taken,
    roles_of,
    row_of,
)
from dateline.event.actors.words import POSSESSIVE, Word
from dateline.event.gazetteer import Entry, Match, Term

# Prepositions whose phrase says of what state the core is, and those that only say of what body.
_OF_A_STATE = frozenset({"of", "in", "from", "at", "near", "inside", "across"})
_OF_A_BODY = frozenset({"for", "with"})
# A body that a state leads and that is of several.
_JOINT = frozenset({"coalition", "alliance"})
# The sector of those who held an office.
_FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class Person:
    """A leader that the tables know, and where the mention names them."""

    match: Match
    entry: Entry
    leads: bool
    """Whether the phrase is about the person and not about what is theirs ("Assad's troops")."""


def find_person(words: Sequence[Word], parts: Sequence[Part], on: date | None) -> Person | None:
    """The leader that the phrase names in its core or set apart by a comma."""
    for part in parts:
        if part.opener and part.opener not in SET_APART:
            continue
        for match in part.matches:
            people = [entry for entry in match.entries if entry.kind == "person"]
            entry = _one_person(people, on)
            if entry:
                return Person(match, entry, _leads(words, part, match))
    return None


def _one_person(people: Sequence[Entry], on: date | None) -> Entry | None:
    """The one who bears the name; of several, the one in office on the day, else what they have in common."""
    if len(people) > 1:
        in_office = [entry for entry in people if sector_on(entry.terms, on).in_office]
        people = in_office or people
    if len(people) < 2:
        return people[0] if people else None
    names = " or ".join(entry.name for entry in people)
    codes = {entry.code for entry in people}
    return Entry("person", people[0].table, names, codes.pop()) if len(codes) == 1 else None


def _leads(words: Sequence[Word], part: Part, match: Match) -> bool:
    behind = words[match.end : part.end]
    return not any(word.key == POSSESSIVE for word in behind[:1]) and not any(
        other.start >= match.end and roles_of(other, ("head", "weak")) for other in part.matches
    )


def find_code(words: Sequence[Word], parts: Sequence[Part], person: Person | None) -> Found | None:
    """The code of the leader, else of the core, else of the parts behind it; ``None`` where they disagree."""
    if person:
        return Found(person.entry.code or "", row_of(person.entry), person.entry) if person.entry.code else None
    for part in parts:
        if part.opener in RELATIVE:
            return None
        if part.opener in SET_APART or not part.opener or part.opener in _OF_A_STATE | _OF_A_BODY:
            found, conflict = _code_in(words, part)
            if conflict or (found and (part.opener not in _OF_A_BODY or _is_body(found))):
                return None if conflict else found
    return None


def _is_body(found: Found) -> bool:
    return found.entry is not None and found.entry.kind == "organisation"


def _code_in(words: Sequence[Word], part: Part) -> tuple[Found | None, bool]:
    """The code a part gives, and whether it names several states at one level."""
    joint = _joint_body(words, part)
    if joint:
        return joint, False
    named = [(match, entry) for match in part.matches if (entry := _coded(match, part)) and not is_taken(words, match)]
    if not named:
        return None, False
    first = named[0]
    for (before, _), (after, entry) in pairwise(named):
        between = [word.key for word in words[before.end : after.start]]
        if between in (["and"], ["or"]) and entry.code != first[1].code:
            return None, True
        if not between and words[after.start].tied and entry.code != first[1].code:
            if entry.kind != "adjective" or first[1].kind != "adjective":
                return None, True
            first = (after, entry)  # Iranian-American: an American
    return Found(first[1].code or "", row_of(first[1]), first[1]), False


def _coded(match: Match, part: Part) -> Entry | None:
    """The entry of the match that has a code, if all that may be meant agree about it."""
    entries = [entry for entry in match.entries if entry.code and entry.kind != "person"]
    if len({entry.code for entry in entries}) != 1:
        return None
    people = [entry for entry in entries if entry.kind == "people"]
    return people[0] if people and match.end == part.end else entries[0]


def _joint_body(words: Sequence[Word], part: Part) -> Found | None:
    """A coalition that a state leads is of several states."""
    keys = [word.key for word in words[part.start : part.end]]
    if "led" in keys and _JOINT & set(keys) and words[part.start + keys.index("led")].tied:
        return Found("IGO", "a coalition led by a state")
    return None


@dataclass(frozen=True, slots=True)
class Held:
    """A sector, whether by an office held on the day, and how that was reckoned."""

    sector: str | None
    in_office: bool
    why: str


def sector_on(terms: Sequence[Term], on: date | None) -> Held:
    """The sector of the term that holds on the day; ``ELI`` after the first office; without a day, of the last term."""
    if on is None:
        return Held(terms[-1].sector, terms[-1].end is None, "last term") if terms else Held(None, False, "no term")
    if not any(term.sector for term in terms):
        return Held(None, any(_holds(term, on) for term in terms), "in the table")
    for term in reversed(terms):
        if _holds(term, on):
            return Held(term.sector, True, _stretch(term))
    first = min((term.start or date.min) for term in terms)
    if on < first:
        return Held(None, False, "before the first office")
    return Held(_FORMER, False, "out of office")


def _holds(term: Term, on: date) -> bool:
    return (term.start or date.min) <= on <= (term.end or date.max)


def _stretch(term: Term) -> str:
    return f"{term.start or ''}..{term.end or ''}"
