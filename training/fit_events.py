"""Fit the tables that join what the event heads say with what trees and rules say.

    python training/fit_events.py --data DIR [--leave-out]

DIR holds ``training/train.jsonl``. The heads of each article are those of the build that has not seen it,
``training/build/events-K`` of `train_events.py`, so that tables learn how far heads can be relied on. They go to
``training/build/events-export/events``; with ``--leave-out``, each fold's articles left out in turn, to
``events-K-export/events``, for `benchmarks/events_in_folds.py`. About four minutes on one core.
"""

import argparse
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import torch

from dateline.analysis import analyse_text
from event_examples import LABELS, Build, Examples, read_examples
from fit_choices import fit_labelling, fit_ranking, write_table
from prepare_events import BUILD, FOLDS, GOLD, fold_of, load_texts, read_records

# F1 or share right on the training articles, in five folds, hardly changes from 0.3 to 3; places were best at 3.
L2 = {"parties": 2.0, "status": 1.0, "times": 1.0, "places": 3.0, "sources": 1.0, "same": 1.0, "relations": 1.0}


def fit_tables(given: Sequence[Examples], folder: Path) -> None:
    """Every table, from the examples of some folds."""
    for name in (field.name for field in fields(Examples)):
        rows = [row for one in given for row in getattr(one, name)]
        if name in LABELS:
            write_table(folder / f"{name}.tsv", LABELS[name], fit_labelling(rows, LABELS[name], L2[name]))
        else:
            weights = {feature: [weight] for feature, weight in fit_ranking(rows, L2[name]).items()}
            write_table(folder / f"{name}.tsv", ("weight",), weights)


def main() -> None:
    """Fit all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--leave-out", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    records = list(read_records(args.data / "training/train.jsonl"))
    analyses = {record["id"]: analyse_text(record["text"]) for record in records}
    texts = [text for text in load_texts() if text.corpus == GOLD]
    examples = []
    for fold in range(FOLDS):
        held = [record for record in records if fold_of(record["text"]) == fold]
        examples.append(read_examples(held, analyses, texts, Build(BUILD / f"events-{fold}")))
    if not args.leave_out:
        fit_tables(examples, BUILD / "events-export/events")
        return
    for fold in range(FOLDS):
        fit_tables(examples[:fold] + examples[fold + 1 :], BUILD / f"events-{fold}-export/events")


if __name__ == "__main__":
    main()
