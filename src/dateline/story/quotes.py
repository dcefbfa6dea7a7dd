"""The report by which a happening is shown, its sentence, and where it stands."""

from collections.abc import Mapping

from dateline.event_types import Record
from dateline.story.claims import by_time
from dateline.story.happenings import is_plan_of
from dateline.story_types import Happening, Quote, Report
from dateline.types import Span


def quote_of(happening: Happening, alias_of: Mapping[str, str]) -> Quote:
    """The sentence by which a happening is shown; ``alias_of`` as of `quote_record`."""
    return quote_record(choose_report(happening).record, alias_of)


def choose_report(happening: Happening) -> Report:
    """The report by which a happening is shown.

    Its sentence is one of the body if there is one, no plan of what came out by now, says the day that the happening
    has, and is the head of an origin's rather than a copy's; among equals the earliest published.
    """
    if len(happening.reports) == 1:
        return happening.reports[0]
    dated = next((r.record.date for r in happening.reports if r.record.id == happening.dated_by), None)

    def order(report: Report) -> tuple[bool, bool, bool, bool, tuple[str, str]]:
        record = report.record
        is_dated = dated is not None and (record.date.start, record.date.end) == (dated.start, dated.end)
        is_copy = report.origin != record.article_id
        is_plan = is_plan_of(record, happening.status)
        return record.sentence.sentence == 0, is_plan, not is_dated, is_copy, by_time(record)

    return min(happening.reports, key=order)


def quote_record(record: Record, alias_of: Mapping[str, str]) -> Quote:
    """The sentence of a record; ``alias_of`` maps ids of articles to their short names."""
    return Quote(
        text=record.sentence.text,
        article_id=record.article_id,
        article_alias=alias_of.get(record.article_id, record.article_id),
        span=Span(*record.sentence.span),
        trigger=Span(*record.trigger.span),
        headline=record.headline,
        publisher=record.publisher,
        published=record.published.value if record.published else None,
        url=record.url,
    )
