"""Every form of a timeline: the same text each time, harmless whatever the pages hold, and read by others."""

import csv
import io
import json
from datetime import date
from typing import get_args
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_timelines import HOSTILE, NONE, ONE, STRIKE, busy, hostile, with_text
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from dateline.formats.timeline import TimelineForm, encode_timeline, left_out
from dateline.formats.timeline.safety import plain
from dateline.story_types import Timeline

FORMS: tuple[TimelineForm, ...] = get_args(TimelineForm)
TIMELINES = {"strike": STRIKE, "none": NONE, "one": ONE, "hostile": hostile(), "busy": busy()}
HTML_TAGS = set(
    "html head meta title style body a header p span h1 ul li b main figure svg desc g line text rect circle path div "
    "section h2 ol details summary time mark cite bdi dl dt dd table caption thead tbody tr th td footer".split()
)
HTML_ATTRIBUTES = set(
    "lang charset http-equiv content name class href id dir role aria-label aria-labelledby aria-hidden tabindex xmlns "
    "viewbox width height x y x1 x2 y1 y2 cx cy r rx d text-anchor rel scope datetime title".split()
)
ATOM_TAGS = set(
    "feed id title subtitle updated author name generator entry published link category content div "
    "blockquote p b".split()
)
LINKS = ("#", "https://", "http://")
TEXTS = st.lists(st.text(max_size=40) | st.sampled_from(HOSTILE), min_size=1, max_size=4)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TIMELINES)
def test_the_same_timeline_gives_the_same_text(name: str, form: TimelineForm) -> None:
    text = encode_timeline(TIMELINES[name], form)
    assert text == encode_timeline(TIMELINES[name], form)
    assert text.endswith("\n")


@pytest.mark.parametrize(
    ("form", "number"), [(form, 2 if form in ("ics", "timelinejs", "svg") else 0) for form in FORMS]
)
def test_what_a_form_cannot_hold_is_counted(form: TimelineForm, number: int) -> None:
    assert left_out(STRIKE, form) == number


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def check_html(text: str) -> None:
    for node in LexborHTMLParser(text).css("*"):
        assert node.tag in HTML_TAGS
        assert {name.lower() for name in node.attributes} <= HTML_ATTRIBUTES
        if "href" in node.attributes:
            assert (node.attributes["href"] or "").startswith(LINKS)


def check_svg(text: str) -> None:
    for node in ElementTree.fromstring(text).iter():
        assert local(node.tag) in {"svg", "title", "desc", "style", "rect", "line", "text", "circle", "path", "g"}
        assert {local(name).lower() for name in node.attrib} <= HTML_ATTRIBUTES


def check_atom(text: str) -> None:
    for node in ElementTree.fromstring(text.encode()).iter():
        assert local(node.tag) in ATOM_TAGS
        assert set(map(local, node.attrib)) <= {"rel", "href", "term", "type", "lang"}
        assert node.attrib.get("href", "https://").startswith(LINKS)
    assert not feedparser.parse(text.encode()).bozo


def check_markdown(text: str) -> None:
    tokens = [child for token in MarkdownIt().parse(text) for child in (token, *(token.children or ()))]
    assert not {token.type for token in tokens} & {"html_block", "html_inline", "image", "code_inline", "fence"}
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert all(link.startswith(LINKS) for link in links)


def check_ics(text: str, timeline: Timeline) -> None:
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == len(timeline.entries) - left_out(timeline, "ics")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def check_csv(text: str, timeline: Timeline) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == len(timeline.entries) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+@\t\r") or cell[:2] == "-1+"]


def check_all(timeline: Timeline) -> None:
    check_html(encode_timeline(timeline, "html"))
    check_svg(encode_timeline(timeline, "svg"))
    check_atom(encode_timeline(timeline, "atom"))
    check_markdown(encode_timeline(timeline, "md"))
    check_ics(encode_timeline(timeline, "ics"), timeline)
    check_csv(encode_timeline(timeline, "csv"), timeline)
    assert len(json.loads(encode_timeline(timeline, "geojson"))["features"]) == len(timeline.entries)
    for slide in json.loads(encode_timeline(timeline, "timelinejs"))["events"]:
        check_html(slide["text"]["headline"] + slide["text"]["text"])


@pytest.mark.parametrize("name", TIMELINES)
def test_nothing_of_a_page_is_markup_script_formula_or_line(name: str) -> None:
    check_all(TIMELINES[name])


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_no_text_breaks_a_form(texts: list[str]) -> None:
    check_all(with_text(texts))


def test_hostile_text_is_shown_as_text() -> None:
    page = LexborHTMLParser(encode_timeline(hostile(), "html")).text()
    for evil in HOSTILE:
        assert f"{plain(evil)} stopped work" in " ".join(page.split())


def test_markdown_shows_hostile_text_as_text() -> None:
    tokens = MarkdownIt().parse(encode_timeline(hostile(), "md"))
    shown = " ".join(child.content for token in tokens for child in token.children or () if child.content)
    for evil in ("<script>alert(1)</script>", "[x](javascript:alert(1))", "${x} {{7*7}} %s __import__"):
        assert evil.split()[0] in shown


def test_a_calendar_program_reads_days_sentences_and_what_is_left_out() -> None:
    calendar = icalendar.Calendar.from_ical(encode_timeline(STRIKE, "ics"))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    about, strike, talks = (events[f"{number:012x}@dateline"] for number in (1, 3, 7))
    assert (about["DTSTART"].dt, about["DTEND"].dt) == (date(2026, 11, 3), date(2026, 11, 8))
    assert str(about["X-DATELINE-PRECISION"]) == "approx"
    assert str(strike["DESCRIPTION"]).startswith("“Dock workers at Port Alder stopped work on Friday after talks with")
    assert str(strike["DTSTAMP"].dt) == "2026-11-22 07:30:00+00:00"
    assert (strike["GEO"].latitude, strike["GEO"].longitude) == (51.25, -3.5)
    assert (str(strike["STATUS"]), int(strike["SEQUENCE"])) == ("CONFIRMED", 1)
    assert str(talks["SUMMARY"]).startswith("Planned: Talks are to be")
    assert str(talks["SUMMARY"]).endswith("(by 23 November 2026)")
    assert "left out: 2 undated events" in str(calendar["X-WR-CALDESC"])


def test_a_folded_line_cuts_no_character() -> None:
    text = encode_timeline(with_text(["港湾ストライキ" * 30]), "ics")
    assert "港湾ストライキ" * 30 in text.replace("\r\n ", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_a_feed_reader_reads_entries_times_and_links() -> None:
    feed = feedparser.parse(encode_timeline(STRIKE, "atom").encode())
    assert not feed.bozo
    assert feed.feed.title == "Port Alder dock strike"
    assert (feed.feed.id, feed.feed.updated) == ("tag:dateline.invalid,2026:timeline:S12", "2026-11-22T07:30:00Z")
    assert len(feed.entries) == len(STRIKE.entries)
    strike = feed.entries[2]
    assert strike.id == "tag:dateline.invalid,2026:event:000000000003"
    assert strike.link == "https://alder-herald.example/news/83?a=1&b=2"
    assert strike.title.startswith("20 November 2026: Dock workers at Port Alder stopped work")
    assert "<b>stopped work</b>" in strike.content[0].value
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_an_entry_that_was_never_recorded_has_the_time_of_its_article() -> None:
    entry = feedparser.parse(encode_timeline(STRIKE, "atom").encode()).entries[10]
    assert entry.published == "2026-11-20T17:05:00Z"


def test_a_feed_without_entries_has_a_time_that_stays() -> None:
    assert feedparser.parse(encode_timeline(NONE, "atom").encode()).feed.updated == "1970-01-01T00:00:00Z"
