"""CSV of records: one event a row, safe to open in a spreadsheet.

Lists are joined with ``; ``. The columns of one side tell of the same participants in the same order, nothing standing
for what is unknown: of ``actors`` and ``actor_codes``, the second belong together. Sources are outermost first.
"""

from collections.abc import Iterable, Sequence

from ..event_types import Record, RecordAttribution, RecordCount, RecordParticipant, RecordPlace, Words
from ..ontology import event_scale, quad_code
from . import csv

Pair = tuple[str, str]
JOIN = "; "
COLUMNS = tuple(
    """
id type modes contexts underlying quad scale status phase polarity factuality confidence
date_start date_end date_value date_precision date_basis
actors actor_names actor_codes actor_sectors recipients recipient_names recipient_codes recipient_sectors reciprocal
place place_name province country geonameid lat lon resolution
source source_name source_kind cue quote hedges condition dead injured arrested size relations
trigger trigger_start trigger_end mentions sentence_number sentence
url headline publisher published published_basis language article_id page_sha256 text_sha256
ontology coder corrections happening_id origin_id story_id origin
""".split()
)
_SIDE = ("{}s", "{}_names", "{}_codes", "{}_sectors")
_PLACE = ("place", "place_name", "province", "country", "geonameid", "lat", "lon", "resolution")
_COUNTS = ("dead", "injured", "arrested", "size")
_BOUNDS = {"exact": "", "at_least": ">=", "at_most": "<=", "about": "~"}


def encode_records(records: Iterable[Record]) -> str:
    """A row with its line end for each record, its cells as in `COLUMNS`; what is unknown is empty."""
    rows = [make_cells(record) for record in records]
    return "".join([csv.encode_row([row[name] for name in COLUMNS]) for row in rows])


def make_cells(record: Record) -> dict[str, str]:
    """Each column's cell; empty where it is unknown."""
    return dict([
        *_what(record), *_when(record),
        *_side("actor", record.actors), *_side("recipient", record.recipients),
        ("reciprocal", "yes" if record.reciprocal else "no"),
        *_where(record.place), *_says(record.attributions),
        ("hedges", _texts(record.hedges)), ("condition", _text(record.condition)),
        *[(kind, _amount(record.counts, kind)) for kind in _COUNTS],
        ("relations", JOIN.join([f"{relation.type} {relation.target}" for relation in record.relations])),
        *_receipt(record), *_provenance(record),
    ])  # fmt: skip


def _what(record: Record) -> list[Pair]:
    return [
        ("id", record.id), ("type", record.type), ("modes", JOIN.join(record.modes)),
        ("contexts", JOIN.join(record.contexts)), ("underlying", record.underlying or ""),
        ("quad", _number(quad_code(record.type))), ("scale", _number(event_scale(record.type, record.modes))),
        ("status", record.status), ("phase", record.phase or ""), ("polarity", record.polarity),
        ("factuality", _number(record.factuality)), ("confidence", _number(record.confidence)),
    ]  # fmt: skip


def _when(record: Record) -> list[Pair]:
    date = record.date
    basis = date.basis if isinstance(date.basis, str) else _text(date.basis)
    return [
        ("date_start", date.start or ""), ("date_end", date.end or ""), ("date_value", date.value or ""),
        ("date_precision", date.precision), ("date_basis", basis),
    ]  # fmt: skip


def _side(name: str, side: Sequence[RecordParticipant]) -> list[Pair]:
    columns: tuple[list[str | None], ...] = (
        [one.text for one in side], [one.name for one in side], [one.code for one in side], [one.sector for one in side]
    )  # fmt: skip
    return [(title.format(name), _join(cells)) for title, cells in zip(_SIDE, columns, strict=True)]


def _where(place: RecordPlace | None) -> list[Pair]:
    if place is None:
        return [(name, "") for name in _PLACE]
    values = (
        place.text, place.name or "", place.province or "", place.country_code or "", _number(place.geonameid),
        _number(place.lat), _number(place.lon), _number(place.resolution),
    )  # fmt: skip
    return list(zip(_PLACE, values, strict=True))


def _says(chain: Sequence[RecordAttribution]) -> list[Pair]:
    return [
        ("source", _join([_text(one.source) for one in chain])),
        ("source_name", _join([one.source.name if one.source else None for one in chain])),
        ("source_kind", _join([one.kind for one in chain])),
        ("cue", _join([_text(one.cue) for one in chain])),
        ("quote", _join([one.quote for one in chain])),
    ]


def _amount(counts: Sequence[RecordCount], kind: str) -> str:
    """The numbers of a kind, with ``>=``, ``<=`` or ``~`` where they are bounds; words where there is no number."""
    found = [count for count in counts if count.kind == kind]
    return _join([_BOUNDS[c.bound] + str(c.value) if c.value is not None else c.text for c in found])


def _receipt(record: Record) -> list[Pair]:
    start, end = record.trigger.span
    return [
        ("trigger", _text(record.trigger)), ("trigger_start", str(start)), ("trigger_end", str(end)),
        ("mentions", _texts(record.mentions)),
        ("sentence_number", str(record.sentence.sentence)), ("sentence", record.sentence.text),
    ]  # fmt: skip


def _provenance(record: Record) -> list[Pair]:
    published = record.published
    return [
        ("url", record.url or ""), ("headline", record.headline or ""), ("publisher", record.publisher or ""),
        ("published", published.value if published else ""), ("published_basis", published.basis if published else ""),
        ("language", record.language or ""), ("article_id", record.article_id), ("page_sha256", record.page_sha256),
        ("text_sha256", record.text_sha256), ("ontology", record.ontology), ("coder", record.coder),
        ("corrections", JOIN.join(record.corrections)),
        ("happening_id", record.happening_id or ""), ("origin_id", record.origin_id or ""),
        ("story_id", record.story_id or ""), ("origin", record.origin),
    ]  # fmt: skip


def _join(cells: Sequence[str | None]) -> str:
    """The cells in one; empty where all are."""
    return JOIN.join([cell or "" for cell in cells]) if any(cells) else ""


def _text(words: Words | None) -> str:
    return words.text if words else ""


def _texts(several: Iterable[Words]) -> str:
    return JOIN.join([words.text for words in several])


def _number(value: float | None) -> str:
    return "" if value is None else str(value)
