"""What a person corrects: in force at once and for good, whatever is read, coded or joined later."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_archive import archive_of, code, find, keep, make_article, make_event, tell

from dateline.archive import Archive, correcting
from dateline.archive.connection import open_connection
from dateline.archive.joining import join_pending
from dateline.archive.recoding import keep_coding
from dateline.archive.settings import save_setting
from dateline.correction import encode_corrections
from dateline.errors import CorrectionError, NotInArchive
from dateline.event_types import Coded
from dateline.types import Moment

MARCH = "Port strike\n\nDockers marched in Kell on Friday and blocked the grain terminal."
TALKS = "Talks held\n\nThe mediator met the harbour union in Tolvarra for talks on wages."
OWN_TYPE = """
name = "mine"
version = "1"
extends = "plover"
[types.STOPPAGE]
definition = "Work stops."
verbs = ["down"]
"""
FLOOD = "River bursts\n\nThe Orle flooded orchards near Port Ombrey after days of rain."


def march(text: str = MARCH, name: str = "one", published: str = "2026-11-20", **fields: object) -> Coded:
    article = replace(make_article(name, text, published=published), **fields)
    return code(article, make_event(article, "marched", by="Dockers", at="Kell", on="2026-11-20"))


def pages() -> list[Coded]:
    return [
        march(),
        tell("two", TALKS, "met", type_="CONSULT", by="mediator", to="harbour union", at="Tolvarra"),
        tell("three", FLOOD, "flooded", type_="ACCUSE", at="Port Ombrey", published="2027-02-01"),
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with archive_of(path, pages()) as opened:
        yield opened


def states(archive: Archive) -> list[str]:
    return [entry.state for entry in archive.corrections()]


def entry_of(archive: Archive, event: str) -> object:
    """All that is told of an event."""
    return archive.why(event).happening


def test_a_field_that_is_set_is_told_and_signed(archive: Archive) -> None:
    entry = archive.correct("set", "E1", field="dead", value=">=5", because="para 4", by="Mara")
    assert (entry.alias, entry.state, entry.correction.by) == ("C1", "in force", "Mara")
    (report,) = archive.why("E1").happening.reports
    assert [(count.kind, count.value, count.bound) for count in report.record.counts] == [("dead", 5, "at_least")]
    assert report.record.corrections == (entry.correction.id,)
    assert archive.timeline("march*").entries[0].corrected
    assert archive.why("E1").corrections == (("C1", entry.correction),)


def test_a_rejected_event_is_hidden_everywhere_and_back_when_that_is_undone(archive: Archive, tmp_path: Path) -> None:
    before = [archive.timeline(story.alias) for story in archive.stories()]
    archive.correct("reject", "E1")
    assert archive.status().events == 2
    assert archive.export(tmp_path / "x.jsonl") == 2
    with pytest.raises(NotInArchive, match="no event E1"):
        archive.why("E1")
    entry = archive.undo("C1")
    assert (entry.alias, entry.state) == ("C2", "in force")
    assert [archive.timeline(story.alias) for story in archive.stories()] == before
    assert states(archive) == ["undone", "in force"]


def test_an_undo_can_be_undone_and_what_is_said_again_holds_again(archive: Archive) -> None:
    first = archive.correct("set", "E1", field="place", value="Dun Morrow").correction
    told = entry_of(archive, "E1")
    archive.undo("C1")
    untold = entry_of(archive, "E1")
    assert untold != told
    archive.undo("C2")
    assert entry_of(archive, "E1") == told
    assert states(archive) == ["in force", "undone", "in force"]
    archive.undo(first.id)
    assert entry_of(archive, "E1") == untold
    again = archive.correct("set", "E1", field="place", value="Dun Morrow")
    assert (again.alias, again.correction.id) == ("C5", first.id)
    assert entry_of(archive, "E1") == told
    assert archive.correct("set", "E1", field="place", value="Dun Morrow").state == "in force"
    assert len(archive.corrections()) == 6


def test_of_two_values_the_later_is_in_force_also_where_the_clock_was_set_back(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.correct("set", "E1", field="status", value="denied")
    past = datetime.now(UTC) - timedelta(days=400)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # of a fake
            return past

    monkeypatch.setattr(correcting, "datetime", Clock)
    archive.correct("set", "E1", field="status", value="failed")
    assert archive.why("E1").happening.status == "failed"
    archive.undo("C2")
    assert archive.why("E1").happening.status == "denied"
    assert states(archive) == ["in force", "undone", "in force"]


def test_events_of_two_stories_are_merged_and_parted_again(archive: Archive, tmp_path: Path) -> None:
    assert len(archive.stories()) == 3
    before = {story.alias: archive.timeline(story.alias) for story in archive.stories()}
    rows = archive.export(tmp_path / "before.jsonl")
    archive.correct("merge", "E1", other="E3")
    assert archive.why("E1") == archive.why("E3")
    assert len(archive.why("E1").happening.reports) == 2
    told = [archive.timeline(story.alias) for story in archive.stories()]
    assert sorted(len(one.entries) for one in told) == [1, 1, 1]
    assert sorted(len(story.event_ids) for story in archive.stories()) == [1, 1, 1]
    assert archive.export(tmp_path / "merged.jsonl") == rows
    assert archive.export(tmp_path / "merged.plover", form="plover") == rows - 1
    assert archive.status().events == 2
    archive.undo("C1")
    assert {story.alias: archive.timeline(story.alias) for story in archive.stories()} == before
    assert archive.why("E1").alias == "E1"
    assert archive.why("E3").alias == "E3"


@pytest.mark.parametrize("pairs", [[("E1", "E2"), ("E2", "E3")], [("E2", "E3"), ("E1", "E2")]])
def test_merges_in_a_row_over_three_stories_hold_when_one_of_them_changes(
    path: Path, archive: Archive, pairs: list[tuple[str, str]]
) -> None:
    for event, other in pairs:
        archive.correct("merge", event, other=other)
    assert len(archive.why("E3").happening.reports) == 3
    for number, page in enumerate(pages()):
        copy = make_article(f"late-{number}", page.article.text, published=page.article.published and "2026-11-28")
        keep(path, [code(copy)])
        assert {report.record.article_id for report in archive.why("E1").happening.reports} >= {
            one.article.id for one in pages()
        }
    assert archive.check() == []


def test_a_report_that_is_split_off_stands_alone_and_comes_back(path: Path, archive: Archive) -> None:
    keep(path, [march(name="copy", published="2026-11-21")])
    (copy,) = [hit for hit in archive.search("grain") if hit.published == "2026-11-21"]
    assert len(archive.why("E1").happening.reports) == 2
    archive.correct("split", "E1", other=copy.article_alias)
    assert len(archive.why("E1").happening.reports) == 1
    assert archive.status().events == 4
    archive.undo("C1")
    assert len(archive.why("E1").happening.reports) == 2
    archive.correct("reject", "E1", report=copy.article_alias)
    assert [report.record.article_id for report in archive.why("E1").happening.reports] == [march().article.id]


def recode(path: Path, coded: Coded) -> None:
    """Put another coding of the first article in the place of its own."""
    with closing(open_connection(path, create=False)) as connection:
        (number,) = connection.execute("SELECT number FROM version WHERE is_current = 1 AND article = 1").fetchone()
        keep_coding(connection, {number: coded})
        join_pending(connection)


def test_corrections_outlive_another_coder_that_reads_other_words_and_types(path: Path, archive: Archive) -> None:
    archive.correct("set", "E1", field="place", value="Tolvarra")
    archive.correct("accept", "E1")
    article = march().article
    event = make_event(article, "marched in Kell", "COERCE", by="Dockers")
    other = make_event(article, "blocked", "ASSAULT", to="grain terminal")
    recode(path, code(article, event, other, coder="coder 2"))
    found = {one.type: one for one in (archive.why(name).happening for name in ("E1", "E4"))}
    (report,) = found["COERCE"].reports
    assert report.record.place is not None
    assert report.record.place.name == "Tolvarra"
    assert states(archive) == ["in force", "misfit"]
    assert "now read as COERCE" in (archive.corrections()[1].reason or "")
    assert [hit.article_alias for hit in archive.search("", place="Tolvarra", type="COERCE")] == ["A1"]
    recode(path, march())
    assert states(archive) == ["in force", "in force"]
    assert archive.status().coders == ("made coder",)


def test_corrections_outlive_another_text_of_the_page(path: Path, archive: Archive) -> None:
    archive.correct("set", "E1", field="arrested", value="12")
    archive.correct("reject", "E2")
    longer = MARCH.replace("Port strike\n\n", "Port strike\n\nThe strike enters its third day.\n")
    keep(path, [march(longer, modified=Moment("2026-11-22", "day", "meta"))])
    assert states(archive) == ["in force", "in force"]
    (entry,) = archive.timeline("marched").entries
    assert entry.corrected
    gone = "Port strike\n\nThe strike is over."
    article = replace(make_article("one", gone), modified=Moment("2026-11-23", "day", "meta"))
    keep(path, [code(article)])
    assert states(archive) == ["misfit", "in force"]
    assert archive.corrections()[0].reason
    keep(path, [march(MARCH + " ", modified=Moment("2026-11-24", "day", "meta"))])
    assert states(archive) == ["in force", "in force"]


def test_an_own_type_can_be_set_where_the_archive_has_an_ontology_of_its_own(path: Path, archive: Archive) -> None:
    with closing(open_connection(path, create=False)) as connection:
        save_setting(connection, "ontology", OWN_TYPE)
    archive.correct("set", "E1", field="type", value="STOPPAGE")
    assert states(archive) == ["in force"]
    assert [hit.article_alias for hit in archive.search("", type="STOPPAGE")] == ["A1"]


def test_a_log_goes_to_another_archive_of_the_same_pages_once(archive: Archive, tmp_path: Path) -> None:
    archive.correct("set", "E1", field="dead", value="3", because="“five” was a slip\u2028of the pen")
    archive.correct("merge", "E1", other="E2")
    archive.correct("reject", "E3")
    archive.undo("C3")
    text = encode_corrections([entry.correction for entry in archive.corrections()])
    with archive_of(tmp_path / "b.db", pages()[::-1]) as other:
        assert len(other.import_corrections(text)) == 4
        assert other.import_corrections(text) == []
        assert [entry.correction for entry in other.corrections()] == [one.correction for one in archive.corrections()]
        assert states(other) == states(archive) == ["in force", "in force", "undone", "in force"]
        archive.export(tmp_path / "a.csv")
        other.export(tmp_path / "b.csv")
        assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_log_of_articles_that_are_not_there_is_kept_as_misfits_and_fits_when_they_come(
    archive: Archive, tmp_path: Path
) -> None:
    archive.correct("reject", "E1")
    text = encode_corrections([entry.correction for entry in archive.corrections()])
    path = tmp_path / "b.db"
    with archive_of(path, pages()[1:]) as other:
        other.import_corrections(text)
        assert states(other) == ["misfit"]
        keep(path, pages()[:1])
        assert states(other) == ["in force"]
        assert other.search("", type="PROTEST") == []


def test_a_changed_line_is_refused_and_nothing_of_the_file_is_kept(archive: Archive, tmp_path: Path) -> None:
    archive.correct("reject", "E1")
    archive.correct("accept", "E2")
    lines = encode_corrections([entry.correction for entry in archive.corrections()]).splitlines()
    changed = json.dumps(json.loads(lines[1]) | {"by": "nobody"})
    with archive_of(tmp_path / "b.db", pages()) as other:
        with pytest.raises(CorrectionError, match="line 2"):
            other.import_corrections(f"{lines[0]}\n{changed}\n")
        assert other.corrections() == []


def test_the_log_only_grows(path: Path, archive: Archive) -> None:
    archive.correct("reject", "E1")
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT * FROM correction").fetchall()
    archive.undo("C1")
    archive.correct("accept", "E2")
    keep(path, [march(MARCH + "\nMore soon.", published="2026-11-21")])
    recode(path, march())
    with closing(sqlite3.connect(path)) as connection:
        after = connection.execute("SELECT * FROM correction ORDER BY number").fetchall()
    assert after[: len(before)] == before
    assert len(after) == 3


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda archive: archive.correct("set", "E1", field="colour", value="red"), CorrectionError, "colour"),
        (lambda archive: archive.correct("set", "E1", field="status", value="perhaps"), CorrectionError, "perhaps"),
        (lambda archive: archive.correct("set", "E1", field="place"), CorrectionError, "needs value"),
        (lambda archive: archive.correct("accept", "E9"), NotInArchive, "no event E9"),
        (lambda archive: archive.correct("accept", "S1"), NotInArchive, "no event S1"),
        (lambda archive: archive.correct("merge", "E1", other="E1"), CorrectionError, "two records"),
        (lambda archive: archive.correct("merge", "E1"), CorrectionError, "needs other"),
        (lambda archive: archive.correct("split", "E1", other="A1"), CorrectionError, "alone"),
        (lambda archive: archive.correct("split", "E1", other="A2"), NotInArchive, "A2"),
        (lambda archive: archive.correct("accept", "E1", report="A99"), NotInArchive, "A99"),
        (lambda archive: archive.undo("C1"), NotInArchive, "no correction C1"),
        (lambda archive: archive.correct("set", "E1", field="actors", value="a\ud800b"), CorrectionError, "text"),
        (lambda archive: archive.correct("accept", "E1", by="\udcff"), CorrectionError, "text"),
    ],
)
def test_a_wrong_correction_is_refused_and_leaves_no_trace(
    archive: Archive, call: object, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        call(archive)  # type: ignore[operator]  # from a table
    assert archive.corrections() == []


def test_a_set_value_opens_its_words_in_the_text(archive: Archive) -> None:
    archive.correct("set", "E1", field="actors", value="grain terminal")
    explanation = archive.why("E1")
    (report,) = explanation.happening.reports
    (actor,) = report.record.actors
    words = find(MARCH, "grain terminal")
    assert actor.span == (words.start, words.end)
    assert explanation.texts[report.record.article_id][slice(*actor.span)] == actor.text == "grain terminal"
