"""The words of a mention, as the gazetteer looks them up: in small letters, without accents, dots and apostrophes."""

import re
import unicodedata
from dataclasses import dataclass

# Letters that are their own in Unicode and plain Latin in the papers.
_LATIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ŋ": "n"})
_APOSTROPHES = "'’ʼ‘`ʿʾ"

_WORD = re.compile(
    rf"""
    (?:[^\W\d_]\.){{2,}}                                   # U.S.
  | [{_APOSTROPHES}]s\b                                    # the possessive
  | [^\W_]+ (?: [{_APOSTROPHES}] (?!s\b) [^\W_]+ )*        # O'Brien, but not Iran's
  | &                                                      # the one mark that is a word
  | [,;:()\[\]–—"“”/!?] | (?<=[^\W\d_A-Z]{4})\.(?=\W|$)      # what ends a part of a mention
    """,
    re.VERBOSE,
)
POSSESSIVE = "'s"


@dataclass(frozen=True, slots=True)
class Word:
    """One word, its key in the gazetteer, and whether a hyphen ties it to the word before."""

    text: str
    key: str
    start: int
    tied: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is neither a mark nor the possessive."""
        return self.text[:1].isalnum()


def split_words(text: str) -> tuple[Word, ...]:
    """The words and the parting marks of a text, in order."""
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        tied = match.start() == end + 1 and text[end] == "-" and bool(found)
        found.append(Word(match[0].replace(".", ""), key_of(match[0]), match.start(), tied))
        end = match.end()
    return tuple(found)


def key_of(word: str) -> str:
    """The word as it is looked up; the possessive is ``'s`` and a mark is itself."""
    if word[0] in _APOSTROPHES:
        return POSSESSIVE
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.casefold().translate(_LATIN).replace(".", "")
    return "and" if word == "&" else "".join(c for c in word if c not in _APOSTROPHES)
