"""The body where the visible page lacks it: in the page's JSON-LD, or in the state that its scripts carry."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import msgspec

from ..types import Basis
from .layout import Layout
from .metadata import Metadata, clean, strings

# The page's own copy must be so many times as long as what is visible: some copies hold captions and promos as well.
_MUCH_LONGER = 3
_LEAST_CHARS = 500
# Script state is asked only where next to nothing is visible.
_NEXT_TO_NOTHING = 200
# A key with a string as its value, escapes left in; only those of a sentence's length are looked at.
_PAIR = re.compile(r'"([A-Za-z_-]{1,40})"\s*:\s*("(?>[^"\\]+|\\.)*+")')
_LEAST_VALUE = 80
_BREAK = re.compile(r"</?(?:p|div|h[1-6]|li|br|blockquote|figure|section)\b[^>]{0,500}>|\n", re.IGNORECASE)
_SENTENCE = re.compile(r"\w[.!?…][\"'”’»)]?(?:\s|$)|[。！？]")
_LEAST_SENTENCES = 5
_CODE = re.compile(r"[{};=]|function|https?://\S+$")
_MOST_PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class ScriptBody:
    """Paragraphs, and the kind of evidence that gave them."""

    paragraphs: tuple[str, ...]
    basis: Basis


def find_script_body(layout: Layout, metadata: Metadata, visible: int) -> ScriptBody | None:
    """The body that only the page's data hold; ``visible`` is how many characters of body the page shows."""
    stated = [text for value in metadata.ld("articleBody") for text in _raw(value)]
    longest = _paragraphs(max(stated, key=len, default=""))
    if _chars(longest) >= max(_LEAST_CHARS, _MUCH_LONGER * visible):
        return ScriptBody(longest, "json-ld")
    if visible > _NEXT_TO_NOTHING:
        return None
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, text in _script_strings(layout):
        found[key].update(dict.fromkeys(_paragraphs(text)))
    bodies = [tuple(paragraphs) for paragraphs in found.values() if _is_prose(paragraphs)]
    best = max(bodies, key=_chars, default=())
    return ScriptBody(best, "markup") if _chars(best) >= _LEAST_CHARS else None


def _raw(value: object) -> Iterator[str]:
    """The strings of a JSON-LD value with their line ends, which tell its paragraphs."""
    if isinstance(value, str):
        yield value
    else:
        yield from strings(value)


def _paragraphs(text: str) -> tuple[str, ...]:
    if "&lt;" in text:
        text = unescape(text)
    return tuple([paragraph for part in _BREAK.split(text) if (paragraph := clean(part))])


def _chars(paragraphs: tuple[str, ...]) -> int:
    return sum(map(len, paragraphs))


def _script_strings(layout: Layout) -> Iterator[tuple[str, str]]:
    """Key and value of each long string in the scripts' objects."""
    left = _MOST_PAIRS
    for script in layout.scripts:
        for match in _PAIR.finditer(script):
            if len(match[2]) < _LEAST_VALUE:
                continue
            left -= 1
            if left < 0:
                return
            try:
                yield match[1], msgspec.json.decode(match[2], type=str)
            except msgspec.DecodeError:
                continue  # a string of JavaScript that is none of JSON


def _is_prose(paragraphs: dict[str, None]) -> bool:
    text = " ".join(paragraphs)
    coded = sum([len(paragraph) for paragraph in paragraphs if _CODE.search(paragraph)])
    return len(_SENTENCE.findall(text)) >= _LEAST_SENTENCES and coded * 2 < len(text)
