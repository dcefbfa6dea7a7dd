"""The best tree, against all trees there are."""

from itertools import product

import numpy as np
import pytest

from dateline.ml.trees import find_tree, settle_subjects


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word comes to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        above, steps = word, 0
        while above and steps <= len(heads):
            above, steps = heads[above - 1], steps + 1
        if above:
            return False
    return True


@pytest.mark.parametrize("seed", range(200))
def test_no_tree_is_better(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 6))
    scores = rng.normal(size=(size, size + 1)).astype(np.float32)
    trees = [heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)]
    best = max(sum(float(scores[i, head]) for i, head in enumerate(heads)) for heads in trees)
    found = tuple(find_tree(scores).tolist())
    assert is_tree(found)
    assert sum(float(scores[i, head]) for i, head in enumerate(found)) == pytest.approx(best, abs=1e-4)


def test_a_word_alone_hangs_from_the_root() -> None:
    assert find_tree(np.array([[-5.0, 3.0]], np.float32)).tolist() == [0]


def test_words_that_all_point_at_each_other_make_a_tree() -> None:
    size = 120
    scores = np.zeros((size, size + 1), np.float32)
    scores[np.arange(size), (np.arange(size) ^ 1) + 1] = 10.0
    assert is_tree(tuple(find_tree(scores).tolist()))


def test_the_scores_given_stay_as_they_are() -> None:
    scores = np.arange(6, dtype=np.float32).reshape(2, 3)
    find_tree(scores)
    assert scores.tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize(
    ("labels", "settled"),
    [
        (["nsubj:pass", "root", "obj"], ["nsubj", "root", "obj"]),
        (["nsubj:pass", "root", "obl"], ["nsubj:pass", "root", "obl"]),
        (["nsubj:pass", "root", "aux:pass"], ["nsubj:pass", "root", "aux:pass"]),
    ],
)
def test_what_acts_on_an_object_is_no_passive_subject(labels: list[str], settled: list[str]) -> None:
    assert settle_subjects([1, None, 1], labels) == settled


def test_the_object_of_a_joined_verb_counts() -> None:
    labels = ["nsubj:pass", "root", "conj", "obj"]
    assert settle_subjects([1, None, 1, 2], labels) == ["nsubj", "root", "conj", "obj"]


def test_a_passive_with_an_object_keeps_its_subject_where_an_auxiliary_says_so() -> None:
    labels = ["nsubj:pass", "aux:pass", "root", "obj"]
    assert settle_subjects([2, 2, None, 2], labels) == labels
