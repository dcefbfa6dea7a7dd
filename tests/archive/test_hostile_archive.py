"""A page must not act through the archive: not on a terminal, not in a browser, not in a spreadsheet."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from made_archive import archive_of, code, keep, make_article, make_event

from dateline.archive import Archive
from dateline.archive.exporting import FORMS
from dateline.archive_types import HIGHLIGHT
from dateline.cli import main
from dateline.cli.telling import TIMELINE_FORMS
from dateline.event_types import Coded
from dateline.formats.timeline import encode_timeline
from dateline.types import Failure, Moment

ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SCRIPT = "<script>alert(1)</script>"
ATTACKS = (
    SCRIPT + "</title></style></textarea><img src=x onerror=alert(2)>",
    "\"' onmouseover=alert(3) x='",
    "javascript:alert(4) [go](javascript:alert(5)) ![x](https://spy.example/x.png)",
    "\x1b]0;owned\x07\x1b[2J\x9b31m\x9d0;owned\x9c\b\b\r\x7f",
    "\u202eesrever\u2066 isolated\u200f",
    "=HYPERLINK(\"https://spy.example\")",
    "@SUM(1+1)|cmd",
    f"{HIGHLIGHT[0]}bold <b>{HIGHLIGHT[1]}",
    "]]>--><!-- &amp; &#60;script&#62; \\ud83d",
    "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:owned",
)
URLS = (
    "javascript:alert(6)",
    "https://a.example/\"onload=alert(7)//\x1b[31m",
    "data:text/html,<script>alert(8)</script>",
)


def hostile(name: str, attack: str, url: str, *, later: bool = False) -> Coded:
    """An article that has the attack everywhere, its sides and places among them."""
    more = " It changed." if later else ""
    text = f"{attack}\n\n{attack} Dockers {attack} marched in Kell {attack}.{more} {attack} ended."
    article = replace(
        make_article(name, text, published="2026-11-20", publisher=attack, origin=attack + name),
        url=url, byline=attack, authors=(attack,), modified=Moment("2026-11-21", "day", "meta") if later else None,
    )  # fmt: skip
    event = make_event(article, "marched", by="Dockers", at="Kell", on="2026-11-20")
    sides = (replace(event.actors[0], name=attack, code=None),)
    place = replace(event.place, name=attack) if event.place else None
    # Another report denies it elsewhere: rival claims are written out, too.
    other = make_event(article, "ended", "COERCE", by="Dockers", status="denied")
    return code(article, replace(event, actors=sides, recipients=sides, place=place), other)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    for number, attack in enumerate(ATTACKS):
        url = URLS[number % len(URLS)]
        keep(path, [hostile(str(number), attack, url), hostile(str(number), attack, url, later=True)])
        keep(path, [Failure(f"{attack}{number}", url, "page", "BadInput", attack)])
    return path


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with archive_of(path, []) as opened:
        for alias in events_of(opened):
            value = "<i>\x1b[31mHere\u202e</i>"
            opened.correct("set", alias, field="place", value=value, because=ATTACKS[3], by=SCRIPT)
        yield opened


def events_of(archive: Archive) -> list[str]:
    return [entry.alias for story in archive.stories() for entry in archive.timeline(story.alias).entries]


def say(path: Path, *args: str) -> str:
    result = CliRunner().invoke(main, [*args, "-a", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def test_no_view_sends_a_terminal_what_acts_on_it(path: Path, archive: Archive) -> None:
    events, stories = events_of(archive), [story.alias for story in archive.stories()]
    told = [
        say(path, "search", "marched"), say(path, "search", "type:PROTEST"), say(path, "stories"),
        say(path, "status", "--failed"), say(path, "fix", "--list"),
        say(path, "new", "marched", "--since", "2026-11-01", "--today", "2026-11-30"),
        *[say(path, "why", event) for event in events],
        *[say(path, "diff", f"A{number}") for number in range(1, len(ATTACKS) + 1)],
        *[say(path, "timeline", story) for story in stories],
        *[say(path, "timeline", story, "-f", form) for story in stories for form in ("md", "svg", "html", "atom")],
    ]  # fmt: skip
    assert len(told) > 20
    for text in told:
        assert not ACTIVE.search(text), ACTIVE.findall(text)


def test_no_data_for_a_program_has_a_control_character_but_line_ends(path: Path, archive: Archive) -> None:
    told = [say(path, "timeline", "marched", "-f", form) for form in TIMELINE_FORMS]
    told += [
        say(path, "search", "marched", "--json"), say(path, "stories", "--json"), say(path, "status", "--json"),
        say(path, "why", "E1", "--json"), say(path, "diff", "A4", "--json"),
    ]  # fmt: skip
    for text in told:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text.replace("\r\n", "\n"))


class Tags(HTMLParser):
    """All that a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags_of(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(text)
    return parser.tags


@pytest.mark.parametrize("form", ["html", "svg", "md", "atom"])
def test_no_page_of_a_timeline_runs_or_fetches_what_an_article_says(archive: Archive, form: str) -> None:
    for story in archive.stories():
        text = encode_timeline(archive.timeline(story.alias), form)  # type: ignore[arg-type]  # made from a table
        for tag, attributes in tags_of(text):
            assert tag not in ("iframe", "object", "embed", "img", "base")
            assert not any(name.startswith("on") for name in attributes), attributes
            for name in ("href", "src", "xlink:href"):
                link = attributes.get(name) or "#"
                assert link.startswith(("#", "https://", "http://", "urn:", "data:image/svg")), link
        assert "alert(" not in "".join(re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL))
        if form in ("svg", "atom"):
            ElementTree.fromstring(text)


def test_no_cell_of_a_table_is_a_formula(archive: Archive, tmp_path: Path) -> None:
    archive.export(tmp_path / "x.csv")
    tables = [(tmp_path / "x.csv").read_text(encoding="utf-8")]
    tables += [encode_timeline(archive.timeline(story.alias), "csv") for story in archive.stories()]
    for table in tables:
        cells = [cell for row in csv.reader(table.splitlines(keepends=True)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r")]


@pytest.mark.parametrize("form", FORMS)
def test_every_row_of_an_export_stays_one_row(archive: Archive, tmp_path: Path, form: str) -> None:
    rows = archive.export(tmp_path / "x", form=form)  # type: ignore[arg-type]  # made from a table
    assert rows > 0
    if form in ("jsonl", "plover"):
        lines = (tmp_path / "x").read_text(encoding="utf-8").split("\n")[:-1]
        assert len([json.loads(line) for line in lines]) == rows
    elif form in ("polecat", "cameo"):
        lines = (tmp_path / "x").read_text(encoding="utf-8").split("\n")[1:-1]
        assert len(lines) == rows
        assert len({line.count("\t") for line in lines}) == 1


def test_an_entry_of_a_calendar_stays_one(archive: Archive) -> None:
    for story in archive.stories():
        told = archive.timeline(story.alias)
        text = encode_timeline(told, "ics")
        dated = [entry for entry in told.entries if entry.start or entry.end]
        assert text.split("\r\n").count("BEGIN:VEVENT") == len(dated)
