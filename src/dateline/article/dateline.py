"""The dateline at the head of a report: place, agency and date, kept in the text and given as data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.text.months import month_of

from ..types import Dateline, Span
from .names import agency_of

# A lede may stand before the paragraph with the dateline.
_PARAGRAPHS = 3
_HEAD_CHARS = 160
# A head that is the whole paragraph introduces nothing.
_LEAST_REST = 12
_MAX_PLACE_WORDS = 7
# Words of a city's name; what is longer in capitals is a heading.
_MAX_CITY_WORDS = 3
_LEAST_PLACE = 3
# "Calif.", "Wash.", "N.Y."
_REGION_CHARS = 6

# A hyphen that joins two words ends nothing.
_END = r"[ ]?(?:\.?[ ]?(?:--|[–—―]|-[ ])[–—―-]?|\.-|\||(?<=[ ])-)[ ]?"
_NAME = r"[^\W\d_][^\d()\[\]{}|:;!?\"“”„«»<>=\n–—―]{1,59}?"
_WEEKDAY = r"(?:[^\W\d_]{3,10}\.?,?[ ])?"
_YEAR = r"(?:,?[ ](?:de[ ])?[12]\d{3}(?:[ ]г\.?|년)?)?"
_MONTH = r"[^\W\d_]{1,12}"
_DAY = (
    rf"(?:(?P<month>{_MONTH})\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}(?:er|º|°)?\.?[ ](?:de[ ])?(?P<late_month>{_MONTH})\.?){_YEAR}"
)
_DATE = rf"(?P<date>{_WEEKDAY}{_DAY})"
_PAREN = r"\((?P<agency>[^\W\d_][^()\d/\n]{1,40}(?:/[^()\d/\n]{1,20})?)\)"
_SLASHED = r"(?P<agency>[^/\d\n()]{2,40}?)"

# From the most telling form to the barest.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # NEW YORK, NY / ACCESSWIRE / May 7, 2024 /        MOSCOW, January 3. /TASS/.
        rf"(?P<place>{_NAME}),?[ ]?/[ ]?{_SLASHED}[ ]?/[ ]?{_DATE}[ ]?/",
        rf"(?P<place>{_NAME}),[ ]{_DATE}\.?,?[ ]?/{_SLASHED}/\.?(?:{_END})?",
        # PORT ALDER, Nov 20 (Agency) –        LONDON (AP) —        PARIS, 3 mars (AFP).
        rf"(?P<place>{_NAME})(?:,[ ]{_DATE})?\.?,?[ ]?{_PAREN}(?P<end>(?:[ ]?\.)?{_END}|\.[ ]?|[ ]?:[ ]|(?=[ ]?\w))",
        # DUBAI 3 January (Agency) –
        rf"(?P<place>{_NAME})[ ](?P<date>{_DAY})[ ]?{_PAREN}(?P<end>{_END})",
        # (Agency) - ROME, 16 JAN -        (Agency) -
        rf"{_PAREN}{_END}(?P<place>{_NAME}),[ ]{_DATE}{_END}",
        rf"{_PAREN}{_END}",
        # ALDER, 3 January — AGENCY.
        rf"(?P<place>{_NAME})[,.][ ]{_DATE}\.?(?:{_END}|[ ])(?P<agency>[^\W\d_][^.\d\n–—―]{{1,24}}?)(?:\.[ ]|{_END})",
        # PORT ALDER, Nov 20 –        DUBAI 3 January –
        rf"(?P<place>{_NAME}),[ ]{_DATE}\.?(?P<end>{_END}|:[ ])",
        rf"(?P<place>{_NAME})[ ](?P<date>{_DAY})\.?(?P<end>{_END})",
        # PORT ALDER –        ALDER:        STOCKHOLM AGENCY –        AGENCY –
        rf"(?P<place>{_NAME})(?P<end>{_END}|:[ ])",
    )
)
# Scripts without spaces: the head stands in brackets, or ends in a sign for "by wire".
_CJK = r"\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af"
_CJK_DATE = r"(?P<date>(?:\d{1,2}[ ]?[月월][ ]?)?\d{1,2}[ ]?[日일])"
_CJK_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[（(](?P<agency>中央社)(?:記者[{_CJK}]{{2,3}})?(?P<place>[{_CJK}]{{2,4}}?)[ ]?{_CJK_DATE}[电電][）)]",
        rf"[（(【［\[](?P<place>[{_CJK}]{{2,10}}?)[ ]?{_CJK_DATE}"
        rf"[ ]?(?P<agency>[{_CJK}A-Z]{{2,10}}?)?[电電讯訊]?[）)】］\]]",
        rf"[（(【［\[](?P<place>[{_CJK}]{{2,10}})[=＝](?P<agency>[{_CJK}A-Z]{{2,10}})[）)】］\]]",
        rf"【(?P<place>[{_CJK}]{{2,8}}?)(?P<agency>共同|時事|ロイター|[A-Z]{{2,4}})】",
        rf"(?P<agency>[{_CJK}]{{2,4}}?[社网網])(?P<place>[{_CJK}]{{2,8}}?)[ ]?{_CJK_DATE}[电電讯訊]",
    )
)
_CJK_START = re.compile(rf"[（(【［\[]?[{_CJK}]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What heads a paragraph in capitals or before a dash and is no place.
_NOT_PLACES = _set(
    "update updated updates breaking exclusive watch live video photo photos opinion editorial analysis comment "
    "correction clarification explainer review interview note editor's editors news advertisement sponsored "
    "developing just in related read more background context question answer reporter host moderator warning faq "
    "q a key points summary however still also today yesterday urgent source sources author by eilmeldung kommentar "
    "anzeige foto werbung aktualisiert exklusiv korrektur meinung frage antwort hinweis direct exclusif vidéo "
    "décryptage récit analyse última actualización exclusiva opinión vídeo ultima aggiornamento esclusiva "
    "срочно обновлено видео фото мнение"
)
# Before a colon, several words in capitals are a heading unless one of these leads.
_PLACE_STARTS = _set(
    "new port fort cape mount lake saint st san santa santo sao são los las el al abu addis hong kuala buenos rio la "
    "le north south east west tel dar ho phnom novi puerto porto villa ciudad ras ulan sri old upper"
)
_SMALL_WORDS = _set(
    "de del della di da do dos das du des la las le les los el en sur am an der den dem und of the upon"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a form found, before it is believed."""

    place: str | None
    agency: str | None
    date: str | None
    month: str | None
    end: str
    rest: str


def find_dateline(text: str, body_start: int) -> Dateline | None:
    """The dateline that heads one of the first paragraphs from ``body_start`` on, with its span in ``text``."""
    heads = list(_heads(text, body_start))
    if sum([_speaks(head) for _, head in heads]) > 1:
        return None
    for start, head in heads:
        found = _read_head(head)
        if found is not None:
            length, said = found
            return Dateline(Span(start, start + length), said.place, said.agency, said.date)
    return None


def _heads(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Offset and beginning of each of the first paragraphs."""
    for _ in range(_PARAGRAPHS):
        while start < len(text) and text[start].isspace():
            start += 1
        if start >= len(text):
            return
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, text[start : min(end, start + _HEAD_CHARS)]
        start = end


def _speaks(head: str) -> bool:
    """True for a line of a transcript: a speaker in capitals, then a colon."""
    speaker, colon, _ = head.partition(": ")
    return bool(colon) and len(speaker) < 40 and speaker.isupper()


def _read_head(head: str) -> tuple[int, _Head] | None:
    dense = _CJK_START.match(head) is not None
    for pattern in _CJK_PATTERNS if dense else _PATTERNS:
        match = pattern.match(head)
        if match is None:
            continue
        said = _split_agency(_say(match))
        if len(said.rest) >= _LEAST_REST and (dense or _is_believable(said)):
            return len(match[0].rstrip()), said
    return None


def _say(match: re.Match[str]) -> _Head:
    groups = match.groupdict()
    place, agency, date = groups.get("place"), groups.get("agency"), groups.get("date")
    return _Head(
        _trim(place, match.string[match.end("place") - 1 :]) if place else None,
        agency.strip() if agency else None,
        _without_stop(date) if date else None,
        groups.get("month") or groups.get("late_month"),
        (groups.get("end") or "").strip(),
        match.string[match.end() :].strip(),
    )


def _trim(place: str, after: str) -> str:
    """The place without the stop that ends it; an abbreviated region keeps its own (``ALDER, Fla.``)."""
    place = place.strip(" ,-.")
    region = place.rpartition(", ")[2]
    abbreviated = "," in place and len(region) < _REGION_CHARS and region[1:].islower()
    return f"{place}." if abbreviated and "." in after[:2] else place


def _without_stop(date: str) -> str:
    """The date without the stop of a sentence; that of an abbreviated month stays."""
    return date.rstrip(".") if len(date.rpartition(" ")[2]) > _REGION_CHARS else date


def _split_agency(said: _Head) -> _Head:
    """The same with an agency that stands after the place without brackets, or in place of it, told apart."""
    if said.agency or not said.place:
        return said
    words = said.place.split(" ")
    for count in {len(words), 1, min(2, len(words))}:
        name = " ".join(words[-count:])
        if agency_of(name):
            place = " ".join(words[:-count]).rstrip(" ,/")
            return _Head(place or None, name, said.date, said.month, said.end, said.rest)
    return said


def _is_believable(said: _Head) -> bool:
    if said.month and month_of(said.month) is None:
        return False
    known = said.agency is not None and _is_agency(said.agency)
    if said.place is None:
        return known
    if not _is_place(said.place):
        return False
    capitals = said.place.partition(",")[0].isupper()
    if said.agency:
        # A name that nobody knows makes a dateline only beside a date, or between capitals and a dash.
        return known or said.month is not None or (capitals and said.end not in ("", ":"))
    if said.month:
        return capitals or said.end != ":"
    return capitals and _starts_sentence(said.rest) and _stands_bare(said.place, said.end)


def _is_agency(name: str) -> bool:
    return any([agency_of(part.strip()) for part in (name, *name.split("/"))])


def _is_place(name: str) -> bool:
    """True where the words begin with capitals, as the name of a place does, and none is known to be no place."""
    words = [word for word in re.split(r"[ /,-]+", name) if word]
    if not 0 < len(words) <= _MAX_PLACE_WORDS or len(name) < _LEAST_PLACE or words[0][0].islower():
        return False
    if not _NOT_PLACES.isdisjoint([word.casefold().strip(".").replace("’", "'") for word in words]):
        return False
    return all([word in _SMALL_WORDS or not word[0].islower() for word in words])


def _stands_bare(place: str, end: str) -> bool:
    """True where the place needs neither agency nor date beside it."""
    city = place.partition(",")[0]
    words = [word for word in city.split(" ") if word.casefold() not in _SMALL_WORDS]
    if end != ":":
        return len(words) <= _MAX_CITY_WORDS and city.count(" ") <= _MAX_CITY_WORDS
    if len(words) > 1:
        return city.split(" ")[0].casefold().rstrip(".") in _PLACE_STARTS
    return city == place and len(place) > _LEAST_PLACE


def _starts_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“‘«„»(")[:1]
    return bool(first) and not first.islower()
