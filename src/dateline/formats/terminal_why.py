"""Why an event's record says what it says: each field with its words, its rule and what came second."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..event_types import Annotations, Event, Participant
from ..types import Article, Span
from .terminal import safe
from .terminal_events import aliases_of, describe_date, sentence_of

_MAX_WIDTH = 110
Row = tuple[str, str, str]


def find_event(annotations: Annotations, name: str) -> Event | None:
    """The event of that alias (``e3``) or id."""
    aliases = aliases_of(annotations)
    return next((event for event in annotations.events if name in (event.id, aliases[event.id])), None)


def show_why(article: Article, annotations: Annotations, event: Event, console: Console) -> None:
    """Print the event's fields, a row each: what it says, where it stands, which rule made it."""
    alias = aliases_of(annotations)[event.id]
    modes = "".join(f" / {mode}" for mode in event.modes)
    console.print(Text(f"{alias}  {event.type}{modes}", style="bold"), Text(event.id, style="dim"))
    console.print(Text(f"by {annotations.coder}, ontology {annotations.ontology}", style="dim"))
    sentence = sentence_of(annotations, event.trigger)
    words = safe(article.text[sentence.start : sentence.end]).replace("\n", " ")
    console.print(Text(f"characters {sentence.start} to {sentence.end}: {words}"), width=min(console.width, _MAX_WIDTH))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for row in rows_of(article, annotations, event):
        table.add_row(*(Text(safe(cell)) for cell in row))
    console.print(table, width=min(console.width, _MAX_WIDTH))


def rows_of(article: Article, annotations: Annotations, event: Event) -> Iterator[Row]:
    """Field, value with the characters it stands at, and the rule; in the order of the question words."""

    def at(span: Span) -> str:
        return f"“{article.text[span.start : span.end]}” ({span.start}–{span.end})"

    yield "did", at(event.trigger), _why(event, "type")
    for mention in event.mentions:
        yield "told again", at(mention), ""
    for side, title in ((event.actors, "who"), (event.recipients, "whom")):
        for one in side:
            yield title, f"{at(one.span)}{_codes(one)}", one.via or "in no table or list"
    basis = at(event.date.basis) if event.date.basis else "no time words"
    yield "when", f"{basis}: {describe_date(event.date)}, {event.date.precision}", event.date.via
    if event.place:
        place = event.place
        where = ", ".join(str(part) for part in (place.name, place.country_code) if part)
        yield "where", f"{at(place.span)}: {where or 'not resolved'}", place.via
    for said in (said for said in annotations.attributions if said.id in event.attributions):
        source = at(said.source) if said.source else "nobody named"
        yield "says", f"{source}{', ' + at(said.cue) if said.cue else ''}", f"{said.kind}, {said.quote}"
    yield "status", f"{event.status}, factuality {event.factuality:g}", _why(event, "status")
    if event.phase:
        yield "phase", event.phase, ""
    if event.condition:
        yield "condition", at(event.condition), ""
    for hedge in event.hedges:
        yield "hedged", at(hedge), ""
    for count in event.counts:
        yield count.kind, f"{at(count.span)}: {count.bound.replace('_', ' ')} {count.value}", ""
    for relation in event.relations:
        target = aliases_of(annotations).get(relation.target, relation.target)
        yield relation.type.replace("_", " "), target, relation.via


def _codes(side: Participant) -> str:
    codes = ", ".join(part for part in (side.name, side.code, side.sector) if part)
    return f": {codes}" if codes else ""


def _why(event: Event, field: str) -> str:
    reason = next((one for one in event.reasons if one.field == field), None)
    if reason is None:
        return ""
    second = f", runner-up {reason.runner_up[0]} {reason.runner_up[1]:.2f}" if reason.runner_up else ""
    return f"{reason.via}, {reason.confidence:.2f}{second}"
