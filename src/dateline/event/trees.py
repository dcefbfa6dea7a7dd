"""What stands around a word in its tree: its sides, the words below it, whether it is negated."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.types import Analysis, Token

_CLAUSES = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl:relcl", "csubj", "csubj:pass", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj", "expl"})
_OBJECTS = frozenset({"obj", "iobj", "nsubj:pass", "obl", "nmod"})
_NEGATIONS = frozenset({"not", "n't", "never", "n’t", "nobody", "neither"})
_NO = frozenset({"no", "neither"})
# How far below the head a further word of a cue may stand: "take part in the first talks".
_DEEPEST = 3
_CLOSE = 2
_OF_OBJECT = frozenset({"of", "on", "against", "in", "at", "for", "with", "to", "over", "from", "between"})


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of a text, with the children of each word and the kind of mention it heads."""

    tokens: Sequence[Token]
    children: Mapping[int, Sequence[int]]
    mention_types: Mapping[int, str]

    def words_of(self, token: int) -> tuple[str, str]:
        """Lemma and form in small letters."""
        return self.tokens[token].lemma.lower(), self.forms[token]

    forms: Sequence[str]

    def below(self, token: int, depth: int = _DEEPEST) -> Iterator[int]:
        """The words below, clauses of their own left out."""
        for child in self.children.get(token, ()):
            if self.tokens[child].deprel in _CLAUSES:
                continue
            yield child
            if depth > 1:
                yield from self.below(child, depth - 1)

    def close_below(self, token: int) -> Iterator[int]:
        """The words right below or one further."""
        return self.below(token, _CLOSE)

    def is_negated(self, token: int) -> bool:
        """Whether it is said not to be: "did not meet", "no talks", "never reached a deal"."""
        if any(self.tokens[child].lemma.lower() in _NO or self._negates(child) for child in self._near(token)):
            return True
        head, deprel = self.tokens[token].head, self.tokens[token].deprel
        above = deprel in {"obj", "xcomp", "nsubj:pass"} and head is not None
        return above and head is not None and any(self._negates(child) for child in self._near(head))

    def _near(self, token: int) -> Iterator[int]:
        """Function words and adverbs right below."""
        return (
            c for c in self.children.get(token, ()) if self.tokens[c].deprel in {"advmod", "det", "nsubj", "cc:preconj"}
        )

    def _negates(self, token: int) -> bool:
        is_not = self.forms[token] in _NEGATIONS
        return is_not and self.forms[token + 1 : token + 2] != ["only"]

    def subjects(self, token: int) -> list[int]:
        """Who acts: subject, agent, owner; of a verb without one that of the verb above."""
        found = list(self._own_subjects(token))
        word = self.tokens[token]
        if found or word.head is None or word.upos not in {"VERB", "AUX"}:
            return found
        if word.deprel in {"conj", "xcomp", "advcl"}:
            return [side for side in self.subjects(word.head) if side < token]
        return [word.head] if word.deprel in {"acl", "acl:relcl"} and "Part" not in word.feats else []

    def _own_subjects(self, token: int) -> Iterator[int]:
        for child in self.children.get(token, ()):
            deprel = self.tokens[child].deprel
            by = deprel in {"obl", "obl:agent", "nmod"} and self.case_of(child) == "by"
            if deprel in _SUBJECTS or by or deprel in {"nmod:poss", "compound"}:
                yield child

    def objects(self, token: int) -> list[int]:
        """At whom or what it is aimed: object, passive subject, and what a preposition ties to a noun or verb."""
        found = [child for child in self.children.get(token, ()) if self._is_object(child)]
        word = self.tokens[token]
        if not found and word.head is not None and word.deprel in {"acl", "conj"} and "Tense=Past" in word.feats:
            return [word.head] if word.deprel == "acl" else self.objects(word.head)
        return found

    def _is_object(self, child: int) -> bool:
        deprel = self.tokens[child].deprel
        if deprel in {"obl", "nmod"}:
            return self.case_of(child) in _OF_OBJECT
        return deprel in _OBJECTS

    def case_of(self, token: int) -> str:
        """The first preposition or mark that ties the word to what it hangs on; empty without one."""
        cases = (c for c in self.children.get(token, ()) if self.tokens[c].deprel in {"case", "mark"})
        return next((self.forms[c] for c in cases), "")

    def is_side(self, token: int) -> bool:
        """Whether it is someone or somewhere: a person, an organization, a place."""
        return self.mention_types.get(token) in {"person", "organization", "place"}


def make_trees(analysis: Analysis) -> Trees:
    """The trees of an analysis."""
    children: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(analysis.tokens):
        if token.head is not None:
            children[token.head].append(i)
    types = {mention.head: str(mention.type) for mention in analysis.mentions}
    forms = [analysis.text[token.span.start : token.span.end].lower() for token in analysis.tokens]
    return Trees(analysis.tokens, children, types, forms)
