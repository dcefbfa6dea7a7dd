"""When events happened: intervals of time expressions, the one that is chosen, and what a status tells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import analysed, trees_of, word

from dateline.event import annotate
from dateline.event.dates import choose_time, date_event, interval_of, wording_of
from dateline.event.dates.bounds import bounds_of
from dateline.event.dates.published import Days, read_times
from dateline.event.dates.sides import turn_times
from dateline.event.times import find_times
from dateline.event_types import Status
from dateline.ontology import load_ontology
from dateline.types import Span, Time

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
    return date_by(text, trigger, status, chosen, published=published)


def date_by(
    text: str, trigger: str, status: Status, chosen: Time | None, *, published: date | None = PUBLISHED
) -> tuple[str | None, str | None, str]:
    analysis, number = analysed(text), word(text, trigger)
    found = date_event(analysis, trees_of(text), chosen=chosen, trigger=number, status=status, published=published)
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


def test_a_day_to_come_is_not_that_of_what_is_over_beside_it() -> None:
    text = "Minister Roth promised loans, which the cabinet is to grant on Friday."
    assert date_by(text, "promised", "happened", find_times(text, PUBLISHED)[0]) == PAST


def test_a_threat_of_what_comes_by_a_weekday_keeps_that_day() -> None:
    text = "Troops will seize the port if it is not open by Monday."
    assert date_by(text, "seize", "threatened", find_times(text, PUBLISHED)[0]) == (None, "2026-11-23", "before")


def values(text: str, *, published: date = PUBLISHED) -> list[str | None]:
    """The values of the times of a text, put on the side that their verbs tell."""
    days = Days(published)
    return [time.value for time in turn_times(analysed(text), trees_of(text), read_times(text, days), days)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Roth demanded a vote and called on members to come back to the gate on Friday.", "2026-11-20"),
        ("Roth ordered the crews to leave the port on Friday.", "2026-11-20"),
        ("The strike is suspended from Friday.", "2026-11-20"),
        ("Roth praised the loans, which go to the cabinet on Friday.", "2026-11-20"),
        ("They dropped the case, which was to be heard on Friday.", "2026-11-20"),
        ("A summit to be held in Port Alder on Friday has been called a last chance.", "2026-11-20"),
        ("Roth said that the court would hear the case on Friday.", "2026-11-20"),
        ("Minister Roth is due to begin a tour of the islands on Friday.", "2026-11-20"),
        ("On Friday, Roth, who had asked for help from all parties, will open the fair.", "2026-11-20"),
        ("Ahead of Friday's vote both sides went from door to door.", "2026-11-20"),
        ("The union refuses to open the gate until Friday.", "2026-11-20"),
        ("On Friday, when Roth changed her plans, the port was calm.", "2026-11-13"),
        ("By Friday, however, he appeared to agree.", "2026-11-13"),
        ("Roth, who is to retire, stopped the strike on Friday.", "2026-11-13"),
        ("He was expected to be the head of the union, and he resigned on Friday.", "2026-11-13"),
        ("After Friday's vote both sides were calm.", "2026-11-13"),
    ],
)
def test_the_verb_that_governs_a_weekday_tells_its_side_of_publication(text: str, day: str) -> None:
    assert values(text)[-1] == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("A congress to be held in Port Alder in January was put off.", "2027-01"),
        ("The port, which is to grow, was opened in December.", "2025-12"),
        ("A poll in January shows that the port is loved.", "2026-01"),
    ],
)
def test_the_verb_that_governs_a_month_tells_its_side_of_publication(text: str, month: str) -> None:
    assert values(text)[-1] == month


def test_a_weekday_told_from_another_day_stays() -> None:
    assert values("They asked him to come last Friday.") == ["2026-11-13"]


@pytest.mark.parametrize(
    ("text", "trigger", "status", "expected"),
    [
        ("The strike is suspended from Friday.", "suspended", "ongoing", ("2026-11-20", "2026-11-20", "exact")),
        ("They dropped the case, which was to be heard on Friday.", "heard", "happened",
         ("2026-11-20", "2026-11-20", "exact")),
        ("Roth pledged on Friday that the port would open.", "pledged", "planned",
         ("2026-11-13", "2026-11-13", "exact")),
        ("Ships will go elsewhere if the strike went on beyond Friday.", "strike", "happened", PAST),
        ("It will be the first strike at the port since 2009.", "strike", "happened", PAST),
        ("Twelve have died since the strike began on Friday.", "died", "happened",
         ("2026-11-13", "2026-11-18", "interval")),
        ("Roth promised that the loans would come on Friday.", "promised", "planned", TO_COME),
        ("Roth promised to open the port on Friday.", "promised", "planned", ("2026-11-20", "2026-11-20", "exact")),
        ("It is the first meeting since 2009 talks.", "talks", "happened", ("2009-01-01", "2009-12-31", "exact")),
        ("The strike has put at least 90 out of work since Friday.", "strike", "ongoing",
         ("2026-11-13", "2026-11-18", "interval")),
        ("It is the worst strike since 2009.", "strike", "ongoing", ("2026-11-18", "2026-11-18", "approx")),
        ("The strike has lasted since Friday.", "strike", "ongoing", ("2026-11-13", "2026-11-18", "interval")),
    ],
)  # fmt: skip
def test_the_words_that_govern_a_time_go_before_the_status(
    text: str, trigger: str, status: Status, expected: tuple[str | None, str | None, str]
) -> None:
    number = word(text, trigger)
    days = Days(PUBLISHED)
    (time,) = turn_times(analysed(text), trees_of(text), read_times(text, days), days)
    found = date_event(analysed(text), trees_of(text), chosen=time, trigger=number, status=status, published=PUBLISHED)
    assert (found.start, found.end, found.precision) == expected


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("The mill burnt down between 1985 and 1987.", 0, ("1985-01-01", "1987-12-31", "interval")),
        ("The mill burnt down between 1985 and 1987.", 1, ("1985-01-01", "1987-12-31", "interval")),
        ("The fair lasted from Monday to Tuesday.", 0, ("2026-11-16", "2026-11-17", "interval")),
        ("The mill burnt down in 1985 and 1987.", 0, ("1985-01-01", "1985-12-31", "exact")),
        ("The mill burnt down between 1987 and 1985.", 0, ("1987-01-01", "1987-12-31", "exact")),
        ("They moved from May 3 to for two weeks.", 0, ("2026-05-03", "2026-05-03", "exact")),
    ],
)
def test_two_ends_are_one_interval(text: str, chosen: int, expected: tuple[str, str, str]) -> None:
    times = find_times(text, PUBLISHED)
    found = date_event(
        analysed(text),
        trees_of(text),
        chosen=times[chosen],
        trigger=2,
        status="happened",
        published=PUBLISHED,
        times=times,
    )
    assert (found.start, found.end, found.precision) == expected


LIVE = "Talks begin on Friday.\n\nRoth signed today.\n\nShe came yesterday.\n\nIt rained today."


def test_times_of_a_post_are_reckoned_from_its_own_day() -> None:
    second, third = LIVE.index("Roth"), LIVE.index("She")
    posts = ((Span(second, third - 2), date(2026, 11, 20)), (Span(third, LIVE.index("It")), date(2026, 11, 19)))
    times = read_times(LIVE, Days(PUBLISHED, posts))
    assert [time.value for time in times] == ["2026-11-13", "2026-11-20", "2026-11-18", "2026-11-18"]
    assert [LIVE[time.span.start : time.span.end] for time in times] == ["Friday", "today", "yesterday", "today"]
    assert [time.id for time in times] == ["t0", "t1", "t2", "t3"]


def test_a_text_without_posts_is_of_one_day() -> None:
    assert read_times(LIVE, Days(PUBLISHED)) == find_times(LIVE, PUBLISHED)


def test_an_event_of_a_post_without_a_time_lies_before_the_day_of_the_post() -> None:
    text = "Roth arrived in Port Alder.\n\nPolice arrested Roth in Port Alder."
    post = (Span(text.index("Police"), len(text)), date(2026, 11, 20))
    found = annotate("made", analysed(text), headline=0, published=PUBLISHED, posts=[post], ontology=load_ontology())
    assert [event.date.end for event in found.events if event.type == "COERCE"] == ["2026-11-20"]
