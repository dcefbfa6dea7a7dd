"""What one event is to another, where the words between them say so.

Source: TimeML annotation guidelines 1.2.1 (TLINK, ALINK) for order and phases.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from dateline.event.trees import Trees
from dateline.event_types import Phase, RelationType

_MARKS: Mapping[str, RelationType] = {
    "after": "after", "since": "after", "following": "after", "before": "before", "because": "caused_by",
    "amid": "response_to", "over": "response_to", "despite": "response_to",
}  # fmt: skip
_FORWARD: Mapping[str, RelationType] = {
    "respond": "response_to", "retaliate": "response_to", "react": "response_to", "reply": "response_to",
    "follow": "after", "precede": "before",
}  # fmt: skip
# Verbs whose subject is the cause and whose clause is the effect.
_CAUSES = frozenset("cause lead prompt trigger spark force provoke result bring".split())
# Verbs that only say that their subject took place.
_CARRIES = frozenset("come follow occur happen take begin".split())
# What answers an act that stands as its object: "condemned the attack", "rejected the demand".
_ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})
_OBJECT = frozenset({"obj", "obl", "nsubj:pass", "ccomp", "nmod"})
_LONGEST_PATH = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one event to another, by their numbers; ``cue`` is the token that tells."""

    source: int
    type: RelationType
    target: int
    cue: int | None
    via: str
    confidence: float = 0.6
    """In [0, 1]."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What relations are found from: type, phase, and the tokens of all mentions."""

    type: str
    phase: Phase | None
    tokens: tuple[int, ...]


def find_links(trees: Trees, events: Sequence[Linked]) -> list[Link]:
    """At most one relation from each event to each other; the first that a mention shows."""
    found: dict[tuple[int, int], Link] = {}
    for a, b in _in_one_sentence(trees, events):
        link = None if (b, a) in found else next(_links(trees, events, a, b), None)
        if link is not None:
            found[a, b] = link
    return list(found.values())


def _in_one_sentence(trees: Trees, events: Sequence[Linked]) -> list[tuple[int, int]]:
    """The pairs of events that some sentence tells both of."""
    by_sentence = defaultdict[int, set[int]](set)
    for number, event in enumerate(events):
        for token in event.tokens:
            by_sentence[trees.tokens[token].sentence].add(number)
    return sorted({pair for numbers in by_sentence.values() for pair in permutations(numbers, 2)})


def _links(trees: Trees, events: Sequence[Linked], a: int, b: int) -> Iterator[Link]:
    """The relations of event ``a`` to event ``b`` that sentences with both show."""
    for i, j in product(events[a].tokens, events[b].tokens):
        if trees.tokens[i].sentence != trees.tokens[j].sentence or i == j:
            continue
        path = _path_up(trees, j, i) or _path_up(trees, j, _verb_of(trees, i))
        told = _told_below(trees, events, a, i, path) if path else None
        if told is not None:
            yield Link(a, told[0], b, told[1], told[2])
        elif cause := _cause(trees, i, j):
            yield Link(a, "caused_by", b, cause, f"“{trees.forms[cause]}”")


def _told_below(
    trees: Trees, events: Sequence[Linked], a: int, token: int, path: Sequence[int]
) -> tuple[RelationType, int | None, str] | None:
    """What the words on the way from the trigger ``token`` down to the other one say: relation, cue, rule."""
    for step in path:
        for child in trees.children.get(step, ()):
            if trees.tokens[child].deprel in ("mark", "case") and trees.forms[child] in _MARKS:
                return _MARKS[trees.forms[child]], child, f"“{trees.forms[child]}”"
    for verb in (token, _verb_of(trees, token)):
        lemma = trees.tokens[verb].lemma.lower()
        if lemma in _FORWARD:
            return _FORWARD[lemma], verb, "verb of answering or following"
    if events[a].phase == "resumed" and "acl" in trees.tokens[path[0]].deprel:
        return "resumes", token, "resumed what was halted"
    if events[a].type in _ANSWERS and trees.tokens[path[-1]].deprel in _OBJECT:
        return "response_to", None, "its object is the other act"
    return None


def _verb_of(trees: Trees, token: int) -> int:
    """The verb that only says that the act took place: "the arrests came after …"; else the word itself."""
    word = trees.tokens[token]
    is_carried = word.head is not None and word.deprel == "nsubj" and trees.tokens[word.head].lemma.lower() in _CARRIES
    return word.head if is_carried and word.head is not None else token


def _path_up(trees: Trees, low: int, high: int) -> list[int] | None:
    """The tokens from ``low`` up to the child of ``high``; ``None`` where the one is not below the other."""
    path: list[int] = []
    at: int | None = low
    while at is not None and len(path) < _LONGEST_PATH:
        if at == high:
            return path
        path.append(at)
        at = trees.tokens[at].head
    return None


def _cause(trees: Trees, effect: int, cause: int) -> int | None:
    """The verb in "cause led to effect" or "cause, prompting X to effect"."""
    above = trees.tokens[effect].head
    for _ in range(_LONGEST_PATH):
        if above is None or effect < cause:
            return None
        word = trees.tokens[above]
        if word.lemma.lower() in _CAUSES:
            hangs_on_cause = "advcl" in word.deprel or "acl" in word.deprel
            tied = _path_up(trees, cause, above) or (hangs_on_cause and _path_up(trees, above, cause))
            return above if tied else None
        above = word.head
    return None
