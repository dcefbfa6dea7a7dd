"""Timelines written by hand: the dock strike at Port Alder, an invented town, and what could break a view of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dateline.story_types import (
    Claim,
    Dispute,
    FigureChange,
    Mark,
    Position,
    Quote,
    Tie,
    Timeline,
    TimelineEntry,
)
from dateline.types import Span

PORT_ALDER = Position("Port Alder", "QXA", 900001, 51.25, -3.5, 4)
KELL = Position("Kell", "QXA", 900002, -12.5, 44.75, 4)
PROVINCE = Position("Aldershire", "QXA", None, None, None, 2)
RECORDED = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "\"><a href='javascript:alert(1)'>x</a>",
    "]]></script></style></title><!-- <![CDATA[ &lt;b&gt; &#60;i&#62;",
    '=HYPERLINK("http://evil")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "../../../../etc/cron.d/x\x00.html",
    "CON.txt:stream\\..\\..\\nnn",
    "pay\u202e\u2066gnp.exe\u2069 \u200e\u200f\x1b[31mred\x07\x9b2J",
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:no; yes, \\n\u2028DESCRIPTION:x",
    "-1+2",
    "\tTAB",
    "${x} {{7*7}} %s __import__",
    "港湾ストライキ 🚢 e\u0301",
)
"""Strings that would be markup, script, formulas, paths or lines of their own if a view let them."""


def quote(text: str, trigger: str, number: int = 88, **fields: object) -> Quote:
    begin = text.index(trigger)
    given: dict[str, object] = {
        "text": text, "article_id": f"{number:012x}", "article_alias": f"A{number}",
        "span": Span(100, 100 + len(text)), "trigger": Span(100 + begin, 100 + begin + len(trigger)),
        "headline": "Dockers walk out at Port Alder after talks collapse", "publisher": "Alder Herald",
        "published": "2026-11-20T18:05+01:00", "url": f"https://alder-herald.example/news/{number}?a=1&b=2",
    }  # fmt: skip
    return Quote(**{**given, **fields})  # type: ignore[arg-type]  # made from a table


def entry(number: int, day: str | None, text: str, trigger: str, **fields: object) -> TimelineEntry:
    given: dict[str, object] = {
        "event_id": f"{number:012x}", "alias": f"E{number}", "start": day, "end": day,
        "precision": "exact" if day else "unknown", "dated_by": "on Friday" if day else None, "type": "PROTEST",
        "modes": ("strike",), "mark": "reported", "status": "happened", "actors": ("dock workers",),
        "recipients": ("port authority",), "sentence": quote(text, trigger, 80 + number), "sources": ("Jana Roth",),
        "publishers": ("Alder Herald",), "articles": 3, "origins": 2, "place": PORT_ALDER, "changes": (),
        "disputes": (), "ties": (), "first_published": "2026-11-20T18:05+01:00", "recorded_at": RECORDED,
        "confidence": 0.91, "corrected": False,
    }  # fmt: skip
    return TimelineEntry(**{**given, **fields})  # type: ignore[arg-type]  # made from a table


def timeline(entries: tuple[TimelineEntry, ...], title: str = "Port Alder dock strike", **fields: object) -> Timeline:
    given: dict[str, object] = {
        "title": title, "alias": "S12", "clock": "happened", "as_of": None, "events": len(entries),
        "articles": sum(one.articles for one in entries), "origins": 9, "entries": entries,
    }  # fmt: skip
    return Timeline(**{**given, **fields})  # type: ignore[arg-type]  # made from a table


STATUS_DISPUTE = Dispute(
    "status",
    (
        Claim("happened", ("r1", "r2"), ("Jana Roth",), "2026-11-20T18:05+01:00"),
        Claim("denied", ("r3",), ("port authority", "Alder Herald"), "2026-11-20"),
    ),
)
PLACE_DISPUTE = Dispute(
    "place", (Claim("Port Alder", ("r1",), (), "2026-11-21"), Claim("Kell", ("r4",), ("Kell Post",), None))
)

ENTRIES = (
    entry(
        1, "2026-11-03", "The union gave notice of a ballot earlier this month, a letter seen by the Herald shows.",
        "gave notice", end="2026-11-07", precision="approx", dated_by="earlier this month", origins=1, articles=1,
        actors=("union",), sources=("a letter seen by the Herald",), type="THREATEN", modes=(),
    ),
    entry(
        2, "2026-11-12", "Members voted 812 to 140 to strike, union leader Jana Roth and the port authority said on "
        "Thursday, after a ballot that had been held up twice by a dispute over the register of members and by a "
        "court in Kell, which threw out the complaint of the employers on Monday.", "voted", origins=4,
        articles=11, actors=("union",), recipients=(), sources=("Jana Roth", "port authority"), dated_by="on Thursday",
    ),
    entry(
        3, "2026-11-20", "Dock workers at Port Alder stopped work on Friday after talks with the port authority broke "
        "down, union leader Jana Roth said.", "stopped work", origins=3, articles=14, corrected=True,
    ),
    entry(
        4, "2026-11-20", "The authority denied that talks had ended and said it would meet the union on Monday.",
        "talks had ended", mark="disputed", origins=2, disputes=(STATUS_DISPUTE, PLACE_DISPUTE), type="REJECT",
        modes=("meet",), actors=("port authority",), recipients=("union",), sources=("port authority",),
        status="alleged", ties=(Tie("response_to", "000000000003", "E3"),),
    ),
    entry(
        5, "2026-11-21", "Two ships were diverted to Kell on Saturday, the harbour master said.", "diverted",
        origins=2, actors=("harbour master",), recipients=(), sources=("harbour master",), place=KELL, type="RETREAT",
        modes=(),
    ),
    entry(
        6, "2026-11-21", "A march through the old town drew 4,000 people, police said.", "march", modes=("demo",),
        actors=("dock workers",), recipients=(), sources=("police",), precision="approx", dated_by="at the weekend",
        changes=(FigureChange("size", 4000, 6000, "r9"), FigureChange("injured", 0, 3, "r10")),
    ),
    entry(
        7, None, "Talks are to be taken up again by Monday at the latest.", "Talks", mark="planned", status="planned",
        end="2026-11-23", precision="before", dated_by="by Monday", type="CONSULT", modes=(), origins=1,
        actors=("port authority",), recipients=("union",), sources=(), publishers=("Alder Herald", "Kell Post"),
    ),
    entry(
        8, "2026-11-24", "A sympathy strike that the rail workers had called off was to begin on Tuesday.",
        "sympathy strike", mark="not_happened", status="failed", actors=("rail workers",), recipients=(), origins=1,
        ties=(Tie("ends", "000000000003", "E3"), Tie("part_of", "000000000009", "E9")),
    ),
    entry(
        9, "2026-12-01", "The government wants a law on minimum service in December.", "wants", end="2026-12-31",
        precision="interval", mark="planned", status="requested", actors=("government",), recipients=("parliament",),
        dated_by="in December", type="REQUEST", modes=("change",), place=PROVINCE, sources=("a minister",),
    ),
    entry(
        10, "2026-12-02", "The port will stay closed from Wednesday on.", "closed", end=None, precision="after",
        mark="planned", status="planned", actors=("port authority",), recipients=(), dated_by="from Wednesday on",
        type="COERCE", modes=("restrict",),
    ),
    entry(
        11, None, "There had been several stoppages at the port before.", "stoppages", origins=1, recipients=(),
        place=None, sources=(), first_published=None, recorded_at=None,
    ),
    entry(12, None, "Employers have long threatened a lock-out.", "threatened", type="THREATEN", place=None),
)  # fmt: skip
STRIKE = timeline(ENTRIES, articles=41, origins=9, as_of="2026-11-22")
NONE = timeline((), origins=0)
ONE = timeline(ENTRIES[2:3], alias=None)


def hostile() -> Timeline:
    """An entry for each hostile string, in all its fields of text."""
    return with_text(HOSTILE)


def with_text(texts: Sequence[str]) -> Timeline:
    """An entry for each text, in all its fields of text; the undated last."""
    made = [_hostile_entry(number, text) for number, text in enumerate(texts, 1)]
    return timeline(tuple(sorted(made, key=lambda one: one.start is None)), title=" ".join(texts))


def _hostile_entry(number: int, evil: str) -> TimelineEntry:
    sentence = quote(
        f"{evil} stopped work {evil}", "stopped work", number, headline=evil, publisher=evil,
        url=("javascript:alert(1)//https://a.example/", 'https://a.example/"onmouseover="x', evil)[number % 3],
    )  # fmt: skip
    claims = (Claim(evil, ("r1",), (evil,), "2026-11-20"), Claim("x" + evil, ("r2",), (evil, evil), None))
    return replace(
        entry(number, "2026-11-20" if number % 4 else None, "The union stopped work.", "stopped work"),
        sentence=sentence, actors=(evil, evil), recipients=(evil,), sources=(evil,), publishers=(evil,),
        dated_by=evil, type=evil, modes=(evil,), disputes=(Dispute(evil, claims),),
        place=Position(evil, evil, None, 1.0, 2.0, 4), ties=(Tie(evil, evil, evil),),
    )  # fmt: skip


def busy(entries: int = 300, seed: int = 7) -> Timeline:
    """So many entries over some weeks, with busy days, bands over each other and one event of long before."""
    marks: tuple[Mark, ...] = ("reported", "reported", "reported", "disputed", "planned", "not_happened")
    actors = ("dock workers", "port authority", "union", "harbour master", "the ministry of ports and inland waterways")
    made = [_busy_entry(number * seed, number, actors, marks) for number in range(entries - 1)]
    old = entry(entries, "1987-05-02", "The last strike at the port began in May 1987.", "strike", actors=("union",))
    return timeline((old, *sorted(made, key=lambda one: one.start or "")), title="A long quarrel")


def _busy_entry(seed: int, number: int, actors: tuple[str, ...], marks: tuple[Mark, ...]) -> TimelineEntry:
    day = date(2026, 8, 1) + timedelta(days=(seed * seed) % 89)
    last = day + timedelta(days=seed % 23) if number % 9 == 0 else day
    return entry(
        number, day.isoformat(), f"In its round {number} the quarrel over the port moved on, a speaker said.", "moved",
        end=last.isoformat(), precision="exact" if last == day else "interval", actors=(actors[seed % len(actors)],),
        mark=marks[seed % len(marks)], origins=1 + seed % 5,
    )  # fmt: skip
