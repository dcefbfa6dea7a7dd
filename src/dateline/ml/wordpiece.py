"""Words cut into the pieces that the encoder knows.

Source: Wu et al. 2016 (arXiv 1609.08144) for word pieces, Devlin et al. 2019 (arXiv 1810.04805) for the uncased form.
"""

import unicodedata
from collections.abc import Sequence
from typing import Literal

LetterCase = Literal["lower", "title", "upper", "mixed", "none", "continued"]
LETTER_CASES: tuple[LetterCase, ...] = ("lower", "title", "upper", "mixed", "none", "continued")
"""The encoder is uncased: how a word is written goes in beside its pieces; ``continued`` marks all but the first."""
MAX_PIECES = 16
"""Pieces kept of one word: what comes after says nothing new, and a word must not fill a window."""
_MAX_CHARACTERS = 100
_KNOWN_WORDS = 50_000
"""Words remembered; a longer memory is no faster on news (99 % are met again within 50,000)."""
_CJK = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2EBE0), (0x2F800, 0x2FA1F))


class WordPiece:
    """Cuts words; ``padding``, ``begin``, ``separator`` and ``unknown`` are the ids of the special pieces."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        special = ("[PAD]", "[CLS]", "[SEP]", "[UNK]")
        self.padding, self.begin, self.separator, self.unknown = (self._ids[name] for name in special)

    def cut(self, word: str) -> tuple[int, ...]:
        """Ids of the word's pieces: at least one, at most `MAX_PIECES`."""
        ids = self._known.get(word)
        if ids is None:
            ids = self._cut(word)
            if len(self._known) < _KNOWN_WORDS:
                self._known[word] = ids
        return ids

    def _cut(self, word: str) -> tuple[int, ...]:
        # No piece is longer than a word, so what lies past this can add nothing that is kept.
        head = word[: MAX_PIECES * _MAX_CHARACTERS]
        ids = [piece for run in _split(_simplify(head)) for piece in self._match(run)]
        return tuple(ids[:MAX_PIECES]) or (self.unknown,)

    def _match(self, run: str) -> list[int]:
        """Longest pieces first; a run that is not wholly covered, or is too long, is unknown."""
        if len(run) > _MAX_CHARACTERS:
            return [self.unknown]
        ids: list[int] = []
        start = 0
        while start < len(run):
            mark = "##" if start else ""
            for end in range(len(run), start, -1):
                found = self._ids.get(mark + run[start:end])
                if found is not None:
                    break
            else:
                return [self.unknown]
            ids.append(found)
            start = end
        return ids


def letter_case(word: str) -> LetterCase:
    """How the word is written; one capital letter by itself is ``title``."""
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "title"
    if word[:1].isupper() and word[1:].islower():
        return "title"
    return "mixed" if any(map(str.isupper, word)) else "none"


def _simplify(text: str) -> str:
    """Lower case, without marks on letters and without control characters."""
    if text.isascii() and text.isprintable():
        return text.lower()
    kept = "".join(" " if _is_blank(c) else c for c in text if _is_blank(c) or not _is_control(c))
    plain = unicodedata.normalize("NFD", kept)
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").lower()


def _split(text: str) -> list[str]:
    """Runs of letters and digits; marks and ideographs stand alone."""
    if text.isalnum() and text.isascii():
        return [text]
    runs = [""]
    for char in text:
        if char == " ":
            runs.append("")
        elif _is_mark(char) or _is_ideograph(char):
            runs += [char, ""]
        else:
            runs[-1] += char
    return [run for run in runs if run]


def _is_blank(char: str) -> bool:
    return char in "\t\n\r" or unicodedata.category(char) == "Zs"


def _is_control(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char).startswith("C")


def _is_mark(char: str) -> bool:
    return (char.isascii() and not char.isalnum() and char > " ") or unicodedata.category(char).startswith("P")


def _is_ideograph(char: str) -> bool:
    return char >= "\u3400" and any(low <= ord(char) <= high for low, high in _CJK)
