"""Which mentions of small invented texts point to one entity."""

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.analysis.coreference import VALUES, link_mentions, load_weights, make_weights
from dateline.analysis.mentions import find_mentions
from dateline.analysis.name_match import (
    DIFFERENT,
    FIRST,
    INITIALS,
    LAST,
    LONGER,
    NONE,
    PART,
    NameForm,
    initials_of,
    name_words,
    relate_names,
)
from dateline.analysis.quotes import find_quotes
from dateline.types import Entity, Mention, MentionType, Name, NameLabel, Span, Token

TYPES: dict[str, tuple[MentionType, NameLabel]] = {
    "P": ("person", "PER"), "O": ("organization", "ORG"), "L": ("place", "LOC"), "B": ("object", "PRODUCT"),
    "A": ("abstract", "MISC"), "T": ("time", "DATE"),
}  # fmt: skip
Text = tuple[str, list[Token], list[Name], list[MentionType | None]]


def read(*sentences: str) -> Text:
    """A text from sentences of ``word/UPOS/head/relation[/type]``, heads 1-based, 0 for the root.

    A type with ``*`` marks a plural, ``¶`` before a sentence a new paragraph; the proper nouns from a typed one on are
    its name.
    """
    text, tokens, heads = "", [], []
    for number, sentence in enumerate(sentences):
        base, gap = len(tokens), "\n\n" if sentence.startswith("¶") else " "
        for word, upos, head, deprel, *kind in (item.split("/") for item in sentence.removeprefix("¶").split()):
            text += gap if text else ""
            gap = " "
            mark = kind[0] if kind else ""
            feats = "Number=Plur" if mark.endswith("*") else "Number=Sing" if upos in {"NOUN", "PROPN"} else ""
            above = base + int(head) - 1 if head != "0" else None
            span = Span(len(text), len(text) + len(word))
            tokens.append(Token(span, word.lower(), upos, feats, above, deprel, number))
            text += word
            heads.append(TYPES[mark.rstrip("*")] if mark else None)
    names = list(_names(tokens, [label and label[1] for label in heads]))
    return text, tokens, names, [kind and kind[0] for kind in heads]


def _names(tokens: list[Token], labels: list[NameLabel | None]) -> Iterator[Name]:
    for first, label in enumerate(labels):
        if label and tokens[first].upos == "PROPN":
            end = first + 1
            while end < len(tokens) and tokens[end].upos == "PROPN" and labels[end] is None:
                end += 1
            yield Name(Span(tokens[first].span.start, tokens[end - 1].span.end), label, first, end)


def linked(given: Text) -> tuple[list[Mention], list[Entity]]:
    text, tokens, names, heads = given
    return link_mentions(text, tokens, names, find_mentions(text, tokens, names, heads))


def entities(*sentences: str) -> list[list[str]]:
    """The head words of the mentions of each entity."""
    given = read(*sentences)
    mentions, found = linked(given)
    words = {each.id: given[0][given[1][each.head].span.start : given[1][each.head].span.end] for each in mentions}
    return [[words[i] for i in entity.mention_ids] for entity in found]


JANA = "Jana/PROPN/3/nsubj/P Roth/PROPN/1/flat resigned/VERB/0/root ./PUNCT/3/punct"
MARK = "Mark/PROPN/3/nsubj/P Voss/PROPN/1/flat resigned/VERB/0/root ./PUNCT/3/punct"
FUND = "The/DET/2/det Vellish/PROPN/5/nsubj/O Harbour/PROPN/2/flat Fund/PROPN/2/flat paid/VERB/0/root"
TITLED = "{}/PROPN/3/nsubj/P Roth/PROPN/1/flat left/VERB/0/root"
BOAT = "A/DET/2/det boat/NOUN/3/nsubj/B sank/VERB/0/root"
MINISTRY = "The/DET/2/det ministry/NOUN/3/nsubj/O agreed/VERB/0/root ./PUNCT/3/punct"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([JANA, "Roth/PROPN/2/nsubj/P left/VERB/0/root"], [["Jana", "Roth"]]),
        ([JANA, "Ms/PROPN/3/nsubj/P Roth/PROPN/1/flat left/VERB/0/root"], [["Jana", "Ms"]]),
        (["Roth/PROPN/2/nsubj/P resigned/VERB/0/root", JANA], [["Roth", "Jana"]]),
        ([JANA, "Mark/PROPN/3/nsubj/P Roth/PROPN/1/flat left/VERB/0/root"], [["Jana"], ["Mark"]]),
        ([JANA, "She/PRON/2/nsubj/P left/VERB/0/root"], [["Jana", "She"]]),
        ([MARK, JANA, "He/PRON/2/nsubj/P left/VERB/0/root"], [["Mark", "He"], ["Jana"]]),
        ([TITLED.format("Mr"), TITLED.format("Mrs")], [["Mr"], ["Mrs"]]),
        ([MINISTRY, MINISTRY], [["ministry", "ministry"]]),
        ([MINISTRY, "It/PRON/2/nsubj/O paid/VERB/0/root"], [["ministry", "It"]]),
        ([BOAT, BOAT], [["boat"], ["boat"]]),
        (["Roth/PROPN/5/nsubj/P ,/PUNCT/4/punct the/DET/4/det minister/NOUN/1/appos/P left/VERB/0/root"],
         [["Roth", "minister"]]),
        (["Vell/PROPN/2/nsubj/L burned/VERB/0/root", "Ostland/PROPN/2/nsubj/L paid/VERB/0/root"],
         [["Vell"], ["Ostland"]]),
        (["Jana/PROPN/3/nsubj/P Roth/PROPN/1/flat hurt/VERB/0/root herself/PRON/3/obj/P"], [["Jana", "herself"]]),
        (["Roth/PROPN/2/nsubj/P hurt/VERB/0/root him/PRON/2/obj/P"], [["Roth"], ["him"]]),
    ],
)  # fmt: skip
def test_mentions_of_one_thing_are_one_entity(sentences: list[str], expected: list[list[str]]) -> None:
    assert entities(*sentences) == expected


def test_an_adjective_made_of_a_name_is_nobody() -> None:
    text, tokens, _, heads = read(
        "Vellish/ADJ/2/amod ships/NOUN/3/nsubj/B* left/VERB/0/root", "He/PRON/2/nsubj/P ran/VERB/0/root"
    )
    names = [Name(tokens[0].span, "NORP", 0, 1)]
    mentions, _ = link_mentions(text, tokens, names, find_mentions(text, tokens, names, heads))
    adjective, he = (next(each for each in mentions if each.head == head) for head in (0, 3))
    assert adjective.entity_id != he.entity_id


def test_the_initials_of_an_earlier_name_point_to_it() -> None:
    assert entities(FUND, "The/DET/2/det VHF/PROPN/3/nsubj/O paid/VERB/0/root") == [["Vellish", "VHF"]]


def test_a_mention_is_not_what_it_is_part_of() -> None:
    mayor, wife = "The/DET/2/det mayor/NOUN/3/nsubj/P left/VERB/0/root", "his/PRON/2/nmod:poss/P wife/NOUN/0/root/P"
    assert entities(mayor, wife) == [["mayor", "his"], ["wife"]]


SAID = """I/PRON/2/nsubj/P left/VERB/5/ccomp ,/PUNCT/2/punct "/PUNCT/2/punct said/VERB/0/root Roth/PROPN/5/nsubj/P"""


@pytest.mark.parametrize(
    ("sentences", "speaker"),
    [
        (['"/PUNCT/2/punct', SAID], "Roth"),
        (['"/PUNCT/2/punct', SAID, '"/PUNCT/2/punct It/PRON/2/nsubj/A ended/VERB/0/root "/PUNCT/2/punct'], "Roth"),
        (["“/PUNCT/2/punct Rain/NOUN/0/root fell/VERB/1/acl ”/PUNCT/1/punct"], None),
        (["Roth/PROPN/2/nsubj/P said/VERB/0/root “/PUNCT/4/punct no/INTJ/2/obj ”/PUNCT/4/punct"], "Roth"),
        (
            ["“/PUNCT/2/punct No/INTJ/0/root ,/PUNCT/4/punct ”/PUNCT/4/punct said/VERB/2/parataxis Voss/PROPN/5/nsubj"],
            "Voss",
        ),
    ],
)
def test_the_speaker_of_a_quotation_is_the_subject_of_the_verb_that_reports_it(
    sentences: list[str], speaker: str | None
) -> None:
    text, tokens, _, _ = read(*sentences)
    quotes = find_quotes(text, tokens)
    spans = [quote.speaker is not None and tokens[quote.speaker].span for quote in quotes]
    assert quotes
    assert {(span and text[span.start : span.end]) or None for span in spans} == {speaker}


def test_quotations_in_different_paragraphs_do_not_share_a_speaker() -> None:
    other = '¶"/PUNCT/2/punct Rain/NOUN/0/root "/PUNCT/2/punct'
    text, tokens, _, _ = read('"/PUNCT/2/punct', SAID, other)
    assert [quote.speaker is None for quote in find_quotes(text, tokens)] == [False, True]


def test_an_entity_has_the_fullest_of_its_names_and_the_type_of_most_of_them() -> None:
    _, found = linked(read("Roth/PROPN/2/nsubj/P left/VERB/0/root", JANA, "She/PRON/2/nsubj/P left/VERB/0/root"))
    assert [(entity.name, entity.type) for entity in found] == [("Jana Roth", "person")]


def test_what_is_never_named_has_no_name() -> None:
    _, found = linked(read(MINISTRY))
    assert [entity.name for entity in found] == [None]


def test_a_text_without_mentions_has_no_entities() -> None:
    assert linked(read("Rain/NOUN/0/root")) == ([], [])
    assert link_mentions("", [], [], []) == ([], [])


@pytest.mark.parametrize(
    ("earlier", "later", "relation"),
    [
        ("Jana Roth", "Roth", LAST),
        ("Jana Roth", "Jana", FIRST),
        ("Roth", "Jana Roth", LONGER),
        ("Jana Maria Roth", "Jana Roth", PART),
        ("J. Roth", "Jana Roth", PART),
        ("Jana Roth", "Mark Roth", DIFFERENT),
        ("Vellish Harbour Fund", "VHF", INITIALS),
        ("Vellish Harbour Fund", "V.H.F.", INITIALS),
    ],
)
def test_names_of_people_are_related_by_their_words(earlier: str, later: str, relation: int) -> None:
    forms = [NameForm(name_words(it.split()), True, initials_of(it.split())) for it in (earlier, later)]
    assert relate_names(forms).get((1, 0), NONE) == relation


def test_names_without_a_common_word_are_not_related() -> None:
    assert relate_names([NameForm(("vell",), False, ""), NameForm(("ostland",), False, "")]) == {}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["The", "Bank", "of", "Vell"], ("bank", "vell")),
        (["Mr.", "Roth"], ("roth",)),
        (["President", "Jana", "Roth"], ("jana", "roth")),
        (["The"], ("the",)),
    ],
)
def test_a_name_is_compared_without_articles_and_titles(words: list[str], kept: tuple[str, ...]) -> None:
    assert name_words(words) == kept


def test_a_table_of_weights_names_feature_form_value_and_weight() -> None:
    weights = make_weights(["# a comment", "distance\the\t1 sentence\t1.5"])
    assert weights.tables["distance"].sum() == 1.5


def test_the_shipped_weights_are_numbers_of_known_features() -> None:
    tables = load_weights().tables
    assert tables.keys() == VALUES.keys()
    assert all([abs(table).max() < 100 for table in tables.values()])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Sentences of any words under any trees."""
    sentences = []
    for _ in range(draw(st.integers(1, 5))):
        count = draw(st.integers(1, 7))
        row = [
            "/".join([
                draw(st.sampled_from(["Vell", "Roth", "Jana", "he", "it", "“", "”", '"', "the", "herself"])),
                draw(st.sampled_from(["NOUN", "PROPN", "PRON", "VERB", "DET"])),
                str(draw(st.integers(0, count))),
                draw(st.sampled_from("nsubj obj nmod nmod:poss appos conj cop ccomp parataxis acl:relcl flat".split())),
                *draw(st.sampled_from([[], ["P"], ["O"], ["L*"]])),
            ])
            for _ in range(count)
        ]  # fmt: skip
        sentences.append(draw(st.sampled_from(["", "¶"])) + " ".join(row))
    return read(*sentences)


@given(texts())
def test_any_tree_gives_every_mention_one_entity_with_all_numbers_in_order(given: Text) -> None:
    mentions, found = linked(given)
    assert [mention.id for mention in mentions] == [f"m{i}" for i in range(len(mentions))]
    assert [entity.id for entity in found] == [f"x{i}" for i in range(len(found))]
    assert sorted(i for entity in found for i in entity.mention_ids) == sorted(mention.id for mention in mentions)
    entity_of = {mention.id: mention.entity_id for mention in mentions}
    assert all([entity_of[i] == entity.id for entity in found for i in entity.mention_ids])
    firsts = [int(entity.mention_ids[0][1:]) for entity in found]
    assert firsts == sorted(firsts)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(given[0])
        assert mention.type in get_args(MentionType)
