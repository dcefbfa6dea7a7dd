"""The kicker above the headline and the deck below it, where the page marks them as such."""

import re
from collections.abc import Sequence
from itertools import islice

from .features import squeeze
from .layout import Element, Layout, PageBlock
from .metadata import Metadata, strings
from .ranking import Found

# What the two are called in class names and properties, in the trade's own words.
_DECK = re.compile(
    r"(?:^|[\s_-])(?:dec?k|stand-?first|sub-?(?:title|headline|head|heading|hed)|lede?|lead-?(?:text|paragraph|in)|intro|"
    r"abstract|summary|chap[eo]au?|chapo|vorspann|anrei(?:ss|ß)er|sottotitolo|sommario|entradilla|bajada|copete|sumario|"
    r"ingress|manchet|sapo|lid|underrubrik|alternative-?headline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|eye-?brow|over-?(?:line|title)|top-?line|dachzeile|spitzmarke|rubrikzeile|volanta|"
    r"ante-?t[ií]tulo|occhiello|sur-?titre|strap-?line|vignette)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ATTRIBUTES = ("class", "itemprop", "data-testid", "data-component")
# Blocks around the headline, and elements above a block, that are asked.
_REACH, _CLIMB = 4, 2
_LEAST_DECK, _MOST_DECK, _MOST_KICKER = 25, 600, 80
# A description shorter than this may stand in another line by chance.
_TELLING = 40
_LOOSE = " :|–—-•·/"


def find_deck(layout: Layout, metadata: Metadata, headline: int | None, body: Sequence[int]) -> Found[str] | None:
    """The summary right below the headline: marked as one, or given by the metadata as the page's description."""
    if layout.plain or headline is None:
        return None
    stated = [metadata.meta("og:description") or "", metadata.meta("description") or ""]
    stated += [text for value in metadata.ld("description") for text in islice(strings(value), 1)]
    keys = {squeeze(text) for text in stated if len(text) >= _TELLING}
    for i in range(headline + 1, min(headline + 1 + _REACH, len(layout.blocks))):
        block = layout.blocks[i]
        if not _LEAST_DECK <= len(block.text) <= _MOST_DECK or block.link_chars * 2 > len(block.text):
            continue
        if _is_called(block, _DECK) or (i not in body[1:] and squeeze(block.text) in keys):
            return Found(block.text, "markup", i)
        if i in body:
            return None
    return None


def find_kicker(layout: Layout, headline: Found[str] | None) -> Found[str] | None:
    """The line right above the headline, or its first words in an element of their own."""
    if layout.plain or headline is None or headline.block is None:
        return None
    block = layout.blocks[headline.block]
    for inline in block.inlines[:2]:
        rest = block.text[inline.end :].lstrip(_LOOSE)
        kicker = block.text[: inline.end].strip(_LOOSE)
        if inline.start == 0 and kicker and len(kicker) <= _MOST_KICKER and squeeze(rest) == squeeze(headline.value):
            return Found(kicker, "markup", headline.block)
    for i in range(headline.block - 1, max(-1, headline.block - 1 - _REACH), -1):
        above = layout.blocks[i]
        if len(above.text) <= _MOST_KICKER and _is_called(above, _KICKER):
            return Found(above.text, "markup", i)
    return None


def _is_called(block: PageBlock, names: re.Pattern[str]) -> bool:
    """Whether the block's element, one around it that holds little else, or one over all its text is so called."""
    for inline in block.inlines:
        if inline.start == 0 and inline.end == len(block.text) and _has_name(inline.element, names):
            return True
    for element in block.element.lineage(_CLIMB):
        if element.chars > len(block.text) + _MOST_KICKER:
            return False
        if _has_name(element, names):
            return True
    return False


def _has_name(element: Element, names: re.Pattern[str]) -> bool:
    return any([names.search(_CAMEL.sub("-", value)) for name in _ATTRIBUTES if (value := element.attribute(name))])
