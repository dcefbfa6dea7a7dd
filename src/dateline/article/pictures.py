"""The article's pictures: caption and credit apart."""

import re
from collections.abc import Sequence

from ..types import Picture
from ..urls import resolve
from .block_model import ROLES, Floats
from .layout import Element, Layout, PageBlock

_CAPTION, _CREDIT = ROLES.index("caption"), ROLES.index("credit")
# Chosen on the out-of-fold scores: captions are rare, so the cut is below one half.
_CUT = 0.35
_CREDIT_NAME = re.compile(r"credit|copyright|source|author|photographer|quelle|fotograf|agency", re.IGNORECASE)
_CREDIT_MARK = re.compile(
    r"\s*[\[(|/–-]?\s*(?:©|\(c\)|(?:photo|foto|picture|image|bild|credit|fotografía|photograph|imagen|zdjęcie|fot|quelle)"
    r"(?:\s?by|s?\s?:|graf[a-z]{0,3}\s?:|\s?credit\s?:)\s?:?)\s*(?P<credit>[^()\[\]]{2,100}?)\s*[\])]?\s*\.?$",
    re.IGNORECASE,
)
_NEAR = 4
# A credit mark after less text than this is a line of its own, or a copyright notice.
_LEAST_CAPTION = 30


def find_pictures(layout: Layout, scores: Floats, *, body: Sequence[int], base: str | None) -> tuple[Picture, ...]:
    """Pictures whose caption the page shows, in order, each once."""
    taken = set(body)
    found: dict[str, Picture] = {}
    for i, block in enumerate(layout.blocks):
        if i in taken or not (_has_marked_credit(block) if layout.plain else scores[i, _CAPTION] > _CUT):
            continue
        caption, credit = split_credit(block)
        if credit is None:
            credit = _neighbour_credit(layout, scores, i)
        if caption and caption not in found:
            found[caption] = Picture(caption, credit, _address(layout, block, base))
    return tuple(found.values())


def _has_marked_credit(block: PageBlock) -> bool:
    """Scraped text shows no figure: a caption is known there by the credit at its end."""
    marked = _CREDIT_MARK.search(block.text)
    return marked is not None and marked.start() >= _LEAST_CAPTION


def split_credit(block: PageBlock) -> tuple[str | None, str | None]:
    """The caption without its credit, and the credit without its mark."""
    text = block.text
    for inline in block.inlines:
        names = f"{inline.element.attribute('class')} {inline.element.attribute('itemprop')}"
        if inline.end - inline.start < len(text) and _CREDIT_NAME.search(names):
            rest = f"{text[: inline.start]} {text[inline.end :]}"
            return " ".join(rest.split()).strip(" |/-–()") or None, clean_credit(text[inline.start : inline.end])
    marked = _CREDIT_MARK.search(text)
    if marked and marked.start() > 0:
        return text[: marked.start()].strip() or None, marked["credit"].strip()
    return text, None


def clean_credit(text: str) -> str | None:
    """A credit line without its mark."""
    marked = _CREDIT_MARK.search(text)
    return (marked["credit"] if marked else text).strip(" ()[]|©:") or None


def _neighbour_credit(layout: Layout, scores: Floats, i: int) -> str | None:
    for j in (i + 1, i - 1):
        if 0 <= j < len(layout.blocks) and scores[j, _CREDIT] > _CUT and scores[j, _CAPTION] <= scores[j, _CREDIT]:
            return clean_credit(layout.blocks[j].text)
    return None


def _address(layout: Layout, block: PageBlock, base: str | None) -> str | None:
    near = [image for image in layout.images if abs(image.order - block.order) <= _NEAR]
    near.sort(key=lambda image: abs(image.order - block.order))
    for image in near:
        address = _source(image.element)
        if address:
            return resolve(address, base)
    return None


def _source(image: Element) -> str:
    return image.attribute("data-src") or image.attribute("src")
