"""The order of the package's layers: the right may import the left, never the reverse; no stage imports another."""

import ast
from pathlib import Path

import pytest

import dateline

ROOT = Path(dateline.__file__).parent
LAYERS = (
    {"types", "errors"},
    {"event_types"},
    {"story_types"},
    {"archive_types"},
    {"resources"},
    {"urls", "text", "ontology"},
    {"ml"},
    {"page", "article", "analysis", "event", "story", "correction", "records", "formats"},
    {"worker"},
    {"workers"},
    {"pipeline"},
    {"archive"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
RANK = {name: i for i, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.parts[0] if len(path.parts) > 1 else path.stem


def imported_parts(path: Path) -> set[str]:
    package = ["dateline", *path.parts[:-1]]
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names = [*base, *(node.module or "").split(".")]
            whole = [name for name in names if name]
            if whole[:1] == ["dateline"]:
                found.add(whole[1] if len(whole) > 1 else "")
                if len(whole) == 1:
                    found.update(alias.name for alias in node.names)
    return {name for name in found if name in RANK}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_part_imports_only_what_lies_before_it(path: Path) -> None:
    own = part_of(path)
    for other in imported_parts(path) - {own}:
        assert RANK[other] < RANK[own], f"{path} imports {other}"
