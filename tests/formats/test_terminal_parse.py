"""The view of an analysis: its sentences, and a row for each word; nothing in it acts on a terminal."""

from dataclasses import replace
from io import StringIO

from hypothesis import given
from made_analysis import TEXT, analyses, make_analysis
from rich.console import Console

from dateline.formats.terminal_parse import show_analysis
from dateline.types import Analysis


def shown(analysis: Analysis) -> str:
    out = StringIO()
    show_analysis(analysis, Console(file=out, width=100))
    return out.getvalue()


def test_a_sentence_is_shown_with_its_names_then_its_words() -> None:
    lines = [" ".join(line.split()) for line in shown(make_analysis()).splitlines()]
    assert lines[:9] == [
        "The mayor of Old Brastow[LOC] didn't resign on Tuesday[DATE].",
        "1 The DET the det → 2 mayor",
        "2 mayor NOUN mayor nsubj → 8 resign x0 person",
        "3 of ADP of case → 4 Old",
        "4 Old PROPN Old nmod → 2 mayor LOC x1 place",
        "5 Brastow PROPN Brastow flat → 4 Old ·",
        "6 did AUX do aux → 8 resign",
        "7 n't PART not advmod → 8 resign",
        "8 resign VERB resign root",
    ]
    assert lines[12:15] == [
        "",
        "“I cannot leave Brastow[LOC]'s port,” Ilva[PER] told HQU-24[ORG].",
        "1 “ PUNCT “ punct → 3 can",
    ]


def test_markup_of_the_text_is_text() -> None:
    assert "[b]a" in shown(replace(make_analysis(), text=TEXT.replace("Ilva", "[b]a")))


@given(analyses())
def test_nothing_of_a_text_acts_on_a_terminal(analysis: Analysis) -> None:
    out = shown(analysis)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in out)
    out.encode()
