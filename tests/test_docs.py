"""What the documentation shows is what happens."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import FORMS, main
from dateline.errors import DatelineError
from dateline.formats import output

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "docs/reading.md", "docs/language.md", "docs/events.md")
EXAMPLES = [
    pytest.param(code, id=f"{name} {number}")
    for name in PAGES
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S))
]
TWIN = "src/dateline/resources/demo/patrols.txt"


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "example", "exec"), {})


def test_the_readme_shows_what_goes_in_and_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("dateline.cli._wants_view", lambda output, form: True)
    given, shown = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    page = (ROOT / TWIN).read_text(encoding="utf-8")
    for line in given.splitlines():
        assert line.rstrip("… ") in page
    view = CliRunner().invoke(main, ["read", TWIN]).stdout
    assert [line.rstrip() for line in view.splitlines()][: len(shown.splitlines())] == shown.splitlines()


def test_every_page_error_is_documented() -> None:
    text = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    bases = {"PageError", "ArticleError"}
    names = {
        cls.__name__
        for base in DatelineError.__subclasses__()
        for cls in base.__subclasses__()
        if base.__name__ in bases
    }
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_the_command_line_offers_the_forms_that_there_are() -> None:
    assert output.FORMS == FORMS
