"""Whether an act took place: by tense, auxiliaries and the verbs that it hangs on.

Source: TimeML annotation guidelines 1.2.1 (aspect, modality), and the statuses of the record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.event.attribution import extent
from dateline.event.trees import Trees
from dateline.event_types import FACTUALITY, Phase, Status

_PLANS = frozenset(
    "plan intend pledge promise vow agree offer prepare schedule expect hope decide commit propose aim set due ready "
    "about want seek mull consider undertake".split()
)
_TRIES = frozenset("try attempt fail".split())
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"would", "could", "may", "might", "should", "'d"})
_ALLEGED = frozenset("alleged allegedly purported purportedly supposedly".split())
_CLAIMS = frozenset("claim allege accuse suspect".split())
_HEDGES = frozenset(
    "reportedly allegedly apparently possibly probably perhaps likely alleged suspected purported presumably believed "
    "supposedly seemingly unconfirmed rumored rumoured expected".split()
)
# Speech acts: what is future or open in them is their content.
_SPEECH = frozenset({"AGREE", "REQUEST", "REJECT", "ACCUSE"})
_CONDITIONS = frozenset({"if", "unless", "until", "provided", "should", "once"})
_PHASE_VERBS: tuple[tuple[Phase, str], ...] = (
    ("begun", "begin start launch open initiate commence"),
    ("continued", "continue keep remain persist prolong extend"),
    ("resumed", "resume restart recommence renew reopen relaunch"),
    ("halted", "halt suspend interrupt pause freeze postpone stop"),
    ("ended", "end finish conclude complete cease"),
)
_PHASES: Mapping[str, Phase] = {verb: phase for phase, verbs in _PHASE_VERBS for verb in verbs.split()}
_PHASE_NOUNS: Mapping[str, Phase] = {
    "resumption": "resumed", "renewal": "resumed", "suspension": "halted", "halt": "halted", "start": "begun",
    "beginning": "begun", "end": "ended", "continuation": "continued",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Certainty:
    """What a clause says of whether its act took place; ``via`` names the words that decided."""

    status: Status
    factuality: float
    phase: Phase | None
    hedges: tuple[int, ...]
    condition: tuple[int, int] | None
    """Tokens of the clause that it hangs on."""
    via: str


def judge(trees: Trees, trigger: int, event_type: str) -> Certainty:
    """Status, phase, hedges and condition of the act at a word."""
    verb = governing_verb(trees, trigger)
    contents = [c for c in trees.children.get(verb, ()) if trees.tokens[c].deprel in ("xcomp", "ccomp")]
    condition = next((found for at in (verb, *contents) for found in _conditions(trees, at)), None)
    status, via = _status(trees, trigger, verb)
    if event_type == "THREATEN":
        # Of the threats in the training articles 60 % are still open; carried out or withdrawn is rarely said nearby.
        status, via = "threatened", "a threat"
    elif event_type in _SPEECH and status in ("planned", "conditional"):
        status = "planned" if event_type == "AGREE" else "happened"
    hedges = tuple(_hedges(trees, trigger, verb))
    factuality = FACTUALITY[status] - (1.0 if hedges and status in ("happened", "ongoing") else 0.0)
    return Certainty(status, factuality, _phase(trees, trigger, verb), hedges, condition, via)


def governing_verb(trees: Trees, token: int) -> int:
    """The verb whose clause the word stands in, as its object or in a phrase; the word itself if it is a verb."""
    at = token
    for _ in range(4):
        word = trees.tokens[at]
        if word.upos in ("VERB", "AUX") or word.head is None:
            return at
        if word.deprel not in {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound", "conj", "xcomp"}:
            return at
        at = word.head
    return at


def _status(trees: Trees, trigger: int, verb: int) -> tuple[Status, str]:
    """The status that the words around the verb give, with the words."""
    if any(form in _ALLEGED for form in _modifiers(trees, trigger)):
        return "alleged", "marked as alleged"
    above = next(filter(None, (_under(*each) for each in _verbs_above(trees, verb))), None)
    if above is not None:
        return above
    below = trees.children.get(verb, ())
    auxiliaries = [trees.forms[c] for c in below if trees.tokens[c].deprel in ("aux", "aux:pass", "cop")]
    if any(form in _WILL for form in auxiliaries):
        return "planned", "future tense"
    may = next((form for form in auxiliaries if form in _MAY), None)
    if may is not None:
        return "conditional", f"“{may}”"
    if _is_progressive(trees, verb, auxiliaries):
        return "ongoing", "progressive"
    if verb == trigger and trees.tokens[verb].head is None and "VerbForm=Inf" in trees.tokens[verb].feats:
        return "planned", "infinitive of a headline"
    return "happened", "told as done"


def _under(lemma: str, is_clause: bool) -> tuple[Status, str] | None:
    """What a verb says of the act in its complement: "plans to", "failed to", "claims that"."""
    if lemma in _CLAIMS:
        return "alleged", f"below “{lemma}”"
    if is_clause:
        return None
    if lemma in _TRIES:
        return "failed", f"below “{lemma}”"
    return ("planned", f"below “{lemma}”") if lemma in _PLANS else None


def _verbs_above(trees: Trees, verb: int) -> list[tuple[str, bool]]:
    """Lemmas of the words that the verb is the complement of, and whether as a clause of its own."""
    found: list[tuple[str, bool]] = []
    word = trees.tokens[verb]
    while word.head is not None and word.deprel in {"xcomp", "ccomp", "acl", "conj", "advcl"} and len(found) < 3:
        head = trees.tokens[word.head]
        if word.deprel in ("xcomp", "ccomp") or (word.deprel == "acl" and "VerbForm=Inf" in word.feats):
            found.append((head.lemma.lower(), word.deprel == "ccomp"))
        elif word.deprel != "conj":
            break
        word = head
    return found


def _is_progressive(trees: Trees, verb: int, auxiliaries: list[str]) -> bool:
    feats = trees.tokens[verb].feats
    present = any(form in {"is", "are", "'s", "'re", "am", "’s", "’re"} for form in auxiliaries)
    return present and trees.forms[verb].endswith("ing") and ("VerbForm=Part" in feats or "VerbForm=Ger" in feats)


def _modifiers(trees: Trees, token: int) -> Iterator[str]:
    return (trees.forms[c] for c in trees.children.get(token, ()) if trees.tokens[c].deprel in ("amod", "advmod"))


def _hedges(trees: Trees, trigger: int, verb: int) -> Iterator[int]:
    for token in dict.fromkeys((trigger, verb)):
        for child in trees.children.get(token, ()):
            if trees.forms[child] in _HEDGES and trees.tokens[child].deprel in ("amod", "advmod"):
                yield child


def _phase(trees: Trees, trigger: int, verb: int) -> Phase | None:
    """By the word itself, the verb that governs it, or the noun that it belongs to."""
    lemma = trees.tokens[trigger].lemma.lower()
    if lemma in _PHASES or lemma in _PHASE_NOUNS:
        return _PHASES.get(lemma) or _PHASE_NOUNS[lemma]
    governing = trees.tokens[verb].lemma.lower()
    if verb != trigger and governing in _PHASES:
        return _PHASES[governing]
    head = trees.tokens[trigger].head
    above = trees.tokens[head].lemma.lower() if head is not None else ""
    return _PHASE_NOUNS.get(above) or (_PHASES.get(above) if trees.tokens[trigger].deprel == "xcomp" else None)


def _conditions(trees: Trees, verb: int) -> Iterator[tuple[int, int]]:
    for child in trees.children.get(verb, ()):
        if trees.tokens[child].deprel == "advcl":
            below = trees.children.get(child, ())
            if any(trees.forms[c] in _CONDITIONS for c in below if trees.tokens[c].deprel in ("mark", "advmod")):
                yield extent(trees, child)
