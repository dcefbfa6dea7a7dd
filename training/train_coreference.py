"""Train the weights by which mentions are linked, on the open genres of GUM.

    python training/train_coreference.py --data DIR

DIR holds ``ud/gum.train.conllu.gz``. Writes ``resources/weights/coreference/weights.tsv``; the same file on every run.
Half a minute on a core. `benchmarks/coreference.py` measures the result.

A mention's score for each earlier one, and for beginning an entity, is a sum of weights; the weights make all earlier
mentions of its entity together likely. Entities grow as they are in the gold.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.analysis.coreference import VALUES
from dateline.analysis.entity_features import ENTITY_VALUES, GrowingEntity, make_columns
from dateline.analysis.mention_facts import FORMS, find_facts
from dateline.analysis.mentions import find_mentions
from dateline.analysis.name_match import relate_names
from dateline.analysis.pair_features import find_pairs
from prepare_coreference import Document, read_documents
from prepare_language import NON_COMMERCIAL

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/dateline/resources/weights/coreference/weights.tsv"
STEPS = 120
FIRST_RATE, LAST_RATE = 0.1, 0.01
# Nothing is drawn at random: all documents are read at each step, and all weights begin at 0.
# MUC F1 on the news of train, in two folds, and on dev: 2e-6 76.6 / 80.9, 1e-5 76.8 / 81.2, 4e-5 77.0 / 81.4,
# 1e-4 76.8 / 81.2.
L2 = 4e-5
# A value of a feature seen in fewer documents says something about a text, not about English.
LEAST_DOCUMENTS = 3
# Smaller weights change no link on the dev file.
LEAST_WEIGHT = 0.02

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choices:
    """The pairs of many documents: for each its later mention, its active weights, whether it is right."""

    later: Ints
    active: Ints
    """(features, pairs): numbers of weights."""
    right: NDArray[np.bool_]
    new_active: Ints
    """(features, mentions)."""


def weight_offsets() -> dict[str, int]:
    """Where the weights of each feature begin, when all stand in one row."""
    sizes = [len(FORMS) * len(values) for values in VALUES.values()]
    return dict(zip(VALUES, np.cumsum([0, *sizes]).tolist(), strict=False))


def choices_of(document: Document) -> Choices:
    """The pairs of one document."""
    found = find_mentions(document.text, document.tokens, document.names, document.heads)
    facts = find_facts(document.text, document.tokens, document.names, found)
    relations = relate_names(facts.names)
    pairs = find_pairs(facts, relations)
    group_of = {mention.head: mention.group for mention in sorted(document.mentions, key=lambda m: m.first - m.end)}
    # A name that the gold does not mark as a mention is alone.
    groups = [group_of.get(mention.head, f"head {mention.head}") for mention in found]
    later, earlier = pairs.later.tolist(), pairs.earlier.tolist()

    entities: dict[str, GrowingEntity] = {}
    columns = make_columns(facts)
    compared: list[tuple[int, ...]] = []
    place = 0
    for i, group in enumerate(groups):
        while place < len(later) and later[place] == i:
            entity = entities[groups[earlier[place]]]
            compared.append(entity.compare(i, earlier[place], columns, relations))
            place += 1
        entities.setdefault(group, GrowingEntity()).add(i, columns)
    by_entity = np.array(compared, dtype=np.int32).reshape(len(compared), len(ENTITY_VALUES)).T
    values = dict(pairs.values) | dict(zip(ENTITY_VALUES, by_entity, strict=True))
    return Choices(
        later=pairs.later,
        active=_active(values, facts.form[pairs.later]),
        right=np.array([groups[i] == groups[j] for i, j in zip(later, earlier, strict=True)], dtype=bool),
        new_active=_active(pairs.new_values, facts.form),
    )


def _active(values: dict[str, Ints], forms: Ints) -> Ints:
    offsets = weight_offsets()
    return np.stack([offsets[feature] + forms * len(VALUES[feature]) + value for feature, value in values.items()])


def join(choices: Sequence[Choices]) -> Choices:
    """The choices of several documents as one."""
    counts = np.cumsum([0, *[part.new_active.shape[1] for part in choices]])
    return Choices(
        later=np.concatenate([part.later + base for part, base in zip(choices, counts, strict=False)]),
        active=np.concatenate([part.active for part in choices], axis=1),
        right=np.concatenate([part.right for part in choices]),
        new_active=np.concatenate([part.new_active for part in choices], axis=1),
    )


def known_weights(choices: Sequence[Choices]) -> Floats:
    """1 for each weight whose value is seen in enough documents, else 0."""
    seen = np.zeros(_count_weights())
    for part in choices:
        seen[np.unique(np.concatenate([part.active.ravel(), part.new_active.ravel()]))] += 1
    return (seen >= LEAST_DOCUMENTS).astype(float)


def _count_weights() -> int:
    return sum([len(FORMS) * len(values) for values in VALUES.values()])


def fit(parts: Sequence[Choices]) -> Floats:
    """The weights, by Adam over all documents at once."""
    known, choices = known_weights(parts), join(parts)
    w, m, v = (np.zeros(len(known)) for _ in range(3))
    for step in range(1, STEPS + 1):
        g = known * _gradient(choices, w) + L2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        rate = FIRST_RATE + (LAST_RATE - FIRST_RATE) * step / STEPS
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-9)
    return w


def _gradient(choices: Choices, w: Floats) -> Floats:
    later, right, count = choices.later, choices.right, choices.new_active.shape[1]
    scores = sum([w[row] for row in choices.active])
    alone = sum([w[row] for row in choices.new_active])
    top = alone.copy()
    np.maximum.at(top, later, scores)
    each, none = np.exp(scores - top[later]), np.exp(alone - top)
    mass = np.bincount(later, each, count) + none
    right_mass = np.bincount(later, each * right, count)
    has_right = np.bincount(later, right, count) > 0
    # d/ds of -log(share of all right ones); beginning an entity is right where none is.
    by_pair = each / mass[later] - np.where(right, each / np.maximum(right_mass, 1e-300)[later], 0.0)
    by_new = none / mass - ~has_right
    gradient = np.zeros(len(w))
    for rows, by in ((choices.active, by_pair), (choices.new_active, by_new)):
        for row in rows:
            gradient += np.bincount(row, by, len(w))
    return gradient / count


def rows_of(w: Floats) -> Iterator[tuple[str, str, str, float]]:
    """The weights that count, in the order of the features."""
    offsets = weight_offsets()
    for feature, values in VALUES.items():
        table = w[offsets[feature] : offsets[feature] + len(FORMS) * len(values)].reshape(len(FORMS), len(values))
        for form, value in zip(*np.nonzero(np.abs(table) >= LEAST_WEIGHT), strict=True):
            yield feature, FORMS[form], values[value], float(table[form, value])


def main() -> None:
    """Train and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "language")
    args = parser.parse_args()
    documents = read_documents(args.data / "ud" / "gum.train.conllu.gz", skip_genres=NON_COMMERCIAL)
    w = fit([choices_of(document) for document in documents])
    lines = ["# made by training/train_coreference.py: feature, form of the later mention, value, weight"]
    lines += ["\t".join([*names, f"{weight:.2f}"]) for *names, weight in rows_of(w)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
