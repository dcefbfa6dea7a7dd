"""The command line: what is printed, what is resumed, how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.resources import read_bytes

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


def test_a_cut_output_is_resumed_to_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(str(pages), "-o", str(out))
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2 + len(whole.splitlines()[0]) // 2])
    run(str(pages), "-o", str(out))
    assert out.read_bytes() == whole


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
