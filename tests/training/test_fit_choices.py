"""Tables that are fitted to choices give those choices back."""

from pathlib import Path

import pytest

pytest.importorskip("torch")
from dateline.ml.choices import Labelling, Ranking
from fit_choices import Labelled, Ranked, fit_labelling, fit_ranking, write_table

NEAR, FAR, BIAS = [("near", 1.0)], [("far", 1.0)], ("bias", 1.0)
RANKED = [Ranked(str(i), [FAR, NEAR], frozenset({1})) for i in range(6)]
RANKED += [Ranked(str(i), [FAR], frozenset()) for i in range(6)]
LABELLED = [Labelled(str(i), [BIAS, ("will", 1.0)], "planned") for i in range(6)]
LABELLED += [Labelled(str(i), [BIAS], "done") for i in range(6)]


def test_what_belongs_is_likelier_than_the_rest_and_than_nothing() -> None:
    chances = Ranking(fit_ranking(RANKED, 0.1)).chances([FAR, NEAR])
    assert max(range(3), key=chances.__getitem__) == 2
    assert Ranking(fit_ranking(RANKED, 0.1)).chances([FAR])[0] > 0.5


def test_labels_follow_their_features() -> None:
    table = Labelling(("done", "planned"), fit_labelling(LABELLED, ("done", "planned"), 0.1))
    assert table.choose([BIAS]).label == "done"
    assert table.choose([BIAS, ("will", 1.0)]).label == "planned"


def test_a_feature_of_two_texts_is_left_out() -> None:
    rare = [Labelled(str(i % 2), [BIAS, ("rare", 1.0)], "planned") for i in range(9)]
    assert "rare" not in fit_labelling(LABELLED + rare, ("done", "planned"), 0.1)


def test_a_table_is_written_by_feature_with_two_decimals(tmp_path: Path) -> None:
    write_table(tmp_path / "new/t.tsv", ("a", "b"), {"z": [1.234, -2.0], "c": [0.0, 0.5]})
    assert (tmp_path / "new/t.tsv").read_text() == "feature\ta\tb\nc\t0.00\t0.50\nz\t1.23\t-2.00\n"
