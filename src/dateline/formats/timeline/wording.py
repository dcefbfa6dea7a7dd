"""The words and marks in which every view of a timeline speaks."""

from ...event_types import CountKind
from ...story_types import Claim, Clock, FigureChange, Mark, Quote, Tie, Timeline, TimelineEntry
from .days import describe_published, is_rough
from .safety import plain
from .sentences import Line, shorten, split_sentence

MARKS: dict[Mark, tuple[str, str]] = {
    "reported": ("●", "reported"),
    "disputed": ("◐", "disputed"),
    "planned": ("○", "planned"),
    "not_happened": ("×", "did not happen"),
}
"""The glyph and the words of each mark."""
CHANGED, DISPUTED, TIED, ROUGH = "△", "⇄", "↳", "░"
CLOCKS: dict[Clock, str] = {
    "happened": "in the order in which things happened",
    "published": "in the order in which it was published",
    "recorded": "in the order in which the archive recorded it",
}
_COUNTED: dict[CountKind, str] = {"dead": "dead", "injured": "injured", "arrested": "arrested", "size": "taking part"}
_UNTOLD = {"happened", "unknown"}
_TOLD_BY_MARK: dict[Mark, set[str]] = {
    "reported": set(), "disputed": set(), "planned": {"planned"}, "not_happened": {"failed"},
}  # fmt: skip


def describe_line(entry: TimelineEntry, width: int) -> Line:
    """What an entry says in at most so many characters: its sentence, or the sides and the type where it has none."""
    line = split_sentence(entry.sentence)
    if not line.text.strip():
        line = Line(" ".join(part for part in (describe_sides(entry), describe_type(entry)) if part), "", "")
    return shorten(line, width)


def describe_basis(entry: TimelineEntry, clock: Clock) -> str:
    """By what an entry has its day."""
    if clock == "published":
        return "placed on the day when it was first published"
    if clock == "recorded":
        return "placed on the day when the archive first recorded it"
    if entry.dated_by is None:
        return "undated: no word of the article gives a day"
    if entry.dated_by == "published":
        return "dated by the day of publication alone"
    rough = ", which leaves the exact day open" if is_rough(entry) else ""
    return f"dated by the words “{plain(entry.dated_by)}”{rough}"


def describe_sides(entry: TimelineEntry) -> str:
    """Who acts, and at whom it is aimed; empty where nobody is named."""
    actors, recipients = (", ".join(map(plain, side)) for side in (entry.actors, entry.recipients))
    return f"{actors or 'nobody named'} → {recipients}" if recipients else actors


def describe_type(entry: TimelineEntry) -> str:
    """The type with its modes: ``PROTEST/strike``."""
    return plain("/".join((entry.type, *entry.modes)))


def describe_status(entry: TimelineEntry) -> str:
    """The status where the mark does not tell it, else empty."""
    told = entry.status in _UNTOLD | _TOLD_BY_MARK[entry.mark]
    return "" if told else entry.status


def describe_change(change: FigureChange) -> str:
    """The figure before and after."""
    return f"{_COUNTED[change.kind]}: {change.before} → {change.after}"


def describe_claim(claim: Claim) -> str:
    """The value with who gives it, and when that was published."""
    facts = [", ".join(map(plain, claim.sources)), describe_published(claim.published)]
    told = ", ".join(fact for fact in facts if fact)
    return f"“{plain(claim.value)}”" + (f" ({told})" if told else "")


def describe_tie(tie: Tie) -> str:
    """The relation and the alias of the other entry."""
    return f"{plain(tie.type).replace('_', ' ')} {plain(tie.alias)}"


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def describe_numbers(timeline: Timeline) -> str:
    """The three numbers, which are never one: articles, origins, events."""
    numbers = (timeline.articles, "article"), (timeline.origins, "origin"), (timeline.events, "event")
    return " → ".join([count(number, noun) for number, noun in numbers])


def describe_clock(timeline: Timeline) -> str:
    """In which order the entries stand, and as of which day it is told."""
    known = f", as known on {describe_published(timeline.as_of)}" if timeline.as_of else ""
    return CLOCKS[timeline.clock] + known


def describe_article(sentence: Quote) -> str:
    """The article in a line: headline, publisher, day, alias."""
    headline = f"“{plain(sentence.headline)}”" if sentence.headline else ""
    facts = (headline, plain(sentence.publisher or ""), describe_published(sentence.published))
    return ", ".join(fact for fact in facts if fact) + f" ({plain(sentence.article_alias)})"


def tell_facts(entry: TimelineEntry, clock: Clock) -> list[str]:
    """All beside the sentence and its article, a line each: who says so, the numbers, what is disputed and why."""
    return [
        *([f"Says: {'; '.join(map(plain, entry.sources))}"] if entry.sources else []),
        f"{count(entry.articles, 'article')} from {count(entry.origins, 'origin')}",
        *[f"Disputed, {plain(one.field)}: {' / '.join(map(describe_claim, one.claims))}" for one in entry.disputes],
        *[f"Figure changed, {describe_change(change)}" for change in entry.changes],
        *[begin_upper(describe_tie(tie)) for tie in entry.ties],
        begin_upper(describe_basis(entry, clock)),
    ]


def begin_upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
