"""Places of a text, with coordinates where no doubt is left."""

import pytest
from reading import analysed

from dateline.event.places import find_places


@pytest.mark.parametrize(
    ("text", "name", "country", "resolution"),
    [
        ("Troops entered Lima on Monday.", "Lima", "PER", 4),
        ("The storm reached Kenya on Monday.", "Kenya", "KEN", 1),
        ("He was born in Paris, France, in 1990.", "Paris", "FRA", 4),
    ],
)
def test_a_known_place_has_its_state(text: str, name: str, country: str, resolution: int) -> None:
    place = find_places(analysed(text))[0]
    assert (place.name, place.country_code, place.resolution) == (name, country, resolution)


def test_a_city_has_coordinates() -> None:
    place = find_places(analysed("Troops entered Lima on Monday."))[0]
    assert place.lat == pytest.approx(-12.0, abs=0.3)
    assert place.lon == pytest.approx(-77.0, abs=0.3)


def test_an_unknown_place_stays_unknown() -> None:
    places = find_places(analysed("The ship left the harbour of Tolvarra on Monday."))
    assert [place.country_code for place in places] in ([], [None])
