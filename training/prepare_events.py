"""Texts with events as the event heads learn them: words and sentences of ours, and what each corpus marks.

    python training/prepare_events.py --data DIR

DIR holds ``training/train.jsonl`` and ``events/``. Writes ``training/build/event_texts.jsonl.gz``, which
`train_events.py` reads; about four minutes on one core. What a corpus does not mark is neither right nor wrong.
"""

import argparse
import gzip
import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from dateline.analysis import analyse_text
from dateline.event.cues import find_hints
from dateline.event.trees import make_trees
from dateline.ontology import load_ontology
from dateline.types import Analysis

BUILD = Path(__file__).parent / "build"
CACHE = BUILD / "event_texts.jsonl.gz"
FOLDS = 5
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
ANY_TYPE = "ANY"
"""The mark of a trigger whose type the corpus does not tell."""
COUNTS = ("dead", "injured", "arrested", "size")
EVENT_ROLES = ("actor", "recipient", "place", "time", "source", "condition", "hedge", *COUNTS)
CUE_ROLES = ("cue_source", "cue_content")
NO_LABEL = "none"
GOLD = "gold"
"""The corpus of whole articles with every event."""
UNTYPED = ("polnear", "factuality")
"""Corpora that know nothing of types."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence."""

    words: tuple[str, ...]
    begins_paragraph: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is marked at the main trigger of an event."""

    word: int
    status: str
    phase: str
    voice: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventText:
    """A text and its marks; words are numbered through the text."""

    id: str
    corpus: str
    fold: int
    has_headline: bool
    sentences: tuple[SentenceWords, ...]
    lemmas: tuple[str, ...]
    triggers: tuple[tuple[int, str], ...] = ()
    """Type of each word that heads a trigger."""
    ignored: tuple[int, ...] = ()
    """Words that are neither triggers nor none."""
    all_triggers: bool = False
    """Whether every other word is no trigger."""
    some_of: tuple[str, ...] = ()
    """Types of which some word triggers one."""
    facts: tuple[Facts, ...] = ()
    pivots: tuple[int, ...] = ()
    """Words whose roles are all marked, as far as ``known_roles`` goes."""
    roles: tuple[tuple[int, int, str], ...] = ()
    """Pivot, word, role."""
    known_roles: tuple[str, ...] = ()
    sectors: tuple[tuple[int, str], ...] = ()
    cues: tuple[str, ...] = ()
    """``O``, ``B``, ``I`` for each word; empty where cues are not marked."""
    numbers: tuple[tuple[int, float], ...] = ()
    """How sure the text makes it that what the word tells did happen, -3 to 3."""
    mentions: tuple[tuple[int, int], ...] = ()
    """Head word and number of the event of each mention."""
    relations: tuple[tuple[int, int, str], ...] = ()
    """Mention word, mention word of the other event, relation of the first to the second."""
    hints: tuple[tuple[int, str, str], ...] = ()
    """Word, type and kind of each cue that fits there, as `find_hints` gives them."""


def fold_of(text: str) -> int:
    """The fold that a text is held out in, by its letters and digits alone."""
    letters = "".join(character for character in text.lower() if character.isalnum())
    return int(hashlib.sha256(letters.encode()).hexdigest(), 16) % FOLDS


class Words:
    """The words of an analysed text, found by characters."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self._trees = analysis, make_trees(analysis)
        self.heads = [token.head for token in analysis.tokens]
        self._starts = [token.span.start for token in analysis.tokens]
        self._ends = [token.span.end for token in analysis.tokens]

    def inside(self, start: int, end: int) -> range:
        """Words with a character in that stretch."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def head(self, words: Iterable[int]) -> int | None:
        """Of these words the one nearest to the root, the first of several."""
        return min(words, key=lambda word: (self._depth(word), word), default=None)

    def _depth(self, word: int) -> int:
        depth, head = 0, self.heads[word]
        while head is not None:
            depth, head = depth + 1, self.heads[head]
        return depth

    def sentences(self) -> tuple[SentenceWords, ...]:
        """All words, by sentences."""
        found, last = [], 0
        text = self.analysis.text
        for sentence in self.analysis.sentences:
            tokens = self.analysis.tokens[sentence.first : sentence.end]
            words = tuple(text[token.span.start : token.span.end] for token in tokens)
            begins = bool(_PARAGRAPH.search(text, last, sentence.span.start))
            found.append(SentenceWords(words, begins))
            last = sentence.span.end
        return tuple(found)

    def text(self, name: str, corpus: str, **marks: Any) -> EventText:
        """The text with these marks."""
        lemmas = tuple(token.lemma.lower() for token in self.analysis.tokens)
        fold = fold_of(self.analysis.text)
        marks.setdefault("has_headline", False)
        if corpus not in UNTYPED:
            hints = find_hints(self.analysis, self._trees, load_ontology())
            marks["hints"] = tuple((hint.token, hint.type, hint.kind) for hint in hints)
        return EventText(id=name, corpus=corpus, fold=fold, sentences=self.sentences(), lemmas=lemmas, **marks)


def find_quote(text: str, bounds: tuple[int, int], quote: str, near: int | None = None) -> tuple[int, int] | None:
    """Where the quote stands between these characters: of several places the nearest, whole words before parts."""
    found = [match.start() for match in re.finditer(re.escape(quote), text[bounds[0] : bounds[1]])] if quote else []
    if not found:
        return None
    target = bounds[0] if near is None else near

    def cost(start: int) -> tuple[bool, int]:
        end = start + len(quote)
        cut = text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum()
        return cut, abs(start - target)

    start = min((bounds[0] + start for start in found), key=cost)
    return start, start + len(quote)


class ArticleReader:
    """Finds the words of an annotated article's quotes."""

    def __init__(self, record: Record, analysis: Analysis) -> None:
        self.record, self.words = record, Words(analysis)
        self._bounds = [(sentence["start"], sentence["end"]) for sentence in record["sentences"]]

    def quoted(self, sentence: int, quote: str | None, near: int | None = None) -> range:
        """The words of a quote; none where it is not found."""
        if not quote or not 0 <= sentence < len(self._bounds):
            return range(0)
        found = find_quote(self.record["text"], self._bounds[sentence], quote, near)
        return self.words.inside(*found) if found else range(0)

    def phrase_heads(self, event: Record, near: int) -> Iterator[tuple[str, int]]:
        """Role and head word of each phrase of the event."""
        for role, sentence, quote in _phrases(event):
            places = [sentence] if sentence is not None else [event["s"], *(place for place, _ in _mentions(event))]
            found = next((words for place in places if (words := self.quoted(place, quote, near))), range(0))
            head = self.words.head(found)
            if head is not None:
                yield role, head

    def read(self) -> EventText:
        """The text with all its marks."""
        triggers, ignored, groups = dict[int, str](), set[int](), list[list[int]]()
        facts, roles, sectors, pivots = dict[int, Facts](), set[tuple[int, int, str]](), dict[int, str](), list[int]()
        for event in self.record["events"]:
            quotes = [self.quoted(*place) for place in [(event["s"], event["trigger"]), *_mentions(event)]]
            heads = [head for words in quotes if (head := self.words.head(words)) is not None]
            groups.append(list(dict.fromkeys(heads)))
            ignored.update(word for words in quotes for word in words)
            for head in heads:
                triggers.setdefault(head, event["type"])
            if not quotes[0]:
                continue
            pivots.append(heads[0])
            facts.setdefault(heads[0], _facts(heads[0], event))
            near = self.words.analysis.tokens[heads[0]].span.start
            roles.update((heads[0], word, role) for role, word in self.phrase_heads(event, near))
            sectors.update(self._sectors(event, near))
        return self.words.text(
            self.record["id"], GOLD, has_headline=bool(self.record.get("title")), triggers=tuple(triggers.items()),
            ignored=tuple(sorted(ignored - triggers.keys())), all_triggers=True, facts=tuple(facts.values()),
            pivots=tuple(dict.fromkeys(pivots)), roles=tuple(sorted(roles)), known_roles=EVENT_ROLES,
            sectors=tuple(sectors.items()),
            mentions=tuple((word, number) for number, group in enumerate(groups) for word in group),
            relations=tuple(_relations(self.record["events"], groups)),
        )  # fmt: skip

    def _sectors(self, event: Record, near: int) -> Iterator[tuple[int, str]]:
        for party in [*event.get("actors", ()), *event.get("recipients", ())]:
            head = self.words.head(self.quoted(party.get("s", event["s"]), party.get("x"), near))
            if head is not None:
                yield head, party.get("sec") or NO_LABEL


def _mentions(event: Record) -> list[tuple[int, str]]:
    return [(sentence, quote) for sentence, quote in event.get("mentions", ())]


def _phrases(event: Record) -> Iterator[tuple[str, int | None, str | None]]:
    """Role, sentence (``None`` where it is not told) and words of each phrase."""
    own = event["s"]
    for role, field in (("actor", "actors"), ("recipient", "recipients"), ("source", "src")):
        for party in event.get(field, ()):
            yield role, party.get("s", own), party.get("x")
    for role, field in (("place", "place"), ("time", "date")):
        if given := event.get(field):
            yield role, given.get("s", own), given.get("x")
    for role, field in (("condition", "cond"), ("hedge", "hedge")):
        yield role, None, event.get(field)
    for role in COUNTS:
        yield role, None, (event.get("n") or {}).get(role)


def _facts(word: int, event: Record) -> Facts:
    sources = event.get("src") or [{}]
    voice = sources[0].get("kind") or NO_LABEL
    return Facts(word, event["status"], event.get("phase") or NO_LABEL, voice, tuple(event.get("mode", ())))


def _relations(events: Sequence[Record], groups: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, str]]:
    """Each relation between the two mentions that stand closest."""
    numbers = {event["e"]: number for number, event in enumerate(events)}
    for number, event in enumerate(events):
        for label, other, *_ in event.get("rel", ()):
            others = groups[numbers[other]] if other in numbers else ()
            pairs = [(left, right) for left in groups[number] for right in others if left != right]
            if pairs:
                yield *min(pairs, key=lambda pair: abs(pair[0] - pair[1])), label


def read_articles(path: Path) -> Iterator[EventText]:
    """Whole articles with every event."""
    for record in read_records(path):
        yield ArticleReader(record, analyse_text(record["text"])).read()


def read_codings(path: Path) -> Iterator[EventText]:
    """Sentences with the trigger of one event and its parties; of other words nothing is known."""
    for record in read_records(path):
        words = Words(analyse_text(record["text"]))
        triggers, roles, sectors = dict[int, str](), set[tuple[int, int, str]](), dict[int, str]()
        for event in record["events"]:
            spans = (event.get("trigger") or {}).get("spans") or ()
            pivot = words.head(word for span in spans for word in words.inside(*span))
            if pivot is None or event["type"] not in TYPES:
                continue
            triggers[pivot] = event["type"]
            for role, field in (("actor", "actors"), ("recipient", "recipients")):
                for party in event[field]:
                    head = words.head(words.inside(*party["span"])) if party.get("span") else None
                    if head is not None:
                        roles.add((pivot, head, role))
                        sectors.update({head: party["sector"][:3]} if party.get("sector") else {})
        if triggers:
            yield words.text(
                record["id"], "gsr", triggers=tuple(triggers.items()), pivots=tuple(triggers), roles=tuple(roles),
                known_roles=("actor", "recipient"), sectors=tuple(sectors.items()),
            )  # fmt: skip


def read_types(path: Path, corpus: str) -> Iterator[EventText]:
    """Sentences of which only is known what type of event some word tells."""
    for record in read_records(path):
        types = record.get("types_ok") or [record.get("type_approx")]
        some_of = tuple(label for label in types if label in TYPES)
        if some_of:
            yield Words(analyse_text(record["text"])).text(record["id"], corpus, some_of=some_of)


def read_parties(path: Path) -> Iterator[EventText]:
    """Sentences with trigger, actor and recipient of an event of unknown type."""
    for record in read_records(path):
        words = Words(analyse_text(record["text"]))
        heads = [(label, words.head(words.inside(start, end))) for start, end, label in record["spans"]]
        pivots = [head for label, head in heads if label == "trigger" and head is not None]
        parties = [(head, label) for label, head in heads if label != "trigger" and head is not None]
        roles = {(pivot, head, label) for pivot in pivots[:1] for head, label in parties}
        yield words.text(
            record["id"], "cameo_roles", triggers=tuple((word, ANY_TYPE) for word in pivots), pivots=tuple(pivots[:1]),
            roles=tuple(roles), known_roles=("actor", "recipient"), some_of=() if pivots else TYPES,
        )  # fmt: skip


def read_attributions(path: Path) -> Iterator[EventText]:
    """Articles with sources, cues and contents."""
    for record in _learned(path):
        words = Words(analyse_text(record["text"]))
        tags = ["O"] * len(words.heads)
        roles, pivots = set[tuple[int, int, str]](), list[int]()
        for attribution in record["attributions"]:
            cue = [word for span in attribution["cue"] for word in words.inside(*span)]
            pivot = words.head(cue)
            if pivot is None:
                continue
            for number, word in enumerate(cue):
                tags[word] = "I" if number else "B"
            pivots.append(pivot)
            source = words.head(word for span in attribution["source"] for word in words.inside(*span))
            roles.update([(pivot, source, "cue_source")] if source is not None else [])
            content = (word for span in attribution["content"] for word in words.inside(*span))
            roles.update((pivot, word, "cue_content") for word in content)
        yield words.text(
            record["id"], "polnear", cues=tuple(tags), pivots=tuple(dict.fromkeys(pivots)), roles=tuple(sorted(roles)),
            known_roles=CUE_ROLES,
        )  # fmt: skip


def read_factuality(path: Path) -> Iterator[EventText]:
    """Sentences, split at spaces, with numbers at the first word of what they tell."""
    for record in _learned(path):
        words = tuple(record["text"].split(" "))
        starts = [0]
        for word in words[:-1]:
            starts.append(starts[-1] + len(word) + 1)
        numbers = tuple(
            (bisect_right(starts, event["span"][0]) - 1, float(event["factuality"])) for event in record["events"]
        )
        sentences = (SentenceWords(words, False),)
        if all(words):
            yield EventText(
                record["id"], "factuality", fold_of(record["text"]), has_headline=False, sentences=sentences,
                lemmas=("",) * len(words), numbers=numbers,
            )  # fmt: skip


def read_records(path: Path) -> Iterator[Record]:
    """The lines of a file of records, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _learned(path: Path) -> Iterator[Record]:
    """The records that nothing is measured on."""
    return (record for record in read_records(path) if record["split"] == "train")


def read_all(data: Path) -> Iterator[EventText]:
    """Every corpus."""
    events = data / "events"
    yield from read_articles(data / "training/train.jsonl")
    yield from read_codings(events / "plover_gsr.jsonl")
    yield from read_types(events / "plv.jsonl", "plv")
    yield from read_types(events / "case2021_task2.jsonl", "case")
    yield from read_parties(events / "cameo_roles.jsonl")
    yield from read_factuality(events / "factuality.jsonl.gz")
    yield from read_attributions(events / "polnear.jsonl.gz")


def cut_text(text: EventText, start: int, end: int) -> EventText:
    """The sentences from ``start`` to ``end`` with the marks that lie in them."""
    sizes = [len(sentence.words) for sentence in text.sentences]
    first, last = sum(sizes[:start]), sum(sizes[:end])

    def moved(marks: Iterable[tuple[Any, ...]], words: int) -> tuple[Any, ...]:
        kept = (mark for mark in marks if all(first <= word < last for word in mark[:words]))
        return tuple((*(word - first for word in mark[:words]), *mark[words:]) for mark in kept)

    return replace(
        text, has_headline=text.has_headline and start == 0, sentences=text.sentences[start:end],
        lemmas=text.lemmas[first:last], cues=text.cues[first:last], triggers=moved(text.triggers, 1),
        ignored=tuple(word - first for word in text.ignored if first <= word < last),
        facts=tuple(replace(fact, word=fact.word - first) for fact in text.facts if first <= fact.word < last),
        pivots=tuple(word - first for word in text.pivots if first <= word < last), roles=moved(text.roles, 2),
        sectors=moved(text.sectors, 1), numbers=moved(text.numbers, 1), mentions=moved(text.mentions, 1),
        relations=moved(text.relations, 2), hints=moved(text.hints, 1),
    )  # fmt: skip


def load_texts(path: Path = CACHE) -> list[EventText]:
    """The texts that `main` wrote."""
    return [_text(row) for row in read_records(path)]


def _text(row: Record) -> EventText:
    made = {field.name: _tuples(row[field.name]) for field in fields(EventText)}
    for name, kind in (("sentences", SentenceWords), ("facts", Facts)):
        made[name] = tuple(kind(**{key: _tuples(value) for key, value in each.items()}) for each in row[name])
    return EventText(**made)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def main() -> None:
    """Write the texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    temporary = CACHE.with_suffix(".new")
    with gzip.open(temporary, "wt", encoding="utf-8", compresslevel=3) as out:
        for text in read_all(args.data):
            out.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")
    temporary.replace(CACHE)


if __name__ == "__main__":
    main()
