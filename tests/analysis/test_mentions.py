"""From trees, names and mention heads to mentions."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.analysis.mentions import TYPE_OF_LABEL, FoundMention, find_mentions
from dateline.types import MentionType, Name, NameLabel, Span, Token

TYPES = {"P": "person", "O": "organization", "L": "place", "B": "object", "E": "event", "T": "time", "A": "abstract"}
CASES = {"NOUN": "Number=Sing", "PROPN": "Number=Sing", "PRON": "PronType=Prs"}


def read(notation: str) -> tuple[str, list[Token], list[MentionType | None]]:
    """Text, tokens and mention heads from ``word/UPOS/head/relation[/type]`` with 1-based heads, 0 for the root."""
    rows = [item.split("/") for item in notation.split()]
    text, tokens, heads = "", [], []
    for word, upos, head, deprel, *kind in rows:
        start = len(text) + bool(text)
        text += f" {word}" if text else word
        above = int(head) - 1 if head != "0" else None
        tokens.append(Token(Span(start, len(text)), word.lower(), upos, CASES.get(upos, ""), above, deprel, 0))
        heads.append(TYPES[kind[0]] if kind else None)
    return text, tokens, heads


def name(tokens: list[Token], first: int, end: int, label: NameLabel) -> Name:
    return Name(Span(tokens[first].span.start, tokens[end - 1].span.end), label, first, end)


def found(notation: str, *names: tuple[int, int, NameLabel]) -> list[FoundMention]:
    text, tokens, heads = read(notation)
    return find_mentions(text, tokens, [name(tokens, *each) for each in names], heads)


def shown(notation: str, *names: tuple[int, int, NameLabel]) -> list[tuple[str, str, str]]:
    text = read(notation)[0]
    return [(text[each.span.start : each.span.end], each.kind, each.type) for each in found(notation, *names)]


@pytest.mark.parametrize(
    ("notation", "extent"),
    [
        ("The/DET/3/det old/ADJ/3/amod harbour/NOUN/4/nsubj/L closed/VERB/0/root", "The old harbour"),
        ("mayor/NOUN/0/root/P of/ADP/3/case Renning/PROPN/1/nmod ,/PUNCT/1/punct", "mayor of Renning"),
        ("men/NOUN/0/root/P who/PRON/3/nsubj left/VERB/1/acl:relcl", "men who left"),
        ("in/ADP/3/case the/DET/3/det port/NOUN/0/root/L", "the port"),
        ("unions/NOUN/0/root/O and/CCONJ/3/cc owners/NOUN/1/conj", "unions"),
        ("Roth/PROPN/0/root/P ,/PUNCT/4/punct the/DET/4/det mayor/NOUN/1/appos", "Roth"),
        ("He/PRON/4/nsubj is/AUX/4/cop the/DET/4/det mayor/NOUN/0/root/P", "the mayor"),
        ("not/ADV/3/advmod the/DET/3/det mayor/NOUN/0/root/P", "the mayor"),
        ("The/DET/2/det council/NOUN/4/nmod:poss/O 's/PART/2/case vote/NOUN/0/root", "The council"),
        ("about/ADV/2/advmod 400/NUM/0/root/A of/ADP/4/case them/PRON/2/nmod", "about 400 of them"),
        ("two/NUM/2/nummod years/NOUN/3/obl:unmarked ago/ADV/0/root/T", "two years ago"),
        ("they/PRON/0/root/P in/ADP/3/case Renning/PROPN/1/nmod", "they"),
        ("Vell/PROPN/0/root/L ,/PUNCT/3/punct Ostland/PROPN/1/nmod:unmarked", "Vell , Ostland"),
        ("Roth/PROPN/0/root/P (/PUNCT/3/punct 1998/NUM/1/nmod:unmarked )/PUNCT/3/punct", "Roth"),
        ("a/DET/3/det (/PUNCT/3/punct so/NOUN/0/root/A called/VERB/3/acl )/PUNCT/3/punct", "a ( so called )"),
        ('the/DET/3/det "/PUNCT/3/punct pact/NOUN/0/root/A "/PUNCT/3/punct', 'the " pact "'),
        ("the/DET/2/det pact/NOUN/0/root/A ”/PUNCT/2/punct", "the pact"),
    ],
)
def test_a_mention_reaches_over_what_its_head_governs_within_the_noun_phrase(notation: str, extent: str) -> None:
    assert [text for text, *_ in shown(notation)] == [extent]


@pytest.mark.parametrize(
    ("notation", "names", "kinds"),
    [
        ("Jana/PROPN/0/root/P Roth/PROPN/1/flat", [(0, 2, "PER")], ["named"]),
        ("Roth/PROPN/0/root/P", [], ["named"]),
        ("workers/NOUN/0/root/P", [], ["nominal"]),
        ("she/PRON/0/root/P", [], ["pronominal"]),
        ("Reds/NOUN/0/root/P", [(0, 1, "NORP")], ["named"]),
        ("Union/PROPN/2/compound leaders/NOUN/0/root/P", [(0, 1, "ORG")], ["nominal", "named"]),
    ],
)
def test_a_mention_is_of_the_kind_of_its_head(
    notation: str, names: list[tuple[int, int, NameLabel]], kinds: list[str]
) -> None:
    assert [each.kind for each in found(notation, *names)] == kinds


@pytest.mark.parametrize("label", get_args(NameLabel))
def test_a_name_that_heads_no_mention_becomes_one_of_the_type_its_label_implies(label: NameLabel) -> None:
    assert shown("Vell/PROPN/2/nsubj burned/VERB/0/root", (0, 1, label)) == [("Vell", "named", TYPE_OF_LABEL[label])]


def test_the_type_of_the_head_stands_above_the_label_of_the_name() -> None:
    assert shown("Vell/PROPN/0/root/O", (0, 1, "LOC")) == [("Vell", "named", "organization")]


def test_a_flat_name_whose_second_word_is_held_for_the_head_is_not_taken_twice() -> None:
    assert [text for text, *_ in shown("Jana/PROPN/0/root Roth/PROPN/1/flat/P", (0, 2, "PER"))] == ["Roth"]


def test_a_mention_reaches_over_all_of_its_name() -> None:
    notation = "Park/PROPN/0/root/L and/CCONJ/3/cc Ride/PROPN/1/conj"
    assert [text for text, *_ in shown(notation, (0, 3, "FAC"))] == ["Park and Ride"]


def test_mentions_come_in_the_order_of_the_text_the_outer_first() -> None:
    notation = "The/DET/3/det city/NOUN/3/compound/L mayor/NOUN/0/root/P of/ADP/5/case Vell/PROPN/3/nmod/L"
    assert [text for text, *_ in shown(notation)] == ["The city mayor of Vell", "city", "Vell"]


@given(st.data())
def test_any_tree_gives_each_head_one_mention_inside_the_text(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    relation = st.sampled_from("det nmod conj appos flat acl:relcl punct nsubj cop nmod:unmarked obl:unmarked".split())
    upos = st.sampled_from(["NOUN", "PROPN", "PRON", "VERB", "NUM", "PUNCT"])
    words = st.sampled_from(["Vell", "(", ")", '"', "“", "”", "port"])
    rows = [
        f"{data.draw(words)}/{data.draw(upos)}/{data.draw(st.integers(0, count))}/{data.draw(relation)}"
        for _ in range(count)
    ]
    text, tokens, _ = read(" ".join(rows))
    kinds = data.draw(st.lists(st.sampled_from([None, *get_args(MentionType)]), min_size=count, max_size=count))
    mentions = find_mentions(text, tokens, [], kinds)
    assert sorted(each.head for each in mentions) == [i for i, kind in enumerate(kinds) if kind]
    for each in mentions:
        assert each.first <= each.head < each.end <= count
        assert each.span == Span(tokens[each.first].span.start, tokens[each.end - 1].span.end)
