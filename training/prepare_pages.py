"""Label the blocks of the development pages from their gold, for HTML and for the same pages as scraped text."""

import gzip
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.article.clues import read_hints
from dateline.article.dom import read_layout
from dateline.article.features import BlockFeatures, make_features, squeeze
from dateline.article.layout import Layout, PageBlock
from dateline.article.lines import read_lines
from dateline.article.metadata import read_metadata
from dateline.page import open_page
from dateline.text.dates import find_dates
from dateline.types import Page

# Sets with gold on the body. "readability" is what one algorithm returns, "webmainbench" too few pages.
SETS = ("fundus", "trafilatura", "wcxb")
ROLES = ("body", "headline", "byline", "date", "caption", "credit")
UNKNOWN = -1.0
GRAM = 4
# A block is body when more of its 4-grams than this are gold's.
BODY_SHARE = 0.5
# Lines shorter than this (tokens) are body only if they equal a line of gold.
SHORT = 6
SHORT_LINE_CHARS = 200
# The share of what stands around the article that a crop keeps is a random number to this power.
KEEP = 4


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One page, or its scraped text, ready for training."""

    id: str
    digest: str
    """SHA-256 of the bytes the reader gets."""
    source: str
    site: str
    plain: bool
    features: BlockFeatures
    labels: npt.NDArray[np.float32]
    """(rows, roles): 1, 0, or `UNKNOWN` where gold does not say; a menu has the labels of all its blocks."""
    sizes: npt.NDArray[np.float32]
    """Tokens of each row."""


def label_pages(data: Path, scorer: Any) -> Iterator[LabelledPage]:
    """Each page twice, as HTML and as scraped text, and of each a crop."""
    for record in scorer.load(str(data), SETS):
        with gzip.open(data / record["html_path"]) as file:
            body = file.read()
        for plain in (False, True):
            given = scorer.flatten(body) if plain else body
            layout = read_lines(given) if plain else read_layout(_to_utf8(given))
            if not layout.blocks:
                continue
            labels = _labels(layout.blocks, record["gold"], scorer)
            sizes = np.array([len(scorer.tokens(block.text)) for block in layout.blocks], dtype=np.float32)
            digest = hashlib.sha256(given).hexdigest()
            yield _by_row(record, digest, layout, labels, sizes)
            first, last = _crop(labels, random.Random(digest))
            layout.blocks = layout.blocks[first:last]
            crop = _by_row(record, digest, layout, labels[first:last], sizes[first:last])
            yield replace(crop, id=f"{crop.id} crop")


def _by_row(
    record: dict[str, Any],
    digest: str,
    layout: Layout,
    labels: npt.NDArray[np.float32],
    sizes: npt.NDArray[np.float32],
) -> LabelledPage:
    """The page with the labels and sizes of its blocks put together by row."""
    features = make_features(layout, read_hints(layout, read_metadata(layout)))
    starts = np.cumsum(features.sizes) - features.sizes
    return LabelledPage(
        record["id"],
        digest,
        record["source"],
        record["site"],
        layout.plain,
        features,
        np.maximum.reduceat(labels, starts, axis=0),
        np.add.reduceat(sizes, starts),
    )


def _crop(labels: npt.NDArray[np.float32], rng: random.Random) -> tuple[int, int]:
    """From where to where a scraper might keep the page: often little is left around the article.

    Without crops, eight lines of an article alone were taken for none: all labelled pages are whole.
    """
    article = np.flatnonzero((labels[:, 0] == 1) | (labels[:, 1] == 1))
    if not len(article):
        return 0, len(labels)
    first, last = int(article[0]), int(article[-1]) + 1
    return first - int(first * rng.random() ** KEEP), last + int((len(labels) - last) * rng.random() ** KEEP)


def _to_utf8(body: bytes) -> bytes:
    return open_page(Page(body)).utf8


def _labels(blocks: Sequence[PageBlock], gold: dict[str, Any], scorer: Any) -> npt.NDArray[np.float32]:
    labels = np.full((len(blocks), len(ROLES)), UNKNOWN, dtype=np.float32)
    if "body" in gold:
        labels[:, 0] = _body_labels(blocks, gold["body"], gold.get("title", ""), scorer)
    elif "with" in gold:
        labels[:, 0] = _segment_labels(blocks, gold, scorer)
    keys = [squeeze(block.text[: 2 * SHORT_LINE_CHARS]) for block in blocks]
    short = [len(block.text) <= SHORT_LINE_CHARS for block in blocks]
    if gold.get("title"):
        title = squeeze(gold["title"])
        labels[:, 1] = [key == title for key in keys]
    if gold.get("authors"):
        names = [squeeze(name) for name in gold["authors"]]
        labels[:, 2] = [s and any(name in key for name in names) for key, s in zip(keys, short, strict=True)]
    if gold.get("published"):
        day = gold["published"]
        labels[:, 3] = [
            s and any(found.value[:10] == day for found in find_dates(block.text))
            for block, s in zip(blocks, short, strict=True)
        ]
    if gold.get("captions"):
        _caption_labels(labels, blocks, keys, gold["captions"], scorer)
    return labels


def _caption_labels(
    labels: npt.NDArray[np.float32],
    blocks: Sequence[PageBlock],
    keys: list[str],
    captions: list[dict[str, Any]],
    scorer: Any,
) -> None:
    texts = [caption["caption"] for caption in captions if caption.get("caption")]
    credit_keys = [squeeze(caption["credit"]) for caption in captions if caption.get("credit")]
    for i, block in enumerate(blocks):
        if labels[i, 0] == 1:
            labels[i, 4:] = 0
            continue
        labels[i, 4] = any(_matches(text, block.text, scorer) for text in texts)
        labels[i, 5] = len(keys[i]) > 2 and any(
            c in keys[i] or (len(keys[i]) > 5 and keys[i] in c) for c in credit_keys if c
        )


def _matches(gold: str, text: str, scorer: Any) -> bool:
    """The block is the caption, or begins with it and adds a credit."""
    key, line = squeeze(gold), squeeze(text)
    return bool(key) and (scorer.word_f(gold, text) >= 0.8 or (key in line and len(line) < 2 * len(key) + 40))


def _body_labels(blocks: Sequence[PageBlock], body: str, title: str, scorer: Any) -> list[float]:
    tokens = scorer.tokens(body)
    grams = set(zip(*(tokens[i:] for i in range(GRAM)), strict=False))
    lines = Counter(squeeze(line) for line in body.split("\n"))
    found = [_in_body(block.text, grams, lines, scorer) for block in blocks]
    return _without_repeats(blocks, found, lines, squeeze(title))


def _in_body(text: str, grams: set[tuple[str, ...]], lines: Counter[str], scorer: Any) -> bool:
    tokens = scorer.tokens(text)
    if len(tokens) < SHORT:
        return bool(lines[squeeze(text)])
    own = list(zip(*(tokens[i:] for i in range(GRAM)), strict=False))
    return sum(gram in grams for gram in own) > BODY_SHARE * len(own)


def _without_repeats(blocks: Sequence[PageBlock], found: list[bool], lines: Counter[str], title: str) -> list[float]:
    """Of several blocks with one text, as many as gold has: those nearest to the middle of the body."""
    keys = [squeeze(block.text) for block in blocks]
    positions: dict[str, list[int]] = {}
    for i, (key, is_found) in enumerate(zip(keys, found, strict=True)):
        if is_found:
            positions.setdefault(key, []).append(i)
    single = [i for i, is_found in enumerate(found) if is_found and len(positions[keys[i]]) == 1]
    middle = single[len(single) // 2] if single else 0
    kept: set[int] = set()
    for key, places in positions.items():
        allowed = max(1, lines[key]) if key != title else lines[key]
        kept.update(sorted(places, key=lambda i: abs(i - middle))[:allowed])
    return [float(i in kept) for i in range(len(blocks))]


def _segment_labels(blocks: Sequence[PageBlock], gold: dict[str, Any], scorer: Any) -> list[float]:
    wanted = [scorer.squash(text) for text in gold["with"]]
    unwanted = [scorer.squash(text) for text in gold["without"]]
    return [_segment_label(block.text, wanted, unwanted) for block in blocks]


def _segment_label(text: str, wanted: Iterable[str], unwanted: Iterable[str]) -> float:
    has, lacks = any(s and s in text for s in wanted), any(s and s in text for s in unwanted)
    if has == lacks:
        return UNKNOWN
    return float(has)
