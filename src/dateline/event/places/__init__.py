"""Places of a text, with what the gazetteer and the article tell of them, and the place of a happening."""

from dateline.event.places.choice import choose_place
from dateline.event.places.finding import find_places
from dateline.event.places.phrase import place_at, place_without_name

__all__ = ["choose_place", "find_places", "place_at", "place_without_name"]
