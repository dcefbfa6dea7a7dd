"""CoNLL-U: sentences, words and trees in ten columns; names and mentions in the last of them.

In MISC stand ``SpaceAfter=No`` where nothing separates a word from the next, ``start_char`` and ``end_char``
(characters of the analysed text), ``NER=B-PER`` and ``I-PER`` for names, and ``Entity`` for mentions, in brackets as in
CorefUD: entity, its type, number of the head word inside the mention, then the mention's id and kind (and its type
where that is not the entity's).

Source: universaldependencies.org/format.html and /misc.html; CorefUD 1.0 for the order of brackets.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..types import Analysis, Mention, Name, Sentence, Token
from .jsonl import replace_surrogates

_ENTITY_FIELDS = "# global.Entity = eid-etype-head-other"
_LINE_END = re.compile("[\n\r\x85\u2028\u2029]")
# Control characters but those that count as blanks.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_APOSTROPHES = ("'", "’")
_EMPTY = "_"

Marks = defaultdict[int, list[str]]
"""Parts of the last column, by the number of the token."""


class _Place(NamedTuple):
    """A mention and its first and last token, by number."""

    first: int
    last: int
    mention: Mention


def encode_conllu(analysis: Analysis) -> str:
    """The analysis in CoNLL-U; empty where there is no word.

    Of two mentions of one entity that cross, the second is left out: brackets cannot tell their ends apart.
    """
    analysis = replace_surrogates(analysis)
    marks: Marks = defaultdict(list)
    _mark_mentions(analysis, marks)
    _mark_names(analysis.names, marks)
    blocks = [
        "\n".join([*_comments(analysis, sentence, number), *_word_lines(analysis, sentence, marks)]) + "\n\n"
        for number, sentence in enumerate(analysis.sentences, 1)
        if sentence.first < sentence.end
    ]
    return f"# newdoc\n{_ENTITY_FIELDS}\n{''.join(blocks)}" if blocks else ""


def _comments(analysis: Analysis, sentence: Sentence, number: int) -> Iterator[str]:
    if sentence.first == 0 or _LINE_END.search(_gap(analysis, sentence.first - 1)):
        yield "# newpar"
    yield f"# sent_id = {number}"
    written = [
        _form(analysis, first, last) + (" " if _is_spaced(analysis, last) else "")
        for first, last in _written_words(analysis, sentence)
    ]
    yield f"# text = {''.join(written).strip()}"


def _word_lines(analysis: Analysis, sentence: Sentence, marks: Marks) -> Iterator[str]:
    """The line of each word; before the words that are written as one, a line for what is written."""
    for first, last in _written_words(analysis, sentence):
        space = [] if _is_spaced(analysis, last) else ["SpaceAfter=No"]
        if first < last:
            number = f"{first - sentence.first + 1}-{last - sentence.first + 1}"
            misc = [*space, *_characters(analysis, first, last)]
            yield _join_cells([number, _form(analysis, first, last), *[_EMPTY] * 7, "|".join(misc)])
            space = []
        for word in range(first, last + 1):
            misc = [*marks.get(word, ()), *space, *_characters(analysis, word, word)]
            yield _word_line(analysis, sentence, word, misc)


def _word_line(analysis: Analysis, sentence: Sentence, word: int, misc: list[str]) -> str:
    token = analysis.tokens[word]
    head = 0 if token.head is None else token.head - sentence.first + 1
    form = _form(analysis, word, word)
    number = str(word - sentence.first + 1)
    tags = [token.lemma, token.upos, _EMPTY, token.feats]
    return _join_cells([number, form, *tags, str(head), token.deprel, _EMPTY, "|".join(misc)])


def _join_cells(cells: list[str]) -> str:
    return "\t".join([_clean(cell) for cell in cells])


def _clean(cell: str) -> str:
    """The cell on one line, with single blanks, and never empty."""
    return " ".join(_CONTROL.sub("", cell).split()) or _EMPTY


def _form(analysis: Analysis, first: int, last: int) -> str:
    return _clean(analysis.text[analysis.tokens[first].span.start : analysis.tokens[last].span.end])


def _characters(analysis: Analysis, first: int, last: int) -> tuple[str, str]:
    return f"start_char={analysis.tokens[first].span.start}", f"end_char={analysis.tokens[last].span.end}"


def _gap(analysis: Analysis, word: int) -> str:
    """What stands between the word and the next; a line end after the last."""
    if word + 1 == len(analysis.tokens):
        return "\n"
    return analysis.text[analysis.tokens[word].span.end : analysis.tokens[word + 1].span.start]


def _is_spaced(analysis: Analysis, word: int) -> bool:
    return any([character.isspace() for character in _gap(analysis, word)])


def _written_words(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and last word of what is written as one: a contraction, a genitive, or a word by itself."""
    first = sentence.first
    for word in range(sentence.first + 1, sentence.end):
        if not _goes_on(analysis.text, analysis.tokens[word - 1], analysis.tokens[word]):
            yield first, word - 1
            first = word
    yield first, sentence.end - 1


def _goes_on(text: str, before: Token, token: Token) -> bool:
    """Whether a word is written as one with the word before it: ``do|n't``, ``Brastow|'s``, ``can|not``."""
    if before.span.end != token.span.start or "PUNCT" in (before.upos, token.upos):
        return False
    word = text[token.span.start : token.span.end]
    if word.startswith(_APOSTROPHES):
        return len(word) > 1 or token.upos == "PART"
    is_negation = word.lower().replace("’", "'") == "n't"
    return is_negation or (word.isalpha() and text[before.span.start : before.span.end].isalpha())


def _mark_names(names: tuple[Name, ...], marks: Marks) -> None:
    for name in names:
        for word in range(name.first, name.end):
            marks[word].append(f"NER={'B' if word == name.first else 'I'}-{name.label}")


def _mark_mentions(analysis: Analysis, marks: Marks) -> None:
    """Add to ``marks`` the brackets of the mentions: closing ones before opening ones, outer mentions opened first."""
    types = {entity.id: entity.type for entity in analysis.entities}
    opening, closing, single = (defaultdict[int, str](str) for _ in range(3))
    for first, last, mention in _places(analysis):
        entity_type = types[mention.entity_id]
        about = f"id:{mention.id},kind:{mention.kind}"
        if mention.type != entity_type:
            about += f",type:{mention.type}"
        opened = f"({mention.entity_id}-{entity_type}-{mention.head - first + 1}-{about}"
        if first == last:
            single[first] += opened + ")"
        else:
            opening[first] += opened
            closing[last] = f"{mention.entity_id}){closing[last]}"
    for word in sorted({*opening, *closing, *single}):
        # A word by itself stands inside whatever opens or closes at it.
        inside = [closing[word], opening[word], single[word]] if opening[word] else [single[word], closing[word]]
        marks[word].append("Entity=" + "".join(inside))


def _places(analysis: Analysis) -> Iterator[_Place]:
    """The mentions that brackets can tell apart, in the order of their first words, longer ones first."""
    places = sorted([_place(analysis, mention) for mention in analysis.mentions], key=lambda p: (p.first, -p.last))
    open_ends: defaultdict[str, list[int]] = defaultdict(list)
    for place in places:
        ends = [end for end in open_ends[place.mention.entity_id] if end > place.first]
        if any([end < place.last for end in ends]):
            continue
        open_ends[place.mention.entity_id] = [*ends, place.last]
        yield place


def _place(analysis: Analysis, mention: Mention) -> _Place:
    sentence = analysis.sentences[analysis.tokens[mention.head].sentence]
    words = [
        word
        for word in range(sentence.first, sentence.end)
        if analysis.tokens[word].span.start < mention.span.end and analysis.tokens[word].span.end > mention.span.start
    ]
    return _Place(words[0], words[-1], mention)
