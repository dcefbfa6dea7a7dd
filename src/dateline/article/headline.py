"""The headline: one choice between everything that could be it, by how far the sources agree."""

import re
from collections.abc import Sequence

import numpy as np

from ..types import Basis
from .block_model import Floats
from .features import squeeze
from .headline_candidates import BODY, HEADLINE, Candidate, find_candidates
from .layout import Layout
from .metadata import Metadata, strings, types
from .ranking import Found, load_ranking

# A block is taken for body above this probability.
_LIKELY_BODY = 0.5
_WORD = re.compile(r"\w{4,}")
_BODY_BLOCKS, _BODY_CHARS = 6, 600
_LOGIT_CAP = 6.0
_FAR = 20
# Whose word it is: sources of one kind repeat each other.
_FAMILIES = {
    "ld": "data",
    "og": "meta",
    "tw": "meta",
    "me": "meta",
    "ti": "title",
    "h1": "seen",
    "bl": "seen",
}


def find_headline(layout: Layout, metadata: Metadata, scores: Floats) -> Found[str] | None:
    """The headline without the names of section and site around it; ``scores`` is (blocks, roles)."""
    candidates = find_candidates(layout, metadata, scores)
    features = make_headline_features(candidates, layout, metadata, scores)
    best = load_ranking("headline").best(features)
    if best is None:
        return None
    chosen = candidates[best]
    return Found(chosen.text, _basis(chosen), chosen.blocks[0] if chosen.blocks else None)


def _basis(candidate: Candidate) -> Basis:
    sources = {source[:2] for source in candidate.sources}
    if "ld" in sources:
        return "json-ld"
    if not sources.isdisjoint(("og", "tw", "me")):
        return "meta"
    return "text" if sources == {"li"} else "markup"


def make_headline_features(
    candidates: Sequence[Candidate], layout: Layout, metadata: Metadata, scores: Floats
) -> list[dict[str, float]]:
    """What the ranking is told about each candidate."""
    page = _Page(candidates, layout, metadata, scores)
    return [page.features(candidate) for candidate in candidates]


class _Page:
    """What the candidates of one page are compared with."""

    def __init__(self, candidates: Sequence[Candidate], layout: Layout, metadata: Metadata, scores: Floats) -> None:
        self.layout = layout
        self.scores = scores
        self.kind = (
            "news" if any("newsarticle" in name for item in metadata.articles for name in types(item)) else "other"
        )
        self.title = squeeze(layout.title)
        self.ld = _key_of(candidates, "ld")
        self.og = _key_of(candidates, "og:title")
        self.head = _key_of(candidates, "h1")
        self.site = _site_keys(metadata)
        body = [int(i) for i in np.flatnonzero(scores[:, BODY] > _LIKELY_BODY)[:_BODY_BLOCKS]]
        self.body_start = body[0] if body else None
        text = " ".join([layout.blocks[i].text[:_BODY_CHARS] for i in body])
        self.body_words = set(_WORD.findall(text.casefold()))
        self.top = float(scores[:, HEADLINE].max(initial=0.0))

    def features(self, candidate: Candidate) -> dict[str, float]:
        key, text = candidate.key, candidate.text
        found = {f"from {source}": 1.0 for source in candidate.sources}
        found[f"kinds {len({_FAMILIES.get(source[:2], '') for source in candidate.sources})}"] = 1.0
        for name, other in (("title", self.title), ("json-ld", self.ld), ("og", self.og), ("h1", self.head)):
            relation = _relation(key, other)
            found[f"{name} {relation}"] = 1.0
            found[f"{name} {relation}, {self.kind}"] = 1.0
        if key in self.site:
            found["is site"] = 1.0
        elif any([site in key for site in self.site]):
            found["has site"] = 1.0
        words = text.count(" ") + 1
        found["one word"] = float(words == 1)
        found["few words"] = float(1 < words < 4)
        found["length"] = min(len(text), 200) / 100
        found["long"] = float(len(text) > 150)
        found["cut short"] = float(text.endswith(("...", "…")))
        found["upper"] = float(text.isupper())
        if self.body_words:
            own = set(_WORD.findall(text.casefold()))
            found["in body"] = len(own & self.body_words) / (len(own) + 1)
        if candidate.blocks:
            self._add_place(found, candidate)
        return found

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


def _relation(key: str, other: str) -> str:
    if not other:
        return "absent"
    if key == other:
        return "equal"
    if other.startswith(key):
        return "starts with it"
    if other.endswith(key):
        return "ends with it"
    if key in other:
        return "has it"
    if key.startswith(other):
        return "starts it"
    if key.endswith(other):
        return "ends it"
    return "in it" if other in key else "differs"


def _site_keys(metadata: Metadata) -> set[str]:
    names = [metadata.meta("og:site_name") or "", metadata.meta("application-name") or ""]
    names += [text for value in metadata.ld("publisher") for text in strings(value)][:2]
    for item in metadata.others:
        if not {"website", "organization", "newsmediaorganization"}.isdisjoint(types(item)):
            names += list(strings(item.get("name")))[:1]
    return {key for key in map(squeeze, names) if len(key) > 2}
