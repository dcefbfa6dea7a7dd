"""A linear choice between candidates, from a table one can read."""

import pytest

from dateline.article.ranking import Ranking, load_ranking, make_ranking

RANKING = make_ranking(["# a comment", "bias\t-1.0", "from h1\t2.5", "upper\t-0.5"])


def test_a_table_becomes_weights() -> None:
    assert Ranking({"bias": -1.0, "from h1": 2.5, "upper": -0.5}) == RANKING


@pytest.mark.parametrize(
    ("features", "score"),
    [({}, -1.0), ({"from h1": 1.0}, 1.5), ({"from h1": 1.0, "upper": 1.0}, 1.0), ({"unknown": 9.0}, -1.0)],
)
def test_a_score_is_the_sum_of_weights_times_values(features: dict[str, float], score: float) -> None:
    assert RANKING.score(features) == score


@pytest.mark.parametrize(
    ("candidates", "best"),
    [
        ([], None),
        ([{}], None),
        ([{}, {"from h1": 1.0}], 1),
        ([{"from h1": 1.0}, {"from h1": 1.0}], 0),
        ([{"from h1": 1.0, "upper": 1.0}, {"from h1": 1.0}], 1),
    ],
)
def test_the_best_is_the_first_of_the_highest_if_it_is_likelier_right_than_not(
    candidates: list[dict[str, float]], best: int | None
) -> None:
    assert RANKING.best(candidates) == best


def test_how_high_a_choice_must_score_can_be_said() -> None:
    assert RANKING.best([{}], least=-2.0) == 0
    assert RANKING.best([{"from h1": 1.0}], least=1.5) is None


@pytest.mark.parametrize("field", ["headline", "byline", "published"])
def test_the_shipped_weights_of_a_field_are_numbers_with_a_bias(field: str) -> None:
    weights = load_ranking(field).weights
    assert "bias" in weights
    assert all(abs(weight) < 100 for weight in weights.values())
