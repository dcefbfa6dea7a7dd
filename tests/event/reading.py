"""Texts analysed and coded once for all tests of the event stage."""

from datetime import date
from functools import cache

from dateline.analysis import analyse_text
from dateline.event import annotate
from dateline.event.trees import Trees, make_trees
from dateline.event_types import Annotations, Event
from dateline.ontology import load_ontology
from dateline.types import Analysis, Span


@cache
def analysed(text: str) -> Analysis:
    return analyse_text(text)


@cache
def coded(text: str, headline: int = 0, published: str | None = "2026-11-23") -> Annotations:
    day = date.fromisoformat(published) if published else None
    return annotate("made", analysed(text), headline=headline, published=day, ontology=load_ontology())


def trees_of(text: str) -> Trees:
    return make_trees(analysed(text))


def word(text: str, wanted: str) -> int:
    """Number of the token that is the first of these words."""
    at = text.index(wanted)
    return next(i for i, token in enumerate(analysed(text).tokens) if token.span.start == at)


def event_of(text: str, event_type: str) -> Event:
    found = [event for event in coded(text).events if event.type == event_type]
    assert found, [event.type for event in coded(text).events]
    return found[0]


def words_at(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]
