import pytest
from made_reports import count, report, tell

from dateline.event_types import Record
from dateline.story.happenings import make_happening
from dateline.story.news import find_news
from dateline.story_types import Happening

MEET = "Dockers are to meet the mediator in Tolvarra on Sunday."
DIVERTED = "Ships were diverted from Tolvarra to Kell."


def of(*records: Record, origins: dict[str, str] | None = None) -> Happening:
    return make_happening([report(record, (origins or {}).get(record.article_id)) for record in records])


def plan(name: str, status: str = "planned", **given: object) -> Record:
    return tell(name, MEET, "meet", status=status, **({"on": "2026-11-22"} | given))


def ships(name: str, number: int, **given: object) -> Record:
    return tell(name, DIVERTED, "diverted", type="OCCUR", counts=(count("size", number),), **given)


def kinds(before: list[Happening], after: list[Happening], **given: str | None) -> list[tuple[str, str]]:
    return [(news.kind, news.text) for news in find_news(before, after, alias_of={}, **given)]


def test_nothing_is_new_where_nothing_changed() -> None:
    assert kinds([of(ships("a-1", 2))], [of(ships("a-1", 2))]) == []


def test_a_happening_without_counterpart_is_new() -> None:
    assert kinds([], [of(ships("a-1", 2))]) == [("new", DIVERTED)]


def test_a_happening_is_known_by_its_records_and_not_by_its_id() -> None:
    early = ships("b-1", 2, published="2026-11-18")
    assert kinds([of(ships("a-1", 2))], [of(ships("a-1", 2), early, origins={"b": "a"})]) == []


def test_another_origin_confirms() -> None:
    news = find_news([of(ships("a-1", 2))], [of(ships("a-1", 2), ships("b-1", 2))], alias_of={"a-1": "E7", "b": "A2"})
    assert [(one.kind, one.alias, one.text, one.sentence.article_alias) for one in news] == [
        ("confirmed", "E7", "also reported by Herald", "A2")
    ]


@pytest.mark.parametrize("origins", [{"b": "a"}, {"a": "b"}], ids=["of the known one", "that it turns out to copy"])
def test_a_copy_confirms_nothing(origins: dict[str, str]) -> None:
    assert kinds([of(ships("a-1", 2))], [of(ships("a-1", 2), ships("b-1", 2), origins=origins)]) == []


def test_a_changed_figure_is_news_once() -> None:
    before = of(ships("a-1", 2))
    after = of(ships("a-1", 2), ships("b-1", 5, published="2026-11-21"), origins={"b": "a"})
    assert kinds([before], [after]) == [("figure", "people or things: 2 → 5")]
    assert kinds([after], [after]) == []


def test_a_contradiction_is_told_with_both_sides() -> None:
    said = ships("a-1", 2, source="the port", published="2026-11-19")
    denied = ships("b-1", 2, status="denied", source="the union")
    assert kinds([of(said)], [of(said, denied, origins={"b": "a"})]) == [
        ("contradicted", "status: happened (the port) ⇄ denied (the union)")
    ]


def test_a_happening_that_lost_its_records_is_withdrawn() -> None:
    assert kinds([of(ships("a-1", 2)), of(plan("a-2"))], [of(plan("a-2"))]) == [("withdrawn", DIVERTED)]


@pytest.mark.parametrize(
    ("status", "kind"), [("happened", "came_true"), ("failed", "did_not"), ("denied", "did_not")]
)  # fmt: skip
def test_what_became_of_a_plan_is_news(status: str, kind: str) -> None:
    later = plan("b-1", status, published="2026-11-23")
    assert kinds([of(plan("a-1"))], [of(plan("a-1"), later, origins={"b": "a"})]) == [(kind, MEET)]


def test_a_threat_has_not_come_true_because_it_was_made() -> None:
    threat, made = plan("a-1", "threatened", type="THREATEN"), plan("b-1", "happened", type="THREATEN")
    assert kinds([of(threat)], [of(threat, made, origins={"b": "a"})]) == []


@pytest.mark.parametrize(
    ("today", "since", "told"),
    [(None, None, 0), ("2026-11-22", None, 0), ("2026-11-23", None, 1), ("2026-11-23", "2026-11-22", 1),
     ("2026-11-25", "2026-11-23", 0)],
)  # fmt: skip
def test_a_plan_whose_day_passed_without_a_report_is_told_once(today: str | None, since: str | None, told: int) -> None:
    news = kinds([of(plan("a-1"))], [of(plan("a-1"))], today=today, since=since)
    assert news == [("did_not", f"no report that it came true by {today}")] * told


def test_a_plan_without_a_last_day_never_passes() -> None:
    open_plan = of(plan("a-1", date=tell("x-1", MEET, "meet").date))
    assert kinds([open_plan], [open_plan], today="2030-01-01") == []


def test_a_plan_dated_before_its_first_report_does_not_pass() -> None:
    odd = of(plan("a-1", on="2026-11-12"))
    assert kinds([odd], [odd], today="2026-11-25") == []
