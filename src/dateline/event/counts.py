"""How many died, were injured or arrested, or took part, where a number stands with the act."""

import re
from collections.abc import Iterator, Mapping

from dateline.event.trees import Trees
from dateline.event_types import Bound, Count, CountKind
from dateline.text.numbers import NUMBER_WORDS
from dateline.types import Span

_WORDS: tuple[tuple[CountKind, str], ...] = (
    ("dead", "kill die murder execute slay drown behead massacre assassinate dead death perish"),
    ("injured", "injure wound hurt"),
    ("arrested", "arrest detain jail apprehend"),
)
_KINDS: Mapping[str, CountKind] = {word: kind for kind, words in _WORDS for word in words.split()}
_SIZE_TYPES = frozenset({"PROTEST", "MOBILIZE"})
_NUMBERS = {word: i for i, word in enumerate(NUMBER_WORDS)}
_VAGUE = frozenset("dozens hundreds thousands scores several many some few".split())
_BOUNDS: dict[str, Bound] = {
    "least": "at_least", "more": "at_least", "over": "at_least", "most": "at_most", "up": "at_most",
    "about": "about", "around": "about", "nearly": "about", "some": "about", "almost": "about", "roughly": "about",
    "approximately": "about",
}  # fmt: skip
_BOUND_WORDS = frozenset({*_BOUNDS, "than", "at", "to"})
_SIDES = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})


def find_counts(trees: Trees, trigger: int, event_type: str) -> tuple[Count, ...]:
    """The counts beside the trigger: of its verb, and of what hangs right on it."""
    lemma = trees.tokens[trigger].lemma.lower()
    kind: CountKind | None = _KINDS.get(lemma) or ("size" if event_type in _SIZE_TYPES else None)
    found = list(_at(trees, trigger, kind)) if kind else []
    for child in trees.children.get(trigger, ()):
        other = _KINDS.get(trees.tokens[child].lemma.lower())
        if other and trees.tokens[child].deprel in {"conj", "advcl", "acl", "parataxis", "ccomp"}:
            found += _at(trees, child, other)
    return tuple(found)


def _at(trees: Trees, token: int, kind: CountKind) -> Iterator[Count]:
    for side in trees.children.get(token, ()):
        if trees.tokens[side].deprel not in _SIDES:
            continue
        number = next((c for c in (*trees.children.get(side, ()), side) if _is_number(trees, c)), None)
        if number is not None:
            yield _count(trees, number, kind)
            return


def _is_number(trees: Trees, token: int) -> bool:
    word = trees.tokens[token]
    return (word.upos == "NUM" and word.deprel in ("nummod", *_SIDES)) or trees.forms[token] in _VAGUE


def _count(trees: Trees, number: int, kind: CountKind) -> Count:
    below = trees.children.get(number, ())
    words = [trees.forms[c] for c in below]
    bound: Bound = next((_BOUNDS[word] for word in words if word in _BOUNDS), "exact")
    first = min((c for c in below if trees.forms[c] in _BOUND_WORDS), default=number)
    start, end = trees.tokens[min(first, number)].span.start, trees.tokens[number].span.end
    value = _value(trees.forms[number])
    return Count(kind, value, bound if value is not None else "about", Span(start, end))


def _value(word: str) -> int | None:
    digits = re.fullmatch(r"\d{1,3}(?:,\d{3})*|\d+", word)
    if digits:
        return int(word.replace(",", ""))
    return _NUMBERS.get(word)
