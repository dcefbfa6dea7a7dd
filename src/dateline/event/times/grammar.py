"""The grammar of English time expressions: which words in which order are one, and how it is to be read.

A rule is a pattern over words: in capitals a class of the lexicon, in small letters a word, ``<name>`` a fragment,
``name=`` a part that the reading looks at; all else is as in regular expressions.

Source: TimeML annotation guidelines 1.2.1 (TIMEX3). That patterns and readings are kept apart is the idea of HeidelTime
(Strötgen and Gertz 2010).
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.event.times.words import Words, vocabulary

_FRAGMENTS = {
    "card": "ONES | TEENS | TENS (HYPHEN? ONES)?",
    "and_half": "and a half | HYPHEN and HYPHEN a HYPHEN half HYPHEN?",
    "number": "INTEGER (HYPHEN? FRACTION | <and_half>)? | DECIMAL | <card> (SCALE | <and_half>)? | a SCALE",
    "vague": "VAGUE | a (VAGUE|couple|handful|dozen|number) of? | couple of | (dozens|hundreds|thousands) of",
    "count": "<number> (to|or|HYPHEN) <number> | <number> | <vague> | half (a|an)? | a | an | another",
    "about": "about | around | nearly | almost | roughly | approximately | over | under | barely | just (over|under)"
    " | no? (more|less|fewer) than | no (later|earlier|longer) than | at (least|most) | up to",
    "edge": "(early|late|earlier|later|sometime) | mid HYPHEN?"
    " | the? very? (beginning|start|end|middle|rest|remainder|turn) of",
    "fiscal": "(fiscal|calendar|financial|full|whole) HYPHEN?",
    "ordinal": "ORDINAL | ORDNUM | TENS HYPHEN? ORDINAL",
    "day_number": "DAYNUM | <ordinal>",
    "weekday": "WEEKDAY | SHORT_WEEKDAY DOT?",
    "month": "MONTH | MONTH_OR_WORD | SHORT_MONTH DOT?+",
    "year": "YEAR | nineteen (TENS (HYPHEN? ONES)? | TEENS) | two thousand (and? ONES)?",
    "unit": "UNIT | UNITS",
    "season": "SEASON | SEASON_OR_WORD",
    "deictic": "last|next|this (past|coming)?|that|(the|this)? (past|previous|preceding|next|last|coming|following|same"
    "|current|latest|new)",
    "hour": "<about>? hour=(CLOCK|HOUR|DOTTED) (half=AMPM|o QUOTE clock) zone=ZONE?",
    "noon": "<about>? hour=CLOCK_WORD",
    "year_ago": "the? comparable? ago=(year HYPHEN? (ago|earlier))",
}

# In the order tried where several fit at the same word.
_RULES = (
    ("age", "(<about>|the|these|those)? <number> HYPHEN? <unit> HYPHEN? (old|olds|of age)"),
    ("age", "(aged|age|ages) <number> ((to|and|or|HYPHEN) <number>)?"),
    ("iso", "day=ISO"),
    ("slashed", "day=SLASHED"),
    ("clock", "<hour> (on|COMMA)? month=<month> day=<day_number> (COMMA? year=<year>)?"),
    ("clock", "<hour> COMMA? (on? weekday=<weekday>|near=NEARBY_DAY)"),
    ("clock", "<hour>"),
    ("clock", "(weekday=<weekday>|near=NEARBY_DAY) (at|by) <hour>"),
    ("clock", "<noon> COMMA? (on? weekday=<weekday>|near=NEARBY_DAY)"),
    ("clock", "<noon>"),
    ("clock", "<about>? hour=CLOCK zone=ZONE COMMA? (on? weekday=<weekday>|near=NEARBY_DAY)"),
    ("clock", "<about>? hour=CLOCK (zone=ZONE|hours)"),
    ("clock", "<about>? hour=(INTEGER|YEAR) zone=ZONE"),
    ("bare_clock", "hour=CLOCK"),
    ("day", "(<weekday> (COMMA|the)?)? month=<month> the? day=<day_number> (COMMA? year=<year>)?"),
    ("day", "(<weekday> (COMMA|the)?)? the? day=<day_number> of? month=<month> (COMMA? year=<year>)?"),
    ("day", "(this|next|last) coming? <weekday> COMMA month=<month> day=<day_number>"),
    ("holiday", "(deictic=<deictic>)? name=HOLIDAY (of_day=DAY_WORD|WEEKDAY)? year=YEAR?"),
    ("holiday", "name=(new year) S of_day=(day|eve)"),
    ("holiday", "(deictic=<deictic>)? name=NAMED_DAY day year=YEAR?"),
    ("near_part", "(early|late|later|earlier)? near=NEARBY_DAY part=PART"),
    ("weekday_part", "(early|late|later|earlier)? (deictic=<deictic>)? weekday=<weekday> part=PART"),
    ("deictic_part", "(early|late|later|earlier|mid HYPHEN?)? deictic=<deictic> part=PART"),
    ("deictic_part", "the? (early|late|mid) HYPHEN? part=PART"),
    ("deictic_part", "the part=PART"),
    ("tonight", "(early|late|later|earlier)? tonight|overnight"),
    ("near_day", "the day way=(before|after) near=NEARBY_DAY"),
    ("near_day", "(early|late|later|earlier)? near=NEARBY_DAY"),
    ("set_unit", "(every|each) (other=other|single)? count=<number>? unit=<unit>"),
    ("set_unit", "(once|twice|<number> times) (a|an|each|every) unit=UNIT"),
    ("set_weekday", "(every|each) weekday=WEEKDAY part=PART?"),
    ("set_weekday", "weekday=WEEKDAY part=PARTS"),
    ("set_weekday", "weekday=WEEKDAYS"),
    ("set_month", "(every|each) month=(MONTH|MONTH_OR_WORD)"),
    ("set_season", "(every|each) season=<season>"),
    ("frequency", "word=FREQUENCY"),
    ("weekday_of_week", "(early|late)? weekday=WEEKDAY of? deictic=(last|next|this) week"),
    ("weekday", "(early|late)? (deictic=<deictic>)? weekday=WEEKDAY"),
    ("weekday", "(early|late)? (deictic=<deictic>)? weekday=SHORT_WEEKDAY DOT"),
    ("quarter", "deictic=(last|next|this) year S <fiscal>? order=ORDINAL HYPHEN? part=(quarter|half)"),
    ("quarter", "<edge>? (year=YEAR|<year_ago>)? <fiscal>? order=ORDINAL HYPHEN part=(quarter|half)"),
    ("ended_quarter", "the? <fiscal>? quarter (?=(ended|ending) month=<month>)"),
    ("ended_year", "the? <fiscal>? year (?=ended|ending)"),
    (
        "quarter",
        "<edge>? the? (year=YEAR|<year_ago>)? <fiscal>? order=ORDINAL <fiscal>? part=(quarter|half)"
        " (COMMA? of? the? <fiscal>? year_2=YEAR|of (the|deictic=<deictic>) <fiscal>? year)?",
    ),
    ("quarter", "q order=HOUR COMMA? of? year=YEAR?"),
    ("same_quarter", "(the year=YEAR|<year_ago>) (quarter|period|half)"),
    ("month", "<edge>? month=<month> COMMA? of? year=<year>"),
    ("month", "<edge>? month=<month> of? deictic=(last|next|this|that) year"),
    ("month", "<edge>? (deictic=<deictic>)? month=<month> (?!<day_number>|YEAR)"),
    ("season", "<edge>? the? (early|late|mid)? HYPHEN? season=<season> of? year=<year>"),
    ("season", "<edge>? (deictic=<deictic>|the)? (early|late|mid)? HYPHEN? season=<season>"),
    ("shift", "<about>? count=<count> unit=<unit> way=(ago|earlier|later|hence|from now)"),
    ("shift", "unit=UNITS way=(ago|earlier|later)"),
    ("shift", "way=(year HYPHEN (ago|earlier))"),
    ("length", "<about>? count=(a|an|one) unit=UNIT and half=(a half)"),
    ("length", "<about>? count=<count> PLAIN? unit=<unit>"),
    ("length", "(the|these|those)? DEICTIC? count=<count> PLAIN? unit=<unit>"),
    ("length", "<about>? count=(<number>|VAGUE|half) HYPHEN unit=UNIT"),
    ("length", "count=an additional unit=UNIT"),
    ("length", "the? (recent|past|coming|last|next) count=VAGUE? unit=UNITS"),
    ("decade", "<edge>? the? <edge>? QUOTE? decade=DECADE"),
    ("decade", "<edge>? the <edge>? decade=DECADE_WORD"),
    ("century", "<edge>? the? order=<ordinal> HYPHEN? century"),
    ("period", "<edge>? deictic=<deictic> <fiscal>? unit=UNIT"),
    ("period", "<edge> deictic=the <fiscal>? unit=UNIT"),
    ("period", "deictic=the <fiscal> unit=UNIT"),
    ("period", "deictic=the unit=UNIT"),
    ("year_end", "year HYPHEN? end"),
    ("year", "<edge>? <fiscal>? year=<year>"),
    ("lone_units", "unit=UNITS"),
    ("reference", "right? word=REFERENCE"),
    ("present", "these days|this moment|at the moment"),
    ("future", "the (near|foreseeable|immediate|distant|not HYPHEN too HYPHEN distant)? future|the (near|short) term"),
    ("past", "the (recent|distant)? past"),
)

_ITEM = re.compile(r"(?:(?P<part>\w+)=)?(?:\((?!\?)|<(?P<fragment>\w+)>|(?P<class>[A-Z][A-Z_]*)|(?P<word>[a-z]\w*))")


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a rule fits, half-open, and the parts that it names."""

    rule: str
    words: Words
    first: int
    end: int
    parts: dict[str, tuple[int, int]]

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return part in self.parts

    def text(self, part: str) -> str:
        """The words of a part with a blank between two; empty where there is none."""
        first, end = self.parts.get(part, (0, 0))
        return " ".join(self.words.texts[first:end])

    def around(self, offset: int) -> str:
        """The word so many before the first (-1), or after the last (1)."""
        place = self.first + offset if offset < 0 else self.end - 1 + offset
        return self.words.texts[place] if 0 <= place < len(self.words.texts) else ""


def find_rule(words: Words, start: int) -> Found | None:
    """The first place from a word on where a rule fits."""
    place = _any_rule().search(words.codes, start)
    if place is None or place.lastindex is None:
        return None
    number = place.lastindex - 1
    fit = _rule(number).match(words.codes, place.start())
    if fit is None:
        return None
    parts = {name: fit.span(name) for name, codes in fit.groupdict().items() if codes}
    return Found(_RULES[number][0], words, fit.start(), fit.end(), parts)


@cache
def _any_rule() -> re.Pattern[str]:
    """One pattern of all rules, a group each."""
    return re.compile("|".join(f"({re.sub(r'[?]P<.*?>', '?:', pattern_of(rule))})" for _, rule in _RULES))


@cache
def _rule(number: int) -> re.Pattern[str]:
    """The pattern of one rule, with its parts; made when it first fits, for to make them all takes long."""
    return re.compile(pattern_of(_RULES[number][1]))


def pattern_of(rule: str) -> str:
    """The regular expression over codes that a rule stands for."""
    return _ITEM.sub(_item, rule).replace(" ", "")


def _item(found: re.Match[str]) -> str:
    opening = f"(?P<{found['part']}>" if found["part"] else "(?:"
    if found["fragment"]:
        return f"{opening}{pattern_of(_FRAGMENTS[found['fragment']])})"
    name = found["class"] or found["word"]
    if name is None:
        return opening
    codes = vocabulary().classes[name] if found["class"] else vocabulary().codes[name]
    return f"{opening}[{codes}])"
