"""Records and their exports, each read back by an independent reader."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import ANNOTATIONS, ARREST, ARTICLE, CODED, RECORDS, TEXT

from dateline.errors import OutputError
from dateline.event_types import Coded, Record
from dateline.formats import cameo, plover, polecat, tsv
from dateline.formats import csv as article_csv
from dateline.formats.event_output import EventForm, EventOutput, event_form_of, open_event_output
from dateline.formats.jsonl import encode_json
from dateline.formats.records_csv import COLUMNS, encode_records
from dateline.records import make_records
from dateline.types import Article, Span

WANTED = frozenset({"made.html", "other.html"})


def records_of(coded: Coded) -> list[Record]:
    return make_records(coded.article, coded.annotations) if coded.annotations else []


def read_tsv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_every_word_of_a_record_stands_at_its_span() -> None:
    for record in RECORDS:
        leaves = [record.trigger, record.sentence, *record.actors, *record.recipients, *record.mentions]
        for leaf in leaves:
            assert TEXT[leaf.span[0] : leaf.span[1]] == leaf.text


def test_what_its_span_does_not_support_is_not_written() -> None:
    far = replace(ARREST.actors[0], span=Span(5_000, 5_010))
    made = make_records(ARTICLE, replace(ANNOTATIONS, events=(replace(ARREST, actors=(far,)),)))
    assert made[0].actors == ()
    assert made[0].relations == ()


def test_jsonl_is_read_back() -> None:
    read = json.loads(encode_json(RECORDS[0]))
    assert (read["type"], read["date"]["basis"]["text"], read["actors"][0]["sector"]) == ("COERCE", "Friday", "COP")
    assert read["relations"][0]["target"] == RECORDS[1].id


def test_csv_is_read_back_under_its_names() -> None:
    text = article_csv.encode_row(COLUMNS) + encode_records(RECORDS)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["type"] for row in rows] == ["COERCE", "PROTEST"]
    assert (rows[0]["date_start"], rows[0]["place"], rows[0]["arrested"]) == ("2026-11-20", "Tolvarra", "12")
    assert (rows[1]["date_start"], rows[1]["date_end"]) == ("", "2026-11-23")


def test_plover_is_read_back() -> None:
    first, second = [json.loads(line) for line in plover.encode_records(RECORDS).splitlines()]
    assert (first["event"], first["quad_code"], first["size"]) == (["COERCE"], 4, {"arrested": 12})
    assert (first["actor"][0]["code"], first["event_loc"]["country_code"]) == ("PER", "PER")
    assert "future" in second["mode"]


def test_polecat_has_its_forty_columns() -> None:
    rows = read_tsv(tsv.encode_row(polecat.COLUMNS) + polecat.encode_records(RECORDS))
    assert len(polecat.COLUMNS) == 40
    assert [row["Event Type"] for row in rows] == ["COERCE", "PROTEST"]
    assert (rows[0]["Quad Code"], rows[0]["Actor COW"], rows[0]["Raw Placename"]) == (
        "MATERIAL CONFLICT",
        "None",
        "Tolvarra",
    )


def test_cameo_has_a_row_for_each_pair() -> None:
    rows = read_tsv(tsv.encode_row(cameo.COLUMNS) + cameo.encode_records(RECORDS))
    assert (rows[0]["source_code"], rows[0]["target_code"], rows[0]["cameo_code"]) == ("PERCOP", "PERLAB", "173")


def test_an_output_goes_on_after_its_last_whole_article(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    other = replace(CODED, article=replace(ARTICLE, origin="other.html"))
    with open_event_output(path, "jsonl", fresh=False, wanted=WANTED) as (writer, done):
        assert done == frozenset()
        writer.write(records_of(CODED))
        writer.write(records_of(other))
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-30], encoding="utf-8")
    with open_event_output(path, "jsonl", fresh=False, wanted=WANTED) as (writer, done):
        assert done == {"made.html"}
        writer.write(records_of(other))
    assert path.read_text(encoding="utf-8") == whole


def write_two(path: Path, article: Article) -> bytes:
    """What stands in the file after two articles were to be written, those it holds being skipped."""
    with open_event_output(path, "jsonl", fresh=False, wanted=WANTED) as (writer, done):
        for origin in sorted(WANTED - done):
            writer.write(records_of(replace(CODED, article=replace(article, origin=origin))))
    return path.read_bytes()


@pytest.mark.parametrize("headline", ["Dockers walk out", "a\u2028b\x85c", "é" * 300])
@given(share=st.floats(0, 1))
def test_an_output_cut_anywhere_is_resumed_to_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, headline: str, share: float
) -> None:
    path = tmp_path_factory.mktemp("out") / "events.jsonl"
    article = replace(ARTICLE, headline=headline)
    whole = write_two(path, article)
    path.write_bytes(whole[: int(len(whole) * share)])
    assert write_two(path, article) == whole


def test_what_is_not_read_again_is_not_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    whole = write_two(path, ARTICLE)
    with open_event_output(path, "jsonl", fresh=False, wanted=frozenset({"third.html"})) as (_, done):
        assert done == WANTED
    assert path.read_bytes() == whole


def test_a_file_of_articles_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(encode_json(ARTICLE) + "\n", encoding="utf-8")
    with pytest.raises(OutputError, match="no output of this program"):
        write_two(path, ARTICLE)
    assert path.read_text(encoding="utf-8") == encode_json(ARTICLE) + "\n"


@pytest.mark.parametrize(("form", "left"), [("jsonl", 0), ("csv", 0), ("plover", 1), ("polecat", 1), ("cameo", 1)])
def test_events_that_a_form_has_no_code_for_are_counted(form: EventForm, left: int) -> None:
    stream = io.StringIO()
    writer = EventOutput(stream, form)
    writer.write([replace(RECORDS[0], type="OCCUR", modes=()), RECORDS[1]])
    assert writer.left_out == left
    assert ("OCCUR" in stream.getvalue()) == (left == 0)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_any_words_stay_in_their_cell(words: str) -> None:
    record = replace(RECORDS[0], publisher=words, origin=words, trigger=replace(RECORDS[0].trigger, text=words))
    (row,) = csv.reader(io.StringIO(encode_records([record]), newline=""))
    cells = dict(zip(COLUMNS, row, strict=True))
    assert not any(re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", cell) for cell in row)
    assert article_csv.decode_row(encode_records([record]))[COLUMNS.index("origin")] == words
    assert float(cells["lat"]) == -12.0
    assert len(polecat.encode_records([record]).split("\n")[0].split("\t")) == len(polecat.COLUMNS)
    assert {len(line.split("\t")) for line in cameo.encode_records([record]).rstrip("\n").split("\n")} == {
        len(cameo.COLUMNS)
    }


@given(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5))
def test_no_record_has_words_that_its_text_has_not(start: int, end: int) -> None:
    span = Span(start, end)
    moved = replace(
        ARREST, trigger=span, mentions=(span,), hedges=(span,), condition=span,
        date=replace(ARREST.date, basis=span), actors=(replace(ARREST.actors[0], span=span),),
    )  # fmt: skip
    for record in make_records(ARTICLE, replace(ANNOTATIONS, events=(moved,))):
        leaves = [record.trigger, record.sentence, *record.mentions, *record.hedges, *record.actors]
        assert all(leaf.text == TEXT[slice(*leaf.span)] and leaf.text.strip() for leaf in leaves)
        assert record.condition is not None


def test_a_date_without_support_is_unknown() -> None:
    far = replace(ARREST, date=replace(ARREST.date, basis=Span(5_000, 5_010)))
    (record,) = make_records(ARTICLE, replace(ANNOTATIONS, events=(far,)))
    assert (record.date.start, record.date.precision, record.date.basis) == (None, "unknown", None)


def test_only_jsonl_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    with open_event_output(path, "csv", fresh=False, wanted=WANTED) as (writer, _):
        writer.write(records_of(CODED))
    with (
        pytest.raises(OutputError, match="--fresh"),
        open_event_output(path, "csv", fresh=False, wanted=WANTED),
    ):
        pass


@pytest.mark.parametrize(
    ("name", "form"), [("a.csv", "csv"), ("a.tsv", "polecat"), ("a.jsonl", "jsonl"), ("a", "jsonl")]
)
def test_the_name_of_a_file_asks_for_a_form(name: str, form: str) -> None:
    assert event_form_of(Path(name)) == form


def test_an_output_without_events_has_its_header_only() -> None:
    stream = io.StringIO()
    EventOutput(stream, "csv").write([])
    assert stream.getvalue() == article_csv.encode_row(COLUMNS)
