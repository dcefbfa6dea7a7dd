"""The choices that annotators made, with what speaks for each: what `fit_events.py` fits tables to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import torch

from dateline.event.learned.links import RELATIONS
from dateline.event.learned.parties import PARTIES
from dateline.event.learned.questions import ask
from dateline.event.setting import read_setting
from dateline.event.sources import OWN_WORD
from dateline.ml.event_heads import EventHeads
from dateline.ml.wordpiece import WordPiece
from dateline.ontology import load_ontology
from dateline.types import Analysis
from event_losses import TextEncoder
from event_network import load_language, read_labels
from fit_choices import Labelled, Ranked
from prepare_events import ArticleReader, EventText, Record
from train_language import find_base

STATUSES = ("happened", "ongoing", "planned", "threatened", "conditional", "denied", "failed", "alleged", "unknown")
LABELS = {"parties": PARTIES, "status": STATUSES, "relations": RELATIONS}
"""Of the tables that choose a label."""


@dataclass(slots=True)
class Examples:
    """Of some articles; a field for each table."""

    parties: list[Labelled] = field(default_factory=list)
    status: list[Labelled] = field(default_factory=list)
    relations: list[Labelled] = field(default_factory=list)
    times: list[Ranked] = field(default_factory=list)
    places: list[Ranked] = field(default_factory=list)
    sources: list[Ranked] = field(default_factory=list)
    same: list[Ranked] = field(default_factory=list)


class Build:
    """The network and heads of one fold."""

    def __init__(self, folder: Path) -> None:
        state = torch.load(folder / "state.pt", map_location="cpu")
        pieces = WordPiece((find_base() / "vocab.txt").read_text(encoding="utf-8").splitlines())
        self._encoder = TextEncoder(load_language(state["network"]), pieces)
        arrays = {name: value.float().numpy() for name, value in state["heads"].items()}
        self.heads = EventHeads(arrays, read_labels(folder))

    @torch.no_grad()
    def vectors(self, text: EventText) -> np.ndarray:
        """Of the words of a text, (words, width)."""
        return self._encoder.read([text], None)[0].vectors.numpy()


class ArticleExamples:
    """The examples of one annotated article."""

    def __init__(self, record: Record, analysis: Analysis, text: EventText, build: Build) -> None:
        self._record, self._text = record, text
        self._reader = ArticleReader(record, analysis)
        published = date.fromisoformat(record["published"][:10]) if record.get("published") else None
        title = len(record.get("title") or "")
        setting = read_setting(record["id"], analysis, title, published, load_ontology(), None)
        self._ask = ask(setting, build.vectors(text), build.heads)
        self._setting = self._ask.setting

    def add_to(self, examples: Examples) -> None:
        """All of them."""
        for event in self._record["events"]:
            trigger = self._reader.words.head(self._reader.quoted(event["s"], event["trigger"]))
            if trigger is not None:
                actor = self._add_parties(event, trigger, examples)
                self._add_facts(event, trigger, actor, examples)
        self._add_links(examples)

    def _add_parties(self, event: Record, trigger: int, examples: Examples) -> int | None:
        """Returns the head of the first actor."""
        asked = self._ask.parties(trigger, event["type"])
        wanted = dict[int, str]()
        for role, name in (("actor", "actors"), ("recipient", "recipients")):
            for party in event.get(name, ()):
                words = self._words(party, event, trigger)
                top = self._reader.words.head(words)
                chosen = top if top in asked else next((head for head in asked if head in words), None)
                wanted |= {} if chosen is None else {chosen: role}
        for head, features in asked.items():
            examples.parties.append(Labelled(self._record["id"], features, wanted.get(head, "neither")))
        return next((head for head in asked if wanted.get(head) == "actor"), None)

    def _add_facts(self, event: Record, trigger: int, actor: int | None, examples: Examples) -> None:
        name, kind, reader = self._record["id"], event["type"], self._reader
        if event["status"] in STATUSES:
            examples.status.append(Labelled(name, self._ask.status(trigger, kind)[1], event["status"]))
        words = self._words(event.get("date"), event, trigger)
        times = self._ask.times(trigger, kind)
        inside = [words & set(reader.words.inside(time.span.start, time.span.end)) for time, _ in times]
        examples.times.append(Ranked(name, [features for _, features in times], _numbers(inside)))
        words = self._words(event.get("place"), event, trigger)
        top, places = reader.words.head(words), self._ask.places(trigger, kind)
        right = _numbers(head == top for head, _, _ in places) or _numbers(head in words for head, _, _ in places)
        examples.places.append(Ranked(name, [features for *_, features in places], right))
        sources = self._ask.sources(trigger, kind, actor)
        given = [self._is_source(event, trigger, number, actor) for number, _ in sources]
        examples.sources.append(Ranked(name, [features for _, features in sources], _numbers(given)))

    def _is_source(self, event: Record, trigger: int, number: int, actor: int | None) -> bool:
        given = event.get("src", ())
        if number == OWN_WORD and any(one.get("kind") == "self" for one in given):
            return True
        head = actor if number == OWN_WORD else self._setting.attributed[number].source
        return any(head in self._words(one, event, trigger) for one in given)

    def _words(self, given: Record | None, event: Record, trigger: int) -> set[int]:
        """The words of what an annotator quoted."""
        if not given or not given.get("x"):
            return set()
        near = self._setting.analysis.tokens[trigger].span.start
        return set(self._reader.quoted(given.get("s", event["s"]), given["x"], near))

    def _add_links(self, examples: Examples) -> None:
        name, events = self._record["id"], self._record["events"]
        event_of = dict[int, int]()
        for word, number in self._text.mentions:
            event_of.setdefault(word, number)
        acts = [(word, events[number]["type"]) for word, number in sorted(event_of.items())]
        for number, ((word, _), options) in enumerate(zip(acts, self._ask.same(acts), strict=True)):
            earlier = acts[number - len(options) : number]
            right = (event_of[other] == event_of[word] for other, _ in earlier)
            examples.same.append(Ranked(name, options, _numbers(right)))
        groups: Mapping[int, list[tuple[int, str]]] = defaultdict(list)
        for act in acts:
            groups[event_of[act[0]]].append(act)
        numbers = sorted(groups)
        given = {(event["e"], other): label for event in events for label, other, *_ in event.get("rel", ())}
        for (i, j), (_, features) in self._ask.relations([groups[number] for number in numbers]).items():
            label = given.get((events[numbers[i]]["e"], events[numbers[j]]["e"]), RELATIONS[0])
            if label in RELATIONS:
                examples.relations.append(Labelled(name, features, label))


def _numbers(flags: Iterable[object]) -> frozenset[int]:
    return frozenset(number for number, flag in enumerate(flags) if flag)


def read_examples(
    records: Iterable[Record], analyses: Mapping[str, Analysis], texts: Sequence[EventText], build: Build
) -> Examples:
    """Of some articles, by a build that has not seen them."""
    found, by_id = Examples(), {text.id: text for text in texts}
    for record in records:
        ArticleExamples(record, analyses[record["id"]], by_id[record["id"]], build).add_to(found)
    return found
