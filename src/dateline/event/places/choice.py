"""Where rules say that an act happened: at a place that hangs on its word, or on a verb or noun above it."""

from collections.abc import Sequence
from typing import Final

from dateline.event.places.phrase import place_at
from dateline.event_types import Place
from dateline.types import Analysis, Sentence

_IN: Final = frozenset("in at near on outside inside across around from over into to".split())
_TIES: Final = frozenset({"obl", "nmod", "obj", "nsubj"})
_UPWARDS: Final = frozenset({"obj", "xcomp", "conj", "nmod", "obl", "compound", "nsubj"})
_CLIMB: Final = 3


def choose_place(analysis: Analysis, places: Sequence[Place], trigger: int) -> Place | None:
    """The place tied to the token of an act, or to one of the words above it; ``None`` where none is."""
    at: int | None = trigger
    for _ in range(_CLIMB):
        if at is None:
            break
        tied = _tied(analysis, places, at)
        if tied is not None:
            return tied
        token = analysis.tokens[at]
        at = token.head if token.deprel in _UPWARDS else None
    return None


def _tied(analysis: Analysis, places: Sequence[Place], at: int) -> Place | None:
    """The place that hangs on a token, those behind a preposition of place first, then the nearest."""
    sentence = analysis.sentences[analysis.tokens[at].sentence]
    found: list[tuple[bool, int, Place]] = []
    for child in range(sentence.first, sentence.end):
        token = analysis.tokens[child]
        if token.head != at or token.deprel.split(":")[0] not in _TIES:
            continue
        is_in = _preposition(analysis, sentence, child) in _IN
        place = place_at(analysis, places, child)
        if place is not None and (is_in or token.deprel in ("obj", "nsubj:pass")):
            found.append((not is_in, abs(child - at), place))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _preposition(analysis: Analysis, sentence: Sentence, head: int) -> str:
    before = (analysis.tokens[i] for i in range(sentence.first, head))
    return next((token.lemma for token in before if token.head == head and token.deprel == "case"), "")
