"""What the documentation shows is what happens."""

import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from dateline.archive import exporting
from dateline.cli import main
from dateline.cli.keeping import EXPORT_FORMS
from dateline.cli.reading import FORMS
from dateline.cli.telling import TIMELINE_FORMS
from dateline.errors import DatelineError
from dateline.formats import output
from dateline.formats.timeline import TimelineForm

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md", "docs/reading.md", "docs/language.md", "docs/events.md", "docs/search.md", "docs/stories.md",
    "docs/timeline.md", "docs/export.md",
)  # fmt: skip
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
    monkeypatch.setattr("dateline.cli.reading.wants_view", lambda output, form: True)
    _, given, shown = readme_blocks()
    page = (ROOT / TWIN).read_text(encoding="utf-8")
    for line in given.splitlines():
        assert line.rstrip("… ") in page
    view = CliRunner().invoke(main, ["read", TWIN]).stdout
    assert [line.rstrip() for line in view.splitlines()][: len(shown.splitlines())] == shown.splitlines()


def test_the_readme_shows_the_timeline_of_the_demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = without_aliases(readme_blocks()[0])
    told = without_aliases(CliRunner().invoke(main, ["demo", str(tmp_path)]).stdout)
    assert shown[0].split("   ")[:2] == told[0].split("   ")[:2]
    # Processors round a network's numbers otherwise in the last digits, and an event at a threshold may come or go.
    assert len(set(shown) & set(told)) >= 0.75 * len(set(shown))


def without_aliases(text: str) -> list[str]:
    """The lines without the short names of events: one event more gives all those after it another."""
    return [re.sub(r"\bE\d+", "E", line).rstrip() for line in text.splitlines()]


def readme_blocks() -> list[str]:
    """What the README shows of texts: the timeline, a page, and what is read of it."""
    return re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)


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
    assert exporting.FORMS == EXPORT_FORMS
    assert ("text", *get_args(TimelineForm)) == TIMELINE_FORMS
