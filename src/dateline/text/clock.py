"""The time of day stated right after or right before a date.

A time counts only with its minutes: "10 PM" says less than a value of minute precision would. An offset is
given only where the words can mean one thing: UTC, GMT, Z or figures; "CET" and "EST" leave the time without.
"""

import re
from dataclasses import dataclass
from typing import Literal

# The farthest offsets in use are UTC-12:00 and UTC+14:00; they end on a quarter of an hour.
_LARGEST_OFFSET_HOURS = 14
_OFFSET_MINUTES = frozenset({"00", "15", "30", "45"})

# How far before a date its time may begin: "10:05 p.m. (EST), Wednesday, ".
_REACH = 48

_MORNING = "오전|上午|午前|凌晨|早上|清晨"
_EVENING = "오후|下午|午後|晚上|晚间|傍晚"
_LEAD = (
    r"at|um|à|às|a\s(?:las|les)|alle|ore|ora|orele|kl|klo|kell|kello|в|о|об|ob|o|u|v|om|saat|lúc|pukul|jam|"
    r"godz|godzina|στις|ώρα|เวลา|ساعت|الساعة"
)
_LEADS = rf"(?P<lead>(?:(?:{_LEAD})[.:]?\s{{1,2}}){{1,2}})?"
# What closes a date in some languages: "5 января 2024 г.", "5日(金)", "5 d."
_DATE_TAIL = r"(?: \s?\([^\W\d_]{1,10}\) | \s?(?:(?:星期|周|週).|[гдdrmр]|года?|року)(?!\w) )?"
_TIME = rf"""
    (?: (?P<morning>{_MORNING}) \s? | (?P<evening>{_EVENING}) \s? )?
    (?P<hour>\d{{1,2}}) (?: (?P<dot>\.) | \s?[:：hHu时時點点시]\s? ) (?P<minute>\d\d) [分분]?
    (?: :(?P<second>\d\d) (?:[.,]\d{{1,9}})? )?
    (?! \d | [:：]\d )
    (?: \s?(?P<half>[apπμ])\.?\s?[mμ]\b\.? | (?P<word>\s?(?:Uhr|uur|hrs?|h|น|WIB|WITA|WIT)\b) )?
    (?: \s?(?P<zulu>Z)\b
      | \s?\(?(?P<universal>UTC|GMT)\b (?:\s?(?P<shift>[+\-−]\d{{1,2}}(?::?\d\d)?)(?!\d))? \)?
      | \s?(?P<offset>[+\-−]\d\d(?::?\d\d)?)(?![\d:])
    )?
"""
_AFTER = re.compile(
    rf"""(?: (?P<joint>T) | {_DATE_TAIL} [\s,.|·•–—\-@(/\u200e\u200f]{{0,4}} {_LEADS} ) {_TIME}""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"""{_LEADS} (?<![\d:.]){_TIME} (?: \s?\(?(?-i:[A-Z]{{2,5}})\)? )? [\s,|·•–—\-(/.]{{0,4}}
    (?: (?:on|am|el|le|den|il|op|dne|ngày)\s )? (?: [^\W\d_]{{2,14}}[,.]?\s )? \Z""",
    re.VERBOSE | re.IGNORECASE,
)
# What follows a time that is written with a dot alone, so that "on 5 May 2024 5.30 per cent" holds none.
_END = re.compile(r"\s{0,3}(?:\Z|[\n|·•)\]])")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``value`` is ISO 8601 (``06:41``, ``06:41:10+01:00``), start and end are its span."""

    value: str
    precision: Literal["minute", "second"]
    start: int
    end: int


def clock_after(text: str, position: int) -> Clock | None:
    """The time that follows a date which ends at ``position``."""
    found = _AFTER.match(text, position)
    if found is None:
        return None
    marked = not found["dot"] or found["lead"] or found["half"] or found["word"] or _END.match(text, found.end())
    return _read_clock(found) if marked else None


def clock_before(text: str, position: int, *, begin: int = 0) -> Clock | None:
    """The time that stands before a date which starts at ``position``; nothing before ``begin`` is read."""
    found = _BEFORE.search(text, max(begin, position - _REACH), position)
    if found is None or (found["dot"] and not (found["lead"] or found["half"] or found["word"])):
        return None
    return _read_clock(found)


def _read_clock(found: re.Match[str]) -> Clock | None:
    hour, minute, second = _hour(found), int(found["minute"]), int(found["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    value = f"{hour:02}:{minute:02}" + (f":{second:02}" if found["second"] else "") + _offset(found)
    return Clock(value, "second" if found["second"] else "minute", found.start(), found.end())


def _hour(found: re.Match[str]) -> int:
    """The hour on a clock of 24, from what was said about the half of the day."""
    hour = int(found["hour"])
    half = (found["half"] or "").lower()
    if found["evening"] or half in ("p", "μ"):
        return hour + 12 if hour < 12 else hour
    if half in ("a", "π") or found["morning"]:
        return hour % 12 if hour == 12 else hour
    return hour


def _offset(found: re.Match[str]) -> str:
    """The offset as ISO 8601, or "" where none is stated for certain."""
    if found["zulu"]:
        return "+00:00"
    if found["universal"]:
        return read_offset(found["shift"]) if found["shift"] else "+00:00"
    stated = found["offset"] or ""
    # "10:30-11:00" is a span of time, "10:30-11" as well; after seconds or a "T" it is a zone.
    by_machine = found["second"] or (found.re is _AFTER and found["joint"])
    certain = by_machine or (len(stated) > 3 and (stated[0] == "+" or ":" not in stated))
    return read_offset(stated) if stated and certain else ""


def read_offset(stated: str) -> str:
    """An offset such as ``+0100``, ``+1`` or ``-05:30`` as ``+hh:mm``, or "" where it can be none."""
    digits = stated[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if not hours.isascii() or int(hours) > _LARGEST_OFFSET_HOURS or minutes not in _OFFSET_MINUTES:
        return ""
    sign = "+" if stated[0] == "+" or int(hours + minutes) == 0 else "-"
    return f"{sign}{int(hours):02}:{minutes}"
