"""The command line: each command calls one public function and shows what comes out.

Exit codes: 0 all was read; 1 some inputs failed (named on standard error); 2 wrong usage; 130 interrupted.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dateline import __version__

if TYPE_CHECKING:
    from dateline.types import Article, Failure

FORMATS = ("jsonl", "json", "md", "txt", "csv")
_RESUMABLE = ("jsonl",)
_INTERRUPTED = 130


@click.group(help="From a news page, however it was scraped, to its clean article.")
@click.version_option(__version__)
def main() -> None:
    """Group of the commands."""


@main.command(epilog="Exit codes: 0 all read, 1 some inputs failed, 2 wrong usage, 130 interrupted.")
@click.argument("inputs", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write here; the same call resumes.",
)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Default: from the output's name, else JSONL.")
@click.option("--text", is_flag=True, help="The inputs are scraped text.")
@click.option("--url", help="Address of the page, where it was found elsewhere.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; default: one a core.")
@click.option("--fresh", is_flag=True, help="Start the output over.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but failures.")
def read(
    inputs: tuple[str, ...], output: Path | None, form: str | None, text: bool, url: str | None, jobs: int | None,
    fresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read pages (files, folders, addresses, or - for standard input) into articles."""
    from dateline.errors import DatelineError  # noqa: PLC0415 (what reading needs loads only when it reads)
    from dateline.pipeline import read_many  # noqa: PLC0415

    sources = inputs or ("-",)
    if not inputs and sys.stdin.isatty():
        raise click.UsageError("name a page, a folder, an address, or pipe a page in")
    form = form or _form_of(output)
    done, failures = _already_read(output, form, fresh=fresh), Counter[str]()
    shown = output is None and form is None and sys.stdout.isatty()
    try:
        results = (
            _read_stdin(text, url)
            if sources == ("-",)
            else read_many(sources, url=url, kind="text" if text else None, jobs=jobs, skip=done)
        )
        with output.open("a", encoding="utf-8", newline="") if output else nullcontext(sys.stdout) as out:
            write = _writer(out, "view" if shown else form or "jsonl", first=not done)
            for result in _with_progress(
                results, quiet=quiet or shown or (len(sources) == 1 and Path(sources[0]).is_file())
            ):
                _take(result, write, failures)
    except DatelineError as error:
        raise click.ClickException(error.reason) from error
    except KeyboardInterrupt:
        click.echo("interrupted; the same command goes on from here", err=True)
        sys.exit(_INTERRUPTED)
    if failures:
        click.echo(", ".join(f"{count} {error}" for error, count in failures.most_common()), err=True)
        sys.exit(1)


@main.command()
@click.argument("name", required=False)
def demo(name: str | None) -> None:
    """List the bundled pages, or read one."""
    from dateline import resources  # noqa: PLC0415
    from dateline.pipeline import read as read_page  # noqa: PLC0415

    names = resources.demo_pages()
    if name is None:
        click.echo("\n".join(Path(page).stem for page in names))
        return
    found = [page for page in names if Path(page).stem == name]
    if not found:
        raise click.UsageError(f"no such page: {name}; `dateline demo` lists them")
    _writer(sys.stdout, "view", first=True)(read_page(resources.read_bytes(found[0])))


def _form_of(output: Path | None) -> str | None:
    suffix = output.suffix[1:] if output else ""
    return suffix if suffix in FORMATS else ("jsonl" if output else None)


def _already_read(output: Path | None, form: str | None, *, fresh: bool) -> frozenset[str]:
    """Origins that the output holds; a last line that was cut is taken off, to be written again."""
    if output is None or not output.exists() or not output.stat().st_size:
        return frozenset()
    if fresh:
        output.write_bytes(b"")
        return frozenset()
    if form not in _RESUMABLE:
        raise click.UsageError(f"{output} exists: only JSONL is resumed; --fresh starts it over")
    import msgspec  # noqa: PLC0415

    data = output.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    output.write_bytes(whole)
    return frozenset(msgspec.json.decode(line)["origin"] for line in whole.splitlines())


def _read_stdin(text: bool, url: str | None) -> "Iterator[Article | Failure]":
    from dateline.pipeline import MEDIA_TYPES, decode_outcome, read_item  # noqa: PLC0415

    yield decode_outcome(read_item(("-", url, MEDIA_TYPES["text"] if text else None)))


def _take(result: "Article | Failure", write: "Callable[[Article], None]", failures: Counter[str]) -> None:
    from dateline.types import Failure  # noqa: PLC0415

    if isinstance(result, Failure):
        failures[result.error] += 1
        click.echo(f"{result.origin}: {result.error}: {result.reason}", err=True)
    else:
        write(result)


def _with_progress(results: "Iterator[Article | Failure]", *, quiet: bool) -> "Iterator[Article | Failure]":
    if quiet or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} pages, {task.speed:.0f} a second"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("read", total=None)
        for result in results:
            yield result
            progress.advance(task)


def _writer(out: TextIO, form: str, *, first: bool) -> "Callable[[Article], None]":
    """What writes one article in the format."""
    if form == "view":
        from rich.console import Console  # noqa: PLC0415

        from dateline.formats.terminal import show_article  # noqa: PLC0415

        console = Console(file=out)
        return lambda article: show_article(article, console)
    encode = _encoder(form)
    if form == "csv" and first:
        from dateline.formats.csv import COLUMNS, encode_row  # noqa: PLC0415

        out.write(encode_row(COLUMNS))

    def write(article: "Article") -> None:
        out.write(encode(article))
        out.flush()

    return write


def _encoder(form: str) -> "Callable[[Article], str]":
    from dateline.formats import csv, jsonl, text  # noqa: PLC0415

    return {
        "jsonl": lambda article: jsonl.encode_json(article) + "\n",
        "json": lambda article: jsonl.encode_json(article) + "\n",
        "md": text.encode_markdown,
        "txt": text.encode_text,
        "csv": lambda article: csv.encode_row(csv.article_cells(article)),
    }[form]
