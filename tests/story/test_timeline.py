from dataclasses import replace
from datetime import UTC, datetime

import pytest
from made_reports import AT, kept, place, relation, report, tell

from dateline.event_types import Record, Status
from dateline.story.happenings import make_happening
from dateline.story.timeline import make_timeline
from dateline.story_types import Clock, Mark, Timeline, TimelineEntry
from dateline.types import Span

MEET = "Dockers met the mediator in Tolvarra on Sunday."


def line(*happenings: list[Record], clock: Clock = "happened", copies: dict[str, str] | None = None) -> Timeline:
    made = [
        make_happening([report(record, (copies or {}).get(record.article_id)) for record in records])
        for records in happenings
    ]
    return make_timeline("Port strike", made, clock=clock, alias_of={"a-1": "E1", "a": "A1", "b-1": "E2"})


def entry(*records: Record, copies: dict[str, str] | None = None) -> TimelineEntry:
    return line(list(records), copies=copies).entries[0]


def meeting(name: str, **given: object) -> Record:
    return tell(name, MEET, "met", **given)


def test_a_timeline_is_by_first_day_then_last_then_id_the_undated_last() -> None:
    days = {"a-1": None, "b-1": "2026-11-20/2026-11-22", "c-1": "2026-11-20", "d-1": "2026-11-19", "e-1": "2026-11-20"}
    timeline = line(*([meeting(name, on=on)] for name, on in days.items()))
    assert [entry.event_id for entry in timeline.entries] == ["d-1", "c-1", "e-1", "b-1", "a-1"]


def test_what_is_only_known_to_be_before_a_day_stands_by_that_day() -> None:
    timeline = line([meeting("a-1", on="/2026-11-19")], [meeting("b-1", on="2026-11-18")])
    assert [entry.event_id for entry in timeline.entries] == ["b-1", "a-1"]


def test_its_numbers_are_counted_apart() -> None:
    timeline = line([meeting("a-1"), meeting("b-1"), meeting("c-1")], [meeting("a-2")], copies={"b": "a"})
    assert (timeline.events, timeline.articles, timeline.origins) == (2, 3, 2)


def test_an_entry_opens_its_sentence() -> None:
    quote = entry(meeting("a-1")).sentence
    text = " " * AT + MEET
    assert text[quote.span.start : quote.span.end] == quote.text
    assert (quote.trigger, quote.article_alias) == (Span(AT + 8, AT + 11), "A1")


def test_the_sentence_is_that_of_the_report_that_dates_it() -> None:
    assert entry(meeting("a-1"), meeting("b-1", on="2026-11-22")).sentence.article_id == "b"


def test_the_sentence_is_that_of_the_head_rather_than_of_a_copy() -> None:
    early = meeting("b-1", on="2026-11-22", published="2026-11-19")
    assert entry(early, meeting("a-1", on="2026-11-22"), copies={"b": "a"}).sentence.article_id == "a"


def test_the_sentence_is_of_the_body_rather_than_the_headline() -> None:
    headline = meeting("a-1", on="2026-11-22", published="2026-11-19")
    headline = replace(headline, sentence=replace(headline.sentence, sentence=0))
    assert entry(headline, meeting("b-1")).sentence.article_id == "b"


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("happened", ("2026-11-22", "2026-11-22", "exact", "D")),
        ("published", ("2026-11-20", "2026-11-20", "exact", "published")),
        ("recorded", ("2026-11-25", "2026-11-25", "exact", "recorded")),
    ],
)
def test_each_clock_dates_by_its_own_day(clock: Clock, expected: tuple[str, str, str, str]) -> None:
    record = meeting("a-1", on="2026-11-22", recorded_at=kept("2026-11-25T09:00:00+00:00"))
    (found,) = line([record], clock=clock).entries
    assert (found.start, found.end, found.precision, found.dated_by) == expected
    assert (found.first_published, found.recorded_at) == ("2026-11-20", datetime(2026, 11, 25, 9, tzinfo=UTC))


@pytest.mark.parametrize("clock", ["published", "recorded"])
def test_without_a_day_on_a_clock_an_entry_is_undated_there(clock: Clock) -> None:
    (found,) = line([meeting("a-1", on="2026-11-22", published=None)], clock=clock).entries
    assert (found.start, found.end, found.precision, found.dated_by) == (None, None, "unknown", None)


@pytest.mark.parametrize(
    ("statuses", "mark"),
    [
        (("happened",), "reported"), (("ongoing",), "reported"), (("planned",), "planned"), (("requested",), "planned"),
        (("threatened",), "not_happened"), (("failed",), "not_happened"), (("happened", "denied"), "disputed"),
        (("planned", "happened"), "reported"),
    ],
)  # fmt: skip
def test_an_entry_is_marked_by_what_its_reports_say(statuses: tuple[Status, ...], mark: Mark) -> None:
    records = [meeting(f"{name}-1", status=status) for name, status in zip("ab", statuses, strict=False)]
    assert entry(*records).mark == mark


def test_names_and_sources_of_all_reports_stand_once() -> None:
    found = entry(
        meeting("a-1", by="Dockers", to="mediator", source="the union"),
        meeting("b-1", by="Dockers", source="The union"),
    )
    assert (found.actors, found.recipients, found.sources) == (("Dockers",), ("mediator",), ("the union",))
    assert (found.publishers, found.articles, found.origins) == (("Herald",), 2, 2)


def test_the_finest_place_is_shown() -> None:
    country = place(MEET, "Tarmond")
    assert country is not None
    coarse = meeting("a-1", place=replace(country, resolution=1))
    found = entry(coarse, meeting("b-1", at="Tolvarra")).place
    assert found is not None
    assert (found.name, found.resolution) == ("Tolvarra", 4)


def test_relations_of_records_tie_their_entries() -> None:
    ends = meeting("a-1", relations=(relation("ends", "b-2"), relation("after", "a-2"), relation("after", "gone")))
    timeline = line([ends, meeting("a-2")], [meeting("b-1"), meeting("b-2")])
    assert [[(tie.type, tie.event_id, tie.alias) for tie in one.ties] for one in timeline.entries] == [
        [("ends", "b-1", "E2")], []
    ]  # fmt: skip


def test_a_corrected_record_marks_its_entry() -> None:
    assert [entry(meeting("a-1", corrections=ids)).corrected for ids in ((), ("c1",))] == [False, True]


def test_what_came_true_is_shown_as_reported_and_not_as_planned() -> None:
    early = meeting("a-1", status="planned", type="AGREE", on="2026-11-22", published="2026-11-19")
    found = entry(
        early, meeting("b-1", type="CONSULT", on="2026-11-22"), meeting("c-1", status="planned", type="AGREE")
    )
    assert (found.type, found.sentence.article_id) == ("CONSULT", "b")
