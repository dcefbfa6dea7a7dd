"""What a mention shows by itself, as numbers: its form, number, gender, place in the tree, head word and name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from dateline.resources import read_text

from ..types import MentionType, Name, Token
from .mentions import FoundMention
from .name_match import TITLES, NameForm, initials_of, name_words
from .quotes import find_quotes

Ints = NDArray[np.int32]

TYPES: tuple[MentionType, ...] = get_args(MentionType)
FORMS = ("I", "he", "it", "they", "this", "pronoun", "name", "the", "possessed", "a", "bare")
"""What a mention looks like: classes of pronouns, names, and nouns by what comes before them."""
ME, HE, IT, THEY, THIS, PRONOUN, NAME, THE, POSSESSED, A, BARE = range(len(FORMS))
NUMBERS = ("unknown", "singular", "plural")
UNKNOWN, SINGULAR, PLURAL = range(len(NUMBERS))
GENDERS = ("unknown", "masculine", "feminine", "neuter", "likely masculine", "likely feminine")
"""The likely ones go by a first name and never forbid anything."""
MASCULINE, FEMININE, NEUTER, LIKELY_MASCULINE, LIKELY_FEMININE = range(1, len(GENDERS))
ROLES = ("subject", "object", "oblique", "possessor", "of a noun", "coordinated", "apposition", "compound", "other")
SUBJECT, OBJECT, OBLIQUE, POSSESSOR, OF_NOUN, COORDINATED, APPOSITION, COMPOUND, OTHER_ROLE = range(len(ROLES))
WORDS = ("other", *"i we you he she it they this these there here who which one ones everyone something".split())
"""Pronouns that differ in how often they point back."""

_WORD_NUMBERS = {word: number for number, word in enumerate(WORDS)}
_ROLE_OF = {
    "nsubj": SUBJECT, "csubj": SUBJECT, "obj": OBJECT, "iobj": OBJECT, "obl": OBLIQUE, "nmod:poss": POSSESSOR,
    "nmod": OF_NOUN, "conj": COORDINATED, "appos": APPOSITION, "compound": COMPOUND,
}  # fmt: skip
_TYPE_NUMBERS = {kind: number for number, kind in enumerate(TYPES)}
_PERSON, _ANIMAL = _TYPE_NUMBERS["person"], _TYPE_NUMBERS["animal"]
_MASCULINE_NOUNS = """man boy father son brother husband uncle nephew grandfather grandson king prince gentleman
    policeman businessman spokesman chairman congressman actor waiter guy dad monk priest widower boyfriend
    salesman""".split()
_FEMININE_NOUNS = """woman girl mother daughter sister wife aunt niece grandmother granddaughter queen princess
    lady policewoman businesswoman spokeswoman chairwoman congresswoman actress waitress mom mum nun widow
    girlfriend""".split()
_NOUN_GENDERS = dict.fromkeys(_MASCULINE_NOUNS, MASCULINE) | dict.fromkeys(_FEMININE_NOUNS, FEMININE)
_TITLE_GENDERS = {"m": MASCULINE, "f": FEMININE}
_LIKELY_GENDERS = {"m": LIKELY_MASCULINE, "f": LIKELY_FEMININE}
_DEFINITE = frozenset("the this that these those both".split())
_INDEFINITE = frozenset("a an some any no every each another many several most all few".split())
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV"})
_CLAUSES = frozenset({"root", "acl", "advcl", "ccomp", "csubj", "parataxis"})


class Shown(NamedTuple):
    """What the words of a mention show."""

    form: int
    person: int
    """1 to 3 for pronouns that have one, else 0."""
    number: int
    gender: int
    key: str
    """The head word; for a pronoun the word that stands for all its cases."""
    reflexive: bool = False
    modifiers: frozenset[str] = frozenset()
    """The words before the head that modify it, as lemmas."""
    name: tuple[int, int] | None = None
    """The tokens of its name, half-open."""


def _pronouns() -> dict[str, Shown]:
    cases = (
        ("i me my mine", "myself", Shown(ME, 1, SINGULAR, UNKNOWN, "i")),
        ("we us our ours", "ourselves", Shown(ME, 1, PLURAL, UNKNOWN, "we")),
        ("you your yours", "yourself yourselves", Shown(ME, 2, UNKNOWN, UNKNOWN, "you")),
        ("he him his", "himself", Shown(HE, 3, SINGULAR, MASCULINE, "he")),
        ("she her hers", "herself", Shown(HE, 3, SINGULAR, FEMININE, "she")),
        ("it its", "itself", Shown(IT, 3, SINGULAR, NEUTER, "it")),
        ("they them their theirs", "themselves themself", Shown(THEY, 3, UNKNOWN, UNKNOWN, "they")),
        ("this that", "", Shown(THIS, 0, SINGULAR, UNKNOWN, "this")),
        ("these those", "", Shown(THIS, 0, PLURAL, UNKNOWN, "these")),
    )
    plain = {form: shown for forms, _, shown in cases for form in forms.split()}
    return plain | {form: shown._replace(reflexive=True) for _, forms, shown in cases for form in forms.split()}


_PRONOUNS = _pronouns()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the mentions of a text show, and columns over them, all in their order."""

    shown: Sequence[Shown]
    names: Sequence[NameForm]
    """The different names."""
    form: Ints
    type: Ints
    number: Ints
    gender: Ints
    person: Ints
    role: Ints
    key: Ints
    """Number of the head word; all cases of a pronoun have one."""
    name: Ints
    """Number of the name among ``names``; -1 for what is no name."""
    sentence: Ints
    first: Ints
    end: Ints
    head: Ints
    parent: Ints
    """The token above the head; -1 above a root."""
    clause: Ints
    """The token that heads the clause it stands in."""
    above: Ints
    """The token that heads the clause above that, or -1."""
    copula: Ints
    """The subject token of which the mention is the predicate noun, or -1."""
    reflexive: Ints
    tail: Ints
    """Whether words follow the head within the mention."""
    quote: Ints
    """Number of the quotation it stands in, or -1."""
    speaker: Ints
    """The token that names who speaks that quotation, or -1."""
    word: Ints
    """Number of a pronoun among `WORDS`."""
    adjective: Ints
    """Whether it is a name used as an adjective: "Vellish officials"."""


def find_facts(text: str, tokens: Sequence[Token], names: Sequence[Name], mentions: Sequence[FoundMention]) -> Facts:
    """The facts about each mention."""
    shown = [_show(text, tokens, names, mention) for mention in mentions]
    name_numbers, forms = _number_names(text, tokens, mentions, shown)
    clauses, above = _clauses(tokens)
    subjects = _subjects_of_predicates(tokens)
    quotes, speakers = _quote_columns(text, tokens)
    keys: dict[str, int] = {}
    rows: list[tuple[int, ...]] = []
    for mention, own, name in zip(mentions, shown, name_numbers, strict=True):
        head = tokens[mention.head]
        relation = head.deprel
        rows.append(
            (
                own.form,
                _TYPE_NUMBERS[mention.type],
                own.number,
                own.gender,
                own.person,
                _ROLE_OF.get(relation) or _ROLE_OF.get(relation.partition(":")[0], OTHER_ROLE),
                keys.setdefault(own.key, len(keys)),
                name,
                head.sentence,
                mention.first,
                mention.end,
                mention.head,
                -1 if head.head is None else head.head,
                clauses[mention.head],
                above[mention.head],
                subjects.get(mention.head, -1),
                own.reflexive,
                mention.end > mention.head + 1,
                quotes.get(mention.head, -1),
                speakers.get(mention.head, -1),
                _WORD_NUMBERS.get(own.key, 0) if own.form <= PRONOUN else 0,
                own.form == NAME and head.upos == "ADJ",
            )
        )
    columns = np.array(rows, dtype=np.int32).reshape(len(rows), len(Facts.__slots__) - 2).T
    return Facts(shown, forms, *np.ascontiguousarray(columns))


def _show(text: str, tokens: Sequence[Token], names: Sequence[Name], mention: FoundMention) -> Shown:
    head = tokens[mention.head]
    if mention.kind == "pronominal":
        word = text[head.span.start : head.span.end].lower()
        return _PRONOUNS.get(word) or Shown(PRONOUN, 0, _number(head.feats), UNKNOWN, word)
    key, person = head.lemma.lower(), mention.type == "person"
    form, modifiers = _look_before(text, tokens, mention)
    name = None
    gender = _NOUN_GENDERS.get(key, UNKNOWN) if person else UNKNOWN if mention.type == "animal" else NEUTER
    if mention.kind == "named":
        form, name = NAME, _name_extent(tokens, names, mention)
        if person:
            gender = _gender_of_person(text, tokens, (min(mention.first, name[0]), name[1]), name) or gender
    return Shown(form, 0, _number(head.feats), gender, key, modifiers=modifiers, name=name)


def _number(feats: str) -> int:
    return PLURAL if "Number=Plur" in feats else SINGULAR if "Number=Sing" in feats else UNKNOWN


def _look_before(text: str, tokens: Sequence[Token], mention: FoundMention) -> tuple[int, frozenset[str]]:
    """What the words before the head make of the mention, and those that modify it."""
    form, modifiers = BARE, []
    for i in range(mention.first, mention.head):
        token = tokens[i]
        if token.head != mention.head:
            continue
        if token.upos in _MODIFIERS:
            modifiers.append(token.lemma.lower())
        if token.deprel == "nmod:poss":
            form = POSSESSED
        elif token.deprel.startswith("det") and form != POSSESSED:
            word = text[token.span.start : token.span.end].lower()
            form = THE if word in _DEFINITE else A if word in _INDEFINITE else form
    return form, frozenset(modifiers)


def _name_extent(tokens: Sequence[Token], names: Sequence[Name], mention: FoundMention) -> tuple[int, int]:
    """The tokens of the mention's name, or the proper nouns around its head where no name was found."""
    if mention.name is not None:
        return names[mention.name].first, names[mention.name].end
    first, end = mention.head, mention.head + 1
    while first > mention.first and tokens[first - 1].upos == "PROPN":
        first -= 1
    while end < mention.end and tokens[end].upos == "PROPN":
        end += 1
    return first, end


def _gender_of_person(text: str, tokens: Sequence[Token], titled: tuple[int, int], name: tuple[int, int]) -> int:
    """Gender by a title before the name or at its head, else likely gender by the first name of two or more words."""
    words = [text[token.span.start : token.span.end].lower() for token in tokens[titled[0] : titled[1]]]
    for word in words[:-1]:
        gender = TITLES.get(word.rstrip("."), "")
        if gender:
            return _TITLE_GENDERS[gender]
    rest = words[name[0] - titled[0] :]
    return _first_names().get(rest[0], UNKNOWN) if len(rest) > 1 else UNKNOWN


@cache
def _first_names() -> dict[str, int]:
    rows = [line.split("\t") for line in read_text("lexicons/first_names.tsv").splitlines() if not line.startswith("#")]
    return {name: _LIKELY_GENDERS[gender] for gender, names in rows for name in names.split(" ")}


def _number_names(
    text: str, tokens: Sequence[Token], mentions: Sequence[FoundMention], shown: Sequence[Shown]
) -> tuple[list[int], list[NameForm]]:
    """For each mention the number of its name, and the different names."""
    numbers: dict[tuple[str, ...], int] = {}
    forms: list[NameForm] = []
    found = []
    for mention, own in zip(mentions, shown, strict=True):
        if own.name is None:
            found.append(-1)
            continue
        written = [text[token.span.start : token.span.end] for token in tokens[own.name[0] : own.name[1]]]
        words = name_words(written)
        number = numbers.setdefault(words, len(forms))
        if number == len(forms):
            forms.append(NameForm(words, mention.type == "person", initials_of(written)))
        found.append(number)
    return found, forms


def _clauses(tokens: Sequence[Token]) -> tuple[list[int], list[int]]:
    """For each token the head of its clause and of the clause above; an open complement is no clause of its own."""
    up = [-1 if _heads_clause(token) or token.head is None else token.head for token in tokens]
    heads = [-1] * len(tokens)
    for i in range(len(tokens)):
        path, at = [], i
        while heads[at] < 0:
            path.append(at)
            heads[at] = at  # the head of a clause, or where a loop in a broken tree ends
            if up[at] < 0:
                break
            at = up[at]
        for step in path:
            heads[step] = heads[at]
    above = [-1 if (parent := tokens[head].head) is None else heads[parent] for head in heads]
    return heads, above


@cache
def _is_clause(deprel: str) -> bool:
    return deprel.partition(":")[0] in _CLAUSES


def _heads_clause(token: Token) -> bool:
    return _is_clause(token.deprel) or (token.deprel == "conj" and token.upos == "VERB")


def _subjects_of_predicates(tokens: Sequence[Token]) -> dict[int, int]:
    """The subject of each predicate that has a copula."""
    predicates = {token.head for token in tokens if token.deprel == "cop"}
    return {
        token.head: i
        for i, token in enumerate(tokens)
        if token.deprel == "nsubj" and token.head is not None and token.head in predicates
    }


def _quote_columns(text: str, tokens: Sequence[Token]) -> tuple[dict[int, int], dict[int, int]]:
    """For each token within a quotation its number, and the token that names its speaker."""
    quotes: dict[int, int] = {}
    speakers: dict[int, int] = {}
    for number, quote in enumerate(find_quotes(text, tokens)):
        inside = range(quote.first, quote.end)
        quotes.update(dict.fromkeys(inside, number))
        if quote.speaker is not None:
            speakers.update(dict.fromkeys(inside, quote.speaker))
    return quotes, speakers
