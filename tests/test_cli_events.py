"""`dateline events`, `dateline why` and `dateline schema record`: what a user gets of a page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.resources import read_text

PAGE = "src/dateline/resources/demo/ledger-19-gate-four.html"
FRENCH = (
    "<html lang='fr'><body><article><h1>Le port reste fermé</h1><p>Les dockers du port ont cessé le travail vendredi "
    "après l'échec des discussions avec la direction, a annoncé leur syndicat. Aucun navire n'est sorti.</p>"
    "<p>La direction a démenti et assure que les discussions reprendront lundi dans la ville "
    "voisine.</p></article></body></html>"
)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_records_are_one_a_line_with_their_page() -> None:
    result = run("events", PAGE, "-j", "1")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) > 3
    assert {record["origin"] for record in records} == {PAGE}
    assert "events in 1 articles" in result.stderr


def test_the_same_page_gives_the_same_bytes() -> None:
    assert run("events", PAGE, "-j", "1").stdout == run("events", PAGE, "-j", "1").stdout


def test_a_page_in_another_language_is_counted_and_named(tmp_path: Path) -> None:
    page = tmp_path / "port.html"
    page.write_text(FRENCH, encoding="utf-8")
    result = run("events", str(page), "-j", "1")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "not coded: NotEnglish" in result.stderr
    assert "1 not coded" in result.stderr


@pytest.mark.parametrize(
    ("option", "text", "named"),
    [("--actors", "name,code\nPort Union,ZZ9\n", "line 2"), ("--ontology", "name = \n", "line 1")],
)
def test_a_wrong_list_is_named_with_its_line_and_nothing_is_read(
    tmp_path: Path, option: str, text: str, named: str
) -> None:
    path = tmp_path / "mine"
    path.write_text(text, encoding="utf-8")
    result = run("events", PAGE, option, str(path))
    assert result.exit_code == 1
    assert named in result.stderr


def test_a_users_own_type_fires(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'name = "mine"\nversion = "1"\nextends = "plover"\n[types.QUEUE]\ndefinition = "Waiting."\nverbs = ["wait"]\n',
        encoding="utf-8",
    )
    page = tmp_path / "wait.txt"
    page.write_text("Ships wait\n\nTwelve ships waited outside the port on Friday.\n\nNobody came.\n", encoding="utf-8")
    result = run("events", str(page), "--text", "--ontology", str(path), "-j", "1")
    assert "QUEUE" in [json.loads(line)["type"] for line in result.stdout.splitlines()]


def test_why_prints_the_fields_of_an_event() -> None:
    result = run("why", "e1", PAGE)
    assert result.exit_code == 0
    assert "did" in result.stdout
    assert "status" in result.stdout


def test_why_of_an_event_that_is_not_there_says_which_are() -> None:
    result = run("why", "e99", PAGE)
    assert result.exit_code == 2
    assert "it has e1 to e" in result.stderr


def test_the_schema_is_the_shipped_one() -> None:
    assert run("schema", "record").stdout == read_text("schemas/record.schema.json")


def test_read_puts_events_beside_the_article() -> None:
    result = run("read", PAGE, "--events", "-f", "jsonl", "-j", "1")
    line = json.loads(result.stdout)
    assert line["coverage"] == "all"
    assert {record["article_id"] for record in line["events"]} == {line["id"]}


def test_read_says_where_events_cannot_stand() -> None:
    result = run("read", PAGE, "--events", "-f", "csv", "-j", "1")
    assert result.exit_code == 1
    assert "dateline events" in result.stderr
