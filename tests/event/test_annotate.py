"""Whole texts to their events, each field with its words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import coded, event_of, words_at

from dateline.analysis import analyse_text
from dateline.event import MOST_OCCUR, annotate
from dateline.event_types import Annotations
from dateline.ontology import load_ontology

WALKOUT = (
    "Dockers walk out at Port Alder\n\n"
    "Police in Peru arrested 12 dockers in Lima on Friday, the interior ministry said.\n\n"
    "The arrests came after the union rejected an offer by the port authority."
)


def test_an_arrest_has_its_sides_day_place_source_and_count() -> None:
    event = event_of(WALKOUT, "COERCE")
    assert [words_at(WALKOUT, side.span) for side in event.actors] == ["Police in Peru"]
    assert [words_at(WALKOUT, side.span) for side in event.recipients] == ["12 dockers in Lima"]
    assert (event.actors[0].code, event.actors[0].sector) == ("PER", "COP")
    assert (event.date.start, event.date.end, words_at(WALKOUT, event.date.basis)) == (
        "2026-11-20",
        "2026-11-20",
        "Friday",
    )
    assert event.place is not None
    assert (words_at(WALKOUT, event.place.span), event.place.country_code) == ("Lima", "PER")
    assert [(count.kind, count.value) for count in event.counts] == [("arrested", 12)]
    said = {one.id: one for one in coded(WALKOUT).attributions}
    assert [said[i].kind for i in event.attributions] == ["official"]


def test_what_is_told_again_is_a_mention_and_no_second_event() -> None:
    event = event_of(WALKOUT, "COERCE")
    assert [words_at(WALKOUT, span) for span in event.mentions] == ["arrests"]


def test_an_event_says_what_it_came_after() -> None:
    arrest, refusal = event_of(WALKOUT, "COERCE"), event_of(WALKOUT, "REJECT")
    assert ("after", refusal.id) in [(relation.type, relation.target) for relation in arrest.relations]


def test_without_a_day_of_publication_no_date_is_made_up() -> None:
    text = "Police arrested the dockers."
    date = coded(text, published=None).events[0].date
    assert (date.start, date.end, date.precision) == (None, None, "unknown")


def test_a_planned_meeting_is_an_agreement_with_what_it_would_be() -> None:
    event = event_of("The president will meet the governor in Lima on Friday.", "AGREE")
    assert (event.underlying, event.status) == ("CONSULT", "planned")


def spans_of(found: Annotations) -> list[tuple[int, int]]:
    events = [span for event in found.events for span in (event.trigger, *event.mentions, *event.hedges)]
    sides = [side.span for event in found.events for side in (*event.actors, *event.recipients)]
    times = [event.date.basis for event in found.events if event.date.basis]
    places = [event.place.span for event in found.events if event.place]
    return [(span.start, span.end) for span in (*events, *sides, *times, *places)]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Police", "arrested", "12", "Peru", "said", "Friday", ".", "\n\n", "é", "“", "–"]), max_size=40
    )
)
def test_every_span_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = annotate("made", analyse_text(text), headline=0, published=None, ontology=load_ontology())
    assert all(0 <= start < end <= len(text) for start, end in spans_of(found))


@pytest.mark.parametrize(
    "text", ["", "Storm", "Home\nNews\nSport\nWeather", "Port Alder 3 Kell 1\nKell 2 Alder 2", "!!!"]
)
def test_what_reports_nothing_gives_nothing(text: str) -> None:
    assert coded(text).events == ()


def test_events_outside_plover_are_few() -> None:
    text = " ".join(f"An earthquake killed {n} people in Lima." for n in range(2, 12))
    assert sum(event.type == "OCCUR" for event in coded(text).events) <= MOST_OCCUR


def test_a_name_that_nobody_knows_is_reported_and_a_known_one_is_not() -> None:
    text = "Mara Ostrevik met the foreign minister of Peru in Lima. Peru arrested Tomas Qvell."
    assert coded(text).unmatched == ("Mara Ostrevik", "Tomas Qvell")


def test_a_guess_is_less_sure_than_what_the_words_say() -> None:
    event = event_of(WALKOUT, "COERCE")
    guessed = event_of("Police in Peru arrested Tomas Qvell.", "COERCE").recipients[0]
    assert guessed.confidence < 0.5 < event.actors[0].confidence
