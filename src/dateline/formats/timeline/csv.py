"""CSV: an entry a row, safe to open in a spreadsheet; lists are joined with ``; ``."""

from ...story_types import Position, Timeline, TimelineEntry
from .. import csv
from .safety import plain, web_link
from .sentences import split_sentence
from .wording import describe_change, describe_claim, describe_tie

JOIN = "; "
COLUMNS = tuple(
    """
alias event_id start end precision dated_by mark status type modes actors recipients
place country geonameid lat lon resolution
sentence trigger article article_id headline publisher published url
sources publishers articles origins changes disputes ties first_published recorded_at confidence corrected
""".split()
)
_NO_PLACE = Position("", None, None, None, None, None)


def encode_csv(timeline: Timeline) -> str:
    """A header and a row for each entry; what is unknown is empty."""
    rows = [_cells(entry) for entry in timeline.entries]
    return "".join([csv.encode_row(COLUMNS), *[csv.encode_row([row[name] for name in COLUMNS]) for row in rows]])


def _cells(entry: TimelineEntry) -> dict[str, str]:
    """Each column's cell."""
    return _what(entry) | _receipt(entry) | _words_of_others(entry)


def _what(entry: TimelineEntry) -> dict[str, str]:
    place = entry.place or _NO_PLACE
    return {
        "alias": plain(entry.alias), "event_id": plain(entry.event_id), "start": entry.start or "",
        "end": entry.end or "", "precision": entry.precision, "dated_by": plain(entry.dated_by or ""),
        "mark": entry.mark, "status": entry.status, "type": plain(entry.type), "modes": _join(entry.modes),
        "actors": _join(entry.actors), "recipients": _join(entry.recipients), "place": plain(place.name),
        "country": plain(place.country_code or ""), "geonameid": _number(place.geonameid), "lat": _number(place.lat),
        "lon": _number(place.lon), "resolution": _number(place.resolution),
    }  # fmt: skip


def _receipt(entry: TimelineEntry) -> dict[str, str]:
    quote = entry.sentence
    return {
        "sentence": plain(quote.text), "trigger": plain(split_sentence(quote).trigger),
        "article": plain(quote.article_alias), "article_id": plain(quote.article_id),
        "headline": plain(quote.headline or ""), "publisher": plain(quote.publisher or ""),
        "published": plain(quote.published or ""), "url": web_link(quote.url) or "",
    }  # fmt: skip


def _words_of_others(entry: TimelineEntry) -> dict[str, str]:
    disputes = [
        f"{plain(one.field)}: {' / '.join(describe_claim(claim) for claim in one.claims)}" for one in entry.disputes
    ]
    return {
        "sources": _join(entry.sources), "publishers": _join(entry.publishers), "articles": str(entry.articles),
        "origins": str(entry.origins), "changes": JOIN.join(map(describe_change, entry.changes)),
        "disputes": JOIN.join(disputes), "ties": JOIN.join(map(describe_tie, entry.ties)),
        "first_published": plain(entry.first_published or ""),
        "recorded_at": entry.recorded_at.isoformat() if entry.recorded_at else "",
        "confidence": str(entry.confidence), "corrected": "yes" if entry.corrected else "no",
    }  # fmt: skip


def _join(several: tuple[str, ...]) -> str:
    return JOIN.join(map(plain, several))


def _number(value: float | None) -> str:
    return "" if value is None else str(value)
