"""Who wrote the article: each name that anything on the page gives out as its author's, judged on its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..types import Basis
from .block_model import ROLES, Floats
from .byline_candidates import BYLINE, HEADLINE, Candidate, find_name_candidates
from .features import DENSE, squeeze
from .layout import Layout
from .metadata import Metadata, strings, types
from .names import agency_of, load_byline_words
from .ranking import Features, load_ranking

BODY, DATE = ROLES.index("body"), ROLES.index("date")
CAPTION, CREDIT = ROLES.index("caption"), ROLES.index("credit")
_LIKELY_BODY = 0.5
_LOGIT_CAP = 6.0
# A printed byline is short; what is longer is prose that names an author.
_MAX_LINE = 200
_LEAST_LINE_SCORE = 0.1
_MAX_AUTHORS = 30
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_EMPHASIS = frozenset(("b", "strong", "em", "i"))
_SIGNED = frozenset(("by", "after by", "inline rel", "inline link", "inline class", "inline itemprop"))
_RANKS = (("low", 12), ("fifth", 4), ("third", 2), ("second", 1), ("first", 0))
_FAMILIES = {"ld": "data", "meta": "meta", "inline": "marked", "element": "marked"}
_DENSE_NAME = re.compile(rf"[{DENSE}·・ ]{{2,12}}$")
_DENSE_ANY = re.compile(f"[{DENSE}]")
_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?([^/:?#]+)")


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors, with the line that names them."""

    authors: tuple[str, ...] = ()
    """People, and organisations that the page itself gives out as authors; no news agencies."""
    agency: str | None = None
    """News agencies; a slash between several."""
    line: str | None = None
    """The byline as printed."""
    basis: Basis | None = None
    """The kind of evidence that gave the first author."""


def find_authors(
    layout: Layout,
    metadata: Metadata,
    scores: Floats,
    *,
    publisher: str | None = None,
    body: Sequence[int] | None = None,
) -> Byline:
    """The authors of the article; ``scores`` is (blocks, roles), ``body`` the blocks of its text, if known."""
    if body is None:
        body = np.flatnonzero(scores[:, BODY] > _LIKELY_BODY).tolist()
    candidates = find_name_candidates(layout, metadata, scores, body)
    features = make_author_features(candidates, layout, metadata, scores, publisher=publisher, body=body)
    ranking = load_ranking("byline")
    chosen = [candidate for candidate, values in zip(candidates, features, strict=True) if ranking.score(values) > 0][
        :_MAX_AUTHORS
    ]
    if not chosen:
        return Byline()
    agencies = dict.fromkeys([agency for candidate in chosen if (agency := agency_of(candidate.name))])
    authors = tuple([candidate.name for candidate in chosen if not agency_of(candidate.name)])
    return Byline(authors, "/".join(agencies) or None, _line(layout, scores, chosen), _basis(chosen[0], layout))


def _line(layout: Layout, scores: Floats, chosen: Sequence[Candidate]) -> str | None:
    """The text of the block that names most of the authors and looks most like a byline."""
    named: dict[int, int] = {}
    for candidate in chosen:
        for block in candidate.blocks:
            if len(layout.blocks[block].text) <= _MAX_LINE and scores[block, BYLINE] >= _LEAST_LINE_SCORE:
                named[block] = named.get(block, 0) + 1
    if not named:
        return None
    best = max(named, key=lambda block: (named[block], float(scores[block, BYLINE])))
    return layout.blocks[best].text


def _basis(candidate: Candidate, layout: Layout) -> Basis:
    families = {_family(source) for source in candidate.sources}
    if "data" in families:
        return "json-ld"
    if "meta" in families:
        return "meta"
    return "text" if layout.plain else "markup"


def _family(source: str) -> str:
    return _FAMILIES.get(source.partition(" ")[0], "line")


def make_author_features(
    candidates: Sequence[Candidate],
    layout: Layout,
    metadata: Metadata,
    scores: Floats,
    *,
    body: Sequence[int],
    publisher: str | None = None,
) -> list[Features]:
    """What the ranking is told about each candidate."""
    page = _Page(candidates, layout, metadata, scores, publisher, body)
    return [page.features(candidate) for candidate in candidates]


def make_second_features(
    candidates: Sequence[Candidate], features: Sequence[Features], scores: Sequence[float]
) -> list[dict[str, float]]:
    """The same with how each candidate stands to the page's others after a first judgement."""
    if not candidates:
        return []
    best = max(scores)
    leader = candidates[list(scores).index(best)]
    second = []
    for candidate, first, score in zip(candidates, features, scores, strict=True):
        better = sum([other > score for other in scores])
        found = dict(first)
        found["first score"] = max(-6.0, min(6.0, score)) / 3
        found["first likely"] = float(score > 0)
        found["behind best"] = min(best - score, 6.0) / 3
        found["best"] = float(better == 0)
        found["best of unsure"] = float(better == 0) * (best < 0)
        found["better"] = min(better, 5) / 5
        found["unsure page"] = float(best < 0)
        if candidate is not leader:
            found["beside best"] = float(not leader.sources.isdisjoint(candidate.sources))
            found["block of best"] = float(not set(leader.blocks).isdisjoint(candidate.blocks))
            found["sources of best"] = float(leader.sources == candidate.sources)
            found["within best"] = float(candidate.key in leader.key)
            found["beyond best"] = float(leader.key in candidate.key)
        second.append(found)
    return second


class _Page:
    """What the candidates of one page are compared with."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        layout: Layout,
        metadata: Metadata,
        scores: Floats,
        publisher: str | None,
        body: Sequence[int],
    ) -> None:
        self.scores = scores
        self.layout = layout
        self.rank = np.argsort(np.argsort(-scores[:, BYLINE], kind="stable"))
        self.site = _site_keys(layout, metadata, publisher)
        self.start, self.end = (body[0], body[-1]) if body else (len(layout.blocks), len(layout.blocks))
        self.head = int(scores[:, HEADLINE].argmax()) if len(scores) else 0
        self.top = max([float(scores[b, BYLINE]) for c in candidates for b in c.blocks], default=0.0)
        self.counts: dict[str, int] = {}
        for candidate in candidates:
            for source in candidate.sources:
                self.counts[source] = self.counts.get(source, 0) + 1
        self.shapes = {candidate.key: _shape(candidate.name) for candidate in candidates}
        self.has = {
            family: any([family == _family(source) and not source.startswith("ld later") for source in self.counts])
            for family in ("data", "meta")
        }
        self.keys = [candidate.key for candidate in candidates if self.shapes[candidate.key] == "person"]
        self.seen_people = [
            candidate.key
            for candidate in candidates
            if self.shapes[candidate.key] == "person" and candidate.key not in self.site and self._signs(candidate)
        ]
        self.prose = " ".join([layout.blocks[i].text for i in body if len(layout.blocks[i].text) > _MAX_LINE])
        self.people = [
            candidate.key
            for candidate in candidates
            if self.shapes[candidate.key] == "person"
            and candidate.key not in self.site
            and not {"data", "meta"}.isdisjoint(map(_family, candidate.sources))
        ]

    def _signs(self, candidate: Candidate) -> bool:
        if not _SIGNED.isdisjoint(candidate.sources):
            return any([self.head - 3 <= block <= self.start + 1 for block in candidate.blocks])
        return False

    def features(self, candidate: Candidate) -> Features:
        found: dict[str, float] = {}
        key = candidate.key
        shape = self._kind(candidate)
        families = {_family(source) for source in candidate.sources}
        for source in candidate.sources:
            found["from " + source] = 1.0
            found[f"{_family(source)} {shape}"] = 1.0
        found[f"families {len(families)}"] = 1.0
        found[f"is {shape}"] = 1.0
        for family, has in self.has.items():
            if has and family not in families:
                found["not in " + family] = 1.0
        if not any(self.has.values()):
            found["only seen"] = 1.0
        least = min([self.counts[source] for source in candidate.sources])
        found["crowd"] = min(least, 20) / 20
        found["alone"] = float(least == 1)
        found["length"] = min(len(candidate.name), 40) / 40
        found["upper"] = float(candidate.name.isupper())
        found["lower"] = float(candidate.name.islower())
        if len(candidate.sources) == 1:
            found["only from " + next(iter(candidate.sources))] = 1.0
        if shape != "person" and self.people:
            found["beside a person"] = 1.0
        if shape != "person" and any([other != key for other in self.seen_people]):
            found["beside a seen person"] = 1.0
        if len(key) > 3 and candidate.name in self.prose:
            found["in prose"] = 1.0
        if any([key in other and key != other for other in self.keys]):
            found["part of a person"] = 1.0
        if shape == "person" and any([other in key and key != other for other in self.keys]):
            found["more than a person"] = 1.0
        self._add_place(found, candidate)
        return found

    def _kind(self, candidate: Candidate) -> str:
        key = candidate.key
        if key in self.site:
            return "site"
        if agency_of(candidate.name):
            return "agency"
        shape = self.shapes[key]
        if shape != "person" and any([site in key for site in self.site]):
            return "with site"
        return shape

    def _add_signature(self, found: dict[str, float], block: int) -> None:
        """Authors also sign at either end of the text, in a paragraph of their own."""
        paragraph = self.layout.blocks[block]
        if self.head < block <= self.start + 1:
            place = "start"
        elif self.end - 1 <= block <= self.end + 2:
            place = "end"
        else:
            return
        found["signs at " + place] = 1.0
        if paragraph.element.tag == "p":
            found["signs a paragraph"] = 1.0
            if any([i.element.tag in _EMPHASIS and i.end - i.start >= len(paragraph.text) for i in paragraph.inlines]):
                found["signs with emphasis"] = 1.0

    def _add_place(self, found: dict[str, float], candidate: Candidate) -> None:
        blocks = candidate.blocks
        if not blocks:
            found["unseen"] = 1.0
            return
        score = max([float(self.scores[block, BYLINE]) for block in blocks])
        found["score"] = _logit(score)
        found["top score"] = float(score >= self.top > 0)
        found["near top"] = float(score >= 0.5 * self.top)
        found["stated often"] = float(candidate.marks > 2)
        near_date = max([float(self.scores[max(0, b - 2) : b + 3, DATE].max()) for b in blocks])
        found["near a date"] = _logit(near_date)
        found["credit"] = _logit(min([float(self.scores[b, CREDIT]) for b in blocks]))
        found["caption"] = _logit(min([float(self.scores[b, CAPTION]) for b in blocks]))
        found["body"] = _logit(min([float(self.scores[b, BODY]) for b in blocks]))
        rank = min([int(self.rank[block]) for block in blocks])
        found[f"rank {next(name for name, least in _RANKS if rank >= least)}"] = 1.0
        own = [block for block in blocks if squeeze(self.layout.blocks[block].text[:_MAX_LINE]) == candidate.key]
        found["own line"] = float(bool(own))
        first = blocks[0]
        found["between"] = float(any([self.head < block < self.start for block in blocks]))
        found["above"] = float(first < self.head)
        found["inside"] = float(any([self.start <= block <= self.end for block in blocks]))
        found["below"] = float(first > self.end)
        found["heading"] = float(all([self.layout.blocks[block].element.tag in _HEADINGS for block in blocks]))
        for block in own:
            self._add_signature(found, block)
        near = min(
            [min(abs(block - self.head), abs(block - self.start), abs(block - self.end - 1)) for block in blocks]
        )
        found["distance"] = min(near, 20) / 20


def _logit(score: float) -> float:
    score = min(max(score, 1e-4), 1 - 1e-4)
    return float(max(-_LOGIT_CAP, min(_LOGIT_CAP, np.log(score / (1 - score))))) / _LOGIT_CAP


def _shape(name: str) -> str:
    """What a name looks like: that of a person, of a desk, of a user, or something else."""
    words = load_byline_words()
    tokens = name.split()
    keys = [token.casefold().strip(".,:") for token in tokens]
    if any([key in words.desks for key in keys]) or " ".join(keys) in words.desks:
        return "desk"
    if all([key in words.roles for key in keys]):
        return "role"
    if any([c.isdigit() for c in name]):
        return "digits"
    if _DENSE_ANY.search(name):
        return "person" if _DENSE_NAME.match(name) and len(name) <= 6 else "dense"
    if len(tokens) == 1:
        return "one word"
    lowered = sum([token[:1].islower() and key not in words.inside for token, key in zip(tokens, keys, strict=True)])
    if lowered:
        return "words"
    return "person" if sum([key not in words.inside for key in keys]) <= 4 else "long"


def _site_keys(layout: Layout, metadata: Metadata, publisher: str | None) -> set[str]:
    names = [publisher or "", metadata.meta("og:site_name") or "", metadata.meta("application-name") or ""]
    names += [text for value in metadata.ld("publisher") for text in strings(value)][:2]
    for item in metadata.others:
        if not {"website", "organization", "newsmediaorganization"}.isdisjoint(types(item)):
            names += list(strings(item.get("name")))[:1]
    host = _HOST.match(layout.canonical or metadata.meta("og:url") or "")
    if host:
        labels = host[1].split(".")
        names += [host[1], max(labels[:-1], key=len, default="")]
    return {key for key in map(squeeze, names) if len(key) > 2}
