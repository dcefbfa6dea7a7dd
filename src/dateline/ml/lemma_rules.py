"""Lemmas as edits of the word: how many last letters go, what comes instead, how the result is written.

Source: edit scripts as in Straka 2018 (UDPipe 2.0 prototype), here of the end of the word alone, which is all that
English needs.
"""

from functools import cache
from typing import Literal, NamedTuple

_Writing = Literal["lower", "same", "title"]
_SIGN: dict[_Writing, str] = {"lower": "l", "same": "s", "title": "t"}
_WRITING: dict[str, _Writing] = {sign: writing for writing, sign in _SIGN.items()}


class LemmaRule(NamedTuple):
    """``drop`` last letters go, ``tail`` comes instead; written lower case, as the word, or with a capital."""

    drop: int
    tail: str
    writing: _Writing

    def __str__(self) -> str:
        """``drop|tail|sign``, as `parse_rule` reads it."""
        return f"{self.drop}|{self.tail}|{_SIGN[self.writing]}"

    def apply(self, word: str) -> str:
        """The lemma; the word itself where it is too short for the rule."""
        if self.drop > len(word):
            return word
        base = word[: len(word) - self.drop] + self.tail
        if self.writing == "same":
            return base
        return base.lower() if self.writing == "lower" else base[:1].upper() + base[1:].lower()


def find_rule(word: str, lemma: str) -> LemmaRule:
    """The rule that makes this lemma of this word."""
    kept = _count_common(word.lower(), lemma.lower())
    if lemma == lemma.lower():
        return LemmaRule(len(word) - kept, lemma[kept:], "lower")
    if kept and lemma[:kept] == word[:kept]:
        return LemmaRule(len(word) - kept, lemma[kept:], "same")
    return LemmaRule(len(word) - kept, lemma.lower()[kept:], "title")


@cache
def parse_rule(text: str) -> LemmaRule:
    """The rule written as ``drop|tail|sign``.

    Raises:
        ValueError: not written so.
    """
    drop, rest = text.split("|", 1)
    tail, sign = rest.rsplit("|", 1)
    if sign not in _WRITING:
        raise ValueError(f"{text!r} ends in no sign of writing")
    return LemmaRule(int(drop), tail, _WRITING[sign])


def _count_common(word: str, lemma: str) -> int:
    pairs = zip(word, lemma, strict=False)
    return next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(word), len(lemma)))
