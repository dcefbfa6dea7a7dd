"""Commands that code pages into events: ``events`` and ``why``."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from .inputs import ACTORS, ARCHIVE, EXIT_CODES, JSON, ONTOLOGY, list_sources, open_existing, read_list, takes_pages
from .shown import INTERRUPTED, name_failure, tell_failures, wants_view, write_utf8

if TYPE_CHECKING:
    from dateline.event_types import Coded
    from dateline.formats.event_output import EventForm
    from dateline.types import Failure, PageKind

EVENT_FORMS = ("jsonl", "csv", "plover", "polecat", "cameo")


@click.command(epilog=EXIT_CODES)
@takes_pages
@click.option("-f", "--format", "form", type=click.Choice(EVENT_FORMS), help="Default: by the output's name, or JSONL.")
@ACTORS
@ONTOLOGY
def events(
    inputs: tuple[str, ...], output: Path | None, form: "EventForm | None", inputs_from: TextIO | None,
    actors: Path | None, ontology: Path | None, errors: TextIO | None, text: bool, url: str | None, jobs: int | None,
    fresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read pages for the events that they report: who did what to whom, when, where, on whose word.

    The same call with the same JSONL output goes on where the last one stopped.
    """
    from dateline.pipeline import code_many

    sources = list_sources(inputs, inputs_from)
    failures, tally = Counter[str](), Counter[str]()
    try:
        lists = read_list(actors), read_list(ontology)
        with _events_opened(output, form, sources, fresh=fresh) as (write, done):
            kind: PageKind | None = "text" if text else None
            results = code_many(
                sources, actors=lists[0], ontology=lists[1], url=url, kind=kind, jobs=jobs, skip=done
            )  # fmt: skip
            for result in results:
                tally.update(_take_coded(result, write, failures, errors))
    except KeyboardInterrupt:
        click.echo("interrupted; the same command goes on from here" if output else "interrupted", err=True)
        sys.exit(INTERRUPTED)
    if not quiet:
        counted = f"{tally['events']:,} events in {tally['articles']:,} articles, {tally['uncoded']:,} not coded"
        click.echo(f"{counted}, {failures.total():,} failed{tell_failures(failures)}", err=True)
    sys.exit(1 if failures else 0)


@click.command()
@click.argument("event")
@click.argument("page", required=False)
@ARCHIVE
@ACTORS
@ONTOLOGY
@JSON
def why(event: str, page: str | None, path: Path, actors: Path | None, ontology: Path | None, as_json: bool) -> None:
    """Show why an event is recorded as it is: words, rules, scores.

    Of the archive (E12), or of a PAGE that is read for it (e1, e2 … or its id).
    """
    from rich.console import Console

    from dateline.formats.jsonl import encode_json
    from dateline.formats.terminal_why import find_record, show_explanation, show_why
    from dateline.pipeline import events as code_page

    if page is None:
        with open_existing(path) as archive:
            explanation = archive.why(event)
        if as_json:
            write_utf8()
            click.echo(encode_json(explanation.happening))
        else:
            show_explanation(explanation, Console())
        return
    records = code_page(page, actors=read_list(actors), ontology=read_list(ontology))
    found = find_record(records, event)
    if found is None:
        raise click.UsageError(f"no event {event} on the page; it has e1 to e{len(records)}")
    if as_json:
        write_utf8()
        click.echo(encode_json(found))
        return
    aliases = {record.id: f"e{number}" for number, record in enumerate(records, 1)}
    show_why(found, aliases[found.id], aliases, Console())


@contextmanager
def _events_opened(
    output: Path | None, form: "EventForm | None", sources: list[str], *, fresh: bool
) -> "Iterator[tuple[Callable[[Coded], None], frozenset[str]]]":
    """What writes the events of an article, and the origins whose events were written before.

    In the end it says how many events the form had no place for.
    """
    if wants_view(output, form):
        yield show_coded, frozenset()
        return
    from dateline.formats.event_output import EventOutput, event_form_of, open_event_output
    from dateline.page import list_origins, name_origin
    from dateline.pipeline import records_of

    if output is None:
        write_utf8()
        writer = EventOutput(sys.stdout, form or "jsonl")
        yield lambda coded: writer.write(records_of(coded)), frozenset()
    else:
        wanted = {name_origin(origin) for origin in list_origins(sources)}
        form = form or event_form_of(output)
        with open_event_output(output, form, fresh=fresh, wanted=wanted) as (writer, done):
            yield lambda coded: writer.write(records_of(coded)), done
    if writer.left_out:
        click.echo(f"{writer.left_out:,} events left out: the form has no code for their type", err=True)


def show_coded(coded: "Coded", *, with_headline: bool = True) -> None:
    """Print the events of an article, or why there are none."""
    from rich.console import Console

    from dateline.formats.terminal import safe
    from dateline.formats.terminal_events import show_events

    if coded.annotations is None:
        click.echo(f"no events: {coded.coverage}")
        return
    console = Console()
    if with_headline:
        console.print(safe(coded.article.headline or "(no headline)"), style="bold", markup=False)
    show_events(coded.article, coded.annotations, console)


def _take_coded(
    result: "Coded | Failure", write: "Callable[[Coded], None]", failures: Counter[str], errors: TextIO | None
) -> dict[str, int]:
    """Write the events of an article, or name a failure; what was counted."""
    from dateline.types import Failure

    if isinstance(result, Failure):
        name_failure(result, failures, errors)
        return {}
    write(result)
    if result.annotations is None:
        click.echo(f"{result.article.origin}: not coded: {result.coverage}", err=True)
        return {"uncoded": 1}
    return {"articles": 1, "events": len(result.annotations.events)}
