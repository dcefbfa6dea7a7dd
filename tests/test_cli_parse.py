"""`dateline parse` and `dateline schema analysis`: what is read, what is printed, how it ends."""

import json
from pathlib import Path

import conllu
import pytest
from click.testing import CliRunner, Result

from dateline import analysis, read
from dateline.cli import main
from dateline.errors import AnalysisError, NotEnglish, TextTooLarge
from dateline.resources import read_bytes, read_text
from dateline.types import Analysis, Entity, Mention, Name, Sentence, Span, Token

PAGE = "demo/ledger-23-deal.html"
TEXT = "Ilva resigned."
ALL_OF_IT = dict.fromkeys(("sentences", "tokens", "lemmas", "tags", "trees", "names", "mentions", "entities"), "fake 1")


def fake_analyse(text: str) -> Analysis:
    """Every text is one sentence: a name, a verb (the rest of the text)."""
    end = len(text)
    first = Span(0, min(4, end))
    return Analysis(
        text=text,
        sentences=(Sentence(Span(0, end), 0, 2),),
        tokens=(
            Token(first, "Ilva", "PROPN", "Number=Sing", 1, "nsubj", 0),
            Token(Span(first.end, end), "resign", "VERB", "", None, "root", 0),
        ),
        names=(Name(first, "PER", 0, 1),),
        mentions=(Mention("m0", first, 0, "named", "person", "x0"),),
        entities=(Entity("x0", "Ilva", "person", ("m0",)),),
        made_by=ALL_OF_IT,
    )


@pytest.fixture(autouse=True)
def _analyse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "analyse", fake_analyse)


@pytest.fixture
def text_file(tmp_path: Path) -> str:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*args: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["parse", *args], input=given)


def analysed(*args: str, given: str | bytes | None = None) -> str:
    """The text that was analysed."""
    return json.loads(run(*args, "-f", "json", given=given).stdout)["text"]


def test_conllu_is_what_is_piped(text_file: str) -> None:
    result = run(text_file, "--text")
    assert result.exit_code == 0
    (sentence,) = conllu.parse(result.stdout)
    assert [word["form"] for word in sentence] == ["Ilva", "resigned."]
    assert run(text_file, "--text", "-f", "conllu").stdout == result.stdout


def test_json_and_displacy(text_file: str) -> None:
    written = json.loads(run(text_file, "--text", "--format", "json").stdout)
    assert [token["upos"] for token in written["tokens"]] == ["PROPN", "VERB"]
    drawn = json.loads(run(text_file, "--text", "--format", "displacy").stdout)
    assert drawn["dep"][0]["arcs"] == [{"start": 0, "end": 1, "label": "nsubj", "dir": "left"}]


def test_a_terminal_shows_the_view(text_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.reading.wants_view", lambda output, form: form is None)
    lines = [" ".join(line.split()) for line in run(text_file, "--text").stdout.splitlines()]
    assert lines == [
        "Ilva[PER] resigned.",
        "1 Ilva PROPN Ilva nsubj → 2 resigned. PER x0 person",
        "2 resigned. VERB resign root",
        "",
    ]


def test_a_page_gives_its_articles_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(read_bytes(PAGE))
    assert analysed(str(page)) == read(page).text
    assert analysed("-", given=read_bytes(PAGE)) == read(page).text


def test_a_text_is_analysed_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes("\ufeff<b>Ilva</b>\r\n\r\n resigned é\n".encode())
    assert analysed(str(path), "--text") == "<b>Ilva</b>\r\n\r\n resigned é\n"
    assert analysed("-", "--text", given=TEXT) == TEXT


@pytest.mark.parametrize("error", [NotEnglish("this text is German"), TextTooLarge("more than 5 characters")])
def test_what_is_not_analysed_is_said(text_file: str, error: AnalysisError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> Analysis:
        raise error

    monkeypatch.setattr(analysis, "analyse", refuse)
    result = run(text_file, "--text")
    assert result.exit_code == 1
    assert f"{text_file}: {type(error).__name__}: {error.reason}" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("content", "options", "reason"),
    [
        (b"%PDF-1.7 and so on", [], "UnsupportedInput: this is a PDF"),
        ("Né à Brastow".encode("latin-1"), ["--text"], "BadInput: not UTF-8 at byte 1"),
        (None, ["--text"], "BadInput: No such file or directory"),
        (None, [], "BadInput: No such file or directory"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes | None, options: list[str], reason: str) -> None:
    path = tmp_path / "given"
    if content:
        path.write_bytes(content)
    result = run(str(path), *options)
    assert result.exit_code == 1
    assert f"{path}: {reason}" in result.stderr


def test_the_schema_names_every_field_of_an_analysis(text_file: str) -> None:
    printed = CliRunner().invoke(main, ["schema", "analysis"]).stdout
    assert printed == read_text("schemas/analysis.schema.json")
    schema = json.loads(printed)
    written = json.loads(run(text_file, "--text", "-f", "json").stdout)
    assert list(schema["$defs"]["Analysis"]["properties"]) == list(written)


def test_the_schema_is_the_articles_where_none_is_named() -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["schema", "article"]).stdout == runner.invoke(main, ["schema"]).stdout
