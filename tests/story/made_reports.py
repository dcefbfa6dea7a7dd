"""Records of one sentence, made by hand: invented people in invented places."""

from datetime import datetime

from dateline.event_types import (
    Bound,
    CountKind,
    Record,
    RecordAttribution,
    RecordCount,
    RecordDate,
    RecordParticipant,
    RecordPlace,
    RecordRelation,
    RecordSource,
    Words,
)
from dateline.story_types import Report
from dateline.types import Moment

AT = 100
"""Where the sentence begins in its article."""


def tell(name: str, sentence: str, trigger: str, **given: object) -> Record:
    """A record; its article is what stands in ``name`` before the dash. ``given``: fields, and the short ones below.

    ``on``: the day of the event, told in the text; ``published``: a day; ``by`` and ``to``: sides, as words of the
    sentence, names with a star; ``at``: a city; ``source``: whose word it is.
    """
    article = name.split("-", maxsplit=1)[0]
    fields: dict[str, object] = {
        "id": name, "article_id": article, "type": "PROTEST", "modes": (), "contexts": (), "underlying": None,
        "trigger": words(sentence, trigger), "mentions": (), "sentence": words(sentence, sentence),
        "actors": sides(sentence, given.pop("by", ())), "recipients": sides(sentence, given.pop("to", ())),
        "reciprocal": False, "date": day(sentence, given.pop("on", None)),
        "place": place(sentence, given.pop("at", None)),
        "attributions": sources(sentence, given.pop("source", None)), "hedges": (), "status": "happened",
        "factuality": 3.0, "polarity": "pos", "phase": None, "condition": None, "counts": (), "relations": (),
        "confidence": 0.5, "reasons": (), "origin": f"{article}.html", "url": None, "headline": "A headline",
        "publisher": "Herald", "published": moment(given.pop("published", "2026-11-20")), "language": "en",
        "page_sha256": "0" * 64, "text_sha256": "0" * 64, "ontology": "made", "coder": "made",
    }  # fmt: skip
    return Record(**(fields | given))  # type: ignore[arg-type]  # made from a table


def report(record: Record, origin: str | None = None) -> Report:
    return Report(record, origin or record.article_id)


def words(sentence: str, part: str) -> Words:
    start = sentence.index(part) + AT
    return Words(part, 1, (start, start + len(part)))


def sides(sentence: str, parts: object) -> tuple[RecordParticipant, ...]:
    assert isinstance(parts, tuple | str)
    given = (parts,) if isinstance(parts, str) else parts
    found = []
    for part in given:
        at = words(sentence, part.removesuffix("*"))
        kind, name = ("named", at.text) if part.endswith("*") else ("nominal", None)
        found.append(RecordParticipant(at.text, 1, at.span, kind, name, None, None, (), "made", 0.9))  # type: ignore[arg-type]
    return tuple(found)


def day(sentence: str, on: object) -> RecordDate:
    if on is None:
        return RecordDate(None, None, None, "unknown", None, None, "made")
    start, _, end = str(on).partition("/")
    is_day = not end
    return RecordDate(
        str(on), start or None, (end or start) or None, "exact" if is_day else "interval",
        Words(sentence[:1], 1, (AT, AT + 1)), None, "made",
    )  # fmt: skip


def place(sentence: str, at: object) -> RecordPlace | None:
    if at is None:
        return None
    return RecordPlace(
        str(at), 1, (AT, AT + 1), name=str(at), geonameid=None, lat=1.0, lon=2.0, province=None, country_code=None,
        feature_code="PPL", resolution=4, via="made", confidence=0.9,
    )  # fmt: skip


def sources(sentence: str, source: object) -> tuple[RecordAttribution, ...]:
    if source is None:
        return ()
    said = RecordSource(str(source), 1, (AT, AT + 1), name=None, code=None, sector=None)
    return (RecordAttribution("named", said, None, None, "indirect"),)


def moment(value: object) -> Moment | None:
    return Moment(str(value), "day", "meta") if value else None


def count(kind: CountKind, value: int, bound: Bound = "exact") -> RecordCount:
    return RecordCount(str(value), 1, (AT, AT + 1), kind, value, bound)


def relation(kind: str, target: str) -> RecordRelation:
    return RecordRelation(kind, target, None, "made", 0.5)  # type: ignore[arg-type]  # made from a table


def kept(text: str) -> datetime:
    return datetime.fromisoformat(text)
