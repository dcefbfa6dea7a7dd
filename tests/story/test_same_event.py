from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import count, report, tell

from dateline.event_types import Record
from dateline.story.same_event import join_reports
from dateline.story_types import Happening, Report

STRIKE = "Dock workers in Tolvarra stopped work on Wednesday over a plan to cut jobs."


def groups(*reports: Record | Report, **options: object) -> list[list[str]]:
    given = [one if isinstance(one, Report) else report(one) for one in reports]
    joined = join_reports(given, **options)  # type: ignore[arg-type]  # made from a table
    return [[one.record.id for one in happening.reports] for happening in joined]


def join(*records: Record) -> Happening:
    (happening,) = join_reports([report(record) for record in records])
    return happening


def arrest(name: str, number: int, **given: object) -> Record:
    sentence = f"Police arrested {number} dockers at the north gate in Tolvarra early on Thursday."
    options: dict[str, object] = {
        "type": "COERCE", "modes": ("arrest",), "by": "Police", "to": f"{number} dockers", "on": "2026-11-19",
        "counts": (count("arrested", number),),
    }  # fmt: skip
    return tell(name, sentence, "arrested", **(options | given))


SAME = (
    (
        "the same act of the same day in other words",
        tell("a-1", STRIKE, "stopped work", by="Dock workers", on="2026-11-18", modes=("strike",)),
        tell("b-1", "On Wednesday the dock workers of Tolvarra walked out over job cuts, the plan of the port.",
             "walked out", by="dock workers", on="2026-11-18", modes=("strike",)),
    ),
    (
        "a plan that came true, of another type",
        tell("a-1", "Dockers and managers of the port are to meet the mediator Hanne Rell on Sunday.", "meet",
             type="AGREE", status="planned", by=("Dockers", "managers", "Hanne Rell*"), on="2026-11-22"),
        tell("b-1", "Dockers and port managers sat down with the mediator Hanne Rell on Sunday.", "sat down",
             type="CONSULT", by=("Dockers", "managers", "Hanne Rell*"), on="2026-11-22"),
    ),
    (
        "an undated report in nearly the same words",
        tell("a-1", "The authority asked the labour court in Kell to order the dockers back to work.", "asked",
             type="REQUEST", by="authority", to="labour court", on="2026-11-20"),
        tell("b-1", "It came hours after the authority had asked the labour court to order dockers back.", "asked",
             type="REQUEST", by="authority", to="labour court", on="/2026-11-20"),
    ),
    (
        "the same sentence coded as another type",
        tell("a-1", "Nordlin said it would send more vessels elsewhere if the strike went on.", "send", type="OCCUR"),
        tell("b-1", "Nordlin said it would send more vessels elsewhere if the strike went on.", "send", type="AGREE"),
    ),
)  # fmt: skip
APART = (
    (
        "another day",
        arrest("a-1", 4),
        arrest("b-1", 4, on="2026-11-12", published="2026-11-13"),
    ),
    (
        "another city",
        tell("a-1", "Police arrested four dockers on Thursday.", "arrested", by="Police", on="2026-11-19", at="Kell"),
        tell("b-1", "On Thursday police arrested four dockers.", "arrested", by="police", on="2026-11-19", at="Ys"),
    ),
    (
        "criticism that is told of no day and shares only its sides",
        tell("a-1", "Ilan Morrow criticised Nordlin over its prices.", "criticised", type="ACCUSE", by="Ilan Morrow*",
             to="Nordlin*"),
        tell("b-1", "Ilan Morrow has criticised Nordlin for a lack of safety.", "criticised", type="ACCUSE",
             by="Ilan Morrow*", to="Nordlin*"),
    ),
    (
        "two acts of one sentence",
        tell("a-1", "Police cleared the gate and arrested four men who held the gate.", "cleared", by="Police"),
        tell("a-2", "Police cleared the gate and arrested four men who held the gate.", "arrested", by="Police"),
    ),
    (
        "two acts of one article that agree only in part",
        tell("a-1", "Police arrested four dockers at the gate on Thursday.", "arrested", by="Police", on="2026-11-19"),
        tell("a-2", "On Thursday police arrested a crane driver at the town hall.", "arrested", by="police",
             on="2026-11-19"),
    ),
    (
        "the same words for another act",
        tell("a-1", "The house voted for a motion on a mediator.", "voted", type="OCCUR", by="house", on="2026-11-19"),
        tell("b-1", "Dockers voted against the pay offer of the port.", "voted", type="OCCUR", by="Dockers",
             on="2026-11-19"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_reports_of_the_same_happening_are_joined(one: Record, other: Record) -> None:
    assert groups(one, other) == [["a-1", "b-1"]]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_reports_of_other_happenings_are_kept_apart(one: Record, other: Record) -> None:
    assert len(groups(one, other)) == 2


def test_copies_are_joined_even_where_the_coder_dated_them_otherwise() -> None:
    one = tell("a-1", STRIKE, "stopped work", on="2026-11-18")
    other = tell("b-1", STRIKE, "stopped work", on="2026-11-11")
    assert groups(report(one), report(other, origin="a")) == [["a-1", "b-1"]]


POOL = tuple(
    report(replace(record, id=f"{number}-1", article_id=str(number % 7)))
    for number, record in enumerate(
        [*(one for case in (*SAME, *APART) for one in case[1:]), *(arrest("x-1", number) for number in (4, 4, 9))]
    )
)
IDS = [one.record.id for one in POOL]
PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]), max_size=3
)


@given(st.permutations(POOL), st.integers(0, len(POOL)), PAIRS, PAIRS)
def test_the_result_depends_on_the_set_alone(
    order: list[Report], number: int, together: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    some = order[:number]
    joined = join_reports(some, together=together, apart=apart)
    assert joined == join_reports(
        sorted(some, key=lambda one: one.record.id), together=together[::-1], apart=apart[::-1]
    )
    told = [one.record.id for happening in joined for one in happening.reports]
    assert sorted(told) == sorted(one.record.id for one in some)
    assert not any(
        {one, other} <= {r.record.id for r in happening.reports} for happening in joined for one, other in apart
    )


def test_a_report_given_twice_counts_once() -> None:
    assert groups(arrest("a-1", 4), arrest("a-1", 4)) == [["a-1"]]


def test_what_a_person_merged_is_one_happening() -> None:
    assert groups(*APART[0][1:], together=[("b-1", "a-1")]) == [["b-1", "a-1"]]


def test_what_a_person_split_stays_split_even_in_the_same_words() -> None:
    assert len(groups(arrest("a-1", 4), arrest("b-1", 4), apart=[("b-1", "a-1")])) == 2


def test_a_split_outweighs_a_merge_that_leads_around_it() -> None:
    records = [arrest("a-1", 4), arrest("b-1", 4), arrest("c-1", 4)]
    found = groups(*records, together=[("a-1", "b-1"), ("b-1", "c-1")], apart=[("a-1", "c-1")])
    assert found == [["a-1", "b-1"], ["c-1"]]


def test_pairs_of_records_that_are_not_there_change_nothing() -> None:
    assert groups(arrest("a-1", 4), together=[("a-1", "gone")], apart=[("gone", "a-1")]) == [["a-1"]]


def test_the_id_is_that_of_the_earliest_published_report() -> None:
    happening = join(arrest("a-1", 4, published="2026-11-21"), arrest("b-1", 4, published="2026-11-20"))
    assert (happening.id, happening.articles) == ("b-1", ("b", "a"))


def test_the_most_precise_date_is_taken_that_contradicts_no_other() -> None:
    wide = arrest("a-1", 4, on="2026-11-16/2026-11-22")
    happening = join(wide, arrest("b-1", 4), arrest("c-1", 4, on=None))
    assert (happening.start, happening.end, happening.dated_by) == ("2026-11-19", "2026-11-19", "b-1")


def test_a_date_that_other_origins_contradict_is_not_taken() -> None:
    days = ("2026-11-12", "2026-11-19/2026-11-20", "2026-11-19/2026-11-21")
    happening = join(*(arrest(f"{name}-1", 4, on=on) for name, on in zip("abc", days, strict=True)))
    assert happening.start == "2026-11-19"


def test_without_a_date_there_is_none() -> None:
    happening = join(arrest("a-1", 4, on=None))
    assert (happening.start, happening.end, happening.precision, happening.dated_by) == (None, None, "unknown", None)


def test_a_plan_that_came_true_has_happened() -> None:
    _, plan, fact = SAME[1]
    assert join(plan, fact).status == "happened"
    assert join(plan, fact).disputes == ()


def test_report_and_denial_are_rival_claims() -> None:
    one = arrest("a-1", 4, source="a docker", published="2026-11-19")
    happening = join(one, arrest("b-1", 4, status="denied", source="the police"))
    (dispute,) = happening.disputes
    assert dispute.field == "status"
    assert [(claim.value, claim.records, claim.sources, claim.published) for claim in dispute.claims] == [
        ("happened", ("a-1",), ("a docker",), "2026-11-19"),
        ("denied", ("b-1",), ("the police",), "2026-11-20"),
    ]


def test_copies_in_which_the_place_differs_dispute_it() -> None:
    one, other = (tell(f"{name}-1", STRIKE, "stopped work", at=at) for name, at in (("a", "Tolvarra"), ("b", "Kell")))
    assert [(d.field, [c.value for c in d.claims]) for d in join(one, other).disputes] == [
        ("place", ["Tolvarra", "Kell"])
    ]


def test_rival_doers_of_an_attack_are_disputed() -> None:
    sentence = "{} shelled the power plant in Tolvarra on Monday, killing two workers."
    first, second = (
        tell(
            f"{name}-1",
            sentence.format(who),
            "shelled",
            type="ASSAULT",
            by=f"{who}*",
            to="power plant",
            on="2026-11-16",
        )
        for name, who in (("a", "Quorland"), ("b", "Sevrane"))
    )
    happening = join_reports([report(first), report(second)], together=[("a-1", "b-1")])[0]
    assert [(d.field, [c.value for c in d.claims]) for d in happening.disputes] == [("actors", ["Quorland", "Sevrane"])]


@pytest.mark.parametrize(
    ("later", "changes", "disputes"),
    [
        ({"published": "2026-11-21"}, [("arrested", 4, 9)], []),
        ({"published": "2026-11-21", "source": "the union"}, [("arrested", 4, 9)], []),
        ({"published": "2026-11-20"}, [], ["arrested"]),
    ],
    ids=["a later report replaces", "on the word of a source where none was named", "of the same day is a rival"],
)
def test_figures_change_or_are_disputed(
    later: dict[str, object], changes: list[tuple[str, int, int]], disputes: list[str]
) -> None:
    happening = join(arrest("a-1", 4), arrest("b-1", 9, **later))
    assert [(change.kind, change.before, change.after) for change in happening.changes] == changes
    assert [dispute.field for dispute in happening.disputes] == disputes


def test_figures_of_rival_sources_are_disputed_whenever_they_are_published() -> None:
    one = arrest("a-1", 4, source="the police")
    happening = join(one, arrest("b-1", 9, source="the union", published="2026-11-22"))
    assert [[c.value for c in d.claims] for d in happening.disputes] == [["4", "9"]]


def test_an_old_figure_told_again_changes_nothing() -> None:
    days = ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")
    told = [arrest(f"{name}-1", n, published=on) for name, n, on in zip("abcd", (2, 5, 2, 7), days, strict=True)]
    changes = [(change.before, change.after, change.record) for change in join(*told).changes]
    assert changes == [(2, 5, "b-1"), (5, 7, "d-1")]


def test_a_round_figure_agrees_with_the_exact_one() -> None:
    about = arrest("a-1", 40, counts=(count("arrested", 40, "about"),))
    happening = join(about, arrest("b-1", 41, published="2026-11-21"))
    assert (happening.changes, happening.disputes) == ((), ())
