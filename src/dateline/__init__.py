"""From news pages, however they were scraped, to their clean articles, the events they report, and their stories.

The package in the order data flows: `types`, `event_types`, `story_types`, `archive_types` and `errors`; `resources`
(files); `urls` and `text` (addresses, dates, fingerprints); `ontology` (types of events); `ml` (trained parts at
work); `page` (bytes as found to an opened page); `article` (an opened page to an article); `analysis` (a text to its
sentences, words, trees, names, mentions and entities); `event` (an analysis to the events that it reports); `records`
(events written out); `story` (many articles to copies, stories, happenings, timelines); `correction` (what a person
knows better); `formats` (all of it in files and in the terminal); `worker` and `workers` (the guard); `pipeline` (the
order of it all, up to the records of a page); `archive` (many pages in one file: kept, searched, joined, told);
`cli`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .analysis import analyse as analyse
    from .archive import open_archive
    from .errors import DatelineError as DatelineError
    from .event_types import Record as Record
    from .pipeline import events as events
    from .pipeline import read as read
    from .pipeline import read_many as read_many
    from .types import Analysis as Analysis
    from .types import Article as Article
    from .types import Block as Block
    from .types import Dateline as Dateline
    from .types import Failure as Failure
    from .types import Link as Link
    from .types import Moment as Moment
    from .types import Page as Page
    from .types import Picture as Picture
    from .types import Quality as Quality
    from .types import Span as Span

    open = open_archive  # noqa: A001 - the public name, as of a file

__version__ = "0.1.0"

_TYPES = (
    "Analysis", "Article", "Block", "Dateline", "Failure", "Link", "Moment", "Page", "Picture", "Quality", "Span",
)  # fmt: skip
_HOMES = dict.fromkeys(_TYPES, "types") | {
    "DatelineError": "errors",
    "Record": "event_types",
    "analyse": "analysis",
    "open": "archive",
    "events": "pipeline",
    "read": "pipeline",
    "read_many": "pipeline",
}
_NAMED_OTHERWISE = {"open": "open_archive"}
__all__ = [*sorted(_HOMES), "__version__"]  # noqa: PLE0604 (names of `_HOMES`, all strings)


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), _NAMED_OTHERWISE.get(name, name))
