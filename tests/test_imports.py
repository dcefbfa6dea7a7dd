"""What importing the package loads: what is not needed for ``--help`` is loaded when it is used."""

import subprocess
import sys

import pytest

HEAVY = {
    "asyncio", "charset_normalizer", "gcld3", "httpcore2", "msgspec", "numpy", "onnxruntime", "protego", "rich",
    "selectolax", "socket",
}  # fmt: skip


def loaded_by(code: str) -> set[str]:
    code += "; import sys; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


@pytest.mark.parametrize("module", ["dateline", "dateline.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") & HEAVY == set()


def test_reading_loads_nothing_that_fetches() -> None:
    page = "<h1>Port quiet</h1><p>No ship left the harbour on Wednesday, the dockers said.</p>"
    assert loaded_by(f"import dateline; dateline.read({page!r})") & {"httpcore2", "protego", "asyncio", "ssl"} == set()
