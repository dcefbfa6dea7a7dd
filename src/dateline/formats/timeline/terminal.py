"""The readable view of a timeline in a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from ...story_types import Clock, Timeline, TimelineEntry
from .days import MONTHS, WEEKDAYS, anchor_day, covers_months, covers_years, days_of, is_rough
from .safety import plain
from .wording import (
    CHANGED,
    DISPUTED,
    MARKS,
    ROUGH,
    TIED,
    count,
    describe_change,
    describe_claim,
    describe_line,
    describe_numbers,
    describe_status,
    describe_tie,
)

_MAX_WIDTH = 120
_ORIGINS, _ALIAS = 10, 6
_MIN_WHEN, _MAX_WHEN = 6, 17
_BESIDE_WHEN = 4
"""An indent before the day, and the mark after it."""
_MIN_WHAT = 16
_SHORT_SPAN = 31
"""Days up to which an interval is told by its days, not by its months."""
_STYLES = {"reported": "", "disputed": "yellow", "planned": "cyan", "not_happened": "dim"}
_TRIGGER = "bold"


def show_timeline(timeline: Timeline, console: Console) -> None:
    """Print a line for each entry under its month, below it what is disputed, changed or tied, and a legend."""
    width = min(console.width, _MAX_WIDTH)
    whens = [_when(entry) for entry in timeline.entries]
    when_width = min(max([_MIN_WHEN, *map(cell_len, whens)]), _MAX_WHEN)
    lines = list(_head(timeline, width))
    head = when = ""
    for entry, told in zip(timeline.entries, whens, strict=True):
        if _head_of(entry) != head:
            head, when = _head_of(entry), ""
            lines += [Text(""), Text(f" {head}", style="bold")]
        lines += _entry(entry, "" if told == when else told, when_width, width)
        when = told
    if not timeline.entries:
        lines += [Text(""), Text(" no event is known", style="dim")]
    lines += [Text(""), *_legend(width)]
    for line in lines:
        console.print(line, width=width, highlight=False)


def _head(timeline: Timeline, width: int) -> Iterator[Text]:
    """Title, alias, the three numbers and the clock: in one line where it is wide enough."""
    title = Text(plain(timeline.title), style="bold")
    if timeline.alias:
        title.append(f"   {plain(timeline.alias)}", style="dim")
    title.append(f"   {describe_numbers(timeline)}", style="not bold")
    clock = _clock(timeline)
    if title.cell_len + clock.cell_len + 2 <= width:
        yield Text.assemble(title, " " * (width - title.cell_len - clock.cell_len), clock)
    else:
        yield from (title, clock)


def _clock(timeline: Timeline) -> Text:
    """The three clocks, the one in use in brackets."""
    clocks: tuple[Clock, ...] = ("happened", "published", "recorded")
    told = " ".join(f"[{clock}]" if clock == timeline.clock else clock for clock in clocks)
    as_of = f"   as known on {plain(timeline.as_of)}" if timeline.as_of else ""
    return Text(told + as_of, style="dim")


def _head_of(entry: TimelineEntry) -> str:
    day = anchor_day(entry)
    return f"{day.year:04}-{day.month:02}" if day else "undated"


def _entry(entry: TimelineEntry, when: str, when_width: int, width: int) -> Iterator[Text]:
    """Its line, and what stands below it."""
    left = when_width + _BESIDE_WHEN
    what = max(width - left - _ORIGINS - _ALIAS - 2, _MIN_WHAT)
    line = Text(" ")
    line.append(set_cell_size(when, when_width), style="dim" if is_rough(entry) else "")
    line.append(f" {MARKS[entry.mark][0]} ", style=_STYLES[entry.mark])
    line.append_text(_what(entry, what))
    line.append(f" {set_cell_size(count(entry.origins, 'origin'), _ORIGINS)}", style="dim")
    line.append(f" {plain(entry.alias)}")
    yield _cut(line, width)
    for words in _below(entry):
        yield from [Text(" " * left + row, style="dim") for row in _wrap(words.split(), width - left, " ")]


def _what(entry: TimelineEntry, width: int) -> Text:
    """What happened in just so many columns, the trigger marked."""
    status, style = describe_status(entry), _STYLES[entry.mark]
    told = f"{status}: " if status else ""
    line = describe_line(entry, width - len(told))
    text = Text.assemble((told, "italic"), (line.before, style), (line.trigger, f"{style} {_TRIGGER}".strip()))
    text.append(line.after, style=style)
    text.truncate(width, overflow="ellipsis")
    return text.append(" " * (width - text.cell_len))


def _wrap(words: Sequence[str], width: int, between: str) -> list[str]:
    """The words in lines of so many columns; a word that is longer is cut by the terminal."""
    rows: list[str] = []
    for word in words:
        if rows and cell_len(rows[-1] + between + word) <= width:
            rows[-1] += between + word
        else:
            rows.append(word)
    return rows


def _cut(line: Text, width: int) -> Text:
    line.rstrip()
    line.truncate(width, overflow="ellipsis")
    return line


def _below(entry: TimelineEntry) -> Iterator[str]:
    if entry.sources:
        yield f"says {'; '.join(map(plain, entry.sources))}"
    for dispute in entry.disputes:
        rivals = f" {DISPUTED} ".join(map(describe_claim, dispute.claims))
        yield f"{DISPUTED} {plain(dispute.field)}: {rivals}"
    for change in entry.changes:
        yield f"{CHANGED} figure changed, {describe_change(change)}"
    if entry.ties:
        yield f"{TIED} {', '.join(map(describe_tie, entry.ties))}"
    if entry.corrected:
        yield "corrected by hand"


def _when(entry: TimelineEntry) -> str:
    """The day under its month; what is known only roughly ends in a band."""
    start, end = days_of(entry)
    if start is None and end is None:
        return ""
    band = f" {ROUGH * 2}" if is_rough(entry) else ""
    if start is None or end is None:
        return (f"by {end.day:02}" if end else f"from {start.day:02}" if start else "") + band
    told = _interval(start, end) if start != end else f"{WEEKDAYS[start.weekday()]} {start.day:02}"
    if start == end and band:
        told = f"~{start.day:02}"
    return ("~" if band and start != end else "") + told + band


def _interval(start: date, end: date) -> str:
    """Days, or months or years where there are too many."""
    if covers_years(start, end):
        return _join(str(start.year), str(end.year))
    if covers_months(start, end) or (end - start).days > _SHORT_SPAN:
        names = [MONTHS[day.month - 1][:3] + ("" if start.year == end.year else f" {day:%y}") for day in (start, end)]
        return _join(*names)
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{start.day:02}–{end.day:02}" + ("" if same_month else f" {MONTHS[end.month - 1][:3]}")


def _join(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _legend(width: int) -> list[Text]:
    marks = [f"{glyph} {words}" for glyph, words in MARKS.values()]
    told = [*marks, f"{CHANGED} changed", f"{DISPUTED} rival claims", f"{TIED} tie", f"{ROUGH} day known only roughly"]
    return [Text(f" {row}", style="dim") for row in _wrap(told, width - 1, "  ")]
