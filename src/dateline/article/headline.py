"""The headline: one choice between everything that could be it, by how far the sources agree."""

from collections.abc import Sequence

import numpy as np

from ..types import Basis
from .about import home_names
from .block_model import Floats
from .features import squeeze
from .headline_candidates import BODY, HEADLINE, Candidate, body_words, find_page_candidates, words_of
from .headline_lines import find_line_candidates, make_line_features
from .layout import Layout
from .metadata import Metadata, strings, types
from .ranking import Found, load_ranking

# A block is taken for body above this probability.
_LIKELY_BODY = 0.5
# A page without a headline is rarer than one whose headline looks unlikely: on text, 2 % more pages right than with 0.
_LEAST = -2.0
_LOGIT_CAP = 6.0
_FAR = 20
_LOOSE_STARTS = ":,;|-–—/"
# Shorter names are parts of other words by chance.
_LEAST_SITE_KEY = 3
_SITE_TYPES = frozenset(("website", "organization", "newsmediaorganization"))
# Whose word it is, by the first letters of a source: sources of one kind repeat each other.
_KINDS = {"ld": "data", "og": "meta", "tw": "meta", "me": "meta", "ti": "title", "h1": "seen", "bl": "seen"}
_KIND_CHARS = 2
# Sources that state a candidate as it is, nothing cut off.
_WHOLES = frozenset(("ld", "ld-page", "og:title", "twitter:title", "meta", "title-whole", "h1", "h1-joined", "block"))
_META_KINDS, _LINE_KIND = frozenset(("og", "tw", "me")), "li"


def find_headline(layout: Layout, metadata: Metadata, scores: Floats) -> Found[str] | None:
    """The headline without the names of section and site around it; ``scores`` is (blocks, roles)."""
    candidates = find_candidates(layout, metadata, scores)
    best = load_ranking("headline").best(make_headline_features(candidates, layout, metadata, scores), least=_LEAST)
    if best is None:
        return None
    chosen = candidates[best]
    return Found(chosen.text, _basis(chosen), chosen.blocks[0] if chosen.blocks else None)


def find_candidates(layout: Layout, metadata: Metadata, scores: Floats) -> list[Candidate]:
    """Everything that could be the headline."""
    if layout.plain:
        return find_line_candidates(layout, scores)
    return find_page_candidates(layout, metadata, scores)


def make_headline_features(
    candidates: Sequence[Candidate], layout: Layout, metadata: Metadata, scores: Floats
) -> list[dict[str, float]]:
    """What the ranking is told about each candidate."""
    if layout.plain:
        return make_line_features(candidates, layout, scores)
    page = _Page(candidates, layout, metadata, scores)
    return [page.features(candidate) for candidate in candidates]


def _basis(candidate: Candidate) -> Basis:
    kinds = {source[:_KIND_CHARS] for source in candidate.sources}
    if "ld" in kinds:
        return "json-ld"
    if not kinds.isdisjoint(_META_KINDS):
        return "meta"
    return "text" if kinds == {_LINE_KIND} else "markup"


class _Page:
    """What the candidates of one page are compared with."""

    def __init__(self, candidates: Sequence[Candidate], layout: Layout, metadata: Metadata, scores: Floats) -> None:
        self.layout = layout
        self.scores = scores
        # News pages keep the headline in their data more faithfully than others.
        names = [name for item in metadata.articles for name in types(item)]
        self.genre = "news" if any(["newsarticle" in name for name in names]) else "other"
        self.rivals = (
            ("title", squeeze(layout.title)),
            ("json-ld", _key_of(candidates, "ld")),
            ("og", _key_of(candidates, "og:title")),
            ("h1", _key_of(candidates, "h1")),
        )
        self.site = _site_keys(layout, metadata)
        self.body_words = body_words(layout.blocks, scores)
        body = np.flatnonzero(scores[:, BODY] > _LIKELY_BODY)
        self.body_start = int(body[0]) if len(body) else None
        self.top = float(scores[:, HEADLINE].max(initial=0.0))

    def features(self, candidate: Candidate) -> dict[str, float]:
        key, text = candidate.key, candidate.text
        found = {f"from {source}": 1.0 for source in candidate.sources}
        found[f"kinds {len({_KINDS.get(source[:_KIND_CHARS]) for source in candidate.sources})}"] = 1.0
        whole = {_KINDS.get(source[:_KIND_CHARS]) for source in candidate.sources & _WHOLES}
        found[f"whole kinds {len(whole)}"] = 1.0
        for name, rival in self.rivals:
            relation = _relation(key, rival)
            found[f"{name} {relation}"] = 1.0
            found[f"{name} {relation}, {self.genre}"] = 1.0
        if key in self.site:
            found["is site"] = 1.0
        elif any([site in key for site in self.site]):
            found["has site"] = 1.0
        self._add_looks(found, text)
        if candidate.blocks:
            self._add_place(found, candidate)
        return found

    def _add_looks(self, found: dict[str, float], text: str) -> None:
        words = text.count(" ") + 1
        found["one word"] = float(words == 1)
        found["few words"] = float(1 < words < 4)
        found["length"] = min(len(text), 200) / 100
        found["long"] = float(len(text) > 150)
        found["cut short"] = float(text.endswith(("...", "…")))
        found["upper"] = float(text.isupper())
        found["starts loose"] = float(text[0] in _LOOSE_STARTS)
        if self.body_words:
            own = words_of(text)
            found["in body"] = len(own & self.body_words) / (len(own) + 1)

    def _add_place(self, found: dict[str, float], candidate: Candidate) -> None:
        block = candidate.blocks[0]
        score = float(self.scores[block, HEADLINE])
        found["seen"] = 1.0
        found["score"] = _logit(score)
        found["top score"] = float(score >= self.top > 0)
        found["repeated"] = float(len(candidate.blocks) > 1)
        found["<" + self.layout.blocks[block].element.tag] = 1.0
        if self.body_start is not None:
            before = self.body_start - block
            found["after body"] = float(before <= 0)
            found["before body"] = max(0, min(before, _FAR)) / _FAR


def _logit(score: float) -> float:
    score = min(max(score, 1e-4), 1 - 1e-4)
    return float(max(-_LOGIT_CAP, min(_LOGIT_CAP, np.log(score / (1 - score))))) / _LOGIT_CAP


def _key_of(candidates: Sequence[Candidate], source: str) -> str:
    return next((candidate.key for candidate in candidates if source in candidate.sources), "")


def _relation(key: str, rival: str) -> str:
    if not rival:
        return "absent"
    if key == rival:
        return "equal"
    if key in rival:
        if rival.startswith(key):
            return "starts with it"
        return "ends with it" if rival.endswith(key) else "has it"
    if rival in key:
        if key.startswith(rival):
            return "starts it"
        return "ends it" if key.endswith(rival) else "in it"
    return "differs"


def _site_keys(layout: Layout, metadata: Metadata) -> set[str]:
    names = [*home_names(layout), metadata.meta("og:site_name") or "", metadata.meta("application-name") or ""]
    names += [text for value in metadata.ld("publisher") for text in strings(value)][:2]
    for item in metadata.others:
        if not _SITE_TYPES.isdisjoint(types(item)):
            names += list(strings(item.get("name")))[:1]
    return {key for key in map(squeeze, names) if len(key) >= _LEAST_SITE_KEY}
