"""How sure it is that an act took place: a number learned from readers' judgements.

Source: Saurí and Pustejovsky 2009 (FactBank) for the scale; Lee et al. 2015 for the judgements.
"""

from collections.abc import Sequence

import numpy as np

from dateline.event.trees import Trees
from dateline.event_types import FACTUALITY, Status
from dateline.ml.event_heads import Floats
from dateline.ml.factuality import SUREST, load_factuality

_FUNCTION = frozenset({"aux", "aux:pass", "mark", "advmod", "cop", "det", "cc:preconj", "expl"})
"""What the words below that tell whether it happened are to it: "did not", "if", "no", "never"."""


def score_factuality(trees: Trees, vectors: Floats, triggers: Sequence[int]) -> list[float]:
    """Of the act at each word, from -3, it certainly did not take place, to 3, it certainly did."""
    if not triggers:
        return []
    scores: list[float] = load_factuality().scores(factuality_inputs(trees, vectors, triggers)).tolist()
    return scores


def factuality_inputs(trees: Trees, vectors: Floats, triggers: Sequence[int]) -> Floats:
    """Of each trigger its vector, the sum of those of its function words, that of its head: (triggers, 3 * width).

    ``vectors`` are of all words, (words, width).
    """
    return np.stack([_inputs(trees, vectors, trigger) for trigger in triggers])


def _inputs(trees: Trees, vectors: Floats, trigger: int) -> Floats:
    below = [c for c in trees.children.get(trigger, ()) if trees.tokens[c].deprel in _FUNCTION]
    head = trees.tokens[trigger].head
    above = np.zeros_like(vectors[trigger]) if head is None else vectors[head]
    return np.concatenate([vectors[trigger], vectors[below].sum(0), above])


def settle_factuality(score: float, status: Status) -> float:
    """The score, on the side of 0 that the status says, to hundredths.

    A status that stands at an end of the scale in `FACTUALITY` says whether it took place: "happened" is never below 0,
    "denied" never above. A score on the other side is as unsure as that status allows, 0. Any other status, a plan or a
    claim, leaves open how likely it is.
    """
    typical = FACTUALITY[status]
    if abs(typical) == SUREST and score * typical < 0:
        return 0.0
    return round(score, 2) + 0.0  # of -0.0 it makes 0.0
