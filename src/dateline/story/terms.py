"""The words of an article with their weights, in columns: thousands are compared without a look at a word."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

_NUMBER: Final = "<u8"
_WEIGHT: Final = "<f4"
_BYTES_OF_NUMBER: Final = 8
_BYTES_OF_WEIGHT: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Words, figures and days (``2024-01-05``) by the alphabet; no two are the same."""

    numbers: NDArray[np.uint64]
    """What each is known by: the first eight bytes of its digest, so that two words with one number are not met."""
    weights: NDArray[np.float32]
    lines: bytes
    """The words themselves, a line each, deflated: seldom asked for, and so two articles fit a page of 4 kB."""

    def names(self) -> list[str]:
        """The words."""
        return zlib.decompress(self.lines).decode().split("\n") if len(self.numbers) else []


def make_terms(weights: Mapping[str, float]) -> Terms:
    """The columns of words with weights."""
    words = sorted(weights)
    digests = b"".join([blake2b(word.encode(), digest_size=_BYTES_OF_NUMBER).digest() for word in words])
    lines = zlib.compress("\n".join(words).encode())
    return Terms(np.frombuffer(digests, _NUMBER), np.array([weights[word] for word in words], _WEIGHT), lines)


def pack_terms(terms: Terms) -> bytes:
    """The columns as bytes, the same on any machine: how many words there are, numbers, weights, words."""
    count = np.array([len(terms.numbers)], _NUMBER)
    return count.tobytes() + terms.numbers.tobytes() + terms.weights.tobytes() + terms.lines


def unpack_terms(packed: bytes) -> Terms:
    """The columns that were packed."""
    count = int.from_bytes(packed[:_BYTES_OF_NUMBER], "little")
    of_weights = _BYTES_OF_NUMBER * (count + 1)
    numbers = np.frombuffer(packed, _NUMBER, count, _BYTES_OF_NUMBER)
    weights = np.frombuffer(packed, _WEIGHT, count, of_weights)
    return Terms(numbers, weights, packed[of_weights + _BYTES_OF_WEIGHT * count :])
