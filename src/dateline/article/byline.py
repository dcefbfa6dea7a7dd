"""Who wrote the article: one choice between the sets of names that anything on the page gives out as its authors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..types import Basis
from .block_model import ROLES, Floats
from .byline_candidates import BYLINE, HEADLINE, Candidate, find_candidates
from .features import DENSE, squeeze
from .layout import Layout
from .metadata import Metadata, strings, types
from .names import agency_of, load_byline_words
from .ranking import load_ranking
from .sign_off import reporters

BODY, DATE = ROLES.index("body"), ROLES.index("date")
CAPTION, CREDIT = ROLES.index("caption"), ROLES.index("credit")
_LIKELY_BODY = 0.5
_LOGIT_CAP = 6.0
# A printed byline is short; what is longer is prose that names an author.
_MAX_LINE = 200
_LEAST_LINE_SCORE = 0.1
# Blocks before and after the byline in which its date stands.
_DATE_REACH = 2
_FAR = 20
_RANKS = (("low", 12), ("fifth", 4), ("third", 2), ("second", 1), ("first", 0))
_ORGANISATIONS = frozenset(("site", "site person", "with site", "desk", "agency", "role"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_EMPHASIS = frozenset(("b", "strong", "em", "i"))
# The statements that the others are compared with, the better first.
_FAMILIES = {
    "json-ld": ("ld author mixed", "ld author person", "ld author text", "ld author organization", "ld creator person"),
    "meta": ("meta author", "meta card", "meta other"),
    "by": ("by", "after by"),
    "marked": ("inline rel", "inline itemprop", "inline", "element 1", "element 2"),
}
_DENSE_NAME = re.compile(rf"[{DENSE}·・ ]{{2,12}}$")
_DENSE_ANY = re.compile(f"[{DENSE}]")
_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?([^/:?#]+)")
_LEAST_SITE_KEY = 3
# "By our desk, with material from Agency"; "with reporting by" would name people as often.
_MATERIAL = re.compile(
    r"\bwith (?:material|files|agency reports?) from\s+(?P<agency>[^\W\d_][\w .&-]{1,38}\w)\W*$",
    re.IGNORECASE,
)
# A deck may stand above the byline and count as the first paragraph.
_ABOVE, _BELOW = 12, 3


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors, with the line that names them."""

    authors: tuple[str, ...] = ()
    """People, and organisations that the page itself gives out as authors; no news agencies."""
    agency: str | None = None
    """News agencies by the name the page gives them; a slash between several."""
    line: str | None = None
    """The byline as printed."""
    basis: Basis | None = None
    """The kind of evidence that gave the authors."""


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
    candidates = find_candidates(layout, metadata, scores, body)
    features = make_author_features(candidates, layout, metadata, scores, publisher=publisher, body=body)
    best = load_ranking("byline").best(features)
    if best is None:
        return _signed(layout, body)
    chosen = candidates[best]
    agencies = {agency: name for name in reversed(chosen.names) if (agency := agency_of(name))}
    authors = tuple([_in_small_letters(name) for name in chosen.names if not agency_of(name)])
    return Byline(
        authors, "/".join(reversed(agencies.values())) or None, _line(layout, scores, chosen), _basis(chosen, layout)
    )


def _signed(layout: Layout, body: Sequence[int]) -> Byline:
    """The reporters that an agency's desk names under the story, or the agency named in the line above it."""
    for block in layout.blocks:
        names = reporters(block.text)
        if names:
            return Byline(names, None, block.text, "text")
    for block in layout.blocks[max(0, body[0] - _ABOVE) : body[0] + _BELOW] if body else ():
        match = _MATERIAL.search(block.text) if len(block.text) <= _MAX_LINE else None
        if match:
            return Byline((), match["agency"], block.text, "text")
    return Byline()


def _in_small_letters(name: str) -> str:
    """A name that the page sets in capitals, as a name is written."""
    return name.title() if " " in name and name.isupper() else name


def _line(layout: Layout, scores: Floats, chosen: Candidate) -> str | None:
    """The text of the block that states the authors and looks most like a byline."""
    blocks = [
        block
        for block in chosen.blocks
        if len(layout.blocks[block].text) <= _MAX_LINE and scores[block, BYLINE] >= _LEAST_LINE_SCORE
    ]
    if not blocks:
        return None
    return layout.blocks[max(blocks, key=lambda block: float(scores[block, BYLINE]))].text


def _basis(candidate: Candidate, layout: Layout) -> Basis:
    kinds = {source.partition(" ")[0] for source in candidate.sources}
    if "ld" in kinds:
        return "json-ld"
    if "meta" in kinds:
        return "meta"
    return "text" if layout.plain else "markup"


def make_author_features(
    candidates: Sequence[Candidate],
    layout: Layout,
    metadata: Metadata,
    scores: Floats,
    *,
    body: Sequence[int],
    publisher: str | None = None,
) -> list[dict[str, float]]:
    """What the ranking is told about each candidate."""
    page = _Page(candidates, layout, metadata, scores, publisher, body)
    return [page.features(candidate) for candidate in candidates]


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
        self.layout = layout
        self.scores = scores
        self.rank = np.argsort(np.argsort(-scores[:, BYLINE], kind="stable"))
        self.site = _site_keys(layout, metadata, publisher)
        self.start, self.end = (body[0], body[-1]) if body else (len(layout.blocks), len(layout.blocks))
        self.head = int(scores[:, HEADLINE].argmax()) if len(scores) else 0
        self.families = {family: self._leader(candidates, sources) for family, sources in _FAMILIES.items()}
        self.people = [c for c in candidates if self._is_strong(c) and set(self._shapes(c)) == {"person"}]

    def _leader(self, candidates: Sequence[Candidate], sources: Sequence[str]) -> Candidate | None:
        """The candidate that stands for a family: of its best source, the one in the likeliest block."""
        for source in sources:
            found = [candidate for candidate in candidates if source in candidate.sources]
            if found:
                return max(found, key=self._score)
        return None

    def _score(self, candidate: Candidate) -> float:
        return max([float(self.scores[block, BYLINE]) for block in candidate.blocks], default=0.0)

    def _is_strong(self, candidate: Candidate) -> bool:
        """Stated by the metadata, or marked or introduced as an author near the headline."""
        if any([source.startswith(("ld author", "meta")) for source in candidate.sources]):
            return True
        if candidate.sources <= {"line", "element 3", "element 4", "ld person"}:
            return False
        return any([self.head - 3 <= block <= self.start + 1 for block in candidate.blocks])

    def features(self, candidate: Candidate) -> dict[str, float]:
        shapes = self._shapes(candidate)
        found = {f"from {source}": 1.0 for source in candidate.sources}
        if len(candidate.sources) == 1:
            found["only from " + next(iter(candidate.sources))] = 1.0
        for shape in set(shapes):
            found["some " + shape] = 1.0
            for kind in {source.partition(" ")[0] for source in candidate.sources}:
                found[f"{kind} {shape}"] = 1.0
        found["all people"] = float(set(shapes) == {"person"})
        count = len(shapes)
        found[f"names {min(count, 4)}"] = 1.0
        found["names"] = min(count, 20) / 10
        found["people"] = shapes.count("person") / count
        alike, kind = 0, self._kind(candidate)
        for family, leader in self.families.items():
            relation = _relation(candidate, leader)
            found[f"{family} {relation}"] = 1.0
            if leader is not None and relation == "differs":
                found[f"{kind} against {self._kind(leader)} of {family}"] = 1.0
            alike += relation in ("equal", "alike")
        found[f"agree {alike}"] = 1.0
        others = [other for other in self.people if other is not candidate]
        if not found["all people"] and others:
            found["beside people"] = 1.0
        if not others:
            found["nobody else"] = 1.0
        found["length"] = min(max(map(len, candidate.names)), 40) / 40
        found["upper"] = float(all(map(str.isupper, candidate.names)))
        found["lower"] = float(any(map(str.islower, candidate.names)))
        self._add_place(found, candidate)
        return found

    def _shapes(self, candidate: Candidate) -> list[str]:
        return [self._shape(name, key) for name, key in zip(candidate.names, candidate.keys, strict=True)]

    def _shape(self, name: str, key: str) -> str:
        if agency_of(name):
            return "agency"
        shape = _shape(name)
        if key in self.site:
            return "site person" if shape == "person" else "site"
        if shape == "one word" and len(key) > _LEAST_SITE_KEY and any([site.startswith(key) for site in self.site]):
            return "site"
        return "with site" if any([site in key for site in self.site if len(site) > _LEAST_SITE_KEY]) else shape

    def _kind(self, candidate: Candidate) -> str:
        """Whether the names are those of people, of organisations, or neither for sure."""
        shapes = set(self._shapes(candidate))
        if shapes == {"person"}:
            return "people"
        return "organisation" if shapes <= _ORGANISATIONS else "others"

    def _add_place(self, found: dict[str, float], candidate: Candidate) -> None:
        blocks = candidate.blocks
        if not blocks:
            found["unseen"] = 1.0
            return
        best = max(blocks, key=lambda block: float(self.scores[block, BYLINE]))
        found["score"] = _logit(float(self.scores[best, BYLINE]))
        found[f"rank {next(name for name, least in _RANKS if self.rank[best] >= least)}"] = 1.0
        found["stated often"] = float(len(blocks) > 1)
        around = self.scores[max(0, best - _DATE_REACH) : best + _DATE_REACH + 1, DATE]
        found["near a date"] = _logit(float(around.max()))
        for role, name in ((CREDIT, "credit"), (CAPTION, "caption"), (BODY, "body")):
            found[name] = _logit(float(self.scores[best, role]))
        found["heading"] = float(self.layout.blocks[best].element.tag in _HEADINGS)
        found["between"] = float(self.head < best < self.start)
        found["above"] = float(best < self.head)
        found["inside"] = float(self.start <= best <= self.end)
        found["below"] = float(best > self.end)
        near = min(abs(best - self.head), abs(best - self.start), abs(best - self.end - 1))
        found["distance"] = min(near, _FAR) / _FAR
        length = sum(map(len, candidate.names)) / len(self.layout.blocks[best].text)
        found["share"] = min(length, 1.0)
        for block in blocks:
            self._add_signature(found, candidate, block)

    def _add_signature(self, found: dict[str, float], candidate: Candidate, block: int) -> None:
        """Authors also sign at either end of the text, in a paragraph of their own."""
        paragraph = self.layout.blocks[block]
        if squeeze(paragraph.text[:_MAX_LINE]) != "".join(candidate.keys):
            return
        found["own line"] = 1.0
        if self.head < block <= self.start + 1:
            place = "start"
        elif self.end - 1 <= block <= self.end + 2:
            place = "end"
        else:
            return
        found["signs at " + place] = 1.0
        if "nobody else" in found:
            found[f"signs at {place}, nobody else"] = 1.0
        if paragraph.element.tag == "p":
            found["signs a paragraph"] = 1.0
            if any([i.element.tag in _EMPHASIS and i.end - i.start >= len(paragraph.text) for i in paragraph.inlines]):
                found["signs with emphasis"] = 1.0


def _relation(candidate: Candidate, other: Candidate | None) -> str:
    if other is None:
        return "absent"
    if candidate is other:
        return "equal"
    mine, theirs = candidate.keys, other.keys
    matched = sum([any([key in name or name in key for name in theirs]) for key in mine])
    if not matched:
        return "differs"
    if matched < len(mine):
        return "overlaps" if len(theirs) > matched else "in it"
    return "alike" if len(mine) == len(theirs) else "has it"


def _logit(score: float) -> float:
    score = min(max(score, 1e-4), 1 - 1e-4)
    return float(max(-_LOGIT_CAP, min(_LOGIT_CAP, np.log(score / (1 - score))))) / _LOGIT_CAP


def _shape(name: str) -> str:
    """What a name looks like: that of a person, of a desk, of a user, or something else."""
    words = load_byline_words()
    tokens = name.split()
    keys = [token.casefold().strip(".,:") for token in tokens]
    if any([part in words.desks for key in keys for part in key.split("-")]) or " ".join(keys) in words.desks:
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
    return {key for key in map(squeeze, names) if len(key) > _LEAST_SITE_KEY - 1}
