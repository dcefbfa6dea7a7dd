"""Fit the weights that choose the headline.

python training/train_headline.py --data DIR --bench DIR
"""

from dateline.article.features import squeeze
from dateline.article.headline import find_candidates, make_headline_features
from fit_ranking import Choice, fit_choice
from train_fields import FieldPage, run


def make_choice(page: FieldPage) -> Choice | None:
    """The candidates of a page, and which of them are gold's."""
    if "title" not in page.gold:
        return None
    candidates = find_candidates(page.layout, page.metadata, page.scores)
    features = make_headline_features(candidates, page.layout, page.metadata, page.scores)
    title = squeeze(page.gold["title"])
    return Choice(page.site, tuple(features), tuple(squeeze(c.text) == title for c in candidates), page.weight)


if __name__ == "__main__":
    run("headline", make_choice, fit_choice)
