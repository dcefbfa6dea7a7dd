"""From a line that names people to the names in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.resources import read_text
from dateline.text.months import month_of

from .features import DENSE, squeeze

MAX_NAME = 60
"""Characters; what is longer is no name."""
# Longer lines are prose; what stands beyond this is not looked at.
_MAX_LINE = 600
_MAX_NAMES = 40
_LONGEST_BY = 4
_SEPARATOR = re.compile(r"\s*[,;/|•‣▪●()\[\]、，；／｜（）＆&\n]\s*|\s+[·\-–—+]+\s+|(?<=\S)[–—]\s+|\s*(?:&amp;)\s*")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+|\S*@\S*", re.IGNORECASE)
_TOKEN_EDGE = "\"'“”‘’„«»‹›:.,*…>‚`!?#"
_DENSE = re.compile(f"[{DENSE}]")
_GLUED_BY = re.compile(r"([A-Z][a-z]{1,12})(?=[A-Z][a-z])")
# The sign under which someone writes: "Jane Doe (jdo)".
_INITIALS = re.compile(r"\s\([a-zäöü.]{1,5}\)")
_FUNCTION_WORD = re.compile(r"(?:in|on|at|for|im|am|en|el|le|dans|em|il|om|på|den) ")
_INVISIBLE = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
_DENSE_COLON = re.compile(r"[:：＝=]\s*")
# Characters with no letter between them that a name may hold.
_APOSTROPHES = "'’ʼ`"


@dataclass(frozen=True, slots=True)
class BylineWords:
    """The words of `lexicons/byline_words.tsv` by what they do, case folded."""

    by: frozenset[str]
    conjunctions: frozenset[str]
    inside: frozenset[str]
    roles: frozenset[str]
    desks: frozenset[str]
    stops: frozenset[str]
    dense_by: tuple[str, ...]
    """Of `by`: those written without spaces, the longest first."""
    dense_roles: tuple[str, ...]


@cache
def load_byline_words() -> BylineWords:
    """The shipped word list."""
    words: dict[str, set[str]] = {kind: set() for kind in ("by", "and", "inside", "role", "desk", "stop")}
    for line in read_text("lexicons/byline_words.tsv").splitlines():
        if not line.startswith("#"):
            kind, _, row = line.split("\t")
            words[kind].update(row.casefold().split("|"))
    sets = {kind: frozenset(found) for kind, found in words.items()}
    return BylineWords(
        sets["by"],
        sets["and"],
        sets["inside"],
        sets["role"],
        sets["desk"],
        sets["stop"],
        _dense_words(words["by"]),
        _dense_words(words["role"]),
    )


def _dense_words(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted((word for word in words if _DENSE.match(word)), key=len, reverse=True))


@cache
def load_agencies() -> Mapping[str, str]:
    """For each name of a news agency, as printed, the name given out; names of five letters and more case folded."""
    names: dict[str, str] = {}
    for line in read_text("lexicons/agencies.tsv").splitlines():
        if not line.startswith("#"):
            agency, _, others = line.partition("\t")
            for name in (agency, *filter(None, others.split("|"))):
                names[_agency_key(name)] = agency
    return names


def _agency_key(name: str) -> str:
    # Short names are words or initials of other things unless written as the agency writes them.
    return name.casefold() if len(name) > 4 else name


def agency_of(name: str) -> str | None:
    """The news agency of that name."""
    return load_agencies().get(_agency_key(name))


def split_names(line: str, *, whole: bool = False) -> list[str]:
    """The names in a line, without what introduces them, what they do, dates and addresses.

    ``whole``: the line states nothing but names, so small letters and digits may be part of one.
    """
    line = line[:_MAX_LINE].translate(_INVISIBLE)
    if "@" in line or "://" in line or "www." in line:
        line = _ADDRESS.sub(" | ", line)
    line = _INITIALS.sub(" ", line)
    found: dict[str, str] = {}
    for segment in _SEPARATOR.split(_unglue(line)):
        if not segment:
            continue
        for name in _names_of_segment(segment, whole):
            found.setdefault(squeeze(name), name)
        # "By Jane Doe, in Travel, Food": what follows is about the article.
        if not whole and _FUNCTION_WORD.match(segment):
            break
    found.pop("", None)
    return list(found.values())[:_MAX_NAMES]


def begins_with_by(line: str) -> bool:
    """True where a word that introduces a name stands first."""
    tokens = _unglue(line[:MAX_NAME]).split(" ")
    return _by_length(tokens) > 0 or _cut_dense_by(line[:MAX_NAME]) != line[:MAX_NAME]


def without_by(line: str) -> str:
    """The line without the words that introduce a name."""
    line = _cut_dense_by(line)
    tokens = line.split(" ")
    for _ in range(3):
        length = _by_length(tokens)
        if not length:
            break
        tokens = tokens[length:]
    return " ".join(tokens)


def _by_length(tokens: list[str]) -> int:
    """How many tokens at the start introduce a name."""
    words = load_byline_words()
    for length in range(min(_LONGEST_BY, len(tokens)), 0, -1):
        word = " ".join(tokens[:length]).casefold()
        if word.rstrip(":： ") in words.by:
            return length
    return 0


def _unglue(line: str) -> str:
    """The line "ByJane Doe", as two elements without a space between them come out, with its space."""
    glued = _GLUED_BY.match(line)
    if glued and glued[1].casefold() in load_byline_words().by - load_byline_words().inside:
        return f"{glued[1]} {line[glued.end(1) :]}"
    return line


def _cut_dense_by(line: str) -> str:
    if not _DENSE.match(line):
        return line
    for word in load_byline_words().dense_by:
        if line.startswith(word) and len(line) > len(word):
            rest = line[len(word) :]
            colon = _DENSE_COLON.match(rest)
            if colon or rest[0] == " " or len(word) > 1:
                return rest[colon.end() if colon else 0 :].strip()
    return line


def _names_of_segment(segment: str, whole: bool) -> Iterator[str]:
    label, colon, rest = segment.rpartition(": ")
    if colon:  # "Photos: Jane Doe" names no author
        if label.strip(_TOKEN_EDGE).casefold() in load_byline_words().stops:
            return
        segment = rest
    tokens = without_by(segment).split()
    if whole and len(tokens) == 1:
        yield _without_dense_role(tokens[0].strip(_TOKEN_EDGE))
        return
    words = load_byline_words()
    part: list[str] = []
    for token in tokens:
        if part and token.casefold() in words.conjunctions and _joins(token, part):
            yield _name_of(part, whole)
            part = []
        else:
            part.append(token)
    yield _name_of(part, whole)


def _joins(token: str, part: list[str]) -> bool:
    """A conjunction of one letter may be an initial or part of a Spanish or Catalan name."""
    return len(token) > 1 or (token.islower() and len(part) > 1) or not token.isascii()


def _name_of(tokens: list[str], whole: bool) -> str:
    """The name that the tokens begin with; empty where there is none."""
    words = load_byline_words()
    tokens = _without_leading_roles(tokens, words)
    kept: list[str] = []
    for i, token in enumerate(tokens):
        bare = token.strip(_TOKEN_EDGE)
        key = bare.casefold()
        # "Jane Doe Staff Writer" is Jane Doe; "Harbour Staff" stays as it is.
        if not bare or (len(kept) > 1 and key in words.roles) or _ends_name(bare, key, words, whole):
            break
        if kept and _is_month_of_date(bare, tokens[i - 1 : i + 2]):
            break
        kept.append(token)
    while kept and kept[-1].casefold() in words.inside:
        kept.pop()
    if kept and not (len(kept[-1].rstrip(".")) == 1 or kept[-1].rstrip(".").casefold() in ("jr", "sr")):
        kept[-1] = kept[-1].rstrip(_TOKEN_EDGE)
    name = _without_dense_role(" ".join(kept).lstrip(_TOKEN_EDGE + "-–— "))
    return name if len(name) <= MAX_NAME else ""


def _ends_name(bare: str, key: str, words: BylineWords, whole: bool) -> bool:
    # "Le" may begin a name, "le" ends it.
    if key in words.stops and (len(bare) > 3 or bare.islower()):
        return True
    if bare[0].isdigit():
        return True
    if whole or key in words.inside:
        return False
    return bare.islower() or any([c.isdigit() for c in bare])


def _is_month_of_date(bare: str, around: list[str]) -> bool:
    """A month beside a number; alone it may be a name ("April", "Marco")."""
    return any([token[0].isdigit() for token in around]) and month_of(bare) is not None


def _without_leading_roles(tokens: list[str], words: BylineWords) -> list[str]:
    """What is named: "Reporter Jane Doe" is Jane Doe; "Staff Writer" stays as it is."""
    start = 0
    while start < len(tokens) and _last_part(tokens[start].strip(_TOKEN_EDGE)) in words.roles:
        start += 1
    return tokens[start:] if start < len(tokens) else tokens


def _last_part(word: str) -> str:
    """Of "Harbour-Expert" is an expert."""
    return word.casefold().rpartition("-")[2]


def _without_dense_role(name: str) -> str:
    if name and _DENSE.match(name[-1]):
        for role in load_byline_words().dense_roles:
            if name.endswith(role) and len(name) > len(role) + 1:
                return name[: -len(role)].rstrip()
    return name
