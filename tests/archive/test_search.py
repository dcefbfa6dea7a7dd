"""Articles found by words and by fields, as corrected, the old texts and the rejected events left out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_archive import archive_of, code, make_article, make_event, tell

from dateline.archive import Archive, search
from dateline.archive_types import HIGHLIGHT
from dateline.errors import QueryError
from dateline.types import Moment

ONE = "Port strike goes on\n\nDockers marched in Kell while the ministry waited."
TWO = "Harbour quiet\n\nStrikers of the port marched past the Ministry of Ports in Tolvarra."
THREE = "Café talks\n\nThe naïve envoy of Sévéra met dockers at a café in Kell, 100% sure."
OLD = "Ferry sinks\n\nA ferry burst near Port Ombrey."
NEW = "Ferry afloat\n\nA ferry leaked near Port Ombrey."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    old = make_article("four", OLD, published="2026-11-01")
    new = replace(make_article("four", NEW, published="2026-11-01"), modified=Moment("2026-11-03", "day", "meta"))
    met = make_article("three", THREE, published="2026-10", publisher="The_Post 100%")
    results = [
        tell("one", ONE, "marched", published="2026-11-20", by="Dockers", at="Kell", on="2026-11-19"),
        tell("two", TWO, "marched", published="2026-11-21", by="Strikers", to="Ministry of Ports", at="Tolvarra"),
        code(met, make_event(met, "met", "CONSULT", by="envoy", to="dockers", status="planned")),
        code(old, make_event(old, "burst", "ASSAULT", at="Port Ombrey")),
        code(new, make_event(new, "leaked", "ACCUSE", at="Port Ombrey")),
    ]
    with archive_of(tmp_path / "a.db", results) as opened:
        yield opened


def found(archive: Archive, line: str, **fields: str | None) -> list[str]:
    return [hit.article_alias for hit in archive.search(line, **fields)]


@pytest.mark.parametrize(
    ("line", "articles"),
    [
        ("port", "A1 A2 A4"),
        ("PORTS strikes", "A1"),
        ("marching dockers", "A1"),
        ("dockers", "A1 A3"),
        ('"port strike"', "A1"),
        ('"strike port"', ""),
        ('"ministry of ports"', "A2"),
        ("mini*", "A1 A2"),
        ("mini", ""),
        ("ferry OR envoy", "A3 A4"),
        ("dockers ferry OR envoy", "A3"),
        ("port -strike", "A2 A4"),
        ("port -strike -ferry", "A2"),
        ('port -"port strike"', "A2 A4"),
        ("cafe naive severa", "A3"),
        ("Café", "A3"),
        ("burst", ""),
        ("sinks OR burst", ""),
        ("leaked", "A4"),
        ("nothing-of-the-sort", ""),
    ],
)
def test_words_find_the_current_texts_that_have_them(archive: Archive, line: str, articles: str) -> None:
    assert " ".join(sorted(found(archive, line))) == articles


@pytest.mark.parametrize(
    ("line", "articles"),
    [
        ("type:PROTEST", "A1 A2"),
        ("type:protest dockers", "A1"),
        ("type:ASSAULT", ""),
        ("type:accuse", "A4"),
        ("actor:dockers", "A1"),
        ("actor:DOCKERS", "A1"),
        ("actor:LAB", "A1 A2 A3"),
        ("recipient:dockers", "A3"),
        ('recipient:"Ministry of Ports"', "A2"),
        ("source:dockers", ""),
        ("place:kell", "A1"),
        ('place:"Port Ombrey"', "A4"),
        ("place:sev", "A1"),
        ("status:planned", "A3"),
        ("type:PROTEST place:kell actor:strikers", ""),
        ("publisher:herald", "A1 A2 A4"),
        ('publisher:"the_post 100%"', "A3"),
        ("publisher:%", "A3"),
        ("publisher:_", "A3"),
        (r"publisher:\\", ""),
        ("since:2026-11-20", "A1 A2"),
        ("since:2026-11", "A1 A2 A4"),
        ("since:2026", "A1 A2 A3 A4"),
        ("until:2026-11-20", "A1 A3 A4"),
        ("until:2026-11", "A1 A2 A3 A4"),
        ("until:2026-10", "A3"),
        ("since:2026-10-02", "A1 A2 A4"),
        ("until:2025", ""),
        ("since:2026-11-01 until:2026-11-01", "A4"),
    ],
)
def test_fields_find_the_articles_of_which_they_hold(archive: Archive, line: str, articles: str) -> None:
    assert " ".join(sorted(found(archive, line))) == articles


def test_found_words_are_marked_and_the_events_asked_for_named(archive: Archive) -> None:
    (hit,) = archive.search("ministry", type="PROTEST", actor="dockers")
    begin, end = HIGHLIGHT
    assert f"{begin}ministry{end}" in hit.snippet
    assert (hit.headline, hit.publisher, hit.published) == ("Port strike goes on", "Herald", "2026-11-20")
    (event,) = hit.events
    assert event.type == "PROTEST"
    assert event.text == "Dockers marched in Kell while the ministry waited."
    assert archive.why(event.alias).happening.id == event.record_id


def test_who_has_the_word_oftener_and_in_the_headline_comes_before_what_is_newer(tmp_path: Path) -> None:
    rain = "Rain fell on the long road to the town of Kell, and nobody there had anything else to say about it."
    little = tell("little", f"Harvest\n\nDockers marched. {rain} {rain}", "marched", published="2026-11-21")
    much = tell("much", "Dockers march\n\nDockers marched with dockers.", "marched", published="2026-11-20")
    for name, results in (("a.db", [little, much]), ("b.db", [much, little])):
        with archive_of(tmp_path / name, results) as archive:
            assert [hit.headline for hit in archive.search("dockers")] == ["Dockers march", "Harvest"]
            assert [hit.headline for hit in archive.search("")] == ["Harvest", "Dockers march"]


def test_the_newest_come_first_where_words_are_frequent_or_none(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(archive, "") == ["A2", "A1", "A4", "A3"]
    monkeypatch.setattr(search, "MOST_RANKED", 2)
    assert found(archive, "port") == ["A2", "A1", "A4"]
    assert found(archive, "dockers") == ["A1", "A3"]
    assert [hit.article_alias for hit in archive.search("port", limit=1)] == ["A2"]


def test_equal_ones_come_in_the_order_of_their_ids_whatever_order_they_came_in(tmp_path: Path) -> None:
    pages = [tell(str(number), "March\n\nDockers marched.", "marched") for number in range(6)]
    for name, results in (("a.db", pages), ("b.db", pages[::-1])):
        with archive_of(tmp_path / name, results) as archive:
            for line in ("dockers", ""):
                ids = [hit.article_id for hit in archive.search(line)]
                assert ids == sorted(ids)


def test_what_is_corrected_is_found_by_what_it_is_now(archive: Archive) -> None:
    event = archive.search("ministry", type="PROTEST", place="Kell")[0].events[0].alias
    for field, value in (("type", "COERCE"), ("place", "Dun Morrow"), ("actors", "Harbour Guard (TAR/MIL)")):
        archive.correct("set", event, field=field, value=value)
    for line in ("type:PROTEST ministry place:Kell", "actor:dockers type:COERCE", "place:Kell"):
        assert found(archive, line) == []
    for line in ("type:COERCE", 'place:"Dun Morrow"', 'actor:"harbour guard"', "actor:MIL actor:mil"):
        assert found(archive, line) == ["A1"]
    archive.undo("C1")
    assert found(archive, "type:COERCE") == []
    assert found(archive, 'type:PROTEST place:"dun morrow"') == ["A1"]


def test_what_is_rejected_is_found_by_words_alone_until_that_is_undone(archive: Archive) -> None:
    event = archive.search("", type="ACCUSE")[0].events[0].alias
    archive.correct("reject", event)
    assert found(archive, "type:ACCUSE") == []
    assert found(archive, "ferry") == ["A4"]
    archive.undo("C1")
    assert found(archive, "type:ACCUSE") == ["A4"]


@pytest.mark.parametrize(
    ("line", "fields", "says"),
    [
        ("-port", {}, "wanted"),
        ("http://herald.example", {}, "no field http"),
        ("", {"since": "tomorrow"}, "no day"),
        ("", {"until": "2026-1"}, "no day"),
        ("since:２０２６", {}, "no day"),
        ("port", {"colour": "red"}, "no field colour"),
        ("por\ud800t", {}, "no text"),
        ("", {"publisher": "\udcff"}, "no text"),
    ],
)
def test_a_wrong_search_is_refused_with_the_reason(
    archive: Archive, line: str, fields: dict[str, str], says: str
) -> None:
    with pytest.raises(QueryError, match=says):
        archive.search(line, **fields)
