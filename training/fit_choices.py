"""Fit tables of weights to choices that were made: over all at once, from 0, so that nothing is left to chance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

STEPS = 80
LEAST_TEXTS = 3
"""A feature of fewer articles says something about them, not about English."""
LEAST_WEIGHT = 0.01
"""Smaller weights change nothing that is chosen."""
Features = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Things of which one or more belong; ``right`` has their numbers, none where no thing does."""

    text: str
    options: Sequence[Features]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A thing with its label."""

    text: str
    features: Features
    label: str


def fit_ranking(rows: Sequence[Ranked], l2: float) -> dict[str, float]:
    """Weights under which what belongs is likeliest, nothing at all being one of the options and weighing 0."""
    rows = [row for row in rows if row.options]
    matrix, names = _matrix([(row.text, option) for row in rows for option in row.options])
    count = len(rows)
    groups = torch.tensor([i for i, row in enumerate(rows) for _ in row.options])
    right = torch.tensor([float(j in row.right) for row in rows for j in range(len(row.options))])
    nothing = torch.tensor([float(not row.right) for row in rows])

    def loss(weights: Tensor) -> Tensor:
        scores = (matrix @ weights)[:, 0]
        highest = torch.zeros(count).scatter_reduce(0, groups, scores.detach(), "amax")
        powers = (scores - highest[groups]).exp()
        none = (-highest).exp()
        total = none.index_add(0, groups, powers)
        chosen = (nothing * none).index_add(0, groups, powers * right)
        return (total.log() - chosen.log()).sum()

    found = _minimise(loss, len(names), 1, l2)
    return {name: weight[0] for name, weight in zip(names, found, strict=True) if abs(weight[0]) >= LEAST_WEIGHT}


def fit_labelling(rows: Sequence[Labelled], labels: Sequence[str], l2: float) -> dict[str, list[float]]:
    """Weights of each label by feature, under which the given labels are likeliest."""
    matrix, names = _matrix([(row.text, row.features) for row in rows])
    wanted = torch.tensor([labels.index(row.label) for row in rows])

    def loss(weights: Tensor) -> Tensor:
        return torch.nn.functional.cross_entropy(matrix @ weights, wanted, reduction="sum")

    found = _minimise(loss, len(names), len(labels), l2)
    kept = zip(names, found, strict=True)
    return {name: weights for name, weights in kept if max(map(abs, weights)) >= LEAST_WEIGHT}


def write_table(path: Path, columns: Sequence[str], weights: Mapping[str, Sequence[float]]) -> None:
    """A line for each feature, sorted."""
    lines = ["\t".join(["feature", *columns])]
    lines += ["\t".join([name, *(f"{weight:.2f}" for weight in weights[name])]) for name in sorted(weights)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _matrix(rows: Iterable[tuple[str, Features]]) -> tuple[Tensor, list[str]]:
    """Rows by features, (rows, features), and the features' names."""
    rows = list(rows)
    texts: dict[str, set[str]] = {}
    for text, features in rows:
        for name, _ in features:
            texts.setdefault(name, set()).add(text)
    names = sorted(name for name, of in texts.items() if len(of) >= LEAST_TEXTS)
    index = {name: number for number, name in enumerate(names)}
    cells = [(i, index[name], value) for i, (_, given) in enumerate(rows) for name, value in given if name in index]
    at = torch.tensor([[i for i, _, _ in cells], [j for _, j, _ in cells]])
    values = torch.tensor([value for _, _, value in cells], dtype=torch.float32)
    return torch.sparse_coo_tensor(at, values, (len(rows), len(names))).coalesce(), names


def _minimise(loss: Callable[[Tensor], Tensor], features: int, labels: int, l2: float) -> list[list[float]]:
    """The weights of least loss, (features, labels), kept small."""
    weights = torch.zeros(features, labels, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def step() -> float:
        optimizer.zero_grad()
        value = loss(weights) + l2 * (weights * weights).sum()
        value.backward()
        return value.item()

    optimizer.step(step)
    return [[float(weight) for weight in row] for row in weights.detach()]
