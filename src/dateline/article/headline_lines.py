"""The lines of scraped text that may be its headline, and what the ranking is told about each."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from .block_model import ROLES, Floats
from .credits import is_marked
from .features import squeeze
from .headline_candidates import BODY, HEADLINE, MAX_LENGTH, Candidate, body_words, cut_parts, words_of
from .layout import Layout, PageBlock
from .main_text import choose_body

DATE, BYLINE, CAPTION = ROLES.index("date"), ROLES.index("byline"), ROLES.index("caption")
# The likeliest lines, and the lines right before the body, are looked at.
_MAX_LIKELY, _MAX_BY_WORDS, _BEFORE_BODY = 20, 10, 12
_LIKELY = 0.5
_NEAR = 4
# A short line is part of others by chance.
_TELLING_KEY = 12


def find_line_candidates(layout: Layout, scores: Floats) -> list[Candidate]:
    """Lines by their score, by words they share with the body, or by their place before it; whole and in parts."""
    blocks = layout.blocks
    order = np.argsort(-scores[:, HEADLINE], kind="stable")[:_MAX_LIKELY]
    start = first_body(layout, scores)
    places = dict.fromkeys([int(i) for i in order] + list(range(max(0, start - _BEFORE_BODY), start)))
    places |= dict.fromkeys(_by_words(blocks, scores))
    found: dict[str, Candidate] = {}
    for i in places:
        text = blocks[i].text
        if len(text) <= MAX_LENGTH:
            for part, kind in dict(cut_parts(text)).items():
                _add(found, part, f"line-{kind}", i)
    return list(found.values())


def _by_words(blocks: Sequence[PageBlock], scores: Floats) -> list[int]:
    """The lines outside the body that share most words with its beginning."""
    body = body_words(blocks, scores)
    shared = {
        i: len(words_of(block.text) & body)
        for i, block in enumerate(blocks)
        if len(block.text) <= MAX_LENGTH and scores[i, BODY] <= _LIKELY
    }
    return sorted([i for i, count in shared.items() if count > 1], key=lambda i: -shared[i])[:_MAX_BY_WORDS]


def _add(found: dict[str, Candidate], text: str, source: str, block: int) -> None:
    key = squeeze(text)
    if key:
        candidate = found.setdefault(key, Candidate(text, key))
        candidate.sources.add(source)
        candidate.blocks.append(block)


def first_body(layout: Layout, scores: Floats) -> int:
    """The first block of the body; the end where there is none."""
    return next(iter(choose_body(layout, scores, None)), len(layout.blocks))


def make_line_features(candidates: Sequence[Candidate], layout: Layout, scores: Floats) -> list[dict[str, float]]:
    """What the ranking is told about each candidate line."""
    page = _Lines(layout, scores)
    return [page.features(candidate) for candidate in candidates]


class _Lines:
    """What the candidates are compared with."""

    def __init__(self, layout: Layout, scores: Floats) -> None:
        blocks = self.blocks = layout.blocks
        self.scores = scores
        self.keys = [squeeze(block.text[:MAX_LENGTH]) for block in blocks]
        self.counts = Counter(self.keys)
        self.start = first_body(layout, scores)
        self.ranks = np.argsort(np.argsort(-scores[:, HEADLINE], kind="stable"), kind="stable")
        self.words = body_words(blocks, scores)

    def features(self, candidate: Candidate) -> dict[str, float]:
        key, text = candidate.key, candidate.text
        block = candidate.blocks[0]
        found = {f"from {source}": 1.0 for source in candidate.sources}
        found["line"] = 1.0
        found |= self._place(block)
        found |= self._echoes(key)
        found["line length"] = min(len(text), 200) / 100
        count = text.count(" ") + 1
        size = "1" if count == 1 else "2-3" if count < 4 else "4-5" if count < 6 else "6-14" if count < 15 else "15+"
        found[f"line words {size}"] = 1.0
        found["line signed"] = float(is_marked(text))
        found["line upper"] = float(text.isupper())
        found["line small"] = float(text[:1].islower())
        found["line digits"] = sum([c.isdigit() for c in text]) / len(text)
        found[f"line ends {text[-1] if text[-1] in '.:?!…,' else ''}"] = 1.0
        own = words_of(text)
        shared = len(own & self.words)
        found["line in body"] = shared / (len(own) + 1)
        found["line words in body"] = min(shared, 6) / 6
        return found

    def _place(self, block: int) -> dict[str, float]:
        scores, start = self.scores, self.start
        score = min(max(float(scores[block, HEADLINE]), 1e-4), 1 - 1e-4)
        rank = int(self.ranks[block])
        found = {
            "line score": float(np.log(score / (1 - score))) / 6,
            f"line rank {rank if rank < 4 else '4-8' if rank < 9 else '9+'}": 1.0,
            "line position": block / len(self.blocks),
        }
        before = start - block
        if start < len(self.blocks):
            near = (
                before
                if before in (1, 2, 3, 4)
                else "5-8"
                if 5 <= before <= 8
                else "9-20"
                if 9 <= before <= 20
                else "far"
            )
            found[f"line before body {near if before > 0 else 'not'}"] = 1.0
        after = scores[block + 1 : block + 1 + _NEAR]
        found["line then date"] = float(after[:, DATE].max(initial=0.0))
        found["line then byline"] = float(after[:, BYLINE].max(initial=0.0))
        found["line then body"] = float(after[:1, BODY].max(initial=0.0))
        found["line is caption"] = float(scores[block, CAPTION])
        found["line is body"] = float(scores[block, BODY])
        found["line after headline"] = float(scores[max(0, block - 1) : block, HEADLINE].max(initial=0.0))
        return found

    def _echoes(self, key: str) -> dict[str, float]:
        """How often other lines repeat the text, or contain it (a trail of sections, a share button)."""
        found = {"line repeated": float(self.counts[key] > 1), "line often": float(self.counts[key] > 2)}
        if len(key) >= _TELLING_KEY:
            around = [other for other in self.keys if key in other and other != key]
            found["line ends another"] = float(any([other.endswith(key) for other in around]))
            found["line starts another"] = float(any([other.startswith(key) for other in around]))
        return found
