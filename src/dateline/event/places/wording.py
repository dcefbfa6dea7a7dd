"""What the words of a name say beside the name itself: which kind of place, which part of it, whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dateline.event.actors.words import split_words
from dateline.event.gazetteer import Entry, find_entries
from dateline.event.places.keys import key_of_place
from dateline.event.places.tables import find_state

# Readings of names kept, so that a long run holds no more than some articles of them.
_NAMES_KEPT: Final = 4096

Kind = Literal["city", "province", "below", "water"]

_DIRECTIONS: Final = frozenset(
    "north south east west northern southern eastern western north-east north-west south-east south-west northeast "
    "northwest southeast southwest northeastern northwestern southeastern southwestern north-eastern north-western "
    "south-eastern south-western central upper lower inner outer greater mainland coastal rural downtown "
    "the a an city town village port state province region district governorate of mid".split()
)
_PROVINCE: Final = frozenset(
    "province region governorate state oblast prefecture canton territory krai voivodeship emirate".split()
)
_CITY: Final = frozenset("city town village municipality".split())
_BELOW: Final = frozenset(
    "airport airbase base camp hospital university stadium square street bridge mosque church cathedral palace prison "
    "jail school station building tower hotel park dam crossing checkpoint road avenue highway neighborhood "
    "neighbourhood suburb quarter field zoo museum market mall theater theatre synagogue temple embassy consulate "
    "college library house hall center centre barracks border district county outskirts countryside port pass".split()
)
# They lie in another state than the one whose they are.
MISSIONS: Final = frozenset("embassy consulate".split())
_WATER: Final = frozenset("sea ocean gulf strait straits channel".split())
# Parts of the world beside the continents of the table; no state is theirs.
_WIDE: Final = frozenset(
    "middle east|near east|far east|balkans|caribbean|latin america|central america|central asia|south asia|"
    "southeast asia|south east asia|east asia|west|western europe|eastern europe|central europe|north africa|"
    "west africa|east africa|sub-saharan africa|sub saharan africa|southern africa|central africa|maghreb|sahel|"
    "horn of africa|levant|scandinavia|caucasus|baltics|gulf|persian gulf|mediterranean|eu|european union|americas|"
    "north|south|east|asia pacific|pacific|atlantic|arctic|eurozone|himalayas|earth|world|mars|internet".split("|")
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The keys under which a name may stand in the table, the fullest first, and what its words say."""

    keys: tuple[str, ...]
    kind: Kind | None
    wide: bool
    """It is a part of the world, of no single state."""
    partial: bool
    """It names a part of a place ("northern Syria")."""
    country: str | None
    """The state that the name is, or that stands in it."""
    is_country: bool
    """The name, or what it is a part of, is that state."""
    territory: str | None
    """The name of a part of a state that the gazetteer has, such as "Crimea"."""
    body: bool
    """It is the seat of a body of that state, such as the White House."""


@lru_cache(maxsize=_NAMES_KEPT)
def read_name(text: str) -> Wording:
    """What a name says; ``text`` is as printed."""
    words = text.replace("’", "'").split()
    if words and words[-1].endswith(("'s", "s'")):
        words[-1] = words[-1].rsplit("'", 1)[0]
    kind = _kind_of(words)
    core = _strip_tail(words, kind)
    bare = _strip_lead(core)
    keys = [" ".join(words), " ".join(core), " ".join(bare)]
    wide = any(key.lower().removeprefix("the ") in _WIDE for key in keys[:2])
    entries = _entries(" ".join(bare))
    whole = [entry for entry, entire in entries if entire]
    country = next((e.code for e in whole if e.kind == "country"), None)
    territory = next((e for e in whole if e.table == "territories" and e.kind == "place"), None)
    seat = next((e for e in whole if e.kind == "organisation" and e.code and find_state(e.code)), None)
    abroad = any(word.lower() in MISSIONS for word in words)
    hint = (
        country
        or (seat.code if seat else None)
        or (territory.code if territory else None)
        or _only(e.code for e, _ in entries if _tells_state(e) and not abroad)
    )
    return Wording(
        keys=tuple(dict.fromkeys(key for key in map(key_of_place, keys) if key)),
        kind=kind,
        wide=wide,
        partial=len(bare) < len(core) and any(word.lower() not in ("the", "of", "city", "town") for word in core[:1]),
        country=hint,
        is_country=country is not None,
        territory=territory.name if territory else None,
        body=seat is not None,
    )


def state_of_adjective(text: str) -> str | None:
    """The state of an adjective or a people: ``IRQ`` for "Iraqi"; ``None`` where it is of none or of several."""
    return _only(entry.code for entry, _ in _entries(text) if entry.kind in ("adjective", "people", "country"))


def _entries(text: str) -> list[tuple[Entry, bool]]:
    """The gazetteer's entries in the words, and whether each is all of them."""
    words = split_words(text)
    found = []
    for match in find_entries(words):
        entire = match.end - match.start == len(words)
        found += [(entry, entire) for entry in match.entries]
    return found


def _tells_state(entry: Entry) -> bool:
    return entry.kind in ("country", "adjective") or entry.table == "territories"


def _only(codes: Iterable[str | None]) -> str | None:
    found = {code for code in codes if code}
    return found.pop() if len(found) == 1 else None


def _kind_of(words: list[str]) -> Kind | None:
    if len(words) < 2:
        return None
    kinds: list[tuple[frozenset[str], Kind]] = [(_WATER, "water"), (_BELOW, "below"), (_CITY, "city")]
    kinds.append((_PROVINCE, "province"))
    last = words[-1].lower().rstrip("s") if words[-1].lower() not in _WATER else words[-1].lower()
    for listed, kind in kinds:
        if last in listed:
            return kind
    first = [word.lower() for word in words[:3] if word.lower() != "the"]
    for listed, kind in kinds:
        if len(first) > 1 and first[1] == "of" and first[0] in listed:
            return kind
    if "of" in first and any(word.lower() in _BELOW for word in words):
        return "below"
    return None


def _strip_tail(words: list[str], kind: Kind | None) -> list[str]:
    """Without the word at the end that only says of which kind it is."""
    last = words[-1].lower() if words else ""
    if kind and len(words) > 1 and (last in _PROVINCE | _CITY or last in ("district", "county", "countryside")):
        return words[:-1]
    return words


def _strip_lead(words: list[str]) -> list[str]:
    """Without the words at the front that name a part or a kind."""
    at = 0
    while at < len(words) - 1 and words[at].lower() in _DIRECTIONS:
        at += 1
    return words[at:]
