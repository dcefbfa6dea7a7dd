"""Stories, timelines, news and differences of an archive: as they stand, and as they stood."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from made_archive import AT, archive_of, code, keep, make_article, make_event, tell
from made_stories import PAGES

from dateline.archive import Archive
from dateline.errors import NotInArchive, QueryError
from dateline.event_types import Coded
from dateline.story_types import Clock
from dateline.types import Moment

CLOCKS: tuple[Clock, ...] = ("happened", "published", "recorded")
FIRST = (
    "Harbour strike\n\nDockers marched in Kell on Friday. The union met the harbour board in Kell.\n"
    "Rain fell on the terminal."
)
SECOND = FIRST.replace("Harbour strike\n\n", "Harbour strike\n\nThis report was updated.\n").replace(
    "Rain fell on the terminal.", "Rain drenched the grain terminal."
)


def harbour(text: str, modified: str | None = None, *, meets: bool = True) -> Coded:
    article = make_article("one", text, published="2026-11-20")
    article = replace(article, modified=Moment(modified, "day", "meta") if modified else None)
    events = [make_event(article, "marched", by="Dockers", at="Kell", on="2026-11-19")]
    if meets:
        events.append(make_event(article, "met", "CONSULT", by="union", to="harbour board"))
    return code(article, *events)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    """A report of the 20th, kept on the 23rd; a new text of the 22nd and another article, kept on the 25th."""
    keep(path, [harbour(FIRST)], at=AT)
    other = tell("two", FIRST.replace("Rain", "Hail"), "marched", published="2026-11-22", by="Dockers", at="Kell")
    other = code(replace(other.article, publisher="Ledger"), *(other.annotations.events if other.annotations else ()))
    with archive_of(path, [harbour(SECOND, "2026-11-22"), other], at=AT + timedelta(days=2)) as opened:
        yield opened


@pytest.mark.parametrize("clock", CLOCKS)
def test_every_entry_opens_its_sentence_and_trigger(tmp_path: Path, clock: Clock) -> None:
    with archive_of(tmp_path / "a.db", PAGES) as archive:
        for story in archive.stories():
            told = archive.timeline(story.alias, clock=clock)
            assert told.entries
            for entry in told.entries:
                quote = entry.sentence
                text = archive.why(entry.alias).texts[quote.article_id]
                assert text[quote.span.start : quote.span.end] == quote.text
                assert quote.span.start <= quote.trigger.start < quote.trigger.end <= quote.span.end


def test_clocks_order_by_what_they_say(path: Path) -> None:
    with archive_of(path, [harbour(FIRST)]) as archive:
        told = {clock: archive.timeline("S1", clock=clock).entries for clock in CLOCKS}
    march = {clock: next(one for one in entries if one.type == "PROTEST") for clock, entries in told.items()}
    assert {clock: entry.start for clock, entry in march.items()} == {
        "happened": "2026-11-19", "published": "2026-11-20", "recorded": "2026-11-23",
    }  # fmt: skip
    assert march["published"].dated_by == "published"


@pytest.mark.parametrize(
    ("clock", "day", "entries", "articles"),
    [
        ("published", "2026-11-19", 0, 0),
        ("published", "2026-11-20", 2, 1),
        ("published", "2026-11-21", 2, 1),
        ("published", "2026-11-22", 2, 2),
        ("recorded", "2026-11-22", 0, 0),
        ("recorded", "2026-11-23", 2, 1),
        ("recorded", "2026-11-25", 2, 2),
    ],
)
def test_a_story_is_told_as_it_was_known_by_the_end_of_a_day(
    archive: Archive, clock: Clock, day: str, entries: int, articles: int
) -> None:
    told = archive.timeline("S1", clock=clock, as_of=day)
    assert (len(told.entries), told.articles, told.as_of) == (entries, articles, day)


def test_what_is_known_today_is_told_as_of_today(archive: Archive) -> None:
    told = archive.timeline("S1")
    assert replace(archive.timeline("S1", as_of="2026-11-30"), as_of=None).entries == told.entries


def test_a_search_tells_of_what_it_asks_for_then_as_now(archive: Archive) -> None:
    for fields in ({"type": "CONSULT"}, {"type": "CONSULT", "as_of": "2026-11-21"}):
        for what in ("S1", "dockers"):
            assert [entry.type for entry in archive.timeline(what, **fields).entries] == ["CONSULT"]  # type: ignore[arg-type]
    assert archive.timeline("S1", until="2026-11-20").articles == 2
    assert archive.timeline("S1", publisher="Ledger", since="2026-11-22", type="CONSULT").entries == ()


def test_a_new_text_of_a_page_that_tells_the_same_is_no_news(archive: Archive) -> None:
    found = archive.news("S1", since="2026-11-21", today="2026-11-23")
    assert [(one.kind, one.text) for one in found] == [("confirmed", "also reported by Ledger")]


def test_news_are_what_is_new_and_what_was_withdrawn(path: Path, archive: Archive) -> None:
    keep(path, [harbour(SECOND + " It ended.", "2026-11-24", meets=False)], at=AT + timedelta(days=3))
    found = archive.news("S1", since="2026-11-23", today="2026-11-24")
    assert [(one.kind, one.alias) for one in found] == [("withdrawn", "E2")]
    assert [one.kind for one in archive.news("S1", since="2026-11-01", today="2026-11-24")] == ["new"]
    assert archive.news("S1", since="2026-11-24", today="2026-11-25") == []
    found = archive.news("S1", since="2026-11-22", today="2026-11-23", clock="recorded")
    assert [one.kind for one in found] == ["new", "new"]


def test_versions_are_compared_by_sentence_and_by_fact(path: Path, archive: Archive) -> None:
    assert archive.compare("A2") == []
    (found,) = archive.compare("https://herald.example/one")
    assert archive.compare("A1") == archive.compare(found.before.article.id) == [found]
    assert (found.before.stated, found.after.stated) == ("2026-11-20", "2026-11-22")
    assert [(one.kind, one.after) for one in found.difference.sentences] == [
        ("added", "This report was updated."),
        ("changed", "Rain drenched the grain terminal."),
    ]
    assert found.difference.facts == ()
    keep(path, [harbour(SECOND + " It ended.", "2026-11-24", meets=False)])
    last = archive.compare("A1")[-1].difference
    assert [(fact.kind, fact.before and fact.before.type) for fact in last.facts] == [("removed", "CONSULT")]
    for span, text in [(one.after_span, one.after) for one in last.sentences if one.after_span]:
        assert (SECOND + " It ended.")[span.start : span.end] == text


def test_why_has_the_texts_that_spans_count(archive: Archive) -> None:
    explanation = archive.why("E1")
    assert set(explanation.texts) == set(explanation.happening.articles)
    for report in explanation.happening.reports:
        text = explanation.texts[report.record.article_id]
        for words in (report.record.trigger, *report.record.actors, report.record.sentence):
            assert text[slice(*words.span)] == words.text
        assert explanation.aliases[report.record.article_id].startswith("A")


def test_an_event_keeps_its_name_when_its_page_is_written_anew(path: Path) -> None:
    with archive_of(path, [harbour(FIRST)]) as archive:
        before = {entry.type: entry.alias for entry in archive.timeline("S1").entries}
    with archive_of(path, [harbour(SECOND, "2026-11-22")]) as archive:
        assert {entry.type: entry.alias for entry in archive.timeline("S1").entries} == before
        told = archive.timeline("S1", as_of="2026-11-20")
        assert {entry.type: entry.alias for entry in told.entries} == before


def test_what_waits_to_be_joined_is_no_error(path: Path, archive: Archive) -> None:
    gone = make_article("one", "Nothing\n\nIt was all wrong.", published="2026-11-29")
    other = make_article("two", "Nothing\n\nIt was all wrong, too.", published="2026-11-29")
    keep(path, [code(gone), code(other)], joins=False)
    assert archive.status().waiting == 4
    assert archive.timeline("S1").entries == ()
    assert archive.export(path.with_name("x.csv")) == 0
    with pytest.raises(NotInArchive, match="waits"):
        archive.why("E1")
    assert [story.alias for story in archive.stories()] == ["S1"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda archive: archive.timeline("S9"), NotInArchive),
        (lambda archive: archive.timeline("nothingofthesort"), NotInArchive),
        (lambda archive: archive.timeline("S1", as_of="soon"), QueryError),
        (lambda archive: archive.timeline("S1", as_of="2026-13-01"), QueryError),
        (lambda archive: archive.news("S1", since="2026-11", today="2026-11-20"), QueryError),
        (lambda archive: archive.why("E99"), NotInArchive),
        (lambda archive: archive.why("no such id"), NotInArchive),
        (lambda archive: archive.compare("A99"), NotInArchive),
        (lambda archive: archive.compare("https://nowhere.example/"), NotInArchive),
        (lambda archive: archive.stories(since="soon"), QueryError),
    ],
)
def test_what_is_not_there_is_named(archive: Archive, call: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        call(archive)  # type: ignore[operator]  # from a table


def test_the_stories_are_listed_by_their_last_day(tmp_path: Path) -> None:
    with archive_of(tmp_path / "a.db", PAGES) as archive:
        days = [story.last_published or "" for story in archive.stories()]
        assert days == sorted(days, reverse=True)
        assert all(len(story.article_ids) >= 3 for story in archive.stories(least_articles=3))
        assert len(archive.stories(limit=1)) == 1
        assert {story.last_published for story in archive.stories(since="2026-12")} == {"2026-12-14"}


def test_a_timeline_of_more_articles_than_are_told_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.timeline("dockers").title == "dockers"
    monkeypatch.setattr("dateline.archive.telling.MOST_ARTICLES", 1)
    assert archive.timeline("dockers").title == "dockers (the best 1 articles)"
