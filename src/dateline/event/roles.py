"""Who acts and at whom it is aimed, by the tree around a trigger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.event.status import governing_verb
from dateline.event.trees import Trees

_SIDES = frozenset({"person", "organization", "place"})
_CONJUNCTS = 8
_TO_RECIPIENT = frozenset(
    {"against", "on", "at", "to", "with", "from", "for", "of", "toward", "towards", "upon", "into"}
)
_BY = frozenset({"by"})
_BETWEEN = frozenset({"between", "among"})
_ACTING = frozenset({"nsubj", "nsubj:outer"})
# Types in which sides that do the same together are all actors.
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# Types that reach their recipient by any preposition; of the others a place after one is where it happened.
_REACHING = frozenset({"ASSAULT", "CONSULT", "COOPERATE", "AID", "REQUEST", "THREATEN", "SANCTION", "ACCUSE", "AGREE"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Head tokens of the sides of an act, in the order of the text."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    via: str
    confidence: float = 0.7
    """In [0, 1], of the least sure side."""


def find_roles(trees: Trees, trigger: int, event_type: str) -> Roles:
    """The sides that the tree ties to the trigger."""
    is_verb = trees.tokens[trigger].upos == "VERB"
    actors, recipients = _of_verb(trees, trigger, event_type) if is_verb else _of_noun(trees, trigger, event_type)
    named = list(_expanded(trees, actors))
    aimed = [side for side in _expanded(trees, recipients) if side not in named]
    if event_type in _TOGETHER and not named and len(aimed) > 1:
        named, aimed = aimed, []
    return Roles(tuple(sorted(named)), tuple(sorted(aimed)), "subject and object" if is_verb else "sides of the noun")


def _of_verb(trees: Trees, verb: int, event_type: str) -> tuple[list[int], list[int]]:
    actors = list(_subjects(trees, verb))
    recipients: list[int] = []
    for child in trees.children.get(verb, ()):
        deprel = trees.tokens[child].deprel
        if deprel in ("obj", "iobj", "nsubj:pass"):
            recipients += _sides_in(trees, child)
        elif deprel.startswith("obl") and _case(trees, child) in _BY and "pass" in _voice(trees, verb):
            actors.append(child)
        elif deprel == "obl" and event_type in _REACHING and _case(trees, child) in _TO_RECIPIENT - {"of"}:
            recipients += (
                [] if trees.mention_types.get(child) == "place" and event_type == "ASSAULT" else _sides_in(trees, child)
            )
    if (
        not recipients
        and trees.tokens[verb].deprel in ("acl", "acl:relcl")
        and "Tense=Past" in trees.tokens[verb].feats
    ):
        head = trees.tokens[verb].head
        recipients = [head] if head is not None and head not in actors and _voice(trees, verb) != "active" else []
    return actors, recipients


def _voice(trees: Trees, verb: int) -> str:
    below = {trees.tokens[c].deprel for c in trees.children.get(verb, ())}
    if below & {"nsubj:pass", "aux:pass"}:
        return "pass"
    return (
        "participle pass"
        if trees.tokens[verb].deprel == "acl" and "Tense=Past" in trees.tokens[verb].feats
        else "active"
    )


def _subjects(trees: Trees, verb: int) -> Iterator[int]:
    own = [c for c in trees.children.get(verb, ()) if trees.tokens[c].deprel in _ACTING]
    yield from own
    word = trees.tokens[verb]
    if own or word.head is None or "pass" in _voice(trees, verb):
        return
    if word.deprel in {"conj", "xcomp", "advcl"} and trees.tokens[word.head].upos in ("VERB", "AUX"):
        yield from _subjects(trees, word.head)
    elif word.deprel in {"acl:relcl", "acl"}:
        yield word.head


def _of_noun(trees: Trees, noun: int, event_type: str) -> tuple[list[int], list[int]]:
    """The sides in "Y's raid on X", "a raid by Y", "Y launched a raid on X", "talks between X and Y"."""
    actors: list[int] = []
    recipients: list[int] = []
    for child in trees.children.get(noun, ()):
        deprel, case = trees.tokens[child].deprel, _case(trees, child)
        if deprel in {"nmod:poss", "compound", "amod"} and _is_side(trees, child):
            (
                recipients if event_type == "ASSAULT" and trees.tokens[noun].lemma.lower() in _SUFFERED else actors
            ).append(child)
        elif deprel.startswith("nmod") and case in _BY:
            actors.append(child)
        elif deprel.startswith("nmod") and case in _BETWEEN:
            actors += _sides_in(trees, child)
        elif deprel.startswith("nmod") and case in _TO_RECIPIENT and event_type != "PROTEST":
            recipients += _sides_in(trees, child)
    verb = governing_verb(trees, noun)
    if not actors and verb != noun and trees.tokens[noun].deprel in ("obj", "obl"):
        actors += [c for c in _subjects(trees, verb) if _is_side(trees, c)]
    return actors, recipients


_SUFFERED = frozenset(
    "killing murder assassination death kidnapping abduction rape torture beheading execution".split()
)


def _sides_in(trees: Trees, token: int) -> list[int]:
    """The token if it is someone or somewhere, else whose it is: "the offices of the union"."""
    if _is_side(trees, token):
        return [token]
    owners = ("nmod:poss", "nmod", "compound", "amod")
    return [c for c in trees.children.get(token, ()) if trees.tokens[c].deprel in owners and _is_side(trees, c)][:1]


def _is_side(trees: Trees, token: int) -> bool:
    return trees.mention_types.get(token) in _SIDES


def _expanded(trees: Trees, heads: Sequence[int]) -> Iterator[int]:
    """The heads and what is joined to them."""
    for head in dict.fromkeys(heads):
        if not _is_side(trees, head):
            continue
        yield head
        joined = [c for c in trees.children.get(head, ()) if trees.tokens[c].deprel == "conj" and _is_side(trees, c)]
        yield from joined[:_CONJUNCTS]


def _case(trees: Trees, token: int) -> str:
    return next((trees.forms[c] for c in trees.children.get(token, ()) if trees.tokens[c].deprel == "case"), "")
