import hashlib
import html
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import pytest

import dateline.resources
from dateline import types
from dateline.errors import ResourceError
from dateline.resources import demo_pages, read_bytes, read_text

FOLDER = Path(dateline.resources.__file__).parent
MANIFEST = tomllib.loads(read_text("MANIFEST.toml"))
ROWS: list[dict[str, str]] = MANIFEST["file"]
PAGES = demo_pages()
NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def files_below(folder: Path) -> dict[str, str]:
    """Digest by name of what a row has to cover."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name not in {"README.md", "MANIFEST.toml"}
    }


def expected(page: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(read_text(f"demo/expected/{PurePosixPath(page).stem}.json"))
    return gold


def visible_text(page: str) -> str:
    text = read_text(page)
    if page.endswith(".html"):
        text = html.unescape(TAG.sub("", NOT_TEXT.sub("", text)))
    return " ".join(text.split())


def quoted(gold: dict[str, Any]) -> list[str]:
    """Everything in the expected article that must stand on the page word for word."""
    pictures = [part for picture in gold["pictures"] for part in picture.values()]
    dateline_parts = list((gold["dateline"] or {}).values())
    found = [gold["headline"], gold["deck"], gold["agency"], *gold["authors"], *pictures, *dateline_parts]
    return [text for text in found if text] + [block["text"] for block in gold["body"]]


@pytest.mark.parametrize("name", files_below(FOLDER))
def test_every_shipped_file_is_covered_by_exactly_one_row(name: str) -> None:
    assert len([row for row in ROWS if name == row["path"] or name.startswith(row["path"] + "/")]) == 1


@pytest.mark.parametrize("row", ROWS, ids=[row["path"] for row in ROWS])
def test_a_row_has_all_columns_and_the_right_digest(row: dict[str, str]) -> None:
    assert set(row) == {"path", "source", "licence", "made_by", "sha256"}
    assert all(row.values())
    path = FOLDER / row["path"]
    if path.is_dir():
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(files_below(path).items()))
        digest = hashlib.sha256(lines.encode()).hexdigest()
    else:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert row["sha256"] == digest, "run: python training/update_manifest.py"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/etc/hosts",
        "demo",
        "demo/",
        "demo/none.html",
        "demo/../MANIFEST.toml",
        "..\\x",
        "C:x",
        "a\0b",
    ],
)
def test_a_name_of_no_resource_is_a_resource_error_that_names_it(name: str) -> None:
    with pytest.raises(ResourceError) as caught:
        read_bytes(name)
    assert repr(name) in caught.value.reason


def test_text_is_the_bytes_in_utf8() -> None:
    assert read_text("demo/patrols.txt").encode() == read_bytes("demo/patrols.txt")


def test_importing_resources_does_not_import_the_slow_opener() -> None:
    code = "import sys, dateline.resources; print('importlib.resources' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(FOLDER.parents[1])},
    )
    assert done.stdout.strip() == "False"


def test_the_demo_is_a_twin_page_and_a_story_by_four_outlets() -> None:
    outlets = {PurePosixPath(page).name.split("-")[0] for page in PAGES if page.endswith(".html")}
    assert outlets == {"courier", "halyard", "ledger", "ninebells"}
    assert "demo/patrols.txt" in PAGES
    assert list(PAGES) == sorted(PAGES)


def test_every_demo_page_and_no_other_has_an_expected_article() -> None:
    golds = {path.stem for path in (FOLDER / "demo/expected").glob("*.json")}
    assert golds == {PurePosixPath(page).stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_expected_of_a_demo_page_stands_on_it(page: str) -> None:
    text = visible_text(page)
    assert [part for part in quoted(expected(page)) if part not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_an_expected_article_uses_the_words_of_the_types(page: str) -> None:
    gold = expected(page)
    assert {block["kind"] for block in gold["body"]} <= set(get_args(types.BlockKind))
    assert gold["page_type"] in get_args(types.PageType)
    assert gold["quality"]["verdict"] in get_args(types.Verdict)
    assert gold["quality"]["reason"] in (None, *get_args(types.PartialReason))


def test_the_wire_copy_is_carried_whole_by_one_outlet_and_cut_by_another() -> None:
    wire, whole, cut = (
        [block["text"] for block in expected(f"demo/{name}.html")["body"]]
        for name in ("halyard-18-walkout", "courier-18-port-at-standstill", "ninebells-18-nothing-moves")
    )
    assert whole == wire
    assert set(cut).isdisjoint(wire)
    assert sum(map(len, cut)) < sum(map(len, wire))
