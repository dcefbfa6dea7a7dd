"""What type of page it is, and whether the whole article was read."""

import re

from ..types import PageType, Quality
from .metadata import Metadata, types

# A body this long is an article whatever the page sells beside it.
_WHOLE_CHARS = 2_500
# The page's own copy of the text, or its count of words, must exceed what was read this many times to call it cut.
_MUCH_LONGER = 1.6
_CUT_END = re.compile(r"(?:…|\.\.\.|\[\.\.\.\])\s*$")
_PAYWALL_NAMES = re.compile(
    r"paywall|premium-?(?:teaser|wall|barrier)|regwall|meter-?wall|subscriber-?only", re.IGNORECASE
)
_CHARS_A_WORD = 4
# So many pictures with captions, and less text than pictures, are a gallery whatever the page calls itself.
_GALLERY = 4


def find_page_type(
    metadata: Metadata, quality: Quality, *, posts: int, body_chars: int, pictures: int, blocks: int
) -> PageType:
    """What the page is, by its own types first, by its shape second."""
    named = {name for item in metadata.articles for name in types(item)}
    if "liveblogposting" in named or posts > 1:
        return "live_blog"
    if quality.reason == "paywall":
        return "paywalled"
    others = {name for item in metadata.others for name in types(item)}
    og = metadata.meta("og:type") or ""
    if body_chars < _WHOLE_CHARS // 5:
        if og.startswith("video") or ("videoobject" in others and not named):
            return "video"
        if others & {"imagegallery", "mediagallery"}:
            return "gallery"
        if others & {"collectionpage", "itemlist"} and not named:
            return "index"
    if pictures > blocks and (pictures >= _GALLERY or others & {"imagegallery", "mediagallery"}):
        return "gallery"
    return "article"


def judge_quality(metadata: Metadata, body: str, walls: str, *, from_script: bool) -> Quality:
    """Complete, or partial with the reason; ``walls`` are the class names met on the page."""
    if not body:
        return Quality("partial", "no_body")
    if from_script:
        return Quality("partial", "script_only")
    short = len(body) < _WHOLE_CHARS
    closed = any(str(value).lower() == "false" for value in metadata.ld("isAccessibleForFree"))
    if short and (closed or _PAYWALL_NAMES.search(walls)):
        return Quality("partial", "paywall")
    if _CUT_END.search(body) and short:
        return Quality("partial", "cut")
    stated = [len(text) for value in metadata.ld("articleBody") if isinstance(text := value, str)]
    counts = [value * _CHARS_A_WORD for value in metadata.ld("wordCount") if isinstance(value, int)]
    if any(size > _MUCH_LONGER * len(body) for size in [*stated, *counts]):
        return Quality("partial", "cut")
    return Quality("complete")
