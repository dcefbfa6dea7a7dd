"""Corrections after the article was read again: by another model, or from a page that changed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_corrections import STORY, Line, count_all, fix, judge, read_records, undo, words_of, write_text

from dateline.correction import Applied, apply_corrections
from dateline.event_types import Record
from dateline.story_types import Correction

RECORDS = read_records(STORY)
ARREST, BLAME, MARCH, MEETING = RECORDS
EXTRA = Line("The mayor of Cora promised a new pier by spring.", "promised", "AGREE")


def apply_to(lines: Sequence[Line], *corrections: Correction) -> Applied:
    records = read_records(lines)
    return apply_corrections(records, corrections, {ARREST.article_id: write_text(lines)})


def test_a_field_holds_where_another_model_sees_another_type() -> None:
    lines = (replace(STORY[0], type="ASSAULT"), *STORY[1:])
    applied = apply_to(lines, fix(ARREST, "recipients", "dockers"))
    assert (applied.records[0].type, applied.records[0].recipients[0].text) == ("ASSAULT", "dockers")
    assert apply_to(lines, fix(ARREST, "type", "PROTEST")).records[0].type == "PROTEST"


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_verdict_on_a_type_does_not_fall_on_another(verb: str) -> None:
    applied = apply_to((replace(STORY[0], type="ASSAULT"), *STORY[1:]), judge(verb, ARREST))
    assert (applied.accepted, applied.rejected, len(applied.records)) == ((), (), 4)
    assert "COERCE" in applied.misfits[0].reason
    assert "ASSAULT" in applied.misfits[0].reason


@pytest.mark.parametrize("verb", ["merge", "split"])
def test_what_is_one_happening_does_not_hang_on_the_type(verb: str) -> None:
    applied = apply_to((replace(STORY[0], type="ASSAULT"), *STORY[1:]), judge(verb, ARREST, MARCH))
    assert (applied.misfits, len(applied.together) + len(applied.apart)) == ((), 1)


def test_a_verdict_on_a_type_that_a_person_set_holds() -> None:
    typed = fix(ARREST, "type", "PROTEST")
    shown = apply_to(STORY, typed).records[0]
    applied = apply_to(
        (replace(STORY[0], type="ASSAULT"), *STORY[1:]), typed, judge("accept", shown, minute=1),
        fix(shown, "dead", "5", minute=2),
    )  # fmt: skip
    assert applied.misfits == ()
    assert (applied.records[0].type, len(applied.records[0].corrections)) == ("PROTEST", 3)


def test_a_mode_that_the_new_type_lacks_is_listed() -> None:
    applied = apply_to((replace(STORY[0], type="ASSAULT"), *STORY[1:]), fix(ARREST, "modes", "arrest"))
    assert "modes" in applied.misfits[0].reason
    assert applied.records[0].modes == ()


def test_a_trigger_read_a_little_wider_is_the_same() -> None:
    wider = replace(STORY[0], trigger="arrested five")
    assert apply_to((wider, *STORY[1:]), judge("accept", ARREST)).misfits == ()


def test_of_two_events_at_the_words_that_of_the_same_type_is_meant() -> None:
    other = replace(ARREST, id="f" * 12, type="ASSAULT")
    applied = apply_corrections([other, *RECORDS], [judge("reject", ARREST)], {})
    assert applied.rejected == (ARREST.id,)


def test_of_two_events_that_fit_alike_none_is_guessed() -> None:
    others = [replace(ARREST, id=digit * 12, type=event) for digit, event in (("e", "AID"), ("f", "ASSAULT"))]
    applied = apply_corrections(others, [fix(ARREST, "dead", "5")], {})
    assert "equally well" in applied.misfits[0].reason
    assert applied.records == tuple(others)


def test_an_event_that_is_read_no_more_is_listed() -> None:
    applied = apply_corrections(RECORDS[1:], [fix(ARREST, "dead", "5")], {})
    assert "no event is read at “arrested” any more" in applied.misfits[0].reason
    merged = replace(BLAME, mentions=(ARREST.trigger,))
    applied = apply_corrections([merged], [fix(ARREST, "dead", "5")], {})
    assert f"another mention of the event {BLAME.id}" in applied.misfits[0].reason
    assert "in the article" in apply_corrections([], [fix(ARREST, "dead", "5")], {}).misfits[0].reason


def test_an_edit_elsewhere_in_the_page_changes_nothing() -> None:
    log = [fix(ARREST, "recipients", "dockers"), judge("accept", BLAME), judge("merge", MARCH, MEETING)]
    applied = apply_to((EXTRA, *STORY), *log)
    assert sorted(applied.in_force) == sorted(one.id for one in log)
    assert [one.type for one in applied.records if one.corrections] == ["COERCE", "ACCUSE", "PROTEST", "CONSULT"]


def test_an_edit_of_the_sentence_changes_nothing_while_it_is_much_the_same() -> None:
    edited = replace(STORY[0], text="Police in Tolvarra arrested six dockers on Friday night.")
    assert apply_to((edited, *STORY[1:]), fix(ARREST, "dead", "5")).misfits == ()
    rewritten = replace(STORY[0], text="By Friday two men had been arrested, the union says.")
    applied = apply_to((rewritten, *STORY[1:]), fix(ARREST, "dead", "5"))
    assert "the text changed" in applied.misfits[0].reason


def test_a_sentence_that_still_stands_gives_nothing_to_one_like_it() -> None:
    twin = replace(STORY[0], text="Police in Tolvarra arrested six dockers on Friday.")
    lines = (STORY[0], twin, *STORY[2:])
    records = read_records(lines)[1:]
    applied = apply_corrections(records, [fix(ARREST, "dead", "5")], {ARREST.article_id: write_text(lines)})
    assert [one.corrections for one in applied.records] == [()] * 3
    assert "no event is read at “arrested”" in applied.misfits[0].reason


def test_words_that_stand_twice_in_a_changed_text_are_not_guessed() -> None:
    twice = Line("Police arrested a docker and then arrested his brother.", "arrested")
    record = read_records([twice])[0]
    applied = apply_to([EXTRA, twice], fix(record, "dead", "5"))
    assert "more than once" in applied.misfits[0].reason


def test_a_sentence_of_another_article_does_not_fit() -> None:
    elsewhere = read_records(STORY, "b" * 16)
    assert len(apply_corrections(elsewhere, [fix(ARREST, "dead", "5")], {}).misfits) == 1


def test_two_that_are_read_as_one_are_together_and_cannot_be_parted() -> None:
    near = replace(
        ARREST, id="f" * 12, trigger=replace(ARREST.trigger, span=(ARREST.trigger.span[0], ARREST.trigger.span[1] - 4))
    )
    one = [ARREST]
    merged = apply_corrections(one, [judge("merge", ARREST, near)], {})
    assert (merged.together, merged.misfits, len(merged.in_force)) == ((), (), 1)
    assert len(apply_corrections(one, [judge("split", ARREST, near)], {}).misfits) == 1


TYPES = ("COERCE", "ASSAULT", "PROTEST", "CONSULT", "AGREE", "OCCUR")
WHO = ("Police", "Dockers", "The union", "Jana Roth", "Żółw 🐢", "A crowd", "The ministry")
DID = ("arrested", "met", "blamed", "left", "struck")
WHERE = ("in Tolvarra", "near Port Alder", "on Friday", "after talks", "at the pier, 5 of them", "")
VALUES = {
    "type": TYPES, "status": ("denied", "planned"), "date": ("2026", "2026-11-03/2026-11-07", ""),
    "actors": ("Police; the union", "Cora (TAR/GOV)", ""), "recipients": ("Jana Roth",), "place": ("Port Alder", "X"),
    "dead": ("5", "~1200"), "source": ("Żółw 🐢", "the crowd"), "contexts": ("legal",), "polarity": ("neg",),
}  # fmt: skip

lines_of_articles = st.lists(
    st.builds(
        lambda who, did, whom, where, kind: Line(f"{who} {did} {whom.lower()} {where}.".replace(" .", "."), did, kind),
        *(st.sampled_from(words) for words in (WHO, DID, WHO, WHERE, TYPES)),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def draw_log(data: st.DataObject, records: Sequence[Record]) -> list[Correction]:
    """Corrections of all verbs, each made at a minute of its own."""
    log: list[Correction] = []
    for minute in range(data.draw(st.integers(1, 12))):
        verb = data.draw(st.sampled_from(["set", "set", "set", "accept", "reject", "merge", "split", "undo"]))
        record, other = (data.draw(st.sampled_from(records)) for _ in range(2))
        if verb == "set":
            field = data.draw(st.sampled_from(sorted(VALUES)))
            log.append(fix(record, field, data.draw(st.sampled_from(VALUES[field])), minute=minute))
        elif verb == "undo" and log:
            log.append(undo(data.draw(st.sampled_from(log)), minute=minute))
        elif verb in ("accept", "reject") or record.trigger == other.trigger:
            log.append(judge("reject" if verb == "reject" else "accept", record, minute=minute))
        elif verb != "undo":
            log.append(judge(verb, record, other, minute=minute))
    return log


def read_again(data: st.DataObject, lines: Sequence[Line]) -> list[Line]:
    """The lines as an edit of the page and another model leave them."""
    again: list[Line] = []
    for line in lines:
        fate = data.draw(st.sampled_from(["same", "same", "typed", "gone", "edited", "moved"]))
        if fate == "moved":
            again.append(EXTRA)
        if fate != "gone":
            kind = data.draw(st.sampled_from(TYPES)) if fate == "typed" else line.type
            text = line.text.replace(".", " today.") if fate == "edited" else line.text
            again.append(Line(text, line.trigger, kind))
    return data.draw(st.permutations(again)) if data.draw(st.booleans()) else again


@settings(max_examples=150, deadline=None)
@given(lines_of_articles, st.data())
def test_no_correction_is_lost_and_no_word_is_made_up(lines: list[Line], data: st.DataObject) -> None:
    log = draw_log(data, read_records(lines))
    again = read_again(data, lines)
    text, records = write_text(again), read_records(again)
    applied = apply_corrections(records, log, {ARREST.article_id: text})
    assert count_all(applied) == sorted({one.id for one in log})
    assert len(applied.records) + len(set(applied.rejected)) == len(records)
    for record in applied.records:
        assert set(record.corrections) <= set(applied.in_force)
        assert all(words.text == text[slice(*words.span)] for words in words_of(record))


@settings(max_examples=100, deadline=None)
@given(lines_of_articles, st.data())
def test_the_order_of_records_changes_nothing(lines: list[Line], data: st.DataObject) -> None:
    log = draw_log(data, read_records(lines))
    again = read_again(data, lines)
    texts, records = {ARREST.article_id: write_text(again)}, read_records(again)
    first = apply_corrections(records, log, texts)
    other = apply_corrections(data.draw(st.permutations(records)), data.draw(st.permutations(log)), texts)
    assert sorted(first.records, key=lambda one: one.trigger.span) == sorted(
        other.records, key=lambda one: one.trigger.span
    )
    assert replace(first, records=()) == replace(other, records=())


@settings(max_examples=100, deadline=None)
@given(lines_of_articles, st.data())
def test_the_same_reading_has_no_misfit(lines: list[Line], data: st.DataObject) -> None:
    records = read_records(lines)
    log = draw_log(data, records)
    applied = apply_corrections(records, log, {ARREST.article_id: write_text(lines)})
    assert applied.misfits == ()


def test_of_a_hundred_corrections_none_is_lost_when_rules_and_page_change() -> None:
    lines = [
        Line(f"Group {n} {DID[n % 5]} band {n * 7} in district {n * 3}.", DID[n % 5], TYPES[n % 6]) for n in range(50)
    ]
    log = [fix(record, "recipients", f"band {n}", minute=n) for n, record in enumerate(read_records(lines))]
    log += [judge("accept", record, minute=50 + n) for n, record in enumerate(read_records(lines))]
    assert len({one.id for one in log}) == 100
    new_rules = [replace(line, type=TYPES[n % 5]) for n, line in enumerate(lines)]
    new_page = [EXTRA, *[line for n, line in enumerate(new_rules) if n % 10]]
    applied = apply_to(new_page, *log)
    assert len(applied.in_force) + len(applied.misfits) == 100
    assert count_all(applied) == sorted(one.id for one in log)
    # Of the 45 sentences that are left each side holds; so do the verdicts on those that kept their type.
    kept = sum(1 for n, line in enumerate(new_rules) if n % 10 and line.type == lines[n].type)
    assert len(applied.in_force) == 45 + kept
