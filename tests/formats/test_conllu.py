"""CoNLL-U read back by another reader: the same words, trees, names and mentions."""

import re
from collections import defaultdict
from dataclasses import replace

import conllu
import pytest
from hypothesis import given
from made_analysis import analyses, make_analysis, read_rows

from dateline.formats.conllu import encode_conllu
from dateline.types import Analysis, Mention, Span

WRITTEN = """\
# newdoc
# global.Entity = eid-etype-head-other
# newpar
# sent_id = 1
# text = The mayor of Old Brastow didn't resign on Tuesday.
1 The the DET _ Definite=Def|PronType=Art 2 det _ Entity=(x0-person-2-id:m0,kind:nominal|start_char=0|end_char=3
2 mayor mayor NOUN _ Number=Sing 8 nsubj _ start_char=4|end_char=9
3 of of ADP _ _ 4 case _ start_char=10|end_char=12
4 Old Old PROPN _ Number=Sing 2 nmod _ Entity=(x1-place-1-id:m1,kind:named|NER=B-LOC|start_char=13|end_char=16
5 Brastow Brastow PROPN _ Number=Sing 4 flat _ Entity=x1)x0)|NER=I-LOC|start_char=17|end_char=24
6-7 didn't _ _ _ _ _ _ _ start_char=25|end_char=31
6 did do AUX _ Mood=Ind|Tense=Past|VerbForm=Fin 8 aux _ start_char=25|end_char=28
7 n't not PART _ Polarity=Neg 8 advmod _ start_char=28|end_char=31
8 resign resign VERB _ VerbForm=Inf 0 root _ start_char=32|end_char=38
"""


def read_back(analysis: Analysis) -> list[conllu.TokenList]:
    return conllu.parse(encode_conllu(analysis))


def clean(text: str) -> str:
    """A cell as it must come out: no control character, single blanks, U+FFFD for what UTF-8 cannot hold."""
    kept = "".join(c for c in text if c.isspace() or not re.match("[\x00-\x1f\x7f-\x9f]", c))
    return re.sub("[\ud800-\udfff]", "\ufffd", " ".join(kept.split())) or "_"


def read_mentions(sentence: conllu.TokenList) -> list[tuple[str, int, int, int]]:
    """Id, first and last word and head of the mentions, read from the brackets alone."""
    found = []
    opened: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for token in [token for token in sentence if isinstance(token["id"], int)]:
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", (token["misc"] or {}).get("Entity", "")):
            entity, *fields = mark.strip("()").split("-")
            if mark.startswith("("):
                mention = re.search(r"id:(m\d+)", fields[2])[1]
                opened[entity].append((mention, token["id"], int(fields[1])))
            if mark.endswith(")"):
                mention, first, head = opened[entity].pop()
                found.append((mention, first, token["id"], first + head - 1))
    assert not any(opened.values())
    return found


def test_what_is_written() -> None:
    assert encode_conllu(make_analysis()).replace("\t", " ").startswith(WRITTEN)


def test_a_paragraph_begins_where_a_line_ends_before_the_sentence() -> None:
    first, second = read_back(make_analysis())
    assert "newdoc" in first.metadata
    assert "newdoc" not in second.metadata
    assert "newpar" in second.metadata
    analysis = make_analysis()
    (_, second) = read_back(replace(analysis, text=analysis.text.replace("\n\n", "  ")))
    assert "newpar" not in second.metadata


def test_contractions_and_genitives_are_words_written_as_one_and_punctuation_is_not() -> None:
    first, second = read_back(make_analysis())
    joined = [token["form"] for token in [*first, *second] if isinstance(token["id"], tuple)]
    assert joined == ["didn't", "cannot", "Brastow's"]
    unspaced = [token["form"] for token in second if (token["misc"] or {}).get("SpaceAfter") == "No"]
    assert unspaced == ["“", "port", ",", "HQU-24"]
    assert second.metadata["text"] == "“I cannot leave Brastow's port,” Ilva told HQU-24."


@pytest.mark.parametrize(
    ("text", "rows", "joined"),
    [
        ("dockers' vote", "dockers|docker|NOUN||3|nmod:poss\n'|'s|PART||1|case\nvote|vote|NOUN||0|root", ["dockers'"]),
        ("the 'vote'", "the|the|DET||3|det\n'|'|PUNCT||3|punct\nvote|vote|NOUN||0|root\n'|'|PUNCT||3|punct", []),
        ("we'd've", "we|we|PRON||0|root\n'd|would|AUX||1|aux\n've|have|AUX||1|aux", ["we'd've"]),
        ("DIDN’T", "DID|do|AUX||0|root\nN’T|not|PART||1|advmod", ["DIDN’T"]),
        ("port-side", "port|port|NOUN||3|compound\n-|-|PUNCT||3|punct\nside|side|NOUN||0|root", []),
        ("40km", "40|40|NUM||2|nummod\nkm|km|NOUN||0|root", []),
    ],
)
def test_what_is_written_as_one_word(text: str, rows: str, joined: list[str]) -> None:
    tokens, sentences = read_rows(text, rows)
    (sentence,) = read_back(Analysis(text, sentences, tokens, (), (), (), {}))
    assert [token["form"] for token in sentence if isinstance(token["id"], tuple)] == joined


def test_a_mention_of_another_type_than_its_entity_says_so() -> None:
    assert "(x1-place-1-id:m5,kind:named,type:organization)" in encode_conllu(make_analysis())


def test_crossing_mentions_close_before_others_open() -> None:
    analysis = make_analysis()
    crossing = (
        Mention("m0", Span(0, 16), 1, "nominal", "person", "x0"),
        Mention("m1", Span(4, 24), 3, "nominal", "place", "x1"),
        Mention("m2", Span(13, 28), 4, "nominal", "time", "x2"),
    )
    first, _ = read_back(replace(analysis, mentions=crossing))
    marks = [token["misc"].get("Entity") for token in first if isinstance(token["id"], int)]
    assert marks[3] == "x0)(x2-time-2-id:m2,kind:nominal"
    assert read_mentions(first) == [("m0", 1, 4, 2), ("m1", 2, 5, 4), ("m2", 4, 6, 5)]


def test_of_crossing_mentions_of_one_entity_the_first_is_kept() -> None:
    crossing = (
        Mention("m0", Span(0, 16), 1, "nominal", "person", "x0"),
        Mention("m1", Span(4, 24), 3, "nominal", "person", "x0"),
    )
    first, _ = read_back(replace(make_analysis(), mentions=crossing))
    assert read_mentions(first) == [("m0", 1, 4, 2)]


def test_nothing_is_written_of_a_text_without_words() -> None:
    assert encode_conllu(Analysis(" \n", (), (), (), (), (), {})) == ""


@given(analyses())
def test_words_and_trees_are_read_back_equal(analysis: Analysis) -> None:
    written = encode_conllu(analysis)
    assert all(line.count("\t") == 9 for line in written.split("\n") if line and not line.startswith("#"))
    sentences = conllu.parse(written)
    assert len(sentences) == len(analysis.sentences)
    for sentence, back in zip(analysis.sentences, sentences, strict=True):
        words = [token for token in back if isinstance(token["id"], int)]
        tokens = analysis.tokens[sentence.first : sentence.end]
        for number, (token, word) in enumerate(zip(tokens, words, strict=True), 1):
            head = 0 if token.head is None else token.head - sentence.first + 1
            assert (word["id"], word["head"], word["deprel"]) == (number, head, token.deprel)
            assert (word["form"], word["lemma"], word["upos"]) == (
                clean(analysis.text[token.span.start : token.span.end]), clean(token.lemma), token.upos,
            )  # fmt: skip
            assert "|".join(f"{k}={v}" for k, v in (word["feats"] or {}).items()) == token.feats
            assert Span(int(word["misc"]["start_char"]), int(word["misc"]["end_char"])) == token.span


@given(analyses())
def test_the_text_is_its_written_words(analysis: Analysis) -> None:
    for back in read_back(analysis):
        joined = [token["id"] for token in back if isinstance(token["id"], tuple)]
        inside = {number for first, _, last in joined for number in range(first, last + 1)}
        written = [token for token in back if token["id"] not in inside]
        text = "".join(token["form"] + " " * ("SpaceAfter" not in token["misc"]) for token in written)
        assert back.metadata["text"] == text.strip()


@given(analyses())
def test_names_and_mentions_are_read_back(analysis: Analysis) -> None:
    mentions = {mention.id: mention for mention in analysis.mentions}
    marked = {}
    for sentence, back in zip(analysis.sentences, read_back(analysis), strict=True):
        for mention, first, last, head in read_mentions(back):
            start, end = (analysis.tokens[sentence.first + at - 1].span for at in (first, last))
            assert mentions[mention].span == Span(start.start, end.end)
            assert mentions[mention].head == sentence.first + head - 1
        words = [token for token in back if isinstance(token["id"], int)]
        marked |= {sentence.first + n: token["misc"]["NER"] for n, token in enumerate(words) if "NER" in token["misc"]}
    assert marked == {
        word: ("B-" if word == name.first else "I-") + name.label
        for name in analysis.names
        for word in range(name.first, name.end)
    }
