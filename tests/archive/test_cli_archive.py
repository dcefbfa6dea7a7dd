"""The commands of an archive: what is printed, what is written, how they end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_archive import keep
from made_stories import PAGES

from dateline.cli import main
from dateline.cli.telling import TIMELINE_FORMS
from dateline.resources import read_bytes
from dateline.types import Failure


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "a.db", [*PAGES, Failure("bad\x1b[31m\n.html", None, "page", "BadInput", "empty\x9b")])
    return tmp_path / "a.db"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in args])


def on(path: Path, command: str, *args: object) -> Result:
    result = run(command, *args, "-a", path)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_pages_are_added_once_and_what_failed_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("demo/ledger-23-deal.html", "demo/patrols.txt"):
        (folder / Path(name).name).write_bytes(read_bytes(name))
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 and so on")
    path = tmp_path / "a.db"
    first = on(path, "add", folder, "-j", "1")
    assert (first.exit_code, first.stdout) == (1, "")
    assert "c.pdf: UnsupportedInput: this is a PDF" in first.stderr
    assert "2 articles added, 0 changed, 0 known before" in first.stderr
    assert "1 failed (1 UnsupportedInput)" in first.stderr
    (folder / "c.pdf").unlink()
    again = on(path, "add", folder, "-j", "1")
    assert again.exit_code == 0
    assert "0 articles added, 0 changed, 2 known before" in again.stderr
    assert on(path, "add", folder, "-q").stderr == ""
    changes = on(path, "recode", "--dry-run", "--json", "-j", "1")
    assert (json.loads(changes.stdout)["articles"], json.loads(changes.stdout)["changes"]) == (2, [])
    actors = tmp_path / "mine.csv"
    actors.write_text("name,code,sector\nHarbour Union,TAR,LAB\n", encoding="utf-8")
    result = on(path, "recode", "--actors", actors, "-j", "1")
    assert (result.exit_code, "of 2 articles changed" in result.stdout) == (0, True)
    assert on(path, "status", "--check").stderr == "sound\n"


def test_the_state_is_told_in_counts_and_as_json(path: Path) -> None:
    told = on(path, "status", "--failed")
    assert told.exit_code == 0
    assert "bad[31m .html: BadInput: empty" in " ".join(told.stdout.split("\n"))
    found = json.loads(on(path, "status", "--json").stdout)
    assert (found["articles"], found["versions"], len(found["failures"])) == (17, 21, 1)
    assert on(path, "status", "--check").exit_code == 0


def test_articles_are_found(path: Path) -> None:
    told = on(path, "search", "dockers", "type:PROTEST", "--publisher", "herald")
    assert told.exit_code == 0
    assert "1 found" in told.stdout
    lines = on(path, "search", "dockers", "--json", "-n", "2").stdout.splitlines()
    assert [json.loads(line)["publisher"] for line in lines]
    assert len(lines) == 2
    assert "0 found" in on(path, "search", "zeppelin").stdout


def test_stories_are_listed_with_who_copied_whom(path: Path) -> None:
    told = on(path, "stories", "--min-articles", "2")
    assert told.exit_code == 0
    assert "copies herald" in told.stdout
    found = [json.loads(line) for line in on(path, "stories", "--json").stdout.splitlines()]
    assert sum(len(story["article_ids"]) for story in found) == 17
    assert on(path, "stories", "--since", "2030").stdout == "no stories\n"


@pytest.mark.parametrize("form", TIMELINE_FORMS)
@pytest.mark.parametrize("what", ["S1", "dockers"])
def test_a_timeline_is_told_in_every_form_and_to_a_file_as_to_the_screen(
    path: Path, tmp_path: Path, form: str, what: str
) -> None:
    told = on(path, "timeline", what, "-f", form)
    assert told.exit_code == 0
    assert len(told.stdout) > 100
    out = tmp_path / "out"
    assert on(path, "timeline", what, "-f", form, "-o", out).stdout == ""
    assert out.read_bytes().decode().replace("\r\n", "\n") == told.stdout.replace("\r\n", "\n")
    if form in ("json", "timelinejs", "geojson"):
        json.loads(told.stdout)


def test_the_form_of_a_timeline_is_that_of_the_files_name_and_clocks_are_told(path: Path, tmp_path: Path) -> None:
    assert on(path, "timeline", "S1", "-o", tmp_path / "x.html").exit_code == 0
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!")
    assert on(path, "timeline", "S1", "--svg").stdout.startswith("<?xml")
    for clock in ("published", "recorded"):
        found = json.loads(on(path, "timeline", "S1", "--clock", clock, "-f", "json").stdout)
        assert found["clock"] == clock
    told = on(path, "timeline", "S1", "--as-of", "20261106", "-f", "json")
    assert json.loads(told.stdout)["as_of"] == "2026-11-06"


def test_news_since_a_day_are_told(path: Path) -> None:
    told = on(path, "new", "dockers", "--since", "2026-10-01", "--today", "2026-12-01")
    assert told.exit_code == 0
    assert "★ new" in told.stdout
    lines = on(path, "new", "dockers", "--since", "2026-10-01", "--today", "2026-12-01", "--json").stdout.splitlines()
    assert {json.loads(line)["kind"] for line in lines} == {"new"}
    assert on(path, "new", "dockers", "--since", "yesterday").stdout == "nothing new\n"


def test_an_event_is_explained_and_texts_compared(path: Path) -> None:
    told = on(path, "why", "E1")
    assert told.exit_code == 0
    assert "independent origins" in told.stdout
    assert json.loads(on(path, "why", "E1", "--json").stdout)["reports"]
    changed = on(path, "diff", "https://herald.example/turn-1")
    assert changed.exit_code == 0
    assert "2026-11-08 → 2026-11-11" in changed.stdout
    lines = on(path, "diff", "https://herald.example/turn-1", "--json").stdout.splitlines()
    assert [sorted(json.loads(line)) for line in lines] == [["facts", "sentences"]]
    assert on(path, "diff", "A1").stdout == "one version only\n"


def test_events_are_corrected_and_the_log_goes_out_and_in(path: Path, tmp_path: Path) -> None:
    event, other = (
        json.loads(on(path, "search", f"type:{kind}", "--json", "-n", "1").stdout)["events"][0]["alias"]
        for kind in ("PROTEST", "ACCUSE")
    )
    made = on(path, "fix", event, "--set", "dead=>=5", "--set", "place=Tolvarra", "--because", "para 4", "--by", "Mara")
    assert made.exit_code == 0
    assert "C1" in made.stdout
    assert "because para 4 · by Mara" in made.stdout
    assert on(path, "accept", event).exit_code == 0
    assert on(path, "merge", event, other).exit_code == 0
    assert on(path, "undo", "C4").exit_code == 0
    assert on(path, "reject", other).exit_code == 0
    article = json.loads(on(path, "why", event, "--json").stdout)["reports"][-1]["record"]["article_id"]
    assert on(path, "split", event, article).exit_code == 0
    listed = on(path, "fix", "--list").stdout
    assert all(f"C{number} " in listed for number in range(1, 8))
    assert on(path, "fix", "--misfits").stdout == "no corrections\n"
    log = tmp_path / "log.jsonl"
    assert on(path, "fix", "--export", log).exit_code == 0
    second = tmp_path / "b.db"
    keep(second, PAGES)
    assert on(second, "fix", "--import", log).exit_code == 0
    assert on(second, "fix", "--list").stdout == listed
    assert on(second, "fix", "--import", log).stdout == "no corrections\n"


def test_records_are_exported(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    assert on(path, "export", out, "--type", "PROTEST").stderr == f"7 rows in {out}\n"
    assert (tmp_path / "x.csv.manifest.json").exists()
    assert on(path, "export", out).exit_code == 1
    assert on(path, "export", out, "--replace", "-f", "parquet").exit_code == 0


@pytest.mark.parametrize(
    ("command", "args", "code", "says"),
    [
        ("search", ["-port"], 2, "No such option"),
        ("search", ["colour:red"], 1, "no field colour"),
        ("search", ["--since", "soon", "port"], 1, "no day"),
        ("search", ["\udcff"], 1, "no text"),
        ("stories", ["--since", "soon"], 1, "no day"),
        ("timeline", ["S99"], 1, "no story S99"),
        ("timeline", ["zeppelin"], 1, "nothing found"),
        ("timeline", ["S1", "--as-of", "soon"], 2, "no day"),
        ("timeline", ["S1", "-o", "/nowhere/x.md"], 1, "cannot be written"),
        ("timeline", ["S1", "-f", "text", "-o", "/nowhere/x"], 1, "cannot be written"),
        ("new", ["S1"], 2, "Missing option"),
        ("new", ["S1", "--since", "2026-11"], 2, "no day"),
        ("why", ["E99"], 1, "no event E99"),
        ("why", ["\x1b[2J"], 1, "no event"),
        ("diff", ["A99"], 1, "no article A99"),
        ("fix", [], 2, "name an event"),
        ("fix", ["E1", "--set", "dead"], 2, "has no ="),
        ("fix", ["E1", "--set", "colour=red"], 1, "colour"),
        ("fix", ["E1", "--set", "actors=\udcff"], 1, "no text"),
        ("fix", ["--import", "/nowhere"], 2, "does not exist"),
        ("fix", ["--export", "/nowhere/log"], 1, "cannot be written"),
        ("accept", ["E99"], 1, "no event E99"),
        ("merge", ["E1", "E1"], 1, "two records"),
        ("split", ["E1", "A99"], 1, "A99"),
        ("undo", ["C99"], 1, "no correction C99"),
        ("export", ["/nowhere/x.csv"], 1, "cannot be written"),
        ("recode", ["--actors", "/nowhere"], 1, "cannot be read"),
        ("add", ["/nowhere/page.html", "-j", "1"], 1, "BadInput"),
        ("add", ["--ontology", "/nowhere", "x"], 1, "cannot be read"),
    ],
)
def test_what_cannot_be_done_ends_in_a_line_that_says_why(
    path: Path, command: str, args: list[str], code: int, says: str
) -> None:
    result = on(path, command, *args)
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output
    if code == 1 and command != "add":
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{}\n", b"[" * 100_000, b'{"id": "\\ud800"}\n'])
def test_a_log_that_is_none_is_refused_in_a_line(path: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log").write_bytes(content)
    result = on(path, "fix", "--import", tmp_path / "log")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [
    ["search", "x"], ["stories"], ["timeline", "S1"], ["new", "S1", "--since", "2026-11-20"], ["why", "E1"],
    ["diff", "A1"], ["fix", "--list"], ["accept", "E1"], ["merge", "E1", "E2"], ["split", "E1", "A1"], ["undo", "C1"],
    ["export", "x.csv"], ["recode"], ["status"],
])  # fmt: skip
def test_where_there_is_no_archive_the_command_that_makes_one_is_named(tmp_path: Path, command: list[str]) -> None:
    result = on(tmp_path / "none.db", *command)  # type: ignore[arg-type]  # made from a table
    assert result.exit_code == 1
    assert "dateline add" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_tour_makes_an_archive_and_tells_its_story(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    result = run("demo", folder, "-j", "2")
    assert result.exit_code == 0
    assert (folder / "timeline.html").stat().st_size > 1000
    commands = [line.split() for line in result.stdout.splitlines() if line.startswith("  dateline ")]
    assert len(commands) == 4
    for command in commands:
        said = run(*command[1:])
        assert said.exit_code == 0
        assert len(said.stdout) > 100
    assert run("demo", folder, "-j", "2").stdout == result.stdout
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("demo", tmp_path / "file" / "x").exit_code in (1, 2)
