"""The labels of names over a whole text."""

import pytest

from dateline.analysis.name_labels import settle_labels
from dateline.types import Name, NameLabel, Span


def names_of(text: str, labels: list[NameLabel]) -> list[Name]:
    """One name a word."""
    starts = [i for i, char in enumerate(text) if char != " " and (i == 0 or text[i - 1] == " ")]
    words = text.split()
    return [
        Name(Span(start, start + len(word)), label, i, i + 1)
        for i, (start, word, label) in enumerate(zip(starts, words, labels, strict=True))
    ]


@pytest.mark.parametrize(
    ("text", "given", "settled"),
    [
        ("Quorland Quorland Quorland", ["PER", "LOC", "LOC"], ["LOC", "LOC", "LOC"]),
        ("Quorland Quorland", ["ORG", "LOC"], ["ORG", "ORG"]),
        ("Roth Tolvarra Roth", ["PER", "LOC", "PER"], ["PER", "LOC", "PER"]),
        ("Roth roth", ["PER", "ORG"], ["PER", "ORG"]),
        ("", [], []),
    ],
)
def test_the_same_words_have_the_label_they_have_most_often(
    text: str, given: list[NameLabel], settled: list[NameLabel]
) -> None:
    assert [name.label for name in settle_labels(text, names_of(text, given))] == settled
