"""An article of a few lines with two events, written by hand, and its records."""

from dateline.event_types import (
    Annotations,
    Attribution,
    Coded,
    Count,
    Event,
    EventDate,
    Participant,
    Place,
    Reason,
    Relation,
)
from dateline.records import make_records
from dateline.types import Article, Block, Moment, Quality, Sentence, Span

TEXT = (
    "Dockers walk out\n\n"
    "Police in Tolvarra arrested 12 dockers on Friday after the union said it would strike, the ministry said."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def side(words: str, code: str | None, sector: str | None) -> Participant:
    return Participant(at(words), "nominal", None, None, code, sector, (), "made", 0.9)


def event(number: int, trigger: str, **fields: object) -> Event:
    given: dict[str, object] = {
        "id": f"{number:012x}", "type": "COERCE", "modes": ("arrest",), "contexts": ("legal",), "underlying": None,
        "trigger": at(trigger), "mentions": (), "actors": (), "recipients": (), "reciprocal": False,
        "date": EventDate(None, None, "2026-11-23", "before", None, "2026-11-23", "happened"), "place": None,
        "attributions": (), "hedges": (), "status": "happened", "factuality": 3.0, "polarity": "pos", "phase": None,
        "condition": None, "counts": (), "relations": (), "confidence": 0.5,
        "reasons": (Reason("type", "cue made", 0.5, ("PROTEST", 0.2)),),
    }  # fmt: skip
    return Event(**(given | fields))  # type: ignore[arg-type]  # made from a table


ARREST = event(
    1, "arrested",
    actors=(side("Police in Tolvarra", "PER", "COP"),),
    recipients=(side("12 dockers", "PER", "LAB"),),
    date=EventDate("2026-11-20", "2026-11-20", "2026-11-20", "exact", at("Friday"), "2026-11-23", "weekday"),
    place=Place(at("Tolvarra"), "Tolvarra", 7, -12.0, -77.0, None, "PER", "PPL", 4, "made", 0.9),
    attributions=("a0",),
    counts=(Count("arrested", 12, "exact", at("12")),),
    relations=(Relation("after", f"{2:012x}", at("after"), "“after”", 0.6),),
)  # fmt: skip
STRIKE = event(
    2, "strike", type="PROTEST", modes=("strike",), contexts=(), status="planned",
    actors=(side("the union", None, "LAB"),),
)  # fmt: skip
ARTICLE = Article(
    id="made", url="https://herald.example/a", origin="made.html", headline="Dockers walk out", kicker=None, deck=None,
    byline=None, authors=(), agency=None, dateline=None, published=Moment("2026-11-23", "day", "meta"), modified=None,
    publisher="Herald", language="en", section=None, topics=(), page_type="article", text=TEXT,
    blocks=(Block(Span(0, 16), "headline"), Block(Span(18, len(TEXT)), "paragraph")), pictures=(), links=(),
    quality=Quality("complete"), page_sha256="0" * 64, found_in={},
)  # fmt: skip
SAID = Span(len(TEXT) - 5, len(TEXT) - 1)
MINISTRY = Attribution("a0", "official", at("the ministry"), SAID, None, "indirect", None, "PER", "GOV")
ANNOTATIONS = Annotations(
    "made", (Sentence(Span(0, 16), 0, 3), Sentence(Span(18, len(TEXT)), 3, 23)), (), (), (),
    (MINISTRY,),
    (ARREST, STRIKE), "made coder", "made 1", (),
)  # fmt: skip
CODED = Coded(ARTICLE, ANNOTATIONS, "all")
RECORDS = make_records(ARTICLE, ANNOTATIONS)
