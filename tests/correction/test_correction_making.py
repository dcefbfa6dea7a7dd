"""Corrections as they are made, written and read back."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from made_corrections import START, STORY, fix, judge, read_records, undo

from dateline.correction import apply_corrections, decode_corrections, encode_corrections, evidence_of, make_correction
from dateline.errors import CorrectionError

RECORDS = read_records(STORY)
ARREST = RECORDS[0]

KEPT = [
    ("type", "assault", "ASSAULT"),
    ("modes", "arrest", "arrest"),
    ("contexts", "Legal, election", "legal; election"),
    ("status", "Denied", "denied"),
    ("polarity", "NEG", "neg"),
    ("phase", "", ""),
    ("date", "2026-11-03 / 2026-11-07", "2026-11-03/2026-11-07"),
    ("date", "2026", "2026"),
    ("date", "2028-02-29", "2028-02-29"),
    ("date", " ", ""),
    ("place", " Port  Alder ", "Port Alder"),
    ("actors", "Ministry of Ports (TAR/GOV);the  union;", "Ministry of Ports (TAR/GOV); the union"),
    ("actors", "Peru (PER); dockers (/LAB); Cora (TAR/)", "Peru (PER/); dockers (/LAB); Cora (TAR/)"),
    ("recipients", "Party of Labour (PL)", "Party of Labour (PL)"),
    ("recipients", "", ""),
    ("dead", ">= 5", ">=5"),
    ("size", "~1,200", "~1200"),
    ("injured", "", ""),
    ("source", "Jana Roth", "Jana Roth"),
]


@pytest.mark.parametrize(("field", "given", "kept"), KEPT)
def test_a_value_is_kept_in_one_form(field: str, given: str, kept: str) -> None:
    assert fix(ARREST, field, given).value == kept
    assert fix(ARREST, field, kept).value == kept


WRONG = [
    ("colour", "red", "recipients"),
    ("type", "STRIKE", "PROTEST"),
    ("type", "", "PROTEST"),
    ("modes", "strike", "arrest"),
    ("contexts", "weather", "election"),
    ("status", "", "happened"),
    ("phase", "over", "ended"),
    ("date", "Friday", "2026-11-03"),
    ("date", "2026-02-30", "2026-11-03"),
    ("date", "0000", "2026-11-03"),
    ("date", "2026-11-07/2026-11-03", "interval"),
    ("date", "2026/2027/2028", "interval"),
    ("dead", "five", ">=5"),
    ("dead", "-1", ">=5"),
    ("dead", "1,20", ">=5"),
    ("actors", "Front of Cora (FOC)", "(PER/GOV)"),
    ("source", "Jana Roth; Tomas Wei", "one name"),
]


@pytest.mark.parametrize(("field", "value", "allowed"), WRONG)
def test_a_wrong_value_is_refused_with_what_is_allowed(field: str, value: str, allowed: str) -> None:
    with pytest.raises(CorrectionError, match=re.escape(allowed)) as caught:
        fix(ARREST, field, value)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("verb", "parts", "field"),
    [
        ("set", {"record": ARREST, "field": "dead"}, "value"),
        ("set", {"field": "dead", "value": "5"}, "evidence"),
        ("accept", {"record": ARREST, "value": "5"}, "value"),
        ("merge", {"record": ARREST}, "other"),
        ("merge", {"record": ARREST, "other": ARREST}, "other"),
        ("undo", {}, "undoes"),
        ("undo", {"record": ARREST, "undoes": "0" * 12}, "evidence"),
        ("reject", {"record": ARREST, "at": datetime(2026, 11, 23)}, "at"),
    ],
)
def test_a_correction_has_the_parts_of_its_verb(verb: str, parts: dict[str, object], field: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        make_correction(verb, **({"at": START} | parts))  # type: ignore[arg-type]  # made from a table
    assert caught.value.field == field


def test_the_evidence_is_the_words_of_the_record() -> None:
    evidence = evidence_of(ARREST)
    assert (evidence.trigger, evidence.sentence, evidence.type) == ("arrested", STORY[0].text, "COERCE")
    assert evidence.span == ARREST.trigger.span


def test_the_id_is_that_of_all_but_the_time() -> None:
    assert fix(ARREST, "dead", "5").id == fix(ARREST, "dead", "5", minute=9).id
    assert fix(ARREST, "dead", "5").id != fix(ARREST, "dead", "6").id
    assert make_correction("accept", ARREST, by="Mara", at=START).id != judge("accept", ARREST).id
    assert len(fix(ARREST, "dead", "5").id) == 12


def test_the_time_is_kept_in_utc() -> None:
    eastern = START.astimezone(timezone(timedelta(hours=-5)))
    made = make_correction("accept", ARREST, at=eastern)
    assert (made.at, made.at.tzinfo) == (START, UTC)


def log() -> list:
    first = make_correction(
        "set",
        ARREST,
        field="recipients",
        value="Łódź\u2028 Ports (TAR/GOV)",
        because="see “para 4”",
        by="Mara",
        at=START,
    )
    return [
        first, judge("accept", ARREST, minute=1), judge("reject", RECORDS[1], minute=2),
        judge("merge", ARREST, RECORDS[2], minute=3), judge("split", ARREST, RECORDS[3], minute=4),
        undo(first, minute=5), fix(ARREST, "place", "", minute=6),
    ]  # fmt: skip


def test_a_file_gives_back_what_was_written() -> None:
    assert decode_corrections(encode_corrections(log())) == log()
    assert decode_corrections("\ufeff" + encode_corrections(log()).replace("\n", "\r\n\r\n")) == log()


def test_a_file_can_hold_what_utf_8_cannot() -> None:
    torn = replace(ARREST, sentence=replace(ARREST.sentence, text="torn \ud83d here"))
    text = encode_corrections([judge("accept", torn)])
    assert decode_corrections(text.encode().decode()) == [judge("accept", torn)]


def test_importing_twice_adds_nothing_twice() -> None:
    twice = encode_corrections(log()) * 2
    assert decode_corrections(twice) == log()
    assert apply_corrections(RECORDS, [*log(), *log()], {}) == apply_corrections(RECORDS, log(), {})


BAD = {
    "no JSON": "{",
    "an array": "[]",
    "no fields": "{}",
    "another verb": encode_corrections(log()[1:2]).replace('"accept"', '"praise"'),
    "a time without a zone": encode_corrections(log()[1:2]).replace("+00:00", ""),
    "a value too many": encode_corrections(log()[1:2]).replace('"value": null', '"value": "5"'),
    "changed by hand": encode_corrections(log()[1:2]).replace("five dockers", "six dockers"),
    "no such field": encode_corrections(log()[:1]).replace('"recipients"', '"colour"'),
    "a value in another form": encode_corrections(log()[:1]).replace("(TAR/GOV)", "(TAR/GOV);"),
    "nested too deep": "[" * 100_000,
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(CorrectionError, match="line 3") as caught:
        decode_corrections(encode_corrections(log()[:1]) + "\n" + line + "\n")
    assert caught.value.line == 3


def test_a_type_of_another_ontology_can_be_imported_and_is_listed() -> None:
    first = fix(ARREST, "type", "PROTEST")
    foreign = replace(first, value="SPILL", id="")
    text = encode_corrections([first]).replace('"value": "PROTEST"', '"value": "SPILL"')
    with pytest.raises(CorrectionError, match="changed since"):
        decode_corrections(text)
    applied = apply_corrections(RECORDS, [foreign], {})
    assert [misfit.reason for misfit in applied.misfits] != []
    assert applied.records == tuple(RECORDS)
