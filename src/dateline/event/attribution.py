"""On whose word: source, cue and content of what a text reports as said, written or thought.

Source: PolNeAR annotation guidelines (Newell, Margolin and Ruths 2018) for what counts as an attribution.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dateline.event.trees import Trees
from dateline.event_types import QuoteKind
from dateline.resources import read_text
from dateline.types import Analysis, Span

_CONTENT = frozenset({"ccomp", "csubj"})
_HUNG = frozenset({"parataxis", "conj", "advcl", "appos", "dep"})
_FUNCTION = frozenset({"aux", "aux:pass", "advmod", "neg", "compound:prt"})
_OPEN, _CLOSE = frozenset('“«"‘'), frozenset('”»"’')
_ACCORDING = frozenset({"according", "per"})
_TOPICS = frozenset({"about", "of", "on", "against", "as", "for", "to", "that"})
# Verbs that say who reports even without content beside them.
_PLAIN = frozenset({"say", "add", "tell", "write", "tweet", "report", "note", "explain", "announce", "continue"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution, by tokens; ``content`` is half-open and may hold source and cue ("A, he said, is B")."""

    cue: tuple[int, int]
    cue_head: int
    source: int | None
    """The token that heads the source's phrase."""
    content: tuple[int, int] | None


def find_attributed(analysis: Analysis, trees: Trees) -> list[Attributed]:
    """The attributions that trees and words of saying show, in the order of their cues."""
    found = [
        one
        for i in range(len(trees.tokens))
        if (one := _at_verb(trees, i) or _at_according(trees, i) or _at_noun(trees, i))
    ]
    return _with_quotes(analysis, found)


def quote_kind(analysis: Analysis, content: Span | None) -> QuoteKind:
    """Direct where all stands between quotation marks, mixed where some does."""
    if content is None:
        return "indirect"
    text = analysis.text[content.start : content.end].strip(" ,.")
    around = analysis.text[max(0, content.start - 1) : content.end + 2]
    if text[:1] in _OPEN or (around[:1] in _OPEN and any(mark in _CLOSE for mark in around[-2:])):
        return "direct"
    return "mixed" if any(mark in text for mark in '“”"') else "indirect"


@cache
def _lexicon(kind: str) -> frozenset[str]:
    rows = (
        line.split("\t") for line in read_text("lexicons/speech_verbs.tsv").splitlines() if not line.startswith("#")
    )
    return frozenset(lemma for name, lemmas in rows if name == kind for lemma in lemmas.split("|"))


def is_speech(lemma: str) -> bool:
    """Whether the verb is one of saying."""
    return lemma in _lexicon("verb")


def _at_verb(trees: Trees, token: int) -> Attributed | None:
    word = trees.tokens[token]
    lemma = word.lemma.lower()
    if word.upos != "VERB" or lemma not in _lexicon("verb"):
        return None
    content = _content_of(trees, token, lemma)
    source = _source_of(trees, token)
    if content is None and not (lemma in _PLAIN and source is not None):
        return None
    return Attributed(_cue_extent(trees, token), token, source, content)


def _content_of(trees: Trees, token: int, lemma: str) -> tuple[int, int] | None:
    """The clause that is said: below the verb, or the one that the verb hangs on."""
    below = trees.children.get(token, ())
    for child in below:
        deprel = trees.tokens[child].deprel
        if deprel in _CONTENT or (deprel == "parataxis" and abs(child - token) > 1 and lemma in _PLAIN):
            return extent(trees, child)
    head, deprel = trees.tokens[token].head, trees.tokens[token].deprel
    if deprel == "parataxis" and head is not None:
        return _without(extent(trees, head), extent(trees, token))
    if lemma in _lexicon("topic") or lemma in _PLAIN:
        for child in below:
            if trees.tokens[child].deprel in {"obj", "xcomp", "obl"} and _is_topic(trees, child):
                return extent(trees, child)
    return None


def _is_topic(trees: Trees, child: int) -> bool:
    word = trees.tokens[child]
    if word.deprel == "obl":
        return any(trees.forms[c] in _TOPICS for c in trees.children.get(child, ()) if trees.tokens[c].deprel == "case")
    return trees.mention_types.get(child) != "person"


def _without(whole: tuple[int, int], part: tuple[int, int]) -> tuple[int, int] | None:
    """The larger side of the whole when a part at its edge is taken away; the whole where the part is inside.

    ``None`` where nothing is left.
    """
    if part[0] <= whole[0]:
        return (part[1], whole[1]) if part[1] < whole[1] else None
    return (whole[0], part[0]) if part[1] >= whole[1] - 1 else whole


def _source_of(trees: Trees, token: int) -> int | None:
    """Subject or agent; of a verb without one, that of the verb it is joined to."""
    for child in trees.children.get(token, ()):
        if trees.tokens[child].deprel in {"nsubj", "obl:agent", "nsubj:outer"}:
            return child
    word = trees.tokens[token]
    if word.head is not None and word.deprel in {"conj", "xcomp", "advcl"} and trees.tokens[word.head].upos == "VERB":
        return _source_of(trees, word.head)
    return word.head if word.deprel in {"acl", "acl:relcl"} else None


def _cue_extent(trees: Trees, token: int) -> tuple[int, int]:
    """The verb with its auxiliaries, adverbs and particles beside it."""
    own = {token, *(c for c in trees.children.get(token, ()) if trees.tokens[c].deprel in _FUNCTION)}
    first = end = token
    while first - 1 in own:
        first -= 1
    while end + 1 in own:
        end += 1
    return first, end + 1


def _at_according(trees: Trees, token: int) -> Attributed | None:
    """In "according to X", X is the source, what the phrase hangs on the content."""
    if trees.forms[token] not in _ACCORDING or trees.tokens[token].deprel not in {"case", "mark", "fixed"}:
        return None
    source = trees.tokens[token].head
    above = None if source is None else trees.tokens[source].head
    if source is None or above is None:
        return None
    last = token + 1 if trees.forms[token] == "per" or trees.forms[token + 1 : token + 2] != ["to"] else token + 2
    return Attributed((token, last), token, source, _without(extent(trees, above), extent(trees, source)))


def _at_noun(trees: Trees, token: int) -> Attributed | None:
    """In "his claim that …" the owner is the source, the clause the content."""
    word = trees.tokens[token]
    if word.upos != "NOUN" or word.lemma.lower() not in _lexicon("noun"):
        return None
    clause = next((c for c in trees.children.get(token, ()) if trees.tokens[c].deprel in {"acl", "ccomp"}), None)
    owner = next((c for c in trees.children.get(token, ()) if trees.tokens[c].deprel == "nmod:poss"), None)
    if clause is None or owner is None:
        return None
    return Attributed((token, token + 1), token, owner, extent(trees, clause))


def _with_quotes(analysis: Analysis, found: list[Attributed]) -> list[Attributed]:
    """Contents widened to the end of a quotation that they begin and that goes on past the sentence."""
    marks = list(_quotations(analysis))
    widened = []
    for one in found:
        content = one.content
        for first, end in marks if content else ():
            if content and first < content[1] and content[0] < end and content[1] < end:
                content = (min(content[0], first), end)
        widened.append(Attributed(one.cue, one.cue_head, one.source, content))
    return widened


def _quotations(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """The tokens between an opening mark and the next closing one of the same paragraph, marks counted."""
    begun: int | None = None
    for i, (before, token) in enumerate(pairwise((None, *analysis.tokens))):
        assert token is not None
        if before is not None and "\n\n" in analysis.text[before.span.end : token.span.start]:
            begun = None
        mark = analysis.text[token.span.start]
        if mark in "“«" or (mark == '"' and begun is None):
            begun = i
        elif mark in '”»"' and begun is not None:
            yield begun, i + 1
            begun = None


def extent(trees: Trees, head: int) -> tuple[int, int]:
    """The tokens from the first to the last of the subtree, half-open."""
    first = last = head
    waiting = [head]
    while waiting:
        token = waiting.pop()
        first, last = min(first, token), max(last, token)
        waiting += trees.children.get(token, ())
    return first, last + 1
