"""What the page says about itself: JSON-LD and meta elements, type-checked, never trusted with depth or size."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

import msgspec

from .layout import Layout

Json = object
LdObject = dict[str, Json]

# Types of schema.org that stand for the page's article.
_ARTICLE_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "scholarlyarticle",
        "techarticle",
        "report",
        "review",
    ]
)
# A page's graph holds a few dozen objects; what is beyond the cap is an attack or a catalogue.
_MAX_OBJECTS = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,300}>")
_COMMENT_WRAP = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\]\]>\*/|\]\]>)\s*$"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Structured data of one page."""

    articles: tuple[LdObject, ...] = ()
    """JSON-LD objects that stand for an article, in page order, outermost first."""
    others: tuple[LdObject, ...] = ()
    """All other JSON-LD objects that have a type."""
    metas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Contents of the ``meta`` elements by name in lower case."""

    def meta(self, *names: str) -> str | None:
        """The first content under the first of the names that the page has."""
        for name in names:
            values = self.metas.get(name)
            if values:
                return values[0]
        return None

    def ld(self, key: str) -> Iterator[Json]:
        """Values of the key over the article objects that have it."""
        for article in self.articles:
            value = article.get(key)
            if value is not None and value != "":
                yield value


def read_metadata(layout: Layout) -> Metadata:
    """The page's JSON-LD objects and meta elements."""
    articles: list[LdObject] = []
    others: list[LdObject] = []
    for text in layout.json_ld:
        for item in _walk_objects(_parse(text)):
            (articles if _is_article(item) else others).append(item)
    metas: dict[str, list[str]] = {}
    for name, content in layout.metas:
        metas.setdefault(name, []).append(clean(content))
    return Metadata(tuple(articles), tuple(others), {name: tuple(values) for name, values in metas.items()})


def clean(value: str) -> str:
    """A metadata string as text: entities resolved, markup and surplus white space dropped."""
    if "&" in value:
        value = unescape(value)
    if "<" in value:
        value = _MARKUP.sub(" ", value)
    return " ".join(value.split())


def strings(value: Json, key: str = "name") -> Iterator[str]:
    """The texts in a JSON-LD value: itself, its items, or the ``key`` of its objects."""
    if isinstance(value, str):
        text = clean(value)
        if text:
            yield text
    elif isinstance(value, list):
        for item in value[:200]:
            if not isinstance(item, list):
                yield from strings(item, key)
    elif isinstance(value, dict):
        inner = value.get(key)
        if isinstance(inner, str | list):
            yield from strings(inner, key)


def types(item: LdObject) -> Iterator[str]:
    """The object's type names in lower case, without the vocabulary's address."""
    value = item.get("@type")
    for name in value if isinstance(value, list) else (value,):
        if isinstance(name, str):
            yield name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()


def _is_article(item: LdObject) -> bool:
    return any(name in _ARTICLE_TYPES for name in types(item))


def _parse(text: str) -> Json:
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return _parse_sloppy(text)


def _parse_sloppy(text: str) -> Json:
    """JSON as pages write it: wrapped in comments, with raw control characters or a stray semicolon."""
    text = _CONTROL.sub(" ", _COMMENT_WRAP.sub("", text)).strip().rstrip(";")
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value


def _walk_objects(value: Json) -> Iterator[LdObject]:
    """Typed objects of a JSON value, outermost first, without recursion."""
    queue: list[Json] = [value]
    seen = 0
    while queue and seen < _MAX_OBJECTS:
        level: list[Json] = []
        for item in queue:
            seen += 1
            if isinstance(item, dict):
                if "@type" in item:
                    yield item
                level.extend(_inner(item.values()))
            elif isinstance(item, list):
                level.extend(_inner(item[:_MAX_OBJECTS]))
        queue = level[:_MAX_OBJECTS]


def _inner(values: Iterable[Json]) -> list[Json]:
    return [value for value in values if isinstance(value, dict | list)]
