"""Analyses made by hand, of invented people and places, and at random."""

import re
from collections.abc import Iterable

from hypothesis import strategies as st

from dateline.types import Analysis, Entity, Mention, Name, Sentence, Span, Token

# Word, lemma, part of speech, features, head (in the sentence, from 1; 0 for the root), relation.
ROWS = """
The|the|DET|Definite=Def,PronType=Art|2|det
mayor|mayor|NOUN|Number=Sing|8|nsubj
of|of|ADP||4|case
Old|Old|PROPN|Number=Sing|2|nmod
Brastow|Brastow|PROPN|Number=Sing|4|flat
did|do|AUX|Mood=Ind,Tense=Past,VerbForm=Fin|8|aux
n't|not|PART|Polarity=Neg|8|advmod
resign|resign|VERB|VerbForm=Inf|0|root
on|on|ADP||10|case
Tuesday|Tuesday|PROPN|Number=Sing|8|obl
.|.|PUNCT||8|punct

“|“|PUNCT||3|punct
I|I|PRON|Case=Nom,Number=Sing,Person=1,PronType=Prs|3|nsubj
can|can|AUX|VerbForm=Fin|5|aux
not|not|PART|Polarity=Neg|5|advmod
leave|leave|VERB|VerbForm=Inf|0|root
Brastow|Brastow|PROPN|Number=Sing|8|nmod:poss
's|'s|PART||6|case
port|port|NOUN|Number=Sing|5|obj
,|,|PUNCT||5|punct
”|”|PUNCT||5|punct
Ilva|Ilva|PROPN|Number=Sing|12|nsubj
told|tell|VERB|Mood=Ind,Tense=Past,VerbForm=Fin|5|parataxis
HQU-24|HQU-24|PROPN|Number=Sing|12|obj
.|.|PUNCT||5|punct
"""
TEXT = (
    "The mayor of Old Brastow didn't resign on Tuesday.\n\n"
    "“I cannot leave Brastow's\tport,” Ilva told\nHQU-24."
)  # fmt: skip


def read_rows(text: str, rows: str) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """Tokens and sentences of the text, its words found from left to right."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for number, block in enumerate(rows.strip().split("\n\n")):
        first = len(tokens)
        for row in block.splitlines():
            form, lemma, upos, feats, head, deprel = row.split("|")
            at = text.index(form, at)
            span = Span(at, at + len(form))
            at = span.end
            up = None if head == "0" else first + int(head) - 1
            tokens.append(Token(span, lemma, upos, feats.replace(",", "|"), up, deprel, number))
        sentences.append(Sentence(Span(tokens[first].span.start, at), first, len(tokens)))
    return tuple(tokens), tuple(sentences)


def span_of(tokens: tuple[Token, ...], first: int, end: int) -> Span:
    return Span(tokens[first].span.start, tokens[end - 1].span.end)


def make_analysis() -> Analysis:
    tokens, sentences = read_rows(TEXT, ROWS)

    def name(first: int, end: int, label: str) -> Name:
        return Name(span_of(tokens, first, end), label, first, end)

    def mention(number: int, first: int, end: int, head: int, kind: str, entity: str, kind_of: str) -> Mention:
        return Mention(f"m{number}", span_of(tokens, first, end), head, kind, kind_of, entity)

    return Analysis(
        text=TEXT,
        sentences=sentences,
        tokens=tokens,
        names=(name(3, 5, "LOC"), name(9, 10, "DATE"), name(16, 17, "LOC"), name(21, 22, "PER"), name(23, 24, "ORG")),
        mentions=(
            mention(0, 0, 5, 1, "nominal", "x0", "person"),
            mention(1, 3, 5, 3, "named", "x1", "place"),
            mention(2, 9, 10, 9, "named", "x2", "time"),
            mention(3, 12, 13, 12, "pronominal", "x0", "person"),
            mention(4, 16, 19, 18, "nominal", "x3", "place"),
            mention(5, 16, 17, 16, "named", "x1", "organization"),
            mention(6, 21, 22, 21, "named", "x0", "person"),
        ),
        entities=(
            Entity("x0", "Ilva", "person", ("m0", "m3", "m6")),
            Entity("x1", "Old Brastow", "place", ("m1", "m5")),
            Entity("x2", "Tuesday", "time", ("m2",)),
            Entity("x3", None, "place", ("m4",)),
        ),
        made_by=dict.fromkeys(
            ("sentences", "tokens", "lemmas", "tags", "trees", "names", "mentions", "entities"), "made by hand"
        ),
    )


_UPOS = ("NOUN", "PROPN", "VERB", "PART", "PUNCT")
_WORDS = st.text(st.sampled_from("abÉ'’.-_|=()#\t\x00\x1f\x85\u2028\u3000\ud800n𝔸"), min_size=1, max_size=4)
_GAPS = st.sampled_from(("", " ", "  ", "\n\n", "\t", "\x00", "\u200b"))


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Sentences of any characters, with a tree each, names side by side, and mentions that may nest and cross."""
    text = draw(_GAPS)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    mentions: list[Mention] = []
    for number in range(draw(st.integers(0, 3))):
        first = len(tokens)
        heads = draw(trees(draw(st.integers(1, 6))))
        for head in heads:
            word = draw(_WORDS)
            span = Span(len(text), len(text) + len(word))
            text += word + draw(_GAPS)
            lemma = draw(st.sampled_from((word, word.lower(), "be")))
            up = None if head is None else first + head
            feats = draw(st.sampled_from(("", "Number=Sing", "Case=Nom|Number=Sing")))
            relation = "root" if head is None else "obl:tmod"
            tokens.append(Token(span, lemma, draw(st.sampled_from(_UPOS)), feats, up, relation, number))
        sentences.append(Sentence(span_of(tuple(tokens), first, len(tokens)), first, len(tokens)))
        names += draw_names(draw, tokens, first)
        mentions += draw_mentions(draw, tokens, first, len(mentions))
    found = tuple(re.findall(r"x\d", " ".join(mention.entity_id for mention in mentions)))
    entities = tuple(
        Entity(entity, None, "person", tuple(mention.id for mention in mentions if mention.entity_id == entity))
        for entity in dict.fromkeys(found)
    )
    return Analysis(
        text, tuple(sentences), tuple(tokens), tuple(names), tuple(mentions), entities, {"tokens": "chance"}
    )


@st.composite
def trees(draw: st.DrawFn, size: int) -> list[int | None]:
    """For each of the words its head, at random, one of them the root."""
    order = draw(st.permutations(range(size)))
    heads: list[int | None] = [None] * size
    for at in range(1, size):
        heads[order[at]] = order[draw(st.integers(0, at - 1))]
    return heads


def draw_names(draw: st.DrawFn, tokens: list[Token], first: int) -> Iterable[Name]:
    cuts = sorted(draw(st.sets(st.integers(first, len(tokens)), max_size=4)))
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        yield Name(span_of(tuple(tokens), start, end), draw(st.sampled_from(("PER", "LOC"))), start, end)


def draw_mentions(draw: st.DrawFn, tokens: list[Token], first: int, before: int) -> Iterable[Mention]:
    for number in range(before, before + draw(st.integers(0, 5))):
        start = draw(st.integers(first, len(tokens) - 1))
        end = draw(st.integers(start + 1, len(tokens)))
        head = draw(st.integers(start, end - 1))
        entity = draw(st.sampled_from(("x0", "x1", "x2")))
        kind = draw(st.sampled_from(("person", "place")))
        yield Mention(f"m{number}", span_of(tuple(tokens), start, end), head, "nominal", kind, entity)
