"""Articles of invented sentences, a record for each, and the log of a person who corrects them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from dateline.correction import Applied, make_correction
from dateline.event_types import Reason, Record, RecordDate, RecordParticipant, Words
from dateline.story_types import Correction
from dateline.types import Moment

HEADLINE = "Dockers held in Tolvarra"
START = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """A sentence with the word that tells of an event and the type that it is read as."""

    text: str
    trigger: str
    type: str = "COERCE"


STORY = (
    Line("Police in Tolvarra arrested five dockers on Friday.", "arrested"),
    Line("The Ministry of Ports condemned the union on Saturday.", "condemned", "ACCUSE"),
    Line("About 1,200 people marched through Port Alder.", "marched", "PROTEST"),
    Line("Jana Roth, who leads the dockers, met the harbour master.", "met", "CONSULT"),
)


def write_text(lines: Sequence[Line]) -> str:
    return f"{HEADLINE}\n\n" + " ".join(line.text for line in lines)


def read_records(lines: Sequence[Line], article: str = "a" * 16, **changed: object) -> list[Record]:
    """A record for each line, as a reading of the article gives them."""
    text, found, start = write_text(lines), [], len(HEADLINE) + 2
    for number, line in enumerate(lines, 1):
        trigger = start + line.text.index(line.trigger)
        span = (trigger, trigger + len(line.trigger))
        sentence = Words(line.text, number, (start, start + len(line.text)))
        found.append(_record(article, text, Words(line.trigger, number, span), sentence, line.type, changed))
        start += len(line.text) + 1
    return found


def _record(
    article: str, text: str, trigger: Words, sentence: Words, event_type: str, changed: dict[str, object]
) -> Record:
    start, first = sentence.span[0], sentence.text.split()[0]
    actor = RecordParticipant(
        first, sentence.sentence, (start, start + len(first)), kind="named", name=None, code="PER", sector="COP",
        other_sectors=(), via="sector: made", confidence=0.6,
    )  # fmt: skip
    given: dict[str, object] = {
        "id": sha256(f"{article} {trigger.span} {event_type}".encode()).hexdigest()[:12], "article_id": article,
        "type": event_type, "modes": (), "contexts": (), "underlying": None, "trigger": trigger, "mentions": (),
        "sentence": sentence, "actors": (actor,), "recipients": (), "reciprocal": False,
        "date": RecordDate(None, None, None, "unknown", None, None, "made"), "place": None, "attributions": (),
        "hedges": (), "status": "happened", "factuality": 3.0, "polarity": "pos", "phase": None, "condition": None,
        "counts": (), "relations": (), "confidence": 0.5,
        "reasons": (Reason("type", "cue made", 0.5), Reason("actors", "made", 0.4)), "origin": "made.html",
        "url": None, "headline": HEADLINE, "publisher": "Herald", "published": Moment("2026-11-23", "day", "meta"),
        "language": "en", "page_sha256": "0" * 64,
        "text_sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "ontology": "plover", "coder": "made",
    }  # fmt: skip
    return Record(**(given | changed))  # type: ignore[arg-type]  # made from a table


def fix(record: Record, field: str, value: str, *, minute: int = 0) -> Correction:
    return make_correction("set", record, field=field, value=value, at=START + timedelta(minutes=minute))


def judge(verb: str, record: Record, other: Record | None = None, *, minute: int = 0) -> Correction:
    return make_correction(verb, record, other=other, at=START + timedelta(minutes=minute))  # type: ignore[arg-type]


def undo(correction: Correction, *, minute: int) -> Correction:
    return make_correction("undo", undoes=correction.id, at=START + timedelta(minutes=minute))


def count_all(applied: Applied) -> list[str]:
    """What became of the corrections, by id."""
    misfits = [misfit.correction.id for misfit in applied.misfits]
    return sorted([*applied.in_force, *applied.overridden, *applied.undone, *misfits])


def words_of(part: object) -> Iterator[Words]:
    """Every `Words` of a record, however deep."""
    if isinstance(part, Words):
        yield part
    if is_dataclass(part):
        for field in fields(part):
            yield from words_of(getattr(part, field.name))
    if isinstance(part, tuple):
        for one in part:
            yield from words_of(one)
