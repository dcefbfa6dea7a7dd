"""The participants of events: who the words of a role stand for, with country, sector and name.

What may tell is gathered as readings, the surest first: the user's own list, the words of the phrase, the names and
descriptions of the same entity, what the phrase hangs on, and for people and bodies of no named state what the article
is about. The first reading that has a field fills it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dateline.event.actors.background import Background, read_background
from dateline.event.actors.extent import named_at, phrase_of, top_of
from dateline.event.actors.listed import ActorList, read_actors
from dateline.event.actors.phrase import ActorCode, read_phrase
from dateline.types import Analysis, Entity, Mention, MentionKind, Participant, Span, Token

__all__ = ["ActorList", "find_participants", "phrase_of", "read_actors", "read_background", "unmatched"]

Guess = Callable[[int], tuple[str | None, float]]
"""The sector that something else holds a head for, with its probability."""

_MOST_MENTIONS = 12
_BELONGS = frozenset({"amod", "compound", "nmod:poss"})
_ARMS = frozenset(
    "strike airstrike raid troop force soldier shelling bombardment jet warplane missile offensive bombing drone army "
    "military navy artillery rocket helicopter aircraft gunfire fire plane invasion incursion operation attack".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source tells of a participant; ``via`` names the source and its rule."""

    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    name: str | None
    via: str
    confidence: float


@lru_cache(maxsize=8192)
def _read(text: str, on: date | None) -> ActorCode:
    """What the words of a phrase say; the phrases of an article come again and again."""
    return read_phrase(text, on)


def find_participants(
    analysis: Analysis,
    heads: Sequence[int],
    *,
    on: date | None,
    published: date | None,
    actors: ActorList | None = None,
    background: Background | None = None,
    guess: Guess | None = None,
) -> list[Participant]:
    """One participant for each head, as on the day ``on``, or the day of publication where that is unknown.

    Args:
        analysis: the analysed article.
        heads: numbers of tokens; each conjunct of a coordination is a head of its own.
        on: the day of the event.
        published: the day of publication.
        actors: the user's own list, which goes before all tables.
        background: what `read_background` gave for the analysis, where participants are sought more than once.
        guess: tells a sector where the tables do not.
    """
    finder = _Finder(analysis, background or read_background(analysis), on or published, actors)
    return [finder.find(head, guess) for head in heads]


def unmatched(participants: Sequence[Participant]) -> list[str]:
    """The names of those that no table or list knows, in order, each once."""
    unknown = [one.name for one in participants if one.kind == "named" and one.name and not one.via]
    return list(dict.fromkeys(unknown))


class _Finder:
    """One article on one day."""

    def __init__(self, analysis: Analysis, background: Background, on: date | None, actors: ActorList | None) -> None:
        self.analysis = analysis
        self.background = background
        self.on = on
        self.actors = actors

    def find(self, head: int, guess: Guess | None) -> Participant:
        """The participant whose phrase that token heads."""
        mention = self.background.mentions.get(head)
        kind: MentionKind = mention.kind if mention else self._kind(head)
        code = sector = name = None
        others: tuple[str, ...] = ()
        via: list[str] = []
        confidence = 1.0
        for reading in self._readings(head, mention, kind):
            if (reading.code and not code) or (reading.sector and not sector):
                via.append(reading.via)
                confidence = min(confidence, reading.confidence)
            others = others or (() if sector else reading.other_sectors)
            code, sector = code or reading.code, sector or reading.sector
            name = name or reading.name
            if code and sector:
                break
        if guess and not sector:
            sector, confidence = guess(head)
            via += ["trained head"] if sector else []
        span = phrase_of(self.analysis, head)
        named = name or self._entity_name(mention) or (self._text(span) if kind == "named" else None)
        mention_id = mention.id if mention else None
        return Participant(
            span, kind, mention_id, named, code, sector, others, " + ".join(via), confidence if via else 0.0
        )

    def _readings(self, head: int, mention: Mention | None, kind: MentionKind) -> Iterator[Reading]:
        """What may tell, the surest first."""
        text = self._text(phrase_of(self.analysis, head))
        listed = self._listed(text, mention)
        if listed:
            yield listed
        if kind != "pronominal":
            yield from self._of_arms(head)
            yield self._read(self._fuller(text, mention, kind), "")
            described = self._described(head)
            if described:
                yield self._read(described, "set beside it ")
        yield from self._of_entity(mention)
        if kind == "nominal" or (mention and mention.type == "person"):
            yield from self._of_surroundings(head)

    def _read(self, text: str, why: str, confidence: float = 0.9) -> Reading:
        found = _read(text, self.on)
        return Reading(found.code, found.sector, found.other_sectors, found.name, f"{why}{found.via}", confidence)

    def _listed(self, text: str, mention: Mention | None) -> Reading | None:
        """The row of the user's list that has the words, or the entity's name."""
        if self.actors is None:
            return None
        names = [text, self._entity_name(mention)]
        row = next((row for name in names if name and (row := self.actors.find(name, self.on))), None)
        if row is None:
            return None
        return Reading(row.code, row.sector, row.other_sectors, row.name, row.via, 1.0)

    def _fuller(self, text: str, mention: Mention | None, kind: MentionKind) -> str:
        """A family name by itself is read as the fuller name that the article has: many bear the name of a leader."""
        name = self._entity_name(mention)
        is_short = kind == "named" and " " not in text
        return name if is_short and name and name.endswith(f" {text}") else text

    def _of_arms(self, head: int) -> Iterator[Reading]:
        """A state whose troops or strikes are told of acts by its army: "Turkish airstrikes"."""
        token = self.analysis.tokens[head]
        above = self.analysis.tokens[token.head].lemma.lower() if token.head is not None else ""
        if token.deprel in _BELONGS and above in _ARMS:
            state = self._read(self._text(token.span), "")
            if state.sector == "GOV":
                yield replace(state, sector="MIL", via=f"{state.via}, its “{above}”")

    def _described(self, head: int) -> str | None:
        """The words set beside a name: "Ana Roth, the minister of ports"."""
        tokens = self.analysis.tokens
        beside = [i for i in self._near(head) if tokens[i].head == head and tokens[i].deprel == "appos"]
        return self._text(phrase_of(self.analysis, beside[0])) if beside else None

    def _of_entity(self, mention: Mention | None) -> Iterator[Reading]:
        """The other mentions of the same entity, named ones first."""
        entity = self.background.entities.get(mention.entity_id) if mention else None
        if entity is None or mention is None:
            return
        others = [self.background.by_id[i] for i in entity.mention_ids[:_MOST_MENTIONS] if i != mention.id]
        for other in sorted(others, key=lambda one: one.kind != "named"):
            if other.kind != "pronominal":
                text = self._text(phrase_of(self.analysis, other.head))
                yield self._read(text, f"the same as “{text}”: ", 0.8)

    def _of_surroundings(self, head: int) -> Iterator[Reading]:
        """For people and bodies of no named state: the last state named before, else the one most often named."""
        start = self.analysis.tokens[head].span.start
        sentence = self.analysis.sentences[self.analysis.tokens[head].sentence].span.start
        near = self.background.nearest_state(start, sentence)
        for state, why in ((near, "nearest state"), (self.background.main, "the state most often named")):
            if state:
                yield Reading(state.code, None, (), None, f"{why}: {state.via}", 0.6)

    def _entity_name(self, mention: Mention | None) -> str | None:
        entity: Entity | None = self.background.entities.get(mention.entity_id) if mention else None
        return entity.name if entity else None

    def _kind(self, head: int) -> MentionKind:
        token: Token = self.analysis.tokens[head]
        return (
            "named"
            if named_at(self.analysis, top_of(self.analysis, head))
            else ("pronominal" if token.upos == "PRON" else "nominal")
        )

    def _near(self, head: int) -> range:
        sentence = self.analysis.sentences[self.analysis.tokens[head].sentence]
        return range(sentence.first, sentence.end)

    def _text(self, span: Span) -> str:
        return self.analysis.text[span.start : span.end]
