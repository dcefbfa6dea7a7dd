import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.dateline import find_dateline

REST = " The two ministers met on Tuesday to talk about the harbour."
DENSE_REST = "首相は十六日、大臣たちと港について話し合ったと述べた。"

DATELINES = [
    ("PORT ALDER, Nov 20 (Halyard) –", "PORT ALDER", "Halyard", "Nov 20"),
    ("PORT OMBREY, Nov. 20 –", "PORT OMBREY", None, "Nov. 20"),
    ("LONDON (AP) —", "LONDON", "AP", None),
    ("WEST PALM BEACH, Fla. (AP) —", "WEST PALM BEACH, Fla.", "AP", None),
    ("Kyiv, Ukraine (AP) —", "Kyiv, Ukraine", "AP", None),
    ("NEW YORK, NY / ACCESSWIRE / May 7, 2024 /", "NEW YORK, NY", "ACCESSWIRE", "May 7, 2024"),
    ("WASHINGTON, May 7, 2024 /PRNewswire/ --", "WASHINGTON", "PRNewswire", "May 7, 2024"),
    ("SAN DIEGO, May 07, 2024 (GLOBE NEWSWIRE) --", "SAN DIEGO", "GLOBE NEWSWIRE", "May 07, 2024"),
    ("TORONTO--(BUSINESS WIRE)--", "TORONTO", "BUSINESS WIRE", None),
    ("KYIV/WARSAW, March 3 (Reuters) -", "KYIV/WARSAW", "Reuters", "March 3"),
    ("(Reuters) -", None, "Reuters", None),
    ("Reuters -", None, "Reuters", None),
    ("Berlin (dpa) -", "Berlin", "dpa", None),
    ("Berlin (dpa/lno) -", "Berlin", "dpa/lno", None),
    ("BERLIN dpa |", "BERLIN", "dpa", None),
    ("STOCKHOLM TT –", "STOCKHOLM", "TT", None),
    ("MOSKAU, 3. Januar (TASS).", "MOSKAU", "TASS", "3. Januar"),
    ("MOSCOW, January 3. /TASS/.", "MOSCOW", "TASS", "January 3"),
    ("МОСКВА, 3 янв — РИА Новости.", "МОСКВА", "РИА Новости", "3 янв"),
    ("МОСКВА, 3 января. /ТАСС/.", "МОСКВА", "ТАСС", "3 января"),
    ("PARIS, 3 mars (AFP) -", "PARIS", "AFP", "3 mars"),
    ("Genève (ats)", "Genève", "ats", None),
    ("Madrid, 3 ene (EFE).-", "Madrid", "EFE", "3 ene"),
    ("Buenos Aires, 3 de enero (Télam).-", "Buenos Aires", "Télam", "3 de enero"),
    ("LISBOA, 3 jan 2024 (Lusa) –", "LISBOA", "Lusa", "3 jan 2024"),
    ("(ANSA) - ROMA, 16 GEN -", "ROMA", "ANSA", "16 GEN"),
    ("BEIJING, July 3 (Xinhua) --", "BEIJING", "Xinhua", "July 3"),
    ("Port Alder, Nov 20 –", "Port Alder", None, "Nov 20"),
    ("FORT MEADE, Md. —", "FORT MEADE, Md.", None, None),
    ("WASHINGTON—", "WASHINGTON", None, None),
    ("ISLAMABAD:", "ISLAMABAD", None, None),
    ("NEW DELHI:", "NEW DELHI", None, None),
    ("İSTANBUL (AA) -", "İSTANBUL", "AA", None),
    ("ΑΘΗΝΑ -", "ΑΘΗΝΑ", None, None),
    ("القاهرة (رويترز) -", "القاهرة", "رويترز", None),
    ("دبي 3 يناير (رويترز) -", "دبي", "رويترز", "3 يناير"),
]
DENSE_DATELINES = [
    ("（北京16日）", "北京", None, "16日"),
    ("【北京共同】", "北京", "共同", None),
    ("［東京 16日 ロイター］", "東京", "ロイター", "16日"),
    ("新华社北京1月3日电", "北京", "新华社", "1月3日"),
    ("（中央社台北16日電）", "台北", "中央社", "16日"),
    ("（中央社記者王小明台北16日電）", "台北", "中央社", "16日"),
    ("(서울=연합뉴스)", "서울", "연합뉴스", None),
]
NO_DATELINES = [
    "The ministers met in London (AP) —",
    "london (ap) —",
    "In Berlin (dpa) -",
    "The prime minister (AP) -",
    "John Smith (Labour) -",
    "He said on May 7, 2024 -",
    "BREAKING —",
    "UPDATE:",
    "Editor’s Note, December 19, 2025:",
    "HARBOUR DISPUTE: ",
    "THE STATE OF THE HARBOUR - ",
    "FOCUS-Reporter ",
    "COVID-19 —",
    "I —",
    "Startet am 1. Mai: ",
    "Alder, Foo 12 – ",
]


@pytest.mark.parametrize(("head", "place", "agency", "date"), DATELINES)
def test_a_dateline_is_read_into_its_parts(head: str, place: str | None, agency: str | None, date: str | None) -> None:
    found = find_dateline(head + REST, 0)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert (head + REST)[found.span.start : found.span.end] == head


@pytest.mark.parametrize(("head", "place", "agency", "date"), DENSE_DATELINES)
def test_a_dateline_in_a_script_without_spaces_is_read_into_its_parts(
    head: str, place: str, agency: str | None, date: str | None
) -> None:
    found = find_dateline(head + DENSE_REST, 0)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert (head + DENSE_REST)[found.span.start : found.span.end] == head


@pytest.mark.parametrize("head", NO_DATELINES)
def test_what_only_looks_like_a_dateline_is_none(head: str) -> None:
    assert find_dateline(head + REST, 0) is None


def test_a_dash_before_a_small_letter_does_not_make_an_acronym_a_place() -> None:
    assert find_dateline("NASA — which runs the station — said on Tuesday that it would wait.", 0) is None


def test_speakers_of_a_transcript_are_no_places() -> None:
    text = "MARRIN: Good evening, and welcome to the programme.\n\nABELARD: Thank you for having me this evening."
    assert find_dateline(text, 0) is None


def test_a_dateline_may_stand_after_a_lede_and_its_span_counts_from_the_start_of_the_text() -> None:
    text = "A headline\n\nA lede in one sentence.\n\nPORT ALDER, Nov 20 (Halyard) – The strike is over, all said."
    found = find_dateline(text, 12)
    assert found is not None
    assert text[found.span.start : found.span.end] == "PORT ALDER, Nov 20 (Halyard) –"


def test_a_headline_before_the_body_is_not_read() -> None:
    assert find_dateline("LONDON (AP) — A headline of some length\n\nA body without a dateline.", 42) is None


@given(st.text(max_size=300), st.integers(min_value=0, max_value=20))
def test_a_span_always_lies_in_the_text(text: str, start: int) -> None:
    found = find_dateline(text, start)
    if found is not None:
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.agency or found.place


@pytest.mark.parametrize("piece", ["A", "A ", "A, ", "(", "A-", "— ", "1 ", "Ab 1 ", "北"])
def test_a_hostile_paragraph_costs_no_more_than_its_first_characters(piece: str) -> None:
    assert find_dateline(piece * 200_000, 0) is None
