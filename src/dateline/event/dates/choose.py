"""Which time expression of an article belongs to an event, by rules over the trees."""

from collections.abc import Sequence
from typing import Final

from dateline.types import Analysis, Sentence, Time

# Edges that leave the clause of a trigger: what is said, thought or told beside it has another time.
_BARRIERS: Final = frozenset({"ccomp", "parataxis", "acl:relcl", "root"})
_MOST_STEPS: Final = 6


def choose_time(analysis: Analysis, times: Sequence[Time], trigger: int) -> Time | None:
    """The time expression that dates the event of the token ``trigger``; ``None`` where none of its sentence does."""
    sentence = analysis.sentences[analysis.tokens[trigger].sentence]
    nearby = [time for time in times if _dates(time) and _is_in(time, sentence)]
    if not nearby:
        return None
    heads = {time.id: head_of(analysis, time, sentence) for time in nearby}
    for place in _climb(analysis, trigger):
        attached = [time for time in nearby if _hangs_on(analysis, heads[time.id], place)]
        if attached:
            return min(attached, key=lambda time: abs(heads[time.id] - trigger))
    return None


def _dates(time: Time) -> bool:
    return time.type != "SET" and time.value is not None


def _is_in(time: Time, sentence: Sentence) -> bool:
    return sentence.span.start <= time.span.start < sentence.span.end


def head_of(analysis: Analysis, time: Time, sentence: Sentence) -> int:
    """The token of a time expression that the others hang on."""
    own = [
        i
        for i in range(sentence.first, sentence.end)
        if analysis.tokens[i].span.start < time.span.end and analysis.tokens[i].span.end > time.span.start
    ]
    outer = [i for i in own if analysis.tokens[i].head not in own and analysis.tokens[i].upos not in ("PUNCT", "ADP")]
    return (outer or own or [sentence.first])[0]


def _climb(analysis: Analysis, trigger: int) -> list[int]:
    """The trigger, and the words that it hangs on within its clause."""
    path = [trigger]
    while len(path) <= _MOST_STEPS:
        token = analysis.tokens[path[-1]]
        if token.head is None or token.deprel in _BARRIERS:
            break
        path.append(token.head)
    return path


def _hangs_on(analysis: Analysis, head: int, place: int) -> bool:
    """Whether a time hangs on a word, or on a noun that hangs on it."""
    for _ in range(3):
        token = analysis.tokens[head]
        if place in {head, token.head}:
            return True
        if token.head is None or analysis.tokens[token.head].upos in ("VERB", "AUX"):
            return False
        head = token.head
    return False
