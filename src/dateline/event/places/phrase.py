"""The place that a noun phrase stands for: by a name in it, by what it refers to, by an adjective, by the article."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.event.actors.extent import phrase_of
from dateline.event.places.finding import text_of
from dateline.event.places.tables import LANDMARKS, RESOLUTION, STATES, find_state, look_up
from dateline.event.places.wording import MISSIONS, read_name, state_of_adjective
from dateline.event_types import Place
from dateline.types import Analysis, Span

_STATE_NOUNS: Final = frozenset({"country", "nation", "republic", "kingdom", "homeland"})
_TOWN_NOUNS: Final = frozenset({"city", "town", "village", "capital", "enclave", "there", "here"})
# How sure the state of a noun for a place named before is, and that of the article.
_BY_NOUN: Final = 0.6
_BY_ARTICLE: Final = 0.35
# The share of the text's places from which on their state is taken for that of "the country".
_LEADING: Final = 0.5


def place_at(analysis: Analysis, places: Sequence[Place], head: int) -> Place | None:
    """The place that the phrase of a token names, or what its entity is called elsewhere ("the country")."""
    span = phrase_of(analysis, head)
    token = analysis.tokens[head].span
    covering = [place for place in places if place.span.start <= token.start and token.end <= place.span.end]
    inside = [place for place in places if span.start <= place.span.start and place.span.end <= span.end]
    if covering or inside:
        return _first_of_a_state(covering or inside)
    mention = next((one for one in analysis.mentions if one.head == head), None)
    if mention is None or mention.type != "place":
        return None
    spans = [one.span for one in analysis.mentions if one.entity_id == mention.entity_id]
    named = [place for place in places if any(at.start <= place.span.start < at.end for at in spans)]
    if not named:
        return None
    place = _first_of_a_state(named)
    via = f"the same as “{place.name or text_of(analysis, place.span)}”"
    return replace(place, span=span, via=f"{via}: {place.via}" if place.via else via)


def _first_of_a_state(places: Sequence[Place]) -> Place:
    """The first whose state is known, else the first: a sea or a part of the world says less than a town on it."""
    return next((place for place in places if place.country_code), places[0])


def place_without_name(analysis: Analysis, places: Sequence[Place], head: int) -> Place:
    """The phrase of a token that names no place: of the place or state that its words or else the article point to.

    ``places`` are those of `find_places`; of the state ``name`` and coordinates are left out, since the phrase is a
    part of it.
    """
    span = phrase_of(analysis, head)
    is_mission = analysis.tokens[head].lemma.lower() in MISSIONS
    code = None if is_mission else _state_of_adjective(analysis, span) or _state_of_body(analysis, head)
    if code:
        return _in_state(span, code, "an adjective or a body of it", _BY_NOUN)
    return _by_noun(analysis, places, head) or _by_article(places, span)


def _state_of_adjective(analysis: Analysis, span: Span) -> str | None:
    """The state whose adjective stands in the phrase."""
    names = (one.span for one in analysis.names if one.label == "NORP")
    inside = (text_of(analysis, one) for one in names if span.start <= one.start and one.end <= span.end)
    return next((code for text in inside if (code := state_of_adjective(text))), None)


def _state_of_body(analysis: Analysis, head: int) -> str | None:
    """The state of the body whose name the token is in ("the Senate")."""
    name = next((one for one in analysis.names if one.label == "ORG" and one.first <= head < one.end), None)
    if name is None:
        return None
    wording = read_name(text_of(analysis, name.span))
    rows = (found.row for key in wording.keys for found in look_up(key))
    return wording.country or next((row.country for row in rows if row.feature in LANDMARKS), None)


def _by_noun(analysis: Analysis, places: Sequence[Place], head: int) -> Place | None:
    """The state or town named last, for a noun or adverb that stands for one."""
    token = analysis.tokens[head]
    word = token.lemma.lower()
    before = [place for place in places if place.span.end <= token.span.start and place.feature_code]
    if word not in _STATE_NOUNS | _TOWN_NOUNS or not before:
        return None
    span = phrase_of(analysis, head)
    if word in _STATE_NOUNS:
        states = [place for place in before if place.feature_code in STATES] or before
        code = _leading_state(places) or states[-1].country_code
        return _state(code, span) if code else None
    last = ([place for place in before if place.feature_code not in STATES] or before)[-1]
    return replace(
        last, span=span, via=f"“{last.name or text_of(analysis, last.span)}”, named last before it", confidence=_BY_NOUN
    )


def _state(code: str, span: Span) -> Place:
    via = "the state of most places of the article"
    row = find_state(code)
    if row is None:
        return _in_state(span, code, via, _BY_NOUN)
    return Place(
        span, row.name, row.geonameid, row.lat, row.lon, None, code, row.feature, RESOLUTION[row.feature], via, _BY_NOUN
    )


def _leading_state(places: Sequence[Place]) -> str | None:
    """The state of most places of the text, if it leads clearly."""
    votes = Counter(place.country_code for place in places if place.country_code)
    if not votes:
        return None
    code, most = max(votes.items(), key=lambda item: (item[1], item[0]))
    return code if most >= _LEADING * votes.total() else None


def _by_article(places: Sequence[Place], span: Span) -> Place:
    """The state that leads in the text, or of the place named nearest."""
    known = [place for place in places if place.country_code]
    if not known:
        return Place(span, None, None, None, None, None, None, None, None, "", 0.0)
    nearest = min(known, key=lambda place: _distance(place, span)).country_code
    leading = _leading_state(places)
    via = "the state of most places of the article" if leading else "the state of the place named nearest"
    return _in_state(span, leading or nearest, via, _BY_ARTICLE)


def _in_state(span: Span, code: str | None, via: str, confidence: float) -> Place:
    """A place of which no more than its state is known."""
    return Place(span, None, None, None, None, None, code, None, None, via, confidence)


def _distance(place: Place, span: Span) -> int:
    """Characters between the two; what comes after counts double."""
    gap = span.start - place.span.end
    return gap if gap >= 0 else 2 * (place.span.start - span.end)
