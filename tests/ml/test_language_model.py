"""The model that ships: what it says of plain sentences, and that nothing given to it is lost."""

from itertools import pairwise

import pytest

from dateline.errors import ResourceError
from dateline.ml import language_model
from dateline.ml.language_model import LONGEST_SENTENCE, WINDOW_PIECES, LanguageModel, Reading, load_model

SENTENCE = "The minister resigned on Monday .".split()
PARAGRAPH = [*SENTENCE, *"Dock workers in Tolvarra cheered .".split()]


def roots(reading: Reading) -> list[int]:
    """Numbers of the words that depend on none."""
    return [i for i, head in enumerate(reading.heads) if head is None]


def check(reading: Reading, words: list[str]) -> None:
    """Every word has its row, and every sentence is one tree within itself."""
    columns = (reading.upos, reading.feats, reading.lemmas, reading.heads, reading.deprels, reading.name_tags)
    assert [len(column) for column in (*columns, reading.mentions)] == [len(words)] * 7
    bounds = [*reading.starts, len(words)]
    assert bounds[0] == 0
    assert bounds == sorted(set(bounds))
    for start, end in pairwise(bounds):
        heads = reading.heads[start:end]
        assert heads.count(None) == 1
        assert all(head is None or start <= head < end for head in heads)


def test_a_plain_sentence_is_read() -> None:
    (reading,) = load_model().read([SENTENCE])
    assert reading.starts == [0]
    assert reading.upos == ["DET", "NOUN", "VERB", "ADP", "PROPN", "PUNCT"]
    assert reading.lemmas == ["the", "minister", "resign", "on", "Monday", "."]
    assert reading.heads == [1, 2, None, 4, 2, 2]
    assert reading.deprels == ["det", "nsubj", "root", "case", "obl", "punct"]
    assert reading.name_tags == ["O", "O", "O", "O", "B-DATE", "O"]
    assert reading.mentions == [None, "person", None, None, "time", None]


def test_sentences_are_found() -> None:
    (reading,) = load_model().read([PARAGRAPH])
    assert reading.starts == [0, len(SENTENCE)]
    check(reading, PARAGRAPH)


def test_paragraphs_come_back_in_their_order_and_an_empty_one_is_empty() -> None:
    first, empty, last = load_model().read([PARAGRAPH, [], SENTENCE])
    check(first, PARAGRAPH)
    assert empty == Reading()
    check(last, SENTENCE)


def test_sentences_that_are_given_are_kept() -> None:
    sentences = [SENTENCE, ["Yes"], PARAGRAPH]
    reading = load_model().read_sentences(sentences)
    assert reading.starts == [0, 6, 7]
    check(reading, [word for words in sentences for word in words])


def test_a_paragraph_longer_than_a_window_is_read_to_its_end() -> None:
    words = PARAGRAPH * 40
    (reading,) = load_model().read([words])
    assert reading.starts == list(range(0, len(words), 6))
    check(reading, words)


def test_words_without_a_sentence_end_are_cut_and_all_read() -> None:
    words = ["cranes", "and"] * LONGEST_SENTENCE
    (reading,) = load_model().read([words])
    check(reading, words)


def test_a_given_sentence_longer_than_the_network_takes_is_one_tree() -> None:
    words = ["cranes", "and"] * LONGEST_SENTENCE
    reading = load_model().read_sentences([words])
    assert len(roots(reading)) == 1
    check(reading, words)


def test_words_of_many_pieces_fill_a_window_and_are_read() -> None:
    words = ["xqzvkwjxqzvkwjxqzvkw"] * WINDOW_PIECES
    (reading,) = load_model().read([words])
    check(reading, words)


def test_the_same_words_give_the_same_reading() -> None:
    assert load_model().read([PARAGRAPH, SENTENCE]) == load_model().read([PARAGRAPH, SENTENCE])


def test_a_damaged_file_is_a_resource_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "read_bytes", lambda name: b"not a network")
    with pytest.raises(ResourceError, match=r"words\.onnx"):
        LanguageModel(language_model.FOLDER)
