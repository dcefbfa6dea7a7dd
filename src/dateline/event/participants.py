"""The participants of events: who the words of a role stand for, with country, sector and name.

What may tell is gathered as readings, the surest first: the user's own list, the words of the phrase, the names and
descriptions of the same entity, what the phrase hangs on, and where no state is said the one that the article is about.
The first reading that has a field fills it.
"""

from collections.abc import Sequence
from datetime import date

from dateline.event.actors.background import Background, read_background
from dateline.event.actors.evidence import Article, Reading, find_readings, find_surroundings, read_default
from dateline.event.actors.extent import phrase_of
from dateline.event.actors.listed import ActorList, read_actors
from dateline.types import Analysis, Mention, MentionKind, Participant

__all__ = ["ActorList", "find_participants", "phrase_of", "read_actors", "read_background", "unmatched"]


# How sure each rule is: the share of right values it gave in the training articles.
_SURE = {"list": 1.0, "its full name": 0.9, "its words": 0.9}
_UNSURE = 0.6


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


def unmatched(participants: Sequence[Participant]) -> list[str]:
    """The names of those that no table or list knows, in order, each once."""
    unknown = [one.name for one in participants if one.kind == "named" and one.name and not one.via]
    return list(dict.fromkeys(unknown))


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
    vias = []
    if code:
        vias.append(f"code by {code.rule}: {code.why}")
    if sector:
        vias.append(f"sector by {sector.rule}: {sector.why}")
    return Participant(
        span=span,
        kind=_kind(article, head, mention),
        mention_id=mention.id if mention else None,
        name=next((one.name for one in readings if one.name), None) or article.name_of(mention),
        code=code.code if code else None,
        sector=sector.sector if sector else None,
        other_sectors=sector.other_sectors if sector else (),
        via="; ".join(vias),
        confidence=0.5,
    )


def _is_armed(reading: Reading) -> bool:
    return reading.code == "IMG"


def _kind(article: Article, head: int, mention: Mention | None) -> MentionKind:
    if mention:
        return mention.kind
    upos = article.analysis.tokens[head].upos
    return "pronominal" if upos == "PRON" else "named" if upos == "PROPN" else "nominal"
