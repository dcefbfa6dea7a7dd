"""The mentions of a text: how far each reaches, and whether it is a name, a noun or a pronoun.

A mention reaches over the subtree of its head without what belongs to the clause around it or to the other parts of a
coordination, and without the possessive mark after it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..types import MentionKind, MentionType, Name, NameLabel, Span, Token

# What belongs to a mention, by the side of its head on which it stands and the head's part of speech. Each relation was
# counted on the open genres of GUM train: it is here if it lies within the mention in more than half of the cases.
_KEPT = frozenset({"det", "amod", "compound", "flat", "fixed", "goeswith", "nummod", "nmod", "acl"})
_KEPT_BEFORE = _KEPT | {"dep"}
_KEPT_AFTER = _KEPT | {"advmod"}
_KEPT_AFTER_QUANTITY = _KEPT_AFTER | {"obl", "advcl"}
_KEPT_OF_CLAUSE = _KEPT | frozenset("nsubj csubj obj iobj obl aux mark advmod advcl ccomp xcomp expl".split())
# Heads that measure or compare: "several of them", "two years ago", "better than".
_QUANTITIES = frozenset({"ADJ", "ADV", "NUM", "DET", "SYM"})
_OPENERS = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}

TYPE_OF_LABEL: Mapping[NameLabel, MentionType] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "FAC": "place",
    "NORP": "person",
    "DATE": "time",
    "MONEY": "abstract",
    "PRODUCT": "object",
    "MISC": "abstract",
}
"""Type of a mention that is known only as a name."""


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention before it is known to which entity it points; ``first`` and ``end`` number its tokens, half-open."""

    span: Span
    first: int
    end: int
    head: int
    kind: MentionKind
    type: MentionType
    name: int | None
    """Number of the name that has the same head."""


def find_mentions(
    text: str, tokens: Sequence[Token], names: Sequence[Name], heads: Sequence[MentionType | None]
) -> list[FoundMention]:
    """The mentions in the order of the text, the outer before the inner; ``heads`` has the type that each token heads.

    A name whose head word heads none becomes a mention too, with the type that its label implies. Mentions by the same
    name are of one type, the most frequent.
    """
    name_of = {_name_head(tokens, name): number for number, name in enumerate(names)}
    types = {i: kind for i, kind in enumerate(heads) if kind}
    for head, number in name_of.items():
        if head not in types and not _is_typed_later(tokens, names[number], types):
            types[head] = TYPE_OF_LABEL[names[number].label]
    types |= _settled_types(text, tokens, {head: names[number] for head, number in name_of.items()}, types)
    found = []
    for head, extent in _extents(tokens, types).items():
        number_of_name = name_of.get(head)
        name = None if number_of_name is None else names[number_of_name]
        first = min(extent[0], name.first) if name else extent[0]
        last = _closed(text, tokens, first, max(extent[1], name.end - 1) if name else extent[1])
        span = Span(tokens[first].span.start, tokens[last].span.end)
        kind = _kind(tokens[head], named=name is not None)
        found.append(FoundMention(span, first, last + 1, head, kind, types[head], number_of_name))
    return sorted(found, key=lambda mention: (mention.first, -mention.end, mention.head))


def _settled_types(
    text: str, tokens: Sequence[Token], name_of: Mapping[int, Name], types: Mapping[int, MentionType]
) -> dict[int, MentionType]:
    """For the heads of names the type that their words have most often; of two as often, the first."""
    named = [head for head in sorted(types) if head in name_of or tokens[head].upos == "PROPN"]
    spans = {head: name_of[head].span if head in name_of else tokens[head].span for head in named}
    written = {head: text[span.start : span.end] for head, span in spans.items()}
    votes: defaultdict[str, Counter[MentionType]] = defaultdict(Counter)
    for head, words in written.items():
        votes[words][types[head]] += 1
    return {head: votes[words].most_common(1)[0][0] for head, words in written.items()}


def _name_head(tokens: Sequence[Token], name: Name) -> int:
    """The first word of a name that depends on none of its words."""
    for i in range(name.first, name.end):
        parent = tokens[i].head
        if parent is None or not name.first <= parent < name.end:
            return i
    return name.first


def _is_typed_later(tokens: Sequence[Token], name: Name, types: Mapping[int, MentionType]) -> bool:
    """Whether a later word of a flat name is held for the head of a mention."""
    return any([i in types and tokens[i].deprel.startswith("flat") for i in range(name.first, name.end)])


def _kind(head: Token, *, named: bool) -> MentionKind:
    if head.upos == "PRON" or (head.upos in {"DET", "ADV"} and "PronType=" in head.feats):
        return "pronominal"
    return "named" if named or head.upos == "PROPN" else "nominal"


def _extents(tokens: Sequence[Token], types: Mapping[int, MentionType]) -> dict[int, tuple[int, int]]:
    """First and last token of the mention of each head."""
    parents = [None if token.deprel == "punct" else token.head for token in tokens]
    lowest, highest = _reaches(parents)
    predicates = {token.head for token in tokens if token.deprel == "cop"}
    extents = {head: (head, head) for head in types}
    for i, parent in enumerate(parents):
        if parent is None or parent not in extents:
            continue
        behind_mark = lowest[i] > 0 and tokens[lowest[i] - 1].upos == "PUNCT"
        if _belongs(tokens[i], tokens[parent], i - parent, predicate=parent in predicates, behind_mark=behind_mark):
            first, last = extents[parent]
            extents[parent] = min(first, lowest[i]), max(last, highest[i])
    return extents


def _reaches(parents: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """The first and the last token of the subtree of each token, without punctuation."""
    lowest, highest = list(range(len(parents))), list(range(len(parents)))
    # From either end the first descendant to come by is the outermost, so each token is changed once.
    for i in range(len(parents)):
        parent = parents[i]
        while parent is not None and lowest[parent] > i:
            lowest[parent] = i
            parent = parents[parent]
    for i in range(len(parents) - 1, -1, -1):
        parent = parents[i]
        while parent is not None and highest[parent] < i:
            highest[parent] = i
            parent = parents[parent]
    return lowest, highest


def _belongs(token: Token, head: Token, steps: int, *, predicate: bool, behind_mark: bool) -> bool:
    """Whether a dependent of a mention's head, ``steps`` after it, is part of the mention with all below it."""
    relation = token.deprel
    base = relation.partition(":")[0]
    upos = head.upos
    if upos == "VERB":
        return base in _KEPT_OF_CLAUSE or (base == "conj" and steps > 0)
    if upos == "PRON" and "PronType=Prs" in head.feats:
        return base == "det" or relation == "acl:relcl"
    if steps < 0:
        measures = (upos == "NUM" and base == "advmod") or (upos in _QUANTITIES and relation == "obl:unmarked")
        return base in _KEPT_BEFORE or (measures and not predicate)
    if upos in _QUANTITIES:
        return base in _KEPT_AFTER_QUANTITY
    if relation == "nmod:unmarked" and upos == "PROPN" and behind_mark:
        # "Sydney, Australia", but not "Roth (1998)".
        return token.upos == "PROPN"
    return base in _KEPT_AFTER or (base == "dep" and steps == 1)


def _closed(text: str, tokens: Sequence[Token], first: int, last: int) -> int:
    """The last token, or a mark after it that closes a bracket or a quotation opened within the mention."""
    while last + 1 < len(tokens):
        closer = text[tokens[last + 1].span.start]
        if closer not in _OPENERS:
            break
        inside = text[tokens[first].span.start : tokens[last].span.end]
        opened = inside.count(_OPENERS[closer])
        is_open = opened % 2 == 1 if closer == '"' else opened > inside.count(closer)
        if not is_open:
            break
        last += 1
    return last
