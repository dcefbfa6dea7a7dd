"""How annotated articles and sentences are read for training."""

import gzip
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from prepare_events import (
    CUE_ROLES,
    EventText,
    cut_text,
    find_quote,
    fold_of,
    load_texts,
    read_articles,
    read_attributions,
    read_codings,
    read_factuality,
    read_parties,
    read_types,
)

HEADLINE = "Police arrest a woman"
FIRST = "Police arrested Jana Roth in Tolvarra on Monday, the ministry said."
SECOND = "The arrest followed a protest."
ARTICLE = f"{HEADLINE}\n\n{FIRST} {SECOND}"
EVENTS = [
    {"e": "e1", "type": "COERCE", "mode": ["arrest"], "s": 1, "trigger": "arrested",
     "mentions": [[0, "arrest"], [2, "The arrest"]], "actors": [{"x": "Police", "sec": "COP"}],
     "recipients": [{"x": "Jana Roth"}], "date": {"x": "Monday"}, "place": {"x": "Tolvarra"},
     "src": [{"kind": "official", "x": "the ministry", "cue": "said"}], "status": "happened",
     "rel": [["after", "e2", "followed"]]},
    {"e": "e2", "type": "PROTEST", "s": 2, "trigger": "a protest", "status": "happened"},
]  # fmt: skip


def write(folder: Path, record: dict[str, Any], name: str = "corpus.jsonl") -> Path:
    path = folder / name
    line = json.dumps(record) + "\n"
    path.write_bytes(gzip.compress(line.encode()) if name.endswith(".gz") else line.encode())
    return path


def words_of(text: EventText) -> list[str]:
    return [word for sentence in text.sentences for word in sentence.words]


def read_article(folder: Path) -> EventText:
    starts = [ARTICLE.index(sentence) for sentence in (HEADLINE, FIRST, SECOND)]
    ends = [start + len(sentence) for start, sentence in zip(starts, (HEADLINE, FIRST, SECOND), strict=True)]
    sentences = [{"i": i, "start": start, "end": end} for i, (start, end) in enumerate(zip(starts, ends, strict=True))]
    record = {"id": "a", "title": HEADLINE, "text": ARTICLE, "sentences": sentences, "events": EVENTS}
    (text,) = read_articles(write(folder, record))
    return text


def test_an_article_has_its_words_and_paragraphs(tmp_path: Path) -> None:
    text = read_article(tmp_path)
    assert text.has_headline
    assert [sentence.words[0] for sentence in text.sentences] == ["Police", "Police", "The"]
    assert [sentence.begins_paragraph for sentence in text.sentences] == [False, True, False]


def test_triggers_are_heads_and_the_other_words_of_a_quote_are_left_open(tmp_path: Path) -> None:
    text = read_article(tmp_path)
    words = words_of(text)
    assert {(words[word], label) for word, label in text.triggers} == {
        ("arrested", "COERCE"), ("arrest", "COERCE"), ("protest", "PROTEST"),
    }  # fmt: skip
    assert sorted(words[word] for word in text.ignored) == ["The", "a"]
    assert text.all_triggers


def test_facts_roles_and_sectors_are_at_their_words(tmp_path: Path) -> None:
    text = read_article(tmp_path)
    words = words_of(text)
    first, second = text.facts
    assert (words[first.word], first.voice, first.modes, first.phase) == ("arrested", "official", ("arrest",), "none")
    assert second.voice == "none"
    assert {(words[pivot], words[word], role) for pivot, word, role in text.roles} == {
        ("arrested", "Police", "actor"), ("arrested", "Jana", "recipient"), ("arrested", "Monday", "time"),
        ("arrested", "Tolvarra", "place"), ("arrested", "ministry", "source"),
    }  # fmt: skip
    assert {(words[word], label) for word, label in text.sectors} == {("Police", "COP"), ("Jana", "none")}


def test_a_relation_joins_the_closest_mentions(tmp_path: Path) -> None:
    text = read_article(tmp_path)
    words = words_of(text)
    assert [event for _, event in text.mentions] == [0, 0, 0, 1]
    ((left, right, label),) = text.relations
    assert (words[left], words[right], label) == ("arrest", "protest", "after")
    assert left > len(text.sentences[0].words)


@pytest.mark.parametrize(
    ("quote", "near", "found"),
    [("war", None, (9, 12)), ("war", 30, (24, 27)), ("warn", None, (0, 4)), ("wa", None, (0, 2)), ("", None, None)],
)
def test_a_quote_is_found_as_whole_words_nearest_to_its_event(
    quote: str, near: int | None, found: tuple[int, int] | None
) -> None:
    assert find_quote("warned a war ends after war", (0, 27), quote, near) == found


def test_a_coded_sentence_marks_one_trigger_and_two_parties(tmp_path: Path) -> None:
    event = {"type": "AGREE", "trigger": {"spans": [[9, 15]]}, "actors": [{"span": [0, 8], "sector": "GOV"}],
             "recipients": [{"span": [24, 28], "sector": ""}]}  # fmt: skip
    record = {"id": "g", "text": "Tolvarra agreed to help Vale.", "events": [event]}
    (text,) = read_codings(write(tmp_path, record))
    words = words_of(text)
    assert [(words[word], label) for word, label in text.triggers] == [("agreed", "AGREE")]
    assert {(words[word], role) for _, word, role in text.roles} == {("Tolvarra", "actor"), ("Vale", "recipient")}
    assert [(words[word], label) for word, label in text.sectors] == [("Tolvarra", "GOV")]
    assert not text.all_triggers


@pytest.mark.parametrize(
    ("marks", "expected"),
    [({"types_ok": ["CONCEDE", "RETREAT"]}, ("CONCEDE", "RETREAT")), ({"type_approx": "AID"}, ("AID",))],
)
def test_a_sentence_may_only_tell_its_types(tmp_path: Path, marks: dict[str, Any], expected: tuple[str, ...]) -> None:
    (text,) = read_types(write(tmp_path, {"id": "p", "text": "Tolvarra sent help."} | marks), "plv")
    assert text.some_of == expected
    assert list(read_types(write(tmp_path, {"id": "p", "text": "Rain fell.", "type_approx": None}), "case")) == []


def test_parties_hang_on_a_trigger_of_any_type(tmp_path: Path) -> None:
    spans = [[0, 8, "actor"], [9, 16, "trigger"], [17, 21, "recipient"]]
    (text,) = read_parties(write(tmp_path, {"id": "c", "text": "Tolvarra praised Vale .", "spans": spans}))
    assert text.triggers == ((1, "ANY"),)
    assert set(text.roles) == {(1, 0, "actor"), (1, 2, "recipient")}


def test_an_attribution_has_cue_source_and_every_word_of_its_content(tmp_path: Path) -> None:
    attribution = {"source": [[12, 23]], "cue": [[24, 28]], "content": [[0, 10]]}
    record = {"id": "n", "text": "Boats sank, the captain said.", "attributions": [attribution], "split": "train"}
    (text,) = read_attributions(write(tmp_path, record, "n.jsonl.gz"))
    words = words_of(text)
    assert [words[i] for i, tag in enumerate(text.cues) if tag == "B"] == ["said"]
    assert {(words[word], role) for _, word, role in text.roles} == {
        ("Boats", "cue_content"), ("sank", "cue_content"), ("captain", "cue_source"),
    }  # fmt: skip
    assert text.known_roles == CUE_ROLES


def test_numbers_stand_at_the_words_between_spaces(tmp_path: Path) -> None:
    record = {
        "id": "f",
        "text": "They did n't leave .",
        "events": [{"span": [13, 18], "factuality": -2.5}],
        "split": "train",
    }
    (text,) = read_factuality(write(tmp_path, record, "f.jsonl.gz"))
    assert text.numbers == ((3, -2.5),)


def test_texts_come_back_as_they_were_written(tmp_path: Path) -> None:
    text = read_article(tmp_path)
    assert load_texts(write(tmp_path, asdict(text), "texts.jsonl.gz")) == [text]


def test_the_fold_of_a_text_depends_on_its_letters_alone() -> None:
    assert fold_of("Boats sank.") == fold_of("BOATS  sank")


def test_a_part_of_a_text_keeps_the_marks_that_lie_in_it(tmp_path: Path) -> None:
    whole = read_article(tmp_path)
    assert cut_text(whole, 0, len(whole.sentences)) == whole
    last = cut_text(whole, len(whole.sentences) - 1, len(whole.sentences))
    words = words_of(last)
    assert words == ["The", "arrest", "followed", "a", "protest", "."]
    assert [(words[word], event) for word, event in last.mentions] == [("arrest", 0), ("protest", 1)]
    assert [(words[a], words[b]) for a, b, _ in last.relations] == [("arrest", "protest")]
    assert (last.has_headline, last.roles, [words[fact.word] for fact in last.facts]) == (False, (), ["protest"])
