"""Where the entries of a timeline lie in its picture: lanes, dots, bands and their labels, in pixels; nothing is drawn.

Who acts most has a lane; days that lie too close to be told apart are folded into one dot with their number; events
far from all others stand beside the axis, so that one of long ago does not press the rest together. A label stands
only where there is room for it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ...story_types import TimelineEntry
from .days import days_of
from .safety import plain
from .wording import describe_line

WIDTH = 1000
GUTTER = 168
"""Pixels at the left for the names of the lanes; where there is only one, it has none."""
MARGIN = 18
ASIDE = 64
"""Pixels for what lies far before or after all else."""
RADIUS, FOLDED_RADIUS = 6, 10
DOT_ROW, BAND_ROW, BAND_HEIGHT, LANE_PADDING = 30, 22, 10, 10
TAIL = 30
"""Pixels of the tail of a day that is known on one side only."""
_PITCH = 24
"""Pixels between two dots, at least: two folded ones just do not touch."""
_MAX_LANES = 5
_MIN_IN_LANE = 2
_MAX_BAND_ROWS = 3
_CHARACTER = 7.1
"""Pixels of a character of a label, of wide letters; names of lanes have the same size."""
_MIN_LABEL, _MAX_LABEL = 16, 48
"""Characters."""
_LABEL_GAP = 7
_MIN_DAYS = 7
_FAR = 2.5
"""An event is far when the gap before it is so many times as long as all that lies on the other side."""
_MAX_FAR = 0.2
"""Share of the days that may be set aside."""
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to pixels."""

    first: date
    last: date
    left: float
    right: float
    earlier: bool
    """Something is set aside before it."""
    later: bool

    def x(self, day: date, part: float = 0.0) -> float:
        """The pixel of a part of the day, clipped to the axis."""
        days = (self.last - self.first).days + 1
        at = (day - self.first).days + part
        return self.left + min(max(at / days, 0.0), 1.0) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot or a band, of one entry or of several folded into one."""

    entries: tuple[TimelineEntry, ...]
    x: float
    end: float
    """Equal to ``x`` for a dot."""
    row: int = 0
    label: str = ""
    label_left: bool = False
    """The label stands before it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one side did."""

    name: str
    dots: tuple[Spot, ...]
    bands: tuple[Spot, ...]
    band_rows: int

    @property
    def height(self) -> int:
        """In pixels."""
        return DOT_ROW + self.band_rows * BAND_ROW + LANE_PADDING


def lay_out(entries: Sequence[TimelineEntry]) -> tuple[Axis, tuple[Lane, ...]] | None:
    """The axis and the lanes of the dated entries; ``None`` where there are none."""
    dated = [entry for entry in entries if any(days_of(entry))]
    if not dated:
        return None
    lanes = _choose_lanes(dated)
    axis = _make_axis(dated, GUTTER if len(lanes) > 1 else MARGIN)
    return axis, tuple([_make_lane(name, inside, axis) for name, inside in lanes])


def _choose_lanes(entries: Sequence[TimelineEntry]) -> list[tuple[str, list[TimelineEntry]]]:
    """Who acts in several entries, the most active, in the order in which they first act; the others last."""
    acts = Counter(plain(entry.actors[0]) for entry in entries if entry.actors)
    active = [name for name, number in acts.most_common(_MAX_LANES) if name and number >= _MIN_IN_LANE]
    if len(active) < _MIN_IN_LANE:
        return [("", list(entries))]
    lanes: dict[str, list[TimelineEntry]] = {}
    others: list[TimelineEntry] = []
    for entry in entries:
        name = plain(entry.actors[0]) if entry.actors else ""
        (lanes.setdefault(name, []) if name in active else others).append(entry)
    return [*lanes.items(), *([(OTHERS, others)] if others else [])]


def _make_axis(entries: Sequence[TimelineEntry], left: float) -> Axis:
    days = sorted({day for entry in entries for day in days_of(entry) if day})
    first, last = _find_core(days)
    earlier, later = days[0] < first, days[-1] > last
    lack = _MIN_DAYS - (last - first).days - 1
    if lack > 0:
        first, last = _shift(first, -(lack // 2)), _shift(last, lack - lack // 2)
    right = WIDTH - MARGIN
    return Axis(first, last, left + ASIDE * earlier, right - ASIDE * later, earlier, later)


def _shift(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _find_core(days: Sequence[date]) -> tuple[date, date]:
    """First and last of the days without the few that lie far from all others."""
    begin, end = 0, len(days) - 1
    spare = int(len(days) * _MAX_FAR)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    for cut in range(min(spare, len(gaps)), 0, -1):
        if gaps[cut - 1] > _FAR * max((days[end] - days[cut]).days, _MIN_DAYS):
            begin, spare = cut, spare - cut
            break
    for cut in range(min(spare, len(gaps) - begin), 0, -1):
        if gaps[end - cut] > _FAR * max((days[end - cut] - days[begin]).days, _MIN_DAYS):
            end -= cut
            break
    return days[begin], days[end]


def _make_lane(name: str, entries: Sequence[TimelineEntry], axis: Axis) -> Lane:
    single, wide = [], []
    for entry in entries:
        start, end = days_of(entry)
        if start and end and start != end and axis.first <= end and start <= axis.last:
            wide.append(Spot((entry,), axis.x(start), axis.x(end, 1.0)))
        else:
            at = _dot_x(start, end, axis)
            single.append(Spot((entry,), at, at))
    bands, rows = _pack(sorted(wide, key=lambda spot: spot.x))
    return Lane(name, _label(_fold(sorted(single, key=lambda spot: spot.x)), axis), _label_bands(bands, axis), rows)


def _dot_x(start: date | None, end: date | None, axis: Axis) -> float:
    """The middle of the day, or of what is set aside."""
    day = start or end or axis.first
    if day < axis.first:
        return axis.left - ASIDE / 2
    return axis.right + ASIDE / 2 if day > axis.last else axis.x(day, 0.5)


def _fold(dots: Iterable[Spot]) -> list[Spot]:
    """The dots, those too close to the one before them in it."""
    folded: list[Spot] = []
    for dot in dots:
        if folded and dot.x - folded[-1].x < _PITCH:
            folded[-1] = replace(folded[-1], entries=folded[-1].entries + dot.entries)
        else:
            folded.append(dot)
    return folded


def _pack(bands: Iterable[Spot]) -> tuple[list[Spot], int]:
    """The bands in rows in which none lies over another, and the number of rows; what has no row is folded."""
    rows: list[list[Spot]] = []
    for band in bands:
        row = next((i for i, one in enumerate(rows) if one[-1].end + _LABEL_GAP <= band.x), len(rows))
        if row == _MAX_BAND_ROWS:
            last = rows[-1][-1]
            rows[-1][-1] = replace(last, end=max(last.end, band.end), entries=last.entries + band.entries)
            continue
        if row == len(rows):
            rows.append([])
        rows[row].append(replace(band, row=row))
    return [band for row in rows for band in row], len(rows)


def _label(dots: Sequence[Spot], axis: Axis) -> tuple[Spot, ...]:
    """The dots with labels after them, or before them, where nothing else stands."""
    labelled: list[Spot] = []
    free_from = axis.left - ASIDE * axis.earlier
    for number, dot in enumerate(dots):
        after, before = dot.x + _reach(dot, 1), dot.x - _reach(dot, -1)
        limit = dots[number + 1].x - _reach(dots[number + 1], -1) if number + 1 < len(dots) else WIDTH - MARGIN / 2
        right, left = _text_for(dot, limit - after), _text_for(dot, before - free_from)
        if right or not left:
            labelled.append(replace(dot, label=right))
            free_from = after + len(right) * _CHARACTER
        else:
            labelled.append(replace(dot, label=left, label_left=True))
            free_from = after
    return tuple(labelled)


def _label_bands(bands: Sequence[Spot], axis: Axis) -> tuple[Spot, ...]:
    """The bands with labels after them, or before them, where nothing else stands in their row."""
    labelled: list[Spot] = []
    for number, band in enumerate(bands):
        following = bands[number + 1 :][:1]
        limit = following[0].x if following and following[0].row == band.row else WIDTH - MARGIN / 2
        begun = labelled[-1] if labelled and labelled[-1].row == band.row else None
        free_from = begun.end + _LABEL_GAP + len(begun.label) * _CHARACTER if begun else axis.left
        right = _text_for(band, limit - band.end - 2 * _LABEL_GAP)
        left = "" if right else _text_for(band, band.x - free_from - 2 * _LABEL_GAP)
        labelled.append(replace(band, label=right or left, label_left=not right and bool(left)))
    return tuple(labelled)


def _reach(dot: Spot, side: int) -> float:
    """Pixels that a dot takes up on the right (1) or on the left (-1), with the gap to a label."""
    start, end = days_of(dot.entries[0])
    one_sided = len(dot.entries) == 1 and (end is None if side > 0 else start is None)
    return (TAIL if one_sided else FOLDED_RADIUS if len(dot.entries) > 1 else RADIUS) + _LABEL_GAP


def _text_for(spot: Spot, room: float) -> str:
    """What the spot's chief entry says, as far as there is room; empty where there is too little."""
    characters = min(int(room / _CHARACTER), _MAX_LABEL)
    if characters < _MIN_LABEL:
        return ""
    chief = max(spot.entries, key=lambda entry: entry.origins)
    return describe_line(chief, characters).text
