"""The article's pictures: caption and credit apart."""

from collections.abc import Iterator, Sequence

from ..types import Picture
from ..urls import resolve
from .block_model import ROLES, Floats
from .credits import LEAST_CAPTION, clean_credit, find_credit, is_credit_name, is_marked, is_name, is_signed_caption
from .features import squeeze
from .layout import Element, Layout, PageBlock

_CAPTION, _CREDIT, _HEADLINE = ROLES.index("caption"), ROLES.index("credit"), ROLES.index("headline")
# Chosen on the out-of-fold scores: captions are rare, so the cut is below one half.
_CUT = 0.35
# What a caption's own element, or one around it, is called.
_CAPTION_NAMES = ("caption", "legend", "bildunterschrift", "bildtext", "bildzeile")
_CLIMB = 5
# An article's pictures stand between a little above its headline and a little below its text.
_ABOVE, _BELOW, _GALLERY_GAP = 12, 4, 9
_NEAR = 4
# A signed line this close after a picture is its caption.
_AFTER_IMAGE = 2
_MOST_CAPTION, _MOST_CREDIT = 1_000, 100
# A shorter caption without a credit is a label ("Extra", "Video").
_SHORTEST_CAPTION = 12
_LOOSE = " |/–—-·•"
_STROKES = ("/", "|")


def find_pictures(layout: Layout, scores: Floats, *, body: Sequence[int], base: str | None) -> tuple[Picture, ...]:
    """Pictures whose caption the page shows, in order, each once."""
    found: dict[str, Picture] = {}
    for group in _line_groups(layout, body) if layout.plain else _groups(layout, scores, body):
        blocks = [layout.blocks[i] for i in group]
        caption, credit = _read_caption(blocks)
        if credit is None:
            credit = _neighbour_credit(layout, scores, group, body)
        if caption and squeeze(caption) not in found:
            found[squeeze(caption)] = Picture(caption, credit, _address(layout, blocks[0], base))
    return tuple(found.values())


def _line_groups(layout: Layout, body: Sequence[int]) -> Iterator[list[int]]:
    """Scraped text shows no figure: a caption is known there by the credit at its end."""
    taken = set(body)
    for i, block in enumerate(layout.blocks):
        if i not in taken and is_signed_caption(block.text):
            yield [i]


def _groups(layout: Layout, scores: Floats, body: Sequence[int]) -> list[list[int]]:
    """The blocks of each caption, by the element that holds them."""
    taken = set(body)
    head = int(scores[:, _HEADLINE].argmax()) if len(scores) else 0
    first, last = min([head, *body[:1]]) - _ABOVE, max([head, *body[-1:]]) + _BELOW
    shown = {image.order + step for image in layout.images for step in range(_AFTER_IMAGE)}
    credited = credited_captions(layout)
    groups: dict[int, list[int]] = {}
    for i, block in enumerate(layout.blocks):
        if i in taken or not first <= i <= last or len(block.text) > _MOST_CAPTION:
            continue
        holder = _holder(block)
        if holder is not None or i in credited:
            last = max(last, i + _GALLERY_GAP)  # a gallery goes on below the text
        if i in credited:
            groups[-1 - i] = [i, i + 1]
        elif holder is not None:
            groups.setdefault(holder.order, []).append(i)
        elif scores[i, _CAPTION] > _CUT or (block.order in shown and _is_signed(block.text)):
            groups[-1 - i] = [i]
    return list(groups.values())


def credited_captions(layout: Layout) -> frozenset[int]:
    """The blocks right after a picture that a marked credit, in a block of its own beside them, follows."""
    found = set()
    for i in {image.order for image in layout.images}:
        caption, credit = layout.blocks[i : i + 1], layout.blocks[i + 1 : i + 2]
        if not credit or not _SHORTEST_CAPTION <= len(caption[0].text) <= _MOST_CAPTION:
            continue
        together = caption[0].element.parent is credit[0].element.parent
        if together and len(credit[0].text) <= _MOST_CREDIT and is_marked(credit[0].text):
            mark = find_credit(credit[0].text)
            if mark is not None and mark.start == 0:
                found.add(i)
    return frozenset(found)


def _is_signed(text: str) -> bool:
    found = find_credit(text)
    return found is not None and found.start >= LEAST_CAPTION


def _holder(block: PageBlock) -> Element | None:
    """The element that holds the caption which the block is part of."""
    named = None
    for element in block.element.lineage(_CLIMB):
        if element.tag == "figcaption":
            return element
        if named is None and _has_caption_name(element):
            named = element
    return named


def _has_caption_name(element: Element) -> bool:
    names = f"{element.attribute('class')} {element.attribute('itemprop')}".lower()
    return any([name in names for name in _CAPTION_NAMES])


def _read_caption(blocks: Sequence[PageBlock]) -> tuple[str | None, str | None]:
    """The caption without its credit, and the credit without its mark."""
    captions: list[str] = []
    stated: list[str] = []
    for block in blocks:
        rest, found = split_credit(block)
        if found:
            stated.append(found)
        if rest and rest not in captions:
            captions.append(rest)
    if not stated and len(captions) > 1 and is_name(captions[-1]):
        stated.append(captions.pop())
    caption = " ".join(captions)
    if len(caption) < _SHORTEST_CAPTION and not stated:
        return None, None
    return caption or None, stated[0] if stated else None


def split_credit(block: PageBlock) -> tuple[str | None, str | None]:
    """A block's text without its credit, and the credit without its mark."""
    text = block.text
    if any([is_credit_name(name) for name in _names(block.element)]):
        return None, clean_credit(text)
    marked = [inline for inline in block.inlines if any([is_credit_name(name) for name in _names(inline.element)])]
    if marked:
        # Photographer and agency may have an element each.
        start, end = min([inline.start for inline in marked]), max([inline.end for inline in marked])
        if text[end : end + 2].strip()[:1] in _STROKES and len(text) - end <= _MOST_CREDIT:
            end = len(text)  # "photographer / agency", of which only the first is marked
        if end - start < len(text):
            rest = f"{text[:start]} {text[end:]}"
            return " ".join(rest.split()).strip(_LOOSE + "()©:") or None, clean_credit(text[start:end])
    found = find_credit(text)
    if found is not None:
        return text[: found.start].rstrip(_LOOSE) or None, found.credit
    for inline in block.inlines:
        if inline.end == len(text) and inline.start >= LEAST_CAPTION and is_name(text[inline.start :]):
            return text[: inline.start].rstrip(_LOOSE), text[inline.start :]
    return text, None


def _names(element: Element) -> tuple[str, str]:
    return element.attribute("class"), element.attribute("itemprop")


def _neighbour_credit(layout: Layout, scores: Floats, group: Sequence[int], body: Sequence[int]) -> str | None:
    """The credit in a block of its own right after, or right before, the caption."""
    for j in (group[-1] + 1, group[0] - 1):
        if not 0 <= j < len(layout.blocks) or j in body:
            continue
        block = layout.blocks[j]
        if is_credit_name(block.element.attribute("class")) or scores[j, _CREDIT] > max(_CUT, scores[j, _CAPTION]):
            return clean_credit(block.text)
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
