"""How commands show things: a view or data, progress, and what failed."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from dateline.types import Failure

INTERRUPTED = 130
_Result = TypeVar("_Result")


def wants_view(output: Path | None, form: str | None) -> bool:
    """Whether what comes out is to be looked at: at a terminal, where neither a file nor a format is named."""
    return output is None and form is None and sys.stdout.isatty()


def write_utf8() -> None:
    """Have standard output write UTF-8 with line feeds, whatever the machine's habit."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def one_line(text: str) -> str:
    """The text without what acts on a terminal, in one line: names of files and pages are not ours."""
    from dateline.formats.terminal import safe

    return " ".join(safe(text).splitlines())


def write_file(path: Path, text: str) -> None:
    """Write a text to a file as it is.

    Raises:
        OutputError: it cannot be written.
    """
    from dateline.errors import OutputError

    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def name_failure(failure: "Failure", failures: Counter[str], errors: TextIO | None) -> None:
    """Count a failure, and name it on standard error and in the file of failures."""
    failures[failure.error] += 1
    click.echo(one_line(f"{failure.origin}: {failure.error}: {failure.reason}"), err=True)
    if errors:
        from dateline.formats.jsonl import encode_json

        errors.write(encode_json(failure) + "\n")


def tell_failures(failures: Counter[str]) -> str:
    """How many failed of what, in brackets; empty where nothing did."""
    named = ", ".join(f"{count:,} {error}" for error, count in failures.most_common())
    return f" ({named})" if named else ""


def with_progress(results: Iterator[_Result], sources: list[str], done: frozenset[str]) -> Iterator[_Result]:
    """The results, with a bar on standard error: how many of all, how fast, how long still."""
    with progress_bar(sources, done=done) as advance:
        for result in results:
            yield result
            advance()


@contextmanager
def progress_bar(
    sources: list[str], *, done: frozenset[str] = frozenset(), hidden: bool = False
) -> Iterator[Callable[[], None]]:
    """What is called for each page that is done; the bar shows at a terminal, where there are several pages."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from dateline.page import list_origins, name_origin

    if hidden or not sys.stderr.isatty():
        yield lambda: None
        return
    total = sum(name_origin(origin) not in done for origin in list_origins(sources))
    columns = (
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} pages"),
        BarColumn(),
        TextColumn("{task.fields[rate]} a second, left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("read", total=total, rate="-")

        def advance() -> None:
            speed = progress.tasks[task].speed
            progress.update(task, advance=1, rate=f"{speed:.0f}" if speed else "-")

        yield advance
