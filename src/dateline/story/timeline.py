"""Happenings in the order of a clock: when they happened, were first published, or were first kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from dateline.event_types import OPEN, DatePrecision, Record, RecordParticipant, RecordPlace
from dateline.story.claims import NEVER, sources_of
from dateline.story.quotes import quote_of
from dateline.story_types import Clock, Happening, Mark, Position, Tie, Timeline, TimelineEntry

_DAY: Final = len("2020-01-16")
_OTHERWISE: Final = frozenset({"threatened", "denied", "failed"})


class _When(NamedTuple):
    start: str | None
    end: str | None
    precision: DatePrecision
    dated_by: str | None


_UNDATED: Final = _When(None, None, "unknown", None)


def make_timeline(
    title: str,
    happenings: Sequence[Happening],
    *,
    alias: str | None = None,
    clock: Clock = "happened",
    as_of: str | None = None,
    alias_of: Mapping[str, str],
) -> Timeline:
    """One entry for each happening, by its first day, then its last, then its id; the undated last.

    ``alias`` is the story's; ``alias_of`` maps ids of happenings and articles to their short names (``E12``, ``A88``).
    ``as_of`` is only written down: the happenings are those that were known then.
    """
    happening_of = {report.record.id: happening.id for happening in happenings for report in happening.reports}
    entries = [_make_entry(happening, clock, happening_of, alias_of) for happening in happenings]
    return Timeline(
        title=title,
        alias=alias,
        clock=clock,
        as_of=as_of,
        events=len(entries),
        articles=len({article for happening in happenings for article in happening.articles}),
        origins=len({origin for happening in happenings for origin in happening.origins}),
        entries=tuple(sorted(entries, key=_order)),
    )


def _order(entry: TimelineEntry) -> tuple[str, str, str]:
    """What began nobody knows when stands by its last day."""
    return entry.start or entry.end or NEVER, entry.end or NEVER, entry.event_id


def _make_entry(
    happening: Happening, clock: Clock, happening_of: Mapping[str, str], alias_of: Mapping[str, str]
) -> TimelineEntry:
    records = [report.record for report in happening.reports]
    when = _when(happening, clock)
    kept = [record.recorded_at for record in records if record.recorded_at]
    return TimelineEntry(
        event_id=happening.id,
        alias=alias_of.get(happening.id, happening.id),
        start=when.start,
        end=when.end,
        precision=when.precision,
        dated_by=when.dated_by,
        type=happening.type,
        modes=happening.modes,
        mark=_mark(happening),
        status=happening.status,
        actors=_names([side for record in records for side in record.actors]),
        recipients=_names([side for record in records for side in record.recipients]),
        sentence=quote_of(happening, alias_of),
        sources=_distinct([source for record in records for source in sources_of(record)]),
        publishers=_distinct([record.publisher for record in records if record.publisher]),
        articles=len(happening.articles),
        origins=len(happening.origins),
        place=_position([record.place for record in records if record.place]),
        changes=happening.changes,
        disputes=happening.disputes,
        ties=_ties(happening, happening_of, alias_of),
        first_published=_first_published(records),
        recorded_at=min(kept, default=None),
        confidence=max(record.confidence for record in records),
        corrected=any(record.corrections for record in records),
    )


def _when(happening: Happening, clock: Clock) -> _When:
    if clock == "happened":
        dated = next((r.record for r in happening.reports if r.record.id == happening.dated_by), None)
        if dated is None:
            return _UNDATED
        basis = dated.date.basis
        words = basis if isinstance(basis, str | None) else basis.text
        return _When(happening.start, happening.end, happening.precision, words)
    records = [report.record for report in happening.reports]
    if clock == "published":
        moment = _first_published(records)
    else:
        moment = min([record.recorded_at.isoformat() for record in records if record.recorded_at], default=None)
    return _When(moment[:_DAY], moment[:_DAY], "exact", clock) if moment else _UNDATED


def _first_published(records: Iterable[Record]) -> str | None:
    return min([record.published.value for record in records if record.published], default=None)


def _mark(happening: Happening) -> Mark:
    if happening.disputes:
        return "disputed"
    if happening.status in _OTHERWISE:
        return "not_happened"
    return "planned" if happening.status in OPEN else "reported"


def _names(sides: Iterable[RecordParticipant]) -> tuple[str, ...]:
    """Names where there are names, else words of the text; a pronoun that nobody knows is left out."""
    return _distinct([side.name or side.text for side in sides if side.name or side.kind != "pronominal"])


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, capitals apart, in the order of their first."""
    values = list(values)
    if len(values) < 2:
        return tuple(values)
    first: dict[str, str] = {}
    for value in values:
        first.setdefault(value.casefold(), value)
    return tuple(first.values())


def _position(places: Sequence[RecordPlace]) -> Position | None:
    """The finest place that is told, the earliest among equals."""
    if not places:
        return None
    place = max(places, key=lambda place: (place.lat is not None, place.resolution or 0))
    return Position(
        place.name or place.text, place.country_code, place.geonameid, place.lat, place.lon, place.resolution
    )  # fmt: skip


def _ties(happening: Happening, happening_of: Mapping[str, str], alias_of: Mapping[str, str]) -> tuple[Tie, ...]:
    """The relations of its records to records of other happenings."""
    found: dict[tuple[str, str], Tie] = {}
    for report in happening.reports:
        for relation in report.record.relations:
            other = happening_of.get(relation.target)
            if other is not None and other != happening.id:
                found.setdefault((relation.type, other), Tie(relation.type, other, alias_of.get(other, other)))
    return tuple(found.values())
