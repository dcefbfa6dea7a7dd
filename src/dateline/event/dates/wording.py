"""The words around a time expression that say how it is meant: since, by, before, about, the last, ago."""

import re
from dataclasses import dataclass

from dateline.types import Span

# How many characters around a time expression are looked at, and where a sentence ends there.
_REACH = 60
_STOP = re.compile(r"[.;!?]\s|\n\s*\n")
_WORD = re.compile(r"[a-z]+|\d+|[-–(),]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words before a time expression, its own, and those after, in small letters and within the sentence."""

    before: tuple[str, ...]
    own: tuple[str, ...]
    after: tuple[str, ...]

    def leads(self) -> tuple[str, ...]:
        """The words before it with those left out that change nothing: articles, "as early as", "of"."""
        return tuple(word for word in self.before if word not in _EMPTY)


_EMPTY = frozenset(
    {"the", "a", "an", "as", "at", "of", "about", "around", "much", "most", "all", "its", "his", "their"}
)


def wording_of(text: str, span: Span) -> Wording:
    """The words in and around ``span``."""
    before = _STOP.split(text[max(0, span.start - _REACH) : span.start])[-1]
    after = _STOP.split(text[span.end : span.end + _REACH])[0]
    return Wording(_words(before), _words(text[span.start : span.end]), _words(after))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))
