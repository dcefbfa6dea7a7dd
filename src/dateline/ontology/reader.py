"""An ontology from the text of a TOML file, which may extend the shipped one."""

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast, get_args

from dateline.errors import OntologyError
from dateline.event_types import Polarity, Status
from dateline.ontology.forms import forms_of
from dateline.ontology.model import Context, EventType, Mode, Ontology, Pattern, Quad, Recipient, Rewrite
from dateline.ontology.patterns import UnknownList, index_cues, read_patterns

_TOP = ("name", "version", "extends", "remove", "words", "types", "contexts", "rewrites")
_CUES = ("verbs", "nouns", "weak")
_TYPE = ("definition", "quad", "score", "recipient", "default_mode", "modes", *_CUES)
_MODE = ("score", "words", "actors", "recipients", *_CUES)
_REWRITE = ("id", "types", "status", "polarity", "self_speech", "becomes")
# First in a list it stands for what the extended ontology has there.
_AND_BEFORE = "..."
_LOWEST, _HIGHEST = -10, 10
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class Reader:
    """Reads the tables of one file on top of what it extends, and says where an error stands."""

    def __init__(self, text: str, origin: str) -> None:
        self._lines = text.splitlines()
        self._origin = origin

    def error(self, reason: str, key: str) -> OntologyError:
        """The error at the line where a dotted key stands, or the table that it should stand in."""
        *tables, last = key.split(".")
        header = self._find(rf"\[+{re.escape('.'.join(tables))}\]") if tables else None
        start = header or 0
        name = re.escape(last)
        line = self._find(rf"\[+([^\]]*\.)?{name}\s*\]|{name}\s*=|[^#]*[\"']{name}[\"']", start) or header
        where = f"{self._origin}, line {line}" if line else self._origin
        return OntologyError(f"{where}: {key}: {reason}", key=key, line=line)

    def _find(self, pattern: str, start: int = 0) -> int | None:
        """Number of the first line after ``start`` that begins so."""
        found = re.compile(rf"\s*(?:{pattern})")
        return next((i for i, line in enumerate(self._lines[start:], start + 1) if found.match(line)), None)

    def known(self, table: Mapping[str, Any], names: Collection[str], path: str) -> None:
        """Refuses a key that is none of the names."""
        for key in table:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1, 0.5)
                advice = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(names)}"
                raise self.error(f"unknown key; {advice}", f"{path}{key}")

    def table(self, of: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any]:
        """The table under a key, empty where there is none."""
        value = of.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"must be a table: write [{path}{key}]", f"{path}{key}")
        return value

    def texts(self, of: Mapping[str, Any], key: str, path: str, before: Iterable[str] = ()) -> tuple[str, ...]:
        """The list of texts under a key; ``"..."`` at its head stands for those before."""
        if key not in of:
            return tuple(before)
        value = of[key]
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.error('must be a list of texts: ["a", "b"]', f"{path}{key}")
        rest = value[1:] if value[:1] == [_AND_BEFORE] else value
        return tuple(dict.fromkeys((*before, *rest) if len(rest) < len(value) else rest))

    def text(self, of: Mapping[str, Any], key: str, path: str, default: str | None) -> str | None:
        """The text under a key."""
        value = of.get(key, default)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.error('must be a text: "..."', f"{path}{key}")
        return value

    def one_of(self, value: Any, names: Collection[Any], key: str) -> Any:
        """The value, which must be one of the names."""
        if value is not None and (value not in names or isinstance(value, bool)):
            raise self.error(f"{value!r} is not known; write one of {', '.join(map(str, names))}", key)
        return value

    def score(self, of: Mapping[str, Any], path: str, default: float | None) -> float | None:
        """The score, between the ends of the scale."""
        value = of.get("score", default)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (is_number and _LOWEST <= value <= _HIGHEST):
            raise self.error(f"must be a number from {_LOWEST} to {_HIGHEST}", f"{path}score")
        return None if value is None else float(value)


def parse_ontology(text: str, origin: str, find_extended: Callable[[str], Ontology | None]) -> Ontology:
    """The ontology in a text; ``origin`` names it in errors, ``find_extended`` gives the one it extends.

    Raises:
        OntologyError: not TOML, or not as an ontology is written.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), origin) from error
    reader = Reader(text, origin)
    reader.known(data, _TOP, "")
    before = _extended(reader, data, find_extended)
    lists = dict(before.word_lists) if before else {}
    for name in reader.table(data, "words", ""):
        lists[name] = reader.texts(data["words"], name, "words.", lists.get(name, ()))
    types = _read_types(reader, data, before)
    return Ontology(
        name=reader.text(data, "name", "", None) or (f"{before.name}+" if before else "own"),
        version=reader.text(data, "version", "", None) or (before.version if before else "1"),
        types=types,
        contexts=_read_contexts(reader, data, before),
        rewrites=_read_rewrites(reader, data, before, types),
        word_lists=lists,
        cues=_index(reader, types, lists),
    )


def _syntax_error(message: str, origin: str) -> OntologyError:
    at = _AT_LINE.search(message)
    reason = _AT_LINE.sub("", message).strip()
    where = f"{origin}, line {at[1]}" if at else f"{origin}, at its end"
    return OntologyError(f"{where}: not TOML: {reason}", line=int(at[1]) if at else None)


def _extended(reader: Reader, data: Mapping[str, Any], find: Callable[[str], Ontology | None]) -> Ontology | None:
    name = reader.text(data, "extends", "", None)
    before = find(name) if name else None
    if name and before is None:
        raise reader.error(f'{name!r} is no ontology of the package; write extends = "plover"', "extends")
    return before


def _read_types(reader: Reader, data: Mapping[str, Any], before: Ontology | None) -> dict[str, EventType]:
    types = dict(before.types) if before else {}
    for name in reader.texts(data, "remove", ""):
        if name not in types:
            near = difflib.get_close_matches(name.upper(), types, 1, 0.5)
            raise reader.error(f"there is no such type to remove{f'; did you mean {near[0]!r}?' if near else ''}", name)
        del types[name]
    for name, table in reader.table(data, "types", "").items():
        types[name] = _read_type(reader, name, table, types.get(name))
    if not types:
        raise reader.error('no event types; add [types.NAME] or extends = "plover"', "types")
    return types


def _read_type(reader: Reader, name: str, table: Any, before: EventType | None) -> EventType:
    path = f"types.{name}."
    if not isinstance(table, dict):
        raise reader.error(f"must be a table: write [types.{name}]", f"types.{name}")
    reader.known(table, _TYPE, path)
    modes = {mode.name: mode for mode in before.modes} if before else {}
    for key, mode in reader.table(table, "modes", path).items():
        modes[key] = _read_mode(reader, f"{path}modes.{key}.", key, mode, modes.get(key))
    definition = reader.text(table, "definition", path, before.definition if before else None)
    if definition is None:
        raise reader.error('a new type needs a definition; add definition = "..."', f"types.{name}")
    quad = reader.one_of(table.get("quad", before.quad if before else None), get_args(Quad), f"{path}quad")
    recipient = table.get("recipient", before.recipient if before else "optional")
    default = reader.text(table, "default_mode", path, before.default_mode if before else None)
    found = EventType(
        name=name,
        definition=definition,
        quad=cast("Quad | None", quad),
        score=reader.score(table, path, before.score if before else None),
        recipient=cast("Recipient", reader.one_of(recipient, get_args(Recipient), f"{path}recipient")),
        modes=tuple(modes.values()),
        default_mode=reader.one_of(default, tuple(modes), f"{path}default_mode"),
        verbs=reader.texts(table, "verbs", path, before.verbs if before else ()),
        nouns=reader.texts(table, "nouns", path, before.nouns if before else ()),
        weak=reader.texts(table, "weak", path, before.weak if before else ()),
    )
    parts: tuple[EventType | Mode, ...] = (found, *found.modes)
    if before is None and not any(part.verbs or part.nouns for part in parts):
        raise reader.error('a new type needs cues; add verbs = ["..."] or nouns = ["..."]', f"types.{name}")
    return found


def _read_mode(reader: Reader, path: str, name: str, table: Any, before: Mode | None) -> Mode:
    if not isinstance(table, dict):
        raise reader.error(f"must be a table: write [{path.rstrip('.')}]", path.rstrip("."))
    reader.known(table, _MODE, path)
    words = reader.texts(table, "words", path)
    return Mode(
        name=name,
        score=reader.score(table, path, before.score if before else None),
        words=_with_forms(words) if "words" in table or before is None else before.words,
        actors=frozenset(reader.texts(table, "actors", path, before.actors if before else ())),
        recipients=frozenset(reader.texts(table, "recipients", path, before.recipients if before else ())),
        verbs=reader.texts(table, "verbs", path, before.verbs if before else ()),
        nouns=reader.texts(table, "nouns", path, before.nouns if before else ()),
        weak=reader.texts(table, "weak", path, before.weak if before else ()),
    )


def _with_forms(words: Iterable[str]) -> frozenset[str]:
    """Words with the forms of their last: "human rights", "supreme courts"."""
    found: set[str] = set()
    for text in words:
        *first, last = text.lower().split()
        found.update(" ".join([*first, form]) for form in forms_of(last))
    return frozenset(found)


def _read_contexts(reader: Reader, data: Mapping[str, Any], before: Ontology | None) -> tuple[Context, ...]:
    contexts = {context.name: context for context in before.contexts} if before else {}
    table = reader.table(data, "contexts", "")
    for name in table:
        contexts[name] = Context(name, _with_forms(reader.texts(table, name, "contexts.")))
    return tuple(contexts.values())


def _read_rewrites(
    reader: Reader, data: Mapping[str, Any], before: Ontology | None, types: Mapping[str, EventType]
) -> tuple[Rewrite, ...]:
    """The file's own rules, then those before that it does not replace by their id and whose type is left."""
    tables = data.get("rewrites", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise reader.error("write each rule as [[rewrites]]", "rewrites")
    own = [_read_rewrite(reader, table, types) for table in tables]
    ids = {rule.id for rule in own}
    kept = [rule for rule in (before.rewrites if before else ()) if rule.id not in ids and rule.becomes in types]
    return (*own, *kept)


def _read_rewrite(reader: Reader, table: Mapping[str, Any], types: Mapping[str, EventType]) -> Rewrite:
    reader.known(table, _REWRITE, "rewrites.")
    name = reader.text(table, "id", "rewrites.", None)
    becomes = reader.text(table, "becomes", "rewrites.", None)
    if name is None or becomes is None or not table.get("types"):
        raise reader.error("a rule needs id, types and becomes", "rewrites")
    of = reader.texts(table, "types", "rewrites.")
    statuses = reader.texts(table, "status", "rewrites.")
    for one in (*of, becomes):
        reader.one_of(one, tuple(types), f"rewrites.{one}")
    for status in statuses:
        reader.one_of(status, get_args(Status), f"rewrites.{status}")
    self_speech = table.get("self_speech")
    if self_speech is not None and not isinstance(self_speech, bool):
        raise reader.error("must be true or false", "rewrites.self_speech")
    polarity = reader.one_of(table.get("polarity"), get_args(Polarity), "rewrites.polarity")
    return Rewrite(name, frozenset(of), frozenset(statuses), polarity, self_speech, becomes)


def _index(reader: Reader, types: Mapping[str, EventType], lists: Mapping[str, tuple[str, ...]]) -> Any:
    patterns: list[Pattern] = []
    for event_type in types.values():
        try:
            patterns.extend(read_patterns(event_type, lists))
        except UnknownList as error:
            near = difflib.get_close_matches(str(error), [*lists, "person", "place", "organization"], 1, 0.5)
            advice = f"did you mean '@{near[0]}'?" if near else f"add {error} = [...] to [words]"
            raise reader.error(f"no list of words '@{error}'; {advice}", f"types.{event_type.name}") from error
    return index_cues(patterns)
