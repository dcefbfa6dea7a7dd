"""Paragraphs of plain text: spans that no sentence leaves.

A blank line always parts two paragraphs. A single line end parts them too, unless it is plainly a wrap inside one:
the text, or the block of lines, is a wrapped one, and the next line's first word would not have fitted into this one;
or a long line stops within a sentence, and the next one goes on in small letters.

A bullet always begins a paragraph. A number does so behind a finished line; behind another, it is the end of a
wrapped sentence ("on October / 5. The next").
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Mail and plain text are wrapped at 65 to 80 columns, narrow ones at 50, wide ones at 100. Where the longest line is
# longer, lines are paragraphs already; where it is shorter, they are headlines, lists or verse.
_NARROWEST = 50
_WIDEST = 100
# In a wrapped text, nearly every line that stops within a sentence is full, whereas of headlines that merely stand
# below each other about one in four is so by chance.
_LEAST_FULL = 0.75
_FEWEST_FULL = 3
# A line to which only a very long word did not fit is no full one.
_LEAST_FILLED = 0.6
# Shorter lines that go on in small letters are the items of a list.
_SHORTEST_UNFINISHED = 40

_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"[•‣▪●◦·*+\-]\s")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]\s")
_FINISHED = re.compile(r"""[.!?:;…][)\]"'”’]{0,3}\Z""")
# How much of the end of a line the pattern above can need.
_TAIL = 4


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the paragraphs, in order, without blanks at their borders; none is empty."""
    blocks = list(_find_blocks(text))
    width = _wrap_width(text, blocks)
    paragraphs: list[tuple[int, int]] = []
    for block in blocks:
        block_width = width or _wrap_width(text, [block])
        start = block[0][0]
        for line, following in pairwise(block):
            if not _is_wrap(text, line, following, block_width):
                paragraphs.append((start, line[1]))
                start = following[0]
        paragraphs.append((start, block[-1][1]))
    return paragraphs


def _find_blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lines between two blank ones, each without the blanks at its borders."""
    block: list[tuple[int, int]] = []
    begin = 0
    for line in text.split("\n"):
        content = line.strip()
        if content:
            start = begin + len(line) - len(line.lstrip())
            block.append((start, start + len(content)))
        elif block:
            yield block
            block = []
        begin += len(line) + 1
    if block:
        yield block


def _wrap_width(text: str, blocks: Sequence[Sequence[tuple[int, int]]]) -> int | None:
    """The length of the longest line where the lines are wrapped to it; ``None`` where they are not."""
    width = max((end - start for block in blocks for start, end in block), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    unfinished = full = 0
    for block in blocks:
        for line, following in pairwise(block):
            if not _is_finished(text, line):
                unfinished += 1
                full += _is_full(text, line, following, width)
    return width if full >= max(_FEWEST_FULL, _LEAST_FULL * unfinished) else None


def _is_wrap(text: str, line: tuple[int, int], following: tuple[int, int], width: int | None) -> bool:
    """Whether the paragraph of ``line`` goes on in the line that follows."""
    finished = _is_finished(text, line)
    begin = following[0]
    if _BULLET.match(text, begin) or (finished and _NUMBER.match(text, begin)):
        return False
    if width is not None and _is_full(text, line, following, width):
        return True
    return not finished and text[begin].islower() and line[1] - line[0] >= _SHORTEST_UNFINISHED


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the first word of the following line would have made this one longer than ``width``."""
    length = line[1] - line[0]
    word = _WORD.match(text, following[0], following[0] + width)
    return length >= _LEAST_FILLED * width and word is not None and length + 1 + len(word[0]) > width


def _is_finished(text: str, line: tuple[int, int]) -> bool:
    return _FINISHED.search(text, max(line[0], line[1] - _TAIL), line[1]) is not None
