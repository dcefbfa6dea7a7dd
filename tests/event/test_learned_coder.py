"""The coder that ships: what it takes from plain news, and that its records can say why."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import words_at

from dateline.analysis import read_text
from dateline.event import annotate
from dateline.event_types import Annotations, Event
from dateline.ontology import load_ontology, read_ontology

RAID = (
    "Police in Peru arrested 12 dockers in Lima on Friday, the interior ministry said.\n\n"
    "The union condemned the arrests. Its leaders will meet the minister on Wednesday.\n\n"
    "Rebels shelled the port of Callao last week and threatened to attack again if the talks failed."
)
OWN = """
name = "mine"
version = "1"
extends = "plover"

[types.SPILL]
definition = "Oil that gets into water."
verbs = ["spill"]
"""


@cache
def coded(text: str, ontology: str | None = None) -> Annotations:
    analysis, vectors = read_text(text)
    known = read_ontology(ontology) if ontology else load_ontology()
    return annotate("made", analysis, headline=0, published=None, ontology=known, vectors=vectors)


def event_at(text: str, trigger: str) -> Event:
    return next(event for event in coded(text).events if trigger in (words_at(text, event.trigger) or ""))


@pytest.mark.parametrize(
    ("trigger", "event_type", "actors", "recipients"),
    [
        ("arrested", "COERCE", ["Police in Peru"], ["12 dockers in Lima"]),
        ("condemned", "ACCUSE", ["The union"], []),
        ("shelled", "ASSAULT", ["Rebels"], ["the port of Callao"]),
        ("threatened", "THREATEN", ["Rebels"], []),
    ],
)
def test_who_did_what_to_whom(trigger: str, event_type: str, actors: list[str], recipients: list[str]) -> None:
    event = event_at(RAID, trigger)
    assert event.type == event_type
    assert [words_at(RAID, side.span) for side in event.actors] == actors
    assert set(recipients) <= {words_at(RAID, side.span) for side in event.recipients}


def test_place_source_and_status_are_told_by_their_words() -> None:
    event = event_at(RAID, "arrested")
    assert words_at(RAID, event.place.span if event.place else None) == "Lima"
    said = {one.id: one for one in coded(RAID).attributions}
    assert [words_at(RAID, said[i].source) for i in event.attributions] == ["the interior ministry"]
    assert (event.status, event_at(RAID, "threatened").status) == ("happened", "threatened")


def test_type_and_status_say_what_came_second() -> None:
    reasons = {reason.field: reason for reason in event_at(RAID, "arrested").reasons}
    for field in ("type", "status"):
        runner_up = reasons[field].runner_up
        assert runner_up is not None
        assert 0 <= runner_up[1] <= reasons[field].confidence <= 1


def test_the_same_text_gives_the_same_events() -> None:
    assert coded(RAID) == coded.__wrapped__(RAID)


def test_a_type_of_the_users_own_is_coded_by_its_cues() -> None:
    text = "The tanker Norra spilled oil off Port Alder. Police arrested the captain."
    assert [event.type for event in coded(text).events if event.type == "SPILL"] == []
    found = {event.type: event for event in coded(text, OWN).events}
    assert words_at(text, found["SPILL"].trigger) == "spilled"
    assert "COERCE" in found


def test_a_type_that_the_users_ontology_leaves_out_is_not_coded() -> None:
    without = OWN.replace("[types.SPILL]", 'remove = ["COERCE"]\n\n[types.SPILL]')
    assert all(event.type != "COERCE" for event in coded("Police arrested the captain.", without).events)


@pytest.mark.parametrize("text", ["", "Storm", "Home\nNews\nSport\nWeather", "!!!", "Friday “ said said Peru"])
def test_what_reports_nothing_gives_nothing(text: str) -> None:
    assert coded(text).events == ()


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(["Police", "arrested", "12", "Peru", "said", "Friday", ".", "\n\n", "“"]), max_size=40)
)
def test_every_span_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = coded(text)
    spans = [span for event in found.events for span in (event.trigger, *event.mentions)]
    spans += [side.span for event in found.events for side in (*event.actors, *event.recipients)]
    spans += [event.place.span for event in found.events if event.place]
    assert all(0 <= start < end <= len(text) for start, end in ((span.start, span.end) for span in spans))


def test_a_long_text_is_coded_to_its_end() -> None:
    text = "\n\n".join([*(f"Police arrested {n} dockers in Lima." for n in range(20, 320)), "Rebels shelled the port."])
    assert words_at(text, coded(text).events[-1].trigger) == "shelled"


def test_chances_have_two_digits_so_that_every_processor_writes_the_same() -> None:
    events = coded(RAID).events
    reasons = [reason for event in events for reason in event.reasons]
    chances = [one.confidence for one in (*events, *reasons)]
    chances += [reason.runner_up[1] for reason in reasons if reason.runner_up]
    assert chances == [round(chance, 2) for chance in chances]
