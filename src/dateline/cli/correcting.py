"""Commands that correct an archive: ``fix``, ``accept``, ``reject``, ``merge``, ``split``, ``undo``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from .inputs import ARCHIVE, open_existing, read_list
from .shown import write_file, write_utf8

if TYPE_CHECKING:
    from dateline.archive_types import LogEntry
    from dateline.story_types import Verb

_Command = TypeVar("_Command", bound=Callable[..., None])
_BECAUSE = click.option("--because", help="Why.")
_BY = click.option("--by", envvar="DATELINE_BY", help="Who says so; also from DATELINE_BY.")
_REPORT = click.option("--report", metavar="ARTICLE", help="Whose report is meant (A88), where there are several.")


def _corrects(command: _Command) -> _Command:
    for option in (ARCHIVE, _BY, _BECAUSE):
        command = option(command)
    return command


@click.command()
@click.argument("event", required=False)
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help="A field and its value.")
@_REPORT
@click.option("--list", "lists", is_flag=True, help="List all corrections, and what became of each.")
@click.option("--misfits", is_flag=True, help="List those whose evidence is no longer there.")
@click.option("--export", "exported", type=click.Path(dir_okay=False, path_type=Path), help="Write the log to a file.")
@click.option("--import", "imported", type=click.Path(exists=True, path_type=Path), help="Take over a log.")
@_corrects
def fix(
    event: str | None, settings: tuple[str, ...], report: str | None, lists: bool, misfits: bool,
    exported: Path | None, imported: Path | None, because: str | None, by: str | None, path: Path,
) -> None:  # fmt: skip
    """Set fields of an event (E12) for good, or list, export and import what was corrected."""
    from dateline.correction import encode_corrections

    with open_existing(path) as archive:
        if imported:
            _show(archive.import_corrections(read_list(imported) or ""))
        elif exported:
            log = [entry.correction for entry in archive.corrections()]
            write_file(exported, encode_corrections(log))
            click.echo(f"{len(log):,} corrections in {exported}", err=True)
        elif lists or misfits:
            _show([entry for entry in archive.corrections() if not misfits or entry.state == "misfit"])
        elif event and settings:
            for setting in settings:
                field, sign, value = setting.partition("=")
                if not sign:
                    raise click.UsageError(f"{setting!r} has no =; write --set field=value")
                entry = archive.correct(
                    "set", event, field=field.strip(), value=value.strip(), because=because, by=by, report=report
                )
                _show([entry])
        else:
            raise click.UsageError("name an event and what to set: dateline fix E12 --set status=denied")


def _verdict(verb: "Verb", about: str) -> click.Command:
    @click.command(verb, help=about)
    @click.argument("event")
    @_REPORT
    @_corrects
    def command(event: str, report: str | None, because: str | None, by: str | None, path: Path) -> None:
        with open_existing(path) as archive:
            _show([archive.correct(verb, event, because=because, by=by, report=report)])

    return command


accept = _verdict("accept", "Say that an event (E12) is right as it stands.")
reject = _verdict("reject", "Say that there is no such event (E12): it is hidden, and stays in the log.")


@click.command()
@click.argument("event")
@click.argument("other")
@_corrects
def merge(event: str, other: str, because: str | None, by: str | None, path: Path) -> None:
    """Say that two events (E3 E7) are one."""
    with open_existing(path) as archive:
        _show([archive.correct("merge", event, other=other, because=because, by=by)])


@click.command()
@click.argument("event")
@click.argument("article")
@_corrects
def split(event: str, article: str, because: str | None, by: str | None, path: Path) -> None:
    """Say that what an article (A88) tells is another event than the one (E3) it was joined with."""
    with open_existing(path) as archive:
        _show([archive.correct("split", event, other=article, because=because, by=by)])


@click.command()
@click.argument("correction")
@_corrects
def undo(correction: str, because: str | None, by: str | None, path: Path) -> None:
    """Take back a correction (C4); that can be undone, too."""
    with open_existing(path) as archive:
        _show([archive.undo(correction, because=because, by=by)])


def _show(entries: "list[LogEntry]") -> None:
    from rich.console import Console

    from dateline.formats.terminal_archive import show_corrections

    write_utf8()
    show_corrections(entries, Console(file=sys.stdout))
