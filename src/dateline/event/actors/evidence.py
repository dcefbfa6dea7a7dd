"""What an article tells of one participant, as readings in the order of trust.

A reading need not be full: the first that has a field fills it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.event.actors.background import Background
from dateline.event.actors.extent import named_at, phrase_of, top_of
from dateline.event.actors.listed import ActorList
from dateline.event.actors.phrase import ActorCode, read_phrase
from dateline.types import Analysis, Mention, Span

# So many mentions of an entity are read.
_MOST_MENTIONS = 12
# What a state acts with is of these sectors: its forces, its police, its courts, its services.
_MEANS = frozenset({"MIL", "COP", "JUD", "SPY", "LEG"})
_OWNERS = frozenset({"nmod:poss", "nmod", "compound", "amod"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source tells of a participant."""

    rule: str
    why: str
    code: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    name: str | None = None


@lru_cache(maxsize=8192)
def read_words(text: str, on: date | None) -> ActorCode:
    """What the words of a phrase say; the phrases of an article come again and again."""
    return read_phrase(text, on)


@dataclass(frozen=True, slots=True)
class Article:
    """An article on one day, with the user's own list."""

    analysis: Analysis
    background: Background
    on: date | None
    actors: ActorList | None

    def text(self, span: Span) -> str:
        """The words of a span."""
        return self.analysis.text[span.start : span.end]

    def mention_at(self, head: int) -> Mention | None:
        """The mention of a head, or of the word that its whole name hangs on."""
        mentions = self.background.mentions
        top = top_of(self.analysis, head)
        name = named_at(self.analysis, head)
        inside = range(name.first, name.end) if name and name.first <= top < name.end else range(0)
        return next((mentions[i] for i in (head, top, *inside) if i in mentions), None)

    def name_of(self, mention: Mention | None) -> str | None:
        """The fullest name of what a mention points to."""
        return self.background.entities[mention.entity_id].name if mention else None

    def others(self, mention: Mention) -> list[Mention]:
        """The other mentions of the same entity, names first."""
        ids = self.background.entities[mention.entity_id].mention_ids
        found = [self.background.by_id[i] for i in ids if i != mention.id]
        return sorted((m for m in found if m.kind != "pronominal"), key=lambda m: m.kind != "named")[:_MOST_MENTIONS]


def find_readings(article: Article, head: int, span: Span) -> Iterator[Reading]:
    """The readings of a participant with this head and phrase, the surest first."""
    mention = article.mention_at(head)
    pronoun = article.analysis.tokens[head].upos == "PRON" or (mention is not None and mention.kind == "pronominal")
    name = article.name_of(mention)
    words = "" if pronoun else article.background.full_name(article.text(span), span.start)
    if name and mention:
        name = article.background.full_name(name, mention.span.start)
    yield from _listed(article, [words, name or ""])
    if name and (pronoun or _is_fuller(name, words)):
        yield _reading("its full name", name, article.on)
    if not pronoun:
        yield from _of_means(article, head)
        yield _reading("its words", words, article.on)
        yield from _beside(article, head)
    if mention:
        yield from _of_entity(article, mention)
    yield from _of_owner(article, head)


def _listed(article: Article, texts: list[str]) -> Iterator[Reading]:
    for text in texts:
        row = article.actors.find(text, article.on) if article.actors and text else None
        if row:
            yield Reading("list", row.via, row.code, row.sector, row.other_sectors, row.name)


def _reading(rule: str, text: str, on: date | None) -> Reading:
    found = read_words(text, on)
    return Reading(rule, found.via, found.code, found.sector, found.other_sectors, found.name)


def _is_fuller(name: str, words: str) -> bool:
    """Whether a name has the last word of a shorter phrase at its end."""
    return len(name.split()) > len(words.split()) and name.rsplit(maxsplit=1)[-1] in words.split()


def _beside(article: Article, head: int) -> Iterator[Reading]:
    """What stands in apposition to the head, on either side."""
    tokens = article.analysis.tokens
    top = top_of(article.analysis, head)
    sentence = article.analysis.sentences[tokens[top].sentence]
    beside = [i for i in range(sentence.first, sentence.end) if tokens[i].head == top and tokens[i].deprel == "appos"]
    parent = tokens[top].head
    if tokens[top].deprel == "appos" and parent is not None:
        beside.append(parent)
    for i in beside:
        yield _reading("what stands beside it", article.text(phrase_of(article.analysis, i)), article.on)


def _of_entity(article: Article, mention: Mention) -> Iterator[Reading]:
    for other in article.others(mention):
        phrase = phrase_of(article.analysis, other.head)
        text = article.background.full_name(article.text(phrase), phrase.start)
        yield _reading("another mention", text, article.on)
        yield from _beside(article, other.head)


def _of_owner(article: Article, head: int) -> Iterator[Reading]:
    """The state of whose it is: "its army", "troops of X"; only the code is the owner's."""
    tokens = article.analysis.tokens
    top = top_of(article.analysis, head)
    sentence = article.analysis.sentences[tokens[top].sentence]
    for i in range(sentence.first, sentence.end):
        if tokens[i].head != top or tokens[i].deprel not in _OWNERS:
            continue
        mention = article.mention_at(i)
        for reading in _own_readings(article, i, mention):
            if reading.code:
                yield Reading("whose it is", reading.why, reading.code)


def _of_means(article: Article, head: int) -> Iterator[Reading]:
    """The sector of what belongs to a state that stands for it: "Turkish" in "Turkish airstrikes" is its forces."""
    token = article.analysis.tokens[head]
    if token.head is None or token.deprel not in _OWNERS:
        return
    owner = article.text(token.span)
    if not _is_state(read_words(owner, article.on)):
        return
    owned = article.analysis.tokens[token.head]
    found = read_words(article.text(owned.span), article.on)
    if found.sector in _MEANS:
        yield Reading("what it acts with", found.via, sector=found.sector)


def _is_state(found: ActorCode) -> bool:
    return found.code is not None and (found.sector in (None, "GOV"))


def _own_readings(article: Article, head: int, mention: Mention | None) -> Iterator[Reading]:
    name = article.name_of(mention)
    if name:
        yield _reading("", name, article.on)
    yield _reading("", article.text(phrase_of(article.analysis, head)), article.on)
    if mention:
        yield from _of_entity(article, mention)


def find_surroundings(article: Article, head: int, sector: str | None) -> Iterator[Reading]:
    """The code that the article tells of where the participant's own is not said."""
    background = article.background
    group = background.nearest_group(article.analysis.tokens[head].span.start) if sector == "REB" else None
    if group:
        yield Reading("the armed group named before", group.via, group.code)
    if background.main:
        yield Reading("the state the article is about", background.main.via, background.main.code)


def read_default(_: Article, mention: Mention | None) -> Iterator[Reading]:
    """People of whom no part in politics is told are civilians."""
    if mention and mention.type == "person":
        yield Reading("a person of no office", "no word for a role", sector="CVL")
