"""What the words of a mention alone say about an actor.

A mention is read as a noun phrase. What its core says goes before what stands behind it: "American journalist in
Syria" is American.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.event.actors.code import Person, find_code, find_person
from dateline.event.actors.parts import Part, body_in, roles_in, split_parts
from dateline.event.actors.sector import find_sector, find_sector_of_state
from dateline.event.actors.words import Word, split_words
from dateline.event.gazetteer import find_entries


@dataclass(frozen=True, slots=True)
class ActorCode:
    """Who an actor is; each field is ``None`` where the words do not tell."""

    code: str | None
    """A state (ISO 3166 alpha-3, XKX for Kosovo) or IGO, UNO, EUR, NGO, ISM, IMG, MNC."""
    sector: str | None
    other_sectors: tuple[str, ...]
    name: str | None
    """The canonical name where the gazetteer has one, else the name as printed, without its titles."""
    via: str
    """The rules that gave the fields, with the rows of the tables they used."""


def read_phrase(text: str, on: date | None) -> ActorCode:
    """What the words say; fields they do not tell are ``None``."""
    words = split_words(text)
    matches = find_entries(words)
    parts = split_parts(words, matches)
    person = find_person(words, parts, on)
    code = find_code(words, parts, person)
    sector, others = find_sector(words, parts, person, on)
    name = _name(words, parts, person)
    vias = dict.fromkeys(found.via for found in (code, sector) if found)
    return ActorCode(code.value if code else None, sector.value if sector else None, others, name, " + ".join(vias))


def _name(words: Sequence[Word], parts: Sequence[Part], person: Person | None) -> str | None:
    if person and person.leads:
        return person.entry.name if person.entry.terms else None
    if not parts:
        return None
    core = parts[0]
    printed = _printed_name(words, core)
    if printed:
        return printed
    body = body_in(words, core)
    if body and not roles_in([core], ("head", "weak")):
        return body.name
    alone = [entry for match in core.matches for entry in match.entries if entry.kind in ("country", "place")]
    return alone[0].name if alone and len(core.matches) == 1 and find_sector_of_state(words, core) else None


def _printed_name(words: Sequence[Word], core: Part) -> str | None:
    """The run of capitals at the end of the core that no table knows: a name behind its titles."""
    known = {i for match in core.matches if not match.partial for i in range(match.start, match.end)}
    at = core.end
    while at > core.start and words[at - 1].capital and at - 1 not in known:
        at -= 1
    run = [word for word in words[at : core.end] if word.key != "the"]
    if len(run) < 2 and not (run and any(match.end == at for match in core.matches)):
        return None
    return " ".join(word.text for word in run)
