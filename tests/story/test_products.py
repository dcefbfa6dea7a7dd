import random

import numpy as np
import pytest

from dateline.story import products
from dateline.story.features import Features
from dateline.story.products import number_terms
from dateline.story.terms import make_terms


def make_article(name: str, rng: random.Random, most: int) -> Features:
    words = {f"word{rng.randrange(40)}": rng.random() for _ in range(rng.randrange(most))}
    return Features(name, None, make_terms(words))


def multiply(one: Features, other: Features) -> float:
    weights = dict(zip(other.terms.names(), other.terms.weights.tolist(), strict=True))
    pairs = zip(one.terms.names(), one.terms.weights.tolist(), strict=True)
    return sum(weight * weights.get(name, 0.0) for name, weight in pairs)


@pytest.mark.parametrize("most_at_once", [1, 50, 10**6])
@pytest.mark.parametrize("seed", range(4))
def test_sums_are_those_of_the_products_of_any_two(
    seed: int, most_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "_MOST_AT_ONCE", most_at_once)
    rng = random.Random(seed)
    new = [make_article(f"n{i}", rng, 12) for i in range(6)]
    groups = [[make_article(f"g{i}m{j}", rng, 15) for j in range(rng.randrange(1, 4))] for i in range(7)]
    others = [one for group in groups for one in group]
    expected = [[sum(multiply(one, other) for other in group) for group in groups] for one in new]
    known = number_terms(new, others)
    assert known.sum(new, groups) == pytest.approx(np.array(expected))
    assert known.sum(new[2:4], groups[3:]) == pytest.approx(np.array(expected)[2:4, 3:])


def test_articles_without_words_have_products_of_nothing() -> None:
    empty = [Features(name, None, make_terms({})) for name in "ab"]
    assert number_terms(empty, []).sum(empty, [[one] for one in empty]).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert number_terms(empty, []).sum(empty, []).shape == (2, 0)
