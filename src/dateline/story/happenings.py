"""What the reports of one happening say together: its status, its day, its figures, and what they dispute.

Nothing is averaged: of rival values one stands in the happening's field, and the others stay beside it as claims.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.event_types import NOT, OPEN, REAL, Record, Status
from dateline.story.claims import by_time, make_dispute
from dateline.story.figures import find_figures
from dateline.story.sketch import days_of, place_key, side_keys
from dateline.story_types import Dispute, Happening, Report

# Types of acts for which reports name rival doers; talks and statements have many sides, each of which may be told.
_DONE_BY_ONE: Final = frozenset({"ASSAULT", "COERCE"})


def by_publication(report: Report) -> tuple[str, str]:
    """The order of reports: published first, then the smaller id; those without a day of publication last."""
    return by_time(report.record)


def make_happening(reports: Iterable[Report]) -> Happening:
    """The happening that some reports tell of; one or more."""
    ordered = tuple(sorted(reports, key=by_publication))
    records = [report.record for report in ordered]
    dated = _choose_date(ordered)
    when = dated.date if dated else None
    rivals, changes = find_figures(records)
    disputes = [*_dispute_status(records), *_dispute_place(records), *_dispute_actors(records), *rivals]
    status = _choose_status(ordered)
    return Happening(
        id=records[0].id,
        type=_choose_type(ordered, status),
        modes=tuple(dict.fromkeys([mode for record in records for mode in record.modes])),
        status=status,
        start=when.start if when else None,
        end=when.end if when else None,
        precision=when.precision if when else "unknown",
        dated_by=dated.id if dated else None,
        reports=ordered,
        disputes=tuple(disputes),
        changes=changes,
    )


def is_plan_of(record: Record, status: Status) -> bool:
    """Whether a record tells as still to come what came out by now."""
    return record.status in OPEN and status not in OPEN


def _choose_type(reports: Sequence[Report], status: Status) -> str:
    """The type of most origins, plans of what came out by now apart; among equals that of the earliest report."""
    told = [report for report in reports if not is_plan_of(report.record, status)] or reports
    votes: dict[str, set[str]] = {}
    for report in told:
        votes.setdefault(report.record.type, set()).add(report.origin)
    return max(votes, key=lambda type_: len(votes[type_]))


def _choose_status(reports: Sequence[Report]) -> Status:
    """What most origins say of whether it happened; of a plan, what was reported of it last.

    A report that something happened, or did not, outweighs any plan of it.
    """
    settled = [report for report in reports if report.record.status not in OPEN]
    if not settled:
        return reports[-1].record.status
    real = {report.origin for report in settled if report.record.status in REAL}
    unreal = {report.origin for report in settled if report.record.status in NOT}
    told = REAL if len(real) >= len(unreal) and real else NOT if unreal else None
    return next(report.record.status for report in reversed(settled) if told is None or report.record.status in told)


def _choose_date(reports: Sequence[Report]) -> Record | None:
    """The record with the most precise date among those that contradict the fewest origins."""
    dated = [report for report in reports if report.record.date.start or report.record.date.end]
    if len(dated) < 2:
        return dated[0].record if dated else None
    origins: dict[tuple[int, int], set[str]] = {}
    for report in dated:
        origins.setdefault(days_of(report.record.date), set()).add(report.origin)
    against = {
        (first, last): len(set().union(*(who for (start, end), who in origins.items() if start > last or end < first)))
        for first, last in origins
    }

    def order(report: Report) -> tuple[int, int, bool, bool, bool, tuple[str, str]]:
        when = report.record.date
        first, last = days_of(when)
        is_unstated, is_plan = isinstance(when.basis, str | None), report.record.status in OPEN
        is_copy = report.origin != report.record.article_id
        return against[first, last], last - first, is_unstated, is_plan, is_copy, by_publication(report)

    return min(dated, key=order).record


def _dispute_status(records: Sequence[Record]) -> list[Dispute]:
    """Reports that it happened beside denials of it; a plan that failed is no dispute."""
    sides = [
        [record for record in records if record.status in REAL or record.status == "alleged"],
        [record for record in records if record.status == "denied"],
    ]
    return make_dispute("status", [(side[0].status, side) for side in sides if side])


def _dispute_place(records: Sequence[Record]) -> list[Dispute]:
    told: dict[str, list[Record]] = {}
    for record in records:
        if key := place_key(record):
            told.setdefault(key, []).append(record)
    claims = [(side[0].place.name or side[0].place.text, side) for side in told.values() if side[0].place]
    return make_dispute("place", claims)


def _dispute_actors(records: Sequence[Record]) -> list[Dispute]:
    """Rival doers of one act, each known by name or code, when no report has both."""
    told: list[tuple[frozenset[str], list[Record]]] = []
    for record in records:
        known = [side for side in record.actors if side.kind == "named" or side.code]
        keys = side_keys(known) | {side.code for side in known if side.code}
        if record.type not in _DONE_BY_ONE or not keys:
            continue
        same = [one for one in told if not one[0].isdisjoint(keys)]
        told = [one for one in told if one[0].isdisjoint(keys)]
        joined = [record for one in same for record in one[1]]
        told.append((keys.union(*(one[0] for one in same)), [*joined, record]))
    return make_dispute("actors", [(_names(side[0]), side) for _, side in told])


def _names(record: Record) -> str:
    return ", ".join([side.name or side.text for side in record.actors])
