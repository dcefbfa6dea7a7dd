"""What corrections make of the records of the text that they were made on."""

from dataclasses import replace
from itertools import permutations

import pytest
from made_corrections import HEADLINE, START, STORY, count_all, fix, judge, read_records, undo, words_of, write_text

from dateline.correction import Applied, apply_corrections, make_correction
from dateline.event_types import Record, RecordAttribution, RecordPlace, RecordRelation, RecordSource, Words
from dateline.ontology import read_ontology
from dateline.story_types import Correction

TEXT = write_text(STORY)
RECORDS = read_records(STORY)
ARREST, BLAME, MARCH, MEETING = RECORDS
TEXTS = {ARREST.article_id: TEXT}


def apply(*corrections: Correction) -> Applied:
    return apply_corrections(RECORDS, corrections, TEXTS)


def corrected(field: str, value: str, record: Record = ARREST) -> Record:
    found = {one.id: one for one in apply(fix(record, field, value)).records}[record.id]
    assert all(words.text == TEXT[slice(*words.span)] for words in words_of(found))
    return found


def test_a_field_says_who_set_it() -> None:
    correction = fix(ARREST, "status", "denied")
    found = apply(correction).records[0]
    assert (found.status, found.polarity, found.factuality) == ("denied", "neg", -3.0)
    assert found.corrections == (correction.id,)
    assert (found.reasons[-1].field, found.reasons[-1].via) == ("status", f"correction {correction.id}")
    assert [reason.field for reason in corrected("actors", "dockers").reasons] == ["type", "actors"]


def test_records_without_corrections_come_back_as_they_are() -> None:
    assert apply(fix(ARREST, "dead", "5")).records[1:] == tuple(RECORDS[1:])


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2026-11-03", ("2026-11-03", "2026-11-03", "2026-11-03", "exact")),
        ("2026-02", ("2026-02", "2026-02-01", "2026-02-28", "exact")),
        ("2026", ("2026", "2026-01-01", "2026-12-31", "exact")),
        ("2026-11-03/2026-11-07", (None, "2026-11-03", "2026-11-07", "interval")),
        ("2026-11/2027", (None, "2026-11-01", "2027-12-31", "interval")),
        ("", (None, None, None, "unknown")),
    ],
)
def test_a_date_is_set_to_days(value: str, days: tuple[str | None, ...]) -> None:
    date = corrected("date", value).date
    assert (date.value, date.start, date.end, date.precision) == days


def test_a_date_that_the_text_does_not_have_rests_on_the_sentence() -> None:
    assert corrected("date", "2026-11-20").date.basis == ARREST.sentence
    assert corrected("date", "").date.basis is None


def test_a_name_of_the_text_points_to_where_it_stands() -> None:
    (side,) = corrected("recipients", "Ministry of Ports (TAR/GOV)").recipients
    assert (side.text, side.name, side.sentence) == ("Ministry of Ports", "Ministry of Ports", 2)
    assert (side.code, side.sector, side.kind, side.confidence) == ("TAR", "GOV", "named", 1.0)


def test_a_name_that_the_text_lacks_points_to_the_sentence() -> None:
    (side,) = corrected("recipients", "Cora Lind").recipients
    assert (side.text, side.span) == (ARREST.sentence.text, ARREST.sentence.span)
    assert (side.name, side.code) == ("Cora Lind", None)
    assert side.via.startswith("correction ")


def test_a_name_is_found_nearest_to_the_trigger() -> None:
    assert corrected("actors", "dockers").actors[0].sentence == 1
    assert corrected("actors", "dockers", MEETING).actors[0].sentence == 4
    assert corrected("place", "tolvarra").place.text == "Tolvarra"
    assert corrected("place", "tolvarra").place.sentence == 1


def test_a_name_is_not_found_inside_of_a_word() -> None:
    assert corrected("actors", "Port").actors[0].text == "Port"
    assert corrected("actors", "Por").actors[0].text == ARREST.sentence.text


def test_a_side_keeps_the_codes_that_the_article_has_for_it() -> None:
    (side,) = corrected("recipients", "police").recipients
    assert (side.text, side.code, side.sector) == ("Police", "PER", "COP")
    assert side.via.endswith("sector: made")
    assert corrected("recipients", "About", BLAME).recipients[0].code == "PER"


def test_sides_can_change_places() -> None:
    both = apply(fix(ARREST, "recipients", "Police"), fix(ARREST, "actors", "dockers", minute=1)).records[0]
    assert [one.text for one in (*both.actors, *both.recipients)] == ["dockers", "Police"]
    assert both.recipients[0].sector == "COP"


def test_several_actors_without_a_recipient_act_on_each_other() -> None:
    assert corrected("actors", "Police; dockers").reciprocal
    assert not corrected("recipients", "dockers").reciprocal
    assert corrected("actors", "").actors == ()


def test_a_count_points_to_its_number() -> None:
    (dead,) = corrected("dead", "5").counts
    assert (dead.text, dead.value, dead.bound, dead.kind) == ("five", 5, "exact", "dead")
    (size,) = corrected("size", ">=1200", MARCH).counts
    assert (size.text, size.value, size.bound) == ("1,200", 1200, "at_least")
    assert corrected("size", "200", MARCH).counts[0].text == MARCH.sentence.text
    assert corrected("size", "", MARCH).counts == ()


def test_a_place_keeps_the_coordinates_that_the_article_has_for_it() -> None:
    start = TEXT.index("Port Alder")
    known = RecordPlace(
        "Port Alder", 3, (start, start + 10), "Port Alder", 7, -12.0, -77.0, None, "PER", "PPL", 4, "made", 0.5
    )
    records = [*RECORDS[:2], replace(MARCH, place=known), MEETING]
    place = apply_corrections(records, [fix(ARREST, "place", "port alder")], TEXTS).records[0].place
    assert (place.lat, place.resolution, place.text, place.confidence) == (-12.0, 4, "Port Alder", 1.0)
    assert corrected("place", "Cora").place.lat is None
    assert apply_corrections(records, [fix(MARCH, "place", "")], TEXTS).records[2].place is None


def test_a_source_that_was_read_keeps_its_cue() -> None:
    start = TEXT.index("Jana Roth")
    roth = RecordSource("Jana Roth", 4, (start, start + 9), "Jana Roth", None, "LAB")
    read = RecordAttribution("named", roth, Words("met", 4, MEETING.trigger.span), None, "direct")
    records = [replace(ARREST, attributions=(read,)), *RECORDS[1:]]
    (kept,) = apply_corrections(records, [fix(ARREST, "source", "Jana Roth")], TEXTS).records[0].attributions
    assert kept == read
    (coded,) = apply_corrections(records, [fix(ARREST, "source", "Jana Roth (PER/)")], TEXTS).records[0].attributions
    assert coded.source == replace(roth, code="PER", sector=None)
    (new,) = corrected("source", "Jana Roth").attributions
    assert (new.kind, new.source.text, new.cue) == ("named", "Jana Roth", None)
    (unnamed,) = corrected("source", "harbour master").attributions
    assert (unnamed.kind, unnamed.source.name) == ("anonymous", None)
    assert corrected("source", "").attributions == ()


def test_a_type_takes_what_hangs_on_it_along() -> None:
    read = replace(ARREST, modes=("arrest",), underlying="AGREE", reasons=())
    found = apply_corrections([read], [fix(read, "type", "PROTEST")], TEXTS).records[0]
    assert (found.type, found.modes, found.underlying, found.confidence) == ("PROTEST", (), None, 1.0)
    assert found.id == ARREST.id


def test_a_mode_is_set_after_the_type_that_has_it() -> None:
    typed = fix(ARREST, "type", "PROTEST", minute=1)
    shown = apply(typed).records[0]
    found = apply(fix(shown, "modes", "strike"), typed).records[0]
    assert (found.type, found.modes) == ("PROTEST", ("strike",))


def test_polarity_turns_the_factuality() -> None:
    assert corrected("polarity", "neg").factuality == -3.0
    both = apply(fix(ARREST, "polarity", "pos", minute=1), fix(ARREST, "status", "denied", minute=2)).records[0]
    assert (both.status, both.polarity, both.factuality) == ("denied", "pos", 3.0)


def test_of_two_corrections_of_a_field_the_later_is_in_force() -> None:
    first, second = fix(ARREST, "dead", "5"), fix(ARREST, "dead", "6", minute=1)
    applied = apply(second, first)
    assert applied.records[0].counts[0].value == 6
    assert (applied.in_force, applied.overridden) == ((second.id,), (first.id,))


def test_what_is_said_again_counts_again() -> None:
    first, second, again = (
        fix(ARREST, "dead", "5"),
        fix(ARREST, "dead", "6", minute=1),
        fix(ARREST, "dead", "5", minute=2),
    )
    assert again.id == first.id
    assert apply(first, second, again).records[0].counts[0].value == 5
    taken = undo(first, minute=1)
    assert apply(first, taken, again).records[0].counts[0].value == 5
    assert apply(first, taken, again).overridden == (taken.id,)


def test_a_value_that_the_record_has_is_in_force() -> None:
    same = fix(ARREST, "status", "happened")
    assert (apply(same).in_force, apply(same).misfits) == ((same.id,), ())


def test_a_rejected_record_is_hidden_and_nothing_relates_to_it() -> None:
    tied = replace(BLAME, relations=(RecordRelation("after", ARREST.id, None, "made", 0.5),))
    applied = apply_corrections([ARREST, tied, MARCH], [judge("reject", ARREST)], TEXTS)
    assert [one.id for one in applied.records] == [BLAME.id, MARCH.id]
    assert applied.records[0].relations == ()
    assert applied.rejected == (ARREST.id,)


def test_an_accepted_record_is_pinned() -> None:
    applied = apply(judge("accept", ARREST))
    assert (applied.records[0].confidence, applied.accepted) == (1.0, (ARREST.id,))
    assert applied.records[0].reasons[-1].field == "confidence"


def test_of_two_verdicts_the_later_is_in_force() -> None:
    accept, reject = judge("accept", ARREST), judge("reject", ARREST, minute=1)
    assert apply(accept, reject).rejected == (ARREST.id,)
    assert apply(accept, reject).overridden == (accept.id,)
    assert apply(judge("reject", ARREST), judge("accept", ARREST, minute=1)).accepted == (ARREST.id,)


def test_two_records_are_joined_or_parted() -> None:
    pair = tuple(sorted((ARREST.id, MARCH.id)))
    merge, split = judge("merge", MARCH, ARREST), judge("split", ARREST, MARCH, minute=1)
    assert apply(merge).together == (pair,)
    assert apply(merge, split).together == ()
    assert apply(merge, split).apart == (pair,)
    assert apply(merge).records[0].corrections == apply(merge).records[2].corrections == (merge.id,)
    hidden = apply(merge, judge("reject", MARCH, minute=2))
    assert (hidden.together, len(hidden.in_force)) == ((), 2)


def test_an_undo_takes_back_one_and_can_be_undone() -> None:
    first = fix(ARREST, "dead", "5")
    taken = undo(first, minute=1)
    assert apply(first, taken).records == tuple(RECORDS)
    assert (apply(first, taken).undone, apply(first, taken).in_force) == ((first.id,), (taken.id,))
    back = undo(taken, minute=2)
    assert apply(back, first, taken).records[0].corrections == (first.id,)
    assert apply(back, first, taken).undone == (taken.id,)
    gone = undo(back, minute=3)
    assert apply(first, taken, back, gone).records == tuple(RECORDS)


def test_an_undo_brings_back_what_was_overridden() -> None:
    first, second = fix(ARREST, "dead", "5"), fix(ARREST, "dead", "6", minute=1)
    assert apply(first, second, undo(second, minute=2)).records[0].counts[0].value == 5


def test_an_undo_of_nothing_is_listed() -> None:
    lost = make_correction("undo", undoes="0" * 12, at=START)
    assert [misfit.correction for misfit in apply(lost).misfits] == [lost]


def test_the_order_of_records_and_log_changes_nothing() -> None:
    log = [fix(ARREST, "dead", "5"), judge("reject", BLAME, minute=1), judge("merge", ARREST, MARCH, minute=2)]
    first = apply(*log)
    for records in permutations(RECORDS):
        applied = apply_corrections(records, log[::-1], TEXTS)
        assert {one.id: one for one in applied.records} == {one.id: one for one in first.records}
        assert replace(applied, records=()) == replace(first, records=())


def test_without_its_text_a_value_rests_on_the_sentence() -> None:
    other = {ARREST.article_id: TEXT + " More."}
    for texts in ({}, other):
        (side,) = (
            apply_corrections(RECORDS, [fix(ARREST, "recipients", "Ministry of Ports")], texts).records[0].recipients
        )
        assert side.text == ARREST.sentence.text


def test_words_in_a_sentence_without_records_are_counted_on() -> None:
    applied = apply_corrections([ARREST, MEETING], [fix(ARREST, "place", "Port Alder")], TEXTS)
    assert applied.records[0].place.sentence == 3
    headed = apply_corrections([MEETING], [fix(MEETING, "place", "Tolvarra")], TEXTS).records[0].place
    assert (headed.sentence, headed.text) == (1, "Tolvarra")
    assert (
        apply_corrections([MEETING], [fix(MEETING, "actors", "dockers held")], TEXTS).records[0].actors[0].sentence == 0
    )
    assert HEADLINE.startswith("Dockers held")


def test_types_of_a_users_ontology_are_known_where_it_is_given() -> None:
    mine = read_ontology(
        'name = "mine"\nversion = "1"\nextends = "plover"\n[types.SPILL]\n'
        'definition = "Oil that gets into water."\nverbs = ["spill"]\n'
    )
    spill = make_correction("set", ARREST, field="type", value="spill", at=START, ontology=mine)
    assert apply_corrections(RECORDS, [spill], TEXTS, ontology=mine).records[0].type == "SPILL"
    assert "SPILL" in apply(spill).misfits[0].reason


@pytest.mark.parametrize(
    "made",
    [
        replace(judge("merge", ARREST, MARCH), other=None),
        replace(judge("accept", ARREST), evidence=None),
        replace(fix(ARREST, "dead", "5"), field=None),
        replace(fix(ARREST, "dead", "5"), value="many"),
    ],
)
def test_a_correction_that_is_not_as_one_is_made_is_listed(made: Correction) -> None:
    applied = apply(made)
    assert [misfit.correction for misfit in applied.misfits] == [made]
    assert applied.records == tuple(RECORDS)


def test_each_correction_is_counted_once() -> None:
    log = [
        fix(ARREST, "dead", "5"), fix(ARREST, "dead", "6", minute=1), judge("reject", BLAME, minute=2),
        undo(judge("reject", BLAME, minute=2), minute=3), make_correction("undo", undoes="0" * 12, at=START),
    ]  # fmt: skip
    assert count_all(apply(*log)) == sorted(one.id for one in log)
