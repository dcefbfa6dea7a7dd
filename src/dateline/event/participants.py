"""The participants of events: who the words of a role stand for, with country, sector and name.

What may tell is gathered as readings, the surest first: the user's own list, the words of the phrase, the names and
descriptions of the same entity, what the phrase hangs on, and where no state is said the one that the article is about.
The first reading that has a field fills it.
"""

from collections.abc import Sequence
from datetime import date

from dateline.event.actors.background import Background, read_background
from dateline.event.actors.evidence import Article, Reading, find_readings, find_surroundings, read_default, read_words
from dateline.event.actors.extent import phrase_of
from dateline.event.actors.listed import ActorList, read_actors
from dateline.event_types import Participant
from dateline.types import Analysis, Mention, MentionKind

__all__ = ["ActorList", "find_participants", "phrase_of", "read_actors", "read_background", "unmatched"]


# How sure each rule is: the share of right values that it gave in the half of the training articles that was not looked
# at, of country or sector the lower one. The last three are wrong as often as right or more: what is to be relied
# on should leave them out.
_SURE = {
    "list": 1.0, "its words": 0.83, "its full name": 0.78, "what it acts with": 0.8, "what stands beside it": 0.58,
    "another mention": 0.48, "whose it is": 0.52, "the state the article is about": 0.52,
    "the armed group named before": 0.37, "a person of no office": 0.21,
}  # fmt: skip


def find_participants(
    analysis: Analysis,
    heads: Sequence[int],
    *,
    on: date | None,
    published: date | None,
    actors: ActorList | None = None,
    background: Background | None = None,
) -> list[Participant]:
    """One participant for each head, as on the day ``on``, or the day of publication where that is unknown.

    Args:
        analysis: the analysed article.
        heads: numbers of tokens; each conjunct of a coordination is a head of its own.
        on: the day of the event.
        published: the day of publication.
        actors: the user's own list, which goes before all tables.
        background: what `read_background` gave for the analysis, where participants are sought more than once.
    """
    article = Article(analysis, background or read_background(analysis), on or published, actors)
    return [_find_participant(article, head) for head in heads]


def unmatched(participants: Sequence[Participant], actors: ActorList | None) -> list[str]:
    """The names of those that neither the user's list nor the tables know, in order, each once."""
    names = dict.fromkeys(one.name for one in participants if one.kind == "named" and one.name)
    return [name for name in names if not (actors and actors.find(name, None)) and not _is_known(name)]


def _is_known(name: str) -> bool:
    found = read_words(name, None)
    return found.code is not None or found.sector is not None


def _find_participant(article: Article, head: int) -> Participant:
    span = phrase_of(article.analysis, head)
    mention = article.mention_at(head)
    readings = list(find_readings(article, head, span))
    sector = next((one for one in readings if one.sector), None)
    code = next((one for one in readings if one.code), None)
    if code and not sector and _is_armed(code):
        sector = Reading(code.rule, code.why, sector="REB")
    if not sector:
        sector = next(read_default(article, mention), None)
    if not code:
        code = next(find_surroundings(article, head, sector.sector if sector else None), None)
    used = [(field, reading) for field, reading in (("code", code), ("sector", sector)) if reading]
    return Participant(
        span=span,
        kind=_kind(article, head, mention),
        mention_id=mention.id if mention else None,
        name=next((one.name for one in readings if one.name), None) or article.name_of(mention),
        code=code.code if code else None,
        sector=sector.sector if sector else None,
        other_sectors=sector.other_sectors if sector else (),
        via="; ".join(f"{field} by {reading.rule}: {reading.why}" for field, reading in used),
        confidence=min((_SURE[reading.rule] for _, reading in used), default=0.0),
    )


def _is_armed(reading: Reading) -> bool:
    return reading.code == "IMG"


def _kind(article: Article, head: int, mention: Mention | None) -> MentionKind:
    if mention:
        return mention.kind
    upos = article.analysis.tokens[head].upos
    return "pronominal" if upos == "PRON" else "named" if upos == "PROPN" else "nominal"
