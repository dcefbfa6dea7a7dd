"""What the gazetteer knows by name: states, their people and places, organizations, leaders, and words for roles.

The tables lie in `resources/gazetteer`, each with its columns explained at its head. They are read once, on the first
look-up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from dateline.event.actors.words import Word, split_words
from dateline.resources import read_text

EntryKind = Literal["country", "adjective", "people", "capital", "place", "organisation", "person", "role"]
Strength = Literal["head", "weak", "past"]

_FOLDER = "gazetteer"
# Longest name looked up, in words; longer ones are cut to it by no table.
_LONGEST = 8
# States whose people are called by their first name in print, for it is the family's.
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN"})
# Tables of names that may be part of another name.
_DOUBTFUL = frozenset({"leaders", "cities", "organisations"})
_ONLY_IN_FULL = "full"
# A family name shorter than this is left to its full form.
_SHORTEST_FAMILY = 2
# Words of a name that are no family name.
_NO_FAMILY = frozenset({"jr", "ii", "iii", "iv", "vi", "xvi", "xiv", "zayed", "khalifa", "hamad", "salman", "thani"})
_TITLES_IN_NAMES = frozenset(
    {"king", "queen", "prince", "sheikh", "sultan", "pope", "emperor", "mullah", "lord", "crown"}
)
# Words with a capital that stand before a family name without being a first name.
_BEFORE_FAMILY = frozenset(
    "mr mrs ms miss dr sir dame lord lady gen lt col maj capt sgt sen rep gov pres prof rev hon the a an and".split()
)
_ARTICLES = frozenset({"the", "a", "an", "and"})
# Words of names that are printed in small letters, and those that begin a further part of a name.
_PARTICLES = frozenset("al el bin ibn ben abu de da von van der del di du la le".split())
_SMALL = _PARTICLES | frozenset("of the and for in on 's s".split())
# Family names that many bear, so that alone they are nobody's.
_SHARED = frozenset(
    "ahmed ahmad mohamed mohammed mohammad muhammad ali hassan hussein ibrahim omar abdullah mahmoud mustafa khan "
    "singh saleh salih aziz bashir salam suleiman smith johnson martin lee davis jones brown khalid rashid musa lopez "
    "garcia rodriguez gonzalez fernandez hernandez martinez sanchez perez silva santos costa".split()
)
_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people", "thief": "thieves"}


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of days in which a person had a sector; ``None`` for an open end."""

    sector: str | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table, or the part of it that one kind of name stands for."""

    kind: EntryKind
    table: str
    name: str
    code: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    strength: Strength | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to print an entry; ``cased`` where small letters would be another word, ``partial`` for a family name."""

    entry: Entry
    cased: bool = False
    capitals: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The entries that the words from ``start`` to ``end`` may stand for, by number, half-open."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    partial: bool = False


def find_entries(words: Sequence[Word]) -> tuple[Match, ...]:
    """The names found in the words, the longest at each place, none over another."""
    index = _index()
    found: list[Match] = []
    at = 0
    while at < len(words):
        match = _longest_at(index, words, at)
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.end
    known = frozenset(i for match in found for i in range(match.start, match.end))
    return tuple(match for match in found if not _is_another(match, words, known))


def _longest_at(index: dict[str, list[_Form]], words: Sequence[Word], at: int) -> Match | None:
    for end in range(min(len(words), at + _LONGEST), at, -1):
        span = words[at:end]
        forms = [form for form in index.get(" ".join(word.key for word in span), ()) if _fits(form, span)]
        if forms:
            return Match(at, end, tuple(dict.fromkeys(form.entry for form in forms)), forms[0].partial)
    return None


def _fits(form: _Form, span: Sequence[Word]) -> bool:
    if form.capitals:
        return all(word.text.isupper() for word in span)
    return not form.cased or all(word.capital for word in span if word.key not in _SMALL)


def _is_another(match: Match, words: Sequence[Word], known: frozenset[int]) -> bool:
    """Whether the name stands beside one that the tables do not know, so that both are the name of somebody else."""
    entry, before, after = match.entries[0], match.start - 1, match.end
    single = match.partial or (after - match.start == 1 and not words[match.start].text.isupper())
    if entry.table not in _DOUBTFUL:
        return False
    if single and before >= 0 and before not in known and words[before].capital:
        allowed = _BEFORE_FAMILY if match.partial else _ARTICLES
        if words[before].key not in allowed:
            return True
    if entry.kind == "organisation" or after >= len(words) or after in known or words[after].key in _NO_FAMILY:
        return False
    return words[after].capital or words[after].key in _PARTICLES


@cache
def _index() -> dict[str, list[_Form]]:
    """Every printed form by its words' keys."""
    index: dict[str, list[_Form]] = {}
    for text, form in _forms():
        words = split_words(text)
        key = " ".join(word.key for word in words)
        same = index.setdefault(key, [])
        if len(words) <= _LONGEST and form not in same:
            same.append(form)
    return {key: _strongest(forms) for key, forms in index.items() if key}


def _strongest(forms: list[_Form]) -> list[_Form]:
    """The forms without what a fuller name has taken; a city gives way to all others."""
    larger = [form for form in forms if form.entry.table != "cities"] or forms
    return [form for form in larger if not form.partial] or larger


def _forms() -> Iterator[tuple[str, _Form]]:
    yield from _organisations()
    yield from _leaders()
    yield from _countries()
    yield from _nationalities()
    yield from _territories()
    yield from _cities()
    yield from _roles()


def _rows(table: str) -> Iterator[list[str]]:
    """The columns of each row, padded with empty ones."""
    for line in read_text(f"{_FOLDER}/{table}.tsv").splitlines():
        if line and not line.startswith("# "):
            yield [*line.split("\t"), "", "", "", ""]


def _names(column: str) -> list[str]:
    return [name for name in column.split("|") if name]


def _proper(name: str, entry: Entry) -> tuple[str, _Form]:
    """The form of a proper name: an acronym is one only in capitals, a single word only with its capital."""
    short = name.replace(".", "")
    capitals = short.isupper() and len(short) <= 5
    bare = name.removeprefix("The ").removeprefix("the ")
    kept = bare if " " in bare or entry.kind != "organisation" else name  # "The Hill" is not any hill
    return kept, _Form(entry, cased=" " not in bare, capitals=capitals)


def _countries() -> Iterator[tuple[str, _Form]]:
    for code, names, capitals, *_ in _rows("countries"):
        first = _names(names)[0]
        for name in _names(names):
            yield name, _Form(Entry("country", "countries", first, code))
        for name in _names(capitals):
            yield name, _Form(Entry("capital", "countries", name, code), cased=True)


def _nationalities() -> Iterator[tuple[str, _Form]]:
    for code, adjectives, people, further, *_ in _rows("nationalities"):
        for name in _names(adjectives):
            yield name, _Form(Entry("adjective", "nationalities", name, code))
        for name in _names(people):
            yield plural(name), _Form(Entry("people", "nationalities", name, code))
            yield name, _Form(Entry("adjective", "nationalities", name, code))
        for name in _names(further):
            yield _proper(name, Entry("country", "nationalities", name, code))


def _territories() -> Iterator[tuple[str, _Form]]:
    for code, names, adjectives, sector, *_ in _rows("territories"):
        for name in _names(names):
            yield _proper(name, Entry("place", "territories", name, code, sector or None))
        for name in _names(adjectives):
            yield name, _Form(Entry("adjective", "territories", name, code, sector or None), cased=True)


def _cities() -> Iterator[tuple[str, _Form]]:
    for code, names, *_ in _rows("cities"):
        for name in _names(names):
            yield name, _Form(Entry("place", "cities", name, code), cased=True)


def _organisations() -> Iterator[tuple[str, _Form]]:
    for name, others, code, sector, further, *_ in _rows("organisations"):
        entry = Entry("organisation", "organisations", name, code or None, sector or None, tuple(_names(further)))
        for form in (name, *_names(others)):
            yield _proper(form, entry)


def _leaders() -> Iterator[tuple[str, _Form]]:
    for code, name, others, terms, alone, *_ in _rows("leaders"):
        entry = Entry("person", "leaders", name, code, terms=tuple(_term(term) for term in terms.split(";")))
        for form in (name, *_names(others)):
            yield form, _Form(entry, cased=True)
            for family in _family_names(form, code) if alone != _ONLY_IN_FULL else ():
                yield family, _Form(entry, cased=True, partial=True)


def _family_names(name: str, code: str) -> Iterator[str]:
    """The part of a name that stands for the whole in a second mention."""
    words = split_words(name)
    if len(words) < 2 or words[0].key in _TITLES_IN_NAMES:
        return
    family = words[0] if code in _FAMILY_FIRST else words[-1]
    if len(family.key) >= _SHORTEST_FAMILY and family.key not in _NO_FAMILY | _SHARED | _BEFORE_FAMILY:
        yield family.text
        if family.tied:
            yield f"{words[-2].text} {family.text}"


def _roles() -> Iterator[tuple[str, _Form]]:
    strengths: dict[str, Strength] = {"head": "head", "weak": "weak", "past": "past"}
    for sector, strength, phrases, *_ in _rows("roles"):
        for phrase in _names(phrases):
            own = None if sector == "-" else sector
            entry = Entry("role", "roles", phrase, sector=own, strength=strengths[strength])
            yield phrase, _Form(entry)
            yield plural(phrase), _Form(entry)


def plural(phrase: str) -> str:
    """The regular plural of a noun phrase."""
    before, _, noun = phrase.rpartition(" ")
    for one, many in _IRREGULAR.items():
        if noun == one or (noun.endswith(one) and one not in ("person", "child")):
            return f"{before} {noun.removesuffix(one)}{many}".strip()
    if noun.endswith("ss") and noun.islower():
        ending = noun + "es"
    elif noun.endswith(("s", "x", "ch", "sh", "men")):
        ending = noun if noun.endswith(("s", "men")) else noun + "es"
    elif noun.endswith("y") and noun[-2:-1] not in "aeiou":
        ending = noun[:-1] + "ies"
    else:
        ending = noun if noun.endswith("ese") else noun + "s"
    return f"{before} {ending}".strip()


def _term(text: str) -> Term:
    """A term as the table writes it: ``GOV 1993-01-20..2001-01``."""
    sector, _, days = text.strip().rpartition(" ")
    start, _, end = days.partition("..")
    return Term(sector or None, _day(start, _first_day), _day(end, _last_day))


def _day(text: str, complete: Callable[[int, int], date]) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    return complete(parts[0], parts[1] if len(parts) == 2 else 0)


def _first_day(year: int, month: int) -> date:
    return date(year, month or 1, 1)


def _last_day(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
