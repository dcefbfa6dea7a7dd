"""Whether an act took place, by the words around it."""

import pytest
from reading import trees_of, word

from dateline.event.status import judge


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "status"),
    [
        ("Soldiers attacked the village on Monday.", "attacked", "ASSAULT", "happened"),
        ("Soldiers are attacking the village.", "attacking", "ASSAULT", "ongoing"),
        ("The ministers will meet in Quorland.", "meet", "CONSULT", "planned"),
        ("The ministers plan to meet in Quorland.", "meet", "CONSULT", "planned"),
        ("The rebels failed to seize the harbour.", "seize", "COERCE", "failed"),
        ("The alleged attack took place at night.", "attack", "ASSAULT", "alleged"),
        ("Sevrane would withdraw its ships if the talks resumed.", "withdraw", "RETREAT", "conditional"),
        ("He threatened to close the port if the talks failed.", "threatened", "THREATEN", "threatened"),
    ],
)
def test_status_follows_tense_and_governing_verb(text: str, trigger: str, event_type: str, status: str) -> None:
    assert judge(trees_of(text), word(text, trigger), event_type).status == status


@pytest.mark.parametrize(
    ("text", "trigger", "phase"),
    [
        ("The navies resumed joint patrols.", "patrols", "resumed"),
        ("Sevrane suspended the talks.", "suspended", "halted"),
        ("The union began its strike on Friday.", "strike", "begun"),
        ("The union met on Friday.", "met", None),
    ],
)
def test_phase_is_of_the_word_or_of_what_governs_it(text: str, trigger: str, phase: str | None) -> None:
    assert judge(trees_of(text), word(text, trigger), "COOPERATE").phase == phase


def test_a_condition_is_the_clause_that_it_hangs_on() -> None:
    text = "Sevrane would withdraw its ships if the talks resumed."
    found = judge(trees_of(text), word(text, "withdraw"), "RETREAT").condition
    assert found is not None
    tokens = trees_of(text).tokens
    assert text[tokens[found[0]].span.start : tokens[found[1] - 1].span.end] == "if the talks resumed"


def test_a_hedge_takes_certainty_off() -> None:
    text = "Soldiers reportedly attacked the village."
    certainty = judge(trees_of(text), word(text, "attacked"), "ASSAULT")
    assert (certainty.factuality, len(certainty.hedges)) == (2.0, 1)
