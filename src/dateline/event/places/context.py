"""Which place a name stands for, by what the whole article names.

One name stands for one place throughout an article. What counts: a state or province named right after it, how often
the article names the state, the other places, and how large the place is.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.event.places.tables import (
    CAPITAL,
    CONTINENT,
    LANDMARKS,
    PROVINCES,
    STATES,
    TOWNS,
    Candidate,
    Row,
    find_state,
    look_up,
)  # fmt: skip
from dateline.event.places.wording import Wording

# Weights of the score of a candidate, in powers of ten of inhabitants. Chosen on the training articles.
_STATE_SIZE: Final = 8.5
_PROVINCE_SIZE: Final = 5.2
_PART_SIZE: Final = 3.5
_CAPITAL_BONUS: Final = 1.0
_SPELLING_MALUS: Final = 2.0
# A landmark is known, and yields to no town but a large one.
_LANDMARK_SIZE: Final = 8.0
# One power of ten for as many spellings in GeoNames, up to a limit.
_SPELLINGS: Final = 20
_MOST_KNOWN: Final = 3.0
_SMALLEST: Final = 3
_KIND_BONUS: Final = 3.0
_SUPPORT: Final = 3.0
_NAMED_AFTER: Final = 6.0
_SAME_PROVINCE: Final = 1.5
# Half of the support is given to a state at this share of the article's evidence.
_HALF_SUPPORT: Final = 0.15
# Evidence for a state by a mention of: itself, its adjective, a place of no other state.
_STATE_WEIGHT: Final = 1.0
_ADJECTIVE_WEIGHT: Final = 0.5
_PLACE_WEIGHT: Final = 0.7
# A place counts as evidence where no place of another state comes this near, in powers of ten.
_CLEAR_PLACE: Final = 1.3
# A reading is taken where it leads the next state's by this much.
_MARGIN: Final = 0.4
# A town without support from the article needs this score: smaller ones are often somebody else's.
_UNSUPPORTED: Final = 5.5
# How a place of no single state was read.
WIDE: Final = "a part of the world or a sea"
# A name in another language counts where the article gives the state this share of its evidence.
_SPELLED_SHARE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much speaks for each state, as shares of one, and which provinces are named."""

    shares: Mapping[str, float]
    provinces: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name was read as; ``row`` is ``None`` where the table does not tell."""

    row: Row | None
    country: str | None
    via: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A name in the article: its words' reading, and the names that stand right after it ("Paris, Texas")."""

    wording: Wording
    after: Wording | None


def weigh_evidence(names: Iterable[Seen], adjectives: Iterable[str]) -> Evidence:
    """What the article says of states: those that it names, their adjectives, and places of one state alone."""
    votes: dict[str, float] = defaultdict(float)
    provinces: set[str] = set()
    for code in adjectives:
        votes[code] += _ADJECTIVE_WEIGHT
    for seen in names:
        word = seen.wording
        if word.is_country and word.country and not _may_be_province(word):
            votes[word.country] += _STATE_WEIGHT
            continue
        clear = _clear_row(word)
        if clear and clear.country:
            votes[clear.country] += _PLACE_WEIGHT
            if clear.feature in PROVINCES:
                provinces.add(clear.province)
        elif word.country and not word.is_country:
            votes[word.country] += _ADJECTIVE_WEIGHT
    total = sum(votes.values()) or 1.0
    return Evidence({code: vote / total for code, vote in votes.items()}, frozenset(provinces - {""}))


def _may_be_province(word: Wording) -> bool:
    """Whether it is a state's name and a province's elsewhere (Georgia)."""
    return any(found.row.feature in PROVINCES and not found.spelled for found in _candidates_of(word)[:4])


def _clear_row(word: Wording) -> Row | None:
    found = _candidates_of(word)
    best = max(found, key=lambda each: _size(each, word), default=None)
    if best is None:
        return None
    rival = max((_size(each, word) for each in found if each.row.country != best.row.country), default=0.0)
    return best.row if _size(best, word) - rival >= _CLEAR_PLACE and _size(best, word) >= _UNSUPPORTED else None


def _candidates_of(word: Wording) -> tuple[Candidate, ...]:
    """The places of the table that the fullest known key of a name may stand for."""
    for key in word.keys:
        if found := look_up(key):
            return found
    return ()


def read_place(group: Sequence[Seen], evidence: Evidence) -> Reading:
    """The place that all the names of the group stand for."""
    word = group[0].wording
    if word.wide or word.kind == "water":
        return Reading(_continent(word), None, WIDE, 0.9)
    if word.body and not _candidates_of(word):
        return Reading(None, word.country, "seat of a body of the state", 0.9)
    found = [each for each in _candidates_of(word) if each.row.feature != CONTINENT]
    if word.is_country and word.country and not any(each.row.feature in STATES for each in found):
        state = find_state(word.country)
        found += [Candidate(state, spelled=False)] if state else []
    named = {code for seen in group if seen.after for code in _states_and_provinces(seen.after)}
    if not found:
        return _by_words(word, named)
    found = [each for each in found if each.row.province in named or each.row.country in named] or found
    scores = {each: _score(each, word, evidence, named) for each in found}
    best = max(scores, key=lambda each: (scores[each], each.row.population))
    lead = scores[best] - max(
        (score for each, score in scores.items() if each.row.country != best.row.country), default=-math.inf
    )
    best = _with_coordinates(best, found)
    share = evidence.shares.get(best.row.country or "", 0.0)
    return _judge(best, word, lead, backing=_backing(best.row, evidence, named), share=share)


def _with_coordinates(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """Of a landmark that is a province too, the province: its row has coordinates."""
    if best.row.feature not in LANDMARKS:
        return best
    same = (each for each in found if each.row.country == best.row.country and each.row.feature in PROVINCES)
    return next((each for each in same if not each.spelled), best)


def _judge(best: Candidate, word: Wording, lead: float, *, backing: str, share: float) -> Reading:
    """The best candidate, unless nothing but its name speaks for it."""
    row = best.row
    confidence = 1 / (1 + math.exp(-1.5 * min(lead, 4.0)))
    if row.feature in STATES:
        return Reading(row, row.country, "gazetteer, a state", confidence)
    if word.territory and word.country == row.country:
        return Reading(row, row.country, "gazetteer, a part of a state", confidence)
    small = row.feature in TOWNS and _size(best, word) < _UNSUPPORTED
    weak = (small and not backing) or (best.spelled and share < _SPELLED_SHARE)
    if lead < _MARGIN or weak:
        return Reading(
            None,
            None,
            "several places of that name" if lead < _MARGIN else "nothing but a small place of that name",
            0.2,
        )
    return Reading(
        row,
        row.country,
        backing or "gazetteer, the best known of that name",
        confidence if backing else confidence * 0.8,
    )


def _by_words(word: Wording, named: set[str]) -> Reading:
    """What the words of an unknown name, or the one state named after it, tell."""
    if word.country:
        return Reading(
            None, word.country, "gazetteer, a part of a state" if word.territory else "a state in its words", 0.8
        )
    states = {code for code in named if find_state(code)}
    if len(states) == 1:
        return Reading(None, states.pop(), "state named behind it", 0.8)
    return Reading(None, None, "", 0.0)


def _continent(word: Wording) -> Row | None:
    found = (each.row for each in _candidates_of(word) if each.row.feature == CONTINENT)
    return next(found, None)


def _backing(row: Row, evidence: Evidence, named: set[str]) -> str:
    """What in the article speaks for the place; empty for nothing."""
    if row.country in named or row.province in named:
        return "gazetteer, state or province named behind it"
    if row.province in evidence.provinces:
        return "gazetteer, of a province that the article names"
    return "gazetteer, of a state that the article names" if evidence.shares.get(row.country or "", 0.0) else ""


def _score(found: Candidate, word: Wording, evidence: Evidence, named: set[str]) -> float:
    row = found.row
    share = evidence.shares.get(row.country or "", 0.0)
    score = _size(found, word) + _SUPPORT * share / (share + _HALF_SUPPORT)
    if row.province and row.province in named:
        score += _NAMED_AFTER + 1
    elif row.country in named:
        score += _NAMED_AFTER
    if row.province in evidence.provinces and row.feature not in PROVINCES:
        score += _SAME_PROVINCE
    return score


def _size(found: Candidate, word: Wording) -> float:
    """How well known the place is, in powers of ten of inhabitants."""
    row = found.row
    if row.feature in STATES:
        size = _STATE_SIZE
    elif row.feature in LANDMARKS:
        size = _LANDMARK_SIZE
    elif row.feature in PROVINCES:
        size = (_PROVINCE_SIZE if row.feature == "ADM1" else _PART_SIZE) + _KIND_BONUS * (word.kind == "province")
    else:
        size = math.log10(max(row.population, _SMALLEST) * 1000) + _CAPITAL_BONUS * (row.feature == CAPITAL)
        size += _KIND_BONUS * (word.kind == "city") + min(row.known / _SPELLINGS, _MOST_KNOWN)
    return size - _SPELLING_MALUS * found.spelled


def _states_and_provinces(word: Wording) -> set[str]:
    """The codes that a name after a comma stands for: of a state, or of provinces."""
    codes = {word.country} if word.country else set()
    for found in _candidates_of(word):
        if found.row.feature in PROVINCES and not found.spelled and found.row.province:
            codes.add(found.row.province)
    return {code for code in codes if code}


def group_names(names: Iterable[Seen]) -> dict[str, list[Seen]]:
    """The names that are written with the same key, in order; kept apart where their words say another kind."""
    groups: dict[str, list[Seen]] = defaultdict(list)
    for seen in names:
        groups[group_key(seen.wording)].append(seen)
    return groups


def group_key(word: Wording) -> str:
    """The key of the group of a name."""
    return f"{word.keys[-1] if word.keys else ''}/{word.kind or ''}/{'part' if word.partial else ''}"
