"""What a search asks for: words of the text, and fields, from one line as a person writes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from dateline.errors import QueryError

_PART = re.compile(
    r"""(?P<name>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<value>\S+))
    | (?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))""",
    re.VERBOSE,
)
_WORD = re.compile(r"\w+", re.UNICODE)
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """Words that an article has, and what the records must be that it reports. All that is given must hold."""

    words: str = ""
    """As the full-text index takes them; empty for any text."""
    since: str | None = None
    """First day of publication (ISO 8601; a month or year is its first day)."""
    until: str | None = None
    """Last day of publication; a month or year is its last day."""
    type: str | None = None
    actor: str | None = None
    """A code, sector or name, as written or as in the gazetteer."""
    recipient: str | None = None
    source: str | None = None
    """Who is speaking."""
    place: str | None = None
    """A name, or the three letters of a country."""
    status: str | None = None
    publisher: str | None = None

    @property
    def asks_for_records(self) -> bool:
        """Whether articles must report an event of some kind."""
        return any([self.type, self.actor, self.recipient, self.source, self.place, self.status])


FIELDS = tuple(field.name for field in fields(Query) if field.name != "words")


def parse_query(line: str, given: Mapping[str, str | None]) -> Query:
    """The query of a line: words, ``"phrases"``, ``begin*``, ``-without``, ``this OR that``, ``type:PROTEST``.

    ``given`` holds fields named beside the line, which count where the line does not name them.

    Raises:
        QueryError: a field that there is none of, a day that is none, or what is no text.
    """
    if _SURROGATE.search(line + "".join(filter(None, given.values()))):
        raise QueryError("what is searched for is no text that can be encoded")
    named: dict[str, str] = {name: value for name, value in given.items() if value}
    words: list[str] = []
    without: list[str] = []
    for found in _PART.finditer(line):
        name = found["name"]
        if name:
            named[name] = found["quoted"] if found["quoted"] is not None else found["value"]
        elif found["word"] == "OR":
            words.append("OR")
        else:
            (without if found["minus"] else words).append(_quote(found))
    unknown = sorted(set(named) - set(FIELDS))
    if unknown:
        raise QueryError(f"no field {unknown[0]}: there are {', '.join(FIELDS)}; quote words with a colon")
    for field in ("since", "until"):
        if field in named and not _DAY.fullmatch(named[field]):
            raise QueryError(f"{field}: {named[field]!r} is no day like 2026-11-20, month or year")
    query = replace(Query(), **named)
    return replace(query, words=_join(words, without), type=query.type.upper() if query.type else None)


def _quote(found: re.Match[str]) -> str:
    """A term as the index takes it: in quotes, so that no word of it is an operator."""
    text = found["phrase"] if found["phrase"] is not None else found["word"]
    parts = _WORD.findall(text)
    if not parts:
        return ""
    star = "*" if text.endswith("*") else ""
    return f'"{" ".join(parts)}"{star}'


def _join(words: list[str], without: list[str]) -> str:
    """The terms as one expression: one after the other is AND, what is not wanted comes last."""
    groups: list[list[str]] = []
    joins = False
    for term in filter(None, words):
        if term == "OR":
            joins = bool(groups)
            continue
        if joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    unwanted = [term for term in without if term]
    if unwanted and not wanted:
        raise QueryError("a search needs a word that is wanted beside those that are not")
    return wanted + "".join(f" NOT {term}" for term in unwanted)
