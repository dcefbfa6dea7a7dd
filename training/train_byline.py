"""Fit the weights that choose the set of names that are the authors.

python training/train_byline.py --data DIR --bench DIR
"""

from dateline.article.about import find_publisher
from dateline.article.byline import make_author_features
from dateline.article.byline_candidates import find_candidates
from dateline.article.features import squeeze
from dateline.article.main_text import choose_body
from fit_ranking import Choice, fit_choice
from train_fields import FieldPage, run


def make_choice(page: FieldPage) -> Choice | None:
    """The sets of names on a page, and which of them is gold's."""
    if "authors" not in page.gold:
        return None
    body = choose_body(page.layout, page.scores, None)
    candidates = find_candidates(page.layout, page.metadata, page.scores, body)
    publisher = find_publisher(page.metadata)
    features = make_author_features(
        candidates,
        page.layout,
        page.metadata,
        page.scores,
        publisher=publisher.value if publisher else None,
        body=body,
    )
    names = {squeeze(name) for name in page.gold["authors"]}
    return Choice(page.site, tuple(features), tuple(set(c.keys) == names for c in candidates), page.weight)


if __name__ == "__main__":
    run("byline", make_choice, fit_choice)
