"""What a text is known again by: the hashes of its word 5-grams, and the few of them that an index keeps."""

import math
import re
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.text.normalize import normalize_text

Hashes: TypeAlias = NDArray[np.int64]
"""Sorted, each once; signed, as SQLite's INTEGER holds them."""

# Words of a shingle; not swept, as the gold's real copies are defined by five words.
_WORDS = 5

# Of so many shingles in a row the one of the least hash is kept, so that a run of 36 words in two texts gives them a
# key in common. At 16, 32 and 64 a text of the near-duplicate set (875 words) has 101, 51 and 26 keys; of its 499 pairs
# of copies the one least alike has .64, .50 and none of its keys in common. To keep every 16th hash instead gives .67,
# but no key at all to one text of 60 words in 40.
_WINDOW = 32
_STEPS = (1, 2, 4, 8, 16)

# Two sketches agree where the one of fewer keys has this share of them in the other. All copies of the near-duplicate
# set agree from .2 to .5; the pairs to compare are then 2,266 at .2, 1,971 at .3, 1,841 at .4 and 1,785 at .5, of which
# 1,773 are copies. A higher share lets an index leave out more keys (`choose_probes`): of 20,000 texts of 120 words,
# 2,000 with a paragraph in common, pairs take 4.4 s at .3 and 1.2 s at .4. But few keys leave much to chance: where .7
# of a short text was copied, fewer of its 8 keys than the 3 that .3 asks for are found again in one of 90 cases, fewer
# than the 4 that .4 asks for in one of 17.
_LEAST_SHARE = 0.3

_WORD = re.compile(r"[^\W_]+")
# Every ASCII character but letters and figures, as a blank; bytes above are not met.
_BLANKED = bytes(code if chr(code).isalnum() else 0x20 for code in range(0x100))

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """Hashes of all word 5-grams of a text, and of a few chosen by their value; both are empty below five words."""

    shingles: Hashes
    sketch: Hashes
    """What an index keeps; a part of ``shingles``."""


def make_fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; case, punctuation and blanks do not count. The same on every machine.

    Source: Schleimer, Wilkerson and Aiken, Winnowing, SIGMOD 2003 (the sketch).
    """
    hashes = _hash_shingles(_split_words(text))
    return Fingerprint(np.unique(hashes), np.unique(_winnow(hashes)))


def _split_words(text: str) -> list[bytes]:
    if text.isascii():  # the same words in a third of the time
        return text.lower().encode().translate(_BLANKED).split()
    words = _WORD.findall(normalize_text(text).text.casefold())
    return " ".join(words).encode().split(b" ") if words else []


def _hash_shingles(words: list[bytes]) -> Hashes:
    """In the order of the text. A word has 32 bits, a shingle 64."""
    count = len(words) - _WORDS + 1
    if count < 1:
        return np.empty(0, np.int64)
    codes = _mixed(np.fromiter(map(crc32, words), np.uint64, len(words)) + _MULTIPLIER)
    hashes = codes[:count]
    for i in range(1, _WORDS):
        hashes = hashes * _MULTIPLIER + codes[i : i + count]
    return _mixed(hashes).view(np.int64)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of the result hangs on every bit of the value.

    Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014 (SplitMix64).
    """
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _winnow(hashes: Hashes) -> Hashes:
    """The least hash of every window; of a text shorter than a window the least of all."""
    if len(hashes) < _WINDOW:
        return hashes.min(keepdims=True) if len(hashes) else hashes
    for step in _STEPS:
        hashes = np.minimum(hashes[:-step], hashes[step:])
    return hashes


def needed_keys(size: int) -> int:
    """How many keys two sketches have in common at least where they agree; ``size`` is that of the smaller one."""
    return max(1, math.ceil(_LEAST_SHARE * size))


def sketches_agree(first: Hashes, second: Hashes) -> bool:
    """Whether two texts have enough keys in common to be worth a comparison; hangs on the two alone."""
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared >= needed_keys(min(len(first), len(second)))


def choose_probes(sketch: Hashes, counts: NDArray[np.int64]) -> Hashes:
    """The rarest keys of a sketch, as many as it takes; ``counts`` says how many texts have each key, sorted by key.

    Of two sketches that agree, the smaller one has a probe among the keys of the larger, **whatever the counts are**:
    the keys left out are fewer than those in common. So an index may ask for the probes alone, and a key that thousands
    of texts share is left out of nearly all of them, yet what is found hangs on no order and on no limit. An index to
    which texts are added one by one keeps of each key whether it was a probe when its text came; the texts to compare
    with a new one are those that have one of its probes, and those that had one of its keys as a probe.

    Source: the prefix filter of Chaudhuri, Ganti and Kaushik, ICDE 2006, and Bayardo, Ma and Srikant, WWW 2007.
    """
    by_count = np.argsort(counts, kind="stable")
    return np.sort(sketch[by_count[: len(sketch) - needed_keys(len(sketch)) + 1]])
