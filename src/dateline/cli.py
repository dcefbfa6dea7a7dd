"""The command line: each command calls one public function and shows what comes out.

Exit codes: 0 all was read; 1 some inputs failed (named on standard error), or nothing could be written; 2 wrong usage;
130 interrupted.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from dateline import __version__

if TYPE_CHECKING:
    from dateline.event_types import Coded
    from dateline.formats.event_output import EventForm
    from dateline.formats.output import Form, Output
    from dateline.types import Analysis, Article, Failure, PageKind

    _Result = Article | Coded | Failure

FORMS = ("jsonl", "json", "md", "txt", "csv")
"""As in `formats.output`, which is loaded only when something is written."""
PARSE_FORMS = ("conllu", "json", "displacy")
EVENT_FORMS = ("jsonl", "csv", "plover", "polecat", "cameo")
_STDIN = "-"
_INTERRUPTED = 130


_Command = TypeVar("_Command", bound=Callable[..., None])
_EXIT_CODES = "Exit codes: 0 all read, 1 some inputs failed, 2 wrong usage, 130 interrupted."
_FILE = click.Path(dir_okay=False, path_type=Path)
_WRITTEN = click.File("w", encoding="utf-8", lazy=False)
_OF_PAGES = (
    click.argument("inputs", nargs=-1),
    click.option("-o", "--output", type=_FILE, help="Write here; again to resume."),
    click.option("-i", "--inputs-from", type=click.File(encoding="utf-8"), help="A list of inputs, one a line."),
    click.option("--errors", type=_WRITTEN, help="Write the failures here, as JSONL."),
    click.option("--text", is_flag=True, help="The inputs are scraped text."),
    click.option("--url", help="Address of the page, where it was found elsewhere."),
    click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; default: one a core."),
    click.option("--fresh", is_flag=True, help="Start the output over."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but failures."),
)
"""What every command that reads pages takes."""


def _takes_pages(command: _Command) -> _Command:
    for option in reversed(_OF_PAGES):
        command = option(command)
    return command


@click.group(help="From a news page, however it was scraped, to its clean article and the events it reports.")
@click.version_option(__version__)
def main() -> None:
    """Group of the commands."""


@main.command(epilog=_EXIT_CODES)
@_takes_pages
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="Default: by the output's name, else JSONL.")
@click.option("--events", "with_events", is_flag=True, help="Add the events of each article (JSONL and JSON).")
def read(
    inputs: tuple[str, ...], output: Path | None, form: "Form | None", inputs_from: TextIO | None,
    errors: TextIO | None, text: bool, with_events: bool, url: str | None, jobs: int | None, fresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read pages (files, folders, patterns, addresses, or - for standard input) into articles.

    The same call with the same JSONL or CSV output goes on where the last one stopped.
    """
    from dateline.errors import DatelineError
    from dateline.pipeline import code_many, read_many

    sources = _sources(inputs, inputs_from)
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
                results = _with_progress(results, sources, done)
            for result in results:
                articles += _take(result, write, failures, errors)
    except DatelineError as error:
        raise click.ClickException(error.reason) from error
    except KeyboardInterrupt:
        click.echo("interrupted; the same command goes on from here" if output else "interrupted", err=True)
        sys.exit(_INTERRUPTED)
    if several and not quiet:
        before = f", {len(done):,} before" if done else ""
        click.echo(f"{articles:,} articles{before}, {failures.total():,} failed{_tell(failures)}", err=True)
    sys.exit(1 if failures else 0)


@main.command()
@click.argument("name", required=False)
def demo(name: str | None) -> None:
    """List the bundled pages, or read one."""
    from dateline import resources
    from dateline.pipeline import read as read_page

    names = resources.demo_pages()
    if name is None:
        click.echo("\n".join(Path(page).stem for page in names))
        return
    found = [page for page in names if Path(page).stem == name]
    if not found:
        raise click.UsageError(f"no such page: {name}; `dateline demo` lists them")
    _show(read_page(resources.read_bytes(found[0])))


@main.command()
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
        analysis = analyse(_read_text(file) if text else read(file).text)
    except DatelineError as error:
        raise click.ClickException(f"{file}: {type(error).__name__}: {error.reason}") from error
    if _wants_view(None, form):
        from rich.console import Console

        from dateline.formats.terminal_parse import show_analysis

        show_analysis(analysis, Console())
        return
    _write_utf8()
    click.echo(_encode_analysis(analysis, form or "conllu"), nl=False)


@main.command(epilog=_EXIT_CODES)
@_takes_pages
@click.option("-f", "--format", "form", type=click.Choice(EVENT_FORMS), help="Default: by the output's name, or JSONL.")
@click.option("--actors", type=click.Path(path_type=Path), help="Your own actors, a CSV file.")
@click.option("--ontology", type=click.Path(path_type=Path), help="Your own event types, a TOML file.")
def events(
    inputs: tuple[str, ...], output: Path | None, form: "EventForm | None", inputs_from: TextIO | None,
    actors: Path | None, ontology: Path | None, errors: TextIO | None, text: bool, url: str | None, jobs: int | None,
    fresh: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read pages for the events that they report: who did what to whom, when, where, on whose word.

    The same call with the same JSONL output goes on where the last one stopped.
    """
    from dateline.errors import DatelineError
    from dateline.pipeline import code_many

    sources = _sources(inputs, inputs_from)
    failures, tally = Counter[str](), Counter[str]()
    try:
        lists = _read_list(actors), _read_list(ontology)
        with _events_opened(output, form, sources, fresh=fresh) as (write, done):
            kind: PageKind | None = "text" if text else None
            results = code_many(
                sources, actors=lists[0], ontology=lists[1], url=url, kind=kind, jobs=jobs, skip=done
            )  # fmt: skip
            for result in results:
                tally.update(_take_coded(result, write, failures, errors))
    except DatelineError as error:
        raise click.ClickException(error.reason) from error
    except KeyboardInterrupt:
        click.echo("interrupted; the same command goes on from here" if output else "interrupted", err=True)
        sys.exit(_INTERRUPTED)
    if not quiet:
        counted = f"{tally['events']:,} events in {tally['articles']:,} articles, {tally['uncoded']:,} not coded"
        click.echo(f"{counted}, {failures.total():,} failed{_tell(failures)}", err=True)
    sys.exit(1 if failures else 0)


@main.command()
@click.argument("event")
@click.argument("page")
@click.option("--actors", type=click.Path(path_type=Path), help="Your own actors, a CSV file.")
@click.option("--ontology", type=click.Path(path_type=Path), help="Your own event types, a TOML file.")
@click.option("--json", "as_json", is_flag=True, help="The whole record, as JSON.")
def why(event: str, page: str, actors: Path | None, ontology: Path | None, as_json: bool) -> None:
    """Show why an event of a page (e1, e2 … or its id) is recorded as it is: words, rules, scores."""
    from rich.console import Console

    from dateline.errors import DatelineError
    from dateline.formats.jsonl import encode_json
    from dateline.formats.terminal_why import find_event, show_why
    from dateline.pipeline import code
    from dateline.pipeline import read as read_page
    from dateline.records import make_records

    try:
        article = read_page(page)
        annotations = code(article, actors=_read_list(actors), ontology=_read_list(ontology))
    except DatelineError as error:
        raise click.ClickException(f"{page}: {type(error).__name__}: {error.reason}") from error
    found = find_event(annotations, event)
    if found is None:
        raise click.UsageError(f"no event {event} on the page; it has e1 to e{len(annotations.events)}")
    if as_json:
        _write_utf8()
        records = [record for record in make_records(article, annotations) if record.id == found.id]
        click.echo("\n".join(encode_json(record) for record in records))
        return
    show_why(article, annotations, found, Console())


@main.command()
@click.argument("what", type=click.Choice(["article", "analysis", "record"]), default="article")
def schema(what: str) -> None:
    """Print the JSON Schema of an article, of an analysis, or of an event's record."""
    from dateline.event_types import Record
    from dateline.formats.jsonl import make_schema
    from dateline.types import Analysis, Article

    kinds: dict[str, type[Article] | type[Analysis] | type[Record]] = {"analysis": Analysis, "record": Record}
    click.echo(make_schema(kinds.get(what, Article)), nl=False)


def _read_list(path: Path | None) -> str | None:
    """The text of a user's own list."""
    from dateline.errors import BadInput

    try:
        return None if path is None else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read as UTF-8 text: {error}", origin=str(path)) from error


@contextmanager
def _events_opened(
    output: Path | None, form: "EventForm | None", sources: list[str], *, fresh: bool
) -> "Iterator[tuple[Callable[[Coded], None], frozenset[str]]]":
    """What writes the events of an article, and the origins whose events were written before.

    In the end it says how many events the form had no place for.
    """
    if _wants_view(output, form):
        yield _show_coded, frozenset()
        return
    from dateline.formats.event_output import EventOutput, event_form_of, open_event_output
    from dateline.page import list_origins, name_origin
    from dateline.pipeline import records_of

    if output is None:
        _write_utf8()
        writer = EventOutput(sys.stdout, form or "jsonl", records_of)
        yield writer.write, frozenset()
    else:
        wanted = {name_origin(origin) for origin in list_origins(sources)}
        form = form or event_form_of(output)
        with open_event_output(output, form, records_of, fresh=fresh, wanted=wanted) as (writer, done):
            yield writer.write, done
    if writer.left_out:
        click.echo(f"{writer.left_out:,} events left out: the form has no code for their type", err=True)


def _show_coded(coded: "Coded", *, with_headline: bool = True) -> None:
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
        _name_failure(result, failures, errors)
        return {}
    write(result)
    if result.annotations is None:
        click.echo(f"{result.article.origin}: not coded: {result.coverage}", err=True)
        return {"uncoded": 1}
    return {"articles": 1, "events": len(result.annotations.events)}


def _name_failure(failure: "Failure", failures: Counter[str], errors: TextIO | None) -> None:
    failures[failure.error] += 1
    click.echo(f"{failure.origin}: {failure.error}: {failure.reason}", err=True)
    if errors:
        from dateline.formats.jsonl import encode_json

        errors.write(encode_json(failure) + "\n")


def _read_text(file: str) -> str:
    from dateline.errors import BadInput
    from dateline.page import load_page

    try:
        return load_page(file).body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 at byte {error.start}", origin=file) from error


def _encode_analysis(analysis: "Analysis", form: str) -> str:
    from dateline.formats.conllu import encode_conllu
    from dateline.formats.displacy import encode_displacy
    from dateline.formats.jsonl import encode_json

    if form == "conllu":
        return encode_conllu(analysis)
    return (encode_json(analysis) if form == "json" else encode_displacy(analysis)) + "\n"


def _write_utf8() -> None:
    """Have standard output write UTF-8 with line feeds, whatever the machine's habit."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def _sources(inputs: tuple[str, ...], inputs_from: TextIO | None) -> list[str]:
    """What is to be read: the arguments and the list; standard input where a page is piped in."""
    listed = [line.strip() for line in inputs_from or ()]
    sources = [*inputs, *(line for line in listed if line)]
    if not sources and (inputs_from or sys.stdin.isatty()):
        raise click.UsageError("name a page, a folder, an address, or pipe a page in")
    return sources or [_STDIN]


@contextmanager
def _opened(
    output: Path | None, form: "Form | None", show: "Callable[[Article], None]", *, several: bool, fresh: bool
) -> "Iterator[tuple[Callable[[Article | Coded], None], frozenset[str]]]":
    """What writes an article (to the file, the terminal or standard output), and the origins written before."""
    if _wants_view(output, form):
        yield lambda result: show(_article_of(result)), frozenset()
        return
    from dateline.formats.output import Output, form_of, open_output

    if output is None:
        _write_utf8()
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


def _wants_view(output: Path | None, form: str | None) -> bool:
    return output is None and form is None and sys.stdout.isatty()


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
    _show_coded(coded, with_headline=False)


def _take(
    result: "_Result", write: "Callable[[Article | Coded], None]", failures: Counter[str], errors: TextIO | None
) -> bool:
    """Write an article (true), or name a failure and count it."""
    from dateline.types import Failure

    if not isinstance(result, Failure):
        write(result)
        return True
    _name_failure(result, failures, errors)
    return False


def _tell(failures: Counter[str]) -> str:
    named = ", ".join(f"{count:,} {error}" for error, count in failures.most_common())
    return f" ({named})" if named else ""


def _with_progress(
    results: "Iterator[_Result]", sources: list[str], done: frozenset[str]
) -> "Iterator[_Result]":
    """The results, with a bar on standard error: how many of all, how fast, how long still."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from dateline.page import list_origins, name_origin

    total = sum(name_origin(origin) not in done for origin in list_origins(sources))
    columns = (
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} pages"),
        BarColumn(),
        TextColumn("{task.fields[rate]} a second, left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("read", total=total, rate="-")
        for result in results:
            yield result
            speed = progress.tasks[task].speed
            progress.update(task, advance=1, rate=f"{speed:.0f}" if speed else "-")
