"""When the article was published and modified: every day the page states, and the one its sources agree on.

Never the time of retrieval, never a day from a list of other stories: a day that only such places state scores below
"none of them", and the answer is then ``None``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from math import log, log1p

import numpy as np

from ..text.dates import StatedDate, find_dates
from ..text.machine_dates import read_machine_date, read_url_date
from ..types import Basis, Moment
from .block_model import ROLES, Floats
from .layout import Layout
from .metadata import LdObject, Metadata, strings
from .ranking import load_ranking

_BODY, _BYLINE, _DATE = ROLES.index("body"), ROLES.index("byline"), ROLES.index("date")
_LD_KEYS = ("datePublished", "dateCreated", "uploadDate", "dateModified")
_MODIFIED = re.compile(r"modif|update|revis|lastmod", re.IGNORECASE)
_META_NAME = re.compile(r"date|time|publi|issued|created|modif|updated", re.IGNORECASE)
_SCRIPT_DATE = re.compile(
    r"[\"'](date_?published|published_?(?:at|date|time|on)?|publish_?(?:date|time|ed_?at)|publication_?date|"
    r"first_?published(?:_?(?:at|date))?|date_?created|created_?at|display_?date|modified(?:_?(?:at|date))?|"
    r"date_?modified|updated_?at|last_?modified)[\"']\s{0,3}:\s{0,3}[\"']([^\"'\\]{8,40})[\"']",
    re.IGNORECASE,
)
_SCRIPT_WORDS = ("ublish", "ublicat", "reated", "isplay", "odified", "pdated")
# Characters of a key before such a word, and of key and value after its start.
_SCRIPT_KEY, _SCRIPT_PAIR = 18, 80
# Script state is searched this far, for this many dates; visible dates in blocks up to this long, this many blocks.
_SCRIPT_CHARS, _SCRIPT_DATES = 60_000, 12
_BLOCK_CHARS, _DATE_BLOCKS, _OTHERS = 160, 40, 40
_YEAR = re.compile(r"(?:19|20)\d\d|[\u0660-\u0669\u06f0-\u06f9]{4}|25[5-7]\d")
_DATE_MODIFIED = "dateModified"
_FULL_DAY = 10
_LIKELY, _LEAST_SCORE, _LOGIT_SCALE = 0.5, 1e-4, 6
# A line up to this long is little but the date; a page's own clock stands in its first lines.
_SHORT, _TOP = 45, 6
_STEPS = (1, 2, 3, 5, 8, 15, 40)
# Evidence that the publisher states for machines, outright.
_FIRM = frozenset(("json-ld", "meta"))
_PRECISIONS = ("day", "minute", "second")


@dataclass(frozen=True, slots=True)
class Statement:
    """One place of the page that states a day."""

    date: StatedDate
    source: str
    basis: Basis
    modified: bool
    score: float = 0.0
    """The block model's probability that the block is the article's date line."""
    marks: tuple[str, ...] = ()
    """What is to be said of the place of a visible date."""
    marked: bool = False
    """The markup says outright that the page was modified then."""


@dataclass(frozen=True, slots=True)
class Times:
    """Both clocks of the page; the third, when it was recorded, is not its own to say."""

    published: Moment | None
    modified: Moment | None


def find_times(layout: Layout, metadata: Metadata, scores: Floats, *, url: str | None, headline: int | None) -> Times:
    """When the article was published and last modified, as the page states it."""
    statements = find_statements(layout, metadata, scores, url=url, headline=headline)
    days = group_by_day(statements)
    best = load_ranking("published").best([day_features(day, days) for day in days])
    published = _moment(days[best]) if best is not None else None
    changed = [s for s in statements if s.modified and (s.basis in _FIRM or s.marked)]
    modified = _as_moment(changed[0]) if changed else None
    if published and modified and modified.value[:_FULL_DAY] < published.value[:_FULL_DAY]:
        modified = None  # a page changed before it was published: one of the two is not what it says
    return Times(published, modified)


def find_statements(
    layout: Layout, metadata: Metadata, scores: Floats, *, url: str | None, headline: int | None
) -> list[Statement]:
    """Every day that the page states, in the order of trust."""
    found = [
        *_from_objects(metadata.articles, "ld", layout.language),
        *_from_metas(metadata, layout.language),
        *_from_blocks(layout, scores, headline),
        *_from_objects(metadata.others[:_OTHERS], "other ld", layout.language),
        *_from_scripts(layout),
        *_from_url(url),
    ]
    return [statement for statement in found if statement.date.precision in _PRECISIONS]


def group_by_day(statements: list[Statement]) -> list[list[Statement]]:
    """Statements of one day together, days in order of first statement."""
    days: dict[str, list[Statement]] = {}
    for statement in statements:
        days.setdefault(statement.date.value[:_FULL_DAY], []).append(statement)
    return list(days.values())


def day_features(day: list[Statement], days: list[list[Statement]]) -> dict[str, float]:
    """What the ranking is told about one day."""
    found: dict[str, float] = {}
    for statement in day:
        found["from " + statement.source] = 1.0
        for mark in statement.marks:
            found[mark] = 1.0
    visible = [statement for statement in day if statement.marks]
    if visible:
        best = max(visible, key=lambda statement: statement.score)
        found["score"] = _logit(best.score)
        found["best score"] = float(best.score >= max([s.score for d in days for s in d if s.marks]))
        for mark in best.marks:
            found["best " + mark] = 1.0
        found["seen"] = log1p(len(visible))
    found["kinds"] = log1p(len({statement.basis for statement in day}))
    found["sources"] = log1p(len({statement.source for statement in day}))
    found["only modified"] = float(all(statement.modified for statement in day))
    found["some modified"] = float(any(statement.modified for statement in day))
    found["has time"] = float(any(statement.date.precision != "day" for statement in day))
    found["only day"] = float(len(days) == 1)
    return found | _firm_features(day, days) | _order_features(day, days)


def _firm_features(day: list[Statement], days: list[list[Statement]]) -> dict[str, float]:
    """Whether the metadata gives the day out as that of publication or of a change, and another as the other."""
    clocks = {statement.modified for statement in day if statement.basis in _FIRM}
    others = {s.modified for d in days if d is not day for s in d if s.basis in _FIRM}
    return {
        "firm modified": float(clocks == {True}),
        "firm modified beside published": float(clocks == {True} and False in others),
        "firm published beside modified": float(False in clocks and others == {True}),
    }


def _order_features(day: list[Statement], days: list[list[Statement]]) -> dict[str, float]:
    """Where the day stands among the others that the page states: a page is seldom older than what it links to."""
    found: dict[str, float] = {}
    value = _day_of(day)
    firm = [_day_of(d) for d in days if any(s.basis in _FIRM for s in d)]
    if value in firm:
        found["earliest firm"] = float(value == min(firm))
        found["latest firm"] = float(value == max(firm) and len(firm) > 1)
    elif firm:
        found["loose beside firm"] = 1.0
        found["before all firm"] = float(value < min(firm))
    others = [_day_of(d) for d in days]
    if len(others) > 1:
        kind = "" if firm else "no firm, "
        found[kind + "latest"] = float(value == max(others))
        found[kind + "earliest"] = float(value == min(others))
        found[kind + "later share"] = sum([other > value for other in others]) / len(others)
    return found


def _day_of(day: list[Statement]) -> str:
    return day[0].date.value[:_FULL_DAY]


def _logit(score: float) -> float:
    score = min(max(score, _LEAST_SCORE), 1 - _LEAST_SCORE)
    return log(score / (1 - score)) / _LOGIT_SCALE


def _from_objects(objects: tuple[LdObject, ...], prefix: str, language: str) -> Iterator[Statement]:
    for item in objects:
        for key in _LD_KEYS:
            for value in strings(item.get(key)):
                date = read_machine_date(value, language=language or None)
                if date:
                    yield Statement(date, f"{prefix} {key}", "json-ld", bool(_MODIFIED.search(key)))


def _from_metas(metadata: Metadata, language: str) -> Iterator[Statement]:
    for name, values in metadata.metas.items():
        if not _META_NAME.search(name):
            continue
        date = read_machine_date(values[0], language=language or None)
        if date:
            yield Statement(date, "meta " + name, "meta", bool(_MODIFIED.search(name)))


def _from_blocks(layout: Layout, scores: Floats, headline: int | None) -> Iterator[Statement]:
    likely = scores[:, _DATE].tolist()
    start = headline or 0
    body = np.flatnonzero(scores[:, _BODY] > _LIKELY)
    body_start = int(body[0]) if len(body) else None
    dated = [i for i, b in enumerate(layout.blocks) if len(b.text) <= _BLOCK_CHARS and _states_year(b.text)]
    timed = [i for i, b in enumerate(layout.blocks) if b.inlines and any([x.element.tag == "time" for x in b.inlines])]
    order = sorted({*dated, *timed}, key=lambda i: (-round(likely[i], 1), abs(i - start)))[:_DATE_BLOCKS]
    for i in sorted(order):
        block = layout.blocks[i]
        marks = (
            f"headline {_step(i - headline)}" if headline is not None else "headline none",
            f"body {_step(i - body_start)}" if body_start is not None else "body none",
            f"{'line' if layout.plain else 'block'} {'short' if len(block.text) <= _SHORT else 'long'}",
            f"link {block.link_chars * 2 > len(block.text)}",
            f"top {i < _TOP}",
            f"byline {float(scores[max(0, i - 1) : i + 2, _BYLINE].max()) > _LIKELY}",
        )
        changed = bool(_MODIFIED.search(block.text) or _MODIFIED.search(block.element.attribute("class")))
        for inline in block.inlines:
            date = read_machine_date(inline.element.attribute("datetime")) if inline.element.tag == "time" else None
            if date:
                said = inline.element.attribute("itemprop") == _DATE_MODIFIED
                yield Statement(date, "time", "markup", changed or said, likely[i], marks, said)
        for date in find_dates(block.text, language=layout.language or None):
            yield Statement(date, "line" if layout.plain else "text", "text", changed, likely[i], marks)


def _step(distance: int) -> str:
    """Blocks from a landmark, in steps that widen."""
    side = "after" if distance > 0 else "before"
    far = next((str(step) for step in _STEPS if abs(distance) <= step), "far")
    return f"{side} {far}"


def _states_year(text: str) -> bool:
    # Few lines have these digits: asking for them first is three times as fast.
    return ("20" in text or "19" in text or not text.isascii()) and _YEAR.search(text) is not None


def _from_scripts(layout: Layout) -> Iterator[Statement]:
    matches = chain.from_iterable([_find_script_dates(script) for script in layout.scripts])
    for match in islice(matches, _SCRIPT_DATES):
        date = read_machine_date(match[2])
        if date:
            key = match[1].lower().replace("_", "")
            yield Statement(date, "script " + key, "markup", bool(_MODIFIED.search(key)))


def _find_script_dates(script: str) -> Iterator[re.Match[str]]:
    """Keys that name a date, with its value; their words are looked for first, which is ten times as fast."""
    places = sorted({place for word in _SCRIPT_WORDS for place in _places(script, word)})
    end = 0
    for place in places:
        match = _SCRIPT_DATE.search(script, max(end, place - _SCRIPT_KEY), place + _SCRIPT_PAIR)
        if match:
            end = match.end()
            yield match


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word, 0, _SCRIPT_CHARS)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word), _SCRIPT_CHARS)


def _from_url(url: str | None) -> Iterator[Statement]:
    date = read_url_date(url) if url else None
    if date:
        yield Statement(date, "url", "url", modified=False)


def _moment(day: list[Statement]) -> Moment:
    """The day's most trusted statement; a time of day from it, or from the first that has one."""
    firm = [statement for statement in day if not statement.modified] or day
    timed = [statement for statement in firm if statement.date.precision != "day"]
    return _as_moment((timed or firm)[0])


def _as_moment(statement: Statement) -> Moment:
    return Moment(statement.date.value, statement.date.precision, statement.basis)
