"""What of a record tells whether another record tells of the same happening."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from dateline.event_types import OPEN, Record, RecordDate, RecordParticipant
from dateline.story.stems import find_stems
from dateline.story_types import Report

# Words on either side of the trigger that are compared: a sentence often tells of two things. Of 6, 10, 14 and the
# whole sentence, 10 joined most of the demo's happenings without a wrong one.
_REACH: Final = 10
# Coarser places tell nothing: PLOVER's 4 is a city.
_FINE: Final = 4
# Words that part the head of a noun phrase from what is said about it.
_BREAKS: Final = frozenset("of in at from on who that which for with to and or by near outside inside".split())
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_DAY: Final = len("2020-01-16")
_NONE: Final[frozenset[str]] = frozenset()
_KEPT_PHRASES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Sketch:
    """A report with the facts that are compared."""

    report: Report
    record: Record
    words: frozenset[str]
    """Stems of the words around the trigger, its own among them, without those of the sides' names."""
    trigger: frozenset[str]
    actors: frozenset[str]
    """Names, and heads of phrases, of those who act."""
    recipients: frozenset[str]
    kinds: frozenset[str]
    """Sectors of both sides."""
    place: str | None
    """Key of a place that is a city or finer."""
    first: int
    """Day number of the first day on which it may have happened; the first of the calendar where open."""
    last: int
    is_stated: bool
    """The text itself gives the date, and both ends of it."""
    is_open: bool
    """Not yet happened, by this report."""
    published: int | None
    """Day number."""


def make_sketch(report: Report) -> Sketch:
    """The facts of a report that are compared."""
    record = report.record
    first, last = days_of(record.date)
    trigger = _stems_of(record.trigger.text) or frozenset({record.trigger.text.lower()})
    sides = (*record.actors, *record.recipients)
    return Sketch(
        report,
        record,
        words=_words_around(record).difference(*[_words_of_name(side) for side in sides]) | trigger,
        trigger=trigger,
        actors=side_keys(record.actors),
        recipients=side_keys(record.recipients),
        kinds=frozenset([side.sector for side in sides if side.sector]),
        place=place_key(record),
        first=first,
        last=last,
        is_stated=not isinstance(record.date.basis, str | None) and first > _FIRST and last < _LAST,
        is_open=record.status in OPEN,
        published=_published(record),
    )


def _published(record: Record) -> int | None:
    if record.published is None or len(record.published.value) < _DAY:
        return None
    return _number(record.published.value[:_DAY])


def days_of(when: RecordDate) -> tuple[int, int]:
    """The numbers of the first and the last day, those of the calendar where open."""
    return _number(when.start) if when.start else _FIRST, _number(when.end) if when.end else _LAST


@lru_cache(maxsize=_KEPT_PHRASES)
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def side_keys(sides: Iterable[RecordParticipant]) -> frozenset[str]:
    """Names and head words by which a side is known again; none for a pronoun without a name."""
    return _NONE.union(*[_keys_of(side.text, side.name, side.kind == "pronominal") for side in sides])


@lru_cache(maxsize=_KEPT_PHRASES)
def _keys_of(text: str, name: str | None, is_pronoun: bool) -> frozenset[str]:
    keys = {name.lower(), *find_stems(name)[-1:]} if name else set()
    if not is_pronoun:
        keys.update(_head(text))
    return frozenset(keys)


def _head(phrase: str) -> tuple[str, ...]:
    """The stem of the word that heads a noun phrase: the last before what is said about it."""
    words = phrase.replace(",", " , ").split()
    until = next((i for i, word in enumerate(words) if i and (word == "," or word.lower() in _BREAKS)), len(words))
    return find_stems(" ".join(words[:until]))[-1:]


def _words_of_name(side: RecordParticipant) -> frozenset[str]:
    own = _stems_of(side.text) if side.kind == "named" else _NONE
    return own | _stems_of(side.name) if side.name else own


@lru_cache(maxsize=_KEPT_PHRASES)
def _stems_of(phrase: str) -> frozenset[str]:
    return frozenset(find_stems(phrase))


def place_key(record: Record) -> str | None:
    """By what a place that is a city or finer is known again."""
    place = record.place
    if place is None or place.resolution is None or place.resolution < _FINE:
        return None
    return str(place.geonameid) if place.geonameid is not None else (place.name or place.text).lower()


def _words_around(record: Record) -> frozenset[str]:
    text, start = record.sentence.text, max(record.trigger.span[0] - record.sentence.span[0], 0)
    before = text[:start].rsplit(maxsplit=_REACH)[-_REACH:]
    after = text[start:].split(maxsplit=_REACH + 2)[: _REACH + 2]
    return frozenset(find_stems(" ".join([*before, *after])))
