"""What two versions of an article do not have in common, by sentence and by fact."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from dateline.event_types import Record, RecordParticipant
from dateline.story_types import ChangeKind, Difference, FactChange, FieldChange, SentenceChange
from dateline.text.tokens import find_tokens
from dateline.types import Article, Span

REWORDED: Final = 0.5
"""Likeness of two sentences, of their words in order, from which one is the other in new words and not a new one. A
sentence with a name, a figure or half a clause exchanged has 0.6 or more, two of one news text mostly below 0.35."""
_ENDS: Final = frozenset({".", "!", "?", "…", "..."})
_CLOSING: Final = frozenset("\"'”’»)]")


def compare_versions(
    old: Article, new: Article, old_records: Sequence[Record], new_records: Sequence[Record]
) -> Difference:
    """The sentences and the facts that were added, removed or changed from one version to the other."""
    sentences = tuple(_compare_sentences(old, new))
    reworded = [(one.before_span, one.after_span) for one in sentences if one.before_span and one.after_span]
    return Difference(sentences, compare_facts(old_records, new_records, reworded))


def find_sentences(article: Article) -> list[Span]:
    """The sentences of each block of an article; of the whole text where it has no blocks."""
    blocks = [block.span for block in article.blocks] or [Span(0, len(article.text))]
    return [sentence for block in blocks for sentence in _split(article.text, block)]


def _split(text: str, block: Span) -> Iterator[Span]:
    start = last = None
    ended = False
    for token in find_tokens(text[block.start : block.end]):
        at, end = block.start + token[0], block.start + token[1]
        word = text[at:end]
        if start is not None and last is not None and ended and not (word in _CLOSING and at == last):
            yield Span(start, last)
            start = None
        start = at if start is None else start
        ended = word in _ENDS or (ended and word in _CLOSING)
        last = end
    if start is not None and last is not None:
        yield Span(start, last)


def _compare_sentences(old: Article, new: Article) -> Iterator[SentenceChange]:
    before, after = find_sentences(old), find_sentences(new)
    old_texts, new_texts = _texts(old, before), _texts(new, after)
    matcher = SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "equal":
            continue
        for mine, others in _pair(old_texts[i:i_end], new_texts[j:j_end]):
            was = before[i + mine] if mine is not None else None
            yield _sentence_change(old, new, was, after[j + others] if others is not None else None)


def _texts(article: Article, spans: Iterable[Span]) -> list[str]:
    return [article.text[span.start : span.end] for span in spans]


def _sentence_change(old: Article, new: Article, before: Span | None, after: Span | None) -> SentenceChange:
    kind: ChangeKind = "added" if before is None else "removed" if after is None else "changed"
    return SentenceChange(
        kind,
        old.text[before.start : before.end] if before else None,
        new.text[after.start : after.end] if after else None,
        before,
        after,
    )  # fmt: skip


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _pair(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of the likest, each once, in the order of the new; what has none stands alone, the old ones first."""
    scores = [(_likeness(one, other), i, j) for i, one in enumerate(olds) for j, other in enumerate(news)]
    old_of: dict[int, int] = {}
    for score, i, j in sorted(scores, key=lambda item: (-item[0], item[1], item[2])):
        if score >= REWORDED and j not in old_of and i not in old_of.values():
            old_of[j] = i
    alone: list[tuple[int | None, int | None]] = [(i, None) for i in range(len(olds)) if i not in old_of.values()]
    return [*alone, *((old_of.get(j), j) for j in range(len(news)))]


def compare_facts(
    olds: Sequence[Record], news: Sequence[Record], reworded: Sequence[tuple[Span, Span]] = ()
) -> tuple[FactChange, ...]:
    """The records that were added, removed or changed; ``reworded`` holds spans of sentences in either text."""
    return tuple(_compare_facts(olds, news, reworded))


def _compare_facts(
    olds: Sequence[Record], news: Sequence[Record], reworded: Sequence[tuple[Span, Span]]
) -> Iterator[FactChange]:
    """Facts of one sentence, or of its new wording, are the same where type and trigger are, else where either is."""
    left = list(olds)
    of_new: dict[int, Record] = {}
    for is_same in (_same_words, _same_type):
        for number, new in enumerate(news):
            if number in of_new:
                continue
            found = next((old for old in left if is_same(old, new) and _same_sentence(old, new, reworded)), None)
            if found is not None:
                left.remove(found)
                of_new[number] = found
    for number, new in enumerate(news):
        old = of_new.get(number)
        if old is None:
            yield FactChange("added", None, new, ())
        elif fields := _changed_fields(old, new):
            yield FactChange("changed", old, new, fields)
    yield from (FactChange("removed", old, None, ()) for old in left)


def _same_words(old: Record, new: Record) -> bool:
    return old.type == new.type and old.trigger.text == new.trigger.text


def _same_type(old: Record, new: Record) -> bool:
    return old.type == new.type or old.trigger.text == new.trigger.text


def _same_sentence(old: Record, new: Record, reworded: Sequence[tuple[Span, Span]]) -> bool:
    if old.sentence.text == new.sentence.text:
        return True
    return any(_is_in(old, before) and _is_in(new, after) for before, after in reworded)


def _is_in(record: Record, sentence: Span) -> bool:
    return sentence.start <= record.trigger.span[0] < sentence.end


def _changed_fields(old: Record, new: Record) -> tuple[FieldChange, ...]:
    before, after = _written(old), _written(new)
    return tuple([FieldChange(name, before[name], after[name]) for name in before if before[name] != after[name]])


def _written(record: Record) -> dict[str, str]:
    """The fields that a reader would call the facts, as text."""
    when, place = record.date, record.place
    sources = [a.source.name or a.source.text for a in record.attributions if a.source]
    return {
        "type": record.type,
        "modes": ", ".join(record.modes),
        "status": record.status,
        "actors": _sides(record.actors),
        "recipients": _sides(record.recipients),
        "date": f"{when.start or ''}/{when.end or ''}" if when.start != when.end else when.start or "",
        "place": (place.name or place.text) if place else "",
        "counts": ", ".join(f"{count.kind} {count.text}" for count in record.counts),
        "sources": ", ".join(sources),
    }


def _sides(sides: Iterable[RecordParticipant]) -> str:
    return ", ".join([side.name or side.text for side in sides])
