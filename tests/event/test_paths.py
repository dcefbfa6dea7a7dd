"""The way through a tree from one word to another."""

from collections.abc import Sequence

import pytest

from dateline.event.learned.paths import FAR, find_path
from dateline.event.trees import Trees
from dateline.types import Span, Token

# Word, head, relation: "Norra said on Monday its troops had left the town ."
WORDS = [
    ("Norra", 1, "nsubj"), ("said", None, "root"), ("on", 3, "case"), ("Monday", 1, "obl"), ("its", 5, "nmod:poss"),
    ("troops", 7, "nsubj"), ("had", 7, "aux"), ("left", 1, "ccomp"), ("the", 9, "det"), ("town", 7, "obj"),
    (".", 1, "punct"), ("Talks", 12, "nsubj"), ("followed", None, "root"),
]  # fmt: skip


def made_trees(words: Sequence[tuple[str, int | None, str]], first_of_second: int) -> Trees:
    tokens = [
        Token(Span(6 * i, 6 * i + 5), form, "X", "", head, deprel, int(i >= first_of_second))
        for i, (form, head, deprel) in enumerate(words)
    ]
    children = {i: [j for j, word in enumerate(words) if word[1] == i] for i in range(len(words))}
    return Trees(tokens, children, {}, [form.lower() for form, *_ in words])


TREES = made_trees(WORDS, 11)


@pytest.mark.parametrize(
    ("start", "goal", "path"),
    [
        (7, 7, "itself"),
        (7, 5, "nsubj"),
        (1, 3, "obl[on]"),
        (7, 0, "^ccomp nsubj"),
        (7, 3, "^ccomp obl[on]"),
        (9, 4, "^obj nsubj nmod:poss"),
        (0, 4, "^nsubj ccomp nsubj nmod:poss"),
        (7, 11, FAR),
    ],
)
def test_a_path_goes_up_to_the_shared_word_and_down(start: int, goal: int, path: str) -> None:
    assert find_path(TREES, start, goal) == path


def test_a_long_way_is_far() -> None:
    chain = made_trees([("w", i + 1 if i < 6 else None, "nmod") for i in range(7)], 99)
    assert find_path(chain, 0, 6) == FAR
    assert find_path(chain, 1, 6) == " ".join(["^nmod"] * 5)
