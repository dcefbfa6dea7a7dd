"""Why an event's record says what it says: each field with its words, its rule and what came second."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..archive_types import Explanation
from ..event_types import EventDate, Record, RecordDate, RecordParticipant, Words
from .terminal import safe

_MAX_WIDTH = 110
_BETWEEN = " · "
Row = tuple[str, str, str]


def find_record(records: Sequence[Record], name: str) -> Record | None:
    """The record of that id, or of that alias: ``e3`` is the third."""
    return next((one for number, one in enumerate(records, 1) if name in (one.id, f"e{number}")), None)


def show_why(record: Record, alias: str, aliases: Mapping[str, str], console: Console) -> None:
    """Print the record's fields, a row each: what it says, where it stands, which rule made it.

    ``aliases`` names the other records of its article by id.
    """
    modes = "".join(f" / {mode}" for mode in record.modes)
    console.print(Text(safe(f"{alias}  {record.type}{modes}"), style="bold"), Text(record.id, style="dim"))
    console.print(Text(safe(f"by {record.coder}, ontology {record.ontology}"), style="dim"))
    start, end = record.sentence.span
    words = safe(record.sentence.text).replace("\n", " ")
    console.print(Text(f"characters {start} to {end}: {words}"), width=min(console.width, _MAX_WIDTH))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for row in rows_of(record, aliases):
        table.add_row(*(Text(safe(cell)) for cell in row))
    console.print(table, width=min(console.width, _MAX_WIDTH))


def show_explanation(explanation: Explanation, console: Console) -> None:
    """Print all that an event of an archive rests on: each report's fields, what is disputed, corrected, joined."""
    happening = explanation.happening
    counts = f"articles {len(happening.articles)}{_BETWEEN}independent origins {len(happening.origins)}"
    console.print(Text.assemble((explanation.alias, "bold"), f"  {counts}"))
    for dispute in happening.disputes:
        claims = " ⇄ ".join(f"{claim.value} ({', '.join(claim.sources)})" for claim in dispute.claims)
        console.print(Text(safe(f"disputed {dispute.field}: {claims}")), width=min(console.width, _MAX_WIDTH))
    for change in happening.changes:
        console.print(Text(f"figure changed, {change.kind}: {change.before} → {change.after}"))
    for alias, one in explanation.corrections:
        about = f"{one.field} = {one.value}" if one.field else one.verb
        told = _BETWEEN.join(part for part in (f"corrected {alias}: {about}", one.because, one.by) if part)
        console.print(Text(safe(told)), width=min(console.width, _MAX_WIDTH))
    for at, kind, names in explanation.history:
        console.print(Text(f"{at}  {kind} {'with' if kind == 'joined' else 'off'} {names}", style="dim"))
    for report in happening.reports:
        record = report.record
        copied = "" if report.origin == record.article_id else f", copies {explanation.aliases.get(report.origin, '')}"
        where = _BETWEEN.join(part for part in (record.publisher, _published(record), record.url) if part)
        console.print(Padding(Text(safe(where + copied), style="dim"), (1, 0, 0, 0)))
        show_why(record, explanation.aliases[record.article_id], explanation.aliases, console)


def rows_of(record: Record, aliases: Mapping[str, str]) -> Iterator[Row]:
    """Field, value with the characters it stands at, and the rule; in the order of the question words."""
    yield "did", _at(record.trigger), _why(record, "type")
    for mention in record.mentions:
        yield "told again", _at(mention), ""
    for side, title in ((record.actors, "who"), (record.recipients, "whom")):
        for one in side:
            yield title, f"{_at(one)}{_codes(one)}", one.via or "in no table or list"
    basis = _at(record.date.basis) if isinstance(record.date.basis, Words) else record.date.basis or "no time words"
    yield "when", f"{basis}: {describe_date(record.date)}, {record.date.precision}", record.date.via
    if record.place:
        where = ", ".join(part for part in (record.place.name, record.place.country_code) if part)
        yield "where", f"{_at(record.place)}: {where or 'not resolved'}", record.place.via
    for said in record.attributions:
        source = _at(said.source) if said.source else "nobody named"
        yield "says", f"{source}{', ' + _at(said.cue) if said.cue else ''}", f"{said.kind}, {said.quote}"
    yield "status", f"{record.status}, factuality {record.factuality:g}", _why(record, "status")
    if record.phase:
        yield "phase", record.phase, _why(record, "phase")
    if record.condition:
        yield "condition", _at(record.condition), ""
    for hedge in record.hedges:
        yield "hedged", _at(hedge), ""
    for count in record.counts:
        yield count.kind, f"{_at(count)}: {count.bound.replace('_', ' ')} {count.value}", ""
    for relation in record.relations:
        yield relation.type.replace("_", " "), aliases.get(relation.target, relation.target), relation.via


def describe_date(date: EventDate | RecordDate) -> str:
    """The day or interval in words; ``date unknown`` where nothing is known."""
    if date.start is None or date.end is None:
        return f"by {date.end}" if date.end else f"from {date.start} on" if date.start else "date unknown"
    day = date.start if date.start == date.end else f"{date.start} to {date.end}"
    return f"about {day}" if date.precision == "approx" else day


def _at(words: Words) -> str:
    return f"“{words.text}” ({words.span[0]}–{words.span[1]})"


def _published(record: Record) -> str:
    return f"published {record.published.value}" if record.published else "no date stated"


def _codes(side: RecordParticipant) -> str:
    codes = ", ".join(part for part in (side.name, side.code, side.sector) if part)
    return f": {codes}" if codes else ""


def _why(record: Record, field: str) -> str:
    reason = next((one for one in record.reasons if one.field == field), None)
    if reason is None:
        return ""
    second = f", runner-up {reason.runner_up[0]} {reason.runner_up[1]:.2f}" if reason.runner_up else ""
    return f"{reason.via}, {reason.confidence:.2f}{second}"
