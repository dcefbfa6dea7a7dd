"""Who a picture is from, at the end of its caption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.credits import clean_credit, find_credit, is_credit_name, is_marked, is_name

CAPTION = "A crane stands idle at Gate 4."
CREDITS = [
    (CAPTION, " Photo: Nadja Brimm", "Nadja Brimm"),
    (CAPTION, " Photo by Nadja Brimm", "Nadja Brimm"),
    (CAPTION, " (Photo: Nadja Brimm)", "Nadja Brimm"),
    (CAPTION, " © PELIGRAPH/Nadja Brimm", "PELIGRAPH/Nadja Brimm"),
    (CAPTION, " Foto: Nadja Brimm/dpa", "Nadja Brimm/dpa"),
    (CAPTION, " Bild: Nadja Brimm", "Nadja Brimm"),
    (CAPTION, " Picture: Nadja Brimm.", "Nadja Brimm"),
    (CAPTION, " Image credit: Nadja Brimm", "Nadja Brimm"),
    (CAPTION, " Nadja Brimm/AFP", "Nadja Brimm/AFP"),
    (CAPTION, " REUTERS/Nadja Brimm", "REUTERS/Nadja Brimm"),
    (CAPTION, " AFP via Getty Images", "AFP via Getty Images"),
    (CAPTION, " (AP)", "AP"),
    (CAPTION[:-1], " (Nadja Brimm)", "Nadja Brimm"),
    (CAPTION, " Nadja Brimm", "Nadja Brimm"),
    (CAPTION, " Nadja B. Brimm", "Nadja B. Brimm"),
    (CAPTION, " EFE/ N.B. Brimm", "EFE/ N.B. Brimm"),
    (CAPTION, " Photo: Nadja Brimm (Keystone)", "Nadja Brimm (Keystone)"),
    ("Кран стоит у четвёртых ворот.", " Фото: Надя Бримм", "Надя Бримм"),
    ("第四门的起重机停着。", " 图：王小明", "王小明"),
    ("第四ゲートのクレーン。", " 写真：共同", "共同"),
    ("رافعة متوقفة عند البوابة الرابعة.", " تصوير: نادية بريم", "نادية بريم"),
]


@pytest.mark.parametrize(("caption", "signature", "credit"), CREDITS)
def test_a_credit_is_found_and_begins_after_the_captions_own_end(caption: str, signature: str, credit: str) -> None:
    found = find_credit(caption + signature)
    assert found is not None
    assert found.credit == credit
    assert (caption + signature)[: found.start].rstrip() == caption


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A crane stands idle at Gate 4.",
        "The mayor of Port Ombrey, Casim Otrell, speaks to dockers.",
        "Dockers wait (some since dawn).",
        "She was the first to say so. He agreed with her at once.",
    ],
)
def test_a_caption_without_a_credit_has_none(text: str) -> None:
    assert find_credit(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nadja Brimm", True),
        ("Nadja van der Brimm", True),
        ("PELIGRAPH / Nadja Brimm", True),
        ("dpa", False),
        ("王小明", True),
        ("Nothing moves.", False),
        ("4 Ships", False),
        ("the quiet port", False),
        ("One Two Three Four Five Six Seven Eight Nine", False),
        ("", False),
    ],
)
def test_a_name_is_a_few_words_with_capitals(text: str, name: bool) -> None:
    assert is_name(text) is name


def test_a_mark_is_told_from_a_bare_name() -> None:
    assert is_marked(CAPTION + " Photo: Nadja Brimm")
    assert not is_marked(CAPTION + " Nadja Brimm")


@pytest.mark.parametrize(("name", "credit"), [("img-credit", True), ("photographer", True), ("resources", False)])
def test_the_class_of_a_credit_is_known(name: str, credit: bool) -> None:
    assert is_credit_name(name) is credit


@given(st.text(max_size=300))
def test_a_credit_stands_at_the_end_of_the_text(text: str) -> None:
    found = find_credit(text)
    if found is not None:
        assert 0 <= found.start < len(text)
        assert found.credit in text[found.start :]


@pytest.mark.parametrize("piece", ["Photo: ", "(", "A/", "© ", ". A", "/ A ", "Foto "])
def test_a_hostile_caption_costs_no_more_than_its_end(piece: str) -> None:
    find_credit(piece * 100_000)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("© Nadja Brimm", "Nadja Brimm"),
        ("(Foto: Nadja Brimm)", "Nadja Brimm"),
        ("Nadja Brimm/Copyright 2026 The AP. All rights reserved", "Nadja Brimm"),
        ("© 2026 Nine Bells", "2026 Nine Bells"),
        ("", None),
    ],
)
def test_a_credit_line_is_given_without_mark_and_rights(line: str, credit: str | None) -> None:
    assert clean_credit(line) == credit
