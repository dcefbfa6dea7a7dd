"""On which side of the day of publication a weekday or a month lies, as the words tell that govern it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dateline.event.dates.bounds import bounds_of
from dateline.event.dates.choose import head_of
from dateline.event.dates.published import Days
from dateline.event.dates.wording import Wording, wording_of
from dateline.event.status import governing_verb
from dateline.event.times.values import moved
from dateline.event.trees import Trees
from dateline.types import Analysis, Time

# Names that come again: a weekday every week, a month every year.
_DAYS_A_WEEK: Final = 7
_DEICTIC: Final = frozenset({"last", "next", "this", "that", "past", "coming", "previous", "following", "same"})
_DISTANT: Final = frozenset({"ago", "earlier", "later"})
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d\Z", re.ASCII)

_WILL: Final = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_OPEN: Final = frozenset({"would", "could", "may", "might", "should", "must", "can", "'d", "ca"})
_IS: Final = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})
_WAS: Final = frozenset({"was", "were", "had", "has", "have", "been", "did", "'ve", "’ve"})
# What words bind one to, or have one do: what hangs on them as "to …" is yet to come when they are said.
_AHEAD_OF: Final = frozenset(
    "ask call order urge demand request tell invite require plan promise expect schedule agree vow threaten want hope "
    "intend pledge prepare appeal instruct summon due set slate supposed ready aim propose offer invitation decision "
    "deadline proposal bid ultimatum deal agreement pressure go".split()
)
# Words that a time is put to as that of something to come: scheduled for, due on.
_SCHEDULED: Final = frozenset("schedule plan expect due slate set".split())
_BEGINNINGS: Final = frozenset("start begin".split())
# Words before a time that put it ahead, whatever the time of the verb: was put off until Friday.
_AHEAD_LEADS: Final = frozenset("until till beyond".split())
_FOLLOWING: Final = frozenset("after following followed follows since".split())
_NOUNS: Final = frozenset({"nmod", "obl", "obl:tmod", "nmod:tmod", "nmod:unmarked", "obl:unmarked", "appos", "obj"})
_FURTHEST: Final = 4


def turn_times(analysis: Analysis, trees: Trees, times: Sequence[Time], days: Days) -> list[Time]:
    """The times; a weekday or month whose governing words tell its side of publication is put there."""
    return [_turned_by_words(analysis, trees, time, days.at(time.span.start)) for time in times]


def _turned_by_words(analysis: Analysis, trees: Trees, time: Time, published: date | None) -> Time:
    if published is None or time.value is None or time.anchor != published.isoformat():
        return time
    way = side_of(analysis, trees, time)
    return turned(time, wording_of(analysis.text, time.span), way, published) if way else time


def turned(time: Time, wording: Wording, way: int, published: date) -> Time:
    """A weekday or month that lies on the other side of publication, put after it (``way`` 1) or before it (-1)."""
    is_plain = _DEICTIC.isdisjoint(wording.own) and _DISTANT.isdisjoint(wording.own)
    if time.value is None or time.anchor != published.isoformat() or not is_plain:
        return time
    bounds = bounds_of(time.value)
    if bounds is None or not (bounds[1] < published if way > 0 else bounds[0] > published):
        return time
    return replace(time, value=_next(time.value, wording, way))


def _next(value: str, wording: Wording, way: int) -> str:
    """The same weekday of the next week, or month of the next year (``way`` 1), or of the last (-1)."""
    if _MONTH.match(value):
        return f"{int(value[:4]) + way:04}{value[4:]}"
    if _DAY.match(value) and not _WEEKDAYS.isdisjoint(wording.own) and not any(w.isdecimal() for w in wording.own):
        day = moved(date.fromisoformat(value[:10]), way * _DAYS_A_WEEK, "D")
        return f"{day}{value[10:]}" if day else value
    return value


def side_of(analysis: Analysis, trees: Trees, time: Time) -> int:
    """1 where the words that govern a time put it ahead, -1 where they put it back, 0 where they do not tell."""
    head = _head_of(analysis, time)
    governor = _governor(trees, head)
    if governor is None:
        return _side_of_lead(wording_of(analysis.text, time.span))
    case, way = trees.case_of(head), _side_of_verb(trees, governor)
    is_behind = governor < head
    if case in _AHEAD_LEADS and is_behind:
        return 1
    if case == "after" or (case == "by" and way < 0 and is_behind):
        return 0
    is_tied_by_noun = trees.tokens[head].head != governor
    return 0 if way > 0 and is_tied_by_noun and _is_present(trees, governor) else way


def governor_of(analysis: Analysis, trees: Trees, time: Time) -> int | None:
    """The verb, or the adjective like "due", that a time hangs on, perhaps by a noun."""
    return _governor(trees, _head_of(analysis, time))


def is_ahead_in_clause(analysis: Analysis, trees: Trees, time: Time, trigger: int) -> bool:
    """Whether a time hangs on the verb in whose clause the trigger stands, and that verb is of what is to come."""
    governor = governor_of(analysis, trees, time)
    return governor is not None and governor == governing_verb(trees, trigger) and _side_of_verb(trees, governor) > 0


def is_in_clause(analysis: Analysis, trees: Trees, time: Time, mark: str, *, outside: int) -> bool:
    """Whether a time hangs on the verb of a clause that a word opens ("since") and a trigger stands outside of."""
    governor = governor_of(analysis, trees, time)
    if governor is None or trees.case_of(governor) != mark:
        return False
    at: int | None = outside
    for _ in range(_FURTHEST):
        if at is None or at == governor:
            break
        at = trees.tokens[at].head
    return at != governor


def _head_of(analysis: Analysis, time: Time) -> int:
    at = bisect_right(analysis.tokens, time.span.start, key=lambda token: token.span.start) - 1
    return head_of(analysis, time, analysis.sentences[analysis.tokens[max(0, at)].sentence])


def _side_of_lead(wording: Wording) -> int:
    """Ahead of Tuesday's vote, after Tuesday's vote."""
    leads = wording.leads()[-1:]
    if wording.after[:1] != ("s",) or not leads:
        return 0
    if leads[0] in _FOLLOWING:
        return -1
    return 1 if leads[0] in ("ahead", "into") else 0


def _governor(trees: Trees, head: int) -> int | None:
    at = head
    for _ in range(_FURTHEST):
        word = trees.tokens[at]
        if word.head is None:
            return None
        above = trees.tokens[word.head]
        if above.upos == "VERB" or above.lemma.lower() in _SCHEDULED:
            return word.head
        if word.deprel not in _NOUNS or above.upos not in ("NOUN", "PROPN"):
            return None
        at = word.head
    return None


def _side_of_verb(trees: Trees, verb: int, depth: int = 0) -> int:
    word, below = trees.tokens[verb], trees.children.get(verb, ())
    helpers = {trees.forms[c] for c in below if trees.tokens[c].deprel in ("aux", "aux:pass", "cop")}
    is_to = any(trees.forms[c] == "to" and trees.tokens[c].deprel == "mark" for c in below)
    if helpers & _WILL:
        return 1
    if helpers & _OPEN:
        return 1 if "would" in helpers and word.deprel == "ccomp" and "have" not in helpers else 0
    if is_to:
        return _side_of_infinitive(trees, verb, helpers, depth)
    is_scheduled = word.lemma.lower() in _SCHEDULED
    if helpers & _WAS:
        return 0 if is_scheduled else -1
    if "Tense=Past" in word.feats and "VerbForm=Fin" in word.feats:
        return -1
    if is_scheduled:
        return 1
    return _side_of_present(trees, verb, helpers, depth)


def _side_of_infinitive(trees: Trees, verb: int, helpers: set[str], depth: int) -> int:
    """Asked to, is to, due to."""
    if "have" in helpers:
        return -1
    above = trees.tokens[verb].head
    is_to_be_done = "be" in helpers and trees.tokens[verb].deprel == "acl"
    if helpers & (_IS | {"was", "were"}) or above is None or is_to_be_done:
        return 1
    lemma = trees.tokens[above].lemma.lower()
    if trees.tokens[verb].deprel == "conj" and depth < _FURTHEST:
        return _side_of_verb(trees, above, depth + 1)
    return 1 if lemma in _AHEAD_OF or lemma == "be" else 0


def _side_of_present(trees: Trees, verb: int, helpers: set[str], depth: int) -> int:
    word = trees.tokens[verb]
    has_object = any(trees.tokens[c].deprel == "obj" for c in trees.children.get(verb, ()))
    if word.lemma.lower() in _BEGINNINGS and "VerbForm=Ger" in word.feats and not helpers and not has_object:
        return 1
    if helpers & _IS and "VerbForm=Part" in word.feats:
        return 0 if "being" in helpers else 1
    if word.deprel in ("conj", "xcomp", "advcl") and "VerbForm=Fin" not in word.feats and word.head is not None:
        return _side_of_verb(trees, word.head, depth + 1) if depth < _FURTHEST else 0
    if trees.forms[verb].endswith("ed") or ("VerbForm=Part" in word.feats and "Tense=Past" in word.feats):
        return -1
    return 1 if _is_present(trees, verb) else 0


def _is_present(trees: Trees, verb: int) -> bool:
    feats = trees.tokens[verb].feats
    return "Tense=Pres" in feats and "VerbForm=Fin" in feats
