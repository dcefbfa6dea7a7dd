"""A text to its analysis: what holds of any text, and what becomes of hostile ones."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.analysis import MOST_CHARACTERS, analyse_text
from dateline.errors import NotEnglish, TextTooLarge
from dateline.types import Analysis, Article

STORY = """Dock workers walk out at Tolvarra

TOLVARRA, Nov. 20 — Dock workers stopped work on Friday, union leader Jana Roth said. She didn't rule out a strike.

The Ministry of Ports called the walkout illegal. "We will not negotiate," the minister, Ivo Brandt, told reporters."""
HOSTILE = {
    "nothing": "",
    "blanks": " \n\t\n ",
    "one word": "Tolvarra",
    "no word": "… — !!",
    "no sentence end": "the crew and the pilot and " * 4_000,
    "no blank": "a" * 100_000,
    "no blank, other letters": "é̄" * 20_000,
    "marks alone": "." * 100_000,
    "an emoji of many parts": "The crew cheered 👩🏽‍🚒👨‍👩‍👧‍👦🇺🇳 and left. " * 20,
    "marks on letters": "Z̷̢̛̛a̶̧l̸g̵o̴ came to Tolva\u0301rra. " * 50,
    "mixed scripts": "Minister Иванов met 東京 officials in القاهرة on Friday. " * 20,
    "lone surrogates": "The port \ud800of\udfff Tolvarra \udc00is closed.",
    "controls": "The\x00 port\x07 is\x1b[31m closed.\u202e",
    "line ends": "The port\r\nis closed.\r\rIt\u2028opens\u2029soon.",
    "soft hyphens": "The gov\u00adern\u00adment of Tol\u200bvarra res\ufb01gned.",
}


def check(analysis: Analysis, text: str) -> None:
    """Every span is inside the text and holds what it should."""
    assert analysis.text == text
    begun = 0
    for token in analysis.tokens:
        # Words that share a letter of the text (the halves of a ligature) begin together.
        assert begun <= token.span.start < token.span.end <= len(text)
        begun = token.span.start
    numbers = [number for sentence in analysis.sentences for number in range(sentence.first, sentence.end)]
    assert numbers == list(range(len(analysis.tokens)))
    for number, sentence in enumerate(analysis.sentences):
        words = analysis.tokens[sentence.first : sentence.end]
        assert {token.sentence for token in words} == {number}
        assert (words[0].span.start, words[-1].span.end) == (sentence.span.start, sentence.span.end)
        assert [token.head for token in words].count(None) == 1
        assert all(token.head is None or sentence.first <= token.head < sentence.end for token in words)
    for name in analysis.names:
        assert name.span.start == analysis.tokens[name.first].span.start
        assert name.span.end == analysis.tokens[name.end - 1].span.end
    members = [mention_id for entity in analysis.entities for mention_id in entity.mention_ids]
    assert sorted(members) == sorted(mention.id for mention in analysis.mentions)
    for mention in analysis.mentions:
        head = analysis.tokens[mention.head].span
        assert mention.span.start <= head.start < head.end <= mention.span.end


def words(analysis: Analysis) -> list[str]:
    """The tokens as they stand in the text."""
    return [analysis.text[token.span.start : token.span.end] for token in analysis.tokens]


def test_a_story_is_analysed() -> None:
    analysis = dateline.analyse(STORY)
    check(analysis, STORY)
    assert len(analysis.sentences) == 6
    assert words(analysis)[:6] == ["Dock", "workers", "walk", "out", "at", "Tolvarra"]
    names = {(STORY[name.span.start : name.span.end], name.label) for name in analysis.names}
    assert {("Jana Roth", "PER"), ("Ivo Brandt", "PER")} <= names
    by_text = {STORY[mention.span.start : mention.span.end]: mention for mention in analysis.mentions}
    assert by_text["She"].kind == "pronominal"
    assert {entity.id: entity.name for entity in analysis.entities}[by_text["She"].entity_id] == "Jana Roth"
    assert set(analysis.made_by) == {
        "sentences", "tokens", "lemmas", "tags", "trees", "names", "mentions", "entities",
    }  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_analysed(name: str) -> None:
    check(analyse_text(HOSTILE[name]), HOSTILE[name])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(STORY.split()), max_size=40).map(" ".join))
def test_any_text_is_analysed(text: str) -> None:
    check(analyse_text(text), text)


def test_the_same_text_gives_the_same_analysis() -> None:
    assert analyse_text(STORY) == analyse_text(STORY)


def test_a_text_too_large_is_refused() -> None:
    with pytest.raises(TextTooLarge, match=r"1,000,001 characters"):
        dateline.analyse("a" * (MOST_CHARACTERS + 1))


def test_another_language_is_refused_by_its_name() -> None:
    german = "Die Hafenarbeiter von Tolvarra haben am Freitag die Arbeit niedergelegt, wie die Gewerkschaft mitteilte."
    with pytest.raises(NotEnglish, match=r"\(de\)"):
        dateline.analyse(german)


def test_an_article_is_analysed_by_its_text() -> None:
    article = dateline.read(f"<h1>Dock workers walk out</h1><p>{'Dock workers stopped work on Friday. ' * 5}</p>")
    assert isinstance(article, Article)
    check(dateline.analyse(article), article.text)


def test_a_doc_of_another_pipeline_keeps_its_layers_and_is_given_the_rest() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    text = "Jana Roth resigned. She left Tolvarra."
    analysis = dateline.analyse(nlp(text))
    check(analysis, text)
    assert [sentence.first for sentence in analysis.sentences] == [0, 4]
    assert analysis.tokens[2].upos == "VERB"
    assert analysis.names[0].label == "PER"
    assert analysis.made_by["sentences"] == analysis.made_by["tokens"] == f"spacy {spacy.__version__}"
    assert analysis.made_by["trees"].startswith("dateline-en ")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_doc_without_a_word_is_analysed(text: str) -> None:
    assert dateline.analyse(spacy.blank("en")(text)).tokens == ()
