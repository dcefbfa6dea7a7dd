import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import worker_functions
from dateline import workers
from dateline.errors import ResourceError
from dateline.worker import Fault, Limits
from dateline.workers import run_guarded
from worker_functions import break_warm_up, die_in_warm_up, do, warm_up

# The clock is generous: a busy machine must not turn a limit of processor time into one of the clock.
LIMITS = Limits(cpu_seconds=0.3, wall_seconds=4.0, memory_bytes=200_000_000)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs timers and signals")


def run(
    items: list[str], *, jobs: int = 2, limits: Limits = LIMITS, warm: Callable[[], object] = warm_up
) -> list[bytes | Fault]:
    return list(run_guarded(do, items, warm_up=warm, jobs=jobs, limits=limits))


@pytest.mark.parametrize(
    ("item", "error", "reason"),
    [
        ("hang_in_python", "Timeout", "more than 0.3 s of processor time"),
        ("hang_in_pattern", "Timeout", "more than 0.3 s of processor time"),
        ("hang_in_c", "Timeout", "stopped after 4 s"),
        ("wait_long", "Timeout", "stopped after 4 s"),
        ("touch_nothing", "BadInput", "worker died: SIGSEGV"),
        ("leave", "BadInput", "worker died: exit code 3"),
        ("eat_memory", "OutOfMemory", "needed more memory than the limits allow"),
        ("refuse", "BadInput", "nothing on it"),
    ],
)
def test_only_the_guilty_item_fails_and_its_fault_is_named(item: str, error: str, reason: str) -> None:
    before, after = [f"before {number}" for number in range(3)], [f"after {number}" for number in range(12)]
    outcomes = run([*before, item, *after])
    assert outcomes == [
        *(f"said {name}".encode() for name in before),
        Fault(error, reason),
        *(f"said {name}".encode() for name in after),
    ]


def test_an_unforeseen_error_names_its_class_message_and_place() -> None:
    (fault,) = run(["divide 0"])
    assert isinstance(fault, Fault)
    assert fault.error == "ZeroDivisionError"
    assert fault.reason.startswith("integer division or modulo by zero (worker_functions, line ")
    assert fault.module == "worker_functions"


def test_every_kind_of_trouble_in_one_batch_is_survived() -> None:
    troubles = {
        "touch_nothing": "BadInput",
        "refuse": "BadInput",
        "leave": "BadInput",
        "hang_in_python": "Timeout",
        "eat_memory": "OutOfMemory",
        "divide 0": "ZeroDivisionError",
        "wait_long": "Timeout",
    }
    outcomes = run([name for trouble in troubles for name in (trouble, f"after {trouble}")], jobs=3)
    assert [outcome.error for outcome in outcomes[::2] if isinstance(outcome, Fault)] == [*troubles.values()]
    assert outcomes[1::2] == [f"said after {trouble}".encode() for trouble in troubles]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = [str(number) for number in range(200)]
    assert run(items, jobs=jobs) == [f"said {item}".encode() for item in items]


def test_no_items_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_start_process", lambda: pytest.fail("a worker was started"))
    assert run([]) == []


def test_an_item_whose_worker_was_killed_from_outside_is_done_by_another(tmp_path: Path) -> None:
    items = ["one", f"kill_once {tmp_path / 'mark'}", "two"]
    assert run(items) == [b"said one", b"at last", b"said two"]


def test_what_a_function_prints_does_not_reach_the_results(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["print_much 1", "print_much 2", "x"]) == [b"printed", b"printed", b"said x"]
    printed = capfd.readouterr()
    assert printed.out == ""
    assert len(printed.err) >= 200_000


def test_workers_keep_to_one_thread_each() -> None:
    assert run(["environment"]) == [b"1"]


def test_one_worker_serves_many_items() -> None:
    assert len(set(run(["process"] * 50, jobs=1))) == 1


def test_items_may_be_large() -> None:
    items = ["x" * 500_000 + str(number) for number in range(20)]
    assert run(items) == [f"said {item}".encode() for item in items]


def test_items_are_taken_only_as_results_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WINDOW", 20)
    taken = []

    def count() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield str(number)

    results = run_guarded(do, count(), warm_up=warm_up, jobs=2, limits=LIMITS)
    for _ in range(10):
        next(results)
    results.close()
    assert len(taken) <= 10 + 20


def test_large_results_hold_the_workers_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WINDOW_BYTES", 2_000_000)
    taken = []

    def count() -> Iterator[str]:
        yield "wait_long"
        for number in range(200):
            taken.append(number)
            yield f"large {number}"

    outcomes = run_guarded(do, count(), warm_up=warm_up, jobs=2, limits=LIMITS)
    assert isinstance(next(outcomes), Fault)
    assert len(taken) < 40
    assert sum(1 for _ in outcomes) == 200


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("end", ["close", "throw"])
def test_no_process_outlives_the_iterator(end: str) -> None:
    results = run_guarded(do, ["process"] * 100 + ["wait_long"], warm_up=warm_up, jobs=2, limits=LIMITS)
    pids = {int(result) for result in (next(results) for _ in range(50)) if isinstance(result, bytes)}
    assert all(map(is_alive, pids))
    if end == "close":
        results.close()
    else:
        with pytest.raises(KeyboardInterrupt):
            results.throw(KeyboardInterrupt)
    assert not any(map(is_alive, pids))


def test_an_error_of_the_source_is_passed_on() -> None:
    def fail() -> Iterator[str]:
        yield "one"
        raise OSError("the list cannot be read")

    with pytest.raises(OSError, match="cannot be read"):
        list(run_guarded(do, fail(), warm_up=warm_up, jobs=2, limits=LIMITS))


def test_a_slow_source_does_not_start_workers_for_nothing() -> None:
    def trickle() -> Iterator[str]:
        for _ in range(12):
            began = time.monotonic()
            while time.monotonic() < began + workers.CHUNK_SECONDS * 2:
                pass
            yield "process"

    pids = set(run_guarded(do, trickle(), warm_up=warm_up, jobs=8, limits=LIMITS))
    assert len(pids) < 8


@pytest.mark.parametrize(
    ("warm", "reason"),
    [(break_warm_up, "ValueError: no weights"), (die_in_warm_up, "before they are ready: exit code 7")],
)
def test_workers_that_cannot_start_end_the_batch(warm: Callable[[], object], reason: str) -> None:
    with pytest.raises(ResourceError, match=reason):
        run(["one", "two"], warm=warm)


def test_a_function_that_workers_cannot_find_is_an_error_of_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def local(item: str) -> bytes:
        return b""

    monkeypatch.setattr(worker_functions, "local", local, raising=False)
    local.__qualname__ = "local"
    local.__module__ = "worker_functions"
    with pytest.raises(ResourceError, match="AttributeError"):
        list(run_guarded(local, ["one"], warm_up=warm_up, jobs=1, limits=LIMITS))


def test_a_worker_whose_parent_is_gone_ends_without_a_word() -> None:
    start = "import sys; sys.path[:] = {path!r}; from dateline.worker import serve; serve()"
    worker = subprocess.Popen(
        [sys.executable, "-c", start.format(path=[*sys.path, str(Path(__file__).parent)])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    assert worker.stderr is not None
    worker.stdout.close()
    worker.stdin.write(pickle.dumps((do, warm_up, LIMITS)) + pickle.dumps(["one", "two"]))
    worker.stdin.close()
    assert worker.stderr.read() == b""
    assert worker.wait() == 1
    worker.stderr.close()
