"""The command line: what is printed, what is resumed, how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.resources import read_bytes, read_text

PAGE = "demo/patrols.txt"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_bytes(read_bytes(PAGE))
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 and so on")
    (folder / "c.html").write_bytes(read_bytes("demo/ledger-23-deal.html"))
    return folder


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["read", *args])
    return result.exit_code, result.stdout, result.stderr


def test_a_folder_becomes_lines_in_order_and_a_refused_page_is_named(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    code, _, err = run(str(pages), "-o", str(out), "-j", "2")
    assert code == 1
    assert "b.pdf: UnsupportedInput: this is a PDF" in err
    assert [Path(json.loads(line)["origin"]).name for line in out.read_text().splitlines()] == [
        "a.txt",
        "c.html",
    ]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.7, 0.99])
def test_an_output_cut_anywhere_is_resumed_to_the_same_bytes(
    pages: Path, tmp_path: Path, form: str, share: float
) -> None:
    out = tmp_path / f"out.{form}"
    run(str(pages), "-o", str(out))
    whole = out.read_bytes()
    out.write_bytes(whole[: int(len(whole) * share)])
    run(str(pages), "-o", str(out))
    assert out.read_bytes() == whole


def test_a_finished_output_is_left_as_it_is(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(str(pages), "-o", str(out))
    whole = out.read_bytes()
    assert "0 articles, 2 before, 1 failed (1 UnsupportedInput)" in run(str(pages), "-o", str(out))[2]
    assert out.read_bytes() == whole


def test_fresh_starts_the_output_over(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("mine")
    assert run(str(pages / "a.txt"), "-o", str(out), "--fresh")[0] == 0
    assert out.read_text().startswith("# Quorland")


def test_json_is_one_document(pages: Path) -> None:
    assert json.loads(run(str(pages / "a.txt"), "-f", "json")[1])["origin"] == str(pages / "a.txt")
    assert [Path(a["origin"]).name for a in json.loads(run(str(pages), "-f", "json")[1])] == ["a.txt", "c.html"]
    assert json.loads(run(str(pages / "b.pdf"), str(pages / "b.pdf"), "-f", "json")[1]) == []


def test_failures_are_written_as_records(pages: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    code, _, _ = run(str(pages), "no such page.html", "--errors", str(errors))
    assert code == 1
    assert [(Path(f["origin"]).name, f["stage"], f["error"]) for f in map(json.loads, errors.open())] == [
        ("b.pdf", "page", "UnsupportedInput"),
        ("no such page.html", "page", "BadInput"),
    ]


def test_inputs_may_stand_in_a_list(pages: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{pages / 'c.html'}\n\n{pages / 'a.txt'}\n")
    out = run("-i", str(listed))[1]
    assert [Path(json.loads(line)["origin"]).name for line in out.splitlines()] == ["c.html", "a.txt"]


def test_a_page_may_be_piped_in_beside_others(pages: Path) -> None:
    result = CliRunner().invoke(main, ["read", "-", str(pages / "a.txt")], input=read_bytes("demo/ledger-23-deal.html"))
    assert [json.loads(line)["origin"] for line in result.stdout.splitlines()] == ["-", str(pages / "a.txt")]


@pytest.mark.parametrize("content", ['{"a": 1}\n', "not JSON\n", "origin,headline\r\n"])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_of_someone_else_is_not_gone_on_with(pages: Path, tmp_path: Path, content: str, form: str) -> None:
    out = tmp_path / f"out.{form}"
    out.write_bytes(content.encode())
    code, _, err = run(str(pages), "-o", str(out))
    assert code == 1
    assert "is no output of this program" in err
    assert out.read_bytes() == content.encode()


def test_an_output_that_cannot_be_written_is_named(pages: Path, tmp_path: Path) -> None:
    code, _, err = run(str(pages), "-o", str(tmp_path / "no folder" / "out.jsonl"))
    assert code == 1
    assert "no folder" in err


def test_an_empty_folder_fails_by_name(tmp_path: Path) -> None:
    code, _, err = run(str(tmp_path))
    assert code == 1
    assert f"{tmp_path}: BadInput: a folder, not a page" in err


def test_nothing_to_read_is_wrong_usage(tmp_path: Path) -> None:
    empty = tmp_path / "list.txt"
    empty.write_text("\n")
    assert run("-i", str(empty))[0] == 2


def test_an_address_in_this_machine_is_refused() -> None:
    code, _, err = run("http://127.0.0.1/page.html")
    assert code == 1
    assert "Refused: 127.0.0.1 is not a public address" in err


@pytest.mark.parametrize(("form", "start"), [("txt", "Quorland"), ("json", "{"), ("csv", "origin,id,url")])
def test_a_page_in_each_format(pages: Path, form: str, start: str) -> None:
    code, out, _ = run(str(pages / "a.txt"), "-f", form)
    assert code == 0
    assert start in out


def test_an_existing_file_of_another_format_is_not_written_over(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("mine")
    code, _, err = run(str(pages / "a.txt"), "-o", str(out))
    assert code == 1
    assert "--fresh" in err
    assert out.read_text() == "mine"


def test_the_schema_names_every_field_of_an_article(pages: Path) -> None:
    printed = CliRunner().invoke(main, ["schema"]).stdout
    assert printed == read_text("schemas/article.schema.json")
    schema = json.loads(printed)
    article = json.loads(run(str(pages / "a.txt"))[1])
    assert list(schema["$defs"]["Article"]["properties"]) == list(article)
