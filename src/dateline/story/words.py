"""The words and figures of a text as stories count them, and how rare each is in the news."""

import math
import re
from dataclasses import dataclass
from functools import cache

from dateline.resources import read_text

_FILE = "lexicons/story_words.tsv"

# A figure with its thousands and its fraction, figures joined as in the score of a game, or a word; one letter alone
# tells nothing.
_WORD = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:-\d+)*(?!\w)|[^\W_]{2,}")


def find_words(text: str) -> list[str]:
    """The words of a text in small letters, and its figures without separators of thousands, in their order."""
    return [word.replace(",", "") for word in _WORD.findall(text.lower())]


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of some documents each word stands."""

    documents: int
    counts: dict[str, int]

    def weight(self, word: str) -> float:
        """Logarithm of the number of documents to one with the word; a word that is in none counts as in one."""
        return math.log(self.documents / self.counts.get(word, 1))


@cache
def load_rarity() -> Rarity:
    """The table that ships.

    Raises:
        ResourceError: it is missing or damaged.
    """
    documents, counts = 0, {}
    for line in read_text(_FILE).splitlines():
        if line.startswith("#"):
            continue
        count, _, words = line.partition("\t")
        if words:
            counts.update(dict.fromkeys(words.split(" "), int(count)))
        else:
            documents = int(count)
    return Rarity(documents, counts)
