"""Markdown: a list under its months, the articles as footnotes."""

import re
from collections.abc import Iterator

from ...story_types import Dispute, Quote, Timeline, TimelineEntry
from .days import describe_days, group_by_month
from .safety import plain, web_link
from .sentences import split_sentence
from .wording import (
    CHANGED,
    DISPUTED,
    MARKS,
    TIED,
    count,
    describe_article,
    describe_basis,
    describe_change,
    describe_claim,
    describe_clock,
    describe_line,
    describe_numbers,
    describe_tie,
)

# What Markdown reads as markup, with what its dialects add: tables, footnotes, strikethrough, formulas, and addresses
# and names that become links by themselves.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&^@]|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.", re.IGNORECASE)
_WHOLE = 1_000_000
_INDENT = "    "


def encode_markdown(timeline: Timeline) -> str:
    """The timeline as Markdown with footnotes, one for each article that is quoted."""
    notes = _number_notes(timeline)
    lines = [f"# {_title(timeline)}", "", f"{describe_numbers(timeline)}, {describe_clock(timeline)}.", ""]
    for head, entries in group_by_month(timeline.entries):
        lines += [f"## {head}", ""]
        for entry in entries:
            lines += _entry(entry, timeline, notes[entry.sentence.article_id])
        lines.append("")
    return "\n".join([*lines, *_notes(timeline, notes)]).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """The text on one line, nothing in it read as Markdown or HTML."""
    return _escape_plain(plain(text))


def _escape_plain(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _title(timeline: Timeline) -> str:
    return escape(timeline.title) + (f" ({escape(timeline.alias)})" if timeline.alias else "")


def _number_notes(timeline: Timeline) -> dict[str, int]:
    """The number of each article's footnote, in the order in which they are quoted."""
    ids = dict.fromkeys(entry.sentence.article_id for entry in timeline.entries)
    return {article_id: number for number, article_id in enumerate(ids, 1)}


def _entry(entry: TimelineEntry, timeline: Timeline, note: int) -> Iterator[str]:
    glyph, mark = MARKS[entry.mark]
    said = "" if entry.mark == "reported" else f" *{mark}:*"
    yield f"- **{describe_days(entry)}** {glyph}{said} {_sentence(entry)}[^{note}]"
    sources = f"says {escape('; '.join(entry.sources))}" if entry.sources else ""
    facts = (
        escape(entry.alias),
        count(entry.origins, "origin"),
        sources,
        escape(describe_basis(entry, timeline.clock)),
    )
    yield f"{_INDENT}- {' · '.join(fact for fact in facts if fact)}"
    yield from [f"{_INDENT}- {DISPUTED} {_dispute(dispute)}" for dispute in entry.disputes]
    yield from [f"{_INDENT}- {CHANGED} {describe_change(change)}" for change in entry.changes]
    yield from [f"{_INDENT}- {TIED} {escape(describe_tie(tie))}" for tie in entry.ties]


def _sentence(entry: TimelineEntry) -> str:
    """The whole sentence, the trigger in bold: no blank may stand at the inner side of the stars."""
    before, trigger, after = split_sentence(entry.sentence)
    if not (before + trigger + after).strip():
        return escape(describe_line(entry, _WHOLE).text)
    bold = trigger.strip()
    marked = trigger.replace(bold, f"**{_escape_plain(bold)}**", 1) if bold else trigger
    return _escape_plain(before) + marked + _escape_plain(after)


def _dispute(dispute: Dispute) -> str:
    return f"{escape(dispute.field)}: {escape(f' {DISPUTED} '.join(map(describe_claim, dispute.claims)))}"


def _notes(timeline: Timeline, notes: dict[str, int]) -> Iterator[str]:
    quoted: dict[str, Quote] = {}
    for entry in timeline.entries:
        quoted.setdefault(entry.sentence.article_id, entry.sentence)
    for article_id, sentence in quoted.items():
        link = web_link(sentence.url)
        yield f"[^{notes[article_id]}]: {escape(describe_article(sentence))}" + (f" <{link}>" if link else "")
