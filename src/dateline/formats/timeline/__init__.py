"""Timelines written out, one file a form."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Literal

from ...story_types import Timeline
from .atom import encode_atom
from .csv import encode_csv
from .days import is_dated
from .geojson import encode_geojson
from .html import encode_html
from .ics import encode_ics
from .json import encode_json
from .md import encode_markdown
from .svg import encode_svg
from .timelinejs import encode_timelinejs

TimelineForm = Literal["md", "html", "json", "timelinejs", "ics", "atom", "geojson", "csv", "svg"]
_ENCODE: dict[TimelineForm, Callable[[Timeline], str]] = {
    "md": encode_markdown,
    "html": encode_html,
    "json": encode_json,
    "timelinejs": encode_timelinejs,
    "ics": encode_ics,
    "atom": encode_atom,
    "geojson": encode_geojson,
    "csv": encode_csv,
    "svg": encode_svg,
}
_BY_SUFFIX: dict[str, TimelineForm] = {
    ".md": "md", ".html": "html", ".htm": "html", ".json": "json", ".ics": "ics", ".atom": "atom", ".xml": "atom",
    ".geojson": "geojson", ".csv": "csv", ".svg": "svg",
}  # fmt: skip
_NEED_A_DAY: frozenset[TimelineForm] = frozenset({"timelinejs", "ics", "svg"})


def encode_timeline(timeline: Timeline, form: TimelineForm) -> str:
    """The timeline in that form, the same text for the same timeline; in ``csv`` and ``ics`` lines end in CRLF."""
    return _ENCODE[form](timeline)


def form_of(name: str) -> TimelineForm | None:
    """The form that a file's name asks for; ``None`` for the terminal's view."""
    return _BY_SUFFIX.get(PurePath(name).suffix)


def left_out(timeline: Timeline, form: TimelineForm) -> int:
    """How many entries the form cannot hold: the undated, where each needs a day."""
    return sum(not is_dated(entry) for entry in timeline.entries) if form in _NEED_A_DAY else 0
