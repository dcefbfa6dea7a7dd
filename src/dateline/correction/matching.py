"""The record that a correction is about: that whose trigger stands at the words which it is keyed to."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..event_types import Record
from ..story_types import Evidence
from .words import pattern_of

SIMILAR_SENTENCE = 0.7
"""Share of words in common, 2 x common / both, from which on a sentence of another text is taken for the same.

Swept over 0.3 to 0.9 on pairs of articles that overlap (T17). Of 37 sentences that stand between the same two in both
and were edited, 0.6 keeps 95 %, 0.7 89 %, 0.8 78 %; of words whose sentence is taken out of its article, 0.52, 0.35 and
0.24 % would be found in another of its sentences, most of which tell the same again.
"""
_WORD = re.compile(r"\w+")
_SHOWN = 60
Rank = tuple[bool, bool, float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the article."""

    number: int
    """Where it stands among the records."""
    record: Record
    types: Collection[str]
    """As it was read, and what corrections before this one set."""


def find_candidate(evidence: Evidence, candidates: Sequence[Candidate], text: str | None) -> Candidate | str:
    """The record that the evidence is of, or why there is none.

    In the same text its trigger overlaps that of the evidence; in another one it overlaps the same words in the same
    sentence or, where ``text``, that of the article, has this no more, in nearly the same one (`SIMILAR_SENTENCE`). The
    same sentence goes before others, then the same type, then the sentence more alike, then the more overlap. Of two
    that fit alike none is taken: that would be a guess.
    """
    least = 1.0 if text is not None and evidence.sentence in text else SIMILAR_SENTENCE
    ranks = [_rank(evidence, one, least) for one in candidates]
    best = max([rank for rank in ranks if rank is not None], default=None)
    if best is None:
        return _why_none(evidence, candidates)
    fitting = [one for rank, one in zip(ranks, candidates, strict=True) if rank == best]
    if len(fitting) > 1:
        return f"the events {' and '.join(sorted(one.record.id for one in fitting))} fit its words equally well"
    return fitting[0]


def _rank(evidence: Evidence, candidate: Candidate, least: float) -> Rank | None:
    """How well the record fits, the greater the better; ``None`` where it does not."""
    record = candidate.record
    is_same_type = evidence.type in candidate.types
    if record.text_sha256 == evidence.text_sha256:
        shared = _overlap(evidence.span, record.trigger.span)
        return (True, is_same_type, 1.0, shared) if shared else None
    place = _place_of(evidence, record)
    shared = _overlap(place, record.trigger.span) if place else 0.0
    if not shared:
        return None
    alike = compare_sentences(evidence.sentence, record.sentence.text)
    return (alike == 1.0, is_same_type, alike, shared) if alike >= least else None


def compare_sentences(one: str, other: str) -> float:
    """Share of words that both have in the same order, in [0, 1], whatever the case and the marks between them."""
    if one == other:
        return 1.0
    words, others = (_WORD.findall(sentence.casefold()) for sentence in (one, other))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR_SENTENCE else 0.0


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Characters in both, of those in either."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _place_of(evidence: Evidence, record: Record) -> tuple[int, int] | None:
    """Where the words of the evidence stand in the record's sentence, as characters of its text.

    ``None`` where either sentence has them more than once: nothing says which are meant.
    """
    pattern = pattern_of(evidence.trigger, re.IGNORECASE)
    found = [one.span() for one in pattern.finditer(record.sentence.text)]
    if len(found) != 1 or len(pattern.findall(evidence.sentence)) != 1:
        return None
    start = record.sentence.span[0]
    return start + found[0][0], start + found[0][1]


def _why_none(evidence: Evidence, candidates: Sequence[Candidate]) -> str:
    words = f"“{evidence.trigger[:_SHOWN]}”"
    if not candidates:
        return f"no event is read in the article any more; it was keyed to {words}"
    same_text = [one.record for one in candidates if one.record.text_sha256 == evidence.text_sha256]
    told = [r.id for r in same_text if any(_overlap(evidence.span, other.span) for other in r.mentions)]
    if told:
        return f"{words} is now read as another mention of the event {min(told)}"
    if same_text:
        return f"no event is read at {words} any more"
    if len(pattern_of(evidence.trigger, re.IGNORECASE).findall(evidence.sentence)) > 1:
        return f"the text changed, and {words} stands more than once in its sentence"
    return f"the text changed, and no event is read at {words} in a sentence like its own"
