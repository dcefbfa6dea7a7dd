"""Fit the weights that choose the headline.

python training/train_headline.py --data DIR --bench DIR
"""

import html
import unicodedata
from collections.abc import Sequence

from dateline.article.features import squeeze
from dateline.article.headline import find_candidates, make_headline_features
from dateline.article.ranking import BIAS, Ranking
from fit_ranking import Choice, fit_choice
from train_fields import FieldPage, run

L2 = 3e-3
# An article without a headline serves nobody: one is given even where each candidate is likelier wrong than right.
EAGERNESS = 1.0


def make_choice(page: FieldPage) -> Choice | None:
    """The texts that may be the headline, and which of them are gold's."""
    if not page.gold.get("title"):
        return None
    candidates = find_candidates(page.layout, page.metadata, page.scores)
    features = make_headline_features(candidates, page.layout, page.metadata, page.scores)
    right = _key(page.gold["title"])
    return Choice(
        page.site, tuple(features), tuple(_key(candidate.text) == right for candidate in candidates), page.weight
    )


def fit(choices: Sequence[Choice]) -> Ranking:
    """The ranking of headlines, readier to answer than the pages it was fitted on."""
    ranking = fit_choice(choices, l2=L2)
    return Ranking({**ranking.weights, BIAS: ranking.weights[BIAS] + EAGERNESS})


def _key(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", html.unescape(text)))


if __name__ == "__main__":
    run("headline", make_choice, fit)
