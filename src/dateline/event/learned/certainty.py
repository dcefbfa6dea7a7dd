"""Whether an act happened, goes on, is planned …: what the rules say, the heads, and the clause."""

from collections.abc import Iterator

from dateline.event.learned.signals import Signals, log_odds, named
from dateline.event.status import Certainty, governing_verb
from dateline.event.trees import Trees

_TELLING = frozenset({"aux", "aux:pass", "mark", "advmod", "cop", "case"})


def status_features(
    trees: Trees, signals: Signals, trigger: int, event_type: str, ruled: Certainty
) -> list[tuple[str, float]]:
    """What tells of the status of the act at a word."""
    scores = signals.facts(trigger)
    learned = [
        *named("status", dict(zip(signals.heads.labels.status, log_odds(scores.status[0]).tolist(), strict=True))),
        *named("voice", dict(zip(signals.heads.labels.voice, log_odds(scores.voice[0]).tolist(), strict=True))),
    ]
    return learned + [(name, 1.0) for name in dict.fromkeys(_names(trees, trigger, event_type, ruled))]


def _names(trees: Trees, trigger: int, event_type: str, ruled: Certainty) -> Iterator[str]:
    word, verb = trees.tokens[trigger], governing_verb(trees, trigger)
    yield "bias"
    yield f"type {event_type}"
    yield f"rule {ruled.status}"
    yield f"rule {ruled.status} {event_type}"
    yield f"rule {ruled.via}"
    yield f"phase {ruled.phase}"
    yield f"hedged {bool(ruled.hedges)}"
    yield f"condition {ruled.condition is not None}"
    yield f"is {word.upos} {word.feats}"
    yield f"is {word.upos} {word.deprel} {event_type}"
    yield f"lemma {word.lemma.lower()}"
    yield f"verb {trees.tokens[verb].lemma.lower()}"
    yield f"verb {trees.tokens[verb].feats} {verb == trigger}"
    for child in trees.children.get(verb, ()):
        if trees.tokens[child].deprel in _TELLING:
            yield f"has {trees.forms[child]}"
            yield f"has {trees.forms[child]} {trees.tokens[verb].feats}"
    for child in trees.children.get(trigger, ()):
        if trees.tokens[child].deprel in {"amod", "det", "advmod"}:
            yield f"told {trees.forms[child]}"
    above = trees.tokens[verb].head
    if above is not None:
        yield f"below {trees.tokens[above].lemma.lower()} {trees.tokens[verb].deprel}"
        yield f"hangs {trees.tokens[verb].deprel}"
