"""Text as the tokeniser and the models can read it, with the way back to the text as given.

Only what makes a word unreadable is changed. Curly quotes, dashes and accents stay as they are: the models were
trained on them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from unicodedata import category, is_normalized, normalize

# A text without any of these, and in composed form, is returned as it is: control characters (but tab and line feed),
# no-break and other wide or thin spaces, soft hyphens, what has no width, line separators, ligatures, full-width
# forms, styled letters, lone surrogates.
_IN_NEED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufb00-\ufb06\ufeff\uff01-\uff5e\U0001d400-\U0001d7ff]"
)

# No word is read across these, and they would be taken for strange letters: blanks that are no blank.
_BLANKS = (
    "\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
# Ends of lines and pages; paragraphs are found by the line feed alone.
_LINE_ENDS = "\x0b\x0c\u2028\u2029"
# Soft hyphens and what has no width stand inside words, where a line may or may not break; other control characters
# are left over from print files and terminals ("gov\x02ernment").
_REMOVED = frozenset(
    "\r\x7f\xad\u034f\u061c\u200b\u200e\u200f\ufeff"
    + "".join(map(chr, [*range(0x09), *range(0x0E, 0x1C), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]))
)
# These two bind emoji and spell words in other scripts; behind a Latin letter they are litter as well.
_JOINERS = frozenset("\u200c\u200d")
# Letters that compose with the one before, though they are no marks: the vowels and finals of Hangul.
_JAMO = frozenset(map(chr, [*range(0x1160, 0x1200), *range(0xD7B0, 0xD7FC)]))

# Unicode's own bound for streams (UAX 15): a letter with 30 marks. What has more is no writing, and putting its marks
# in order would take the square of their number.
_MOST_IN_A_GROUP = 31

_CARRIAGE_RETURN = re.compile("\r(?!\n)")


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text in normal form; where it differs in length from the original, the places are kept.

    A piece is where ``text[starts[i]:ends[i]]`` stands for ``original[original_starts[i]:original_ends[i]]``;
    between two pieces one character stands for one.
    """

    text: str
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    original_starts: array[int] = field(default_factory=lambda: array("q"))
    original_ends: array[int] = field(default_factory=lambda: array("q"))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open interval of the original text for a half-open, non-empty one of this text.

        A part of what was one character in the original, or a letter with its marks, stands for the whole of it.
        """
        if not self.starts:
            return start, end
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, index: int) -> tuple[int, int]:
        """What the character at ``index`` stands for."""
        piece = bisect_right(self.starts, index) - 1
        if piece < 0:
            return index, index + 1
        if index < self.ends[piece]:
            return self.original_starts[piece], self.original_ends[piece]
        start = self.original_ends[piece] + index - self.ends[piece]
        return start, start + 1


def normalize_text(text: str) -> NormalizedText:
    """The text with words that can be read, and the way from each part of it to the text as given."""
    in_need = _IN_NEED.search(text) is not None
    if not in_need and is_normalized("NFC", text):
        return NormalizedText(text)
    if in_need:
        text = _CARRIAGE_RETURN.sub("\n", text.translate(_replacements()))
    found = set(text)
    bound = {c for c in found if c in _REMOVED or c in _JOINERS or c in _JAMO or category(c).startswith("M")}
    spelled = {c: new for c in found if (new := _spelling(c)) != c}
    if not bound and not spelled:
        return NormalizedText(text)
    return _rewritten(text, bound, spelled)


@cache
def _replacements() -> Mapping[int, str]:
    """One character for another, so that no place moves."""
    table = {ord(blank): " " for blank in _BLANKS} | {ord(end): "\n" for end in _LINE_ENDS}
    # Windows' quotes and dashes in a page that was read as Latin-1 are control characters.
    for code in range(0x80, 0xA0):
        table[code] = bytes([code]).decode("cp1252", "ignore") or " "
    # Full-width forms of East Asian type, and the styled letters that posts use for bold and italics.
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {code: normalize("NFKC", chr(code)) for code in range(0x1D400, 0x1D800)}
    # A lone surrogate cannot be written to any file.
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return table


def _spelling(character: str) -> str:
    """The character composed; a ligature of print in its letters."""
    return normalize("NFKC" if "\ufb00" <= character <= "\ufb06" else "NFC", character)


def _rewritten(text: str, bound: set[str], spelled: Mapping[str, str]) -> NormalizedText:
    parts: list[str] = []
    pieces = (array("q"), array("q"), array("q"), array("q"))
    done = length = 0
    for start, end, new in _changes(text, bound, spelled):
        parts += text[done:start], new
        length += start - done
        for column, place in zip(pieces, (length, length + len(new), start, end), strict=True):
            column.append(place)
        length += len(new)
        done = end
    parts.append(text[done:])
    return NormalizedText("".join(parts), *pieces)


def _changes(text: str, bound: set[str], spelled: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """The parts of the text that are spelled another way: start, end, and how."""
    for start, end in _groups(text, bound, spelled):
        kept, last = _without_litter(text, start, end, spelled)
        new = "".join(kept)
        if len(new) <= _MOST_IN_A_GROUP:
            new = normalize("NFC", new)
        if new != text[start:last]:
            yield start, last, new
        # What is removed at the end of a word is no part of it.
        if last < end:
            yield last, end, ""


def _groups(text: str, bound: set[str], spelled: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The characters that have others bound to them, with those, and the ones that are spelled another way."""
    end = 0
    for index, character in enumerate(text):
        if index < end or not (character in bound or character in spelled):
            continue
        start = index - 1 if character in bound and index > end else index
        end = index + 1
        while end < len(text) and text[end] in bound:
            end += 1
        yield start, end


def _without_litter(text: str, start: int, end: int, spelled: Mapping[str, str]) -> tuple[list[str], int]:
    """The characters of a group that stay, as they are spelled, and where the last of them ends."""
    kept: list[str] = []
    last = start
    for index in range(start, end):
        character = text[index]
        if character in _REMOVED or (character in _JOINERS and (not kept or _is_latin(kept[0][-1]))):
            continue
        kept.append(spelled.get(character, character))
        last = index + 1
    return kept, last


def _is_latin(character: str) -> bool:
    return character <= "\u024f" or "\u1e00" <= character <= "\u1eff"
