"""The head that is fitted to judgements gives them back, and its examples are the triggers of a sentence."""

import pytest

pytest.importorskip("torch")
import torch

from dateline.ml.language_model import VECTOR_WIDTH
from fit_factuality import fit, read_sentence


def test_judgements_are_given_back() -> None:
    wanted = torch.tensor([3.0, -2.0]).repeat(400)
    inputs = torch.tensor([[2.0, 0.0], [0.0, 2.0]]).repeat(400, 1)
    assert fit(inputs, wanted).scores(inputs[:2].numpy()) == pytest.approx([3.0, -2.0], abs=0.8)


def test_a_sentence_has_inputs_and_numbers_of_its_triggers() -> None:
    spans = [{"span": [7, 14], "factuality": 2.5}, {"span": [26, 31], "factuality": -1.0}]
    inputs, numbers = read_sentence({"text": "Rebels shelled it but took no port.", "events": spans})
    assert inputs.shape == (2, 3 * VECTOR_WIDTH)
    assert numbers == [2.5, -1.0]
