"""Timelines for other programs: JSON, CSV, GeoJSON, TimelineJS, Markdown."""

import csv
import io
import json
from dataclasses import asdict, replace

import msgspec
import pytest
from made_timelines import ENTRIES, ONE, STRIKE, entry, timeline

from dateline.event_types import DatePrecision
from dateline.formats.timeline import encode_timeline
from dateline.story_types import Position, Timeline


def slides(made: Timeline) -> list[dict[str, object]]:
    return json.loads(encode_timeline(made, "timelinejs"))["events"]


def test_json_holds_all_of_the_timeline() -> None:
    text = encode_timeline(STRIKE, "json")
    assert msgspec.json.decode(text, type=Timeline) == STRIKE
    assert list(json.loads(text)["entries"][0]) == list(asdict(STRIKE.entries[0]))


def test_csv_has_a_row_an_entry_and_a_cell_for_what_is_known() -> None:
    rows = list(csv.DictReader(io.StringIO(encode_timeline(STRIKE, "csv"), newline="")))
    assert len(rows) == len(ENTRIES)
    denied = rows[3]
    assert (denied["alias"], denied["start"], denied["mark"], denied["trigger"]) == (
        "E4", "2026-11-20", "disputed", "talks had ended",
    )  # fmt: skip
    assert denied["disputes"].startswith("status: “happened” (Jana Roth, 20 November 2026) / “denied”")
    assert (denied["lat"], denied["lon"]) == ("51.25", "-3.5")
    assert rows[10]["start"] == rows[10]["place"] == ""


def test_geojson_gives_longitude_first_and_keeps_what_has_no_place() -> None:
    collection = json.loads(encode_timeline(STRIKE, "geojson"))
    features = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert features[4]["geometry"] == {"type": "Point", "coordinates": [44.75, -12.5]}
    assert [feature["geometry"] for feature in features[8:]] == [None, features[9]["geometry"], None, None]
    assert {feature["type"] for feature in features} == {"Feature"}
    properties = features[0]["properties"]
    assert (properties["start"], properties["end"], properties["date_precision"]) == (
        "2026-11-03", "2026-11-07", "approx",
    )  # fmt: skip
    assert properties["date_granularity"] == "week"
    assert features[0]["when"] == {"timespans": [{"start": {"in": "2026-11-03"}, "end": {"in": "2026-11-07"}}]}
    assert "when" not in features[10]
    assert not [key for key, value in properties.items() if isinstance(value, (list, dict))]


def test_coordinates_that_no_place_has_are_no_geometry() -> None:
    nowhere = replace(ENTRIES[0], place=Position("x", None, None, 91.0, 0.0, 4))
    assert json.loads(encode_timeline(timeline((nowhere,)), "geojson"))["features"][0]["geometry"] is None


@pytest.mark.parametrize(
    ("start", "end", "precision", "first", "last", "shown"),
    [
        ("2026-11-20", "2026-11-20", "exact", [2026, 11, 20], None, None),
        ("2026-11-18", "2026-11-20", "exact", [2026, 11, 18], [2026, 11, 20], None),
        ("2026-11-01", "2026-11-30", "interval", [2026, 11], None, "November 2026"),
        ("2026-01-01", "2026-12-31", "interval", [2026], None, "2026"),
        ("2026-11-03", "2026-11-07", "approx", [2026, 11, 3], [2026, 11, 7], "about 3–7 November 2026"),
        (None, "2026-11-23", "before", [2026, 11, 23], None, "by 23 November 2026"),
    ],
)
def test_a_slide_is_dated_as_coarsely_as_its_entry(
    start: str | None,
    end: str | None,
    precision: DatePrecision,
    first: list[int],
    last: list[int] | None,
    shown: str | None,
) -> None:
    slide = slides(timeline((entry(1, start, "It ended.", "ended", end=end, precision=precision),)))[0]
    assert slide["start_date"] == dict(zip(("year", "month", "day"), first, strict=False))
    assert slide.get("end_date") == (dict(zip(("year", "month", "day"), last, strict=False)) if last else None)
    assert slide.get("display_date") == shown


def test_slides_have_ids_and_the_title_counts_what_is_left_out() -> None:
    document = json.loads(encode_timeline(STRIKE, "timelinejs"))
    ids = [slide["unique_id"] for slide in document["events"]]
    assert ids == [one.event_id for one in ENTRIES[:10]]
    assert "2 undated events left out" in document["title"]["text"]["text"]
    assert 'rel="noopener noreferrer nofollow"' in document["events"][2]["text"]["text"]


def test_markdown_has_footnotes_for_its_articles() -> None:
    text = encode_timeline(ONE, "md")
    assert "- **20 November 2026** ● Dock workers at Port Alder **stopped work** on Friday after talks with" in text
    assert "said.[^1]\n" in text
    assert text.endswith(
        "[^1]: “Dockers walk out at Port Alder after talks collapse”, Alder Herald, 20 November 2026 (A83) "
        "<https://alder-herald.example/news/83?a=1&b=2>\n"
    )


def test_markdown_names_an_article_once() -> None:
    same = tuple([replace(one, sentence=replace(one.sentence, article_id="a")) for one in ENTRIES[:3]])
    text = encode_timeline(timeline(same), "md")
    assert text.count("[^1]") == 4
    assert "[^2]" not in text
