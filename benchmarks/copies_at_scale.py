"""Copies where many texts share a paragraph: ``python benchmarks/copies_at_scale.py [--texts 20000] [--sharing 2000]``.

Prints the CPU seconds of one core for fingerprints and for pairs, and how many pairs of what kind were found. Every
twentieth text is a copy of the one before it, cut to its first 60 percent; of the others, `--sharing` end with the same
paragraph of 60 words. Words are drawn by Zipf's law, lengths from a lognormal distribution.
"""

import argparse
import time
from collections.abc import Iterator

import numpy as np

from dateline.story.copies import find_copies
from dateline.text.fingerprint import make_fingerprint

SEED = 20261122
WORDS = 30_000
EVERY = 20
CUT = 0.6
PARAGRAPH = 60


def main() -> None:
    """Make, fingerprint, pair, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--sharing", type=int, default=2_000, help="how many end with the same paragraph")
    parser.add_argument("--median", type=float, default=400, help="words of a text")
    args = parser.parse_args()
    made, fingerprints = 0.0, []
    for text in make_texts(args.texts, args.sharing, args.median):
        start = time.process_time()
        fingerprints.append(make_fingerprint(text))
        made += time.process_time() - start
    start = time.process_time()
    pairs = find_copies(fingerprints)
    paired = time.process_time() - start
    meant = sum(pair.second == pair.first + 1 and pair.second % EVERY == EVERY - 1 for pair in pairs)
    keys = sum(len(fingerprint.sketch) for fingerprint in fingerprints) / args.texts
    print(f"{args.texts} texts, median {args.median:.0f} words, {keys:.0f} keys; {args.sharing} share {PARAGRAPH}")
    print(f"fingerprints {made:.1f} s, pairs {paired:.1f} s: {args.texts / (made + paired):.0f} texts/s of one core")
    print(f"copies {meant} of {args.texts // EVERY}, other pairs {len(pairs) - meant}")


def make_texts(count: int, sharing: int, median: float) -> Iterator[str]:
    """The texts, one at a time."""
    draw = np.random.default_rng(SEED)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = np.array(["".join(draw.choice(letters, 3 + i % 7)) for i in range(WORDS)])
    chances = np.cumsum(1 / np.arange(1, WORDS + 1))
    chances /= chances[-1]
    paragraph = " ".join(words[np.searchsorted(chances, draw.random(PARAGRAPH))])
    with_paragraph = set(draw.choice(np.flatnonzero(np.arange(count) % EVERY != EVERY - 1), sharing, replace=False))
    body: list[str] = []
    for i in range(count):
        if i % EVERY == EVERY - 1:
            body = body[: int(CUT * len(body))]
        else:
            length = int(np.clip(draw.lognormal(np.log(median), 0.6), 80, 5_000))
            body = words[np.searchsorted(chances, draw.random(length))].tolist()
        yield " ".join(body) + (f"\n{paragraph}" if i in with_paragraph else "")


if __name__ == "__main__":
    main()
