"""On whose word, as the heads see it: words of saying, their sources and contents, those of the trees going first.

On the development articles of PolNeAR the rules alone reach 61, 62 and 65 of source, cue and content, so 73, 72, 75.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from dateline.event.attribution import Attributed
from dateline.event.learned.signals import Signals
from dateline.event.trees import Trees

# Of 0.3, 0.4 and 0.5: sources, cues and contents together are best on 40 development articles of PolNeAR.
CUE_CHANCE = 0.4
# Log odds from which a word is the source where the tree shows none, and from which it belongs to the content.
SOURCE_ODDS, CONTENT_ODDS = -0.85, 0.0
_REACH = 1


def learn_attributed(trees: Trees, signals: Signals, ruled: Sequence[Attributed]) -> list[Attributed]:
    """The attributions of a text, in the order of their cues; ``ruled`` are those of the rules."""
    by_word = {word: one for one in ruled for word in range(*one.cue)}
    found = []
    for cue in _cues(signals):
        words = range(*cue)
        head = next((word for word in words if trees.tokens[word].head not in words), cue[0])
        rule = next((by_word[word] for word in words if word in by_word), None)
        source, content = _parts(signals, head)
        if rule is not None:
            source = rule.source if rule.source is not None else source
            content = rule.content or content
        if source is not None or content:
            found.append(Attributed(cue, head, source, content))
    return found


def _cues(signals: Signals) -> list[tuple[int, int]]:
    """The words of each cue, half-open."""
    chances = signals.heads.cues(signals.vectors)
    _, begins, inside = (signals.heads.labels.cue.index(label) for label in "OBI")
    starts = (chances[:, begins] >= CUE_CHANCE).nonzero()[0].tolist()
    found = []
    for start, following in pairwise([*starts, len(chances)]):
        end = start + 1
        while end < following and chances[end, inside] > 0.5 and signals.sentences[end] == signals.sentences[start]:
            end += 1
        found.append((start, end))
    return found


def _parts(signals: Signals, head: int) -> tuple[int | None, tuple[int, int] | None]:
    """The likeliest source, and from the first to the last word of the content."""
    near = (np.abs(signals.sentences - signals.sentences[head]) <= _REACH).nonzero()[0].tolist()
    odds = signals.roles(head, near)
    best = max(range(len(near)), key=lambda i: odds[i]["cue_source"])
    said = [word for word, of in zip(near, odds, strict=True) if of["cue_content"] > CONTENT_ODDS]
    source = near[best] if odds[best]["cue_source"] > SOURCE_ODDS else None
    return source, (said[0], said[-1] + 1) if said else None
