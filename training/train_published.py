"""Fit the weights that choose the day of publication.

python training/train_published.py --data DIR --bench DIR
"""

from dateline.article.published import day_features, find_statements, group_by_day
from fit_ranking import Choice, fit_choice
from train_fields import FieldPage, run


def make_choice(page: FieldPage) -> Choice | None:
    """The days that a page states, and which is gold's."""
    if "published" not in page.gold:
        return None
    statements = find_statements(page.layout, page.metadata, page.scores, url=page.url, headline=page.headline)
    days = group_by_day(statements)
    right = {page.gold["published"]}
    return Choice(
        page.site,
        tuple(day_features(day, days) for day in days),
        tuple(day[0].date.value[:10] in right for day in days),
        page.weight,
    )


if __name__ == "__main__":
    run("published", make_choice, fit_choice)
