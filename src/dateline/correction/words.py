"""Words of a person found in the article's text, so that what they correct still opens where it stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ..event_types import Record, Words
from ..text.numbers import NUMBER_WORDS

# The end of a sentence, roughly: a mark before a capital or a figure, but for "Nov." or "Mr."; or the end of a block.
_END = re.compile(
    r"(?:(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.|[!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n"
)
_SPACE = re.compile(r"\s*")


def pattern_of(words: str, flags: int = 0) -> re.Pattern[str]:
    """Finds the words, with any white space between them; never inside of a word or a figure."""
    spaced = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<!\w)(?<!\d[.,]){spaced}(?![.,]?\d)(?!\w)", flags)


def forms_of_number(number: int) -> tuple[str, ...]:
    """How a text may write a number: 1200, 1,200; 5, five."""
    words = (NUMBER_WORDS[number],) if number < len(NUMBER_WORDS) else ()
    return tuple(dict.fromkeys((str(number), f"{number:,}", *words)))


@dataclass(frozen=True, slots=True)
class WordFinder:
    """Finds words in the text of an article."""

    text: str | None
    """``None`` where it is not at hand: then nothing is found."""
    sentences: tuple[tuple[int, int, int], ...]
    """Start, end and number of the sentences that the article's records tell of, in order."""

    def find(self, forms: Iterable[str], near: Words) -> Words | None:
        """The words in one of these forms, where they stand nearest to ``near``; in other case only if not as given."""
        forms = [form for form in forms if form.strip()]
        for flags in (0, re.IGNORECASE):
            spans = [found.span() for form in forms for found in pattern_of(form, flags).finditer(self.text or "")]
            if spans:
                span = min(spans, key=lambda at: (max(0, at[0] - near.span[1], near.span[0] - at[1]), at))
                return self._words(span)
        return None

    def _words(self, span: tuple[int, int]) -> Words:
        return Words((self.text or "")[span[0] : span[1]], self._number(span[0]), span)

    def _number(self, at: int) -> int:
        """Number of the sentence: as a record has it, else counted on from the last one before that a record has."""
        start, end, number = max([known for known in self.sentences if known[0] <= at], default=(0, 0, 0))
        if start <= at < end:
            return number
        text = self.text or ""
        begun = _SPACE.match(text, end)
        first = begun.end() if begun else end
        counted = number + 1 + sum(1 for _ in _END.finditer(text, first, at + 1))
        following = min([known[2] for known in self.sentences if known[0] > at], default=counted)
        return min(counted, following)


def make_finder(records: Sequence[Record], text: str | None) -> WordFinder:
    """The finder for the text of these records, all of one article; none of another text."""
    digests = {record.text_sha256 for record in records}
    if text is None or digests != {sha256(text.encode("utf-8", "surrogatepass")).hexdigest()}:
        return WordFinder(None, ())
    headlines = {record.headline for record in records if record.headline and text.startswith(record.headline)}
    sentences = {(*record.sentence.span, record.sentence.sentence) for record in records}
    sentences |= {(0, len(headline), 0) for headline in headlines}
    return WordFinder(text, tuple(sorted(sentences)))
