"""The nouns of events, as frozen data: what an article reports, as spans into its text, and written out as records.

Conventions are those of `types`: characters in code points, intervals half-open, ``None`` for unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.types import Article, MentionKind, Moment, Name, Sentence, Span, Time

Status = Literal[
    "happened", "ongoing", "planned", "threatened", "requested", "conditional", "denied", "failed", "alleged", "unknown"
]
REAL: frozenset[Status] = frozenset({"happened", "ongoing"})
"""Of what is reported as fact."""
OPEN: frozenset[Status] = frozenset({"planned", "threatened", "requested", "conditional"})
"""Of what is still to come, or may not come."""
NOT: frozenset[Status] = frozenset({"denied", "failed"})
"""Of what did not happen."""
OVER: frozenset[Status] = REAL | NOT | {"alleged"}
"""Of what, if it took place at all, has begun by the day of publication."""
FACTUALITY: Mapping[Status, float] = {
    "happened": 3.0, "ongoing": 3.0, "planned": 1.0, "threatened": 0.5, "requested": 0.0, "conditional": 0.5,
    "denied": -3.0, "failed": -3.0, "alleged": 1.0, "unknown": 0.0,
}  # fmt: skip
"""The number that a status stands for on FactBank's scale; a hedge takes one off a certainty."""
Phase = Literal["begun", "continued", "resumed", "halted", "ended"]
Polarity = Literal["pos", "neg"]
DatePrecision = Literal["exact", "approx", "interval", "before", "after", "unknown"]
SourceKind = Literal["named", "official", "anonymous", "document", "media", "self"]
QuoteKind = Literal["direct", "indirect", "mixed"]
CountKind = Literal["dead", "injured", "arrested", "size"]
Bound = Literal["exact", "at_least", "at_most", "about"]
RelationType = Literal[
    "resumes", "ends", "response_to", "caused_by", "before", "after", "precondition_of", "part_of", "contradicts"
]


@dataclass(frozen=True, slots=True)
class Participant:
    """A side of an event, with the codes that it has on the day of the event."""

    span: Span
    kind: MentionKind
    mention_id: str | None
    """The mention of the analysis, where it is one."""
    name: str | None
    """Canonical name, of the gazetteer or of the article; ``None`` where the text does not tell."""
    code: str | None
    """ISO 3166 alpha-3 code of the state, or ``IGO``, ``UNO``, ``EUR``, ``NGO``, ``ISM``, ``IMG``, ``MNC``."""
    sector: str | None
    """Primary sector of PLOVER: ``GOV``, ``MIL``, ``COP`` …"""
    other_sectors: tuple[str, ...]
    via: str
    """The rules that coded it; empty where nothing did."""
    confidence: float


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something happened or is to happen: an interval of days, how precise, and what it rests on."""

    value: str | None
    """TIMEX3; ``None`` where no single value says it."""
    start: str | None
    """First day (ISO 8601), inclusive; ``None`` where the interval is open."""
    end: str | None
    """Last day, inclusive; ``None`` where the interval is open."""
    precision: DatePrecision
    basis: Span | None
    """The time words; ``None`` where the date rests on the day of publication alone."""
    anchor: str | None
    """The day that it was reckoned from."""
    via: str
    """The rule that made it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the text, resolved as far as the gazetteer tells."""

    span: Span
    name: str | None
    """Canonical name of the gazetteer."""
    geonameid: int | None
    lat: float | None
    lon: float | None
    """Degrees, WGS 84; of a country or province those of its centre."""
    province: str | None
    country_code: str | None
    """ISO 3166 alpha-3."""
    feature_code: str | None
    """GeoNames: ``PCLI``, ``ADM1``, ``PPLC``, ``PPL`` …"""
    resolution: int | None
    """As PLOVER counts: 5 below city, 4 city, 3 district, 2 province, 1 country."""
    via: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word something is said: source, cue and content."""

    id: str
    """``a0``, ``a1`` … in the order of the text."""
    kind: SourceKind
    source: Span | None
    cue: Span | None
    content: Span | None
    quote: QuoteKind
    name: str | None
    code: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many died, were injured or arrested, or took part."""

    kind: CountKind
    value: int | None
    """``None`` for words without a number: "dozens"."""
    bound: Bound
    span: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """What an event is to another event of the article."""

    type: RelationType
    target: str
    """Id of the other event."""
    cue: Span | None
    via: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the rule that fired or the score, and what came second."""

    field: str
    via: str
    confidence: float
    """In [0, 1]."""
    runner_up: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening that an article reports, with all its mentions there."""

    id: str
    """The first 12 hex digits of the SHA-256 of article id, trigger span and type."""
    type: str
    """One of PLOVER's sixteen, ``OCCUR``, or a type of the user's ontology."""
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    underlying: str | None
    """The type that it would be if carried out: of a THREATEN, a SANCTION."""
    trigger: Span
    mentions: tuple[Span, ...]
    """Other places that tell of the same happening."""
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    reciprocal: bool
    """No side acts on the other: all are actors."""
    date: EventDate
    place: Place | None
    attributions: tuple[str, ...]
    """Ids, outermost first; empty = the publication's own word."""
    hedges: tuple[Span, ...]
    status: Status
    factuality: float
    """From -3, certainly not, to 3, certainly so (FactBank)."""
    polarity: Polarity
    phase: Phase | None
    condition: Span | None
    counts: tuple[Count, ...]
    relations: tuple[Relation, ...]
    confidence: float
    """That it is reported and of this type, in [0, 1]."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The events of an article; every span is into its text."""

    article_id: str
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    """Proper names, by which stories are told apart."""
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    """In the order of their triggers."""
    coder: str
    """Program and model, with versions."""
    ontology: str
    """Name and version."""
    unmatched: tuple[str, ...]
    """Named participants that no table or list knows."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with what was made of its events."""

    article: Article
    annotations: Annotations | None
    """``None`` where the text could not be coded."""
    coverage: str
    """``all``, or why there are no annotations."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article: what they are, and where they stand."""

    text: str
    sentence: int
    """0 for the headline; the body's are counted from 1."""
    span: tuple[int, int]
    """Characters of the article's text, half-open."""


@dataclass(frozen=True, slots=True)
class RecordParticipant(Words):
    """A `Participant`, written out."""

    kind: MentionKind
    name: str | None
    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    via: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RecordDate:
    """An `EventDate`, written out."""

    value: str | None
    start: str | None
    end: str | None
    precision: DatePrecision
    basis: Words | Literal["published"] | None
    """The time words, or the day of publication alone; ``None`` where there is no date."""
    anchor: str | None
    via: str


@dataclass(frozen=True, slots=True)
class RecordPlace(Words):
    """A `Place`, written out."""

    name: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    province: str | None
    country_code: str | None
    feature_code: str | None
    resolution: int | None
    via: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RecordSource(Words):
    """Who is speaking."""

    name: str | None
    code: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class RecordAttribution:
    """An `Attribution`, written out."""

    kind: SourceKind
    source: RecordSource | None
    cue: Words | None
    content: Words | None
    quote: QuoteKind


@dataclass(frozen=True, slots=True)
class RecordCount(Words):
    """A `Count`, written out."""

    kind: CountKind
    value: int | None
    bound: Bound


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """A `Relation`, written out."""

    type: RelationType
    target: str
    """Id of another record of the article."""
    cue: Words | None
    via: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Record:
    """An `Event` written out so that it stands alone, and its provenance. All words are the article's own."""

    id: str
    article_id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    underlying: str | None
    trigger: Words
    mentions: tuple[Words, ...]
    sentence: Words
    """The whole sentence of the trigger."""
    actors: tuple[RecordParticipant, ...]
    recipients: tuple[RecordParticipant, ...]
    reciprocal: bool
    date: RecordDate
    place: RecordPlace | None
    attributions: tuple[RecordAttribution, ...]
    """Outermost first; empty = the publication's own word."""
    hedges: tuple[Words, ...]
    status: Status
    factuality: float
    polarity: Polarity
    phase: Phase | None
    condition: Words | None
    counts: tuple[RecordCount, ...]
    relations: tuple[RecordRelation, ...]
    confidence: float
    reasons: tuple[Reason, ...]
    origin: str
    """Where the page was found (see `Page.origin`)."""
    url: str | None
    headline: str | None
    publisher: str | None
    published: Moment | None
    language: str | None
    page_sha256: str
    """Of the page as found."""
    text_sha256: str
    """Of the article's text in UTF-8: what the spans count."""
    ontology: str
    coder: str
    recorded_at: datetime | None = None
    """When an archive first kept it (aware, UTC); ``None`` outside one, so that the same page gives the same record."""
    corrections: tuple[str, ...] = ()
    """Ids of the corrections in force."""
    happening_id: str | None = None
    """Of the event that this and other reports tell of; this and the next two are ``None`` outside an archive."""
    origin_id: str | None = None
    """Id of the article that its article copies, or of its own: of the independent report that it belongs to."""
    story_id: str | None = None
