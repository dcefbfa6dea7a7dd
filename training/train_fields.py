"""Fit the weights that choose headline, authors and day of publication.

    python training/train_blocks.py --data DIR --bench DIR
    python training/train_fields.py --data DIR --bench DIR [--field headline|byline|published]

DIR are the page corpus and the folder of its scorer (``score_pages.py``). Prints, for each field, the share of pages on
which the right candidate is there at all, and on which it is chosen, out of fold by site.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dateline.article.about import find_publisher
from dateline.article.byline import make_author_features
from dateline.article.byline_candidates import find_candidates as find_authors
from dateline.article.headline import find_candidates as find_headlines
from dateline.article.headline import make_headline_features
from dateline.article.main_text import choose_body
from dateline.article.published import day_features, find_statements, group_by_day
from field_pages import FieldPage, read_pages
from fit_ranking import Choice, fit_choice, write_ranking
from train_blocks import BUILD, FOLDS, fold_of

WEIGHTS = Path(__file__).parent.parent / "src/dateline/resources/weights"
COMMENT = "made by training/train_fields.py"


def make_headline_choice(page: FieldPage, scorer: Any) -> Choice:
    """The candidates of a page, and which of them are gold's."""
    candidates = find_headlines(page.layout, page.metadata, page.scores)
    features = make_headline_features(candidates, page.layout, page.metadata, page.scores)
    title = scorer.plain(page.gold["title"])
    return Choice(page.site, tuple(features), tuple(scorer.plain(c.text) == title for c in candidates), page.weight)


def make_byline_choice(page: FieldPage, scorer: Any) -> Choice:
    """The sets of names on a page, and which of them is gold's."""
    body = choose_body(page.layout, page.scores, None)
    candidates = find_authors(page.layout, page.metadata, page.scores, body)
    publisher = find_publisher(page.layout, page.metadata)
    features = make_author_features(
        candidates,
        page.layout,
        page.metadata,
        page.scores,
        publisher=publisher.value if publisher else None,
        body=body,
    )
    names = scorer.names(page.gold["authors"])
    return Choice(page.site, tuple(features), tuple(scorer.names(c.names) == names for c in candidates), page.weight)


def make_published_choice(page: FieldPage, scorer: Any) -> Choice:
    """The days that a page states, and which are gold's."""
    statements = find_statements(page.layout, page.metadata, page.scores, url=page.url, headline=page.headline)
    days = group_by_day(statements)
    right = scorer.gold_days(page.gold)
    return Choice(
        page.site,
        tuple(day_features(day, days) for day in days),
        tuple(day[0].date.value[:10] in right for day in days),
        page.weight,
    )


Rows = list[tuple[str, Choice]]
# Field: the key of its gold, and what makes its choice.
FIELDS: dict[str, tuple[str, Callable[[FieldPage, Any], Choice]]] = {
    "headline": ("title", make_headline_choice),
    "byline": ("authors", make_byline_choice),
    "published": ("published", make_published_choice),
}


def main() -> None:
    """Make the choices of all fields in one reading of the pages, then fit, measure and write each field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--field", choices=FIELDS, action="append")
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))
    import score_pages  # type: ignore[import-not-found]  # noqa: PLC0415 (the scorer's folder is an argument)

    rows: dict[str, Rows] = {field: [] for field in args.field or FIELDS}
    for page in read_pages(args.data, score_pages):
        for field, made in rows.items():
            key, make_choice = FIELDS[field]
            if page.gold.get(key):
                made.append((f"{page.source}{' as text' if page.plain else ''}", make_choice(page, score_pages)))
    for field, made in rows.items():
        print(field, json.dumps(cross_validate(field, made), indent=1), flush=True)
        ranking = fit_choice([choice for _, choice in made])
        write_ranking(ranking, WEIGHTS / field / "weights.tsv", COMMENT)


def cross_validate(field: str, rows: Sequence[tuple[str, Choice]]) -> dict[str, str]:
    """For each set and view: share of pages with a right candidate / share where it is the best, out of fold.

    The weights of each fold stay in the build folder, beside those of its block model.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    there: dict[str, list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        ranking = fit_choice([choice for _, choice in rows if fold_of(choice.site) != fold])
        write_ranking(ranking, BUILD / "folds" / str(fold) / f"{field}.tsv", f"without fold {fold}")
        for name, choice in rows:
            if fold_of(choice.site) == fold:
                best = ranking.best(choice.candidates)
                right[name].append(best is not None and choice.right[best])
                there[name].append(any(choice.right))
    share = {name: sum(values) / len(values) for name, values in right.items()}
    most = {name: sum(values) / len(values) for name, values in there.items()}
    return {name: f"{most[name]:.3f} / {share[name]:.3f}" for name in sorted(share)}


if __name__ == "__main__":
    main()
