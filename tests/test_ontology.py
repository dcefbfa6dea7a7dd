"""The ontology: what ships, a user's own file, its errors."""

import pytest

from dateline.errors import OntologyError
from dateline.ontology import cameo_code, event_scale, load_ontology, quad_code, read_ontology

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
         "COERCE ASSAULT").split()  # fmt: skip


def test_the_shipped_ontology_has_plovers_types_and_one_of_ours() -> None:
    assert set(load_ontology().types) == {*TYPES, "OCCUR"}
    assert len(load_ontology().contexts) == 37


@pytest.mark.parametrize(
    ("event_type", "modes", "quad", "scale"),
    [
        ("AGREE", (), 1, 2.5),
        ("AID", (), 2, 10.0),
        ("ACCUSE", ("allege",), 3, -3.5),
        ("ASSAULT", ("unconventional",), 4, -10.0),
        ("PROTEST", (), 4, -5.0),
        ("OCCUR", (), None, None),
    ],
)
def test_quad_and_scale(event_type: str, modes: tuple[str, ...], quad: int | None, scale: float | None) -> None:
    assert (quad_code(event_type), event_scale(event_type, modes)) == (quad, scale)


@pytest.mark.parametrize(
    ("event_type", "modes", "code"),
    [
        ("COERCE", ("arrest",), "173"),
        ("ASSAULT", ("firearms",), "193"),
        ("CONSULT", ("visit",), "042"),
        ("OCCUR", (), None),
    ],
)
def test_cameo_codes(event_type: str, modes: tuple[str, ...], code: str | None) -> None:
    assert cameo_code(event_type, modes) == code


OWN = """
name = "mine"
version = "1"
extends = "plover"
[types.POLLUTE]
definition = "Something gets dirty."
verbs = ["spill"]
"""


def test_a_users_file_adds_a_type_to_the_shipped_ones() -> None:
    ontology = read_ontology(OWN)
    assert {"POLLUTE", "ASSAULT"} <= set(ontology.types)
    assert "spill" in ontology.cues


@pytest.mark.parametrize(
    "text",
    ["name = ", 'name = "mine"\nversion = "1"\n[types.NEW]\ndefinition = "x"\nverb = ["spill"]\n'],
)
def test_a_wrong_file_is_named_with_its_place(text: str) -> None:
    with pytest.raises(OntologyError):
        read_ontology(text, origin="mine.toml")
