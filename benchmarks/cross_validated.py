"""Score the reader on the development pages with weights that have not seen the page's site.

    python training/train_blocks.py --data DIR --bench DIR --only-folds
    python training/train_fields.py --data DIR --bench DIR
    python benchmarks/cross_validated.py [--data DIR] [--bench DIR] [--flatten] [--sets fundus,trafilatura]

Prints the scorer's figures for each set and writes them to ``benchmarks/results/``.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import adapters
from dateline.errors import DatelineError

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "training"))
from field_pages import load_fold_models, load_fold_rankings
from train_blocks import fold_of

SETS = "fundus,trafilatura,wcxb,htmldate"


def main() -> None:
    """Score each page with the weights of its fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "pages")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--flatten", action="store_true")
    parser.add_argument("--sets", default=SETS)
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))
    import score_pages  # type: ignore[import-not-found]  # the scorer's folder is an argument

    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    models, rankings = load_fold_models(), load_fold_rankings()
    for record in score_pages.load(str(args.data), args.sets.split(",")):
        fold = fold_of(record["site"])
        with ExitStack() as stack:
            file = stack.enter_context(gzip.open(args.data / record["html_path"]))
            stack.enter_context(patch("dateline.article.load_block_model", return_value=models[fold][args.flatten]))
            for field in ("headline", "byline", "published"):
                stack.enter_context(patch(f"dateline.article.{field}.load_ranking", rankings[fold].__getitem__))
            rows[record["source"]].append(score(score_pages, record, file.read(), flatten=args.flatten))
    summary = {name: score_pages.summarise(found) for name, found in rows.items()}
    out = HERE / "results" / f"cross_validated{'_text' if args.flatten else ''}.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rounded(summary), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for name, figures in rounded(summary).items():
        print(name, json.dumps(figures))


def score(scorer: Any, record: dict[str, Any], body: bytes, *, flatten: bool) -> dict[str, Any]:
    """The scorer's row for one page; a refusal counts as an empty answer."""
    given = scorer.flatten(body) if flatten else body
    found: dict[str, object] = {}
    error = None
    try:
        found = adapters.page(given, None if flatten else record["url"])
    except DatelineError as refusal:
        error = type(refusal).__name__
    row: dict[str, Any] = scorer.score_page(record["gold"], found)
    # Speed is measured by the scorer itself, with the shipped weights.
    row.update(ms=0.0, ref_ms=None, error=error, empty=not found.get("text") and "body" in record["gold"])
    return row


def rounded(summary: dict[str, Any]) -> dict[str, Any]:
    """Figures to three digits, without the speed, which is not measured here."""
    return {
        name: {
            group: {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
            if isinstance(figures, dict)
            else figures
            for group, figures in groups.items()
            if group not in ("speed", "fail")
        }
        for name, groups in summary.items()
    }


if __name__ == "__main__":
    main()
