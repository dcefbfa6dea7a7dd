"""The picture of a timeline as SVG: a drawing that stands alone, text as text, for light and dark screens."""

from collections.abc import Iterator
from html import escape

from ...resources import read_text
from ...story_types import Mark, Timeline, TimelineEntry
from .days import days_of, describe_days, describe_published, is_dated, is_rough, parse_day
from .lanes import (
    ASIDE,
    BAND_HEIGHT,
    BAND_ROW,
    DOT_ROW,
    FOLDED_RADIUS,
    LANE_PADDING,
    MARGIN,
    RADIUS,
    TAIL,
    WIDTH,
    Axis,
    Lane,
    Spot,
    lay_out,
)
from .safety import plain
from .sentences import Line, shorten
from .ticks import find_ticks
from .wording import MARKS, count, describe_line, describe_numbers

STYLE = "web/picture.css"
_AXIS_HEIGHT = 30
_LEGEND_ROW = 26
_LEGEND_PADDING = 8
_NAME_CHARACTERS = 19
_TITLE_CHARACTERS = 110
_TITLES = 12
"""Entries that the hint of a folded dot names."""
_CHARACTER = 7.0
_BASELINE = 4.5
_LEGEND: tuple[tuple[Mark, str], ...] = tuple([(mark, words) for mark, (_, words) in MARKS.items()])


def encode_svg(timeline: Timeline) -> str:
    """The picture as a file of its own; what is undated is counted below it."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + draw_timeline(timeline, style=read_text(STYLE)) + "\n"


def draw_timeline(timeline: Timeline, *, style: str = "", anchors: dict[str, str] | None = None) -> str:
    """The ``svg`` element; ``anchors`` gives, for ids of events, the element of the page that their dots lead to."""
    laid = lay_out(timeline.entries)
    body, height = _draw(timeline, *laid, anchors or {}) if laid else (_draw_nothing(), DOT_ROW)
    legend_top = height + _LEGEND_PADDING / 2
    notes = _find_notes(timeline, laid)
    height += _LEGEND_PADDING + _LEGEND_ROW * (2 if notes else 1)
    title = f"{plain(timeline.title)}: {describe_numbers(timeline)}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="dl-picture" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="dl-title dl-desc">',
            f'<title id="dl-title">{escape(title)}</title>',
            f'<desc id="dl-desc">{escape(_describe(timeline, laid))}</desc>',
            *([f"<style>{style}</style>"] if style else []),
            f'<rect class="dl-paper" width="{WIDTH}" height="{height}"/>',
            *body,
            *_draw_legend(legend_top + _LEGEND_ROW / 2),
            *(
                [_text("dl-legend", MARGIN - RADIUS, legend_top + 1.5 * _LEGEND_ROW + _BASELINE, notes)]
                if notes
                else []
            ),
            "</svg>",
        ]
    )


def _describe(timeline: Timeline, laid: tuple[Axis, tuple[Lane, ...]] | None) -> str:
    if laid is None:
        return "No event has a day."
    _, lanes = laid
    dated = [entry for entry in timeline.entries if is_dated(entry)]
    named = [lane.name for lane in lanes if lane.name]
    split = f", in lanes: {', '.join(named)}" if named else ""
    ends = f"{describe_days(dated[0])} to {describe_days(dated[-1])}" if len(dated) > 1 else describe_days(dated[0])
    return f"{count(len(dated), 'event')} from {ends}{split}. The list of the timeline says the same in words."


def _draw(timeline: Timeline, axis: Axis, lanes: tuple[Lane, ...], anchors: dict[str, str]) -> tuple[list[str], int]:
    """The parts above the legend, and how high they are."""
    height = _AXIS_HEIGHT + sum(lane.height for lane in lanes)
    parts = [*_draw_axis(axis, height), *_draw_as_of(timeline, axis, height)]
    top = _AXIS_HEIGHT
    for lane in lanes:
        parts += _draw_lane(lane, top, anchors)
        top += lane.height
    return parts, height


def _draw_nothing() -> list[str]:
    return [_text("dl-none", WIDTH / 2, DOT_ROW / 2 + _BASELINE, "No event has a day.", anchor="middle")]


def _draw_axis(axis: Axis, height: int) -> Iterator[str]:
    yield _line("dl-axis", axis.left, _AXIS_HEIGHT, axis.right, _AXIS_HEIGHT)
    for tick in find_ticks(axis.first, axis.last, axis.right - axis.left):
        at = axis.x(tick.day)
        yield _line("dl-tick", at, _AXIS_HEIGHT - 6, at, height)
        yield _text("dl-day", at + 4, _AXIS_HEIGHT - 10, tick.label)
    for aside, edge, middle, words in (
        (axis.earlier, axis.left, axis.left - ASIDE / 2, "earlier"),
        (axis.later, axis.right, axis.right + ASIDE / 2, "later"),
    ):
        if aside:
            yield _line("dl-break", edge, _AXIS_HEIGHT - 6, edge, height)
            yield _text("dl-day", middle, _AXIS_HEIGHT - 10, words, anchor="middle")


def _draw_as_of(timeline: Timeline, axis: Axis, height: int) -> Iterator[str]:
    day = parse_day(timeline.as_of)
    if day and axis.first <= day <= axis.last:
        yield _line("dl-asof", axis.x(day, 1.0), _AXIS_HEIGHT, axis.x(day, 1.0), height)


def _draw_lane(lane: Lane, top: int, anchors: dict[str, str]) -> Iterator[str]:
    yield _line("dl-lane", MARGIN / 2, top + lane.height, WIDTH - MARGIN / 2, top + lane.height)
    middle = top + LANE_PADDING / 2 + DOT_ROW / 2
    if lane.name:
        shown = shorten(Line(lane.name, "", ""), _NAME_CHARACTERS).text
        hint = f"<title>{escape(lane.name)}</title>" if shown != lane.name else ""
        yield f"<g>{hint}{_text('dl-name', MARGIN / 2, middle + _BASELINE, shown)}</g>"
    for band in lane.bands:
        y = top + LANE_PADDING / 2 + DOT_ROW + band.row * BAND_ROW + BAND_ROW / 2
        yield _linked(band, _draw_band(band, y), anchors)
    for dot in lane.dots:
        yield _linked(dot, _draw_dot(dot, middle), anchors)


def _linked(spot: Spot, drawing: str, anchors: dict[str, str]) -> str:
    """The drawing with its hint, and as a link to the first of its entries where the page has it."""
    anchor = anchors.get(spot.entries[0].event_id)
    inside = f"<title>{escape(_hint(spot))}</title>{drawing}"
    # The list gives the same by keyboard.
    return f'<a href="#{escape(anchor)}" tabindex="-1">{inside}</a>' if anchor else f"<g>{inside}</g>"


def _hint(spot: Spot) -> str:
    lines = [_hint_line(entry) for entry in spot.entries[:_TITLES]]
    more = len(spot.entries) - len(lines)
    return "\n".join([*lines, *([f"and {count(more, 'other')}"] if more else [])])


def _hint_line(entry: TimelineEntry) -> str:
    mark = "" if entry.mark == "reported" else f"{MARKS[entry.mark][1]}: "
    return f"{describe_days(entry)}: {mark}{describe_line(entry, _TITLE_CHARACTERS).text}"


def _draw_band(band: Spot, y: float) -> str:
    mark = _mark_of(band)
    shape = (
        f'<rect class="dl-band dl-{mark}" x="{band.x:.1f}" y="{y - BAND_HEIGHT / 2:.1f}" '
        f'width="{max(band.end - band.x, 3):.1f}" height="{BAND_HEIGHT}" rx="{BAND_HEIGHT / 2}"/>'
    )
    number = ""
    if len(band.entries) > 1:
        number = _text("dl-number-band", (band.x + band.end) / 2, y + 3.5, str(len(band.entries)), anchor="middle")
    at = band.x - 7 if band.label_left else max(band.end, band.x + 3) + 7
    label = _text("dl-label", at, y + _BASELINE, band.label, anchor="end" if band.label_left else "start")
    return shape + number + (label if band.label else "")


def _draw_dot(dot: Spot, y: float) -> str:
    folded = len(dot.entries) > 1
    shape = _fold_shape(dot, y) if folded else _tail(dot, y) + mark_shape(_mark_of(dot), dot.x, y, dot.entries[0])
    if not dot.label:
        return shape
    start, end = days_of(dot.entries[0])
    open_side = not folded and (start is None if dot.label_left else end is None)
    reach = (TAIL if open_side else FOLDED_RADIUS if folded else RADIUS) + 5
    at = dot.x - reach if dot.label_left else dot.x + reach
    return shape + _text("dl-label", at, y + _BASELINE, dot.label, anchor="end" if dot.label_left else "start")


def _mark_of(spot: Spot) -> Mark:
    """The mark that all entries of a spot share; ``reported`` where they differ."""
    marks = {entry.mark for entry in spot.entries}
    return spot.entries[0].mark if len(marks) == 1 else "reported"


def _fold_shape(dot: Spot, y: float) -> str:
    number = len(dot.entries)
    hollow = " dl-hollow" if _mark_of(dot) in ("planned", "not_happened") else ""
    shown = str(number) if number < 100 else "99+"
    return (
        f'<circle class="dl-fold{hollow}" cx="{dot.x:.1f}" cy="{y:.1f}" r="{FOLDED_RADIUS}"/>'
        + _text("dl-number" + hollow, dot.x, y + 3.7, shown, anchor="middle")
    )  # fmt: skip


def _tail(dot: Spot, y: float) -> str:
    """A tail of shrinking dashes to the side that is open."""
    start, end = days_of(dot.entries[0])
    if start and end:
        return ""
    side = -1 if start is None else 1
    begin, until = dot.x + side * (RADIUS + 2), dot.x + side * TAIL
    return _line("dl-tail", begin, y, until, y)


def mark_shape(mark: Mark, x: float, y: float, entry: TimelineEntry | None = None) -> str:
    """A dot: full, half, hollow, or hollow and crossed; with a broken ring where the day is only about right."""
    r = RADIUS
    rough = entry is not None and is_rough(entry) and all(days_of(entry))
    ring = f'<circle class="dl-rough" cx="{x:.1f}" cy="{y:.1f}" r="{r + 3.5}"/>' if rough else ""
    dot = f'<circle class="dl-dot dl-{mark}" cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'
    if mark == "disputed":
        dot += f'<path class="dl-half" d="M{x:.1f} {y - r:.1f}a{r} {r} 0 0 0 0 {2 * r}z"/>'
    if mark == "not_happened":
        d = r * 0.5
        dot += (
            f'<path class="dl-cross" d="M{x - d:.1f} {y - d:.1f}L{x + d:.1f} {y + d:.1f}'
            f'M{x - d:.1f} {y + d:.1f}L{x + d:.1f} {y - d:.1f}"/>'
        )
    return ring + dot


def _draw_legend(y: float) -> Iterator[str]:
    x = float(MARGIN)
    for mark, words in _LEGEND:
        yield mark_shape(mark, x, y) + _text("dl-legend", x + RADIUS + 6, y + _BASELINE, words)
        x += len(words) * _CHARACTER + 38
    yield f'<rect class="dl-band dl-reported" x="{x - 6:.1f}" y="{y - 5:.1f}" width="26" height="10" rx="5"/>'
    yield _text("dl-legend", x + 27, y + _BASELINE, "day not known exactly")
    x += 27 + 21 * _CHARACTER + 20
    yield f'<circle class="dl-fold" cx="{x:.1f}" cy="{y:.1f}" r="8"/>'
    yield _text("dl-number", x, y + 3.7, "3", anchor="middle") + _text(
        "dl-legend", x + 14, y + _BASELINE, "several events"
    )


def _find_notes(timeline: Timeline, laid: tuple[Axis, tuple[Lane, ...]] | None) -> str:
    """What the picture does not show of itself."""
    undated = sum(not is_dated(entry) for entry in timeline.entries)
    day = parse_day(timeline.as_of)
    line = day if day and laid and laid[0].first <= day <= laid[0].last else None
    told = [
        f"dotted line: as known on {describe_published(timeline.as_of)}" if line else "",
        f"{count(undated, 'event')} without a day, not drawn" if undated else "",
    ]
    return " · ".join([note for note in told if note])


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(name: str, x: float, y: float, words: str, *, anchor: str = "start") -> str:
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}"{at}>{escape(words)}</text>'
