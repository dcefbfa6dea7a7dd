"""Coded articles made without a model, seeded: some 250 words by Zipf's law and ten events each, in stories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import numpy as np

from dateline.event_types import Annotations, Coded, Event, EventDate, Participant, Place
from dateline.story.words import load_rarity
from dateline.types import Article, Block, Moment, Name, Quality, Sentence, Span

SEED = 20261129
FIRST_DAY = date(2026, 9, 28)
FACTS = 24
"""Happenings of a story; an article tells of ten."""
TOLD = 10
OWN_WORDS = 40
"""Words that the articles of a story share beside those of the language."""
OWN_SHARE = 0.3
FILL = 15
"""Words of a sentence beside those of its fact."""
SIDES = 3_000
PLACES = 400
TYPES = ("PROTEST", "ASSAULT", "ARREST", "CONSULT", "AGREE", "ACCUSE", "COERCE", "AID")
COUNTRIES = ("QUO", "SEV", "TAR", "VEN", "OST")


@dataclass(frozen=True, slots=True)
class _Fact:
    type: str
    actor: str
    trigger: str
    recipient: str
    core: tuple[str, ...]
    place: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class _Story:
    first: date
    words: list[str]
    facts: list[_Fact]


class Newsroom:
    """Draws articles; the same seed draws the same."""

    def __init__(self, days: int, *, seed: int = SEED) -> None:
        self._days = days
        self._draw = np.random.default_rng(seed)
        counts = load_rarity().counts
        known = [word for word in counts if word.isalpha() and word.isascii()]
        self.words = sorted(known, key=lambda word: (-counts[word], word))
        chances = np.cumsum(1 / np.arange(1, len(self.words) + 1))
        self._chances = chances / chances[-1]
        self._sides = [self._name(2) for _ in range(SIDES)]
        self._places = [self._name(1) for _ in range(PLACES)]

    def make(self, count: int, *, in_story: float = 5.0) -> Iterator[Coded]:
        """So many articles, those of a story one after the other; ``in_story`` is the mean number of these."""
        made = 0
        while made < count:
            size = min(int(self._draw.geometric(1 / in_story)), count - made)
            yield from self.make_story(size)
            made += size

    def make_story(self, size: int, *, days: int = 7) -> Iterator[Coded]:
        """The articles of one story, over so many days."""
        start = FIRST_DAY + timedelta(int(self._draw.integers(max(1, self._days - days))))
        own = [self.words[i] for i in self._draw.integers(2_000, len(self.words), OWN_WORDS)]
        story = _Story(start, own, [self._make_fact(own, start) for _ in range(FACTS)])
        for _ in range(size):
            yield self._make_article(story, start + timedelta(int(self._draw.integers(days))))

    def _name(self, parts: int) -> str:
        return " ".join(self.words[i].capitalize() for i in self._draw.integers(3_000, len(self.words), parts))

    def _fill(self, own: Sequence[str], count: int) -> list[str]:
        words = [self.words[i] for i in np.searchsorted(self._chances, self._draw.random(count))]
        for i in np.flatnonzero(self._draw.random(count) < OWN_SHARE).tolist():
            words[i] = own[int(self._draw.integers(len(own)))]
        return words

    def _make_fact(self, own: Sequence[str], start: date) -> _Fact:
        draw = self._draw.integers
        return _Fact(
            TYPES[draw(len(TYPES))], self._sides[draw(SIDES)], own[draw(len(own))], self._sides[draw(SIDES)],
            tuple(self._fill(own, 5)), self._places[draw(PLACES)] if draw(2) else None,
            (start + timedelta(int(draw(3)))).isoformat() if draw(2) else None,
        )  # fmt: skip

    def _make_article(self, story: _Story, day: date) -> Coded:
        number = int(self._draw.integers(2**62))
        told = [story.facts[i] for i in self._draw.permutation(FACTS)[:TOLD]]
        writer = _Writer(f"{number:x}")
        headline = " ".join(self._fill(story.words, 8)).capitalize()
        writer.begin(headline)
        for fact in told:
            writer.tell(fact, self._fill(story.words, FILL))
        return writer.finish(headline, day.isoformat(), f"Paper {number % 200}")


class _Writer:
    """The text of an article so far, with what is told in it."""

    def __init__(self, name: str) -> None:
        self._id = sha256(name.encode()).hexdigest()[:16]
        self._name = name
        self._text = ""
        self._sentences: list[Sentence] = []
        self._names: list[Name] = []
        self._events: list[Event] = []

    def begin(self, headline: str) -> None:
        """Write the headline."""
        self._text = f"{headline}\n\n"
        self._sentences.append(Sentence(Span(0, len(headline)), 0, 0))

    def tell(self, fact: _Fact, fill: Sequence[str]) -> None:
        """Write a sentence with an event."""
        start = len(self._text)
        actor = self._write(fact.actor)
        trigger = self._write(fact.trigger)
        recipient = self._write(fact.recipient)
        place = self._write(fact.place) if fact.place else None
        self._text += " ".join([*fact.core, *fill]) + "."
        self._sentences.append(Sentence(Span(start, len(self._text)), 0, 0))
        self._text += " "
        self._names += [Name(actor, "PER", 0, 0), Name(recipient, "PER", 0, 0)]
        when = EventDate(
            fact.day, fact.day, fact.day, "exact" if fact.day else "unknown", actor if fact.day else None, None, "made"
        )  # fmt: skip
        self._events.append(
            Event(
                id=sha256(f"{self._id}{trigger}".encode()).hexdigest()[:12], type=fact.type, modes=(), contexts=(),
                underlying=None, trigger=trigger, mentions=(), actors=(_side(actor, fact.actor, fact.actor),),
                recipients=(_side(recipient, fact.recipient, fact.recipient),), reciprocal=False, date=when,
                place=_place(place, fact.place) if place and fact.place else None, attributions=(), hedges=(),
                status="happened", factuality=3.0, polarity="pos", phase=None, condition=None, counts=(), relations=(),
                confidence=0.8, reasons=(),
            )
        )  # fmt: skip

    def finish(self, headline: str, day: str, publisher: str) -> Coded:
        """The article with its events."""
        text = self._text.rstrip()
        article = Article(
            id=self._id, url=f"https://herald.example/{self._name}", origin=f"{self._name}.html", headline=headline,
            kicker=None, deck=None, byline=None, authors=(), agency=None, dateline=None,
            published=Moment(day, "day", "meta"), modified=None, publisher=publisher, language="en", section=None,
            topics=(), page_type="article", text=text,
            blocks=(Block(Span(0, len(headline)), "headline"), Block(Span(len(headline) + 2, len(text)), "paragraph")),
            pictures=(), links=(), quality=Quality("complete"), page_sha256=sha256(text.encode()).hexdigest(),
            found_in={},
        )  # fmt: skip
        annotations = Annotations(
            self._id, tuple(self._sentences), tuple(self._names), (), (), (), tuple(self._events), "made", "made 1", ()
        )
        return Coded(article, annotations, "all")

    def _write(self, words: str) -> Span:
        start = len(self._text)
        self._text += f"{words} "
        return Span(start, start + len(words))


def _side(span: Span, name: str, words: str) -> Participant:
    code = COUNTRIES[len(words) % len(COUNTRIES)]
    return Participant(span, "named", None, name, code, ("GOV", "CVL", "COP")[len(words) % 3], (), "made", 0.9)


def _place(span: Span, name: str) -> Place:
    country = COUNTRIES[len(name) % len(COUNTRIES)]
    return Place(span, name, sum(map(ord, name)), 1.0, 2.0, None, country, "PPL", 4, "made", 0.9)
