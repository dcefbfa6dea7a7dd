"""Run a scorer on the reader and, beside it, on the rivals; print the tables and keep them in ``results/``.

    python benchmarks/run.py pages            the development pages; --sets and --limit for less
    python benchmarks/run.py text             the same pages as scraped text
    python benchmarks/run.py hostile          hostile inputs, one process each

``--systems dateline,trafilatura,resiliparse`` chooses; the rivals come with the extra ``dateline[benchmark]``. The
block weights have seen the development pages: what unseen sites give is printed by ``cross_validated.py``.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ADAPTERS = {"dateline": "adapters:page", "trafilatura": "rivals:trafilatura", "resiliparse": "rivals:resiliparse"}
HOSTILE = {"dateline": "adapters:hostile", "trafilatura": "trafilatura", "resiliparse": "resiliparse"}
SETS = "fundus,trafilatura,wcxb,htmldate"


def main() -> int:
    """Run what is asked, one system after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pages", "text", "hostile"))
    parser.add_argument("--systems", default="dateline,trafilatura,resiliparse")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    failed = 0
    for system in args.systems.split(","):
        out = HERE / "results" / f"{args.what}_{system}.json"
        command = hostile(args.bench, system, out) if args.what == "hostile" else pages(args, system, out)
        failed += subprocess.run(command, cwd=HERE, env=environment(), check=False).returncode != 0
    return 1 if failed else 0


def pages(args: argparse.Namespace, system: str, out: Path) -> list[str]:
    """The call of the page scorer."""
    command = [sys.executable, str(args.bench / "score_pages.py"), "--data", str(args.data / "pages")]
    command += ["--json", str(out), "--extractor", ADAPTERS[system], "--sets", args.sets]
    command += ["--limit", str(args.limit)] if args.limit else []
    return [*command, "--flatten"] if args.what == "text" else command


def hostile(bench: Path, system: str, out: Path) -> list[str]:
    """The call of the runner of hostile inputs."""
    return [
        sys.executable,
        str(bench / "hostile_pages.py"),
        "run",
        "--kind",
        "html",
        "--system",
        HOSTILE[system],
        "-o",
        str(out),
    ]


def environment() -> dict[str, str]:
    """This process's, with the adapters found and one thread a process, as the workers have it."""
    paths = [str(HERE), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "OPENBLAS_NUM_THREADS": "1"}


if __name__ == "__main__":
    sys.exit(main())
