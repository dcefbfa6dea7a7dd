"""How the event heads do on articles that are held out: to see training go, not to be quoted."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
import torch

from dateline.ml.event_heads import EventLabels, mark_hints, role_distances
from event_losses import Read, TextEncoder, link_pairs
from event_network import FACTS, EventNetwork
from prepare_events import EventText

LIKELY = 0.6
"""Chance of no trigger below which there is one."""
FREQUENT_LINKS = ("same", "response_to", "after")


class Scale:
    """Counts of what was given, found and right, by task."""

    def __init__(self) -> None:
        self._right, self._given, self._found = Counter[str](), Counter[str](), Counter[str]()

    def add(self, task: str, given: Collection[object], found: Collection[object]) -> None:
        """One text's."""
        self._right[task] += len(set(given) & set(found))
        self._given[task] += len(given)
        self._found[task] += len(found)

    def row(self) -> dict[str, float]:
        """F1 of each task in per cent; where as many are found as given, the share right."""
        totals = {task: max(1, self._given[task] + self._found[task]) for task in self._given}
        return {task: round(200 * self._right[task] / total, 1) for task, total in totals.items()}


@torch.no_grad()
def watch(
    encoder: TextEncoder, heads: EventNetwork, labels: EventLabels, texts: Sequence[EventText]
) -> dict[str, float]:
    """F1 on articles that are held out, facts, roles and links at the marked words: to see training go."""
    for network in (encoder.network, heads):
        network.eval()
    scale = Scale()
    for text in texts:
        with torch.autocast("cpu", torch.bfloat16):
            (read,) = encoder.read([text], None)
        _watch_words(heads, labels, read, scale)
        if text.pivots:
            _watch_pairs(heads, labels, read, scale)
    for network in (encoder.network, heads):
        network.train()
    return scale.row()


def _watch_words(heads: EventNetwork, labels: EventLabels, read: Read, scale: Scale) -> None:
    hints = torch.from_numpy(mark_hints(read.text.hints, len(read.text.lemmas), labels))
    chances = heads.score_triggers(read.vectors, hints).softmax(-1)
    best = chances[:, 1:].argmax(-1).tolist()
    likely = {int(word) for word in (chances[:, 0] < LIKELY).nonzero()} - set(read.text.ignored)
    found = {(word, labels.trigger[best[word] + 1]) for word in likely}
    if read.text.all_triggers:
        scale.add("typed", read.text.triggers, found)
        scale.add("untyped", {word for word, _ in read.text.triggers}, likely)
    if read.text.cues:
        tags = heads.score_words("cue", read.vectors).argmax(-1).tolist()
        given = {word for word, tag in enumerate(read.text.cues) if tag == "B"}
        scale.add("cue", given, {word for word, tag in enumerate(tags) if tag == labels.cue.index("B")})
    if read.text.sectors:
        sectors = heads.score_words("sector", read.vectors[[word for word, _ in read.text.sectors]]).argmax(-1)
        guessed = zip((word for word, _ in read.text.sectors), sectors.tolist(), strict=True)
        scale.add("sector", set(read.text.sectors), {(word, labels.sector[i]) for word, i in guessed})
    if read.text.facts:
        scores = heads.score_facts(read.vectors[[fact.word for fact in read.text.facts]])
        for name in FACTS[:3]:
            chosen = scores[name].argmax(-1).tolist()
            guessed = zip((fact.word for fact in read.text.facts), chosen, strict=True)
            given = {(fact.word, getattr(fact, name)) for fact in read.text.facts}
            scale.add(name, given, {(word, getattr(labels, name)[i]) for word, i in guessed})
        rows = (scores["mode"] > 0).nonzero().tolist()
        modes = {(fact.word, mode) for fact in read.text.facts for mode in fact.modes}
        scale.add("mode", modes, {(read.text.facts[i].word, labels.mode[j]) for i, j in rows})


def _watch_pairs(heads: EventNetwork, labels: EventLabels, read: Read, scale: Scale) -> None:
    pivots = np.array(read.text.pivots)
    distances = torch.from_numpy(role_distances(read.sentences, pivots, np.arange(len(read.sentences))))
    scores = heads.score_roles(read.vectors[pivots], read.vectors, distances)
    rows = (scores > 0).nonzero().tolist()
    found = {(read.text.pivots[i], word, labels.role[label]) for i, word, label in rows}
    for role in read.text.known_roles:
        given, guessed = ({each for each in of if each[2] == role} for of in (read.text.roles, found))
        scale.add(role, given, guessed)
    if len(read.text.mentions) < 2:
        return
    index = {label: i for i, label in enumerate(labels.link)}
    left, right, features, wanted = link_pairs(read.text, read.sentences, index)
    scores = heads.score_links(read.vectors[left], read.vectors[right], torch.from_numpy(features))
    columns = (wanted, scores.argmax(-1).numpy())
    for i, link in enumerate(labels.link[1:], 1):
        given, guessed = (set(zip(left[of == i].tolist(), right[of == i].tolist(), strict=True)) for of in columns)
        scale.add(link if link in FREQUENT_LINKS else "other links", given, guessed)
