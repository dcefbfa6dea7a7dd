"""TimelineJS: a slide a dated entry, the date as coarse as it is known, the sentence and its article in the text."""

from datetime import date
from html import escape

import msgspec

from ...story_types import Timeline, TimelineEntry
from .days import covers_months, covers_years, days_of, describe_days, is_dated, is_rough
from .safety import plain, web_link
from .sentences import split_sentence
from .wording import MARKS, count, describe_article, describe_clock, describe_line, describe_numbers, tell_facts

_HEADLINE = 90
"""Characters: what the slide shows in two lines."""
_TITLE_ID = "title"


def encode_timelinejs(timeline: Timeline) -> str:
    """The slides; what is undated is left out and counted in the text of the title slide."""
    slides = [_slide(entry, timeline) for entry in timeline.entries if is_dated(entry)]
    undated = len(timeline.entries) - len(slides)
    note = f"<p>{count(undated, 'undated event')} left out.</p>" if undated else ""
    about = f"<p>{escape(describe_numbers(timeline))}, {escape(describe_clock(timeline))}.</p>{note}"
    title = {
        "unique_id": _TITLE_ID, "text": {"headline": escape(plain(timeline.title)), "text": about}, "autolink": False,
    }  # fmt: skip
    document = {"title": title, "events": slides}
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _slide(entry: TimelineEntry, timeline: Timeline) -> dict[str, object]:
    mark = "" if entry.mark == "reported" else MARKS[entry.mark][1].capitalize() + ": "
    return {
        "unique_id": entry.event_id,
        **_dates(entry),
        "text": {"headline": escape(mark + describe_line(entry, _HEADLINE).text), "text": _text(entry, timeline)},
        "group": escape(plain(entry.type)),
        "autolink": False,
    }


def _dates(entry: TimelineEntry) -> dict[str, object]:
    """Start and end; the words for it where the program would show another day than is known."""
    start, end = days_of(entry)
    first = start or end or date.min
    last = end if start and end else first
    whole_years, whole_months = covers_years(first, last), covers_months(first, last)
    parts = 1 if whole_years else 2 if whole_months else 3
    dates: dict[str, object] = {"start_date": _date(first, parts)}
    if _date(first, parts) != _date(last, parts):
        dates["end_date"] = _date(last, parts)
    return dates | ({"display_date": describe_days(entry)} if is_rough(entry) else {})


def _date(day: date, parts: int) -> dict[str, int]:
    """Year, month and day, of which as many as are known."""
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:parts])


def _text(entry: TimelineEntry, timeline: Timeline) -> str:
    """Of the slide, as HTML."""
    before, trigger, after = map(escape, split_sentence(entry.sentence))
    facts = tell_facts(entry, timeline.clock)
    article, link = escape(describe_article(entry.sentence)), web_link(entry.sentence.url)
    if link:
        article = f'<a href="{escape(link)}" rel="noopener noreferrer nofollow">{article}</a>'
    paragraphs = [f"{before}<b>{trigger}</b>{after}", article, *[escape(fact) for fact in facts]]
    return "".join([f"<p>{paragraph}</p>" for paragraph in paragraphs])
