"""Every noun of the system, as frozen data; this file imports nothing of ours.

Characters are counted in code points and intervals are half-open. ``None`` means unknown, never a
fallback. Times are ISO 8601 text *as the page states them*: an offset stands in a value only where
the page gives one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

PageKind = Literal["html", "text"]
BlockKind = Literal["headline", "lede", "paragraph", "subheading", "list_item", "quote", "table_row"]
Basis = Literal["json-ld", "meta", "markup", "text", "url", "declared"]
Precision = Literal["year", "month", "day", "minute", "second"]
PageType = Literal["article", "live_blog", "gallery", "index", "video", "paywalled"]
Verdict = Literal["complete", "partial"]
PartialReason = Literal["paywall", "cut", "script_only", "no_body"]
Stage = Literal["page", "article", "analysis", "event"]
MentionKind = Literal["named", "nominal", "pronominal"]
MentionType = Literal[
    "person", "place", "organization", "object", "event", "time", "substance", "animal", "plant", "abstract"
]
NameLabel = Literal["PER", "ORG", "LOC", "FAC", "NORP", "DATE", "MONEY", "PRODUCT", "MISC"]
Layer = Literal["sentences", "tokens", "lemmas", "tags", "trees", "names", "mentions", "entities"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal[
    "happened", "ongoing", "planned", "threatened", "requested", "conditional", "denied", "failed", "alleged", "unknown"
]
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
class Page:
    """Bytes as found, with what was said beside them."""

    body: bytes
    url: str | None = None
    media_type: str | None = None
    """Media type as declared by the transport or the caller, without parameters."""
    charset: str | None = None
    """Character encoding as declared by the transport (an HTTP header), not by the page."""
    fetched_at: datetime | None = None
    """When the bytes were fetched (aware, UTC); ``None`` for what was found on disk."""
    origin: str = "memory"
    """Where it was found: a path as given, a URL, ``-`` for standard input, or ``memory``."""
    declared: Mapping[str, str] = field(default_factory=dict)
    """Facts given beside the page by a feed or a caller."""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page whose bytes were unpacked, recognised and decoded, within the limits."""

    page: Page
    kind: PageKind
    utf8: bytes
    """The whole page in UTF-8 without a byte-order mark and without NULs."""
    charset: str
    """The encoding the bytes were decoded from (WHATWG name)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open interval of characters in the text of an article or analysis."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the calendar as stated: value, how precise, and where it was found."""

    value: str
    """ISO 8601 cut to the precision: ``2020``, ``2020-01``, ``2020-01-16``, ``2020-01-16T06:41``."""
    precision: Precision
    basis: Basis


@dataclass(frozen=True, slots=True)
class Block:
    """One typed part of the text; ``published`` is set for the posts of a live blog."""

    span: Span
    kind: BlockKind
    published: Moment | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the text; ``url`` is absolute where the page's address is known."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article; the caption is given without its credit."""

    caption: str | None
    credit: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, agency and date at the head of a report, kept in the text as well."""

    span: Span
    place: str | None
    agency: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether the whole article was read, and if not, why."""

    verdict: Verdict
    reason: PartialReason | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article. ``text`` is the headline, then the body's blocks, a blank line between."""

    id: str
    """The first 16 hex digits of the SHA-256 of the canonical URL, or of the page where there is none."""
    url: str | None
    """The canonical address."""
    origin: str
    """Where the page was found (see `Page.origin`)."""
    headline: str | None
    kicker: str | None
    deck: str | None
    byline: str | None
    """The line that names the authors, as printed."""
    authors: tuple[str, ...]
    """People only."""
    agency: str | None
    dateline: Dateline | None
    published: Moment | None
    modified: Moment | None
    publisher: str | None
    language: str | None
    """Primary language subtag (BCP 47)."""
    section: str | None
    topics: tuple[str, ...]
    page_type: PageType
    text: str
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    quality: Quality
    page_sha256: str
    found_in: Mapping[str, Basis]
    """For each field that has a value: which kind of evidence gave it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that gave no article, with the reason; it is counted, never dropped."""

    origin: str
    url: str | None
    stage: Stage
    error: str
    """Class name of the error."""
    reason: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word as Universal Dependencies count words (``do|n't``), with its place in the tree of its sentence."""

    span: Span
    lemma: str
    upos: str
    """Universal part of speech."""
    feats: str
    """Universal features, ``Case=Nom|Number=Sing``; empty where there are none."""
    head: int | None
    """Number of the token it depends on, counted through the whole text; ``None`` for the root of a sentence."""
    deprel: str
    """Universal relation to the head, with its subtype: ``nsubj:pass``."""
    sentence: int
    """Number of its sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the half-open interval of the numbers of its tokens."""

    span: Span
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name, a date or a sum of money."""

    span: Span
    label: NameLabel
    first: int
    end: int
    """Its tokens, by number, half-open."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to something: by a name, by a noun, or by a pronoun. Mentions nest."""

    id: str
    """``m0``, ``m1`` … in the order of the text."""
    span: Span
    head: int
    """Number of the token that heads it."""
    kind: MentionKind
    type: MentionType
    entity_id: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions of a text point to."""

    id: str
    """``x0``, ``x1`` … in the order of their first mentions."""
    name: str | None
    """Its fullest name in the text; ``None`` where it is never named."""
    type: MentionType
    mention_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language layer read in a text; every span is into ``text``, which is the text as given."""

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    made_by: Mapping[Layer, str]
    """For each layer: the model that made it, with its version, or that rules did."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, with what it stands for."""

    id: str
    """``t0``, ``t1`` … in the order of the text."""
    span: Span
    type: TimeType
    value: str | None
    """TIMEX3: ``2024-01-05``, ``2024-W03``, ``2024-01-05TMO``, ``P2W``, ``PAST_REF``; ``None`` where the text and
    the day of publication do not tell."""
    anchor: str | None
    """The value it was reckoned from; ``None`` where it stands for itself."""


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
