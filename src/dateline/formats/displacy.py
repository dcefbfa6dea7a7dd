"""displaCy, spaCy's view of trees and names in a browser or a notebook.

Source: spacy.io/api/top-level#displacy_structures ("Visualizer data structures").
"""

import msgspec

from ..types import Analysis, Sentence
from .jsonl import replace_surrogates


class _Word(msgspec.Struct):
    text: str
    tag: str


class _Arc(msgspec.Struct):
    """From ``start`` to ``end``, words of the sentence from the left; ``dir`` is the side the arrow points to."""

    start: int
    end: int
    label: str
    dir: str


class _Tree(msgspec.Struct):
    words: list[_Word]
    arcs: list[_Arc]


class _Ent(msgspec.Struct):
    start: int
    end: int
    label: str


class _Names(msgspec.Struct):
    text: str
    ents: list[_Ent]
    title: str | None = None


class _Drawing(msgspec.Struct):
    dep: list[_Tree]
    ent: _Names


def encode_displacy(analysis: Analysis) -> str:
    """One line of JSON, an object with what displaCy draws: ``dep``, the tree of each sentence, and ``ent``, the names.

    With ``data`` read from it: ``displacy.render(data["dep"], style="dep", manual=True)``, and the same with ``ent``.
    """
    analysis = replace_surrogates(analysis)
    trees = [_tree(analysis, sentence) for sentence in analysis.sentences]
    names = [_Ent(name.span.start, name.span.end, name.label) for name in analysis.names]
    return msgspec.json.encode(_Drawing(trees, _Names(analysis.text, names))).decode()


def _tree(analysis: Analysis, sentence: Sentence) -> _Tree:
    tokens = analysis.tokens[sentence.first : sentence.end]
    words = [_Word(analysis.text[token.span.start : token.span.end], token.upos) for token in tokens]
    return _Tree(
        words,
        [
            _arc(number, token.head - sentence.first, token.deprel)
            for number, token in enumerate(tokens)
            if token.head is not None
        ],
    )


def _arc(word: int, head: int, label: str) -> _Arc:
    return _Arc(word, head, label, "left") if word < head else _Arc(head, word, label, "right")
