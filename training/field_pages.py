"""The development pages with their gold, and the role scores that fold weights give their blocks.

Fold weights come from ``train_blocks.py``, so that a field is fitted on what the block model makes of pages it has
not seen.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.article.block_model import NETWORKS, BlockModel, Floats, make_block_model
from dateline.article.clues import read_hints
from dateline.article.dom import read_layout
from dateline.article.features import make_features
from dateline.article.layout import Layout
from dateline.article.lines import read_lines
from dateline.article.metadata import Metadata, read_metadata
from dateline.article.ranking import Ranking, make_ranking
from dateline.page import open_page
from dateline.types import Page
from train_blocks import BUILD, FOLDS, KINDS, fold_of

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


def read_pages(data: Path, scorer: Any) -> Iterator[FieldPage]:
    """Every development page twice: as HTML and as scraped text."""
    models = load_fold_models()
    for record in scorer.load(str(data), SETS):
        with gzip.open(data / record["html_path"]) as file:
            body = file.read()
        model = models[fold_of(record["site"])]
        for plain in (False, True):
            given = scorer.flatten(body) if plain else open_page(Page(body)).utf8
            layout = read_lines(given) if plain else read_layout(given)
            metadata = read_metadata(layout)
            scores = model[plain].score_blocks(make_features(layout, read_hints(layout, metadata)))
            headline = int(scores[:, 1].argmax()) if len(scores) else None
            yield FieldPage(
                record["id"], record["source"], record["site"], None if plain else record["url"], plain,
                layout, metadata, scores, headline, record["gold"], SOURCE_WEIGHT[record["source"]],
            )  # fmt: skip


def load_fold_models() -> list[list[BlockModel]]:
    """For each fold the weights for HTML and those for scraped text."""
    places = [BUILD / "folds" / str(fold) for fold in range(FOLDS)]
    return [[_fold_model(place / kind) for kind in KINDS] for place in places]


def load_fold_rankings() -> list[dict[str, Ranking]]:
    """For each fold the rankings by field."""
    return [
        {path.stem: make_ranking(path.read_text(encoding="utf-8").splitlines()) for path in folder.glob("*.tsv")}
        for folder in (BUILD / "folds" / str(fold) for fold in range(FOLDS))
    ]


def _fold_model(folder: Path) -> BlockModel:
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("text_words.txt", "markup_words.txt")]
    weights = [(folder / f"weights_{number}.npz").read_bytes() for number in range(NETWORKS)]
    return make_block_model(weights, *texts)
