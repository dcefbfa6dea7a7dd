import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.event.times import find_times
from dateline.resources import read_text
from dateline.types import Time

# A Wednesday.
PUBLISHED = date(2020, 11, 18)

TIMEX = re.compile(
    r"""
    \d{2} | \d{3} | \d{4}                                             # century, decade, year
  | \d{4}-(?:\d\d | Q[1-4] | H[12] | SP | SU | FA | WI)
  | \d{4}-W\d\d(?:-WE)?
  | \d{4}-\d\d-\d\d(?:T(?:MO|AF|EV|NI|\d\d:\d\dZ?))?
  | P(?:T?[\dX.]+(?:D|W|WE|M|Q|Y|H|S)(?:6M|30M|30S)?|T30[MS]|6M|X(?:DE|CE))
  | XXXX-(?:WXX-[1-7](?:T(?:MO|AF|EV|NI))?|\d\d|SP|SU|FA|WI)
  | PRESENT_REF | PAST_REF | FUTURE_REF
    """,
    re.VERBOSE,
)
WORDS = st.sampled_from(
    "the a an last next this past of in on at by 3 12 31 1998 2020 May March Mon. Friday Fridays Sept. , . - '90s 1990s"
    " 7:30 p.m. noon GMT quarter half year years ago earlier later week weekend days hours century several two thousand"
    " and every each other morning nights tonight summer fall fiscal ended ending end now soon recent future 0800"
    " 5/6/07 2020-02-30 30 February Easter Christmas Labor Day old aged over about more than said will $"
    " % \n\n the same that"
    " day nineteen ninety first second Q1 times decade yesterday before New Year 's Eve".split(" ")
)


def spelled(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str | None]]:
    """Words, type and value of each time expression."""
    return [(text[t.span.start : t.span.end], t.type, t.value) for t in find_times(text, published)]


def only(text: str, published: date | None = PUBLISHED) -> Time:
    (found,) = find_times(text, published)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The ferry sank on May 3, 2019, off Port Alder.", "May 3, 2019", "2019-05-03"),
        ("It sank on Friday, May 3rd, 2019.", "Friday, May 3rd, 2019", "2019-05-03"),
        ("It sank on 3 May 2019.", "3 May 2019", "2019-05-03"),
        ("It sank on the 3rd of May, 2019.", "the 3rd of May, 2019", "2019-05-03"),
        ("Filed 2019-05-03 by post", "2019-05-03", "2019-05-03"),
        ("Filed 05/13/2019 by post", "05/13/2019", "2019-05-13"),
        ("Filed 5/5/98 by post", "5/5/98", "1998-05-05"),
        ("It sank in May 2019.", "May 2019", "2019-05"),
        ("It sank in Sept. 2019.", "Sept. 2019", "2019-09"),
        ("It sank in early June 2019.", "early June 2019", "2019-06"),
        ("The pier was built in 1998.", "1998", "1998"),
        ("The pier was built in early 1998.", "early 1998", "1998"),
        ("The pier was built in mid-1998.", "mid-1998", "1998"),
        ("Built at the end of 1998, it fell.", "the end of 1998", "1998"),
        ("Built in nineteen ninety-one", "nineteen ninety-one", "1991"),
        ("Built in two thousand and eight", "two thousand and eight", "2008"),
        ("The yard lost money in fiscal 1990.", "fiscal 1990", "1990"),
        ("Trade grew in the 1990s.", "the 1990s", "199"),
        ("Trade grew in the late '80s.", "the late '80s", "198"),
        ("Trade grew in the eighties.", "the eighties", "198"),
        ("A port of the 19th century", "the 19th century", "18"),
        ("Sales rose in the third quarter of 1998.", "the third quarter of 1998", "1998-Q3"),
        ("Sales rose in the first half of 2020.", "the first half of 2020", "2020-H1"),
        ("Sales rose in Q2 2019.", "Q2 2019", "2019-Q2"),
        ("The canal froze in the winter of 2009.", "the winter of 2009", "2009-WI"),
        ("The port closed on Christmas Eve 2018.", "Christmas Eve 2018", "2018-12-24"),
    ],
)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_what_names_its_year_needs_no_day_of_publication(
    text: str, words: str, value: str, published: date | None
) -> None:
    assert spelled(text, published) == [(words, "DATE", value)]
    assert only(text, published).anchor is None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Dockers walked out yesterday.", "yesterday", "2020-11-17"),
        ("They walked out late yesterday.", "late yesterday", "2020-11-17"),
        ("They walk out today.", "today", "2020-11-18"),
        ("They return tomorrow.", "tomorrow", "2020-11-19"),
        ("They return the day after tomorrow.", "the day after tomorrow", "2020-11-20"),
        ("They met on May 3.", "May 3", "2020-05-03"),
        ("They will meet on May 3.", "May 3", "2021-05-03"),
        ("Shares are payable Dec. 15.", "Dec. 15", "2020-12-15"),
        ("A vote is due by Jan. 14.", "Jan. 14", "2021-01-14"),
        ("They met in March.", "March", "2020-03"),
        ("They will meet in March.", "March", "2021-03"),
        ("They met in December.", "December", "2019-12"),
        ("They met in mid-June.", "mid-June", "2020-06"),
        ("They met last June.", "last June", "2020-06"),
        ("They met in June last year.", "June last year", "2019-06"),
        ("Talks begin early next month.", "early next month", "2020-12"),
        ("Talks began earlier this year.", "earlier this year", "2020"),
        ("Talks end at the end of the year.", "the end of the year", "2020"),
        ("Talks failed last week.", "last week", "2020-W46"),
        ("Talks failed over the weekend.", "the weekend", "2020-W46-WE"),
        ("Talks failed last summer.", "last summer", "2020-SU"),
        ("Talks failed two weeks ago.", "two weeks ago", "2020-W45"),
        ("Talks failed 11 days ago.", "11 days ago", "2020-11-07"),
        ("Talks failed nearly four years ago.", "nearly four years ago", "2016"),
        ("Profit rose in the third quarter.", "the third quarter", "2020-Q3"),
        ("Its third-quarter profit rose.", "third-quarter", "2020-Q3"),
        ("Profit rose in the quarter.", "the quarter", "2020-Q3"),
        ("Profit rose in the quarter ended Sept. 30", "the quarter", "2020-Q3"),
        ("Profit fell in the first quarter.", "the first quarter", "2020-Q1"),
        ("Profit will fall in next year's first quarter.", "next year's first quarter", "2021-Q1"),
        ("It shut on Thanksgiving.", "Thanksgiving", "2020-11-26"),
        ("It shut on Labor Day.", "Labor Day", "2020-09-07"),
        ("It will shut on New Year's Eve.", "New Year's Eve", "2020-12-31"),
        ("The harbour froze in this century.", "this century", "20"),
    ],
)
def test_what_hangs_on_the_day_of_publication_is_unknown_without_it(text: str, words: str, value: str) -> None:
    assert spelled(text)[0] == (words, "DATE", value)
    found = find_times(text, PUBLISHED)[0]
    assert found.anchor == PUBLISHED.isoformat()
    assert find_times(text, None)[0].value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew said Tuesday that it was safe.", "2020-11-17"),
        ("The crew left on Wednesday.", "2020-11-18"),
        ("The crew left on Thursday.", "2020-11-12"),
        ("The crew will leave on Thursday.", "2020-11-19"),
        ("The crew won't leave until Sunday.", "2020-11-22"),
        ("A hearing is scheduled for Monday.", "2020-11-23"),
        ("On Monday, the crew will appear in court.", "2020-11-23"),
        ("The crew left last Wednesday.", "2020-11-11"),
        ("The crew leaves next Wednesday.", "2020-11-25"),
        ("The crew meets Friday next week.", "2020-11-27"),
        ("The crew met on Tuesday last week.", "2020-11-10"),
        ("Thurs. was calm.", "2020-11-12"),
        ("this coming Saturday", "2020-11-21"),
    ],
)
def test_a_weekday_is_the_one_that_the_verb_points_to(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She fell ill on 12 June 2019. The next day she died.", ["2019-06-12", "2019-06-13"]),
        ("She fell ill on 12 June 2019. Two days later she died.", ["2019-06-12", "2019-06-14"]),
        ("She fell ill on 12 June 2019, a year earlier than he.", ["2019-06-12", "2018"]),
        ("She fell ill on 12 June 2019. Later that month she died.", ["2019-06-12", "2019-06"]),
        ("She fell ill in 2015. That year was wet.", ["2015", "2015"]),
        ("She fell ill in 2015. That day was wet.", ["2015", None]),
        ("The following week they met. The same day it rained.", [None, None]),
        ("Profit was 3 crowns in the second quarter of 2019, against 2 a year earlier.", ["2019-Q2", "2018-Q2"]),
        ("Profit rose in the third quarter of 2019 from the year-ago quarter.", ["2019-Q3", "2018-Q3"]),
        ("He was shot on May 3, 2019. Shots were heard at 10 p.m. in the yard", ["2019-05-03", "2019-05-03T22:00"]),
    ],
)
def test_what_follows_a_date_is_reckoned_from_it(text: str, values: list[str | None]) -> None:
    assert [found.value for found in find_times(text, None)] == values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It broke out at 7:30 a.m. today.", "7:30 a.m. today", "2020-11-18T07:30"),
        ("It broke out around 7:15 p.m. in the hold", "around 7:15 p.m.", "2020-11-18T19:15"),
        ("It broke out at 10pm on Monday.", "10pm on Monday", "2020-11-16T22:00"),
        ("It broke out at 12 p.m. Friday.", "12 p.m. Friday", "2020-11-13T12:00"),
        ("It broke out at noon Thursday.", "noon Thursday", "2020-11-12T12:00"),
        ("It broke out at 14:30 GMT and spread.", "14:30 GMT", "2020-11-18T14:30Z"),
        ("It broke out at 0800 UTC and spread.", "0800 UTC", "2020-11-18T08:00Z"),
        ("It broke out at 05:15 and spread.", "05:15", "2020-11-18T05:15"),
        ("It broke out at 5:15 and spread.", "5:15", None),
        ("It broke out at 5 p.m. EST Nov. 9 and spread.", "5 p.m. EST Nov. 9", "2020-11-09T17:00"),
        ("It broke out Monday morning.", "Monday morning", "2020-11-16TMO"),
        ("It broke out last night.", "last night", "2020-11-17TNI"),
        ("It broke out later this afternoon.", "later this afternoon", "2020-11-18TAF"),
        ("It broke out yesterday evening.", "yesterday evening", "2020-11-17TEV"),
        ("It will end tonight.", "tonight", "2020-11-18TNI"),
    ],
)
def test_a_time_of_day_is_of_its_day(text: str, words: str, value: str | None) -> None:
    assert spelled(text) == [(words, "TIME", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They talked for two weeks.", "two weeks", "P2W"),
        ("They talked for half a weekend.", "half a weekend", "P0.5WE"),
        ("It ended a decades-long war.", "a decades", "PXDE"),
        ("They fell nearly two weeks after the raid.", "nearly two weeks", "P2W"),
        ("They talked for several days.", "several days", "PXD"),
        ("They talked for a few days.", "a few days", "PXD"),
        ("They talked for a couple of years.", "a couple of years", "P2Y"),
        ("They talked for decades.", "decades", "PXDE"),
        ("They talked over the past decade.", "the past decade", "P10Y"),
        ("They talked over the next two years.", "the next two years", "P2Y"),
        ("They fell in the first nine months.", "the first nine months", "P9M"),
        ("They want at least 72 hours.", "at least 72 hours", "PT72H"),
        ("They want no more than sixty days.", "no more than sixty days", "P60D"),
        ("They rested half an hour.", "half an hour", "PT30M"),
        ("They rested 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("They rested three and a half hours.", "three and a half hours", "PT3H30M"),
        ("They rested one-and-a-half hours.", "one-and-a-half hours", "PT1H30M"),
        ("They rested a minute and a half.", "a minute and a half", "PT1M30S"),
        ("They rested twenty-five years.", "twenty-five years", "P25Y"),
        ("They rested two to three weeks.", "two to three weeks", "P2W"),
        ("A two-year term", "two-year", "P2Y"),
        ("The eight-day siege", "eight-day", "P8D"),
        ("War of recent years", "recent years", "PXY"),
        ("Revenue in the year ended March", "the year", "P1Y"),
    ],
)
def test_a_length_of_time_is_a_duration(text: str, words: str, value: str) -> None:
    assert spelled(text, None)[0] == (words, "DURATION", value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They meet every week.", "every week", "P1W"),
        ("They meet every two years.", "every two years", "P2Y"),
        ("They meet every other day.", "every other day", "P2D"),
        ("They meet annually.", "annually", "P1Y"),
        ("They meet twice a week.", "twice a week", "P1W"),
        ("They meet each Tuesday.", "each Tuesday", "XXXX-WXX-2"),
        ("They meet on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("They meet on Tuesday nights.", "Tuesday nights", "XXXX-WXX-2TNI"),
        ("They meet every October.", "every October", "XXXX-10"),
        ("They meet every summer.", "every summer", "XXXX-SU"),
    ],
)
def test_what_comes_back_is_a_set(text: str, words: str, value: str) -> None:
    assert spelled(text, None) == [(words, "SET", value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They are safe now.", "now", "PRESENT_REF"),
        ("They are currently safe.", "currently", "PRESENT_REF"),
        ("They met recently.", "recently", "PAST_REF"),
        ("Ruins of the past", "the past", "PAST_REF"),
        ("A truce may come soon.", "soon", "FUTURE_REF"),
        ("A truce in the near future", "the near future", "FUTURE_REF"),
        ("They met a few years ago.", "a few years ago", "PAST_REF"),
    ],
)
def test_words_for_now_past_and_future_stand_for_themselves(text: str, words: str, value: str) -> None:
    assert spelled(text, None) == [(words, "DATE", value)]


@pytest.mark.parametrize(
    "text",
    [
        "The 25-year-old skipper and his nine-month-old son",
        "She is about 25 years old. The 12 year old fled. A man aged 45 minutes the talks.",
        "The ticket cost $1998, or 1,998 crowns.",
        "Some 2000 troops and more than 1998 tonnes",
        "They sold 1984 novels.",
        "Room 1999, flight 1972, No. 1998",
        "A rise of 2000 percent",
        "The march may go ahead, April Jones and Mark May said.",
        "The fall of the wall broke a spring.",
        "They struck early in the first half.",
        "It finished 3:15 to the guests.",
        "The second man came first; wait a second.",
        "$3 million a year, 24 a day, four flights a week",
        "The Sun said he sat with Wed and Mon, all day.",
        "As soon as possible, soon after",
        "May 32 and Feb. 30 and June 31 and 2019-02-30 and 31/31/2019",
        "He wrote from Port Alder (pop. 12).",
        "A poll of 2047 registered voters",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert spelled(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 2016 he won. Following Monday's debate he spoke.", "2020-11-16"),
        ("They met on May 3 and the following Monday.", "2020-05-04"),
        ("In 2016 they met the following Monday.", None),
        ("Elected in 2016, he resigned that Friday.", None),
        ("It stood in the fifth century BC.", None),
    ],
)
def test_what_cannot_be_reckoned_has_no_value(text: str, value: str | None) -> None:
    assert find_times(text, PUBLISHED)[-1].value == value


def test_a_date_in_figures_that_may_be_read_two_ways_has_no_value() -> None:
    assert spelled("Filed 3/4/2020 by post") == [("3/4/2020", "DATE", None)]


def test_no_word_stands_twice_in_a_class_of_the_lexicon() -> None:
    rows = [line.split("\t") for line in read_text("lexicons/time_words.tsv").splitlines() if line[0] != "#"]
    assert {len(row) for row in rows} == {3}
    assert len({(word, name) for word, name, _ in rows}) == len(rows)


def test_times_are_numbered_in_the_order_of_the_text() -> None:
    found = find_times("In 1998, for two weeks, every day", None)
    assert [time.id for time in found] == ["t0", "t1", "t2"]


def test_a_blank_line_ends_a_time_expression() -> None:
    assert [words for words, *_ in spelled("He left on May 3\n\n2020 was dry")] == ["May 3", "2020"]


@given(st.lists(WORDS, max_size=30), st.sampled_from(["", " "]), st.none() | st.dates())
def test_any_words_give_times_in_order_with_values_of_the_form(
    words: list[str], gap: str, published: date | None
) -> None:
    check(gap.join(words), published)


@given(st.text(), st.none() | st.dates())
def test_any_text_gives_times_in_order_with_values_of_the_form(text: str, published: date | None) -> None:
    check(text, published)


def check(text: str, published: date | None) -> None:
    end = 0
    for time in find_times(text, published):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.value is None or TIMEX.fullmatch(time.value), time
        end = time.span.end


@pytest.mark.parametrize(
    "unit",
    [
        "Monday ",
        "1",
        "12 ",
        "the ",
        "more than ",
        "May 3, ",
        "\n",
        "\n ",
        "twenty-",
        "7:30 ",
        "1,",
        "1/",
        "a.m. ",
        "year-",
    ],
)
def test_a_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = (unit * 100_000)[:100_000] + " on May 3, 2019"
    assert find_times(text, PUBLISHED)[-1].value == "2019-05-03"
