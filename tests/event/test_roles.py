"""Who acts and at whom it is aimed, by trees."""

import pytest
from reading import analysed, trees_of, word

from dateline.event.roles import find_roles


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "actors", "recipients"),
    [
        ("The army attacked the rebels.", "attacked", "ASSAULT", ["army"], ["rebels"]),
        ("The rebels were attacked by the army.", "attacked", "ASSAULT", ["army"], ["rebels"]),
        ("The minister met the president and the governor.", "met", "CONSULT", ["minister"], ["president", "governor"]),
        ("Police arrested Mara Lind and Tomas Wei.", "arrested", "COERCE", ["Police"], ["Mara", "Tomas"]),
        ("Police stopped the bus and questioned the driver.", "questioned", "COERCE", ["Police"], ["driver"]),
        ("The army's raid on the rebels lasted a day.", "raid", "ASSAULT", ["army"], ["rebels"]),
    ],
)
def test_sides_come_from_the_tree(
    text: str, trigger: str, event_type: str, actors: list[str], recipients: list[str]
) -> None:
    found = find_roles(trees_of(text), word(text, trigger), event_type)

    def words(numbers: tuple[int, ...]) -> list[str]:
        spans = [analysed(text).tokens[i].span for i in numbers]
        return [text[span.start : span.end] for span in spans]

    assert words(found.actors) == actors
    assert words(found.recipients) == recipients
