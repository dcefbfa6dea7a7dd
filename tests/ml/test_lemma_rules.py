"""Lemma rules: what they say, and that a rule gives back the lemma it was found from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ml.lemma_rules import find_rule, parse_rule


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("walked", "walk", "2||l"),
        ("Cities", "city", "3|y|l"),
        ("began", "begin", "2|in|l"),
        ("Tolvarra", "Tolvarra", "0||s"),
        ("McRaes", "McRae", "1||s"),
        ("PORT", "Port", "0||t"),
        ("n't", "not", "2|ot|l"),
        ("'s", "be", "2|be|l"),
    ],
)
def test_a_rule_says_what_goes_and_what_comes(word: str, lemma: str, rule: str) -> None:
    assert str(find_rule(word, lemma)) == rule
    assert parse_rule(rule).apply(word) == lemma


@given(st.from_regex(r"\A[a-z]{1,12}\Z"), st.from_regex(r"\A[a-z]{1,12}\Z"))
def test_a_rule_gives_back_the_lemma_it_was_found_from(word: str, lemma: str) -> None:
    rule = find_rule(word, lemma)
    assert parse_rule(str(rule)) == rule
    assert rule.apply(word) == lemma
    assert rule.apply(word.upper()) == lemma


def test_a_word_too_short_for_a_rule_is_its_own_lemma() -> None:
    assert parse_rule("3|y|l").apply("Io") == "Io"


@pytest.mark.parametrize("text", ["", "2", "2||x", "two||l"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever part is wrong
        parse_rule(text)
