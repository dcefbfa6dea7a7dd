"""GeoJSON (RFC 7946): a feature an entry, where it happened; what has no place on the map has no geometry.

The properties are flat and under the record's names, lists joined with ``; ``. Beside them stands ``when``, as
GeoJSON-T has it, for the programs that read it.
"""

import msgspec

from ...story_types import Position, Timeline, TimelineEntry
from .days import covers_months, covers_years, days_of
from .safety import plain, web_link
from .sentences import split_sentence

JOIN = "; "
_WEEK = 7
_MAX_LAT, _MAX_LON = 90.0, 180.0


def encode_geojson(timeline: Timeline) -> str:
    """The collection with all entries."""
    collection = {
        "type": "FeatureCollection",
        "title": plain(timeline.title),
        "features": [_feature(entry, timeline) for entry in timeline.entries],
    }
    return msgspec.json.format(msgspec.json.encode(collection), indent=2).decode() + "\n"


def _feature(entry: TimelineEntry, timeline: Timeline) -> dict[str, object]:
    feature: dict[str, object] = {
        "type": "Feature",
        "id": entry.event_id,
        "geometry": _geometry(entry.place),
        "properties": _what(entry) | _where(entry.place) | _receipt(entry, timeline),
    }
    ends = {name: {"in": day} for name, day in (("start", entry.start), ("end", entry.end)) if day}
    return feature | ({"when": {"timespans": [ends]}} if ends else {})


def _geometry(place: Position | None) -> dict[str, object] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    if abs(place.lat) > _MAX_LAT or abs(place.lon) > _MAX_LON:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _what(entry: TimelineEntry) -> dict[str, object]:
    return {
        "id": entry.event_id, "alias": entry.alias, "type": plain(entry.type), "modes": _join(entry.modes),
        "trigger": plain(split_sentence(entry.sentence).trigger), "actors": _join(entry.actors),
        "recipients": _join(entry.recipients), "time": entry.start or entry.end, "start": entry.start,
        "end": entry.end, "date_precision": entry.precision, "date_granularity": _granularity(entry),
        "date_basis": plain(entry.dated_by) if entry.dated_by else None, "mark": entry.mark, "status": entry.status,
    }  # fmt: skip


def _where(place: Position | None) -> dict[str, object]:
    return {
        "place": plain(place.name) if place else None,
        "country": place.country_code if place else None,
        "resolution": place.resolution if place else None,
        "geonameid": place.geonameid if place else None,
    }


def _receipt(entry: TimelineEntry, timeline: Timeline) -> dict[str, object]:
    return {
        "attribution": _join(entry.sources), "publishers": _join(entry.publishers), "articles": entry.articles,
        "origins": entry.origins, "story": timeline.alias, "sentence": plain(entry.sentence.text),
        "url": web_link(entry.sentence.url), "published": entry.sentence.published, "confidence": entry.confidence,
    }  # fmt: skip


def _granularity(entry: TimelineEntry) -> str | None:
    """``day``, ``week``, ``month`` or ``year``: how long the interval is; ``None`` where it is open."""
    start, end = days_of(entry)
    if not start or not end:
        return None
    if start == end:
        return "day"
    if covers_years(start, end):
        return "year"
    return "month" if covers_months(start, end) or (end - start).days >= _WEEK else "week"


def _join(several: tuple[str, ...]) -> str:
    return JOIN.join(map(plain, several))
