"""The readable view of an article's events in a terminal."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..event_types import Annotations, Event, Participant
from ..types import Article, Sentence, Span
from .terminal import safe
from .terminal_why import describe_date

_MAX_WIDTH = 100
_BETWEEN = "  "
_PLAIN = "happened"
_STYLES = {
    "actor": "bold cyan", "recipient": "bold magenta", "source": "blue", "place": "underline", "time": "green",
    "trigger": "bold red",
}  # fmt: skip
"""Of words that have several parts, the later style counts; the trigger also stands in brackets."""
_BLANKS = re.compile(r"\s+")
Part = tuple[Span, str]


def show_events(article: Article, annotations: Annotations, console: Console) -> None:
    """Print a line for each event, its sentence below with the parts marked, then its links."""
    aliases = aliases_of(annotations)
    width = min(console.width, _MAX_WIDTH)
    parts: list[RenderableType] = [Text(f"EVENTS  {len(annotations.events)}", style="bold")]
    for event in annotations.events:
        parts += _event(article, annotations, event, aliases)
    if annotations.unmatched:
        parts.append(Text(safe("in no table or list: " + ", ".join(annotations.unmatched)), style="dim"))
    console.print(Group(*parts), width=width)


def aliases_of(annotations: Annotations) -> dict[str, str]:
    """``e1``, ``e2`` … for the ids of the events, in the order of the text."""
    return {event.id: f"e{number}" for number, event in enumerate(annotations.events, 1)}


def describe_sides(article: Article, event: Event) -> str:
    """Who acts, and at whom it is aimed."""
    actors, recipients = (", ".join(_side(article, one) for one in side) for side in (event.actors, event.recipients))
    if event.reciprocal:
        return " ↔ ".join(_side(article, one) for one in event.actors)
    return f"{actors or 'nobody named'} → {recipients}" if recipients else actors or "nobody named"


def _side(article: Article, side: Participant) -> str:
    codes = "/".join(code for code in (side.code, side.sector) if code)
    words = _one_line(article.text[side.span.start : side.span.end])
    return f"{words} ({codes})" if codes else words


def _event(
    article: Article, annotations: Annotations, event: Event, aliases: dict[str, str]
) -> Iterator[RenderableType]:
    what = "/".join((event.type, *event.modes))
    status = "" if event.status == _PLAIN else f" {event.status}"
    head = Text.assemble((f"{aliases[event.id]:>4}  ", "dim"), (what, "bold"), (status, "italic"))
    facts = [describe_sides(article, event), describe_date(event.date)]
    if event.place:
        facts.append(article.text[event.place.span.start : event.place.span.end])
    yield head.append(safe(_BETWEEN + " · ".join(facts)))
    said = _sources(article, annotations, event)
    sure = f"{event.confidence:.2f}"
    yield Padding(Text(safe(" · ".join(part for part in (said, sure) if part)), style="dim"), (0, 0, 0, 6))
    yield Padding(_sentence(article, annotations, event), (0, 0, 0, 6))
    for relation in event.relations:
        cue = f" (“{article.text[relation.cue.start : relation.cue.end]}”)" if relation.cue else ""
        link = f"{relation.type.replace('_', ' ')} {aliases.get(relation.target, relation.target)}{cue}"
        yield Padding(Text(safe(link), style="italic"), (0, 0, 0, 6))
    yield Text("")


def _sources(article: Article, annotations: Annotations, event: Event) -> str:
    named = {one.id: one for one in annotations.attributions}
    chain = [named[i] for i in event.attributions if i in named]
    if not chain:
        return "the publication's own word"
    said = [article.text[one.source.start : one.source.end] if one.source else "nobody named" for one in chain]
    return ", ".join(f"says {who} ({one.kind})" for who, one in zip(said, chain, strict=True))


def _sentence(article: Article, annotations: Annotations, event: Event) -> Text:
    """The sentence of the trigger; every part that lies in it has its style, also where parts overlap."""
    sentence = sentence_of(annotations, event.trigger)
    inside = [part for part in _parts(annotations, event) if sentence.start <= part[0].start < part[0].end]
    parts = [part for part in inside if part[0].end <= sentence.end]
    ends = {sentence.start, sentence.end} | {at for span, _ in parts for at in (span.start, span.end)}
    places = sorted(ends)
    text = Text()
    for start, end in pairwise(places):
        roles = {role for span, role in parts if span.start <= start and end <= span.end}
        text.append("[" if event.trigger.start == start else "", _STYLES["trigger"])
        style = " ".join([style for role, style in _STYLES.items() if role in roles])
        text.append(_one_line(article.text[start:end]), style)
        text.append("]" if event.trigger.end == end else "", _STYLES["trigger"])
    return text


def _parts(annotations: Annotations, event: Event) -> Iterator[Part]:
    yield event.trigger, "trigger"
    for one in event.actors:
        yield one.span, "actor"
    for one in event.recipients:
        yield one.span, "recipient"
    if event.date.basis:
        yield event.date.basis, "time"
    if event.place:
        yield event.place.span, "place"
    for said in annotations.attributions:
        if said.source and said.id in event.attributions:
            yield said.source, "source"


def sentence_of(annotations: Annotations, span: Span) -> Span:
    """The sentence in which the words begin, or the words themselves."""
    found: Sentence | None = next(
        (one for one in annotations.sentences if one.span.start <= span.start < one.span.end), None
    )
    return found.span if found else span


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", safe(text))
