"""When events happened that lie a length of time from another one: which lengths do, and what days that gives."""

from datetime import date

import pytest
from reading import analysed, coded, trees_of, word, words_at

from dateline.event.dates.away import days_away
from dateline.event.dates.between import Act, Between
from dateline.event.dates.gaps import find_gaps
from dateline.event.dates.interval import interval_of
from dateline.event.dates.published import Days
from dateline.event.dates.wording import wording_of
from dateline.event.times import find_times
from dateline.event_types import EventDate, Status

# A Wednesday.
PUBLISHED = date(2026, 11, 18)
UNDATED = (None, "2026-11-18", "before")


@pytest.mark.parametrize(
    ("length", "way", "words", "start", "end", "precision"),
    [
        ("P3D", -1, "three days", "2026-11-15", "2026-11-15", "exact"),
        ("P3D", 1, "three days", "2026-11-21", "2026-11-21", "exact"),
        ("P2W", -1, "two weeks", "2026-11-04", "2026-11-04", "approx"),
        ("P2W", -1, "nearly two weeks", "2026-11-04", "2026-11-07", "approx"),
        ("P2W", 1, "almost two weeks", "2026-11-29", "2026-12-02", "approx"),
        ("P2W", -1, "about two weeks", "2026-11-02", "2026-11-06", "approx"),
        ("P2W", -1, "more or less two weeks", "2026-11-02", "2026-11-06", "approx"),
        ("P1D", -1, "nearly a day", "2026-11-17", "2026-11-19", "approx"),
        ("P2W", -1, "less than two weeks", "2026-11-04", "2026-11-18", "approx"),
        ("P2W", -1, "more than two weeks", None, "2026-11-04", "before"),
        ("P2W", 1, "over two weeks", "2026-12-02", None, "after"),
        ("P1M", -1, "a month", "2026-10-01", "2026-10-31", "approx"),
        ("P20Y", -1, "twenty years", "2006-01-01", "2006-12-31", "approx"),
        ("PT48H", -1, "48 hours", "2026-11-16", "2026-11-16", "approx"),
        ("PT6H", -1, "six hours", "2026-11-17", "2026-11-18", "approx"),
    ],
)
def test_a_length_from_a_day_gives_days(
    length: str, way: int, words: str, start: str | None, end: str | None, precision: str
) -> None:
    found = days_away(PUBLISHED, length, way, set(words.split()))
    assert found is not None
    assert [day.isoformat() if day else None for day in (found.start, found.end)] == [start, end]
    assert found.precision == precision


@pytest.mark.parametrize("length", ["PXW", "P2Y6M", "PT30M", "P9999Y", "", "2026-11-18"])
def test_a_length_without_one_number_of_days_gives_none(length: str) -> None:
    assert days_away(PUBLISHED, length, -1, set()) is None


def ends(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """The words of each gap, what it belongs to, and what it leads to."""
    trees = trees_of(text)
    gaps = find_gaps(analysed(text), trees, find_times(text, PUBLISHED))
    return [
        (words_at(text, gap.span), *(words_at(text, trees.tokens[end].span) for end in (gap.measured, gap.other)))
        for gap in gaps
    ]


@pytest.mark.parametrize(
    ("text", "length", "measured", "other"),
    [
        ("The raid comes nearly two weeks after rebels shelled Arven.", "nearly two weeks after", "comes", "shelled"),
        ("Talks began three days after the minister resigned.", "three days after", "began", "resigned"),
        ("Less than a month after the vote, Brenn quit.", "Less than a month after", "quit", "vote"),
        ("Troops shelled Arven two days before the summit.", "two days before", "shelled", "summit"),
        ("A week after the raid, police arrested ten men.", "A week after", "arrested", "raid"),
        ("He left on 3 November, the day before the army issued a warrant.", "the day before", "left", "issued"),
        ("It has been two months since the senate approved the treaty.", "two months since", "months", "approved"),
    ],
)
def test_a_length_lies_between_two_events(text: str, length: str, measured: str, other: str) -> None:
    assert ends(text) == [(length, measured, other)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister resigned after the vote.",
        "The port was shut for two weeks after the strike.",
        "Oda Brenn, who is 20 years old, quit after the vote.",
        "The court sentenced him to two years after the trial.",
        "He spent four months in jail after the raid.",
        "The army left within two weeks after the deal was signed.",
        "They met during the two days before the vote.",
        "The ship sank two days ago, after it hit a mine.",
    ],
)
def test_other_lengths_lie_between_nothing(text: str) -> None:
    assert ends(text) == []


def dates(
    text: str, events: dict[str, Status], headline: int = 0, published: date | None = PUBLISHED
) -> list[tuple[str | None, str | None, str]]:
    """The dates of the events at the first of some words, each with the time that stands in its own clause, if any.

    ``events`` maps the words to the status of each; "raid@Monday" is dated by Monday.
    """
    acts, times = [], find_times(text, published)
    for told, status in events.items():
        at, _, own = told.partition("@")
        when = EventDate(None, None, published.isoformat() if published else None, "before", None, None, status)
        time = next((time for time in times if own and words_at(text, time.span) == own), None)
        found = interval_of(time, wording_of(text, time.span), published) if time else None
        if time and found and found.start and found.end:
            start, end = found.start.isoformat(), found.end.isoformat()
            when = EventDate(found.value, start, end, found.precision, time.span, time.anchor, found.via)
        acts.append(Act(frozenset({word(text, at)}), status, when))
    between = Between(analysed(text), trees_of(text), times, days=Days(published), headline=headline)
    return [(when.start, when.end, when.precision) for when in between.find_dates(acts)]


@pytest.mark.parametrize(
    ("text", "known", "wanted", "when"),
    [
        # Told in the present of the day of publication.
        (
            "The raid comes nearly two weeks after rebels shelled Arven.",
            "raid",
            "shelled",
            ("2026-11-04", "2026-11-07", "approx"),
        ),
        ("The raid comes two days before the summit.", "raid", "summit", ("2026-11-20", "2026-11-20", "approx")),
        (
            "Streets are empty a year after the mine was shut.",
            "empty",
            "shut",
            ("2025-01-01", "2025-12-31", "approx"),
        ),
        (
            "It has been three weeks since the senate approved the treaty.",
            "It",
            "approved",
            ("2026-10-28", "2026-10-28", "approx"),
        ),
        # The news of the article.
        (
            "Talks began three days after the minister resigned.",
            "began",
            "resigned",
            ("2026-11-15", "2026-11-15", "approx"),
        ),
        # Its own day.
        (
            "On Monday, two days before the summit, troops shelled Arven.",
            "shelled@Monday",
            "summit",
            ("2026-11-18", "2026-11-18", "exact"),
        ),
        (
            "More than two weeks after rebels seized Arven, the army attacked them on Friday.",
            "attacked@Friday",
            "seized",
            (None, "2026-10-30", "before"),
        ),
        (
            "He left on 3 November, the day before the army issued a warrant.",
            "left@3 November",
            "issued",
            ("2026-11-04", "2026-11-04", "exact"),
        ),
        # The day of what the mark leads to.
        (
            "Three days after rebels seized Arven on 3 November, the minister resigned.",
            "seized@3 November",
            "resigned",
            ("2026-11-06", "2026-11-06", "exact"),
        ),
    ],
)
def test_an_event_is_dated_by_its_distance_from_one_whose_day_is_known(
    text: str, known: str, wanted: str, when: tuple[str | None, str | None, str]
) -> None:
    assert dates(text, {known: "happened", wanted: "happened" if wanted != "summit" else "planned"})[1] == when


@pytest.mark.parametrize(
    ("text", "measured", "other"),
    [
        # No day is known.
        ("The city mourned. The minister resigned three days after the vote.", "resigned", "vote"),
        ("The minister will resign three days after the vote.", "resign", "vote"),
        ("The city mourned. The raid came two days after the vote.", "raid", "vote"),
        # What begins a story of long ago.
        ("A week after the raid, police arrested ten men.", "arrested", "raid"),
        # A date that belongs to what the mark leads to, though nobody chose it.
        ("The raid comes two weeks after the Nov. 3 vote.", "raid", "vote"),
        ("The raid comes two weeks after a Nov. 3 blast at a mill killed ten.", "raid", "killed"),
        # A length with no number.
        ("The raid comes days after the vote.", "raid", "vote"),
        # No length.
        ("The raid comes after the vote.", "raid", "vote"),
    ],
)
def test_where_no_day_is_known_dates_stay(text: str, measured: str, other: str) -> None:
    status: Status = "planned" if measured == "resign" else "happened"
    assert dates(text, {measured: status, other: "happened"}) == [UNDATED, UNDATED]


def test_events_with_days_of_their_own_keep_them() -> None:
    text = "On Friday, three days after rebels seized Arven on 3 November, the army attacked them."
    own = [("2026-11-13", "2026-11-13", "exact"), ("2026-11-03", "2026-11-03", "exact")]
    assert dates(text, {"attacked@Friday": "happened", "seized@3 November": "happened"}) == own


def test_what_happened_is_not_dated_to_a_day_to_come() -> None:
    text = "The raid comes two days before the summit."
    assert dates(text, {"raid": "happened", "summit": "happened"}) == [UNDATED, UNDATED]


def test_without_a_day_of_publication_nothing_comes_now() -> None:
    text = "The raid comes nearly two weeks after rebels shelled Arven."
    assert {when[0] for when in dates(text, {"raid": "happened", "shelled": "happened"}, published=None)} == {None}


def test_an_article_dates_its_events_so_and_says_by_which_words() -> None:
    text = "The resumption of patrols comes nearly two weeks after a drone strike killed the rebel leader Oda Brenn."
    found = [event.date for event in coded(text).events if words_at(text, event.trigger).startswith("killed")]
    assert [(when.start, when.end, words_at(text, when.basis), when.anchor, when.via) for when in found] == [
        ("2026-11-09", "2026-11-12", "nearly two weeks after", "2026-11-23", "length, nearly, told now")
    ]
