"""Rows of name tags: the best one that is allowed, and the names in it."""

from itertools import product

import numpy as np
import pytest

from dateline.ml.name_tags import find_tags, read_names

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def is_allowed(tags: tuple[str, ...]) -> bool:
    pairs = zip(("O", *tags), tags, strict=False)
    return all(tag[0] != "I" or (before != "O" and before[2:] == tag[2:]) for before, tag in pairs)


@pytest.mark.parametrize("seed", range(100))
def test_no_allowed_row_is_better(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, len(TAGS))).astype(np.float32)
    rows = [row for row in product(range(len(TAGS)), repeat=4) if is_allowed(tuple(TAGS[i] for i in row))]
    best = max(rows, key=lambda row: scores[np.arange(4), list(row)].sum())
    assert find_tags(scores, TAGS) == [TAGS[i] for i in best]


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("", []),
        ("O O", []),
        ("B-PER", [(0, 1, "PER")]),
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER I-PER", [(0, 1, "PER"), (1, 3, "PER")]),
        ("O B-LOC I-LOC I-LOC", [(1, 4, "LOC")]),
    ],
)
def test_names_run_from_their_first_tag_to_their_last(tags: str, names: list[tuple[int, int, str]]) -> None:
    assert list(read_names(tags.split())) == names
