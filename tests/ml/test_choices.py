"""Tables of weights: chances add up, the heavier option is likelier, damage is told."""

import pytest

from dateline.errors import ResourceError
from dateline.ml import choices
from dateline.ml.choices import Labelling, Ranking, load_labelling, load_ranking

RANKING = Ranking({"near": 2.0, "far": -2.0, "steps": 0.5})
LABELLING = Labelling(("done", "planned", "denied"), {"will": [-1.0, 2.0, 0.0], "not": [0.0, 0.0, 3.0]})


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ([], [0]),
        ([[("near", 1.0)]], [1, 0]),
        ([[("far", 1.0)]], [0, 1]),
        ([[("far", 1.0)], [("near", 1.0)]], [2, 0, 1]),
        ([[("steps", 2.0)], [("steps", 6.0)], [("never seen", 9.0)]], [2, 1, 0, 3]),
    ],
)
def test_options_are_as_likely_as_their_features_weigh(
    options: list[list[tuple[str, float]]], order: list[int]
) -> None:
    chances = RANKING.chances(options)
    assert sum(chances) == pytest.approx(1)
    assert sorted(range(len(chances)), key=lambda i: -chances[i]) == order


def test_a_label_is_chosen_with_the_next_one_and_the_feature_that_spoke_most_for_it() -> None:
    chosen = LABELLING.choose([("will", 1.0), ("not", 0.1), ("never seen", 1.0)])
    assert (chosen.label, chosen.second, chosen.reason) == ("planned", "denied", "will")
    assert chosen.chance > chosen.second_chance > 0


def test_a_label_may_count_for_less() -> None:
    features = [("will", 0.1)]
    assert LABELLING.choose(features).label == "planned"
    assert LABELLING.choose(features, {"planned": 0.5}).label == "denied"


@pytest.mark.parametrize(
    "table", ["", "feature\n", "feature\tweight\nnear\tx\n", "feature\tweight\nnear\n", "feature\ta\tb\nnear\t1\n"]
)
def test_a_damaged_table_is_told(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "read_text", lambda name: table)
    for load in (load_ranking, load_labelling):
        load.cache_clear()
        with pytest.raises(ResourceError, match=r"weights/events/made.tsv are damaged"):
            load("made")
        load.cache_clear()


def test_a_table_is_read_by_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "read_text", lambda name: "feature\tdone\tplanned\nwill\t-1.00\t2.00\n")
    load_labelling.cache_clear()
    assert load_labelling("made").choose([("will", 1.0)]).label == "planned"
    load_labelling.cache_clear()
