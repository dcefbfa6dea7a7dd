"""Lengths of time that lie between two events: "comes two weeks after a strike killed", "a day before the vote"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.event.trees import Trees
from dateline.types import Analysis, Span, Time

# Words after a length, and on which side of the event that they lead to it puts the other one.
_WAYS: Final = {"after": 1, "before": -1}
_SINCE: Final = "since"
# Words before a length that make it last, or one of several: "for two weeks after", "the first two days after".
_LASTING: Final = frozenset(
    "for in of within during through throughout to until till the first last final next past every each another by"
    " these those and or from between".split()
)
# What such a length is to the word that it hangs on; what was spent or served is an object.
_APART: Final = frozenset(
    {"obl", "obl:unmarked", "obl:tmod", "obl:npmod", "nmod", "nmod:unmarked", "nmod:tmod", "advmod"}
)
# Beside another time: "on Monday, two days before the vote".
_BESIDE: Final = "appos"
_SAID: Final = frozenset({"ccomp", "parataxis"})
_JOINED: Final = frozenset({"advcl", "obl", "nmod", "acl", "advcl:relcl", "obl:unmarked", "nmod:unmarked", "obl:tmod"})
# Verbs, and nouns before "of", that say of an event that it is.
_BEING: Final = frozenset("come follow begin start happen occur arrive take open".split())
_OPENING: Final = frozenset("start beginning outbreak opening launch".split())
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})
_RELATIVES: Final = frozenset({"which", "that", "who"})
_NEXT_DAY: Final = "the day"
_A_DAY: Final = "P1D"


@dataclass(frozen=True, slots=True)
class Gap:
    """A length of time between two events."""

    time: Time
    length: str
    """As TIMEX3 writes it: ``P2W``."""
    way: int
    """1 where the event that the length belongs to is the later one, -1 where it is the earlier one."""
    mark: int
    """Token of "after" or "before"."""
    measured: int
    """Token of the verb or noun that the length belongs to."""
    other: int
    """Token of the verb or noun that the mark leads to."""
    span: Span
    """The length and the mark."""
    is_up_to_now: bool = False
    """Of what it has been so long since: the length ends on the day of publication."""


def find_gaps(analysis: Analysis, trees: Trees, times: Sequence[Time]) -> list[Gap]:
    """The lengths of a text that lie between two of its verbs or nouns."""
    starts = {token.span.start: number for number, token in enumerate(trees.tokens)}
    return [gap for time in times if (gap := _gap_at(analysis, trees, time, starts.get(time.span.start)))]


def _gap_at(analysis: Analysis, trees: Trees, time: Time, first: int | None) -> Gap | None:
    length = _length_of(analysis.text, time)
    if first is None or length is None:
        return None
    mark = next((i for i in range(first, len(trees.tokens)) if trees.tokens[i].span.start >= time.span.end), first)
    is_lasting = first > 0 and length != _A_DAY and trees.forms[first - 1] in _LASTING
    if is_lasting or trees.tokens[mark].sentence != trees.tokens[first].sentence:
        return None
    own, word = range(first, mark), trees.forms[mark]
    ends = _passed(trees, own, mark) if word == _SINCE else _ends(trees, own, mark) if word in _WAYS else None
    if ends is None:
        return None
    span = Span(time.span.start, trees.tokens[mark].span.end)
    return Gap(time, length, _WAYS.get(word, 1), mark, *ends, span, is_up_to_now=word == _SINCE)


def _length_of(text: str, time: Time) -> str | None:
    """The length that a time is; "the day after" and "the day before" are one day away."""
    if time.type == "DURATION":
        return time.value
    return _A_DAY if text[time.span.start : time.span.end].lower() == _NEXT_DAY else None


def _head_of(trees: Trees, own: range) -> int:
    return next((i for i in own if trees.tokens[i].head not in own), own[0])


def _passed(trees: Trees, own: range, mark: int) -> tuple[int, int] | None:
    """It has been two months since the vote: the length itself, and what it has been since."""
    length, other = _head_of(trees, own), trees.tokens[mark].head
    forms = {trees.forms[child] for child in trees.children.get(length, ()) if child < length}
    is_passed = "it" in forms and "been" in forms
    return (length, other) if is_passed and other is not None and trees.tokens[other].head == length else None


def _ends(trees: Trees, own: range, mark: int) -> tuple[int, int] | None:
    """What the length belongs to, and what the mark leads to."""
    length, other = _head_of(trees, own), trees.tokens[mark].head
    if other is None or trees.tokens[length].deprel not in (*_APART, _BESIDE):
        return None
    above = trees.tokens[other]
    measured = above.head
    if measured == length:
        measured = trees.tokens[length].head
        if measured is not None and trees.tokens[length].deprel == _BESIDE:
            measured = trees.tokens[measured].head
    elif above.deprel in _SAID:
        measured = _said_before(trees, other, own[0])
    elif above.deprel not in _JOINED:
        return None
    return None if measured is None else (measured, _clause_of(trees, other, measured))


def _said_before(trees: Trees, other: int, before: int) -> int | None:
    """What is said with another clause, and earlier: "was killed a week after it was freed, his mother said"."""
    head = trees.tokens[other].head
    beside = trees.children.get(head, ()) if head is not None else ()
    return max((i for i in beside if i < before and trees.tokens[i].deprel in _SAID), default=None)


def _clause_of(trees: Trees, other: int, measured: int) -> int:
    """The verb of a long subject that was taken for all that the mark leads to: "after the forces, which …, said"."""
    if trees.tokens[other].upos == "VERB":
        return other
    for verb in trees.children.get(measured, ()):
        below = trees.children.get(verb, ())
        is_bare = not any(trees.tokens[i].deprel in ("mark", *_SUBJECTS) for i in below if i < verb)
        is_finite = "VerbForm=Fin" in trees.tokens[verb].feats
        if verb > other and trees.tokens[verb].deprel == "advcl" and is_finite and is_bare:
            return verb
    return other


def words_of_event(trees: Trees, token: int) -> Iterator[int]:
    """The words that may tell of the event at a verb or noun: of "the strike began" and "start of the strike" both."""
    yield token
    below = trees.children.get(token, ())
    if trees.tokens[token].lemma.lower() in _OPENING:
        yield from (child for child in below if trees.tokens[child].deprel == "nmod" and trees.case_of(child) == "of")
    if trees.tokens[token].lemma.lower() not in _BEING:
        return
    for child in below:
        if trees.tokens[child].deprel in _SUBJECTS:
            above = trees.tokens[token].head
            yield above if above is not None and trees.forms[child] in _RELATIVES else child


def is_below(trees: Trees, token: int, top: int) -> bool:
    """Whether a word hangs on another, however far below."""
    at: int | None = token
    while at is not None and at != top:
        at = trees.tokens[at].head
    return at == top
