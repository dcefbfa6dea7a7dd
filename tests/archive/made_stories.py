"""Made articles of a few stories over some weeks: copies, articles without a day, and pages that change."""

from dataclasses import replace

from made_archive import code, make_article, make_event

from dateline.event_types import Coded
from dateline.types import Moment

_OPENINGS = {
    "strike": (
        "Dockers of the harbour union marched through Kell on Friday and stopped every crane of the grain terminal.",
        "The harbour board of Kell offered the dockers a bonus for night shifts and a canteen at the grain terminal.",
        "Grain ships queue outside the harbour of Kell because the dockers keep the cranes of the terminal idle.",
        "A mediator met the harbour union and the board in Kell and proposed a truce for the grain terminal.",
        "Millers warned that bread would be dear if the dockers of Kell did not load grain at the terminal.",
    ),
    "flood": (
        "The river Orle burst its dykes near Tolvarra and drowned orchards, barns and the railway embankment.",
        "Engineers in Tolvarra stacked sandbags on the dykes of the Orle while rescuers fetched villagers by boat.",
        "Tolvarra opened its schools for families whose houses stand in the water of the river Orle.",
        "The water board of Tolvarra promised higher dykes along the Orle and a gauge at the railway embankment.",
        "Rescuers counted the villagers that the Orle had cut off near Tolvarra and flew in dry blankets.",
    ),
    "trial": (
        "A court in Port Ombrey sentenced the banker Ilse Maren for forging ledgers of the savings bank.",
        "Ilse Maren denied before the court in Port Ombrey that she had forged ledgers of the savings bank.",
        "Savers cheered outside the court in Port Ombrey as the ledgers that Maren forged were read aloud.",
        "The prosecutor in Port Ombrey asked for nine years for the banker Maren and her forged ledgers.",
        "An auditor told the court in Port Ombrey how Maren hid the losses of the savings bank in ledgers.",
    ),
}
_TOLD = {
    "strike": ("marched", "PROTEST", "Dockers", "Kell"),
    "flood": ("burst", "ACCUSE", "river Orle", "Tolvarra"),
    "trial": ("sentenced", "COERCE", "court", "Port Ombrey"),
}


def body_of(story: str, *sentences: int, extra: str = "") -> str:
    """A text on a story: its headline, and a paragraph of these of its sentences."""
    told = " ".join(_OPENINGS[story][number] for number in sentences)
    return f"The {story} of {_TOLD[story][3]}, part {sum(sentences)}\n\n{told}{extra}"


def article(
    name: str, story: str, text: str, published: str | None, *, modified: str | None = None, on: str | None = None
) -> Coded:
    """A coded article of a story, at an address of that name."""
    made = make_article(name, text, published=published, publisher=name.partition("-")[0])
    made = replace(made, modified=Moment(modified, "day", "meta") if modified else None)
    trigger, type_, by, at = _TOLD[story]
    given = {"on": on or "2026-11-06", "by": by, "at": at}
    events = [make_event(made, trigger, type_, **given)] if trigger in text and by in text and at in text else []
    if "offered" in text:
        events.append(make_event(made, "offered", "AGREE", at="Kell"))
    return code(made, *events)


STRIKE = body_of("strike", 0, 1, 2)
FLOOD = body_of("flood", 0, 1, 2)
TRIAL = body_of("trial", 0, 1, 2, 3)
PAGES = (
    article("herald-1", "strike", STRIKE, "2026-11-06"),
    article("ledger-1", "strike", body_of("strike", 0, 3, 4), "2026-11-07"),
    article("echo-1", "strike", STRIKE + " Reporting by the Herald.", "2026-11-07"),
    article("echo-2", "strike", STRIKE.replace("Friday", "the sixth"), None),
    article("post-1", "strike", body_of("strike", 2, 3, 4, 0), "2026-11-17"),
    article("post-2", "strike", body_of("strike", 1, 4, 0), "2026-11"),
    article("herald-2", "flood", FLOOD, "2026-11-09"),
    article("ledger-2", "flood", body_of("flood", 0, 3, 4), "2026-11-10"),
    article("ledger-3", "flood", body_of("flood", 4, 2, 0), None),
    article("echo-3", "flood", body_of("flood", 1, 2, 3, 4, 0), "2026-12-14"),
    article("herald-3", "trial", TRIAL, "2026-11-05"),
    article("post-3", "trial", body_of("trial", 4, 1, 0), "2026-11-12"),
    # Pages that change: the day, what they copy, what they are about.
    article("turn-1", "strike", STRIKE + " More soon.", "2026-11-08"),
    article("turn-1", "flood", body_of("flood", 0, 2, 4), "2026-11-08", modified="2026-11-11"),
    article("turn-2", "trial", body_of("trial", 0, 4), "2026-11-30"),
    article("turn-2", "trial", TRIAL + " Reporting by the Herald.", "2026-11-04", modified="2026-12-01"),
    article("turn-3", "flood", body_of("flood", 0, 1, 4), None),
    article("turn-3", "flood", body_of("flood", 0, 1, 4, 2), "2026-10-01", modified="2026-11-30"),
    article("turn-4", "strike", body_of("strike", 0, 4, 2), "2026-11-20"),
    article("turn-4", "strike", body_of("strike", 0, 4, 2), "2026-10-02"),
    article("turn-5", "strike", STRIKE + " Developing.", "2026-11-01"),
    article("turn-5", "flood", body_of("flood", 1, 4), "2026-11-01", modified="2026-11-11"),
)
"""Of five addresses two pages each, the earlier first; one has the same text on both."""
