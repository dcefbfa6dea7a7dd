"""The event heads: what is said of words, and of pairs of words, from the vectors of the language network.

Source: Dozat and Manning 2017 (arXiv 1611.01734) for the scores of pairs. `dateline.ml.event_heads` computes the same.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.ml.event_heads import LINK_FEATURES, ROLE_DISTANCES, EventLabels, hint_width
from language_network import HEAD_DROPOUT, WIDTH, LanguageNetwork
from language_windows import Labels
from prepare_events import BUILD, CUE_ROLES, EVENT_ROLES, GOLD, NO_LABEL, TYPES, EventText

FACT_WIDTH, ROLE_WIDTH, LINK_WIDTH = 128, 128, 96
LINKS = (NO_LABEL, "same", "response_to", "caused_by", "after", "before", "part_of", "contradicts", "resumes", "ends")
FACTS = ("status", "phase", "voice", "mode")
# Scores at the start that a cue of each of `HINT_KINDS` gives its type, and that words give to being no trigger.
HINT_SCORES, NO_TRIGGER = (4.0, 3.0, 2.0, 2.0), 3.0
# Log odds of any role of a word and of any mode at the start: few have one.
RARE = -4.0


def find_labels(texts: Sequence[EventText]) -> EventLabels:
    """The labels of these texts."""
    facts = [fact for text in texts for fact in text.facts]
    sectors = {label for text in texts for _, label in text.sectors if text.corpus == GOLD}
    return EventLabels(
        trigger=("O", *TYPES, "OCCUR"),
        cue=("O", "B", "I"),
        sector=_none_first(sectors),
        status=tuple(sorted({fact.status for fact in facts})),
        phase=_none_first({fact.phase for fact in facts}),
        voice=_none_first({fact.voice for fact in facts}),
        mode=tuple(sorted({mode for fact in facts for mode in fact.modes})),
        role=(*EVENT_ROLES, *CUE_ROLES),
        link=LINKS,
    )


def _none_first(labels: set[str]) -> tuple[str, ...]:
    return (NO_LABEL, *sorted(labels - {NO_LABEL}))


class EventNetwork(nn.Module):
    """The heads; every method takes vectors (words, width) and gives scores before softmax or sigmoid."""

    def __init__(self, labels: EventLabels) -> None:
        super().__init__()
        self.trigger = nn.Linear(WIDTH, len(labels.trigger))
        self.trigger_hints = nn.Linear(hint_width(labels), len(labels.trigger), bias=False)
        self.cue, self.sector = nn.Linear(WIDTH, len(labels.cue)), nn.Linear(WIDTH, len(labels.sector))
        self.facts, self.factuality = nn.Linear(WIDTH, FACT_WIDTH), nn.Linear(FACT_WIDTH, 1)
        self.status, self.phase = nn.Linear(FACT_WIDTH, len(labels.status)), nn.Linear(FACT_WIDTH, len(labels.phase))
        self.voice, self.mode = nn.Linear(FACT_WIDTH, len(labels.voice)), nn.Linear(FACT_WIDTH, len(labels.mode))
        self.role_pivot, self.role_word = nn.Linear(WIDTH, ROLE_WIDTH), nn.Linear(WIDTH, ROLE_WIDTH)
        self.role = _bilinear(ROLE_WIDTH, len(labels.role))
        self.role_distance = nn.Parameter(torch.full((ROLE_DISTANCES, len(labels.role)), RARE))
        self.link_left, self.link_right = nn.Linear(WIDTH, LINK_WIDTH), nn.Linear(WIDTH, LINK_WIDTH)
        self.link = _bilinear(LINK_WIDTH, len(labels.link))
        self.link_features = nn.Linear(LINK_FEATURES, len(labels.link))
        self.dropout = nn.Dropout(HEAD_DROPOUT)
        nn.init.constant_(self.mode.bias, RARE)
        with torch.no_grad():
            self.trigger.bias[0] = NO_TRIGGER
            scores = torch.tensor(HINT_SCORES)[:, None, None] * torch.eye(len(labels.trigger))
            self.trigger_hints.weight.copy_(scores.flatten(0, 1).T)

    def score_triggers(self, vectors: Tensor, hints: Tensor) -> Tensor:
        """(words, labels); ``hints`` as `mark_hints` gives them."""
        scores: Tensor = self.trigger(self.dropout(vectors)) + self.trigger_hints(hints)
        return scores

    def score_words(self, name: str, vectors: Tensor) -> Tensor:
        """Of ``cue`` or ``sector``: (words, labels)."""
        scores: Tensor = getattr(self, name)(self.dropout(vectors))
        return scores

    def score_facts(self, vectors: Tensor) -> dict[str, Tensor]:
        """Of each of `FACTS` (words, labels); ``factuality`` (words,)."""
        hidden = self._hidden(self.facts, vectors)
        scores = {name: getattr(self, name)(hidden) for name in FACTS}
        return scores | {"factuality": self.factuality(hidden)[:, 0]}

    def score_roles(self, pivots: Tensor, words: Tensor, distances: Tensor) -> Tensor:
        """(pivots, words, labels); ``distances`` (pivots, words) are numbers of buckets."""
        left, right = _with_one(self._hidden(self.role_pivot, pivots)), _with_one(self._hidden(self.role_word, words))
        mixed = (left @ self.role).unflatten(-1, (-1, right.shape[-1]))
        return (mixed @ right.T).transpose(1, 2) + self.role_distance[distances]

    def score_links(self, left: Tensor, right: Tensor, features: Tensor) -> Tensor:
        """(pairs, labels) of pairs (pairs, width)."""
        ones, others = _with_one(self._hidden(self.link_left, left)), _with_one(self._hidden(self.link_right, right))
        mixed = (ones @ self.link).unflatten(-1, (-1, others.shape[-1]))
        return (mixed @ others[:, :, None]).squeeze(-1) + self.link_features(features)

    def _hidden(self, layer: nn.Linear, vectors: Tensor) -> Tensor:
        hidden: Tensor = self.dropout(functional.gelu(layer(self.dropout(vectors)), approximate="tanh"))
        return hidden


def load_language(state: Mapping[str, Tensor]) -> LanguageNetwork:
    """The language network of a build from its state, with the labels that it began with."""
    given = json.loads((BUILD / "language/labels.json").read_text(encoding="utf-8"))
    network = LanguageNetwork(Labels(**{task: tuple(names) for task, names in given.items()}).sizes())
    network.load_state_dict(state)
    return network.eval()


def read_labels(folder: Path) -> EventLabels:
    """The labels of the heads of a build."""
    given = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return EventLabels(**{name: tuple(of) for name, of in given.items()})


def _bilinear(width: int, labels: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(width + 1, labels * (width + 1)) / (4 * width))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
