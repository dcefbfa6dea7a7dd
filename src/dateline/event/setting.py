"""What all events of an article share: its analysis, times, places, words of speech, and what the user gave."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.event.actors.background import Background
from dateline.event.attribution import Attributed, find_attributed
from dateline.event.dates.published import Days, read_times
from dateline.event.dates.sides import turn_times
from dateline.event.participants import ActorList, read_background
from dateline.event.places import find_places
from dateline.event.trees import Trees, make_trees
from dateline.event_types import Place
from dateline.ontology import Ontology
from dateline.types import Analysis, Span, Time


@dataclass(frozen=True, slots=True)
class Setting:
    """An article on its way to its events."""

    article_id: str
    analysis: Analysis
    trees: Trees
    headline: int
    """Words that are the headline's."""
    days: Days
    """Of publication."""
    ontology: Ontology
    actors: ActorList | None
    times: Sequence[Time]
    places: Sequence[Place]
    background: Background
    attributed: Sequence[Attributed]
    entities: Mapping[int, str]
    """Ids of the entities that head words of mentions point to."""

    @property
    def published(self) -> date | None:
        """The day of publication of the whole."""
        return self.days.whole

    def token_at(self, character: int) -> int:
        """The word that begins at or last before a character."""
        return max(0, bisect_right(self.analysis.tokens, character, key=lambda token: token.span.start) - 1)

    def head_of(self, span: Span) -> int:
        """Of the words of a span the one that the others hang on, the first of several."""
        words = range(self.token_at(span.start), self.token_at(span.end - 1) + 1)
        return next((i for i in words if self.analysis.tokens[i].head not in words), words[0])

    def span_of(self, tokens: tuple[int, int]) -> Span:
        """From the first to the last of some words, given half-open."""
        return Span(self.trees.tokens[tokens[0]].span.start, self.trees.tokens[tokens[1] - 1].span.end)


def read_setting(
    article_id: str, analysis: Analysis, headline: int, published: date | None, ontology: Ontology,
    actors: ActorList | None, posts: Sequence[tuple[Span, date]] = (),
) -> Setting:  # fmt: skip
    """What is found once for all events of an article; ``headline`` characters at its head are its headline."""
    trees, days = make_trees(analysis), Days(published, tuple(posts))
    times = turn_times(analysis, trees, read_times(analysis.text, days), days)
    return Setting(
        article_id, analysis, trees, sum(token.span.end <= headline for token in analysis.tokens), days, ontology,
        actors, times, find_places(analysis), read_background(analysis),
        find_attributed(analysis, trees), {mention.head: mention.entity_id for mention in analysis.mentions},
    )  # fmt: skip
