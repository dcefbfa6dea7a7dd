"""The language a text is written in, or that it cannot be told.

The identifier is CLD3, a small network over letters that lies inside its package. Of those compared on paragraphs of
news in 20 languages, it is the lightest (2 MB, loaded in 2 ms, half a millisecond an article, wheels for every
platform) and knows the small languages of the news (Swahili, Zulu, Xhosa). py3langid is as good, but takes a second
and 120 MB to load; eld takes 50 MB and is wrong three times as often on English; pycld2 has no wheels for new Pythons
and ARM; lingua's exact models take 900 MB.
"""

import re
from functools import cache
from typing import Protocol

# Swept over 20, 30, 40, 60, 80 and 120 bytes and over 0.7 to 0.999, on 4,300 paragraphs and headlines of news in some
# 20 languages and on 19,000 English paragraphs. From 60 bytes of letters (ten English words, twenty Chinese
# characters) and 0.95 on, 96 in 100 English ones are told; 4 were given another language, each full of foreign names,
# and 2 lists of Japanese places were Chinese. Between 40 and 60 bytes, 9 in 1,900 English ones are given another.
FEWEST_BYTES = 60
LEAST_PROBABILITY = 0.95

# What is read of a longer text, in pieces taken from all of it.
_MOST_BYTES = 1000
# A book's language shows in its beginning; the identifier would copy all of it.
_MOST_CHARACTERS = 20_000

_NO_LETTERS = re.compile(r"[\W\d_]+")

# The identifier has the old code of Hebrew.
_RENAMED = {"iw": "he"}


class _Result(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def probability(self) -> float: ...


class _Identifier(Protocol):
    def FindLanguage(self, text: str) -> _Result: ...  # noqa: N802 - the library's name


def identify_language(text: str) -> str | None:
    """The primary language subtag (BCP 47) of the text; ``None`` where it is too short, mixed or in doubt."""
    # A lone surrogate is no text to the identifier, and a NUL is the end of it.
    sample = text[:_MOST_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    if len(_NO_LETTERS.sub("", sample).encode("utf-8")) < FEWEST_BYTES:
        return None
    result = _identifier().FindLanguage(text=sample)
    if result.probability < LEAST_PROBABILITY:
        return None
    language = result.language.partition("-")[0]
    return _RENAMED.get(language, language)


@cache
def _identifier() -> _Identifier:
    from gcld3 import NNetLanguageIdentifier  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; loaded when used

    identifier: _Identifier = NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=_MOST_BYTES)
    return identifier
