"""The places of an article, with coordinates where the table knows them and no doubt is left which is meant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.event.actors.background import Background, read_background
from dateline.event.actors.extent import phrase_of
from dateline.event.places.keys import key_of_place
from dateline.event.places.tables import (
    PROVINCES,
    RESOLUTION,
    STATES,
    Candidate,
    Row,
    find_province,
    find_state,
    look_up,
)
from dateline.event_types import Place
from dateline.types import Analysis, Name, Span

__all__ = ["choose_place", "find_places", "place_at"]

_PLACE_LABELS = frozenset({"LOC", "FAC"})
_IN = frozenset({"in", "at", "near", "on", "outside", "inside", "across", "around", "from", "over", "into", "to"})
_WHERE = frozenset({"obl", "nmod", "advmod", "nmod:poss", "amod", "compound", "obl:npmod"})
_CLIMB = 3
# A city this many times as large as the next of its name is the one meant where nothing else tells.
_MUCH_LARGER = 5
# How many characters behind a name its state or province may stand ("Lima, Peru").
_BEHIND = 25


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an article tells of where it is set."""

    analysis: Analysis
    states: Counter[str]
    background: Background


def find_places(analysis: Analysis) -> list[Place]:
    """The names of places in their order; one that stands for several places nobody tells apart has no coordinates."""
    background = read_background(analysis)
    setting = _Setting(analysis, Counter(named.code for named in background.states), background)
    names = [name for name in analysis.names if name.label in _PLACE_LABELS]
    resolved: dict[str, Place] = {}
    places = []
    for name in names:
        text = analysis.text[name.span.start : name.span.end]
        key = key_of_place(text)
        if key not in resolved or resolved[key].country_code is None:
            resolved[key] = _resolve(setting, name, key)
        places.append(replace(resolved[key], span=name.span))
    return places


def place_at(analysis: Analysis, places: Sequence[Place], head: int) -> Place | None:
    """The place that the phrase of a token names, or what its entity is called elsewhere ("the country")."""
    span = phrase_of(analysis, head)
    token = analysis.tokens[head].span
    inside = [place for place in places if span.start <= place.span.start and place.span.end <= span.end]
    covering = [place for place in places if place.span.start <= token.start and token.end <= place.span.end]
    if covering or inside:
        return (covering or inside)[0]
    mention = next((one for one in analysis.mentions if one.head == head), None)
    if mention is None or mention.type != "place":
        return None
    spans = [one.span for one in analysis.mentions if one.entity_id == mention.entity_id]
    named = next((place for place in places for at in spans if at.start <= place.span.start < at.end), None)
    return None if named is None else replace(named, span=span, via=f"the same as “{named.name}”: {named.via}")


def choose_place(analysis: Analysis, places: Sequence[Place], trigger: int) -> Place | None:
    """Where the act at a token happened: a place tied to it, to its verb, or named last in the sentence before it."""
    at: int | None = trigger
    for _ in range(_CLIMB):
        if at is None:
            break
        tied = _tied(analysis, places, at)
        if tied is not None:
            return tied
        token = analysis.tokens[at]
        at = token.head if token.deprel in {"obj", "xcomp", "conj", "nmod", "obl", "compound", "nsubj"} else None
    return None


def _tied(analysis: Analysis, places: Sequence[Place], at: int) -> Place | None:
    sentence = analysis.sentences[analysis.tokens[at].sentence]
    found: list[tuple[bool, int, Place]] = []
    for child in range(sentence.first, sentence.end):
        token = analysis.tokens[child]
        if token.head != at or token.deprel.split(":")[0] not in {"obl", "nmod", "obj", "nsubj"}:
            continue
        case = next(
            (
                analysis.tokens[i].lemma
                for i in range(sentence.first, child)
                if analysis.tokens[i].head == child and analysis.tokens[i].deprel == "case"
            ),
            "",
        )
        place = place_at(analysis, places, child)
        if place is not None and (case in _IN or token.deprel in ("obj", "nsubj:pass")):
            found.append((case not in _IN, abs(child - at), place))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _resolve(setting: _Setting, name: Name, key: str) -> Place:
    candidates = look_up(key) if key else ()
    chosen, via, confidence = _choose(setting, name, candidates)
    if chosen is not None:
        return _place(name.span, chosen.row, via, confidence)
    code = _tied_state(setting, name)
    if code:
        return Place(name.span, None, None, None, None, None, code, None, None, "state named behind it", 0.6)
    return Place(name.span, None, None, None, None, None, None, None, None, "", 0.0)


def _choose(setting: _Setting, name: Name, candidates: Sequence[Candidate]) -> tuple[Candidate | None, str, float]:
    """The one meant: of the state named behind it, a state, of a state that the article names, the largest."""
    if not candidates:
        return None, "", 0.0
    states = [one for one in candidates if one.row.feature in STATES]
    behind = _tied_state(setting, name)
    fitting = [one for one in candidates if behind and one.row.country == behind]
    if fitting:
        return _largest(fitting), "gazetteer, state named behind it", 0.95
    if states:
        return states[0], "gazetteer, a state", 0.95
    told = [one for one in candidates if one.row.country and setting.states[one.row.country]]
    if told:
        most = max(setting.states[one.row.country or ""] for one in told)
        return (
            _largest([one for one in told if setting.states[one.row.country or ""] == most]),
            ("gazetteer, of a state that the article names"),
            0.85,
        )
    provinces = [one for one in candidates if one.row.feature in PROVINCES]
    ordered = sorted(provinces or candidates, key=lambda one: -one.row.population)
    alone = len(ordered) == 1 or ordered[0].row.population >= _MUCH_LARGER * ordered[1].row.population
    return (ordered[0], "gazetteer, the largest of that name", 0.6) if alone else (None, "", 0.0)


def _largest(candidates: Sequence[Candidate]) -> Candidate:
    return max(candidates, key=lambda one: (one.row.population, one.row.name))


def _tied_state(setting: _Setting, name: Name) -> str | None:
    """The state named right behind a comma: "Lima, Peru"."""
    behind = setting.analysis.text[name.span.end : name.span.end + 2]
    if behind[:1] != ",":
        return None
    state = next((one for one in setting.background.states if 0 < one.start - name.span.end <= 3), None)
    return state.code if state else None


def _place(span: Span, row: Row, via: str, confidence: float) -> Place:
    province = find_province(row.province) if row.province else None
    feature = row.feature
    lat, lon = row.lat, row.lon
    if lat is None and feature in STATES and row.country:
        state = find_state(row.country)
        lat, lon = (state.lat, state.lon) if state else (None, None)
    return Place(
        span, row.name, row.geonameid, lat, lon, province.name if province else None, row.country, feature,
        RESOLUTION.get(feature), via, confidence,
    )  # fmt: skip
