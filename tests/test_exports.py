"""What `import dateline` gives, and what it does not load."""

import subprocess
import sys

import pytest

import dateline

HEAVY = ("numpy", "selectolax", "rich", "click", "msgspec")


@pytest.mark.parametrize("name", dateline.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(dateline, name) is not None


def test_there_are_at_most_twenty_public_names() -> None:
    assert len(dateline.__all__) <= 20


def test_importing_loads_nothing_heavy() -> None:
    code = f"import dateline, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
