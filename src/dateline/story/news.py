"""What a story has that it did not have before: facts, not articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.event_types import NOT, OPEN, REAL, Record
from dateline.story.quotes import quote_of, quote_record
from dateline.story_types import Claim, Dispute, FigureChange, Happening, News, NewsKind

_FIGURES: Final = {"dead": "dead", "injured": "injured", "arrested": "arrested", "size": "people or things"}
_THREAT: Final = "THREATEN"


def find_news(
    before: Sequence[Happening],
    after: Sequence[Happening],
    *,
    today: str | None = None,
    since: str | None = None,
    alias_of: Mapping[str, str],
) -> list[News]:
    """What the happenings of a story tell that they did not tell before, in the order of ``after``; the withdrawn last.

    Happenings before and after are the same where they share a record. A plan whose last day lies before ``today``, and
    of which no report says that it came true, did not come true as far as is known; ``since`` is the day on which that
    was last asked, and what had passed by then is not told again. ``alias_of`` maps ids of happenings and articles to
    their short names.
    """
    old_of = {report.record.id: happening for happening in before for report in happening.reports}
    known_articles = {article for happening in before for article in happening.articles}
    teller = _Teller(alias_of, frozenset(known_articles))
    found: list[News] = []
    for happening in after:
        olds = _counterparts(happening, old_of)
        found += teller.compare(olds, happening) if olds else [teller.tell("new", happening)]
        if _has_passed(happening, today) and not (olds and _has_passed(happening, since)):
            found.append(teller.tell("did_not", happening, f"no report that it came true by {today}"))
    kept = {report.record.id for happening in after for report in happening.reports}
    gone = [old for old in before if not any(report.record.id in kept for report in old.reports)]
    return [*found, *(teller.tell("withdrawn", old) for old in gone)]


def _counterparts(happening: Happening, old_of: Mapping[str, Happening]) -> list[Happening]:
    """The happenings that were told of before with one of its records: more than one where they were merged."""
    olds = [old_of[report.record.id] for report in happening.reports if report.record.id in old_of]
    return list({old.id: old for old in olds}.values())


def _has_passed(happening: Happening, day: str | None) -> bool:
    """Whether the last day of a plan lies before a day, and not before the first report of it."""
    if day is None or happening.end is None or happening.status != "planned":
        return False
    told = min([report.record.published.value for report in happening.reports if report.record.published], default="")
    return told[: len(day)] <= happening.end < day


@dataclass(frozen=True, slots=True)
class _Teller:
    alias_of: Mapping[str, str]
    known: frozenset[str]
    """Ids of the articles that were there before."""

    def tell(self, kind: NewsKind, happening: Happening, text: str | None = None, record: Record | None = None) -> News:
        """An item of news, with the sentence of the record, else the one that tells of the happening best."""
        sentence = quote_record(record, self.alias_of) if record else quote_of(happening, self.alias_of)
        alias = self.alias_of.get(happening.id, happening.id)
        return News(kind, happening.id, alias, text if text is not None else sentence.text, sentence)

    def compare(self, olds: Sequence[Happening], new: Happening) -> Iterator[News]:
        """What is new of a happening that was known."""
        yield from self._outcome(olds, new)
        records = {report.record.id: report.record for report in new.reports}
        told = {_figure_key(change) for old in olds for change in old.changes}
        for change in new.changes:
            if _figure_key(change) not in told:
                yield self.tell("figure", new, _figure_text(change), records[change.record])
        values = {(one.field, claim.value) for old in olds for one in old.disputes for claim in one.claims}
        for dispute in new.disputes:
            if any((dispute.field, claim.value) not in values for claim in dispute.claims):
                yield self.tell("contradicted", new, _dispute_text(dispute), records[dispute.claims[-1].records[0]])
        yield from self._confirmed(olds, new)

    def _outcome(self, olds: Sequence[Happening], new: Happening) -> Iterator[News]:
        """A plan that came true, or was called off or denied; that a threat was made is not what it threatens."""
        if not all(old.status in OPEN for old in olds) or new.type == _THREAT:
            return
        if new.status in REAL:
            yield self.tell("came_true", new, None, _last(new, lambda record: record.status in REAL))
        elif new.status in NOT:
            yield self.tell("did_not", new, None, _last(new, lambda record: record.status in NOT))

    def _confirmed(self, olds: Sequence[Happening], new: Happening) -> Iterator[News]:
        """Another origin, of which no article was there before, tells of it too."""
        origins = {origin for old in olds for origin in old.origins} | self.known
        for origin in new.origins:
            reports = [report for report in new.reports if report.origin == origin]
            if origin not in origins and not any(report.record.article_id in self.known for report in reports):
                name = reports[0].record.publisher or self.alias_of.get(origin, origin)
                yield self.tell("confirmed", new, f"also reported by {name}", reports[0].record)


def _last(happening: Happening, is_wanted: Callable[[Record], bool]) -> Record:
    return next(report.record for report in reversed(happening.reports) if is_wanted(report.record))


def _figure_key(change: FigureChange) -> tuple[str, int, int]:
    return change.kind, change.before, change.after


def _figure_text(change: FigureChange) -> str:
    return f"{_FIGURES[change.kind]}: {change.before} → {change.after}"


def _dispute_text(dispute: Dispute) -> str:
    return f"{dispute.field}: {' ⇄ '.join([_claim_text(claim) for claim in dispute.claims])}"


def _claim_text(claim: Claim) -> str:
    return f"{claim.value} ({', '.join(claim.sources)})" if claim.sources else claim.value
