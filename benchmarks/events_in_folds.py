"""The training articles coded with heads and tables that have not seen them, for ``score_articles.py``.

python training/train_events.py --data DIR --fold K        # of each fold K
python training/fit_events.py --data DIR --leave-out
python ../shared/bench/score_articles.py DIR/training/train.jsonl events_in_folds:article_events
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest import mock

import torch

import adapters
from dateline.analysis import analyse_text
from dateline.ml import choices
from dateline.ml.event_heads import Floats
from dateline.types import Analysis

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from event_examples import Build
from prepare_events import BUILD, Words, fold_of

torch.set_num_threads(1)


@cache
def _build(fold: int) -> Build:
    return Build(BUILD / f"events-{fold}")


def article_events(text: str, title: str, published: str) -> list[dict[str, object]]:
    """What ``score_articles.py`` expects of an article."""
    with _without(fold_of(text)):
        return adapters.article_events(text, title, published)


def sentence_events(text: str, published: str) -> list[dict[str, object]]:
    """What ``score_events.py`` expects of a sentence."""
    with _without(fold_of(text)):
        return adapters.sentence_events(text, published)


@contextmanager
def _without(fold: int) -> Iterator[None]:
    """Code with what was learned without a fold."""

    def read(name: str) -> str:
        return (BUILD / f"events-{fold}-export/events" / Path(name).name).read_text(encoding="utf-8")

    def analyse(given: str) -> tuple[Analysis, Floats]:
        analysis = analyse_text(given)
        return analysis, _build(fold).vectors(Words(analysis).text("", "polnear"))

    for load in (choices.load_labelling, choices.load_ranking):
        load.cache_clear()
    with (
        mock.patch.object(choices, "read_text", read),
        mock.patch.object(adapters, "analyse", analyse),
        mock.patch("dateline.event.learned.coder.load_heads", return_value=_build(fold).heads),
    ):
        yield
