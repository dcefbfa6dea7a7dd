"""Who a mention is, in PLOVER's codes: the country or kind of body, and the sector on the day of the event.

What the mention leaves open the words around it may tell: a title before the same name, an appositive behind it, the
one state that they clearly are about.

Source: PLOVER draft 2.0 manual, actors and sectors.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

from dateline.event.actors.phrase import ActorCode, read_phrase
from dateline.event.actors.sector import STATELESS
from dateline.event.actors.words import POSSESSIVE, Word, split_words
from dateline.event.gazetteer import find_entries

__all__ = ["ActorCode", "resolve_actor"]

# More of a mention, or of its context, is not read.
_LONGEST_MENTION = 400
_LONGEST_CONTEXT = 20_000
# How many words a title before a name, or an appositive behind it, may have.
_LONGEST_TITLE = 10
_LONGEST_APPOSITIVE = 14
# At how many places of a name its titles and appositives are read.
_MOST_PLACES = 5
# Small words inside a title.
_JOINS_TITLE = frozenset({"of", "the", "for", "and", POSSESSIVE})
_STATES = frozenset({"country", "adjective", "people", "capital", "place", "organisation"})
# What an appositive may begin with, if not with a word for a role.
_OPENS_APPOSITIVE = frozenset("a an the his her its their our one another".split())
# The state that a text is about is named this often, and this many times as often as any other: so chosen, it was the
# right one for four of five actors without a state of their own (twice as often: seven of ten).
_OFTEN = 3
_CLEARLY = 3
_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady gen col sen rep gov prof the a an and but in on at".split())
_SHORTEST_NAME = 3
_PRONOUNS = frozenset("i me we us you he him she her it they them this that who".split())


def resolve_actor(text: str, *, context: str = "", on: date | None = None) -> ActorCode | None:
    """Who the mention ``text`` is on that day, or ``None`` where that cannot be coded.

    Args:
        text: the words of the mention.
        context: the sentence, or more, that it stands in.
        on: the day of the event; without one, people have the sector of their last known office.
    """
    around = context[:_LONGEST_CONTEXT]
    mention = _fuller_name(text[:_LONGEST_MENTION], around)
    found = read_phrase(mention, on)
    if around and not (found.code and found.sector):
        found = _complete(found, mention, around, on)
    return found if found.code or found.sector else None


def _complete(found: ActorCode, mention: str, context: str, on: date | None) -> ActorCode:
    """The reading with its open fields filled, from the title or appositive at the same name and the state told of."""
    words = split_words(mention)
    around = _words_of(context)
    if not found.code and _is_name(words):
        for phrase in _phrases_at(words, around, context):
            found = _filled(found, read_phrase(phrase, on), f"context “{phrase}”")
    if found.sector and not found.code:
        found = _with_main_state(found, context)
    return found


def _fuller_name(mention: str, context: str) -> str:
    """The mention, or the longer name that the context has for it: "Anna Berg" for "Berg"."""
    words = [word for word in split_words(mention) if word.is_word and word.key not in _HONORIFICS]
    if len(words) != 1 or not words[0].capital or words[0].text.isupper() or len(words[0].key) < _SHORTEST_NAME:
        return mention
    around = _words_of(context)
    for at, word in enumerate(around):
        if at and word.key == words[0].key and _is_first_name(around[at - 1], word, context):
            return f"{around[at - 1].text} {word.text}"
    return mention


def _is_first_name(before: Word, word: Word, context: str) -> bool:
    """Whether the word stands before the name as a first name does: a capital, and no title, role or small word."""
    beside = before.capital and not word.tied and before.start + len(before.text) + 1 == word.start
    ordinary = before.key in _HONORIFICS or before.key in _small_words(context)
    return beside and not ordinary and not find_entries((before,))


@lru_cache(maxsize=8)
def _small_words(context: str) -> frozenset[str]:
    """The words that the context has in small letters too: "Will Roth" need be nobody's name where it has "will"."""
    return frozenset(word.key for word in _words_of(context) if not word.capital)


@lru_cache(maxsize=8)
def _words_of(context: str) -> tuple[Word, ...]:
    """The words of a context; the mentions of one text come one after another."""
    return split_words(context)


def _is_name(words: Sequence[Word]) -> bool:
    return bool(words) and words[-1].capital and words[-1].key not in _PRONOUNS


def _filled(found: ActorCode, more: ActorCode, why: str) -> ActorCode:
    """The first reading, with what only the second tells."""
    if not ((more.code and not found.code) or (more.sector and not found.sector)):
        return found
    via = " + ".join(part for part in (found.via, f"{why}: {more.via}") if part)
    return ActorCode(
        found.code or more.code,
        found.sector or more.sector,
        found.other_sectors or (() if found.sector else more.other_sectors),
        (more.name or found.name) if not found.code else (found.name or more.name),
        via,
    )


def _phrases_at(words: Sequence[Word], around: Sequence[Word], context: str) -> list[str]:
    """The name with the title before it, then the appositive behind it, at each of its first places in the context."""
    keys = [word.key for word in words]
    firsts = (i for i, word in enumerate(around) if word.key == keys[0])
    places = (i for i in firsts if [word.key for word in around[i : i + len(keys)]] == keys)
    phrases: list[str] = []
    for at in islice(places, _MOST_PLACES):
        end = at + len(keys)
        start = _title_start(around, at)
        phrases += [_cut(around, start, end, context)] if start < at else []
        phrases += _appositive(around, end, context)
    return phrases


def _appositive(around: Sequence[Word], end: int, context: str) -> list[str]:
    """The phrase between the comma at ``end`` and the next mark, where it begins as a noun phrase does."""
    if end + 1 >= len(around) or around[end].text != ",":
        return []
    close = end + 1
    while close < min(len(around), end + _LONGEST_APPOSITIVE) and (around[close].is_word or around[close].key == "'s"):
        close += 1
    opening = around[end + 1 : close]
    matches = find_entries(opening)
    begins = bool(opening) and (opening[0].key in _OPENS_APPOSITIVE or bool(matches and matches[0].start == 0))
    return [_cut(around, end + 1, close, context)] if begins else []


def _title_start(around: Sequence[Word], at: int) -> int:
    """Where the run of capitals, words of roles and states before a name begins."""
    first = max(0, at - _LONGEST_TITLE)
    known = {i for match in find_entries(around[first:at]) for i in range(first + match.start, first + match.end)}
    start = at
    while start > first and (around[start - 1].capital or start - 1 in known or around[start - 1].key in _JOINS_TITLE):
        start -= 1
    while start < at and around[start].key in _JOINS_TITLE:
        start += 1
    return start


def _cut(around: Sequence[Word], start: int, end: int, context: str) -> str:
    stop = around[end].start if end < len(around) else len(context)
    return context[around[start].start : stop].strip() if start < end else ""


def _with_main_state(found: ActorCode, context: str) -> ActorCode:
    """The reading with the code of the state that the context is about, if it clearly is about one."""
    code = _main_state(context)
    return replace(found, code=code, via=f"{found.via} + the state the context is about") if code else found


@lru_cache(maxsize=8)
def _main_state(context: str) -> str | None:
    """The code of the state named much more often than any other."""
    named: Counter[str] = Counter()
    for match in find_entries(_words_of(context)):
        codes = {entry.code for entry in match.entries if entry.kind in _STATES and entry.code}
        named.update(code for code in codes if len(codes) == 1 and code not in STATELESS)
    if not named:
        return None
    (code, times), *others = named.most_common(2)
    return code if times >= _OFTEN and all(times > _CLEARLY * other for _, other in others) else None
