"""The picture of a timeline: what lies where, and that nothing lies over another."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from made_timelines import ENTRIES, NONE, ONE, STRIKE, busy, entry, timeline

from dateline.formats.timeline import encode_timeline
from dateline.formats.timeline.lanes import RADIUS, TAIL, WIDTH, Lane, Spot, lay_out
from dateline.formats.timeline.ticks import find_ticks
from dateline.story_types import Mark, Timeline

SVG = "{http://www.w3.org/2000/svg}"
CHARACTER = 7.0
"""Pixels of a character that are surely enough for a label."""


def lanes_of(made: Timeline) -> tuple[Lane, ...]:
    laid = lay_out(made.entries)
    assert laid
    return laid[1]


def extent(spot: Spot) -> tuple[float, float]:
    """From where to where a spot and its label go."""
    left, right = spot.x - RADIUS, spot.end + RADIUS
    room = len(spot.label) * CHARACTER
    return (left - room, right) if spot.label_left else (left, right + room)


def classes(made: Timeline, name: str) -> int:
    root = ElementTree.fromstring(encode_timeline(made, "svg"))
    return len([node for node in root.iter() if name in node.get("class", "").split()])


def test_who_acts_most_has_a_lane_and_the_others_share_one() -> None:
    assert [lane.name for lane in lanes_of(STRIKE)] == ["union", "dock workers", "port authority", "others"]


def test_a_single_event_has_a_plain_axis() -> None:
    assert [(lane.name, len(lane.dots)) for lane in lanes_of(ONE)] == [("", 1)]


@pytest.mark.parametrize("made", [STRIKE, busy(), busy(40, 5), busy(900, 11)], ids=["strike", "300", "40", "900"])
def test_nothing_lies_over_another(made: Timeline) -> None:
    for lane in lanes_of(made):
        rows = [list(lane.dots), *[[band for band in lane.bands if band.row == row] for row in range(lane.band_rows)]]
        for row in rows:
            for first, second in pairwise(sorted(row, key=lambda spot: spot.x)):
                assert extent(first)[1] <= extent(second)[0] + 1
        assert all(extent(spot)[0] >= 0 and extent(spot)[1] <= WIDTH + 1 for row in rows for spot in row)


def test_every_dated_entry_is_in_the_picture_once() -> None:
    for made in (STRIKE, busy()):
        shown = [one.event_id for lane in lanes_of(made) for spot in (*lane.dots, *lane.bands) for one in spot.entries]
        assert sorted(shown) == sorted(one.event_id for one in made.entries if one.start or one.end)


def test_a_busy_day_is_folded_into_one_dot_with_its_number() -> None:
    day = tuple([entry(number, "2026-11-20", "It ended.", "ended") for number in range(12)])
    root = ElementTree.fromstring(encode_timeline(timeline(day), "svg"))
    assert next(node.text for node in root.iter(f"{SVG}text") if node.get("class") == "dl-number") == "12"


def test_an_event_of_long_ago_stands_beside_the_axis() -> None:
    laid = lay_out(busy().entries)
    assert laid
    assert laid[0].earlier
    assert (laid[0].first.year, laid[0].last.year) == (2026, 2026)


@pytest.mark.parametrize(
    ("mark", "name"), [("reported", "dl-reported"), ("disputed", "dl-half"), ("not_happened", "dl-cross")]
)
def test_marks_differ_by_shape(mark: Mark, name: str) -> None:
    """One more than in the legend."""
    marked = timeline((entry(1, "2026-11-20", "It ended.", "ended", mark=mark),))
    assert classes(marked, name) == classes(NONE, name) + 1


def test_what_is_uncertain_is_a_band_or_has_a_tail() -> None:
    assert classes(STRIKE, "dl-band") == 2 + classes(NONE, "dl-band")
    assert classes(STRIKE, "dl-tail") == 2
    assert TAIL > RADIUS


def test_the_picture_has_a_title_a_description_and_a_count_of_the_undated() -> None:
    root = ElementTree.fromstring(encode_timeline(STRIKE, "svg"))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Port Alder dock strike: 41 articles → 9 origins → 12 events"
    assert desc is not None
    assert "10 events from about 3–7 November 2026 to from 2 December 2026" in (desc.text or "")
    assert "2 events without a day, not drawn" in "".join(root.itertext())


def test_without_a_day_the_picture_says_so() -> None:
    assert "No event has a day." in encode_timeline(timeline(ENTRIES[10:]), "svg")


@pytest.mark.parametrize("days", [7, 20, 60, 200, 900, 4000, 40000, 700000])
def test_an_axis_has_some_names_that_do_not_touch(days: int) -> None:
    first = date(1, 3, 5)
    ticks = find_ticks(first, first + timedelta(days=days - 1), 800.0)
    assert 2 <= len(ticks) <= 13
    places = [(tick.day - first).days / days * 800 for tick in ticks]
    assert all(later - earlier >= 56 for earlier, later in pairwise(places))
