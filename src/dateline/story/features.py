"""What an article is about, as words, figures and days with weights: all that the clustering of stories looks at."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.story.terms import Terms, make_terms
from dateline.story.words import find_words, load_rarity
from dateline.types import Name, Time

LEAD: Final = 600
"""Characters at the head of a text that tell what happened."""
LEAD_WEIGHT: Final = 2.0
FACT_WEIGHT: Final = 2.0
"""Of persons, places and figures against other words. Both weights stand on a plain round value: 1 costs up to 0.02
BCubed F1 on ECB+, 3 gains nothing (benchmarks/results/stories.txt)."""
DAY_RARITY: Final = math.log(14)
"""Any day is one of some fourteen that articles of a time speak of."""
MOST_TERMS: Final = 100
"""The heaviest terms kept of one article."""

_FACT_LABELS: Final = frozenset({"PER", "LOC", "FAC"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Features:
    """An article as the clustering sees it."""

    id: str
    published: date | None
    terms: Terms
    """The squares of the weights sum to one."""


def describe(
    article_id: str, text: str, *, names: Sequence[Name], times: Sequence[Time], published: date | None
) -> Features:
    """The features of an article.

    Args:
        article_id: names the article; no two may have the same.
        text: the whole text, the headline first.
        names: found in the text.
        times: found in the text and, where its day of publication is known, reckoned from that.
        published: day of publication.
    """
    rarity = load_rarity()
    facts = {
        word
        for name in names
        if name.label in _FACT_LABELS
        for word in find_words(text[name.span.start : name.span.end])
    }
    lead = set(find_words(text[:LEAD]))
    weights: dict[str, float] = {}
    for word, count in Counter(find_words(text)).items():
        weight = (1 + math.log(count)) * rarity.weight(word)
        weight *= FACT_WEIGHT if word in facts or _FIGURE.search(word) else 1.0
        weights[word] = weight * (LEAD_WEIGHT if word in lead else 1.0)
    days = Counter(day.group() for time in times if (day := _DAY.match(time.value or "")))
    for value, count in days.items():
        weights[value] = FACT_WEIGHT * (1 + math.log(count)) * DAY_RARITY
    return Features(article_id, published, _scale(weights))


def _scale(weights: dict[str, float]) -> Terms:
    """The heaviest terms, with a length of one."""
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_TERMS]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return make_terms({term: weight / length for term, weight in kept if weight > 0})
