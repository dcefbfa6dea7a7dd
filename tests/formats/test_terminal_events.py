"""What a user sees of an article's events."""

import io
from dataclasses import replace

import pytest
from made_records import ANNOTATIONS, ARREST, ARTICLE, RECORDS
from rich.console import Console

from dateline.event_types import DatePrecision, EventDate
from dateline.formats.terminal_events import show_events
from dateline.formats.terminal_why import describe_date, find_record, show_why


def shown(width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    show_events(ARTICLE, ANNOTATIONS, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [60, 120])
def test_the_view_has_type_sides_day_source_sentence_and_link(width: int) -> None:
    text = " ".join(shown(width).split())
    assert "e1 COERCE/arrest Police in Tolvarra (PER/COP) → 12 dockers (PER/LAB) · 2026-11-20" in text
    assert "says the ministry (official)" in text
    assert "[arrested]" in text
    assert "after e2 (“after”)" in text
    assert "e2 PROTEST/strike planned" in text
    assert max(map(len, shown(width).splitlines())) <= width


def test_parts_that_overlap_all_have_their_style() -> None:
    console = Console(file=io.StringIO(), width=120, force_terminal=True, color_system="standard")
    show_events(ARTICLE, replace(ANNOTATIONS, events=ANNOTATIONS.events[:1]), console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[1;36mPolice in \x1b[0m\x1b[1;4;36mTolvarra\x1b[0m" in text
    assert "\x1b[34mministry\x1b[0m said." in text


def test_no_control_character_of_the_page_reaches_the_terminal() -> None:
    evil = replace(ARTICLE, text=ARTICLE.text.replace("Police", "Pol\x1bce"))
    console = Console(file=io.StringIO(), width=100)
    show_events(evil, ANNOTATIONS, console)
    assert "\x1b" not in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2026-11-20", "2026-11-20", "exact", "2026-11-20"),
        ("2026-11-03", "2026-11-07", "approx", "about 2026-11-03 to 2026-11-07"),
        (None, "2026-11-23", "before", "by 2026-11-23"),
        ("2026-11-23", None, "after", "from 2026-11-23 on"),
        (None, None, "unknown", "date unknown"),
    ],
)
def test_a_date_is_described_as_exactly_as_it_is_known(
    start: str | None, end: str | None, precision: DatePrecision, words: str
) -> None:
    assert describe_date(EventDate(None, start, end, precision, None, None, "")) == words


def test_why_shows_words_rules_and_the_runner_up() -> None:
    console = Console(file=io.StringIO(), width=110)
    show_why(RECORDS[0], "e1", {}, console)
    text = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "“arrested” (37–45) cue made, 0.50, runner-up PROTEST 0.20" in text
    assert "when “Friday” (60–66): 2026-11-20, exact weekday" in text


@pytest.mark.parametrize(("name", "found"), [("e2", RECORDS[1]), (ARREST.id, RECORDS[0]), ("e9", None)])
def test_an_event_is_found_by_alias_and_id(name: str, found: object) -> None:
    assert find_record(RECORDS, name) == found
