"""The command line: each command calls one public function and shows what comes out.

Exit codes: 0 all was read; 1 some inputs failed (named on standard error), or nothing could be written; 2 wrong usage;
130 interrupted.
"""

import click

from dateline import __version__
from dateline.errors import DatelineError

from .coding import events, why
from .correcting import accept, fix, merge, reject, split, undo
from .keeping import add, export, recode, status
from .reading import parse, read, schema
from .shown import one_line
from .telling import diff, new, search, stories, timeline
from .touring import demo


class _Group(click.Group):
    """Commands whose errors end in a line that says what to do, not in a trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise click.ClickException(one_line(error.reason)) from error


@click.group(
    cls=_Group, help="From a news page, however it was scraped, to its clean article, its events, and their story."
)
@click.version_option(__version__)
def main() -> None:
    """Group of the commands."""


_COMMANDS = (
    read, events, add, search, stories, timeline, new, why, diff, fix, accept, reject, merge, split, undo, export,
    recode, status, demo, parse, schema,
)  # fmt: skip
for _command in _COMMANDS:
    main.add_command(_command)
