"""How days, sentences and facts of an entry are told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_timelines import ENTRIES, entry, quote

from dateline.event_types import DatePrecision
from dateline.formats.timeline.days import describe_days, group_by_month
from dateline.formats.timeline.safety import plain, web_link
from dateline.formats.timeline.sentences import Line, shorten, split_sentence
from dateline.formats.timeline.wording import describe_basis, describe_line
from dateline.types import Span

TEXTS = st.text(st.sampled_from("ab -…"), max_size=30)


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2026-11-20", "2026-11-20", "exact", "20 November 2026"),
        ("2026-11-03", "2026-11-07", "approx", "about 3–7 November 2026"),
        ("2026-10-28", "2026-11-03", "interval", "28 October – 3 November 2026"),
        ("2026-12-30", "2027-01-02", "interval", "30 December 2026 – 2 January 2027"),
        ("2024-02-01", "2024-02-29", "interval", "February 2024"),
        ("2026-10-01", "2026-12-31", "interval", "October – December 2026"),
        ("2026-11-01", "2027-01-31", "interval", "November 2026 – January 2027"),
        ("2026-01-01", "2026-12-31", "interval", "2026"),
        ("2024-01-01", "2026-12-31", "interval", "2024–2026"),
        (None, "2026-11-23", "before", "by 23 November 2026"),
        ("2026-12-02", None, "after", "from 2 December 2026"),
        (None, None, "unknown", "undated"),
    ],
)
def test_days_are_told_as_coarsely_as_they_are_known(
    start: str | None, end: str | None, precision: DatePrecision, told: str
) -> None:
    assert describe_days(entry(1, start, "It ended.", "ended", end=end, precision=precision)) == told


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (200, "Dock workers at Port Alder stopped work on Friday after talks with the port authority broke down, "
              "union leader Jana Roth said."),
        (60, "Dock workers at Port Alder stopped work on Friday after…"),
        (36, "…Alder stopped work on Friday after…"),
        (20, "stopped work on…"),
        (8, "stopped…"),
    ],
)  # fmt: skip
def test_a_sentence_is_shortened_at_words_and_keeps_its_trigger(width: int, told: str) -> None:
    assert describe_line(ENTRIES[2], width).text == told


@given(TEXTS, TEXTS, TEXTS, st.integers(1, 40))
def test_a_shortened_line_fits(before: str, trigger: str, after: str, width: int) -> None:
    line = shorten(Line(before, trigger, after), width)
    assert len(line.text) <= width
    assert trigger in line.trigger or len(trigger) >= width


def test_a_trigger_outside_its_sentence_marks_nothing() -> None:
    outside = replace(quote("Dockers stopped work.", "stopped work"), trigger=Span(3, 9))
    assert split_sentence(outside) == Line("Dockers stopped work.", "", "")


def test_an_entry_without_a_sentence_tells_sides_and_type() -> None:
    empty = replace(quote("x", "x"), text="", span=Span(0, 0), trigger=Span(0, 0))
    told = describe_line(entry(1, None, "It ended.", "ended", sentence=empty), 80).text
    assert told == "dock workers → port authority PROTEST/strike"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("a\r\nb\u2028c\x85d", "a b c d"),
        ("\x1b[31mred\x07\x9b2J", "[31mred2J"),
        ("pay\u202e\u2066gnp\u2069\u200f\u061c", "paygnp"),
        ("\ud800\uffff\x00x", "\ufffd\ufffdx"),
    ],
)
def test_plain_text_is_one_line_that_acts_on_nothing(raw: str, told: str) -> None:
    assert plain(raw) == told


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x?a=1&b=2#p3", "https://a.example/x?a=1&b=2#p3"),
        ('https://a.example/"><b> c', "https://a.example/%22%3E%3Cb%3E%20c"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/x", None),
        ("file:///etc/passwd", None),
        ("/tmp/page.html", None),
        ("https://a.example/\x00", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, link: str | None) -> None:
    assert web_link(url) == link


def test_entries_stand_under_their_months_the_undated_last() -> None:
    groups = [(head, len(entries)) for head, entries in group_by_month(ENTRIES)]
    assert groups == [("November 2026", 8), ("December 2026", 2), ("Undated", 2)]


def test_the_words_that_date_an_entry_are_told() -> None:
    told = [describe_basis(one, "happened") for one in (ENTRIES[1], ENTRIES[0], ENTRIES[10])]
    assert told == [
        "dated by the words “on Thursday”",
        "dated by the words “earlier this month”, which leaves the exact day open",
        "undated: no word of the article gives a day",
    ]
    by_article = entry(1, "2026-11-20", "It ended.", "ended", dated_by="published")
    assert describe_basis(by_article, "happened") == "dated by the day of publication alone"
    assert describe_basis(by_article, "recorded") == "placed on the day when the archive first recorded it"
