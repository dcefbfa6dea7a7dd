"""The readable view of an article's events in a terminal."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..types import Annotations, Article, Event, EventDate, Participant, Sentence, Span
from .terminal import safe

_MAX_WIDTH = 100
_BETWEEN = "  "
_PLAIN = "happened"
_STYLES = {"trigger": "bold red", "actor": "bold cyan", "recipient": "bold magenta", "time": "green", "place": "yellow",
           "source": "blue"}  # fmt: skip
_MARKS = {"trigger": ("[", "]"), "actor": ("", ""), "recipient": ("", ""), "time": ("", ""), "place": ("", ""),
          "source": ("", "")}  # fmt: skip


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


def describe_date(date: EventDate) -> str:
    """The day or interval in words; ``date unknown`` where nothing is known."""
    if date.start is None and date.end is None:
        return "date unknown"
    if date.start is None:
        return f"by {date.end}"
    if date.end is None:
        return f"from {date.start} on"
    day = date.start if date.start == date.end else f"{date.start} to {date.end}"
    return f"about {day}" if date.precision == "approx" else day


def describe_sides(article: Article, event: Event) -> str:
    """Who acts, and at whom it is aimed."""
    actors, recipients = (", ".join(_side(article, one) for one in side) for side in (event.actors, event.recipients))
    if event.reciprocal:
        return " ↔ ".join(_side(article, one) for one in event.actors)
    return f"{actors or 'nobody named'} → {recipients}" if recipients else actors or "nobody named"


def _side(article: Article, side: Participant) -> str:
    codes = "/".join(code for code in (side.code, side.sector) if code)
    words = article.text[side.span.start : side.span.end]
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
    sentence = sentence_of(annotations, event.trigger)
    parts = [(event.trigger, "trigger")]
    parts += [(one.span, "actor") for one in event.actors] + [(one.span, "recipient") for one in event.recipients]
    parts += [(event.date.basis, "time")] if event.date.basis else []
    parts += [(event.place.span, "place")] if event.place else []
    text, at = Text(), sentence.start
    for span, role in sorted(parts, key=lambda part: (part[0].start, part[1] != "trigger")):
        if span.start < at or span.end > sentence.end:
            continue
        text.append(_one_line(article.text[at : span.start]))
        left, right = _MARKS[role]
        text.append(left + _one_line(article.text[span.start : span.end]) + right, _STYLES[role])
        at = span.end
    return text.append(_one_line(article.text[at : sentence.end]))


def sentence_of(annotations: Annotations, span: Span) -> Span:
    """The sentence in which the words begin, or the words themselves."""
    found: Sentence | None = next(
        (one for one in annotations.sentences if one.span.start <= span.start < one.span.end), None
    )
    return found.span if found else span


def _one_line(text: str) -> str:
    return safe(text).replace("\n", " ")
