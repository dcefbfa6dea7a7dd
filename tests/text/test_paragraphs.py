import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.paragraphs import find_paragraphs

REPORT = (
    "Dockers at Port Alder stopped work on Tuesday after talks about pay broke down for the third time in a month. "
    "The harbour master, Ida Brandt, said that eleven ships were waiting outside and that none would be let in on "
    "Nov. 5. The union wants an agreement before the storms begin."
)
ANSWER = (
    "The company said in a short statement that its offer stood, and that it would not be moved by what it called "
    "threats. It runs ports in nine countries. Nobody from the Ministry of Transport could be reached in the evening."
)


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("  One. \n \t \n\n  Two.\n", ["One.", "Two."]),
        ("", []),
        (" \n\n ", []),
        (
            "Ferry workers walk out over pay as storms draw near\nBy Ida Brandt\nNov. 20, 2026\nThey left.",
            [
                "Ferry workers walk out over pay as storms draw near",
                "By Ida Brandt",
                "Nov. 20, 2026",
                "They left.",
            ],
        ),
        ("apples\npears\nplums", ["apples", "pears", "plums"]),
        (
            "• The port is shut until the talks have come to an end\n• ferries go from the old quay",
            ["• The port is shut until the talks have come to an end", "• ferries go from the old quay"],
        ),
        (
            "- the crews of all the ferries in the harbour\n- the dockers",
            ["- the crews of all the ferries in the harbour", "- the dockers"],
        ),
    ],
)
def test_lines_that_stand_for_themselves_are_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize("width", [55, 66, 72, 80, 98])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_wrapped_paragraph_is_whole(width: int, between: str) -> None:
    wrapped = [textwrap.fill(text, width) for text in (REPORT, ANSWER, REPORT)]
    found = paragraphs(between.join(wrapped))
    assert found[0].startswith("Dockers")
    assert [part.replace("\n", " ") for part in found] == [REPORT, ANSWER, REPORT]


def test_a_wrapped_block_is_whole_among_long_lines() -> None:
    text = f"{REPORT}\n\n{textwrap.fill(ANSWER, 60)}\n\n{REPORT}\n{ANSWER}"
    assert [part.replace("\n", " ") for part in paragraphs(text)] == [REPORT, ANSWER, REPORT, ANSWER]


def test_one_sentence_over_two_lines_is_whole() -> None:
    text = "The harbour master said that eleven ships were waiting\noutside.\nShe gave no names."
    assert paragraphs(text) == [text.partition("\nShe")[0], "She gave no names."]


def test_long_lines_are_paragraphs() -> None:
    assert paragraphs(f"{REPORT}\n{ANSWER}") == [REPORT, ANSWER]


@given(
    st.lists(st.sampled_from(["word", "Word", " ", "\n", "\n\n", ".", "- ", "1. ", "long line " * 6, "\t"])).map(
        "".join
    )
)
def test_paragraphs_are_in_order_trimmed_and_hold_every_word(text: str) -> None:
    found = find_paragraphs(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    assert sum(len(text[start:end].split()) for start, end in found) == len(text.split())
    assert not any("\n\n" in text[start:end] for start, end in found)


@given(st.text(st.characters()))
def test_any_text_has_paragraphs(text: str) -> None:
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["\n" * 100_000, "a\n" * 50_000, "a" * 100_000, ("a" * 70 + "\n") * 2_000])
def test_long_texts_are_read_to_their_end(text: str) -> None:
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())
