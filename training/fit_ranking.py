"""Fit the weights of a field's features (see `dateline.article.ranking`): seeded, convex, the same on every machine.

Used by ``train_fields.py``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.article.ranking import BIAS, Features, Ranking

# A feature seen on fewer sites says something about a site, not about the field.
LEAST_SITES = 5
STEPS = 300
LEARNING_RATE = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one page: their features, and which of them are right."""

    site: str
    candidates: tuple[Features, ...]
    right: tuple[bool, ...]
    weight: float = 1.0


def write_ranking(ranking: Ranking, path: Path, comment: str) -> None:
    """Write the table, heaviest weights first."""
    rows = sorted(ranking.weights.items(), key=lambda row: (-abs(row[1]), row[0]))
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {comment}", *[f"{name}\t{weight:.3f}" for name, weight in rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fit_choice(choices: Sequence[Choice], *, l2: float = 1e-3) -> Ranking:
    """Weights that make a right candidate win over the others and over "none of them" (whose score is 0)."""
    names = _known(choices)
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((sum(len(c.candidates) for c in choices), len(names)))
    row = 0
    for choice in choices:
        for features in choice.candidates:
            x[row, index[BIAS]] = 1.0
            for name, value in features.items():
                if name in index:
                    x[row, index[name]] = value
            row += 1
    y = np.array([r for c in choices for r in c.right], dtype=float)
    page = np.repeat(np.arange(len(choices)), [len(c.candidates) for c in choices])
    page_weight = np.array([c.weight for c in choices])
    total = page_weight.sum()
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):  # Adam
        g = x.T @ _gradient(x @ w, y, page, page_weight) / total + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= LEARNING_RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return Ranking(dict(zip(names, w.tolist(), strict=True)))


def _known(choices: Sequence[Choice]) -> list[str]:
    sites: dict[str, set[str]] = {}
    for choice in choices:
        for features in choice.candidates:
            for name in features:
                sites.setdefault(name, set()).add(choice.site)
    return [BIAS, *sorted(name for name, where in sites.items() if len(where) >= LEAST_SITES)]


def _gradient(scores: np.ndarray, y: np.ndarray, page: np.ndarray, weight: np.ndarray) -> np.ndarray:
    pages = len(weight)
    top = np.zeros(pages)
    np.maximum.at(top, page, scores)
    each = np.exp(scores - top[page])
    none = np.exp(-top)
    mass = np.bincount(page, each, pages) + none
    right = np.bincount(page, each * y, pages)
    has = np.bincount(page, y, pages) > 0
    # d/ds of -log(sum of the right ones' share); where none is right, "none" should win.
    share = each / mass[page]
    wanted = np.where(has[page], each * y / np.maximum(right, 1e-12)[page], 0.0)
    return (share - wanted) * weight[page]
