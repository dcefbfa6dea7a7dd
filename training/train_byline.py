"""Fit the weights that judge each name that could be an author.

python training/train_byline.py --data DIR --bench DIR
"""

from dateline.article.about import find_publisher
from dateline.article.byline import find_name_candidates, make_author_features
from dateline.article.features import squeeze
from dateline.article.main_text import choose_body
from fit_ranking import Choice, fit_each
from train_fields import FieldPage, run


def make_choice(page: FieldPage) -> Choice | None:
    """The names on a page, and which of them are gold's."""
    if "authors" not in page.gold:
        return None
    body = choose_body(page.layout, page.scores, None)
    candidates = find_name_candidates(page.layout, page.metadata, page.scores, body)
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
    return Choice(page.site, tuple(features), tuple(c.key in names for c in candidates), page.weight)


if __name__ == "__main__":
    run("byline", make_choice, fit_each)
