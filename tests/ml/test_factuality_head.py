"""The head of factuality: what comes out, and that its file is read as it was written."""

import numpy as np
import pytest

from dateline.errors import ResourceError
from dateline.ml.factuality import SUREST, FactualityHead, load_factuality, pack_factuality, read_factuality


def made_head(scale: float) -> FactualityHead:
    rng = np.random.default_rng(7)
    shapes = ((8, 12), (8,), (8,), ())
    return FactualityHead(*(np.asarray(rng.normal(0, scale, shape), np.float16).astype(np.float32) for shape in shapes))


def made_inputs(count: int, width: int) -> np.ndarray:
    return np.random.default_rng(count).normal(0, 1, (count, width)).astype(np.float32)


@pytest.mark.parametrize("count", [0, 1, 5])
@pytest.mark.parametrize("head", [made_head(0.1), made_head(100.0), load_factuality()], ids=["small", "large", "ours"])
def test_every_trigger_has_a_number_on_the_scale(head: FactualityHead, count: int) -> None:
    scores = head.scores(made_inputs(count, head.hidden.shape[1]))
    assert scores.shape == (count,)
    assert scores.dtype == np.float32
    assert (np.abs(scores) <= SUREST).all()


def test_a_head_is_read_as_it_was_written() -> None:
    head = made_head(0.1)
    inputs = made_inputs(3, 12)
    np.testing.assert_array_equal(read_factuality(pack_factuality(head)).scores(inputs), head.scores(inputs))


@pytest.mark.parametrize("content", [b"", b"PK", pack_factuality(load_factuality())[:5000]])
def test_a_damaged_file_is_told(content: bytes) -> None:
    with pytest.raises(ResourceError):
        read_factuality(content)
