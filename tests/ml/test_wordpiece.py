"""Word pieces by hand-made vocabulary, and the limits on what a word may cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ml.wordpiece import MAX_PIECES, WordPiece, letter_case

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "&", "port", "##s", "##side", "harbour", "-", "'", "cafe", "東", "a")
PIECES = WordPiece(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("port", ["port"]),
        ("PORT", ["port"]),
        ("ports", ["port", "##s"]),
        ("Portside", ["port", "##side"]),
        ("Café", ["cafe"]),
        ("port-side", ["port", "-", "[UNK]"]),
        ("harbour's", ["harbour", "'", "[UNK]"]),
        ("東port", ["東", "port"]),
        ("quay", ["[UNK]"]),
        ("ha\u0000rbour", ["harbour"]),
        ("\ufffd", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces_known(word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[i] for i in PIECES.cut(word)] == pieces


@given(st.text(max_size=40))
def test_any_word_has_pieces_but_not_many(word: str) -> None:
    assert 1 <= len(PIECES.cut(word)) <= MAX_PIECES


@pytest.mark.parametrize("word", ["a" * 100_000, "-" * 100_000, "東" * 100_000, "é" * 100_000])
def test_a_word_without_end_has_few_pieces(word: str) -> None:
    assert len(PIECES.cut(word)) <= MAX_PIECES


@pytest.mark.parametrize(
    ("word", "case"),
    [("port", "lower"), ("Port", "title"), ("I", "title"), ("UN", "upper"), ("McRae", "mixed"), ("21", "none"),
     ("3D", "upper"), ("—", "none"), ("", "none"), ("Élan", "title"), ("o'Shea", "mixed")],
)  # fmt: skip
def test_letter_case_is_how_the_word_is_written(word: str, case: str) -> None:
    assert letter_case(word) == case
