"""The ontology: event types with modes, scores and the words that tell of them; contexts; CAMEO's codes.

The shipped one is PLOVER 2.0 with ``OCCUR``. A user's file may extend it: add types, replace cues (``"..."`` at the
head of a list keeps those before), remove types.
"""

from collections.abc import Collection
from functools import cache

from dateline.ontology.cameo import cameo_code, cameo_table
from dateline.ontology.model import (
    Context,
    EventType,
    Mode,
    Ontology,
    Pattern,
    Quad,
    Rewrite,
    Slot,
)
from dateline.ontology.reader import parse_ontology
from dateline.resources import read_text

__all__ = [
    "QUAD_WORDS",
    "Context",
    "EventType",
    "Mode",
    "Ontology",
    "Pattern",
    "Rewrite",
    "Slot",
    "cameo_code",
    "cameo_table",
    "event_scale",
    "load_ontology",
    "quad_code",
    "read_ontology",
]

_SHIPPED = "plover"
QUAD_WORDS: dict[Quad, str] = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
"""Quad codes as POLECAT writes them."""


def read_ontology(text: str, *, origin: str = "ontology") -> Ontology:
    """The ontology in the text of a TOML file; ``origin`` names the file in errors.

    Raises:
        OntologyError: it names the line or key, and what to write there.
    """
    return parse_ontology(text, origin, lambda name: load_ontology() if name == _SHIPPED else None)


@cache
def load_ontology() -> Ontology:
    """The shipped ontology, read on the first call."""
    return parse_ontology(read_text(f"ontology/{_SHIPPED}.toml"), f"{_SHIPPED}.toml", lambda _: None)


def quad_code(event_type: str, *, ontology: Ontology | None = None) -> Quad | None:
    """1 verbal cooperation to 4 material conflict; ``None`` for a type that is neither, or unknown."""
    found = (ontology or load_ontology()).types.get(event_type)
    return found.quad if found else None


def event_scale(event_type: str, modes: Collection[str] = (), *, ontology: Ontology | None = None) -> float | None:
    """PLOVER's score, -10 to 10: of the mode farthest from zero, else of the type; ``None`` without one."""
    found = (ontology or load_ontology()).types.get(event_type)
    if found is None:
        return None
    scores = [mode.score for mode in found.modes if mode.name in modes and mode.score is not None]
    return max(scores, key=abs) if scores else found.score
