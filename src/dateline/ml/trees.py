"""The best tree over the words of a sentence, from the score of each arc.

Source: Chu and Liu 1965, Edmonds 1967; one word alone hangs from the root, as Universal Dependencies asks.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
# Far below any score of a network, far above the limits of a float.
_NEVER = np.float32(-1e9)
_ROOTS_TRIED = 3
"""Words tried as the root where the best arcs make no tree; the best of three was the best of all on EWT dev."""


def find_tree(scores: Scores) -> Heads:
    """The head of each word, 1-based with 0 for the root, of the best tree.

    ``scores`` (words, words + 1): of each word with the root (column 0) and with each word as its head.
    """
    scores = scores.copy()
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = _NEVER
    heads: Heads = scores.argmax(1)
    if np.count_nonzero(heads == 0) == 1 and _find_cycle(heads.tolist()) is None:
        return heads
    # How much better a word is as the root than with its best other head: only the foremost are worth a try.
    gain = scores[:, 0] - scores[:, 1:].max(1)
    roots = np.argsort(-gain, kind="stable")[:_ROOTS_TRIED]
    trees = [_tree_below(scores, int(root)) for root in roots]
    totals = [float(scores[np.arange(size), tree].sum()) for tree in trees]
    return trees[int(np.argmax(totals))]


def _tree_below(scores: Scores, root: int) -> Heads:
    """The best tree with this word as the root's only dependent."""
    size = len(scores)
    square = np.full((size + 1, size + 1), _NEVER)
    square[1:, 1:] = scores[:, 1:]
    square[root + 1, :] = _NEVER
    square[root + 1, 0] = 0.0
    return _best_arborescence(square)[1:]


def _find_cycle(heads: list[int]) -> list[int] | None:
    """The words of a cycle, 1-based, or ``None``."""
    seen = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        word = start
        while word and not seen[word]:
            seen[word] = start
            word = heads[word - 1]
        if word and seen[word] == start:
            cycle = [word]
            while heads[cycle[-1] - 1] != word:
                cycle.append(heads[cycle[-1] - 1])
            return cycle
    return None


def _best_arborescence(square: Scores) -> Heads:
    """Heads of all nodes (node 0 is the root, its own head 0); ``square[dependent, head]``."""
    square = square.copy()
    np.fill_diagonal(square, _NEVER)
    heads: Heads = square.argmax(1)
    heads[0] = 0
    found = _find_cycle(heads[1:].tolist())
    if found is None:
        return heads
    return _open_cycle(square, heads, np.array(found))


def _open_cycle(square: Scores, heads: Heads, cycle: Heads) -> Heads:
    """Solve with the cycle as one node, then break the cycle where that solution enters it."""
    rest = np.setdiff1d(np.arange(len(square)), cycle)
    node = len(rest)
    inside = square[cycle, heads[cycle]]
    smaller = np.full((node + 1, node + 1), _NEVER)
    smaller[:node, :node] = square[np.ix_(rest, rest)]
    leaving = square[np.ix_(rest, cycle)]
    smaller[:node, node] = leaving.max(1)
    entering = square[np.ix_(cycle, rest)] - inside[:, None]
    smaller[node, :node] = entering.max(0)
    solved = _best_arborescence(smaller)
    result = heads.copy()
    for i in range(1, node):
        result[rest[i]] = cycle[leaving[i].argmax()] if solved[i] == node else rest[solved[i]]
    entered = cycle[entering[:, solved[node]].argmax()]
    result[entered] = rest[solved[node]]
    return result


def settle_subjects(heads: Sequence[int | None], labels: Sequence[str]) -> list[str]:
    """The labels, with no passive subject of a verb that has an object and no auxiliary of the passive.

    The object of a verb that is joined to it counts: "police stopped and arrested two men" is active.
    Source: Universal Dependencies 2, ``nsubj:pass`` and ``aux:pass``.
    """
    objects = {head for head, label in zip(heads, labels, strict=True) if label == "obj"}
    objects |= {heads[verb] for verb in objects if verb is not None and labels[verb] == "conj"}
    passive = {head for head, label in zip(heads, labels, strict=True) if label == "aux:pass"}
    return [
        "nsubj" if label == "nsubj:pass" and head in objects - passive else label
        for head, label in zip(heads, labels, strict=True)
    ]
