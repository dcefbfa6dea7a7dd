"""The nouns of many articles, as frozen data: copies, stories, happenings, timelines, corrections.

Conventions are those of `types`: spans count characters of an article's text, half-open; days and times are ISO 8601
text; ``None`` is unknown. A *record* is what one article reports of an event; a *happening* is that event as all the
articles of an archive report it. In views and commands a happening is the event ``E12``.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .event_types import CountKind, DatePrecision, Record, Status
from .types import Span

Clock = Literal["happened", "published", "recorded"]
Mark = Literal["reported", "disputed", "planned", "not_happened"]
"""How an entry is drawn: as reported; as something that its reports contradict each other on; as still to come; as
threatened, denied or failed."""
Verb = Literal["set", "accept", "reject", "merge", "split", "undo"]
ChangeKind = Literal["added", "removed", "changed"]
NewsKind = Literal["new", "confirmed", "figure", "contradicted", "withdrawn", "came_true", "did_not"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent report with its copies."""

    id: str
    """Article id of the earliest, which the others copy."""
    copies: tuple["Copy", ...]
    """In the order in which they came out."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that carries another's text."""

    article_id: str
    of: str | None
    """Id of the article that it was most probably copied from; ``None`` where a later article alone ties it to its
    origin: both were copied from what is not here."""
    contained: float
    """Share of its five-word runs that the other has, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Report:
    """A record, and the independent origin that its article belongs to."""

    record: Record
    """With the corrections in force; ``recorded_at`` is set."""
    origin: str
    """Id of the origin: an article id."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that some reports of a happening give for a field, and who gives it."""

    value: str
    records: tuple[str, ...]
    """Ids of the records, the earliest published first."""
    sources: tuple[str, ...]
    """Who says so in them: names of sources, or the publisher where it speaks itself."""
    published: str | None
    """When the earliest of them was published."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which the reports contradict each other: rival claims, kept side by side."""

    field: str
    """``status``, ``place``, ``actors``, ``dead`` … as in a record."""
    claims: tuple[Claim, ...]
    """Two or more, the earliest published first."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that later reports give otherwise."""

    kind: CountKind
    before: int
    after: int
    record: str
    """Id of the first record with the new figure."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as all the articles that report it tell it."""

    id: str
    """Id of its earliest record: published first, then the smaller id."""
    type: str
    modes: tuple[str, ...]
    status: Status
    start: str | None
    """First day on which it may have happened, inclusive; ``None`` where open."""
    end: str | None
    precision: DatePrecision
    dated_by: str | None
    """Id of the record whose date this is; ``None`` where none is dated."""
    reports: tuple[Report, ...]
    """The earliest published first; one article may report it more than once."""
    disputes: tuple[Dispute, ...]
    changes: tuple[FigureChange, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins that report it, in the order of their reports."""
        return tuple(dict.fromkeys(report.origin for report in self.reports))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that report it, in the order of their reports."""
        return tuple(dict.fromkeys(report.record.article_id for report in self.reports))


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one happening and what follows from it. Its three numbers are never mixed."""

    id: str
    """Id of its earliest article."""
    alias: str
    """``S12``."""
    title: str
    """Headline of the article that says most of the story."""
    article_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    event_ids: tuple[str, ...]
    """Ids of the happenings that its articles report."""
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article, and where it stands."""

    text: str
    article_id: str
    article_alias: str
    """``A88``."""
    span: Span
    trigger: Span
    """The words that tell of the event, inside the sentence; both count characters of the article's text."""
    headline: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """A place of the gazetteer, to be put on a map."""

    name: str
    country_code: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    resolution: int | None
    """As PLOVER counts: 5 below city, 4 city, 3 district, 2 province, 1 country."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation to another entry of the timeline."""

    type: str
    event_id: str
    alias: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A line of a timeline; it opens its sentence."""

    event_id: str
    alias: str
    """``E12``."""
    start: str | None
    """First day of the entry on the timeline's clock; ``None`` where open, both for what is undated."""
    end: str | None
    precision: DatePrecision
    dated_by: str | None
    """The time words, as written; ``published`` where the day of publication alone dates it, or the clock is that one;
    ``recorded`` on that clock; ``None`` where undated."""
    type: str
    modes: tuple[str, ...]
    mark: Mark
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sentence: Quote
    sources: tuple[str, ...]
    """Who says so, over all reports: names of sources as written."""
    publishers: tuple[str, ...]
    articles: int
    origins: int
    place: Position | None
    changes: tuple[FigureChange, ...]
    disputes: tuple[Dispute, ...]
    ties: tuple[Tie, ...]
    first_published: str | None
    recorded_at: datetime | None
    """When the archive first kept a report of it."""
    confidence: float
    corrected: bool
    """A correction is in force on one of its records."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The happenings of a story or of a search on one clock, the undated last."""

    title: str
    alias: str | None
    """Of the story; ``None`` for a search."""
    clock: Clock
    as_of: str | None
    """The day as of which it is told; ``None`` for all that is known."""
    events: int
    articles: int
    origins: int
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a correction is keyed to: words of a text, not a row of a table, so that it outlives better models."""

    article_id: str
    text_sha256: str
    span: tuple[int, int]
    """Of the trigger."""
    type: str
    trigger: str
    """The words at the span."""
    sentence: str
    """The sentence that they stand in, to find them again in another reading of the page."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person knows better: one entry of a log that only grows."""

    id: str
    """The first 12 hex digits of the SHA-256 of all its other fields but ``at``."""
    verb: Verb
    evidence: Evidence | None
    """``None`` for an ``undo``."""
    other: Evidence | None
    """The other record of a ``merge`` or a ``split``."""
    field: str | None
    """Of a ``set``: the record's field."""
    value: str | None
    because: str | None
    by: str | None
    at: datetime
    """Aware, UTC."""
    undoes: str | None = None
    """Of an ``undo``: the id of the correction that it takes back."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A correction whose evidence is no longer there, or no longer fits: listed, never dropped."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class News:
    """Something that a story did not have before: a fact, not an article."""

    kind: NewsKind
    event_id: str
    alias: str
    text: str
    """In a line: what is new, with the figures or the two sides."""
    sentence: Quote


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that one version of an article has and the other has not, or has in other words."""

    kind: ChangeKind
    before: str | None
    after: str | None
    before_span: Span | None
    """In the text of the older version."""
    after_span: Span | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record that differs between two versions, written out for a reader."""

    field: str
    before: str
    """Empty where it was unknown."""
    after: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """A record that one version of an article has and the other has not, or has with other values."""

    kind: ChangeKind
    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...]
    """Of a changed one: the fields that differ."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two versions of an article do not have in common, by sentence and by fact."""

    sentences: tuple[SentenceChange, ...]
    """In the order of the newer text, what was removed where it stood."""
    facts: tuple[FactChange, ...]
    """Likewise: added and changed ones in the order of the newer version, the removed last."""
