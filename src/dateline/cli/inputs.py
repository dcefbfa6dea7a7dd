"""What commands take: pages, lists, and the options of every command that reads pages."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from dateline.archive import Archive

_STDIN = "-"
_Command = TypeVar("_Command", bound=Callable[..., None])
EXIT_CODES = "Exit codes: 0 all read, 1 some inputs failed, 2 wrong usage, 130 interrupted."
FILE = click.Path(dir_okay=False, path_type=Path)
_WRITTEN = click.File("w", encoding="utf-8", lazy=False)
INPUTS = click.argument("inputs", nargs=-1)
_LIST = click.File(encoding="utf-8")
INPUTS_FROM = click.option("-i", "--inputs-from", type=_LIST, help="A list of inputs, one a line.")
ERRORS = click.option("--errors", type=_WRITTEN, help="Write the failures here, as JSONL.")
TEXT = click.option("--text", is_flag=True, help="The inputs are scraped text.")
URL = click.option("--url", help="Address of the page, where it was found elsewhere.")
JOBS = click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; default: one a core.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but failures.")
ACTORS = click.option("--actors", type=click.Path(path_type=Path), help="Your own actors, a CSV file.")
ONTOLOGY = click.option("--ontology", type=click.Path(path_type=Path), help="Your own event types, a TOML file.")
ARCHIVE = click.option(
    "-a", "--archive", "path", type=click.Path(dir_okay=False, path_type=Path), default="dateline.db",
    envvar="DATELINE_ARCHIVE", show_default=True, help="The archive's file; also from DATELINE_ARCHIVE.",
)  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
_OF_PAGES = (
    INPUTS,
    click.option("-o", "--output", type=FILE, help="Write here; again to resume."),
    INPUTS_FROM,
    ERRORS,
    TEXT,
    URL,
    JOBS,
    click.option("--fresh", is_flag=True, help="Start the output over."),
    QUIET,
)
"""What every command that reads pages into a file takes."""


def takes_pages(command: _Command) -> _Command:
    """The command with the arguments and options of one that reads pages into a file."""
    for option in reversed(_OF_PAGES):
        command = option(command)
    return command


def list_sources(inputs: tuple[str, ...], inputs_from: TextIO | None) -> list[str]:
    """What is to be read: the arguments and the list; standard input where a page is piped in."""
    listed = [line.strip() for line in inputs_from or ()]
    sources = [*inputs, *(line for line in listed if line)]
    if not sources and (inputs_from or sys.stdin.isatty()):
        raise click.UsageError("name a page, a folder, an address, or pipe a page in")
    return sources or [_STDIN]


def read_list(path: Path | None) -> str | None:
    """The text of a user's own list."""
    from dateline.errors import BadInput

    try:
        return None if path is None else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read as UTF-8 text: {error}", origin=str(path)) from error


def read_plain_text(file: str) -> str:
    """The text of a file, an address or standard input, as it is."""
    from dateline.errors import BadInput
    from dateline.page import load_page

    try:
        return load_page(file).body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 at byte {error.start}", origin=file) from error


def open_existing(path: Path) -> "Archive":
    """The archive at the path, which must be there."""
    from dateline.archive import open_archive

    return open_archive(path, create=False)
