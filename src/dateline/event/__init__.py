"""Stage: the analysis of an article to the events it reports, each field with the words or the rule it rests on.

An article is set (`setting`), a coder finds its acts and says what each is (`learned.coder` where word vectors are
given, else `rule_coder`), and events are built from what it says (`building`).
"""

from collections.abc import Sequence
from datetime import date

from dateline.event.building import EventBuilder
from dateline.event.learned.coder import LearnedCoder
from dateline.event.merge import Told
from dateline.event.participants import ActorList, unmatched
from dateline.event.rule_coder import RuleCoder
from dateline.event.setting import read_setting
from dateline.event_types import Annotations
from dateline.ml.event_heads import Floats
from dateline.ontology import Ontology
from dateline.types import Analysis, Span

MOST_OCCUR = 5
"""Happenings outside PLOVER kept of one article, those told most often; as the annotation guide has it."""


def annotate(
    article_id: str,
    analysis: Analysis,
    *,
    headline: int,
    published: date | None,
    posts: Sequence[tuple[Span, date]] = (),
    ontology: Ontology,
    actors: ActorList | None = None,
    vectors: Floats | None = None,
) -> Annotations:
    """The events of an article.

    Args:
        article_id: goes into the ids of events.
        analysis: of the article's whole text.
        headline: characters at the head of the text that are its headline.
        published: the day of publication, which dates are reckoned from; without it they stay unknown.
        posts: parts of the text that were published on a day of their own, in its order, as in a live blog.
        ontology: the types and their cues.
        actors: the user's own list of actors.
        vectors: what the language model made of each word, (words, width); without them rules alone code.
    """
    setting = read_setting(article_id, analysis, headline, published, ontology, actors, posts)
    coder = RuleCoder(setting) if vectors is None else LearnedCoder(setting, vectors)
    builder = EventBuilder(coder)
    told = sorted(_without_small(coder.acts()), key=lambda one: one.trigger)
    events = builder.build(told)
    people = [side for event in events for side in (*event.actors, *event.recipients)]
    return Annotations(
        article_id, analysis.sentences, analysis.names, tuple(setting.times), tuple(setting.places),
        tuple(builder.attributions), tuple(events), coder.name, ontology.label, tuple(unmatched(people, actors)),
    )  # fmt: skip


def _without_small(told: Sequence[Told]) -> list[Told]:
    """At most `MOST_OCCUR` happenings outside PLOVER."""
    outside = sorted((one for one in told if one.type == "OCCUR"), key=lambda one: (-len(one.cues), one.trigger))
    dropped = {id(one) for one in outside[MOST_OCCUR:]}
    return [one for one in told if id(one) not in dropped]
