"""Quotations, and who speaks them where the tree says so plainly."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..types import Token

_OPEN, _CLOSE, _STRAIGHT = "“«", "”»", '"'
_VERBS = frozenset({"VERB", "AUX"})
_SAID = frozenset({"ccomp", "parataxis", "obj", "xcomp", "root", "obl", "dep"})
"""How a quotation's words hang on the verb that reports them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The tokens of a quotation (half-open, its marks not counted); the token that heads its speaker's name or noun."""

    first: int
    end: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class _Interval:
    first: int
    end: int
    paragraph: int
    closed: bool
    """Whether a mark ends it; else it goes on in the next paragraph."""


def find_quotes(text: str, tokens: Sequence[Token]) -> list[Quote]:
    """The quotations of a text in their order.

    A quotation without a reporting verb of its own has the speaker of its neighbour in the same paragraph, the earlier
    one first; one that goes on from a paragraph without a closing mark has that one's.
    """
    intervals = _find_intervals(text, tokens)
    speakers = [_speaker(tokens, interval.first, interval.end) for interval in intervals]
    linked = [one.paragraph == other.paragraph or not one.closed for one, other in pairwise(intervals)]
    for i in range(1, len(intervals)):
        if speakers[i] is None and linked[i - 1]:
            speakers[i] = speakers[i - 1]
    for i in range(len(intervals) - 2, -1, -1):
        if speakers[i] is None and linked[i]:
            speakers[i] = speakers[i + 1]
    return [Quote(it.first, it.end, speaker) for it, speaker in zip(intervals, speakers, strict=True)]


def _find_intervals(text: str, tokens: Sequence[Token]) -> list[_Interval]:
    intervals: list[_Interval] = []
    begun: int | None = None
    paragraph = last_end = 0
    for i, token in enumerate(tokens):
        start = token.span.start
        if start - last_end > 1 and text.count("\n", last_end, start) > 1:
            if begun is not None:
                intervals.append(_Interval(begun, i, paragraph, closed=False))
            begun, paragraph = None, paragraph + 1
        last_end = token.span.end
        mark = text[start]
        if mark in _OPEN or (mark == _STRAIGHT and begun is None):
            begun = i + 1
        elif begun is not None and (mark in _CLOSE or mark == _STRAIGHT):
            intervals.append(_Interval(begun, i, paragraph, closed=True))
            begun = None
    if begun is not None:
        intervals.append(_Interval(begun, len(tokens), paragraph, closed=False))
    return [interval for interval in intervals if interval.first < interval.end]


def _speaker(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """The subject of the verb outside the quotation on which its words hang, or which is set beside them."""
    verb = _verb_above(tokens, first, end)
    if verb is None:
        verb = _verb_beside(tokens, first, end)
    return None if verb is None else _subject(tokens, verb)


def _verb_above(tokens: Sequence[Token], first: int, end: int) -> int | None:
    for token in tokens[first:end]:
        parent = token.head
        if parent is None or first <= parent < end:
            continue
        if tokens[parent].upos in _VERBS and token.deprel in _SAID:
            return parent
    return None


def _verb_beside(tokens: Sequence[Token], first: int, end: int) -> int | None:
    for i in [*_same_sentence(tokens, end - 1, 1), *_same_sentence(tokens, first, -1)]:
        token = tokens[i]
        hangs_on_quote = token.head is not None and first <= token.head < end
        if hangs_on_quote and not first <= i < end and token.upos in _VERBS and token.deprel == "parataxis":
            return i
    return None


def _subject(tokens: Sequence[Token], verb: int) -> int | None:
    for i in [*_same_sentence(tokens, verb, -1), *_same_sentence(tokens, verb, 1)]:
        if tokens[i].head == verb and tokens[i].deprel == "nsubj":
            return i
    return None


def _same_sentence(tokens: Sequence[Token], start: int, step: int) -> list[int]:
    """The tokens of the sentence that come after that one, or with -1 as a step before it, nearest first."""
    found, i = [], start + step
    while 0 <= i < len(tokens) and tokens[i].sentence == tokens[start].sentence:
        found.append(i)
        i += step
    return found
