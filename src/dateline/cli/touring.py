"""The command that shows in a minute what an archive is for: ``demo``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .inputs import JOBS
from .shown import progress_bar, write_file

if TYPE_CHECKING:
    from dateline.archive import Archive

_STORY_ARTICLES = 3
"""The story that is shown has so many articles at least."""
_ORIGINS = 2
"""Independent reports that an event has at least, to be shown in the terminal; the page has all."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="dateline-demo")
@JOBS
def demo(folder: Path, jobs: int | None) -> None:
    """Make an archive of sixteen invented news pages, and tell their story.

    Pages, archive and timeline are written to FOLDER (dateline-demo); no network is used.
    """
    from rich.console import Console

    from dateline import resources
    from dateline.archive import open_archive
    from dateline.errors import OutputError
    from dateline.formats.timeline import encode_timeline
    from dateline.formats.timeline.terminal import show_timeline

    pages = folder / "pages"
    try:
        pages.mkdir(parents=True, exist_ok=True)
        for name in resources.demo_pages():
            (pages / Path(name).name).write_bytes(resources.read_bytes(name))
    except OSError as error:
        raise OutputError(f"{pages} cannot be written: {error.strerror}") from error
    with open_archive(folder / "demo.db") as archive:
        with progress_bar([str(pages)]) as advance:
            archive.add([str(pages)], jobs=jobs, watch=lambda _: advance())
        story = _largest_story(archive)
        told = archive.timeline(story)
        confirmed = archive.timeline(story, least_origins=_ORIGINS)
    page = folder / "timeline.html"
    write_file(page, encode_timeline(told, "html"))
    show_timeline(confirmed, Console())
    archive_option = f"-a {folder / 'demo.db'}"
    click.echo(f"\nWhat two origins report at least. With all that any report tells, as a page: {page}\nGo on with:")
    first = (confirmed.entries or told.entries)[0].alias
    news = f"new {story} --since 2026-11-20 --today 2026-11-23"
    for command in ("stories", f"why {first}", news, "search mediator"):
        click.echo(f"  dateline {command} {archive_option}")


def _largest_story(archive: "Archive") -> str:
    stories = archive.stories(least_articles=_STORY_ARTICLES)
    return max(stories, key=lambda story: len(story.article_ids)).alias
