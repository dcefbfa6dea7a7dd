"""From the lines that print authors to their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.names import MAX_NAME, agency_of, begins_with_by, split_names, without_by

LINES = [
    # English
    ("By Nele Hoorn", ["Nele Hoorn"]),
    ("By NELE HOORN and Bram Tilling", ["NELE HOORN", "Bram Tilling"]),
    ("By Nele Hoorn, Bram Tilling and Ode Marn", ["Nele Hoorn", "Bram Tilling", "Ode Marn"]),
    ("By Nele Hoorn Staff Writer", ["Nele Hoorn"]),
    ("Reporter Nele Hoorn", ["Nele Hoorn"]),
    ("Written by: Nele Hoorn | Published May 7, 2031", ["Nele Hoorn"]),
    ("By Nele Hoorn 3 min read", ["Nele Hoorn"]),
    ("ByNele Hoorn", ["Nele Hoorn"]),
    ("By Nele Hoorn (nho)", ["Nele Hoorn"]),
    ("By Nele Hoorn nele@ledger.example", ["Nele Hoorn"]),
    ("By Nele Hoorn, in Port Ombrey", ["Nele Hoorn"]),
    ("Photos: Nele Hoorn", []),
    ("By J. R. Tilling Jr.", ["J. R. Tilling Jr."]),
    ("By Nele van der Hoorn", ["Nele van der Hoorn"]),
    ("By Nele O’Marn", ["Nele O’Marn"]),
    # other languages and scripts
    ("Von Nele Hoorn und Bram Tilling", ["Nele Hoorn", "Bram Tilling"]),
    ("Par Odette Marn, envoyée spéciale à Kestholm", ["Odette Marn"]),
    ("Por Inés Marn y Tomás Tilling", ["Inés Marn", "Tomás Tilling"]),
    ("di Nella Orno e Bruno Tilli", ["Nella Orno", "Bruno Tilli"]),
    ("Автор: Нела Хорн", ["Нела Хорн"]),
    ("Nela Hornová a Bram Tilling", ["Nela Hornová", "Bram Tilling"]),
    ("بقلم نيلا هورن", ["نيلا هورن"]),
    ("記者王小明", ["王小明"]),
    ("文：王小明", ["王小明"]),
    ("김하나 기자", ["김하나"]),
    # nothing
    ("", []),
    ("12:30", []),
    ("—", []),
]


@pytest.mark.parametrize(("line", "names"), LINES)
def test_a_byline_gives_its_names_and_nothing_else(line: str, names: list[str]) -> None:
    assert split_names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("danielle de hoorn", ["danielle de hoorn"]),
        ("Agent47", ["Agent47"]),
        ("Nele Hoorn;Bram Tilling", ["Nele Hoorn", "Bram Tilling"]),
        ("Nele Hoorn & Bram Tilling", ["Nele Hoorn", "Bram Tilling"]),
        ("https://ledger.example/nele", []),
    ],
)
def test_where_nothing_but_names_is_stated_small_letters_and_digits_are_part_of_them(
    line: str, names: list[str]
) -> None:
    assert split_names(line, whole=True) == names


@pytest.mark.parametrize(
    ("line", "by", "rest"),
    [
        ("By Nele Hoorn", True, "Nele Hoorn"),
        ("Text von Nele Hoorn", True, "Nele Hoorn"),
        ("A cura di Nella Orno", True, "Nella Orno"),
        ("Bylaws of the port", False, "Bylaws of the port"),
        ("Nele Hoorn", False, "Nele Hoorn"),
        ("撰文：王小明", True, "王小明"),
    ],
)
def test_what_introduces_a_name_is_known_and_cut(line: str, by: bool, rest: str) -> None:
    assert begins_with_by(line) is by
    assert without_by(line) == rest


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Associated Press", "AP"),
        ("the associated press", "AP"),
        ("AP", "AP"),
        ("ap", None),
        ("Deutsche Presse-Agentur", "dpa"),
        ("共同通信", "Kyodo News"),
        ("Nele Hoorn", None),
        ("The Ombrey Ledger", None),
    ],
)
def test_an_agency_is_known_by_its_names_and_by_its_initials_as_written(name: str, agency: str | None) -> None:
    assert agency_of(name) == agency


@given(st.text(max_size=300), st.booleans())
def test_names_are_short_told_apart_and_made_of_the_lines_own_letters(line: str, whole: bool) -> None:
    names = split_names(line, whole=whole)
    assert len(set(names)) == len(names)
    for name in names:
        assert 0 < len(name) <= MAX_NAME or whole
        assert set("".join(name.split())) <= set(line)


@pytest.mark.parametrize("piece", ["By ", "and ", "A, ", "(", "(a", "@", "www.", "Nele-", "記者", "： "])
def test_a_hostile_line_costs_no_more_than_its_first_characters(piece: str) -> None:
    assert len(split_names(piece * 100_000)) <= 40
