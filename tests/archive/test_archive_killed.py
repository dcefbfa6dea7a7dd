"""A process that is killed while it adds leaves a sound archive, which the same call completes."""

import subprocess
import sys
from pathlib import Path

import dateline

ROOT = Path(__file__).parents[2]


def test_what_a_killed_process_kept_is_there_and_added_to_the_same_end() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "archive_kill.py"), "--times", "3", "--seed", "7"]
    environment = {"PYTHONPATH": str(Path(dateline.__file__).parents[1]), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "WRONG" not in done.stdout
    assert done.stdout.startswith("3 processes killed")
