"""An entry of a timeline as HTML: a line that opens its sentence, its article and all that is known beside it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from ...story_types import Clock, Dispute, TimelineEntry
from .days import MONTHS, WEEKDAYS, covers_months, covers_years, days_of, describe_days, describe_published, is_rough
from .safety import plain, web_link
from .sentences import Line, split_sentence
from .wording import (
    MARKS,
    begin_upper,
    count,
    describe_basis,
    describe_change,
    describe_line,
    describe_sides,
    describe_status,
    describe_tie,
    describe_type,
)

_LINE = 170
"""Characters of a closed line: two to three lines; a longer sentence is shown in full when it is opened."""
_FLAGGED_CHANGES = 2
_ALIAS = re.compile(r"[A-Z]\d{1,12}")
_RESOLUTIONS = {1: "country", 2: "province", 3: "district", 4: "city", 5: "place in a city"}
Fact = tuple[str, str]
"""Name and HTML."""


def text(words: str | None) -> str:
    """Words of a page as HTML that shows them and does nothing."""
    return escape(plain(words or ""))


def anchors_of(entries: Sequence[TimelineEntry]) -> dict[str, str]:
    """For each event the id of its element: its alias where that can be one and no other has it."""
    anchors: dict[str, str] = {}
    for number, entry in enumerate(entries, 1):
        usable = _ALIAS.fullmatch(entry.alias) and entry.alias not in anchors.values()
        anchors.setdefault(entry.event_id, entry.alias if usable else f"entry-{number}")
    return anchors


def encode_entry(entry: TimelineEntry, clock: Clock, anchors: dict[str, str]) -> str:
    """The item of the list."""
    classes = f"entry {entry.mark}{' rough' if is_rough(entry) else ''}"
    parts = [
        f'<li class="{classes}" id="{anchors[entry.event_id]}">', "<details>", *_summary(entry),
        '<div class="open">', *_article(entry),
        *[part for dispute in entry.disputes for part in _dispute(dispute)],
        *_facts(entry, clock, anchors), "</div>", "</details>", "</li>",
    ]  # fmt: skip
    return "\n".join(parts)


def _summary(entry: TimelineEntry) -> Iterator[str]:
    yield "<summary>"
    yield f'<span class="when">{_when(entry)}</span>'
    yield f'<span class="mark {entry.mark}" aria-hidden="true"></span>'
    yield '<span class="what">'
    yield from _lines(entry)
    yield f'<span class="meta">{_meta(entry)}</span>'
    yield "</span>"
    yield "</summary>"


def _lines(entry: TimelineEntry) -> Iterator[str]:
    """The sentence; a long one in two forms, of which the style shows the shortened while the entry is closed."""
    shown, whole = describe_line(entry, _LINE), split_sentence(entry.sentence)
    if shown == whole or not whole.text.strip():
        yield f'<span class="line" dir="auto">{_marked(shown)}</span>'
    else:
        yield f'<span class="line short" dir="auto" aria-hidden="true">{_marked(shown)}</span>'
        yield f'<span class="line whole" dir="auto">{_marked(whole)}</span>'


def _when(entry: TimelineEntry) -> str:
    """The day, short, with the whole of it for machines and as a hint."""
    start, end = days_of(entry)
    day = start or end
    if day is None:
        return '<span class="undated">no day</span>'
    shown = escape(_short_days(start, end, approx=entry.precision == "approx"))
    full = escape(describe_days(entry))
    if start == end:
        return f'<time datetime="{day.isoformat()}" title="{full}">{shown}</time>'
    return f'<span title="{full}">{shown}</span>'


def _short_days(start: date | None, end: date | None, *, approx: bool) -> str:
    """Days under the head of their month."""
    if start is None or end is None:
        return f"by {_short(end)}" if end else f"from {_short(start)}" if start else ""
    if start == end:
        return ("about " if approx else f"{WEEKDAYS[start.weekday()]} ") + _short(start)
    if covers_years(start, end):
        return "in the year" if start.year == end.year else f"{start.year}–{end.year}"
    if covers_months(start, end) and (start.year, start.month) == (end.year, end.month):
        return f"in {MONTHS[start.month - 1]}"
    year = "" if start.year == end.year else f" {end.year}"
    same_month = (start.year, start.month) == (end.year, end.month)
    head = str(start.day) if same_month else f"{_short(start)} "
    return ("about " if approx else "") + f"{head}–{'' if same_month else ' '}{_short(end)}{year}"


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _marked(line: Line) -> str:
    before, trigger, after = map(escape, line)
    return f"{before}<mark>{trigger}</mark>{after}" if trigger else before + after


def _meta(entry: TimelineEntry) -> str:
    """Under the line: what is special, who does what, on how many origins, who says so."""
    flags = [
        MARKS[entry.mark][1] if entry.mark != "reported" else "",
        describe_status(entry),
        MARKS["disputed"][1] if entry.disputes and entry.mark != "disputed" else "",
        *map(describe_change, entry.changes[:_FLAGGED_CHANGES]),
        "corrected by hand" if entry.corrected else "",
    ]
    shown = [f'<span class="flag {_flag_class(flag)}">{escape(begin_upper(flag))}</span>' for flag in flags if flag]
    sides = describe_sides(entry)
    facts = [
        *([f'<bdi class="sides">{escape(sides)}</bdi>'] if sides else []),
        f'<span class="origins">{count(entry.origins, "origin")}</span>',
        *([f'<span class="says">says {_names(entry.sources)}</span>'] if entry.sources else []),
        f'<span class="alias">{text(entry.alias)}</span>',
    ]
    return " ".join(shown + facts)


def _flag_class(flag: str) -> str:
    return {words: name for name, (_, words) in MARKS.items()}.get(flag, "note")


def _names(names: Sequence[str]) -> str:
    return "; ".join([f"<bdi>{text(name)}</bdi>" for name in names])


def _article(entry: TimelineEntry) -> Iterator[str]:
    sentence = entry.sentence
    headline = f"<cite><bdi>{text(sentence.headline) or 'an article without a headline'}</bdi></cite>"
    link = web_link(sentence.url)
    if link:
        headline = f'<a href="{escape(link)}" rel="noopener noreferrer nofollow">{headline}</a>'
    day = describe_published(sentence.published)
    facts = [f"<bdi>{text(sentence.publisher)}</bdi>" if sentence.publisher else "", escape(day)]
    told = ", ".join([fact for fact in facts if fact])
    alias = f'<span class="alias">{text(sentence.article_alias)}</span>'
    yield f'<p class="article">{headline}{" – " + told if told else ""} {alias}</p>'


def _facts(entry: TimelineEntry, clock: Clock, anchors: dict[str, str]) -> Iterator[str]:
    yield "<dl>"
    for name, value in _list_facts(entry, clock, anchors):
        yield f"<div><dt>{name}</dt><dd>{value}</dd></div>"
    yield "</dl>"


def _list_facts(entry: TimelineEntry, clock: Clock, anchors: dict[str, str]) -> list[Fact]:
    day = f"{describe_days(entry)}, {describe_basis(entry, clock)}" if any(days_of(entry)) else describe_basis(
        entry, clock
    )  # fmt: skip
    facts = [
        ("Says", _names(entry.sources) or "the publication’s own word"),
        ("Reported by", _reported_by(entry)),
        ("Day", escape(begin_upper(day))),
        ("Type", escape(describe_type(entry))),
        ("Where", _where(entry)),
        ("Figures", "; ".join([escape(describe_change(change)) for change in entry.changes])),
        ("Ties", ", ".join([_tie(tie.event_id, describe_tie(tie), anchors) for tie in entry.ties])),
        ("Recorded", f"{entry.recorded_at:%Y-%m-%d %H:%M} UTC" if entry.recorded_at else ""),
        ("Confidence", f"{entry.confidence:.2f} that it is reported and of this type"),
    ]
    return [fact for fact in facts if fact[1]]


def _reported_by(entry: TimelineEntry) -> str:
    numbers = f"{count(entry.articles, 'article')} from {count(entry.origins, 'origin')}"
    return f"{_names(entry.publishers)} ({numbers})" if entry.publishers else numbers


def _where(entry: TimelineEntry) -> str:
    place = entry.place
    if place is None:
        return ""
    facts = (text(place.country_code), _RESOLUTIONS.get(place.resolution or 0, ""))
    told = ", ".join([fact for fact in facts if fact])
    return f"<bdi>{text(place.name)}</bdi>" + (f" ({told})" if told else "")


def _tie(event_id: str, words: str, anchors: dict[str, str]) -> str:
    anchor = anchors.get(event_id)
    return f'<a href="#{anchor}">{escape(words)}</a>' if anchor else escape(words)


def _dispute(dispute: Dispute) -> Iterator[str]:
    """Rival claims side by side, with who says so."""
    yield '<table class="dispute">'
    yield f"<caption>Disputed: {text(dispute.field)}</caption>"
    heads = "".join([f'<th scope="col">{head}</th>' for head in ("Claim", "Who says so", "Published")])
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for claim in dispute.claims:
        cells = f"<bdi>{text(claim.value)}</bdi>", _names(claim.sources), escape(describe_published(claim.published))
        yield f"<tr>{''.join([f'<td>{cell}</td>' for cell in cells])}</tr>"
    yield "</tbody></table>"
