"""The nouns of an archive, as frozen data: what it keeps, finds and says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .event_types import Record
from .story_types import Correction, Difference, FactChange, Happening
from .types import Article, Failure

HIGHLIGHT = ("\ue000", "\ue001")
"""Stand around the words that were searched for: private-use marks, which a face replaces after it has escaped."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text of an article as the archive keeps it."""

    number: int
    article_number: int
    """Its alias is ``A`` and this."""
    article: Article
    records: tuple[Record, ...]
    """As coded, ``recorded_at`` set, without corrections."""
    is_current: bool
    stated: str
    """When its page says that it is from, in UTC; empty where it does not say."""
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding pages; each page is counted once."""

    added: int
    """Articles that the archive did not have."""
    changed: int
    """Articles that it had with another text: both are kept."""
    known: int
    """Pages that were read and held nothing new."""
    skipped: int
    """Files that were read before and have not changed since."""
    failures: Mapping[str, int]
    """How many failed with each error; `dateline status --failed` lists them."""
    uncoded: int
    """Articles among the first two that no events are known of, such as those in another language."""


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What an archive holds, in counts that are never mixed."""

    articles: int
    versions: int
    """Texts of articles; more than articles where pages changed."""
    uncoded: Mapping[str, int]
    """Articles without records, by the reason."""
    records: int
    """What single articles report."""
    events: int
    """Happenings that the records tell of."""
    origins: int
    """Independent reports: articles less the copies among them."""
    stories: int
    waiting: int
    """Texts that are kept and searched, but are in no story yet: `add` puts them there."""
    first_published: str | None
    last_published: str | None
    coders: tuple[str, ...]
    corrections: int
    failures: tuple[Failure, ...]
    clock_is_behind: bool
    """The archive was written at a time that this machine's clock has not reached."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found."""

    version: int
    article_id: str
    article_alias: str
    """``A88``."""
    headline: str
    snippet: str
    """Some words around those searched for, which stand between `HIGHLIGHT` marks; empty where no word was."""
    publisher: str | None
    published: str | None
    url: str | None
    events: tuple["FoundEvent", ...]
    """Those of its events that the query's fields ask for; empty where it has no such field."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event that a search found."""

    alias: str
    """``E12``; empty while its article waits to be joined."""
    record_id: str
    type: str
    text: str
    """The sentence."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one text of an article to its next."""

    before: Version
    after: Version
    difference: Difference


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event with its reports, the texts they stand in, and its past."""

    alias: str
    happening: Happening
    aliases: Mapping[str, str]
    """Of the event and of its articles, by id."""
    texts: Mapping[str, str]
    """Of its articles, by id: what the spans of the records count."""
    corrections: tuple[tuple[str, Correction], ...]
    """Those about its articles, with their aliases, the earliest first; undone ones too."""
    history: tuple[tuple[str, str, str], ...]
    """When what became of its name: time, ``joined`` or ``split``, and the other names."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A correction, and what became of it."""

    alias: str
    """``C4``."""
    correction: Correction
    state: str
    """``in force``, ``overridden``, ``undone`` or ``misfit``."""
    reason: str | None
    """Why it is a misfit."""


@dataclass(frozen=True, slots=True)
class Recoded:
    """What coding anew changes, or would change."""

    articles: int
    """That were coded anew."""
    changed_articles: int
    changes: tuple[FactChange, ...]
    failures: tuple[Failure, ...]
    """Articles that could not be coded now; they stay as they were."""
