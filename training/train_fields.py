"""What the ``train_<field>.py`` scripts share: the development pages with their gold, and one way to fit and measure.

Role scores come from fold weights (``train_blocks.py --only-folds``), so that a field is fitted on what the block
model makes of pages it has not seen.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.article.block_model import BlockModel, Floats, make_block_model
from dateline.article.clues import read_hints
from dateline.article.dom import read_layout
from dateline.article.features import make_features
from dateline.article.layout import Layout
from dateline.article.lines import read_lines
from dateline.article.metadata import Metadata, read_metadata
from dateline.article.ranking import Ranking
from dateline.page import open_page
from dateline.types import Page
from fit_ranking import FOLDS, Choice, fold_of, write_ranking
from train_blocks import BUILD
from train_blocks import fold_of as block_fold_of

SETS = ("fundus", "trafilatura", "wcxb", "htmldate")
SOURCE_WEIGHT = {"fundus": 2.0, "trafilatura": 1.0, "wcxb": 0.5, "htmldate": 1.0}


@dataclass(frozen=True, slots=True)
class FieldPage:
    """One page, or its scraped text, with gold and role scores."""

    id: str
    source: str
    site: str
    url: str | None
    plain: bool
    layout: Layout
    metadata: Metadata
    scores: Floats
    headline: int | None
    gold: dict[str, Any]
    weight: float


def read_pages(data: Path, bench: Path) -> Iterator[FieldPage]:
    """Every development page twice: as HTML and as scraped text."""
    sys.path.insert(0, str(bench))
    import score_pages  # type: ignore[import-not-found]  # noqa: PLC0415 (the scorer's folder is an argument)

    folds = len(list((BUILD / "folds").iterdir()))
    models = [
        [_fold_model(BUILD / "folds" / str(fold) / kind) for kind in ("blocks", "lines")] for fold in range(folds)
    ]
    for record in score_pages.load(str(data), SETS):
        with gzip.open(data / record["html_path"]) as file:
            body = file.read()
        model = models[block_fold_of(record["site"], folds)]
        for plain in (False, True):
            given = score_pages.flatten(body) if plain else open_page(Page(body)).utf8
            layout = read_lines(given) if plain else read_layout(given)
            metadata = read_metadata(layout)
            scores = model[plain].score_blocks(make_features(layout, read_hints(layout, metadata)))
            headline = int(scores[:, 1].argmax()) if len(scores) else None
            yield FieldPage(
                record["id"], record["source"], record["site"], None if plain else record["url"], plain,
                layout, metadata, scores, headline, record["gold"], SOURCE_WEIGHT[record["source"]],
            )  # fmt: skip


def _fold_model(folder: Path) -> BlockModel:
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("text_words.txt", "markup_words.txt")]
    return make_block_model((folder / "weights.npz").read_bytes(), *texts)


def run(
    field: str,
    make_choice: Callable[[FieldPage], Choice | None],
    fit: Callable[[Sequence[Choice]], Ranking],
) -> None:
    """Fit on all pages, print the share right out of fold, write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    args = parser.parse_args()
    rows = [
        (page.source, page.plain, choice) for page in read_pages(args.data, args.bench) if (choice := make_choice(page))
    ]
    print(json.dumps(cross_validate(rows, fit), indent=1))
    path = Path("src/dateline/resources/weights") / field / "weights.tsv"
    write_ranking(fit([choice for *_, choice in rows]), path, f"made by training/train_{field}.py")


def cross_validate(
    rows: Sequence[tuple[str, bool, Choice]], fit: Callable[[Sequence[Choice]], Ranking]
) -> dict[str, float]:
    """Share of pages whose best candidate is right, by set and view, out of fold by site."""
    right: dict[str, list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        ranking = fit([choice for *_, choice in rows if fold_of(choice.site) != fold])
        for source, plain, choice in rows:
            if fold_of(choice.site) == fold:
                best = ranking.best(choice.candidates)
                right[f"{source}{' as text' if plain else ''}"].append(best is not None and choice.right[best])
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(right.items())}
