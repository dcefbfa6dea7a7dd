"""Atom (RFC 4287): an entry for each event, with ids that never change and times of the record, not of the writing."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from ...story_types import Timeline, TimelineEntry
from .days import describe_days
from .safety import plain, web_link
from .sentences import split_sentence
from .stamps import first_moment, last_moment, latest_moment
from .wording import MARKS, describe_article, describe_clock, describe_line, describe_numbers, tell_facts

_TAG = "tag:dateline.invalid,2026:"
"""Of every id (RFC 4151); no machine has a name under ``.invalid``, and what follows is unique by itself."""
_TITLE = 140
_HEX = 12


def encode_atom(timeline: Timeline) -> str:
    """The feed, its entries in the order of the timeline; all of them, the undated too."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        _element("id", _TAG + "timeline:" + _name(timeline)), _element("title", plain(timeline.title)),
        _element("subtitle", f"{describe_numbers(timeline)}, {describe_clock(timeline)}"),
        _element("updated", _moment(latest_moment(timeline))), "<author><name>Dateline</name></author>",
        "<generator>Dateline</generator>",
    ]  # fmt: skip
    for entry in timeline.entries:
        lines += _entry(entry, timeline)
    return "\n".join([*lines, "</feed>", ""])


def _name(timeline: Timeline) -> str:
    """What tells the timeline from others: the alias of its story, or a digest of what was searched for."""
    if timeline.alias:
        return quote(timeline.alias, safe="")
    return hashlib.sha256(timeline.title.encode("utf-8", "replace")).hexdigest()[:_HEX]


def _entry(entry: TimelineEntry, timeline: Timeline) -> Iterator[str]:
    mark = "" if entry.mark == "reported" else f" ({MARKS[entry.mark][1]})"
    link = web_link(entry.sentence.url)
    yield "<entry>"
    yield _element("id", _TAG + "event:" + quote(plain(entry.event_id), safe=""))
    yield _element("title", f"{describe_days(entry)}: {describe_line(entry, _TITLE).text}{mark}")
    yield _element("published", _moment(first_moment(entry)))
    yield _element("updated", _moment(last_moment(entry)))
    if link:
        yield from [f"<link rel={quoteattr(rel)} href={quoteattr(link)}/>" for rel in ("alternate", "via")]
    for term in (entry.type, *entry.modes):
        yield f"<category term={quoteattr(plain(term))}/>"
    yield f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_content(entry, timeline)}</div></content>'
    yield "</entry>"


def _content(entry: TimelineEntry, timeline: Timeline) -> str:
    before, trigger, after = map(escape, split_sentence(entry.sentence))
    facts = [describe_article(entry.sentence), *tell_facts(entry, timeline.clock)]
    sentence = f"<blockquote><p>{before}<b>{trigger}</b>{after}</p></blockquote>"
    return sentence + "".join([f"<p>{escape(fact)}</p>" for fact in facts])


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
