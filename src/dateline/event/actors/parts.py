"""The parts of a noun phrase, and what each names.

The core ends at the first preposition, comma or relative word that is not inside a name of the gazetteer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.event.actors.words import Word
from dateline.event.gazetteer import Entry, Match

# What a part begins with: marks, relative words, prepositions.
SET_APART = frozenset({",", "(", "–", "—", ":", "[", "/"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where", "when", "while", "including"})
_CLOSING = frozenset({")", "]", ";", ".", "!", "?", "“", "”", '"'})
_PREPOSITIONS = frozenset(
    "of for at from with in near inside across to on by against among under over into between about behind around "
    "outside along throughout like as than through during after before".split()
)
_OPENERS = SET_APART | RELATIVE | _CLOSING | _PREPOSITIONS

# "thousands of", "one of": how many of those named behind.
_QUANTITIES = frozenset(
    "thousands hundreds dozens scores tens millions number majority many some one two three four five several most "
    "all both half each part parts group groups band bands members member couple handful crowds pair others any "
    "none".split()
)
# What the word behind a hyphen does to the name before it: "Iran-backed" says nothing of the actor's own state.
_TAKES_AWAY = frozenset(
    "backed sponsored supported funded financed trained armed allied aligned linked friendly occupied held imposed "
    "style made brokered mediated designated controlled".split()
)
_AGAINST_OR_FOR = frozenset({"anti", "pro", "non"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the phrase, by word numbers, with the word that opens it ("" for the core)."""

    opener: str
    start: int
    end: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the rule that gave it."""

    value: str
    via: str
    entry: Entry | None = None


def split_parts(words: Sequence[Word], matches: Sequence[Match]) -> tuple[Part, ...]:
    """The core of the phrase and the parts behind it; a name of the gazetteer is never cut."""
    inside = {i for match in matches for i in range(match.start, match.end)}
    cuts = [i for i, word in enumerate(words) if word.key in _OPENERS and i not in inside and not word.tied]
    bounds = [*cuts, len(words)]
    parts = [Part("", 0, bounds[0], ())]
    parts += [Part(words[i].key, i + 1, end, ()) for i, end in zip(cuts, bounds[1:], strict=True)]
    kept = [part for part in parts if part.end > part.start]
    if len(kept) > 1 and kept[1].opener == "of" and words[kept[0].end - 1].key in _QUANTITIES:
        kept = [Part("", kept[1].start, kept[1].end, ()), *kept[2:]]
    return tuple(
        Part(part.opener, part.start, part.end, tuple(m for m in matches if part.start <= m.start < part.end))
        for part in kept
    )


def row_of(entry: Entry) -> str:
    """The row of a table, as ``via`` names it."""
    return f"{entry.kind} {entry.name} ({entry.table})"


def roles_of(match: Match, strengths: Sequence[str]) -> list[Entry]:
    """The words for roles of these strengths that a match may be."""
    return [entry for entry in match.entries if entry.kind == "role" and entry.strength in strengths]


def roles_in(parts: Sequence[Part], strengths: Sequence[str]) -> list[Entry]:
    """The words for roles of these strengths in the parts, in order, one a match."""
    return [entry for part in parts for match in part.matches for entry in roles_of(match, strengths)[:1]]


def body_in(words: Sequence[Word], part: Part) -> Entry | None:
    """The organization a part names, unless it only helps or opposes the actor."""
    for match in part.matches:
        for entry in match.entries:
            if entry.kind == "organisation" and len(match.entries) == 1 and not is_taken(words, match):
                return entry
    return None


def is_taken(words: Sequence[Word], match: Match) -> bool:
    """Whether the name only says who helps, opposes or holds the actor."""
    behind = words[match.end] if match.end < len(words) else None
    against = match.start > 0 and words[match.start].tied and words[match.start - 1].key in _AGAINST_OR_FOR
    return against or bool(behind and behind.key in _TAKES_AWAY and behind.tied)
