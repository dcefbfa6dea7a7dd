"""Names of places as they are looked up: in small letters, without accents, dots, apostrophes and Arabic articles."""

import re
from typing import Final

from dateline.event.actors.words import key_of

_WORD: Final = re.compile(r"[^\W_][^\s\-–,/()]*")
# The Arabic article, as it is written before each sound ("al-Bab", "Deir ez-Zor", "ash-Shaddadi").
_ARTICLES: Final = frozenset("al el ad ar as ash at az ed er es esh et ez ul ur an the".split())
# Signs for Arabic and Polynesian consonants that GeoNames writes and the papers leave out.
_SIGNS: Final = str.maketrans("", "", "ʻʽˈ`")
_SAINT: Final = {"saint": "st", "mount": "mt", "fort": "ft"}


def key_of_place(name: str) -> str:
    """The key of a name: ``deir zor`` for "Deir ez-Zor"; empty where nothing is left."""
    words = [word for found in _WORD.findall(name.translate(_SIGNS)) for word in key_of(found).split()]
    kept = [word for i, word in enumerate(words) if not (word in _ARTICLES and i < len(words) - 1)]
    return " ".join(_SAINT.get(word, word) for word in kept if word)
