"""How treebanks and name corpora are read for training."""

import gzip
from pathlib import Path

import pytest

from prepare_language import names_of, read_names, read_treebank

TREEBANK = """\
# newdoc id = GUM_news_port
# newpar
1\tJana\tJana\tPROPN\t_\tNumber=Sing\t3\tnsubj\t_\tEntity=(1-person-new-cf1-1-coref
2\tRoth\tRoth\tPROPN\t_\tNumber=Sing\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_
4-5\tTolvarra's\t_\t_\t_\t_\t_\t_\t_\t_
4\tTolvarra\tTolvarra\tPROPN\t_\t_\t6\tnmod:poss\t_\tEntity=(2-place-new-cf3-2-sgl(3-place-new-cf2-1-sgl)
5\t's\t's\tPART\t_\t_\t4\tcase\t_\t_
6\tport\tport\tNOUN\t_\t_\t3\tobj\t_\tEntity=2)

1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv-cf1-1-ana)
2\twaved\twave\tVERB\t_\t_\t0\troot\t_\t_

# newdoc id = GUM_fiction_port
1\tGulls\tgull\tNOUN\t_\t_\t0\troot\t_\tEntity=(9-animal-new-cf1-1-sgl)

"""
NAMES = "# newdoc id = a\nJana\tB-PER\nleft\tO\n\nTolvarra\tB-LOC\n\n# newdoc id = b\nYes\tO\n\n"


def packed(folder: Path, text: str) -> Path:
    path = folder / "corpus.gz"
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_a_treebank_is_read_with_the_types_of_its_mentions(tmp_path: Path) -> None:
    (document, _) = read_treebank(packed(tmp_path, TREEBANK))
    first, second = document
    assert first.words == ("Jana", "Roth", "left", "Tolvarra", "'s", "port")
    assert first.heads == (3, 1, 0, 6, 4, 3)
    assert first.mentions == ("person", "O", "O", "place", "O", "place")
    assert (first.begins_paragraph, second.begins_paragraph) == (True, False)
    assert second.mentions == ("person", "O")


def test_a_genre_can_be_left_out(tmp_path: Path) -> None:
    assert len(read_treebank(packed(tmp_path, TREEBANK), skip_genres=("fiction",))) == 1


def test_a_treebank_that_marks_no_mentions_has_none(tmp_path: Path) -> None:
    plain = "# newdoc id = a\n1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_\n\n"
    assert read_treebank(packed(tmp_path, plain))[0][0].mentions is None


def test_names_among_mentions_are_the_proper_nouns_around_their_heads(tmp_path: Path) -> None:
    (document, _) = read_treebank(packed(tmp_path, TREEBANK))
    assert names_of(document[0]).tags == ("B-PER", "I-PER", "O", "B-LOC", "O", "O")
    assert names_of(document[1]).tags == ("O", "O")


def test_names_are_read_by_document_and_paragraph(tmp_path: Path) -> None:
    first, second = read_names(packed(tmp_path, NAMES))
    assert [unit.words for unit in first] == [("Jana", "left"), ("Tolvarra",)]
    assert [unit.begins_paragraph for unit in first] == [True, True]
    assert [unit.tags for unit in second] == [("O",)]


@pytest.mark.parametrize(("words", "pieces"), [(39, 1), (45, 1), (90, 2)])
def test_a_long_paragraph_is_cut_where_a_sentence_seems_to_end(tmp_path: Path, words: int, pieces: int) -> None:
    text = "# newdoc id = a\n" + "".join("cranes\tO\n" if i % 9 else ".\tO\n" for i in range(1, words + 1)) + "\n"
    (document,) = read_names(packed(tmp_path, text))
    assert len(document) == pieces
    assert sum(len(unit.words) for unit in document) == words
