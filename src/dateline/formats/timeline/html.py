"""One HTML file of a timeline: it works offline and without scripts, prints, and takes nothing from a page but text."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator

from ...resources import read_text
from ...story_types import Timeline, TimelineEntry
from .days import group_by_month
from .html_entry import anchors_of, encode_entry, text
from .svg import STYLE as PICTURE_STYLE
from .svg import draw_timeline
from .wording import begin_upper, describe_clock

STYLE = "web/timeline.css"


def encode_html(timeline: Timeline) -> str:
    """The page. Its policy forbids all that a browser could load or run; only the style that it carries is let in."""
    style = read_text(STYLE) + read_text(PICTURE_STYLE)
    anchors = anchors_of(timeline.entries)
    parts = [
        "<!doctype html>", '<html lang="en">', *_head(timeline, style), "<body>",
        '<a class="skip" href="#list">Skip to the list of events</a>', *_header(timeline), "<main>",
        *_picture(timeline, anchors), '<div class="list" id="list">', *_list(timeline, anchors), "</div>", "</main>",
        *_footer(), "</body>", "</html>",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _head(timeline: Timeline, style: str) -> Iterator[str]:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="generator" content="Dateline">'
    yield f"<title>{text(timeline.title)} – timeline</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _header(timeline: Timeline) -> Iterator[str]:
    alias = f' <span class="alias">{text(timeline.alias)}</span>' if timeline.alias else ""
    yield "<header>"
    yield f'<p class="kicker">Timeline{alias}</p>'
    yield f'<h1 dir="auto">{text(timeline.title)}</h1>'
    yield '<ul class="numbers">'
    for number, noun in (
        (timeline.articles, "article"), (timeline.origins, "independent origin"), (timeline.events, "event"),
    ):  # fmt: skip
        yield f"<li><b>{number:,}</b> {noun}{'' if number == 1 else 's'}</li>"
    yield "</ul>"
    yield f'<p class="clock">{text(begin_upper(describe_clock(timeline)))}.</p>'
    yield "</header>"


def _picture(timeline: Timeline, anchors: dict[str, str]) -> Iterator[str]:
    if not timeline.entries:
        return
    # On a narrow screen the picture scrolls sideways: what scrolls must be reachable by keyboard.
    yield '<figure class="picture" role="region" aria-label="Picture of the timeline" tabindex="0">'
    yield draw_timeline(timeline, anchors=anchors)
    yield "</figure>"


def _list(timeline: Timeline, anchors: dict[str, str]) -> Iterator[str]:
    if not timeline.entries:
        yield '<p class="none">No event is known.</p>'
    for number, (head, entries) in enumerate(group_by_month(timeline.entries), 1):
        yield f'<section aria-labelledby="part-{number}">'
        yield f'<h2 id="part-{number}">{text(head)}</h2>'
        yield '<ol class="entries">'
        yield from _entries(entries, timeline, anchors)
        yield "</ol>"
        yield "</section>"


def _entries(entries: list[TimelineEntry], timeline: Timeline, anchors: dict[str, str]) -> Iterator[str]:
    for entry in entries:
        yield encode_entry(entry, timeline.clock, anchors)


def _footer() -> Iterator[str]:
    yield "<footer>"
    yield (
        "<p>Each line is a sentence of an article, in the words of its publisher; open it to see the article, who says "
        "so and how the day was found. Counts of articles, of independent origins and of events are three numbers: "
        "copies of a report are no further evidence.</p>"
    )
    yield '<p class="made">Made with Dateline.</p>'
    yield "</footer>"
