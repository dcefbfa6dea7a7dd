"""Triggers by the cues of an ontology: the words that carry acts, with the type and mode that each tells.

They are the whole of the trigger step where no model has a say, and the way in which a user's own types fire.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.event.trees import Trees
from dateline.ontology import Ontology, Pattern, Slot
from dateline.types import Analysis

# Share of cues that were right, typed, on the even half of the training articles, by how the cue is made.
_CONFIDENCE_OF_WORDS = 0.5
_CONFIDENCE_OF_WORD = 0.45
_CONFIDENCE_OF_WEAK = 0.3
_VERBS = frozenset({"VERB"})
_NOUNS = frozenset({"NOUN"})
# A noun in front of another noun only says which: "attack helicopter"; a participle in front of one is past history.
_BEFORE_NOUN = frozenset({"compound", "amod", "flat", "nmod:poss", "case"})
_NAMES = frozenset({"PER", "ORG", "LOC", "FAC", "PRODUCT", "NORP"})
# Speech that asks for acts, refuses or threatens them: the acts in its clause are its content, not events.
_ASKING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE"})
_CONTENT = frozenset({"xcomp", "ccomp", "advcl", "acl", "obl"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a text that tell of an act."""

    token: int
    """Number of the word that carries the act."""
    tokens: tuple[int, ...]
    """All words that the cue asked for, in order."""
    type: str
    modes: tuple[str, ...]
    via: str
    confidence: float
    second: tuple[str, float] | None = None
    """The next likely type, and how likely."""


class Hint(NamedTuple):
    """A cue that fits at a word, whether or not the rules take it for an event."""

    token: int
    type: str
    kind: str
    """One of `dateline.ml.event_heads.HINT_KINDS`."""


def find_hints(analysis: Analysis, trees: Trees, ontology: Ontology) -> list[Hint]:
    """All cues that fit, in the order of the text: what a model of triggers is told of the ontology."""
    taken = {(cue.token, cue.type): "taken" for cue in find_cues(analysis, trees, ontology)}
    found = dict[tuple[int, str], str]()
    for token in range(len(trees.tokens)):
        for pattern, _ in matching_patterns(trees, token, ontology):
            kind = "weak" if pattern.weak else "words" if pattern.slots else "word"
            found.setdefault((token, pattern.type), kind)
    return [Hint(*key, kind) for key, kind in (found | taken).items()]


def find_cues(analysis: Analysis, trees: Trees, ontology: Ontology) -> list[Cue]:
    """What the cues of the ontology find, in the order of the text; at most one at a word.

    Left out are negated acts, nouns inside names or in front of nouns, and what others are only asked to do.
    """
    named = {i for name in analysis.names if name.label in _NAMES for i in range(name.first, name.end)}
    found = [cue for i in range(len(trees.tokens)) if i not in named and (cue := _cue_at(trees, i, ontology))]
    return _outer(_unasked(found, trees))


def _cue_at(trees: Trees, token: int, ontology: Ontology) -> Cue | None:
    if trees.tokens[token].deprel in _BEFORE_NOUN:
        return None
    for pattern, matched in matching_patterns(trees, token, ontology):
        if pattern.weak and not _has_sides(trees, token, pattern):
            continue
        if trees.is_negated(token) and not any("n't" in slot.words for slot in pattern.slots):
            return None
        modes = (pattern.mode,) if pattern.mode else ()
        return Cue(token, tuple(sorted({token, *matched})), pattern.type, modes, pattern.via, _confidence(pattern))
    return None


def matching_patterns(trees: Trees, token: int, ontology: Ontology) -> Iterator[tuple[Pattern, list[int]]]:
    """The cues that fit at a word, each with the further words that it asked for; what asks for more comes first."""
    lemma, form = trees.words_of(token)
    upos = trees.tokens[token].upos
    patterns = {id(p): p for key in (lemma, form) for p in ontology.cues.get(key, ())}
    for pattern in sorted(patterns.values(), key=lambda p: -len(p.slots)):
        if upos not in (_VERBS if pattern.word == "verb" else _NOUNS):
            continue
        matched = _match_slots(trees, token, pattern.slots)
        if matched is not None:
            yield pattern, matched


def _match_slots(trees: Trees, token: int, slots: Sequence[Slot]) -> list[int] | None:
    """A word for each slot; ``None`` where one stays empty."""
    matched: list[int] = []
    for slot in slots:
        places = _places(trees, token, slot)
        fit = next((i for i in places if i not in matched and _fits(trees, i, slot)), None)
        if fit is None:
            return None
        matched.append(fit)
    return matched


def _places(trees: Trees, token: int, slot: Slot) -> Iterator[int]:
    if slot.side == "subject":
        return _with_heads_of(trees, trees.subjects(token))
    if slot.side == "object":
        return _with_heads_of(trees, trees.objects(token))
    return trees.close_below(token) if slot.is_function_word else trees.below(token)


def _with_heads_of(trees: Trees, sides: Sequence[int]) -> Iterator[int]:
    """The sides, and what is told of them: "a group of soldiers", "army troops"."""
    for side in sides:
        yield side
        yield from (
            i for i in trees.close_below(side) if trees.tokens[i].deprel in {"conj", "compound", "nmod", "flat", "amod"}
        )


def _fits(trees: Trees, token: int, slot: Slot) -> bool:
    lemma, form = trees.words_of(token)
    return form in slot.words or lemma in slot.words or trees.mention_types.get(token) in slot.mention_types


def _has_sides(trees: Trees, token: int, pattern: Pattern) -> bool:
    """Whether a weak cue has the sides that make it likely: of a verb both, of a noun one."""
    subjects = any(trees.is_side(i) for i in trees.subjects(token))
    objects = any(trees.is_side(i) for i in trees.objects(token))
    return subjects and objects if pattern.word == "verb" else subjects or objects


def _confidence(pattern: Pattern) -> float:
    if pattern.weak:
        return _CONFIDENCE_OF_WEAK
    return _CONFIDENCE_OF_WORDS if pattern.slots else _CONFIDENCE_OF_WORD


def _unasked(cues: Sequence[Cue], trees: Trees) -> list[Cue]:
    """Cues without those that are the content of speech: "refused to meet" is a refusal, no meeting."""
    asking = {cue.token for cue in cues if cue.type in _ASKING}
    return [cue for cue in cues if not _is_content(cue.token, trees, asking)]


def _is_content(token: int, trees: Trees, asking: set[int]) -> bool:
    word = trees.tokens[token]
    while word.head is not None:
        if word.head in asking and word.deprel in _CONTENT:
            return True
        if word.deprel not in {"obj", "obl", "nmod", "xcomp", "conj", "ccomp"}:
            return False
        word = trees.tokens[word.head]
    return False


def _outer(cues: Sequence[Cue]) -> list[Cue]:
    """Cues without those whose word another, larger one has used: "launched airstrikes" is one act."""
    used = {i for cue in cues for i in cue.tokens if i != cue.token}
    return [cue for cue in cues if cue.token not in used]
