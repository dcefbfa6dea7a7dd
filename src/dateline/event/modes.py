"""How an act was done, and what the text around it is about: modes and contexts by the ontology's words."""

from collections.abc import Collection, Sequence

from dateline.event.cues import matching_patterns
from dateline.event.trees import Trees, make_trees
from dateline.ontology import Mode, Ontology
from dateline.types import Analysis

# How far above and below the trigger a word still says how the act was done.
_ABOVE = 1
_DEPTH = 3


def find_modes(
    analysis: Analysis, trigger: int, event_type: str, ontology: Ontology, *,
    actor_sectors: Collection[str] = (), recipient_sectors: Collection[str] = (), trees: Trees | None = None,
) -> list[tuple[str, str]]:  # fmt: skip
    """Modes of the event, each with the rule that gave it: its cue, the words beside it, or the sector of a side."""
    found = ontology.types.get(event_type)
    if found is None or not found.modes:
        return []
    trees = trees or make_trees(analysis)
    own = [(p.mode, p.via) for p, _ in matching_patterns(trees, trigger, ontology) if p.type == event_type and p.mode]
    words = _words_around(trees, trigger)
    beside = [(mode.name, via) for mode in found.modes if (via := _tells(mode, words))]
    sided = [
        (mode.name, "sector of a side")
        for mode in found.modes
        if mode.actors & set(actor_sectors) or mode.recipients & set(recipient_sectors)
    ]
    chosen = dict(reversed([*own[:1], *beside])) or dict(sided[:1])
    if not chosen and found.default_mode:
        chosen = {found.default_mode: "where nothing tells another mode"}
    return sorted(chosen.items())


def find_contexts(analysis: Analysis, sentences: Sequence[int], ontology: Ontology) -> list[str]:
    """The contexts whose words stand in those sentences, in the order of the ontology."""
    words = set[str]()
    text = ""
    for number in sentences:
        sentence = analysis.sentences[number]
        for token in analysis.tokens[sentence.first : sentence.end]:
            words |= {token.lemma.lower(), analysis.text[token.span.start : token.span.end].lower()}
        text += f" {analysis.text[sentence.span.start : sentence.span.end].lower()} "
    return [
        context.name
        for context in ontology.contexts
        if any(word in words or (" " in word and f" {word} " in text) for word in context.words)
    ]


def _words_around(trees: Trees, trigger: int) -> set[str]:
    tops = [trigger]
    head = trees.tokens[trigger].head
    if head is not None and trees.tokens[trigger].deprel in {"obj", "obl", "nmod", "xcomp", "compound"}:
        tops.append(head)
    tokens = {*tops, *(token for top in tops for token in trees.below(top, _DEPTH))}
    return {form for token in tokens for form in trees.words_of(token)}


def _tells(mode: Mode, words: Collection[str]) -> str:
    word = next((word for word in sorted(mode.words) if word.lower() in words), None)
    return f"“{word}” beside it" if word else ""
