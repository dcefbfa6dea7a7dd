"""Records in files that others read: whole or not at all, with a manifest that holds."""

import csv
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from made_archive import archive_of, code, make_article, make_event
from made_stories import PAGES

from dateline.archive import Archive, exporting
from dateline.archive.exporting import FORMS, ExportForm
from dateline.errors import OutputError, QueryError

FORMULA = "=cmd|' /C calc'!A0"
HOSTILE = f"{FORMULA}\n\n+Dockers marched in Kell\u202e, \"quoted\";\tand\u2028left. @SUM(1) -1+1"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    article = make_article("bad", HOSTILE, published="2026-11-25", publisher="-2+3")
    hostile = code(article, make_event(article, "marched", by="+Dockers", at="Kell", on="2026-11-24"))
    with archive_of(tmp_path / "a.db", [*PAGES, hostile]) as opened:
        yield opened


def read_back(path: Path, form: ExportForm) -> list[dict[str, object]]:
    """The rows, by a reader that is not ours."""
    if form in ("jsonl", "plover"):
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    if form == "parquet":
        rows = duckdb.sql(f"SELECT * FROM read_parquet('{path}')").df()
    else:
        rows = pd.read_csv(
            path, sep="," if form == "csv" else "\t", dtype=str, keep_default_na=False,
            quoting=csv.QUOTE_MINIMAL if form == "csv" else csv.QUOTE_NONE,
        )  # fmt: skip
    found: list[dict[str, object]] = rows.to_dict(orient="records")
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_back_and_its_manifest_holds(archive: Archive, tmp_path: Path, form: ExportForm) -> None:
    path = tmp_path / f"out.{form}"
    count = archive.export(path, form=form)
    rows = read_back(path, form)
    manifest = json.loads((tmp_path / f"out.{form}.manifest.json").read_text(encoding="utf-8"))
    assert len(rows) == count == manifest["rows"] > 5
    assert manifest["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert (manifest["file"], manifest["form"], manifest["coders"]) == (path.name, form, ["made coder"])
    each_event = form in ("plover", "polecat", "cameo")
    assert manifest["rows_are"] == ("events" if each_event else "reports")
    status = archive.status()
    assert count + manifest["left_out"] == (status.events if each_event else status.records)


def test_csv_and_parquet_say_what_the_lines_of_json_say(archive: Archive, tmp_path: Path) -> None:
    found = {}
    for form in ("jsonl", "csv", "parquet"):
        archive.export(tmp_path / f"out.{form}")
        found[form] = read_back(tmp_path / f"out.{form}", form)  # type: ignore[arg-type]  # made from a table
    for name in ("id", "type", "status", "article_id", "happening_id", "origin_id", "story_id"):
        ids = [str(row[name]) for row in found["jsonl"]]
        assert [str(row[name]) for row in found["csv"]] == ids
        assert [str(row[name]) for row in found["parquet"]] == ids
    days = [row["published"] for row in found["csv"]]
    assert days == sorted(days, key=lambda day: day or "~")  # type: ignore[arg-type, return-value]  # made from a table


def test_no_cell_of_csv_is_a_formula(archive: Archive, tmp_path: Path) -> None:
    archive.export(tmp_path / "out.csv")
    rows = read_back(tmp_path / "out.csv", "csv")
    cells = [str(cell) for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or cell.startswith("-2+")]
    (row,) = [row for row in rows if row["headline"] == "'" + FORMULA]
    assert row["actors"] == "'+Dockers"


@pytest.mark.parametrize(
    ("fields", "column", "values"),
    [
        ({"type": "AGREE"}, "type", {"AGREE"}),
        ({"publisher": "echo"}, "publisher", {"echo"}),
        ({"place": "Tolvarra"}, "place_name", {"Tolvarra"}),
        ({"since": "2026-11-30"}, "published", {"2026-12-14", "2026-11-30"}),
        ({"since": "2026-12"}, "published", {"2026-12-14"}),
        ({"until": "2026-11-01"}, "published", {"2026-10-01", "2026-10-02", "2026-11-01", "2026-11"}),
        ({"actor": "river Orle", "until": "2026-11-09"}, "type", {"ACCUSE"}),
    ],
)
def test_only_what_is_asked_for_is_written(
    archive: Archive, tmp_path: Path, fields: dict[str, str], column: str, values: set[str]
) -> None:
    count = archive.export(tmp_path / "out.csv", **fields)  # type: ignore[arg-type]  # made from a table
    rows = read_back(tmp_path / "out.csv", "csv")
    assert count == len(rows) > 0
    assert {str(row[column]) for row in rows} <= values
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))
    assert {name: manifest["query"][name] for name in fields} == fields


@pytest.mark.parametrize("name", ["out.csv", "out.csv.manifest.json"])
def test_a_file_that_is_there_is_left_unless_it_is_to_be_replaced(archive: Archive, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--replace"):
        archive.export(tmp_path / "out.csv")
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert archive.export(tmp_path / "out.csv", replace_file=True) > 5
    assert (tmp_path / name).read_text(encoding="utf-8") != "mine"


def test_what_is_broken_off_leaves_no_file_and_the_one_that_was_there(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(tmp_path.iterdir())

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting.EventOutput, "write", stop)
    with pytest.raises(KeyboardInterrupt):
        archive.export(tmp_path / "out.csv")
    assert set(tmp_path.iterdir()) == before
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        archive.export(tmp_path / "out.csv", replace_file=True)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"


def test_where_no_file_can_be_the_reason_is_said(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        archive.export(tmp_path / "no" / "out.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        archive.export(tmp_path / "folder.csv", replace_file=True)
    with pytest.raises(QueryError, match="no day"):
        archive.export(tmp_path / "out.csv", since="soon")
    assert not (tmp_path / "out.csv").exists()


def test_the_same_archive_gives_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    for form in FORMS:
        for name in ("one", "two"):
            archive.export(tmp_path / name, form=form, replace_file=True)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
