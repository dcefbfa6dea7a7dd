"""Commands that read single pages: ``read``, ``parse``; and ``schema``."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from .coding import show_coded
from .inputs import EXIT_CODES, list_sources, read_plain_text, takes_pages
from .shown import INTERRUPTED, name_failure, tell_failures, wants_view, with_progress, write_utf8

if TYPE_CHECKING:
    from dateline.event_types import Coded
    from dateline.formats.output import Form, Output
    from dateline.types import Analysis, Article, Failure, PageKind

    _Result = Article | Coded | Failure

FORMS = ("jsonl", "json", "md", "txt", "csv")
"""As in `formats.output`, which is loaded only when something is written."""
PARSE_FORMS = ("conllu", "json", "displacy")


@click.command(epilog=EXIT_CODES)
@takes_pages
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="Default: by the output's name, else JSONL.")
@click.option("--events", "with_events", is_flag=True, help="Add the events of each article (JSONL and JSON).")
def read(
    inputs: tuple[str, ...], output: Path | None, form: "Form | None", inputs_from: TextIO | None,
    errors: TextIO | None, text: bool, with_events: bool, url: str | None, jobs: int | None, fresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read pages (files, folders, patterns, addresses, or - for standard input) into articles.

    The same call with the same JSONL or CSV output goes on where the last one stopped.
    """
    from dateline.pipeline import code_many, read_many

    sources = list_sources(inputs, inputs_from)
    several = len(sources) > 1 or Path(sources[0]).is_dir()
    failures = Counter[str]()
    articles = 0
    try:
        show = _show if several else _show_with_events
        with _opened(output, form, show, several=several, fresh=fresh) as (write, done):
            kind: PageKind | None = "text" if text else None
            results: Iterator[_Result]
            if with_events:
                results = code_many(sources, url=url, kind=kind, jobs=jobs, skip=done)
            else:
                results = read_many(sources, url=url, kind=kind, jobs=jobs, skip=done)
            if several and not quiet and sys.stderr.isatty():
                results = with_progress(results, sources, done)
            for result in results:
                articles += _take(result, write, failures, errors)
    except KeyboardInterrupt:
        click.echo("interrupted; the same command goes on from here" if output else "interrupted", err=True)
        sys.exit(INTERRUPTED)
    if several and not quiet:
        before = f", {len(done):,} before" if done else ""
        click.echo(f"{articles:,} articles{before}, {failures.total():,} failed{tell_failures(failures)}", err=True)
    sys.exit(1 if failures else 0)


@click.command()
@click.argument("file")
@click.option("-f", "--format", "form", type=click.Choice(PARSE_FORMS), help="Default: a view, CoNLL-U where piped.")
@click.option("--text", is_flag=True, help="The file is plain text (UTF-8), to be analysed as it is.")
def parse(file: str, form: str | None, text: bool) -> None:
    """Analyse the article of a page (a file, an address, or - for standard input), or with --text a plain text.

    Shows sentences, words, trees, names and mentions.
    """
    from dateline.analysis import analyse
    from dateline.errors import DatelineError
    from dateline.pipeline import read

    try:
        analysis = analyse(read_plain_text(file) if text else read(file).text)
    except DatelineError as error:
        raise click.ClickException(f"{file}: {type(error).__name__}: {error.reason}") from error
    if wants_view(None, form):
        from rich.console import Console

        from dateline.formats.terminal_parse import show_analysis

        show_analysis(analysis, Console())
        return
    write_utf8()
    click.echo(_encode_analysis(analysis, form or "conllu"), nl=False)


@click.command()
@click.argument("what", type=click.Choice(["article", "analysis", "record"]), default="article")
def schema(what: str) -> None:
    """Print the JSON Schema of an article, of an analysis, or of an event's record."""
    from dateline.event_types import Record
    from dateline.formats.jsonl import make_schema
    from dateline.types import Analysis, Article

    kinds: dict[str, type[Article] | type[Analysis] | type[Record]] = {"analysis": Analysis, "record": Record}
    click.echo(make_schema(kinds.get(what, Article)), nl=False)


def _encode_analysis(analysis: "Analysis", form: str) -> str:
    from dateline.formats.conllu import encode_conllu
    from dateline.formats.displacy import encode_displacy
    from dateline.formats.jsonl import encode_json

    if form == "conllu":
        return encode_conllu(analysis)
    return (encode_json(analysis) if form == "json" else encode_displacy(analysis)) + "\n"


@contextmanager
def _opened(
    output: Path | None, form: "Form | None", show: "Callable[[Article], None]", *, several: bool, fresh: bool
) -> "Iterator[tuple[Callable[[Article | Coded], None], frozenset[str]]]":
    """What writes an article (to the file, the terminal or standard output), and the origins written before."""
    if wants_view(output, form):
        yield lambda result: show(_article_of(result)), frozenset()
        return
    from dateline.formats.output import Output, form_of, open_output

    if output is None:
        write_utf8()
        writer = Output(sys.stdout, form or "jsonl", several=several)
        yield partial(_write, writer), frozenset()
        writer.finish()
        return
    with open_output(output, form or form_of(output), several=several, fresh=fresh) as (writer, done):
        yield partial(_write, writer), done
        writer.finish()


def _article_of(result: "Article | Coded") -> "Article":
    from dateline.event_types import Coded

    return result.article if isinstance(result, Coded) else result


def _write(writer: "Output", result: "Article | Coded") -> None:
    """Write an article, with its events where they were looked for."""
    from dateline.event_types import Coded

    if isinstance(result, Coded):
        from dateline.pipeline import records_of

        writer.write_with_events(result.article, records_of(result) if result.annotations else None, result.coverage)
    else:
        writer.write(result)


def _show(article: "Article") -> None:
    from rich.console import Console

    from dateline.formats.terminal import show_article

    show_article(article, Console())


def _show_with_events(article: "Article") -> None:
    """The article, and below it what it reports; why not, where it cannot be coded."""
    from dateline.errors import AnalysisError
    from dateline.event_types import Coded
    from dateline.pipeline import code

    _show(article)
    try:
        coded = Coded(article, code(article), "all")
    except AnalysisError as error:
        coded = Coded(article, None, error.reason)
    show_coded(coded, with_headline=False)


def _take(
    result: "_Result", write: "Callable[[Article | Coded], None]", failures: Counter[str], errors: TextIO | None
) -> bool:
    """Write an article (true), or name a failure and count it."""
    from dateline.types import Failure

    if not isinstance(result, Failure):
        write(result)
        return True
    name_failure(result, failures, errors)
    return False
