"""What the page says about itself beside the article: publisher, section, topics, language, address."""

import re

from ..text.language import identify_language
from ..types import Basis
from ..urls import canonical_url, site
from .headline_candidates import cut_parts
from .layout import Layout
from .metadata import Metadata, strings
from .ranking import Found

_LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_]|\s*$)")
_SEPARATOR = re.compile(r"\s*[,;|]\s*")
_MAX_TOPICS, _MAX_TOPIC_CHARS = 50, 80
# The blocks at the top of a page in which its masthead stands, and how long an outlet's name is.
_MASTHEAD = 12
_LEAST_NAME, _MOST_NAME = 4, 40
_HOME = re.compile(r"(?:https?://[^/]+)?/(?:index\.\w+)?$")
# Scripts that one language of the news is written in.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_SCRIPT_SHARE, _SCRIPT_CHARS = 0.2, 2_000


def find_publisher(layout: Layout, metadata: Metadata) -> Found[str] | None:
    """The outlet's name as the page states it; else the words of its link home, where these are a part of the title."""
    for value in metadata.ld("publisher"):
        for name in strings(value):
            if not name.startswith("http"):
                return Found(name, "json-ld")
    stated = metadata.meta("og:site_name", "application-name", "dc.publisher", "publisher")
    if stated and not stated.startswith("http"):
        return Found(stated, "meta")
    parts = {part.casefold() for part, _ in cut_parts(layout.title)}
    return next((Found(name, "markup") for name in home_names(layout) if name.casefold() in parts), None)


def home_names(layout: Layout) -> list[str]:
    """The words of the links home at the top of the page, each once: as a rule, the outlet's name."""
    return list(
        dict.fromkeys(
            block.text[link.start : link.end]
            for block in layout.blocks[:_MASTHEAD]
            for link in block.links()
            if _HOME.match(link.element.attribute("href")) and _LEAST_NAME <= link.end - link.start <= _MOST_NAME
        )
    )


def find_section(metadata: Metadata) -> Found[str] | None:
    """The part of the paper the article stands in."""
    for value in metadata.ld("articleSection"):
        for name in strings(value):
            return Found(name, "json-ld")
    stated = metadata.meta("article:section", "section", "parsely-section", "sailthru.section")
    return Found(stated, "meta") if stated else None


def find_topics(metadata: Metadata) -> Found[tuple[str, ...]] | None:
    """Key words that the publisher gave the article, in page order."""
    stated: list[tuple[Basis, list[str]]] = [
        ("json-ld", [text for value in metadata.ld("keywords") for text in strings(value)]),
        ("meta", list(metadata.metas.get("article:tag", ()))),
        ("meta", list(metadata.metas.get("news_keywords", ()) or metadata.metas.get("keywords", ()))),
    ]
    for basis, values in stated:
        topics = dict.fromkeys(topic for value in values for topic in _SEPARATOR.split(value))
        kept = [topic for topic in topics if 1 < len(topic) <= _MAX_TOPIC_CHARS]
        if kept:
            return Found(tuple(kept[:_MAX_TOPICS]), basis)
    return None


def find_language(layout: Layout, metadata: Metadata, text: str) -> Found[str] | None:
    """The primary language subtag: what its script says, else what the page says, else what its words say."""
    start = text[:_SCRIPT_CHARS]
    for script, pattern in _SCRIPTS if not start.isascii() else ():
        if len(pattern.findall(start)) > _SCRIPT_SHARE * len(start):
            return Found(script, "text")
    inner = [value for value in metadata.ld("inLanguage") if isinstance(value, str)]
    said: list[tuple[Basis, str]] = [
        ("markup", layout.language),
        *[("json-ld", value) for value in inner],
        ("meta", metadata.meta("og:locale", "content-language", "language", "dc.language") or ""),
    ]
    for basis, value in said:
        found = _LANGUAGE.match(value)
        if found:
            return Found(found[1].lower(), basis)
    identified = identify_language(text)
    return Found(identified, "text") if identified else None


def find_address(layout: Layout, metadata: Metadata, url: str | None) -> Found[str] | None:
    """The canonical address: the page's own word where it names the same site, else the address given."""
    own = [("markup", layout.canonical), ("meta", metadata.meta("og:url") or "")]
    for basis, stated in own:
        address = canonical_url(stated, url) if stated else None
        if address and (url is None or site(address) == site(url)):
            return Found(address, "meta" if basis == "meta" else "markup")
    given = canonical_url(url) if url else None
    return Found(given, "url") if given else None
