"""Scraped text as a layout: a block a line."""

from made_pages import lines_of, texts_of


def test_each_line_is_a_block_with_its_white_space_collapsed() -> None:
    layout = lines_of("Ferry \t stops\r\n\n  Fog,\u00a0said the captain.  \n\u2029\n终点")
    assert layout.plain
    assert texts_of(layout) == ["Ferry stops", "Fog, said the captain.", "终点"]


def test_a_blank_line_makes_an_edge_and_a_bare_line_end_a_break() -> None:
    assert [block.after_break for block in lines_of("one\ntwo\n\nthree").blocks] == [False, True, False]


def test_text_without_a_letter_gives_no_block() -> None:
    assert lines_of(" \n\t\n").blocks == []
