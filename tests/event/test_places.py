"""Which places a text names, where they lie, and which of them an act happened at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import analysed

from dateline.event.places import choose_place, find_places, place_without_name
from dateline.event.places.keys import key_of_place
from dateline.event.places.tables import look_up
from dateline.event.places.wording import read_name
from dateline.event_types import Place
from dateline.types import Analysis

KEYS = [
    ("Deir ez-Zor", "deir zor"),
    ("Deir al-Zor", "deir zor"),
    ("São Paulo", "sao paulo"),
    ("N.H.", "nh"),
    ("‘Afrīn", "afrin"),
    ("Saint Louis", "st louis"),
]

# The text, the words of the place, its state, how exact it is.
TEXTS = [
    ("Protesters marched in Paris on Monday, French police said.", "Paris", "FRA", 4),
    ("Two people were hurt in Paris, Texas, on Monday.", "Paris", "USA", 4),
    ("Soldiers entered Aleppo on Monday. Syria denied it.", "Aleppo", "SYR", 4),
    ("Rain fell in Norway on Monday.", "Norway", "NOR", 1),
    ("Voters in Nebraska chose a governor.", "Nebraska", "USA", 2),
    ("Crowds gathered in Trafalgar Square on Sunday.", "Trafalgar Square", "GBR", 5),
]


def place_of(analysis: Analysis, places: list[Place], words: str) -> Place:
    return next(p for p in places if analysis.text[p.span.start : p.span.end].startswith(words))


def token_of(analysis: Analysis, word: str) -> int:
    return next(i for i, t in enumerate(analysis.tokens) if analysis.text[t.span.start : t.span.end] == word)


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_spellings_of_a_name_share_a_key(name: str, key: str) -> None:
    assert key_of_place(name) == key


@pytest.mark.parametrize(("text", "words", "country", "resolution"), TEXTS)
def test_a_place_gets_its_state(text: str, words: str, country: str, resolution: int) -> None:
    analysis = analysed(text)
    place = place_of(analysis, find_places(analysis), words)
    assert (place.country_code, place.resolution) == (country, resolution)


def test_a_city_has_coordinates_and_its_id() -> None:
    analysis = analysed("Rain fell in Lima, Peru, on Monday.")
    place = place_of(analysis, find_places(analysis), "Lima")
    assert (place.geonameid, round(place.lat or 0), round(place.lon or 0)) == (3936456, -12, -77)


def test_a_name_that_no_table_has_gets_no_coordinates_but_the_state_beside_it() -> None:
    analysis = analysed("A bus crashed in Qorvalle, Kenya, on Monday.")
    place = next(p for p in find_places(analysis) if "Qorvalle" in analysis.text[p.span.start : p.span.end])
    assert (place.name, place.lat, place.country_code) == (None, None, "KEN")


def test_a_part_of_the_world_is_of_no_state() -> None:
    assert read_name("the Middle East").wide
    assert not read_name("northern Syria").wide


def test_a_landmark_has_no_coordinates() -> None:
    found = look_up(key_of_place("Trafalgar Square"))
    assert [(each.row.country, each.row.lat) for each in found] == [("GBR", None)]


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Rockets hit Iraqi bases on Monday.", "bases", "IRQ"),
        ("Crowds gathered in Norway. The country was quiet.", "country", "NOR"),
        ("She was born in Lima. Protesters filled the city.", "city", "PER"),
        ("He left Kenya. The French consulate was closed.", "consulate", "KEN"),
    ],
)
def test_a_phrase_without_a_name_gets_the_state_that_its_words_or_the_article_tell(
    text: str, word: str, country: str
) -> None:
    analysis = analysed(text)
    place = place_without_name(analysis, find_places(analysis), token_of(analysis, word))
    assert place.country_code == country


def test_an_act_happened_at_the_place_that_hangs_on_it() -> None:
    analysis = analysed("The French minister said that 20 people were killed in Aleppo on Monday.")
    place = choose_place(analysis, find_places(analysis), token_of(analysis, "killed"))
    assert place is not None
    assert place.name == "Aleppo"


def test_a_text_without_places_has_none() -> None:
    analysis = analysed("She said that she was tired.")
    assert find_places(analysis) == []
    assert choose_place(analysis, [], token_of(analysis, "said")) is None


@given(st.text(max_size=40))
def test_a_key_has_no_blank_at_its_ends(name: str) -> None:
    key = key_of_place(name)
    assert key == key.strip()
