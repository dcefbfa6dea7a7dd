"""The command line against reading in one process, two workers against one, and the memory of a worker.

    python benchmarks/speed.py [--data DIR] [--pages 600] [--jobs 2]

Everything is a ratio within one run, on the same pages: seconds of the clock, the medians of three rounds.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the workers have it

from dateline.errors import DatelineError
from dateline.formats.jsonl import encode_json
from dateline.pipeline import read, warm_up

HERE = Path(__file__).parent
ROUNDS = 3


def main() -> None:
    """Write pages to a folder, read it in each way, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "pages")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = sorted((args.data / "html").rglob("*.gz"))
        for i in range(args.pages):
            (folder / f"{i:05d}.html").write_bytes(gzip.decompress(files[i % len(files)].read_bytes()))
        rounds = [measure(folder, args.jobs) for _ in range(ROUNDS)]
    inside, one, several = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    figures = {
        "pages": args.pages,
        "in_process_ms_a_page": round(1000 * inside / args.pages, 2),
        "one_worker_against_in_process": round(one / inside, 2),
        f"{args.jobs}_workers_against_one": round(one / several, 2),
        "peak_mb_of_a_process": round(peak_mb()),
    }
    (HERE / "results" / "speed.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def measure(folder: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds in this process, by the command line with one worker, and with several."""
    warm_up()
    return (
        timed(lambda: read_all(folder)),
        timed(lambda: by_command(folder, 1)),
        timed(lambda: by_command(folder, jobs)),
    )


def timed(work: Callable[[], None]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_all(folder: Path) -> None:
    """Read and encode every page; a refusal is one."""
    for path in sorted(folder.iterdir()):
        try:
            encode_json(read(path))
        except DatelineError:
            continue


def by_command(folder: Path, jobs: int) -> None:
    """The same by ``dateline read``."""
    command = [sys.executable, "-m", "dateline", "read", str(folder), "-q", "-j", str(jobs)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peak_mb() -> float:
    """The largest resident set of any process that this one started."""
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
