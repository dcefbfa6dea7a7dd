"""Commands that fill an archive and say how it stands: ``add``, ``status``, ``recode``, ``export``."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from .inputs import (
    ACTORS,
    ARCHIVE,
    ERRORS,
    INPUTS,
    INPUTS_FROM,
    JOBS,
    JSON,
    ONTOLOGY,
    QUIET,
    TEXT,
    URL,
    list_sources,
    open_existing,
    read_list,
)  # fmt: skip
from .shown import INTERRUPTED, name_failure, progress_bar, tell_failures, write_utf8

if TYPE_CHECKING:
    from dateline.archive.exporting import ExportForm
    from dateline.event_types import Coded
    from dateline.types import Failure, PageKind

EXPORT_FORMS = ("jsonl", "csv", "parquet", "plover", "polecat", "cameo")
_DAYS = {"since": "Published on this day or later: 2026-11-20, 2026-11, 2026.", "until": "Or earlier than its end."}
_FILTERS = {
    "type": "Type of event, such as PROTEST.", "actor": "Who acts: a code (USA, GOV) or a name.",
    "recipient": "Who is acted on.", "source": "Who says so.", "place": "A place, or a country's three letters.",
    "status": "happened, planned, denied …", "publisher": "The outlet.",
}  # fmt: skip
_Command = TypeVar("_Command", bound=Callable[..., None])


def takes_filters(command: _Command) -> _Command:
    """The command with an option for each field of a search but the days."""
    for name, text in reversed(_FILTERS.items()):
        command = click.option(f"--{name}", help=text)(command)
    return command


def takes_days(command: _Command) -> _Command:
    """The command with the options for the days of a search."""
    for name, text in reversed(_DAYS.items()):
        command = click.option(f"--{name}", help=text)(command)
    return command


@click.command(epilog="Exit codes: 0 all kept, 1 some inputs failed, 2 wrong usage, 130 interrupted.")
@INPUTS
@ARCHIVE
@INPUTS_FROM
@ERRORS
@TEXT
@URL
@JOBS
@ACTORS
@ONTOLOGY
@QUIET
def add(
    inputs: tuple[str, ...], path: Path, inputs_from: TextIO | None, errors: TextIO | None, text: bool,
    url: str | None, jobs: int | None, actors: Path | None, ontology: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Read pages, and keep their articles and events in an archive.

    The same command again adds nothing twice, and goes on where one was stopped.
    """
    from dateline.archive import open_archive
    from dateline.types import Failure

    sources = list_sources(inputs, inputs_from)
    kind: PageKind | None = "text" if text else None
    failures = Counter[str]()
    with open_archive(path) as archive, progress_bar(sources, hidden=quiet) as advance:

        def watch(result: "Coded | Failure") -> None:
            advance()
            if isinstance(result, Failure):
                name_failure(result, failures, errors)

        try:
            added = archive.add(
                sources, url=url, kind=kind, jobs=jobs, actors=read_list(actors), ontology=read_list(ontology),
                watch=watch,
            )  # fmt: skip
        except KeyboardInterrupt:
            click.echo("interrupted; the same command goes on from here", err=True)
            sys.exit(INTERRUPTED)
        status = archive.status()
    if not quiet:
        old = added.known + added.skipped
        click.echo(
            f"{added.added:,} articles added, {added.changed:,} changed, {old:,} known before,"
            f" {added.uncoded:,} without events, {failures.total():,} failed{tell_failures(failures)}", err=True,
        )  # fmt: skip
        click.echo(
            f"{path}: {status.events:,} events in {status.articles:,} articles from {status.origins:,} independent"
            f" origins, {status.stories:,} stories", err=True,
        )  # fmt: skip
    sys.exit(1 if failures else 0)


@click.command()
@ARCHIVE
@JSON
@click.option("--failed", is_flag=True, help="List what failed, and why.")
@click.option("--check", is_flag=True, help="Look for damage inside the file.")
def status(path: Path, as_json: bool, failed: bool, check: bool) -> None:
    """Say what an archive holds, what failed, and what waits."""
    from dateline.formats.jsonl import encode_json

    with open_existing(path) as archive:
        found = archive.status()
        wrong = archive.check() if check else []
    if as_json:
        write_utf8()
        click.echo(encode_json(found))
    else:
        from rich.console import Console

        from dateline.formats.terminal_archive import show_status

        show_status(found, Console(), failed=failed)
    for one in wrong:
        click.echo(one, err=True)
    if check and not wrong:
        click.echo("sound", err=True)
    sys.exit(1 if wrong else 0)


@click.command()
@ARCHIVE
@ACTORS
@ONTOLOGY
@JOBS
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@JSON
def recode(
    path: Path, actors: Path | None, ontology: Path | None, jobs: int | None, dry_run: bool, as_json: bool
) -> None:
    """Code the kept articles anew, with your lists as they are now, without reading a page again."""
    from dateline.formats.jsonl import encode_json

    with open_existing(path) as archive:
        found = archive.recode(actors=read_list(actors), ontology=read_list(ontology), jobs=jobs, dry_run=dry_run)
    if as_json:
        write_utf8()
        click.echo(encode_json(found))
        return
    from rich.console import Console

    from dateline.formats.terminal_archive import show_recoded

    show_recoded(found, Console(), dry_run=dry_run)


@click.command()
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@ARCHIVE
@takes_days
@takes_filters
@click.option("-f", "--format", "form", type=click.Choice(EXPORT_FORMS), help="Default: by the output's name.")
@click.option("--replace", "replace_file", is_flag=True, help="Write over a file that is there.")
def export(output: Path, path: Path, form: "ExportForm | None", replace_file: bool, **fields: str | None) -> None:
    """Write the records of an archive to a file, with a manifest beside it."""
    with open_existing(path) as archive:
        rows = archive.export(output, form=form, replace_file=replace_file, **fields)
    click.echo(f"{rows:,} rows in {output}", err=True)
