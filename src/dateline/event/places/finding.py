"""The names of an analysed text that are places, each resolved by the whole text."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from dateline.event.places.context import (
    WIDE,
    Evidence,
    Reading,
    Seen,
    group_key,
    group_names,
    read_place,
    weigh_evidence,
)
from dateline.event.places.keys import key_of_place
from dateline.event.places.tables import PROVINCES, RESOLUTION, STATES, TOWNS, find_province, look_up
from dateline.event.places.wording import Wording, read_name, state_of_adjective
from dateline.event_types import Place
from dateline.types import Analysis, Name, Span

_LABELS: Final = frozenset({"LOC", "FAC"})
# What may stand between a place and the larger one that it lies in.
_BETWEEN: Final = re.compile(r"\s*[,(]\s*(?:in\s+)?|\s+in\s+(?:the\s+)?|\s+of\s+", re.ASCII)
# Labels that a place gets by mistake where the article has it as a place elsewhere.
_MISTAKEN: Final = frozenset({"PER", "ORG", "MISC", "PRODUCT"})
# Labels of which a name that the table has as a well-known town is taken for it.
_OFTEN_PLACES: Final = frozenset({"ORG", "MISC"})
_WELL_KNOWN: Final = 10
# How much speaks for the state of a place unknown to the table: the share of the article's evidence, and in each
# sentence that names the place the states there; the leader needs this part of the whole. Chosen on the training
# articles.
_ARTICLE_VOTE: Final = 3.0
_SENTENCE_VOTE: Final = 1.0
_LEADING: Final = 0.4
# How sure such a state is at most, and what is said of it.
_TIED: Final = 0.6
_TIED_VIA: Final = "a state told of beside it"


def find_places(analysis: Analysis) -> list[Place]:
    """The places that the text names, in its order, none over another.

    A name that the gazetteer does not have, or has several times without support for one, keeps its words: ``name`` is
    ``None``, and ``country_code`` too unless the text ties it to a state (``via`` says how).
    """
    names = _names_of_places(analysis)
    seen = [_read(analysis, names, at) for at in range(len(names))]
    peoples = _peoples(analysis)
    evidence = weigh_evidence(seen, [code for _, code in peoples])
    readings = {key: read_place(group, evidence) for key, group in group_names(seen).items()}
    keys = [group_key(each.wording) for each in seen]
    places = [_place(name.span, each.wording, readings[key]) for name, each, key in zip(names, seen, keys, strict=True)]
    states = _states_by_sentence(analysis, places, peoples)
    tied = {
        key: _tie(analysis, [p for p, k in zip(places, keys, strict=True) if k == key], states, evidence)
        for key in dict.fromkeys(keys)
    }
    return [_with_state(place, tied[key]) for place, key in zip(places, keys, strict=True)]


def _names_of_places(analysis: Analysis) -> list[Name]:
    """The names labelled as places, and others of the same words."""
    keys = {key_of_place(text_of(analysis, name.span)) for name in analysis.names if name.label in _LABELS}
    return [name for name in analysis.names if name.label in _LABELS or _is_mistaken(analysis, name, keys)]


def _is_mistaken(analysis: Analysis, name: Name, keys: Set[str]) -> bool:
    """Whether a name of another label is a place: the article has it as one, or it is a town well known."""
    if name.label not in _MISTAKEN:
        return False
    key = key_of_place(text_of(analysis, name.span))
    if key in keys:
        return True
    rows = [found.row for found in look_up(key) if not found.spelled] if name.label in _OFTEN_PLACES else []
    return any(row.feature in TOWNS and row.known >= _WELL_KNOWN for row in rows)


def _peoples(analysis: Analysis) -> list[tuple[int, str]]:
    """The adjectives and peoples of the text that are one state's: their first characters and the state."""
    spans = (name.span for name in analysis.names if name.label == "NORP")
    return [(span.start, code) for span in spans if (code := state_of_adjective(text_of(analysis, span)))]


def text_of(analysis: Analysis, span: Span) -> str:
    """The words of a span."""
    return analysis.text[span.start : span.end]


def _read(analysis: Analysis, names: list[Name], at: int) -> Seen:
    """A name and the one right after it that says where it lies."""
    name = names[at]
    text = text_of(analysis, name.span)
    head, _, tail = text.partition(", ")
    if tail and read_name(tail).keys:
        return Seen(read_name(head), read_name(tail))
    after = names[at + 1] if at + 1 < len(names) else None
    if after and _BETWEEN.fullmatch(analysis.text[name.span.end : after.span.start]):
        return Seen(read_name(text), read_name(text_of(analysis, after.span)))
    return Seen(read_name(text), None)


def _place(span: Span, word: Wording, found: Reading) -> Place:
    row = found.row
    if row is None:
        name, resolution = word.territory, 2 if word.territory else None
        return Place(span, name, None, None, None, None, found.country, None, resolution, found.via, found.confidence)
    exact = RESOLUTION.get(row.feature)
    if word.partial and row.feature in STATES:
        exact = 2
    elif word.kind == "below":
        exact = 5
    province = row.name if row.feature == "ADM1" else _province_name(row.province)
    feature = row.feature
    return Place(
        span, row.name, row.geonameid, row.lat, row.lon, province, row.country, feature, exact, found.via,
        round(found.confidence, 3),
    )  # fmt: skip


def _province_name(code: str) -> str | None:
    row = find_province(code) if code else None
    return row.name if row and row.feature in PROVINCES else None


def _states_by_sentence(
    analysis: Analysis, places: Sequence[Place], peoples: Sequence[tuple[int, str]]
) -> dict[int, Counter[str]]:
    """For each sentence, by number, the states that it names or tells of."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for place in places:
        if place.country_code:
            found[_sentence_at(analysis, place.span.start)][place.country_code] += 2
    for start, code in peoples:
        found[_sentence_at(analysis, start)][code] += 1
    return found


def _sentence_at(analysis: Analysis, start: int) -> int:
    return bisect_right(analysis.sentences, start, key=lambda sentence: sentence.span.start) - 1


def _tie(
    analysis: Analysis, group: Sequence[Place], states: Mapping[int, Counter[str]], evidence: Evidence
) -> tuple[str, float] | None:
    """The state that the text ties a group of unknown places to, and how sure that is."""
    if group[0].country_code or group[0].via == WIDE:
        return None
    votes: dict[str, float] = {code: share * _ARTICLE_VOTE for code, share in evidence.shares.items()}
    for place in group:
        here = states.get(_sentence_at(analysis, place.span.start), Counter())
        for code, count in here.items():
            votes[code] = votes.get(code, 0.0) + _SENTENCE_VOTE * count / here.total()
    if not votes:
        return None
    code, most = max(votes.items(), key=lambda item: (item[1], item[0]))
    share = most / sum(votes.values())
    return (code, round(_TIED * share, 3)) if share >= _LEADING else None


def _with_state(place: Place, tied: tuple[str, float] | None) -> Place:
    if tied is None:
        return place
    return replace(place, country_code=tied[0], via=", ".join(filter(None, (place.via, _TIED_VIA))), confidence=tied[1])
