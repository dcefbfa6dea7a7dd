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
        for bag, rows in features.bags.items():
            self._add_bag(x, bag, rows)
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

    def _add_bag(self, x: Floats, bag: str, rows: Sequence[Words]) -> None:
        """Add to each block's vector the sum of its words' rows; equal bags are summed once."""
        known = self.words[bag]
        table = self.arrays[f"bags_{bag}_weight"]
        sums: dict[Words, int] = {}
        ids: list[int] = []
        starts: list[int] = []
        places = []
        for row in rows:
            place = sums.get(row)
            if place is None:
                place = sums[row] = len(starts)
                starts.append(len(ids))
                # Row 0 is zero: `reduceat` needs at least one id a bag.
                ids.append(0)
                ids += [known[word] for word in row if word in known]
            places.append(place)
        x += np.add.reduceat(table[ids], starts, axis=0)[places]


def _convolve(x: Floats, kernel: Floats, bias: Floats, dilation: int) -> Floats:
    """A convolution of width three over the blocks; ``kernel`` is (3, in, out)."""
    out: Floats = x @ kernel[1] + bias
    if len(x) > dilation:
        out[dilation:] += x[:-dilation] @ kernel[0]
        out[:-dilation] += x[dilation:] @ kernel[2]
    return out


@cache
def load_block_model(folder: str = "weights/blocks") -> BlockModel:
    """The shipped model."""
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
    for bag in TEXT_BAGS + MARKUP_BAGS:
        arrays[f"bags_{bag}_weight"][0] = 0
    text = {word: i + 1 for i, word in enumerate(text_words.split("\n")[:-1])}
    markup = {word: i + 1 for i, word in enumerate(markup_words.split("\n")[:-1])}
    return BlockModel(arrays, dict.fromkeys(TEXT_BAGS, text) | dict.fromkeys(MARKUP_BAGS, markup))
