"""How sure it is that something happened, from the word vectors around the word that tells of it.

A head of its own on the finished vectors: one layer of hidden units and one number out of them.
"""

import io
from functools import cache
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from dateline.errors import ResourceError
from dateline.ml.event_heads import FOLDER, Floats, gelu
from dateline.resources import read_bytes

FILE = f"{FOLDER}/factuality.npz"
SUREST = 3.0
"""Where FactBank's scale ends: that far above 0 it certainly happened, that far below it certainly did not."""

UNANIMOUS = 2.8
"""A score above it is `SUREST`: half of what is judged in the news all readers are sure of. Absolute error on UW dev,
at none .437, 2.9 .434, 2.8 .4325, 2.7 .4325."""


class FactualityHead(NamedTuple):
    """The head; `load_factuality` gives the one that ships. Matrices are (outputs, inputs), as training has them."""

    hidden: Floats
    hidden_bias: Floats
    out: Floats
    """(hidden,)."""
    out_bias: Floats
    """A single number."""

    def scores(self, inputs: Floats) -> Floats:
        """From -`SUREST` to `SUREST`, (triggers,), of what stands around each trigger, (triggers, inputs)."""
        hidden = gelu(inputs @ self.hidden.T + self.hidden_bias)
        scores = np.clip(hidden @ self.out + self.out_bias, -SUREST, SUREST)
        result: Floats = np.where(scores > UNANIMOUS, np.float32(SUREST), scores)
        return result


@cache
def load_factuality() -> FactualityHead:
    """The head that ships, loaded once.

    Raises:
        ResourceError: its file is missing or damaged.
    """
    return read_factuality(read_bytes(FILE))


def read_factuality(content: bytes) -> FactualityHead:
    """A head from the content of its file, which holds 16-bit floats.

    Raises:
        ResourceError: it is damaged.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            return FactualityHead(*(stored[name].astype(np.float32) for name in FactualityHead._fields))
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise ResourceError(f"the weights in {FILE!r} are damaged: {error}") from error


def pack_factuality(head: FactualityHead) -> bytes:
    """The content of its file, as `read_factuality` reads it."""
    packed = io.BytesIO()
    arrays = {name: np.asarray(array, np.float16) for name, array in head._asdict().items()}
    np.savez(packed, allow_pickle=False, **arrays)
    return packed.getvalue()
