"""The sector of an actor: of the person on the day, of the role, of the body, or of the state by itself.

Of the words for roles in the core the last decides ("army doctor" is a doctor).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.event.actors.code import Person, sector_on
from dateline.event.actors.parts import (
    RELATIVE,
    SET_APART,
    Found,
    Part,
    body_in,
    roles_in,
    roles_of,
    row_of,
)
from dateline.event.actors.words import POSSESSIVE, Word
from dateline.event.gazetteer import Entry

# Bodies that are no state's, and those of them whose members keep the sector of the body whatever their work there is.
_KEEPS_SECTOR = frozenset({"NGO", "MNC", "IMG", "ISM"})
STATELESS = frozenset({"IGO", "UNO", "EUR"}) | _KEEPS_SECTOR
# Offices whose former holders are elites; others who bore arms are civilians again, unless they were of high rank.
_BECOMES_ELITE = frozenset({"GOV", "LEG", "SPY", "JUD", "PTY"})
_BECOMES_CIVILIAN = frozenset({"MIL", "COP", "REB"})
_HIGH_RANKS = frozenset({"general", "commander", "chief", "admiral", "colonel", "head"})
# Armed bodies whose forces are not a state's.
_IRREGULAR = frozenset({"REB", "PRM"})
# Those who are no member of the body behind them: "victims of", "lawyer for".
_STANDS_ALONE = frozenset({"CVL", "REF", "JUD", "COP"})
# Who speaks for a state where nothing else is said: "the Turkish leader".
_SPEAKS_FOR_STATE = frozenset(
    {"leader", "spokesman", "spokeswoman", "spokesperson", "counterpart", "source", "senior official", "representative"}
)
# Weak words that a phrase behind may say more about, and its prepositions: "head of the army", "president of the bank".
_OPEN_SECTORS = frozenset({None, "GOV", "MIL", "BUS", "LEG", "SOC"})
_OF_A_BODY = frozenset({"of", "for", "at", "from", "with"})
# The tables of states and of their people.
_OF_STATES = frozenset({"countries", "nationalities"})


def find_sector(
    words: Sequence[Word], parts: Sequence[Part], person: Person | None, on: date | None
) -> tuple[Found | None, tuple[str, ...]]:
    """The sector with the rule that gave it, and the further sectors."""
    core = parts[0] if parts else None
    if core is None:
        return None, ()
    former = _former(core)
    if person and person.leads:
        dated = _dated(person.entry, on)
        if dated and former and on is None:
            return _former_sector(dated, former, core)
        if dated or not roles_in([core], ("head",)):
            return (dated, ())
    found, others = _with_body(_sector_of_roles(parts, words), words, parts)
    if found and former:
        return _former_sector(found, former, core)
    if found:
        return found, _with_rest(found.value, others, core)
    return find_sector_of_state(words, core), ()


def _with_body(
    found: Found | None, words: Sequence[Word], parts: Sequence[Part]
) -> tuple[Found | None, tuple[str, ...]]:
    """The sector of the role, or that of the body it is in, and the further sectors."""
    body = body_in(words, parts[0])
    behind = None if body else _body_behind(words, parts)
    if behind and behind.sector and found and found.value not in _STANDS_ALONE:
        return Found(behind.sector, row_of(behind), behind), behind.other_sectors
    if body is None or not body.sector:
        return found, ()
    if found is None or _is_weak(found) or body.code in _KEEPS_SECTOR or _is_irregular(body, found):
        return Found(body.sector, row_of(body), body), body.other_sectors
    return found, (body.sector,)


def _body_behind(words: Sequence[Word], parts: Sequence[Part]) -> Entry | None:
    """The association or company that the core belongs to: "researcher for Oxfam"."""
    for part in parts[1:]:
        if part.opener in _OF_A_BODY:
            body = body_in(words, part)
            if body and body.code in ("NGO", "MNC"):
                return body
    return None


def _is_irregular(body: Entry, found: Found) -> bool:
    return body.sector in _IRREGULAR and found.value == "MIL"


def _former_sector(found: Found, former: Entry, core: Part) -> tuple[Found, tuple[str, ...]]:
    """What one becomes who was that."""
    via = f"{found.via} + {row_of(former)}"
    high = any(entry.name in _HIGH_RANKS for entry in roles_in([core], ("head", "weak")))
    if found.value in _BECOMES_ELITE or (found.value in _BECOMES_CIVILIAN and high):
        return Found("ELI", via), (found.value,)
    if found.value in _BECOMES_CIVILIAN:
        return Found("CVL", via), (found.value,)
    return found, ()


def _dated(entry: Entry, on: date | None) -> Found | None:
    held = sector_on(entry.terms, on)
    return Found(held.sector, f"{row_of(entry)} {held.why}", entry) if held.sector else None


def _former(core: Part) -> Entry | None:
    return next((entry for match in core.matches for entry in roles_of(match, ("past",))), None)


def _with_rest(sector: str, others: Iterable[str], core: Part) -> tuple[str, ...]:
    """The further sectors: those of the body, and of territories that are partly recognised."""
    partly = [entry.sector for match in core.matches for entry in match.entries if entry.sector == "PRE"]
    opposed = [entry.sector for entry in roles_in([core], ("head",)) if entry.sector == "OPP"]
    return tuple(dict.fromkeys(s for s in [*others, *partly, *opposed] if s and s != sector))


def _is_weak(found: Found) -> bool:
    return found.entry is not None and found.entry.strength == "weak"


def _sector_of_roles(parts: Sequence[Part], words: Sequence[Word]) -> Found | None:
    """The last head of the core; else a body or head behind it; else the last weak word that has a sector."""
    core = parts[0]
    owned = _after_possessive(words, core)
    heads = roles_in([owned], ("head",))
    if heads:
        return _as_found(heads[-1])
    weak = roles_in([owned], ("weak",))
    if weak and weak[-1].sector not in _OPEN_SECTORS:
        return _as_found(weak[-1])
    for part in parts[1:]:
        if part.opener in RELATIVE or (part.opener in _OF_A_BODY and not weak):
            break
        if part.opener in SET_APART or part.opener in _OF_A_BODY:
            body = body_in(words, part)
            roles = roles_in([part], ("head",))
            if roles:
                return _as_found(roles[-1])
            if body and body.sector:
                return Found(body.sector, row_of(body), body)
    sectored = [entry for entry in weak if entry.sector]
    if not sectored and weak and weak[-1].name in _SPEAKS_FOR_STATE and _names_state(core):
        return Found("GOV", f"{row_of(weak[-1])} of a state")
    return _as_found(sectored[-1]) if sectored else None


def _after_possessive(words: Sequence[Word], core: Part) -> Part:
    """What is owned, where it has a role of its own: "the minister's wife" is a wife."""
    owners = [i for i in range(core.start, core.end) if words[i].key == POSSESSIVE]
    if not owners:
        return core
    owned = tuple(match for match in core.matches if match.start > owners[-1])
    roles = any(roles_of(match, ("head", "weak")) for match in owned)
    return Part(core.opener, owners[-1] + 1, core.end, owned) if roles else core


def _names_state(core: Part) -> bool:
    kinds = {entry.kind for match in core.matches for entry in match.entries}
    bodies = {"organisation", "person"}
    return bool(kinds & {"country", "adjective", "capital"}) and not kinds & bodies


def _as_found(entry: Entry) -> Found:
    return Found(entry.sector or "", row_of(entry), entry)


def find_sector_of_state(words: Sequence[Word], core: Part) -> Found | None:
    """A state, its capital or its people by themselves: the government, or the people where nothing else is said."""
    if not core.matches:
        return None
    last = core.matches[-1]
    people = [entry for entry in last.entries if entry.kind == "people"]
    said = [i for i in range(core.start, core.end) if words[i].is_word and words[i].key not in ("the", "a", "an")]
    if len(core.matches) != 1 or any(not last.start <= i < last.end for i in said):
        whole = people and last.end == core.end
        return Found("CVL", f"{row_of(people[0])} by itself: its people", people[0]) if whole else None
    entry = last.entries[0]
    if entry.sector == "PRE":
        return Found("PRE", row_of(entry), entry)
    if entry.table not in _OF_STATES:
        return None
    opens = words[core.start].key
    if opens in ("a", "an") or (entry.kind == "people" and opens != "the"):
        return Found("CVL", f"{row_of(entry)} by itself: its people", entry)
    return Found("GOV", f"{row_of(entry)} by itself: its government", entry)
