"""What a user sees of a timeline in a terminal."""

import io

import pytest
from made_timelines import NONE, STRIKE, busy, hostile
from rich.cells import cell_len
from rich.console import Console

from dateline.formats.timeline.terminal import show_timeline
from dateline.story_types import Timeline


def shown(timeline: Timeline, width: int, *, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None)
    show_timeline(timeline, console)
    return file.getvalue()


@pytest.mark.parametrize("width", [30, 50, 80, 120, 200])
@pytest.mark.parametrize("timeline", [STRIKE, NONE, hostile(), busy()], ids=["strike", "none", "hostile", "busy"])
def test_no_line_is_wider_than_the_terminal(timeline: Timeline, width: int) -> None:
    assert max(map(cell_len, shown(timeline, width).splitlines())) <= width


def test_an_entry_is_a_line_with_day_mark_sentence_origins_and_alias() -> None:
    lines = shown(STRIKE, 80).splitlines()
    assert " Fri 20     ● Dock workers at Port Alder stopped work on…      3 origins  E3" in lines
    assert " ~03–07 ░░  ● The union gave notice of a ballot earlier this…  1 origin   E1" in lines
    assert " by 23 ░░   ○ Talks are to be taken up again by Monday at the… 1 origin   E7" in lines
    assert " Tue 24     × A sympathy strike that the rail workers had…     1 origin   E8" in lines


@pytest.mark.parametrize("width", [80, 120])
def test_who_says_so_stands_below_the_line(width: int) -> None:
    lines = shown(STRIKE, width).splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith("E2"))
    assert lines[at].startswith(" Thu 12     ● Members voted 812 to 140")
    assert lines[at + 1].strip() == "says Jana Roth; port authority"


def test_the_head_has_the_three_numbers_and_the_clock() -> None:
    head = " ".join(shown(STRIKE, 80).split("2026-11\n")[0].split())
    assert head.startswith(
        "Port Alder dock strike S12 41 articles → 9 origins → 12 events [happened] published recorded"
    )
    assert "as known on 2026-11-22" in head


def test_what_is_disputed_changed_or_tied_stands_below() -> None:
    text = " ".join(shown(STRIKE, 80).split())
    assert "⇄ status: “happened” (Jana Roth, 20 November 2026) ⇄ “denied” (port authority, Alder Herald" in text
    assert "△ figure changed, taking part: 4000 → 6000" in text
    assert "↳ ends E3, part of E9" in text
    assert "corrected by hand" in text


def test_months_are_heads_and_the_undated_stand_last() -> None:
    heads = [line.strip() for line in shown(STRIKE, 80).splitlines() if line in (" 2026-11", " 2026-12", " undated")]
    assert heads == ["2026-11", "2026-12", "undated"]


def test_there_is_no_colour_in_a_pipe() -> None:
    assert "\x1b" not in shown(STRIKE, 80)
    assert "\x1b[1mstopped work\x1b[0m" in shown(STRIKE, 80, colour=True)


def test_no_character_of_a_page_acts_on_the_terminal() -> None:
    text = shown(hostile(), 80)
    assert not set(text) & set("\x00\x07\x1b\x9b\r\t\u202e\u2066\u200f")


def test_markup_of_the_terminal_library_is_text() -> None:
    assert "[x](javascript:alert(1)) stopped work" in shown(hostile(), 80)


def test_an_empty_timeline_says_so() -> None:
    assert "no event is known" in shown(NONE, 80)
