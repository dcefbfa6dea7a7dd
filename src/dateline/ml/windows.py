"""Windows: the runs of words that the network reads at once."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from .wordpiece import LETTER_CASES, WordPiece, letter_case

_CASE = {case: i for i, case in enumerate(LETTER_CASES)}
_NONE, _CONTINUED = _CASE["none"], _CASE["continued"]


class Window(NamedTuple):
    """Pieces of a run of words, their letter cases, and where each word's first piece is."""

    pieces: list[int]
    cases: list[int]
    first: list[int]


def encode_window(wordpiece: WordPiece, words: Sequence[str], breaks: Collection[int] = ()) -> Window:
    """The window of these words; a separator stands before each word in ``breaks``, where a paragraph begins."""
    pieces, cases, first = [wordpiece.begin], [_NONE], list[int]()
    for number, word in enumerate(words):
        if number in breaks:
            pieces.append(wordpiece.separator)
            cases.append(_NONE)
        ids = wordpiece.cut(word)
        first.append(len(pieces))
        pieces.extend(ids)
        cases.append(_CASE[letter_case(word)])
        cases.extend([_CONTINUED] * (len(ids) - 1))
    pieces.append(wordpiece.separator)
    cases.append(_NONE)
    return Window(pieces, cases, first)
