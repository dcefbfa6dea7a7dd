"""Who says something of a happening, and when it was first published."""

from collections.abc import Sequence
from typing import Final

from dateline.event_types import Record
from dateline.story_types import Claim, Dispute

NEVER: Final = "9999-12-31"
"""Stands for an unknown day of publication: after all others."""


def by_time(record: Record) -> tuple[str, str]:
    """The order of records: published first, then the smaller id; those without a day of publication last."""
    return record.published.value if record.published else NEVER, record.id


def sources_of(record: Record) -> list[str]:
    """Names of those on whose word it is told, as written; of a pronoun the name that it stands for."""
    found = []
    for attribution in record.attributions:
        source = attribution.source
        if source is not None:
            is_pronoun = " " not in source.text and source.text.lower() in _PRONOUNS
            found.append(source.name if is_pronoun and source.name else source.text)
    return list(dict.fromkeys(found))


def make_dispute(field: str, sides: Sequence[tuple[str, Sequence[Record]]]) -> list[Dispute]:
    """The rival claims, the earliest published first; none where there is but one."""
    if len(sides) < 2:
        return []
    claims = [_make_claim(value, sorted(records, key=by_time)) for value, records in sides]
    return [Dispute(field, tuple(sorted(claims, key=lambda claim: (claim.published or NEVER, claim.records))))]


def _make_claim(value: str, records: Sequence[Record]) -> Claim:
    sources: dict[str, None] = {}
    for record in records:
        sources |= dict.fromkeys(sources_of(record) or ([record.publisher] if record.publisher else []))
    published = records[0].published.value if records[0].published else None
    return Claim(value, tuple([record.id for record in records]), tuple(sources), published)


_PRONOUNS: Final = frozenset("he she it they who i we".split())
