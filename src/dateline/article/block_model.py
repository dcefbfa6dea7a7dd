"""The block model: for each block of a page, how likely it plays each role.

Residual dilated convolutions over the sequence of blocks, so that a block is judged with some sixty blocks on either
side and the page as a whole; numpy only. Scraped text and HTML have weights of their own, and each kind is several
networks whose log odds are averaged. ``training/train_blocks.py`` makes the weights.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from dateline.resources import read_bytes, read_text

from .features import MARKUP_BAGS, TEXT_BAGS, BlockFeatures
from .shapes import Words

Floats = npt.NDArray[np.float32]

ROLES = ("body", "headline", "byline", "date", "caption", "credit")
# A second network raised body F by 0.004 on every set (out of fold).
NETWORKS = 2
_DILATIONS = (1, 2, 4, 8, 16)
# The page as a whole is mixed in after this many convolutions.
_PAGE_AFTER = 2


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Networks, stacked to be run side by side, and their word lists; call `score_blocks`."""

    arrays: dict[str, Floats]
    """(networks, …); in the tables of the bags a word has a row for each bag, or one row for all of them, and in it the
    vectors of the networks side by side; their last row is of zeros."""
    text_words: dict[str, int]
    """A word's row in the tables of the text's bags."""
    markup_words: dict[str, int]
    """A name's row in the tables of the markup's bags."""

    def score_blocks(self, features: BlockFeatures) -> Floats:
        """Probabilities, (blocks, roles), each role on its own; a menu's blocks have the same."""
        if not len(features.numbers):
            return np.zeros((0, len(ROLES)), dtype=np.float32)
        arrays = self.arrays
        x: Floats = (features.numbers - arrays["mean"]) / arrays["scale"]
        x = x @ arrays["numbers_weight"] + arrays["numbers_bias"]
        x += self._sum_words(features).reshape(len(features.numbers), NETWORKS, -1).swapaxes(0, 1)
        logits = _judge(arrays, x).mean(0)
        scores: Floats = 1 / (1 + np.exp(-logits))
        return np.repeat(scores, features.sizes, axis=0)

    def _sum_words(self, features: BlockFeatures) -> Floats:
        """For each row the sum of its words' vectors, (rows, networks times width)."""
        lines = zip(*[features.text[bag] for bag in TEXT_BAGS], strict=True)
        sums = _sum_rows(self.arrays["text"], _places(lines, self.text_words))
        if features.names:
            known = self.markup_words
            ids = [[known[word] for word in words if word in known] for words in features.names]
            # The empty set at the end is the row of zeros that sums are filled up with.
            names = _sum_rows(self.arrays["markup"], [*ids, []])
            names = names.reshape(len(names) * len(MARKUP_BAGS), -1)
            bags = zip(*[features.markup[bag] for bag in MARKUP_BAGS], strict=True)
            sums += _sum_rows(names, [_interleave(row) for row in bags])
        return sums


def _places(lines: Iterable[tuple[Words, ...]], known: dict[str, int]) -> list[list[int]]:
    """For each row the rows of the table that its words have, where the bags' tables alternate."""
    return [
        [known[word] * len(row) + bag for bag, words in enumerate(row) for word in words if word in known]
        for row in lines
    ]


def _interleave(row: tuple[tuple[int, ...], ...]) -> list[int]:
    return [i * len(row) + bag for bag, ids in enumerate(row) for i in ids]


def _sum_rows(table: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """For each row the sum of the table's rows that it names, (rows, width); the table's last row is of zeros."""
    sums = np.zeros((len(rows), table.shape[1]), dtype=np.float32)
    for places in np.array(list(zip_longest(*rows, fillvalue=len(table) - 1)), dtype=np.intp):
        sums += table.take(places, axis=0)
    return sums


def _judge(arrays: dict[str, Floats], x: Floats) -> Floats:
    """Log odds, (networks, rows, roles), from the rows' first vectors, (networks, rows, width)."""
    np.maximum(x, 0, out=x)
    for i, dilation in enumerate(_DILATIONS):
        x += np.maximum(_convolve(x, arrays[f"kernel_{i}"], arrays[f"layers_{i}_bias"], dilation), 0)
        if i + 1 == _PAGE_AFTER:
            page = np.concatenate([x.mean(1, keepdims=True), x.max(1, keepdims=True)], axis=2)
            x += np.maximum(page @ arrays["page_weight"] + arrays["page_bias"], 0)
    x = np.maximum(x @ arrays["hidden_weight"] + arrays["hidden_bias"], 0)
    logits: Floats = x @ arrays["out_weight"] + arrays["out_bias"]
    return logits


def _convolve(x: Floats, kernel: Floats, bias: Floats, dilation: int) -> Floats:
    """A convolution of width three over the rows; ``kernel`` is (networks, in, 3 times out)."""
    width = x.shape[2]
    sides = x @ kernel
    out: Floats = sides[:, :, width : 2 * width] + bias
    if x.shape[1] > dilation:
        out[:, dilation:] += sides[:, :-dilation, :width]
        out[:, :-dilation] += sides[:, dilation:, 2 * width :]
    return out


@cache
def load_block_model(*, plain: bool) -> BlockModel:
    """The shipped model, for scraped text or for HTML."""
    folder = "weights/lines" if plain else "weights/blocks"
    weights = [read_bytes(f"{folder}/weights_{number}.npz") for number in range(NETWORKS)]
    return make_block_model(weights, read_text(f"{folder}/text_words.txt"), read_text(f"{folder}/markup_words.txt"))


def make_block_model(weights: Sequence[bytes], text_words: str, markup_words: str) -> BlockModel:
    """A model from the contents of its files."""
    stored = [_read_arrays(data) for data in weights]
    arrays = {name: np.stack([network[name] for network in stored]) for name in stored[0]}
    stacked: dict[str, Floats] = {"mean": arrays["mean"][0], "scale": arrays["scale"][0]}
    for name, array in arrays.items():
        if name.endswith("_bias"):
            stacked[name] = array[:, None, :]
        elif name.startswith("layers_"):
            # (networks, out, in, 3) as (networks, in, 3 times out)
            kernel = array.transpose(0, 2, 3, 1)
            stacked[name.replace("layers", "kernel").removesuffix("_weight")] = np.ascontiguousarray(
                kernel.reshape(*kernel.shape[:2], -1)
            )
        elif name.endswith("_weight") and not name.startswith("bags_"):
            stacked[name] = np.ascontiguousarray(array.swapaxes(1, 2))
    stacked["text"] = _tables(arrays, TEXT_BAGS, apart=True)
    stacked["markup"] = _tables(arrays, MARKUP_BAGS, apart=False)
    return BlockModel(stacked, _index(text_words), _index(markup_words))


def _tables(arrays: dict[str, Floats], bags: Sequence[str], *, apart: bool) -> Floats:
    """The tables of the bags as one."""
    table = np.stack([arrays[f"bags_{bag}_weight"] for bag in bags])
    _, networks, words, width = table.shape
    rows, columns = (words * len(bags), networks * width) if apart else (words, len(bags) * networks * width)
    table = table.transpose(2, 0, 1, 3).reshape(rows, columns)
    return np.concatenate([table, np.zeros((1, columns), dtype=np.float32)])


def _read_arrays(weights: bytes) -> dict[str, Floats]:
    with np.load(BytesIO(weights), allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _index(words: str) -> dict[str, int]:
    return {word: i for i, word in enumerate(words.split("\n")[:-1])}
