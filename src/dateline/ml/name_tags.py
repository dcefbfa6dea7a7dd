"""Names from the score of each tag at each word: the best row of tags in which none goes on with what has not begun."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dateline.types import NameLabel

Scores = NDArray[np.float32]


def find_tags(scores: Scores, tags: Sequence[str]) -> list[str]:
    """The best tags; ``scores`` (words, tags), tags ``O``, ``B-label`` and ``I-label``.

    Source: Viterbi 1967, every step that is allowed costing nothing.
    """
    best = [tags[i] for i in scores.argmax(1).tolist()]
    # The best tag of each word by itself is the best row where it is allowed, as it mostly is.
    return best if _is_allowed(best) else [tags[i] for i in _best_row(scores, tuple(tags))]


def read_names(tags: Sequence[str]) -> Iterator[tuple[int, int, NameLabel]]:
    """Start, end and label of each name of allowed tags."""
    start = 0
    for i, tag in enumerate(tags):
        following = tags[i + 1] if i + 1 < len(tags) else "O"
        if tag.startswith("B-"):
            start = i
        if tag != "O" and not following.startswith("I-"):
            yield start, i + 1, cast(NameLabel, tag[2:])


def _is_allowed(tags: Sequence[str]) -> bool:
    before = "O"
    for tag in tags:
        if tag[0] == "I" and before[2:] != tag[2:]:
            return False
        before = tag
    return True


def _best_row(scores: Scores, tags: tuple[str, ...]) -> list[int]:
    steps = _steps(tags)
    total = np.where(np.array([tag[0] == "I" for tag in tags]), -np.inf, scores[0])
    came_from = []
    for row in scores[1:]:
        reached = total[:, None] + steps
        came_from.append(reached.argmax(0))
        total = reached.max(0) + row
    path = [int(total.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return path[::-1]


@lru_cache(maxsize=1)
def _steps(tags: tuple[str, ...]) -> Scores:
    """0 where the second tag may follow the first, else minus infinity."""
    allowed = [[_is_allowed([f"B-{first[2:]}" if first != "O" else "O", second]) for second in tags] for first in tags]
    return np.where(np.array(allowed), np.float32(0), np.float32(-np.inf))
