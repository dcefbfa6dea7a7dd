"""The sentence of an entry: cut at its trigger, and shortened so that the trigger stays."""

from typing import NamedTuple

from ...story_types import Quote
from .safety import clean, plain

ELLIPSIS = "…"
_TAIL = 0.4
"""Of a shortened line, what words before the trigger leave to what follows it where they are cut themselves."""


class Line(NamedTuple):
    """A sentence in three parts: up to the trigger, the trigger, and the rest."""

    before: str
    trigger: str
    after: str

    @property
    def text(self) -> str:
        """The parts in one."""
        return "".join(self)


def split_sentence(sentence: Quote) -> Line:
    """The sentence at its trigger; all of it before where the trigger lies outside."""
    start, end = sentence.trigger.start - sentence.span.start, sentence.trigger.end - sentence.span.start
    if not 0 <= start < end <= len(sentence.text):
        return Line(plain(sentence.text), "", "")
    before, trigger = clean(sentence.text[:start]), clean(sentence.text[start:end])
    return Line(before.lstrip(), trigger, clean(sentence.text[end:]).rstrip())


def shorten(line: Line, width: int) -> Line:
    """The line in at most ``width`` characters, cut at words, the trigger in it where that can be."""
    if len(line.text) <= width:
        return line
    before, trigger, after = line
    if not trigger:
        return Line(_cut_end(before, width), "", "")
    if len(trigger) >= width:
        return Line("", _cut_end(trigger, width), "")
    room = width - len(trigger)
    if len(before) >= room:
        before = _cut_start(before, room - min(len(after), int(width * _TAIL)))
    return Line(before, trigger, _cut_end(after, room - len(before)))


def _cut_end(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    kept = text[: max(width - 1, 0)]
    at_word = kept.rpartition(" ")[0] if not text[len(kept)].isspace() else kept
    return ((at_word.rstrip() or kept) + ELLIPSIS)[:width]


def _cut_start(text: str, width: int) -> str:
    if width < 1:
        return ""
    kept = text[len(text) - width + 1 :]
    at_word = kept.partition(" ")[2] if not text[len(text) - len(kept) - 1].isspace() else kept
    return ELLIPSIS + at_word.lstrip() if at_word.strip() else ELLIPSIS
