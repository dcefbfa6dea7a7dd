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
