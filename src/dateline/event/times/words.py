"""A text as a row of codes, one a word, so that a grammar of time expressions is a pattern over words.

Every word of the lexicon has a code of its own, every shape of a figure too, and all other words share one. A class
is a set of codes, and a word may be of several classes ("second").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.resources import read_text

_LEXICON = "lexicons/time_words.tsv"

# Codes lie in the private area, where they mean nothing to a pattern.
_FIRST_CODE = 0xE000
OTHER = "x"
# Words that end as most verbs of the past do.
_PAST_ENDING = "ed"
_LIKE_PAST = "e"

# Marks and shapes of figures, with the classes of each.
_MARKS = {
    **{",": ("COMMA",), ".": ("DOT", "STOP"), "-": ("HYPHEN",), "–": ("HYPHEN",), "'": ("QUOTE",), "’": ("QUOTE",)},
    **{"'s": ("S",), "’s": ("S",), "¶": ("STOP",), ";": ("STOP",), "?": ("STOP",), "!": ("STOP",)},
}
_SHAPES = {
    "#hour": ("HOUR", "DAYNUM", "INTEGER"),
    "#day": ("DAYNUM", "INTEGER"),
    "#count": ("INTEGER",),
    "#year": ("YEAR", "INTEGER"),
    "#decimal": ("DECIMAL",),
    "#fraction": ("FRACTION",),
    "#clock": ("CLOCK",),
    "#dotted": ("DOTTED", "DECIMAL"),
    "#ordinal": ("ORDNUM",),
    "#decade": ("DECADE",),
    "#iso": ("ISO",),
    "#slashed": ("SLASHED",),
}

# What a figure of four digits is taken for.
_FIRST_YEAR = 1500
_LAST_YEAR = 2099
# Longer figures count no days.
_MOST_DIGITS = 6

_TOKEN = re.compile(
    r"""
    [apAP]\.[mM]\b\.?
  | [^\W\d_]+
  | \d{4}-\d\d-\d\d (?!\d) | \d{1,2}/\d{1,2}/(?:\d{4}|\d\d) (?![\d/])
  | \d++ (?: [.,:/]\d++ )*+ (?: (?:st|nd|rd|th|s) \b )?
  | ['’]s \b | \n[^\S\n]*\n\s* | \S
    """,
    re.VERBOSE,
)
_SHAPE_PATTERNS = (
    ("#iso", re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)),
    ("#slashed", re.compile(r"\d+/\d+/\d+\Z", re.ASCII)),
    ("#clock", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d\Z", re.ASCII)),
    ("#dotted", re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d\Z", re.ASCII)),
    ("#decimal", re.compile(r"\d{1,4}\.\d{1,2}\Z", re.ASCII)),
    ("#fraction", re.compile(r"[1-9]/[2-8]\Z", re.ASCII)),
    ("#ordinal", re.compile(r"\d{1,2}(?:st|nd|rd|th)\Z", re.ASCII)),
    ("#decade", re.compile(r"(?:1[5-9]|20|)\d0s\Z", re.ASCII)),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, the code of each, and where they stand."""

    codes: str
    texts: list[str]
    """In small letters."""
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The code of each word, the codes of each class, and what the words of a class stand for."""

    codes: Mapping[str, str]
    capitals: Mapping[str, str]
    """The codes of words that are of the lexicon only with their capital."""
    classes: Mapping[str, str]
    values: Mapping[tuple[str, str], str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of time expressions, read once."""
    rows = [line.split("\t") for line in read_text(_LEXICON).splitlines() if not line.startswith("#")]
    named = [(word, name.upper()) for word, name, _ in rows]
    named += [(sign, name) for sign, names in {**_MARKS, **_SHAPES}.items() for name in names]
    codes = {word: chr(_FIRST_CODE + i) for i, word in enumerate(dict.fromkeys(word for word, _ in named))}
    classes = {"LIKE_PAST": _LIKE_PAST}
    for word, name in named:
        classes[name] = classes.get(name, "") + codes[word]
    capitals = {form: code for word, code in codes.items() if word != word.lower() for form in (word, word.upper())}
    values = {(name.upper(), word.lower()): value for word, name, value in rows}
    return Vocabulary(codes, capitals, classes, values)


def read_words(text: str) -> Words:
    """The words of ``text``; a blank line is a word of its own, "¶"."""
    codes, texts, starts, ends = [], [], [], []
    for found in _TOKEN.finditer(text):
        low, code = _read_word(found[0])
        codes.append(code)
        texts.append(low)
        starts.append(found.start())
        ends.append(found.end())
    return Words("".join(codes), texts, starts, ends)


def _read_word(word: str) -> tuple[str, str]:
    """A word in small letters, and its code."""
    known, low = vocabulary(), word.lower()
    if word is not low and word in known.capitals:
        return low, known.capitals[word]
    if low in known.codes:
        return low, known.codes[low]
    if word[0].isdecimal():
        return low, _code_of_figure(word)
    if word.isspace():
        return "¶", known.codes["¶"]
    return low, _LIKE_PAST if word.endswith(_PAST_ENDING) and word == low else OTHER


def _code_of_figure(word: str) -> str:
    shape = _shape_of(word)
    return vocabulary().codes[shape] if shape else OTHER


def _shape_of(word: str) -> str | None:
    """The shape of a figure, ``None`` where it has none that a time expression could hold."""
    digits = word.replace(",", "")
    if digits.isdecimal() and digits.isascii():
        if len(digits) > _MOST_DIGITS:
            return None
        number = int(digits)
        if len(word) == 4 and _FIRST_YEAR <= number <= _LAST_YEAR:
            return "#year"
        return "#hour" if 1 <= number <= 12 else "#day" if 1 <= number <= 31 else "#count"
    return next((shape for shape, pattern in _SHAPE_PATTERNS if pattern.match(word)), None)
