import time as clocks
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resources import read_text
from dateline.text.dates import MOST_DATES, find_dates

MONTH_ROWS = {
    tag: [column.split("|") for column in columns]
    for tag, *columns in (line.split("\t") for line in read_text("lexicons/months.tsv").splitlines())
    if tag != "fa-persian"
}
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
TIMES = st.times()


def only(text: str, language: str | None = None) -> str:
    """The value of the one date in the text."""
    (found,) = find_dates(text, language=language)
    return found.value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("5 January 2024", None, "2024-01-05"),
        ("Friday, January 5th, 2024", "en", "2024-01-05"),
        ("Jan.5.2024", None, "2024-01-05"),
        ("2024/Jan/05", None, "2024-01-05"),
        ("05-Jan-2024", None, "2024-01-05"),
        ("5. Januar 2024", "de", "2024-01-05"),
        ("5. Jänner 2024", "de-AT", "2024-01-05"),
        ("1er août 2023", "fr", "2023-08-01"),
        ("5 de enero de 2024", "es", "2024-01-05"),
        ("1º de janeiro de 2024", "pt", "2024-01-01"),
        ("5 листопада 2024 р.", "uk", "2024-11-05"),
        ("5 ΙΑΝΟΥΑΡΙΟΥ 2024", "el", "2024-01-05"),
        ("05 EKİM 2024", "tr", "2024-10-05"),
        ("2024. január 5.", "hu", "2024-01-05"),
        ("2024 m. sausio 5 d.", "lt", "2024-01-05"),
        ("2024. gada 5. janvārī", "lv", "2024-01-05"),
        ("2024ko urtarrilaren 5a", "eu", "2024-01-05"),
        ("2024 yil 5 yanvar", "uz", "2024-01-05"),
        ("2024 оны 1-р сарын 5", "mn", "2024-01-05"),
        ("ngày 5 tháng 1 năm 2024", "vi", "2024-01-05"),
        ("ב-5 בינואר 2024", "he", "2024-01-05"),
        ("٥ يناير/ كانون الثاني ٢٠٢٤", "ar", "2024-01-05"),
        ("5 تشرين الثاني 2024", "ar", "2024-11-05"),
        ("۵ ژانویه ۲۰۲۴", "fa", "2024-01-05"),
        ("५ जनवरी २०२४", "hi", "2024-01-05"),
        ("১২ ডিসেম্বর ২০২৪", "bn", "2024-12-12"),
        ("5 มกราคม 2567", "th", "2024-01-05"),
        ("5 ม.ค. 2567", "th", "2024-01-05"),
        ("2024年1月5日", "zh", "2024-01-05"),
        ("2024년 1월 5일", "ko", "2024-01-05"),
        ("2024. 1. 5", "ko", "2024-01-05"),
        ("05.01.2024", None, "2024-01-05"),
        ("2024-01-05", None, "2024-01-05"),
        ("Harbour, 05.01.24", "de", "2024-01-05"),
        ("EditorialNovember 22, 2018", "en", "2018-11-22"),
        ("05.01.98", None, "1998-01-05"),
        ("January 2024", "en", "2024-01"),
        ("2024年1月", "ja", "2024-01"),
    ],
)
def test_a_date_is_read_in_the_words_of_its_language(text: str, language: str | None, value: str) -> None:
    assert only(text, language) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
        ("۱۵ دی ۱۴۰۲", "2024-01-05"),
        ("۱۴۰۲/۱۰/۱۵", "2024-01-05"),
    ],
)
def test_a_persian_date_is_given_in_the_common_calendar(text: str, value: str) -> None:
    assert only(text, "fa") == value


def test_a_persian_year_in_common_figures_is_a_number() -> None:
    assert find_dates("model 1402/10/15 and 1402-10-15", language="en") == ()


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("5/4/2024", "en-US", "2024-05-04"),
        ("5/4/2024", "en-GB", "2024-04-05"),
        ("5/4/2024", "es", "2024-04-05"),
        ("5/4/2024", "pt-BR", "2024-04-05"),
        ("5.4.2024", None, "2024-04-05"),
        ("25/4/2024", "en-US", "2024-04-25"),
        ("4/25/2024", None, "2024-04-25"),
        ("5/5/2024", None, "2024-05-05"),
    ],
)
def test_the_order_of_day_and_month_follows_the_tag(text: str, language: str | None, value: str) -> None:
    assert only(text, language) == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("5/4/2024", None),
        ("5/4/2024", "en"),
        ("5-4-2024", "en-CA"),
        ("5 listopada 2024", None),
        ("31.02.2024", "de"),
        ("29/02/2023", "fr"),
        ("2024-13-01", None),
        ("5 January", "en"),
        ("10:05", None),
        ("5 January 1889", "en"),
        ("5 January 2124", "en"),
        ("In 2024 the council of 12 sat", "en"),
        ("version 1.2.3.2024", None),
        ("from 2024-2025", None),
        ("12024-01-05", None),
        ("24.01.05", "ko"),
        ("version 5.05.01.24", None),
        ("at 05.01.24 the harbour of the northern isles, with all of its cranes and sheds, " * 2, None),
        ("", None),
    ],
)
def test_what_is_no_date_or_not_one_for_certain_is_none(text: str, language: str | None) -> None:
    assert find_dates(text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("16 Jan, 2020 06:41\nThe patrol boats", None, "2020-01-16T06:41"),
        ("05.01.2024, 6.41 Uhr", "de", "2024-01-05T06:41"),
        ("5 janvier 2024 à 18h30", "fr", "2024-01-05T18:30"),
        ("05.01.24 | 14:07 Uhr | Von niemand", "de", "2024-01-05T14:07"),
        ("viernes, 5 de enero de 202407:59 hs", "es", "2024-01-05T07:59"),
        ("October 17, 20236:01 PM ET", "en", "2023-10-17T18:01"),
        ("5. januar 2024 kl. 10.05", "da", "2024-01-05T10:05"),
        ("5 gennaio 2024 alle ore 10:05", "it", "2024-01-05T10:05"),
        ("5 января 2024 г., 10:05", "ru", "2024-01-05T10:05"),
        ("5 ม.ค. 2567 เวลา 10.05 น.", "th", "2024-01-05T10:05"),
        ("2024年1月5日(金) 10:05", "ja", "2024-01-05T10:05"),
        ("2024년 1월 5일 오후 10:05", "ko", "2024-01-05T22:05"),
        ("January 5, 2024 10:05 p.m. ET", "en", "2024-01-05T22:05"),
        ("January 5, 2024 12:05 AM", "en", "2024-01-05T00:05"),
        ("10:05 p.m. ET, Friday, January 5, 2024", "en", "2024-01-05T22:05"),
        ("Kl. 10.05, 5. januar 2024", "da", "2024-01-05T10:05"),
        ("Thứ sáu, 5/1/2024, 10:05 (GMT+7)", "vi", "2024-01-05T10:05+07:00"),
        ("2024-01-05T10:05:10Z", None, "2024-01-05T10:05:10+00:00"),
        ("5 January 2024 10:05:10 -0500", None, "2024-01-05T10:05:10-05:00"),
        ("5 January 2024, 10:05 UTC", None, "2024-01-05T10:05+00:00"),
        ("5 January 2024, 10:05 CET", None, "2024-01-05T10:05"),
    ],
)
def test_the_time_beside_a_date_is_read(text: str, language: str | None, value: str) -> None:
    assert only(text, language) == value


@pytest.mark.parametrize(
    "text",
    [
        "on 5 January 2024, 5.30 per cent",
        "5 January 2024, 10 PM",
        "5 January 2024 24:10",
        "5 January 2024 10:75",
        "5 January 2024 won 10:5",
    ],
)
def test_a_time_that_is_none_or_lacks_its_minutes_leaves_the_day(text: str) -> None:
    assert only(text, "en") == "2024-01-05"


def test_a_span_of_hours_is_no_offset() -> None:
    assert only("5 January 2024, 10:30-11:00") == "2024-01-05T10:30"


def test_dates_that_the_page_ran_together_are_two() -> None:
    found = find_dates("5. Januar 202414. Juni 2025 | Redaktion", language="de")
    assert [stated.value for stated in found] == ["2024-01-05", "2025-06-14"]


def test_a_time_belongs_to_one_date_only() -> None:
    found = find_dates("5 January 2024 10:05 Updated 6 January 2024", language="en")
    assert [stated.value for stated in found] == ["2024-01-05T10:05", "2024-01-06"]


@given(DAYS, st.sampled_from(sorted(MONTH_ROWS)), st.data())
def test_every_month_name_of_every_language_is_read_back(day: date, language: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(MONTH_ROWS[language][day.month - 1]))
    assert only(f"{day.day} {name} {day.year}", language) == day.isoformat()
    assert only(f"{day.day}. {name.upper()} {day.year}", language) == day.isoformat()


@given(
    DAYS,
    TIMES,
    st.sampled_from(
        [
            "%d.%m.%Y, %H:%M Uhr",
            "%d %B %Y - %H:%M",
            "%B %d, %Y %I:%M %p",
            "%Y/%m/%d %H:%M",
            "%H:%M, %a %d %b %Y",
        ]
    ),
)
def test_a_formatted_day_and_time_is_read_back(day: date, clock: time, layout: str) -> None:
    text = "Port news | " + datetime.combine(day, clock).strftime(layout) + " | by nobody"
    assert only(text, "de") == f"{day.isoformat()}T{clock:%H:%M}"


@given(st.lists(st.one_of(st.text(max_size=8), DAYS.map(str), st.sampled_from(["2024", "05.", "Jan", " "]))))
def test_any_text_gives_dates_whose_spans_follow_each_other_and_hold_the_year(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for stated in find_dates(text):
        assert end <= stated.start < stated.end <= len(text)
        assert only(text[stated.start : stated.end]) == stated.value
        end = stated.end


@pytest.mark.parametrize(
    "text",
    [
        "5 January 2024, 10:05 " * 100_000,
        "2024 " * 200_000,
        "a" * 1_000_000 + " 2024",
        "1.1." * 200_000 + "2024",
        "5" + " " * 500_000 + "January 2024",
        "10:05 " * 200_000 + "5 May 2024",
    ],
    ids=["dates", "years", "letters", "numbers", "spaces", "times"],
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    started = clocks.process_time()
    assert len(find_dates(text)) <= MOST_DATES
    assert clocks.process_time() - started < 1
