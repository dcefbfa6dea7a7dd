"""The block model: for each block of a page, how likely it plays each role.

Residual dilated convolutions over the sequence of blocks, so that a block is judged with some sixty blocks on either
side and the page as a whole; numpy only. ``training/train_blocks.py`` makes the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
import numpy.typing as npt

from dateline.resources import read_bytes, read_text

from .features import MARKUP_BAGS, TEXT_BAGS, BlockFeatures, Words

Floats = npt.NDArray[np.float32]

ROLES = ("body", "headline", "byline", "date", "caption", "credit")
_DILATIONS = (1, 2, 4, 8, 16)
# The page as a whole is mixed in after this many convolutions.
_PAGE_AFTER = 2


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Weights and word lists; call `score_blocks`."""

    arrays: dict[str, Floats]
    words: dict[str, dict[str, int]]
    """For each bag: a word's row in the bag's table."""

    def score_blocks(self, features: BlockFeatures) -> Floats:
        """Probabilities, (blocks, roles), each role on its own."""
        arrays = self.arrays
        if not len(features.numbers):
            return np.zeros((0, len(ROLES)), dtype=np.float32)
        scaled = (features.numbers - arrays["mean"]) / arrays["scale"]
        x: Floats = (scaled @ arrays["numbers_weight"].T + arrays["numbers_bias"]).astype(np.float32, copy=False)
        for bag, lines in features.text.items():
            x += self._sum_words(bag, lines)
        for bag, rows in features.markup.items():
            x += _sum_rows(self._sum_words(bag, features.names), rows)
        x = np.maximum(x, 0)
        for i, dilation in enumerate(_DILATIONS):
            x = x + np.maximum(_convolve(x, arrays[f"kernel_{i}"], arrays[f"layers_{i}_bias"], dilation), 0)
            if i + 1 == _PAGE_AFTER:
                page = np.concatenate([x.mean(0), x.max(0)])
                x = x + np.maximum(page @ arrays["page_weight"].T + arrays["page_bias"], 0)
        x = np.maximum(x @ arrays["hidden_weight"].T + arrays["hidden_bias"], 0)
        logits = x @ arrays["out_weight"].T + arrays["out_bias"]
        scores: Floats = 1 / (1 + np.exp(-logits))
        return scores

    def _sum_words(self, bag: str, rows: Sequence[Words]) -> Floats:
        """For each row, the sum of its words' vectors in this bag."""
        known = self.words[bag]
        ids = [tuple([known[word] for word in row if word in known]) for row in rows]
        return _sum_rows(self.arrays[f"bags_{bag}_weight"], ids)


def _sum_rows(table: Floats, rows: Sequence[tuple[int, ...]]) -> Floats:
    """For each row of indices, the sum of the table's rows; equal rows are summed once."""
    places: dict[tuple[int, ...], int] = {}
    at = [places.setdefault(row, len(places)) for row in rows]
    lengths = np.array([len(row) for row in places])
    sums = np.zeros((len(places), table.shape[1]), dtype=np.float32)
    filled = np.flatnonzero(lengths)
    if len(filled):
        ids = [i for row in places for i in row]
        # An empty row has no start of its own: `reduceat` would give it the next row's first vector.
        starts = (np.cumsum(lengths) - lengths)[filled]
        sums[filled] = np.add.reduceat(table[ids], starts, axis=0)
    result: Floats = sums[at]
    return result


def _convolve(x: Floats, kernel: Floats, bias: Floats, dilation: int) -> Floats:
    """A convolution of width three over the blocks; ``kernel`` is (3, in, out)."""
    out: Floats = x @ kernel[1] + bias
    if len(x) > dilation:
        out[dilation:] += x[:-dilation] @ kernel[0]
        out[:-dilation] += x[dilation:] @ kernel[2]
    return out


@cache
def load_block_model(*, plain: bool) -> BlockModel:
    """The shipped model, for scraped text or for HTML."""
    folder = "weights/lines" if plain else "weights/blocks"
    return make_block_model(
        read_bytes(f"{folder}/weights.npz"),
        read_text(f"{folder}/text_words.txt"),
        read_text(f"{folder}/markup_words.txt"),
    )


def make_block_model(weights: bytes, text_words: str, markup_words: str) -> BlockModel:
    """A model from the contents of its three files."""
    with np.load(BytesIO(weights), allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    for i in range(len(_DILATIONS)):
        arrays[f"kernel_{i}"] = np.ascontiguousarray(arrays.pop(f"layers_{i}_weight").transpose(2, 1, 0))
    text = {word: i for i, word in enumerate(text_words.split("\n")[:-1])}
    markup = {word: i for i, word in enumerate(markup_words.split("\n")[:-1])}
    return BlockModel(arrays, dict.fromkeys(TEXT_BAGS, text) | dict.fromkeys(MARKUP_BAGS, markup))
