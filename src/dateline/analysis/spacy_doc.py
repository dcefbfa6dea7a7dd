"""What a Doc from a user's own spaCy pipeline says, layer by layer; spaCy itself is not imported."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..types import Name, NameLabel, Span

UPOS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl "
    "fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative "
    "xcomp".split()
)
"""The universal relations, without subtypes. Source: universaldependencies.org/u/dep."""
LABELS: Mapping[str, NameLabel] = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "FAC", "NORP": "NORP",
    "DATE": "DATE", "TIME": "DATE", "MONEY": "MONEY", "PRODUCT": "PRODUCT",
    "MISC": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
"""The labels of OntoNotes and of CoNLL-2003 that stand for names in our sense, and what they become."""
_ROOT = "root"


class DocToken(Protocol):
    """What is read of a ``spacy.tokens.Token``."""

    @property
    def i(self) -> int:
        """Its number in the Doc."""

    @property
    def idx(self) -> int:
        """Its first character in the Doc's text."""

    @property
    def text(self) -> str:
        """The token as it stands in the text."""

    @property
    def is_space(self) -> bool:
        """Whether it is white space only."""

    @property
    def lemma_(self) -> str:
        """Empty where unset."""

    @property
    def pos_(self) -> str:
        """Universal part of speech, ``SPACE``, or empty where unset."""

    @property
    def morph(self) -> object:
        """Its ``str`` is the features as Universal Dependencies write them."""

    @property
    def dep_(self) -> str:
        """Relation to the head; empty where unset."""

    @property
    def head(self) -> "DocToken":
        """The token itself for a root."""


class DocSpan(Protocol):
    """What is read of a ``spacy.tokens.Span``: its tokens, by number, half-open."""

    @property
    def start(self) -> int:
        """The first token."""

    @property
    def end(self) -> int:
        """The token after the last."""

    @property
    def label_(self) -> str:
        """The label of a name."""


class Doc(Protocol):
    """What is read of a ``spacy.tokens.Doc``."""

    @property
    def text(self) -> str:
        """The text that the tokens stand in."""

    @property
    def ents(self) -> Sequence[DocSpan]:
        """The names."""

    @property
    def sents(self) -> Iterator[DocSpan]:
        """The sentences; only where they are set."""

    def __iter__(self) -> Iterator[DocToken]:
        """The tokens."""

    def has_annotation(self, attr: str) -> bool:
        """Whether any token has the attribute set."""


@dataclass(frozen=True, slots=True)
class Given:
    """The layers of a Doc; one that the Doc lacks, or has in other terms than ours, is ``None``."""

    words: tuple[Span, ...]
    """Characters in the Doc's text; the layers below count and follow these words."""
    starts: tuple[int, ...] | None
    """Numbers of the words that begin sentences."""
    lemmas: tuple[str, ...] | None
    upos: tuple[str, ...] | None
    feats: tuple[str, ...] | None
    heads: tuple[int | None, ...] | None
    """For each word the number of its head, ``None`` for the root of a sentence."""
    deprels: tuple[str, ...] | None
    """There where `heads` are."""
    names: tuple[Name, ...] | None
    model: str
    """``spacy`` and its version: a Doc does not know the name of its pipeline."""


def read_doc(doc: Doc) -> Given:
    """The layers of the Doc; tokens of white space are no words, and what hangs on one hangs on its head.

    Lemmas and parts of speech are taken where every word has one. Trees are taken where every sentence is one tree and
    every label a universal relation, which those of spaCy's ``en_core_web`` models (``dobj``, ``prep``) are not.
    Of the names those are dropped whose label is not in `LABELS`: numbers, and labels that are unknown.
    """
    kept = [token for token in doc if not token.is_space]
    words = tuple([Span(token.idx, token.idx + len(token.text)) for token in kept])
    numbers = {token.i: number for number, token in enumerate(kept)}
    starts = _read_starts(doc, kept)
    heads, deprels = _read_trees(doc, kept, numbers, starts)
    return Given(
        words=words,
        starts=starts,
        lemmas=_complete([token.lemma_ for token in kept]),
        upos=_complete([token.pos_ if token.pos_ in UPOS else "" for token in kept]),
        feats=tuple([str(token.morph) for token in kept]) if doc.has_annotation("MORPH") else None,
        heads=heads,
        deprels=deprels,
        names=_read_names(doc, words, numbers),
        model=_name_model(),
    )


def _complete(values: list[str]) -> tuple[str, ...] | None:
    return tuple(values) if all(values) else None


def _read_starts(doc: Doc, kept: list[DocToken]) -> tuple[int, ...] | None:
    if not doc.has_annotation("SENT_START"):
        return None
    sentence_of = {token: sentence.start for sentence in doc.sents for token in range(sentence.start, sentence.end)}
    sentences = [sentence_of[token.i] for token in kept]
    return tuple([word for word in range(len(kept)) if word == 0 or sentences[word] != sentences[word - 1]])


def _read_trees(
    doc: Doc, kept: list[DocToken], numbers: Mapping[int, int], starts: tuple[int, ...] | None
) -> tuple[tuple[int | None, ...], tuple[str, ...]] | tuple[None, None]:
    if starts is None or not doc.has_annotation("DEP"):
        return None, None
    heads = tuple([_find_head(token, numbers) for token in kept])
    labels = [_ROOT if token.dep_.lower() == _ROOT else token.dep_ for token in kept]
    # A word that hung on white space at the root is the root itself.
    deprels = tuple([_ROOT if head is None else label for head, label in zip(heads, labels, strict=True)])
    universal = all([label.partition(":")[0] in RELATIONS for label in deprels])
    return (heads, deprels) if universal and _are_trees(heads, deprels, starts) else (None, None)


def _find_head(token: DocToken, numbers: Mapping[int, int]) -> int | None:
    """The nearest word above the token; ``None`` if there is none."""
    passed = {token.i}
    while token.head.i not in passed:
        token = token.head
        if token.i in numbers:
            return numbers[token.i]
        passed.add(token.i)
    return None


def _are_trees(heads: tuple[int | None, ...], deprels: tuple[str, ...], starts: tuple[int, ...]) -> bool:
    ends = (*starts, len(heads))[1:]
    sentences = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    return deprels.count(_ROOT) == len(sentences) and all([_is_tree(heads, sentence) for sentence in sentences])


def _is_tree(heads: tuple[int | None, ...], sentence: range) -> bool:
    """Whether every word of the sentence hangs below its one root."""
    below = defaultdict[int | None, list[int]](list)
    for word in sentence:
        below[heads[word]].append(word)
    reached = list(below[None])
    for word in reached:  # grows on the way
        reached.extend(below[word])
    return len(below[None]) == 1 and len(reached) == len(sentence)


def _read_names(doc: Doc, words: tuple[Span, ...], numbers: Mapping[int, int]) -> tuple[Name, ...] | None:
    if not doc.has_annotation("ENT_IOB"):
        return None
    names: list[Name] = []
    for ent in doc.ents:
        label = LABELS.get(ent.label_)
        inside = [numbers[token] for token in range(ent.start, ent.end) if token in numbers]
        if label and inside:
            span = Span(words[inside[0]].start, words[inside[-1]].end)
            names.append(Name(span, label, inside[0], inside[-1] + 1))
    return tuple(names)


def _name_model() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - a fifth of what importing this costs

    try:
        return f"spacy {version('spacy')}"
    except PackageNotFoundError:  # a Doc of some other making
        return "spacy"
