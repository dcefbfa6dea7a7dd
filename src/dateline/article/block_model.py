"""The block model: for each block of a page, how likely it plays each role.

Residual dilated convolutions over the sequence of blocks, so that a block is judged with some sixty blocks on either
side and the page as a whole; numpy only. Scraped text and HTML have weights of their own, and each kind is several
networks whose log odds are averaged. ``training/train_blocks.py`` makes the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
import numpy.typing as npt

from dateline.resources import read_bytes, read_text

from .features import BlockFeatures, Words

Floats = npt.NDArray[np.float32]

ROLES = ("body", "headline", "byline", "date", "caption", "credit")
# A second network raised body F by 0.004 on every set (out of fold).
NETWORKS = 2
_DILATIONS = (1, 2, 4, 8, 16)
# The page as a whole is mixed in after this many convolutions.
_PAGE_AFTER = 2


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Networks and their word lists; call `score_blocks`."""

    networks: tuple[dict[str, Floats], ...]
    text_words: dict[str, int]
    """A word's row in the tables of the text's bags."""
    markup_words: dict[str, int]
    """A name's row in the tables of the markup's bags."""

    def score_blocks(self, features: BlockFeatures) -> Floats:
        """Probabilities, (blocks, roles), each role on its own."""
        if not len(features.numbers):
            return np.zeros((0, len(ROLES)), dtype=np.float32)
        text = {bag: _Rows(_find_ids(lines, self.text_words)) for bag, lines in features.text.items()}
        names = _Rows(_find_ids(features.names, self.markup_words))
        markup = {bag: _Rows(rows) for bag, rows in features.markup.items()}
        logits = np.zeros((len(features.numbers), len(ROLES)), dtype=np.float32)
        for arrays in self.networks:
            scaled = (features.numbers - arrays["mean"]) / arrays["scale"]
            x: Floats = (scaled @ arrays["numbers_weight"].T + arrays["numbers_bias"]).astype(np.float32, copy=False)
            for bag, rows in text.items():
                x += rows.sum_of(arrays[f"bags_{bag}_weight"])
            for bag, rows in markup.items():
                x += rows.sum_of(names.sum_of(arrays[f"bags_{bag}_weight"]))
            logits += _judge(arrays, x)
        scores: Floats = 1 / (1 + np.exp(-logits / np.float32(len(self.networks))))
        return scores


def _find_ids(rows: Sequence[Words], known: dict[str, int]) -> list[tuple[int, ...]]:
    return [tuple([known[word] for word in row if word in known]) for row in rows]


class _Rows:
    """Rows of indices into a table, made ready for sums; equal rows are summed once."""

    __slots__ = ("_at", "_filled", "_ids", "_size", "_starts")

    def __init__(self, rows: Sequence[tuple[int, ...]]) -> None:
        places: dict[tuple[int, ...], int] = {}
        self._at = [places.setdefault(row, len(places)) for row in rows]
        lengths = np.array([len(row) for row in places], dtype=np.intp)
        self._size = len(places)
        self._filled = np.flatnonzero(lengths)
        # An empty row has no start of its own: `reduceat` would give it the next row's first vector.
        self._starts = (np.cumsum(lengths) - lengths)[self._filled]
        self._ids = [i for row in places for i in row]

    def sum_of(self, table: Floats) -> Floats:
        """For each row the sum of the table's rows that it names, (rows, width)."""
        sums = np.zeros((self._size, table.shape[1]), dtype=np.float32)
        if len(self._filled):
            sums[self._filled] = np.add.reduceat(table[self._ids], self._starts, axis=0)
        result: Floats = sums[self._at]
        return result


def _judge(arrays: dict[str, Floats], x: Floats) -> Floats:
    """Log odds, (blocks, roles), from the blocks' first vectors."""
    x = np.maximum(x, 0)
    for i, dilation in enumerate(_DILATIONS):
        x = x + np.maximum(_convolve(x, arrays[f"kernel_{i}"], arrays[f"layers_{i}_bias"], dilation), 0)
        if i + 1 == _PAGE_AFTER:
            page = np.concatenate([x.mean(0), x.max(0)])
            x = x + np.maximum(page @ arrays["page_weight"].T + arrays["page_bias"], 0)
    x = np.maximum(x @ arrays["hidden_weight"].T + arrays["hidden_bias"], 0)
    logits: Floats = x @ arrays["out_weight"].T + arrays["out_bias"]
    return logits


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
    weights = [read_bytes(f"{folder}/weights_{number}.npz") for number in range(NETWORKS)]
    return make_block_model(weights, read_text(f"{folder}/text_words.txt"), read_text(f"{folder}/markup_words.txt"))


def make_block_model(weights: Sequence[bytes], text_words: str, markup_words: str) -> BlockModel:
    """A model from the contents of its files."""
    return BlockModel(tuple([_read_arrays(data) for data in weights]), _index(text_words), _index(markup_words))


def _read_arrays(weights: bytes) -> dict[str, Floats]:
    with np.load(BytesIO(weights), allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    for i in range(len(_DILATIONS)):
        arrays[f"kernel_{i}"] = np.ascontiguousarray(arrays.pop(f"layers_{i}_weight").transpose(2, 1, 0))
    return arrays


def _index(words: str) -> dict[str, int]:
    return {word: i for i, word in enumerate(words.split("\n")[:-1])}
