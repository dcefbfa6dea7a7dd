"""When events happened: intervals of time expressions, the one that is chosen, and what a status tells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import analysed, word

from dateline.event.dates import choose_time, date_event, interval_of, wording_of
from dateline.event.dates.bounds import bounds_of
from dateline.event.times import find_times
from dateline.event_types import Status

# A Wednesday.
PUBLISHED = date(2026, 11, 18)
PAST = (None, "2026-11-18", "before")
TO_COME = ("2026-11-18", None, "after")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026-11-18", "2026-11-18", "2026-11-18"),
        ("2026-11-18TMO", "2026-11-18", "2026-11-18"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("2026-W47-WE", "2026-11-21", "2026-11-22"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2025-WI", "2025-12-01", "2026-02-28"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
    ],
)
def test_a_value_stands_for_days(value: str, first: str, last: str) -> None:
    assert bounds_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["PXW", "PAST_REF", "2026-W60", "2026-13", "2026-02-30", "XXXX-WXX-1", ""])
def test_what_names_no_days_has_none(value: str) -> None:
    assert bounds_of(value) is None


def days(text: str) -> tuple[str | None, str | None, str] | None:
    """The interval of the first time expression of a text."""
    time = find_times(text, PUBLISHED)[0]
    found = interval_of(time, wording_of(text, time.span), PUBLISHED)
    if found is None:
        return None
    return *(day.isoformat() if day else None for day in (found.start, found.end)), found.precision


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Dockers stopped work on Friday.", "2026-11-13", "2026-11-13", "exact"),
        ("The port has been shut since Monday.", "2026-11-16", "2026-11-18", "interval"),
        ("They will reach a deal by Friday.", None, "2026-11-20", "before"),
        ("It fell before 2024.", None, "2024-12-31", "before"),
        ("It was rebuilt after 2024.", "2024-01-01", None, "after"),
        ("It burnt down two weeks ago.", "2026-11-04", "2026-11-04", "approx"),
        ("It burnt down nearly two weeks ago.", "2026-11-02", "2026-11-06", "approx"),
        ("It burnt down more than a year ago.", None, "2025-11-18", "before"),
        ("It was built a decade ago.", "2016-01-01", "2016-12-31", "approx"),
        ("It was built three years ago.", "2023-01-01", "2023-12-31", "approx"),
        ("Over the last two months twelve died.", "2026-09-18", "2026-11-18", "interval"),
        ("In the past 24 hours twelve died.", "2026-11-17", "2026-11-18", "interval"),
        ("Within 90 days it will open.", "2026-11-18", "2027-02-16", "interval"),
        ("In recent days twelve died.", "2026-11-01", "2026-11-30", "approx"),
        ("In recent months twelve died.", None, "2026-11-18", "before"),
        ("He recently resigned.", None, "2026-11-18", "before"),
        ("Now the port is shut.", "2026-11-18", "2026-11-18", "approx"),
        ("It will open soon.", "2026-11-18", None, "after"),
        ("It fell in late 2025.", "2025-10-01", "2025-12-31", "approx"),
        ("It fell in early March 2025.", "2025-03-01", "2025-03-15", "approx"),
        ("They met at the end of this month.", "2026-11-16", "2026-11-30", "approx"),
        ("The fair ran July 18-21.", "2026-07-18", "2026-07-21", "interval"),
        ("They wrote earlier this week.", "2026-11-16", "2026-11-22", "exact"),
        ("Talks are set for this weekend.", "2026-11-21", "2026-11-22", "exact"),
    ],
)
def test_words_around_a_time_say_which_days(text: str, start: str | None, end: str | None, precision: str) -> None:
    assert days(text) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["He was held for three days.", "Every day they march.", "It came two days after the vote."]
)
def test_what_only_lasts_has_no_date(text: str) -> None:
    assert days(text) is None


def test_what_lasts_still_reaches_back_from_publication() -> None:
    text = "They have been besieged for three weeks."
    time = find_times(text, PUBLISHED)[0]
    found = interval_of(time, wording_of(text, time.span), PUBLISHED, is_ongoing=True)
    assert found is not None
    assert (found.start, found.end, found.precision) == (date(2026, 10, 28), PUBLISHED, "interval")


def dated(
    text: str, trigger: str, status: Status, *, published: date | None = PUBLISHED
) -> tuple[str | None, str | None, str]:
    analysis, times = analysed(text), find_times(text, published)
    chosen = choose_time(analysis, times, word(text, trigger))
    found = date_event(analysis, chosen=chosen, status=status, published=published)
    return found.start, found.end, found.precision


@pytest.mark.parametrize(
    ("text", "trigger", "status", "expected"),
    [
        ("Troops seized Port Alder.", "seized", "happened", PAST),
        ("Troops are besieging Port Alder.", "besieging", "ongoing", ("2026-11-18", "2026-11-18", "approx")),
        ("Troops will leave Port Alder.", "leave", "planned", TO_COME),
        ("Troops would leave Port Alder if asked.", "leave", "conditional", TO_COME),
        ("Minister Roth threatened to close the port.", "threatened", "threatened", PAST),
        ("Troops seized Port Alder on Monday.", "seized", "happened", ("2026-11-16", "2026-11-16", "exact")),
        ("Police held Roth on Monday and charged her.", "charged", "happened", ("2026-11-16", "2026-11-16", "exact")),
        ("The two will meet on Tuesday.", "meet", "planned", ("2026-11-24", "2026-11-24", "exact")),
    ],
)
def test_an_event_has_the_day_of_its_time_or_what_its_status_tells(
    text: str, trigger: str, status: Status, expected: tuple[str | None, str | None, str]
) -> None:
    assert dated(text, trigger, status) == expected


def test_the_day_of_saying_is_not_that_of_what_is_told() -> None:
    text = "Roth said on Monday that troops had seized the port."
    assert dated(text, "seized", "happened") == PAST


def test_without_a_day_of_publication_nothing_is_filled_in() -> None:
    assert dated("Troops seized Port Alder.", "seized", "happened", published=None) == (None, None, "unknown")
    assert dated("Troops seized Port Alder in May 2025.", "seized", "happened", published=None) == (
        "2025-05-01",
        "2025-05-31",
        "exact",
    )


@given(
    st.sampled_from(["since", "by", "in early", "nearly", "over the last", "within", "late", "after", ""]),
    st.sampled_from("Monday|two weeks ago|3 months|2025|May|the 1990s|last week|July 18-21|days".split("|")),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)
def test_an_interval_never_ends_before_it_begins(lead: str, words: str, published: date) -> None:
    text = f"They met {lead} {words}."
    for time in find_times(text, published):
        found = interval_of(time, wording_of(text, time.span), published)
        assert found is None or found.start is None or found.end is None or found.start <= found.end
