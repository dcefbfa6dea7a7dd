"""What a window holds."""

from dateline.ml.windows import encode_window
from dateline.ml.wordpiece import LETTER_CASES, WordPiece

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "port", "##s", "open")


def test_a_window_has_pieces_cases_and_first_pieces() -> None:
    window = encode_window(WordPiece(VOCABULARY), ["Ports", "OPEN"])
    assert [VOCABULARY[i] for i in window.pieces] == ["[CLS]", "port", "##s", "open", "[SEP]"]
    assert [LETTER_CASES[i] for i in window.cases] == ["none", "title", "continued", "upper", "none"]
    assert window.first == [1, 3]


def test_a_separator_stands_where_a_paragraph_begins() -> None:
    window = encode_window(WordPiece(VOCABULARY), ["port", "open", "port"], {1})
    assert [VOCABULARY[i] for i in window.pieces] == ["[CLS]", "port", "[SEP]", "open", "port", "[SEP]"]
    assert window.first == [1, 3, 4]
