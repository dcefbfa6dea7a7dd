"""Commands that find and tell what an archive holds: ``search``, ``stories``, ``timeline``, ``new``, ``diff``."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from .inputs import ARCHIVE, JSON, open_existing
from .keeping import takes_days, takes_filters
from .shown import write_file, write_utf8

if TYPE_CHECKING:
    from dateline.formats.timeline import TimelineForm
    from dateline.story_types import Clock

CLOCKS = ("happened", "published", "recorded")
TIMELINE_FORMS = ("text", "md", "html", "json", "timelinejs", "ics", "atom", "geojson", "csv", "svg")


@click.command()
@click.argument("words", nargs=-1)
@ARCHIVE
@takes_days
@takes_filters
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@JSON
def search(words: tuple[str, ...], path: Path, limit: int, as_json: bool, **fields: str | None) -> None:
    """Find articles by their words, and by the events that they report.

    Words stand for all of them; "a phrase", begin*, this OR that, -without and type:PROTEST may be among them.
    """
    from dateline.formats.jsonl import encode_json

    with open_existing(path) as archive:
        hits = archive.search(" ".join(words), limit=limit, **fields)
    if as_json:
        write_utf8()
        for hit in hits:
            click.echo(encode_json(hit))
        return
    from rich.console import Console

    from dateline.formats.terminal_archive import show_hits

    show_hits(hits, Console(), limit=limit)


@click.command()
@ARCHIVE
@click.option("--since", help="With an article published on this day or later.")
@click.option("--min-articles", "least_articles", type=click.IntRange(min=1), default=1, help="With so many articles.")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@JSON
def stories(path: Path, since: str | None, least_articles: int, limit: int, as_json: bool) -> None:
    """List the stories: how many events, articles and independent origins each has, and who copied whom."""
    from dateline.formats.jsonl import encode_json

    with open_existing(path) as archive:
        found = archive.stories(since=since, least_articles=least_articles, limit=limit)
        names = archive.article_names([name for story in found for name in story.article_ids])
    if as_json:
        write_utf8()
        for story in found:
            click.echo(encode_json(story))
        return
    from rich.console import Console

    from dateline.formats.terminal_archive import show_stories

    show_stories(found, names, Console())
    if len(found) == limit:
        click.echo(f"the last {limit:,}; -n shows more", err=True)


@click.command()
@click.argument("what", nargs=-1, required=True)
@ARCHIVE
@takes_days
@takes_filters
@click.option("--clock", type=click.Choice(CLOCKS), default="happened", help="Which day orders it; default: happened.")
@click.option("--as-of", metavar="DAY", help="As it was known by the end of this day.")
@click.option("--min-origins", "least_origins", type=click.IntRange(min=1), default=1, help="That so many report.")
@click.option("-f", "--format", "form", type=click.Choice(TIMELINE_FORMS), help="Default: by the output's name.")
@click.option("--svg", is_flag=True, help="The picture alone, as --format svg.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
def timeline(
    what: tuple[str, ...], path: Path, clock: "Clock", as_of: str | None, least_origins: int,
    form: "TimelineForm | Literal['text'] | None", svg: bool, output: Path | None, **fields: str | None,
) -> None:  # fmt: skip
    """Tell a story (S3), or what a search finds, as a timeline; every line opens its sentence.

    With --as-of and the clock "recorded" it is told as the archive knew it then, else as it had been published.
    """
    from dateline.formats.timeline import encode_timeline, form_of, left_out

    with open_existing(path) as archive:
        told = archive.timeline(
            " ".join(what), clock=clock, as_of=_day(as_of), least_origins=least_origins, **fields
        )  # fmt: skip
    chosen = "svg" if svg else form or (form_of(output.name) if output else None) or "text"
    if chosen == "text":
        from rich.console import Console

        from dateline.formats.timeline.terminal import show_timeline

        if output is None:
            show_timeline(told, Console())
            return
        stream = StringIO()
        show_timeline(told, Console(file=stream))
        write_file(output, stream.getvalue())
        return
    _write(encode_timeline(told, chosen), output)
    if left_out(told, chosen):
        click.echo(f"{left_out(told, chosen):,} undated entries left out: {chosen} has no place for them", err=True)


@click.command()
@click.argument("what", nargs=-1, required=True)
@ARCHIVE
@takes_filters
@click.option("--since", "day", required=True, metavar="DAY", help="Since the end of this day; also yesterday.")
@click.option("--today", metavar="DAY", help="What counts as today; default: the day it is.")
@click.option("--clock", type=click.Choice(CLOCKS[1:]), default="published", help="Default: published.")
@JSON
def new(
    what: tuple[str, ...], path: Path, day: str, today: str | None, clock: "Clock", as_json: bool, **fields: str | None
) -> None:
    """Say what is new in a story or a search since a day, in facts.

    New events, confirmations by another origin, changed figures, contradictions, withdrawn sentences, and plans that
    came true or did not.
    """
    from dateline.formats.jsonl import encode_json

    with open_existing(path) as archive:
        found = archive.news(
            " ".join(what), since=_day(day) or day, today=_day(today) or date.today().isoformat(), clock=clock, **fields
        )
    if as_json:
        write_utf8()
        for one in found:
            click.echo(encode_json(one))
        return
    from rich.console import Console

    from dateline.formats.terminal_archive import show_news

    show_news(found, Console())


@click.command()
@click.argument("article")
@ARCHIVE
@JSON
def diff(article: str, path: Path, as_json: bool) -> None:
    """Show what changed between the kept texts of an article (its address or A88), by sentence and by fact."""
    from dateline.formats.jsonl import encode_json

    with open_existing(path) as archive:
        found = archive.compare(article)
    if as_json:
        write_utf8()
        for one in found:
            click.echo(encode_json(one.difference))
        return
    from rich.console import Console

    from dateline.formats.terminal_archive import show_comparisons

    show_comparisons(found, Console())


def _day(text: str | None) -> str | None:
    """A day as it is written in a command; ``yesterday`` and ``today`` are those of the machine's clock."""
    days = {"today": 0, "yesterday": 1}
    if text in days:
        return (date.today() - timedelta(days=days[text])).isoformat()
    if text is not None:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise click.UsageError(f"{text!r} is no day; write it like 2026-11-20") from error
    return text


def _write(text: str, output: Path | None) -> None:
    if output is None:
        write_utf8()
        click.echo(text, nl=False)
        return
    write_file(output, text)
