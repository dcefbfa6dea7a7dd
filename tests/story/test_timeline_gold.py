"""The reader's timeline of the demo story, which `benchmarks/demo_timeline.py` scores ours against."""

import json
from datetime import date
from typing import get_args

import pytest

import dateline
from dateline.event_types import Status
from dateline.resources import read_bytes, read_text

ROWS = [json.loads(line) for line in read_text("demo/expected/story.timeline.jsonl").splitlines()]
PAGES = sorted({page for row in ROWS for page in row["pages"]})


@pytest.mark.parametrize("page", PAGES)
def test_the_words_of_a_happening_stand_on_its_page(page: str) -> None:
    text = dateline.read(read_bytes(f"demo/{page}.html").decode("utf-8")).text.replace("’", "'")
    assert [words for row in ROWS for words in row["words"].get(page, ()) if words not in text] == []


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_a_happening_has_days_a_status_and_words(row: dict[str, str]) -> None:
    assert row["status"] in get_args(Status)
    assert list(row["words"]) == row["pages"]
    assert [date.fromisoformat(day) for day in row["day"].split("/") if day != ".."]
