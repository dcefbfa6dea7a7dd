"""How far the noun phrase of a participant reaches: what names and describes it, and nothing that tells more of it.

Kept are articles, adjectives, possessors, numbers, titles and what "of" and its like join on; left out are clauses, the
other parts of a coordination, the possessive mark, and what stands in apposition to a name.
"""

from collections import defaultdict
from collections.abc import Sequence

from dateline.types import Analysis, Name, Span, Token

# A longer phrase is no longer a name for somebody.
MOST_WORDS = 15
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "goeswith", "dep", "advmod"})
_AFTER = frozenset({"flat", "fixed", "goeswith", "compound", "nummod", "nmod", "dep"})
# Parts of one word or name, whose phrase is that of the word they hang on.
_PARTS = frozenset({"flat", "fixed", "goeswith"})
# The prepositions whose phrase still belongs to the name of a body or group.
_JOINS = frozenset({"of", "for", "from", "in", "at", "on", "to", "against", "with", "near", "within"})
_MOST_JOINED = 2
_DASHES = frozenset("-–—'’‘\"“”.")


class _Tree:
    """The sentence of a head: who depends on whom."""

    def __init__(self, analysis: Analysis, head: int) -> None:
        sentence = analysis.sentences[analysis.tokens[head].sentence]
        self.tokens: Sequence[Token] = analysis.tokens
        self.children: defaultdict[int, list[int]] = defaultdict(list)
        for i in range(sentence.first, sentence.end):
            parent = self.tokens[i].head
            if parent is not None and self.tokens[i].deprel != "punct":
                self.children[parent].append(i)

    def subtree(self, top: int) -> list[int]:
        """The token and all below it."""
        found = [top]
        for i in found:
            found += self.children[i]
        return found

    def preposition(self, at: int) -> str | None:
        """The word that joins the token to what it depends on."""
        cases = (self.tokens[i] for i in self.children[at] if self.tokens[i].deprel == "case")
        return next((token.lemma.casefold() for token in cases), None)


def phrase_of(analysis: Analysis, head: int) -> Span:
    """The minimal noun phrase of a token, of at most `MOST_WORDS` words, without a possessive mark."""
    tree = _Tree(analysis, head)
    head = top_of(analysis, head)
    first = _first(tree, head, analysis)
    last = _last(tree, head, _MOST_JOINED, named_at(analysis, head))
    first = max(first, min(head, last - MOST_WORDS + 1))
    last = min(last, first + MOST_WORDS - 1)
    tokens = analysis.tokens
    while first < head and (tokens[first].upos in ("PUNCT", "ADP", "CCONJ") or tokens[first].deprel == "case"):
        first += 1
    return Span(tokens[first].span.start, tokens[last].span.end)


def top_of(analysis: Analysis, head: int) -> int:
    """The token that the whole name or fixed phrase around a token hangs on."""
    tokens = analysis.tokens
    name = named_at(analysis, head)
    while (parent := tokens[head].head) is not None:
        relation = tokens[head].deprel.partition(":")[0]
        inside = name is not None and name.first <= parent < name.end
        if relation not in _PARTS and not (inside and relation in ("compound", "amod", "nmod", "det", "nummod")):
            break
        head = parent
    return head


def named_at(analysis: Analysis, token: int) -> Name | None:
    """The name that a token lies in."""
    return _names_by_token(analysis.names, token)


def _names_by_token(names: Sequence[Name], token: int) -> Name | None:
    low, high = 0, len(names)
    while low < high:
        middle = (low + high) // 2
        if names[middle].end <= token:
            low = middle + 1
        else:
            high = middle
    return names[low] if low < len(names) and names[low].first <= token < names[low].end else None


def _first(tree: _Tree, head: int, analysis: Analysis) -> int:
    """The first token of what stands before the head and belongs to it."""
    first = head
    for i in sorted((i for i in tree.children[head] if i < head), reverse=True):
        relation = tree.tokens[i].deprel.partition(":")[0]
        if relation in _BEFORE and max(tree.subtree(i)) < head:
            first = min(first, *tree.subtree(i))
    name = named_at(analysis, head)
    return min(first, name.first) if name else first


def _last(tree: _Tree, head: int, joined: int, name: Name | None) -> int:
    """The last token of what stands behind the head and belongs to it, without a gap."""
    last = head
    described = name is None and tree.tokens[head].upos != "PROPN"
    for i in sorted(i for i in tree.children[head] if i > head):
        token = tree.tokens[i]
        relation = token.deprel.partition(":")[0]
        below = tree.subtree(i)
        gap = range(last + 1, min(below))
        if any(tree.tokens[k].span.end - tree.tokens[k].span.start > 1 for k in gap):
            break
        continues = relation in _AFTER and (relation != "nmod" or _is_joined(tree, i, joined))
        if continues and all(_text_mark(tree, k) for k in gap):
            last = max(last, _last(tree, i, joined - 1 if relation == "nmod" else joined, None))
            continue
        if relation == "appos" and described and token.upos == "PROPN":
            last = max(last, _last(tree, i, 0, None))
        elif relation != "case":
            break
    return max(last, name.end - 1) if name and name.first <= head < name.end else last


def _is_joined(tree: _Tree, at: int, joined: int) -> bool:
    preposition = tree.preposition(at)
    return joined > 0 and preposition in _JOINS


def _text_mark(tree: _Tree, at: int) -> bool:
    return tree.tokens[at].lemma in _DASHES
