"""The guard: a function over many items, in worker processes that may die and are replaced.

An item that takes too long, needs too much memory or kills its process becomes a `Fault`. Every other
item gets its result, and all come out in the order of the items. Where the system has no timers for a
process (Windows), one that dies is still replaced, but nothing stops an item that does not end.
"""

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Generic, TypeVar

from dateline.errors import BadInput, OutOfMemory, ResourceError, Timeout
from dateline.worker import BROKEN, HEADER, READY, RESULT, SPENT, Fault, Limits, unpack_fault

Item = TypeVar("Item")

CHUNK = 8
"""Items handed to a worker at once: enough to hide the hand-over, few enough that none waits at the end."""
CHUNK_SECONDS = 0.05
"""A slow source of items is not waited for longer than this while there is something to hand out."""
WINDOW = 2000
"""Items that may be done ahead of the first one missing: some seconds of reading behind a stuck page."""
WINDOW_BYTES = 64_000_000
"""Results that may wait in memory for their turn."""
STARTS = 3
"""Workers that may die one after the other before any of them is ready."""

_CLOSED = -1
_START = "import sys; sys.path[:] = {path!r}; from dateline.worker import serve; serve()"
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def run_guarded(
    function: Callable[[Item], bytes],
    items: Iterable[Item],
    *,
    warm_up: Callable[[], object],
    jobs: int,
    limits: Limits,
) -> Iterator[bytes | Fault]:
    """Yield the function's result for each item, or the fault that kept it from one, in order.

    ``function`` and ``warm_up`` (called once in each new worker) are found by name in the workers, so
    they must be importable. Closing the iterator ends the workers.

    Raises:
        ResourceError: no worker can be started.
    """
    pool = _Pool(iter(items), pickle.dumps((function, warm_up, limits)), jobs, limits)
    try:
        yield from pool.run()
    finally:
        pool.stop()


def count_cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Job(Generic[Item]):
    """An item on its way; ``deaths`` counts the workers that died on it."""

    index: int
    item: Item
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker(Generic[Item]):
    """A process and the jobs it holds; the first of them is the one it is at."""

    process: subprocess.Popen[bytes]
    jobs: deque[_Job[Item]]
    reader: threading.Thread | None = None
    ready: bool = False

    def send(self, message: bytes) -> None:
        """Write to the process; one that has just died is noticed when its answers end."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(message)
            self.process.stdin.flush()
        except BrokenPipeError:
            return

    def send_jobs(self) -> None:
        self.send(pickle.dumps([job.item for job in self.jobs]))

    def stop(self) -> int:
        """End the process and return its exit code."""
        self.process.kill()
        code = self.process.wait()
        if self.reader is not None:
            self.reader.join()
        for stream in (self.process.stdin, self.process.stdout):
            _close(stream)
        return code


_Inbox = queue.SimpleQueue[tuple[_Worker[Item], int, bytes]]


@dataclass(slots=True)
class _Pool(Generic[Item]):
    """The workers, the jobs waiting to be done again, and the results waiting for their turn."""

    source: Iterator[Item]
    assignment: bytes
    size: int
    limits: Limits
    workers: list[_Worker[Item]] = field(default_factory=list)
    inbox: _Inbox[Item] = field(default_factory=queue.SimpleQueue)
    again: deque[_Job[Item]] = field(default_factory=deque)
    done: dict[int, bytes | Fault] = field(default_factory=dict)
    done_bytes: int = 0
    taken: int = 0
    yielded: int = 0
    exhausted: bool = False
    failed_starts: int = 0

    def run(self) -> Iterator[bytes | Fault]:
        while True:
            while self.yielded in self.done:
                yield self._take_result()
            if self._count_busy() < self.size and (jobs := self._take_jobs()):
                self._read_messages()  # the source may have been slow, and a worker done meanwhile
                self._assign(jobs)
            elif self._count_busy():
                self._handle(*self.inbox.get())
            else:
                return
            self._read_messages()

    def stop(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.stop()
        self.workers.clear()

    def _read_messages(self) -> None:
        while not self.inbox.empty():
            self._handle(*self.inbox.get())

    def _count_busy(self) -> int:
        return sum(bool(worker.jobs) for worker in self.workers)

    def _take_result(self) -> bytes | Fault:
        outcome = self.done.pop(self.yielded)
        self.yielded += 1
        self.done_bytes -= len(outcome) if isinstance(outcome, bytes) else 0
        return outcome

    def _take_jobs(self) -> deque[_Job[Item]]:
        """Return the next jobs, those to be done again first."""
        if self.again:
            return deque(self.again.popleft() for _ in range(min(CHUNK, len(self.again))))
        jobs: deque[_Job[Item]] = deque()
        began = time.monotonic()
        while len(jobs) < CHUNK and self._has_room() and time.monotonic() - began < CHUNK_SECONDS:
            fresh = list(islice(self.source, 1))
            if not fresh:
                self.exhausted = True
                break
            jobs.append(_Job(self.taken, fresh[0]))
            self.taken += 1
        return jobs

    def _has_room(self) -> bool:
        ahead = self.taken - self.yielded
        return not self.exhausted and ahead < WINDOW and self.done_bytes < WINDOW_BYTES

    def _assign(self, jobs: deque[_Job[Item]]) -> None:
        """Give the jobs to an idle worker, or to a new one as soon as it is ready."""
        idle = next((worker for worker in self.workers if not worker.jobs), None)
        if idle is not None:
            idle.jobs = jobs
            idle.send_jobs()
            return
        worker = _Worker(_start_process(), jobs)
        self.workers.append(worker)
        worker.reader = threading.Thread(target=_forward, args=(worker, self.inbox), daemon=True)
        worker.reader.start()
        worker.send(self.assignment)

    def _handle(self, worker: _Worker[Item], kind: int, payload: bytes) -> None:
        """Take in one message of a worker; one that was taken out has nothing more to say."""
        if worker not in self.workers:
            return
        if kind == _CLOSED:
            self._replace(worker)
        elif kind == BROKEN:
            raise ResourceError(f"a worker could not start: {payload.decode()}")
        elif kind == READY:
            self.failed_starts = 0
            worker.ready = True
            worker.send_jobs()
        elif kind == SPENT:
            self._retire(worker)
        else:
            self._finish(worker.jobs.popleft(), payload if kind == RESULT else unpack_fault(payload))

    def _finish(self, job: _Job[Item], outcome: bytes | Fault) -> None:
        self.done[job.index] = outcome
        self.done_bytes += len(outcome) if isinstance(outcome, bytes) else 0

    def _retire(self, worker: _Worker[Item]) -> int:
        """Take the worker out; what it has not done is done by another. Return its exit code."""
        self.workers.remove(worker)
        self.again.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        return worker.stop()

    def _replace(self, worker: _Worker[Item]) -> None:
        """Deal with a worker that died by itself: find out why, and whose fault it was."""
        worker.process.wait()
        suspect = worker.jobs.popleft() if worker.ready and worker.jobs else None
        code = self._retire(worker)
        if suspect is not None:
            self._judge(suspect, code)
        elif not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= STARTS:
                raise ResourceError(f"workers die before they are ready: {_name_end(code)}")

    def _judge(self, suspect: _Job[Item], code: int) -> None:
        """Blame a death on the item at hand only if a second worker dies on it too.

        An earlier item may have done the damage, or someone may have killed the process. Running out of
        time is beyond doubt.
        """
        suspect.deaths += 1
        fault = _explain_death(code, self.limits)
        if suspect.deaths > 1 or fault.error == Timeout.__name__:
            self._finish(suspect, fault)
        else:
            self.again.appendleft(suspect)


def _start_process() -> subprocess.Popen[bytes]:
    """Start a worker in a process group of its own: Ctrl-C is for the parent, which then ends its workers."""
    return subprocess.Popen(
        [sys.executable, "-c", _START.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | _ONE_THREAD,
        process_group=None if sys.platform == "win32" else 0,
    )


def _forward(worker: _Worker[Item], inbox: _Inbox[Item]) -> None:
    """Pass a worker's messages on until it ends; the body of a thread, as not every system can poll pipes."""
    stream = worker.process.stdout
    assert stream is not None
    while len(header := stream.read(HEADER.size)) == HEADER.size:
        kind, length = HEADER.unpack(header)
        payload = stream.read(length)
        if len(payload) < length:
            break
        inbox.put((worker, kind, payload))
    inbox.put((worker, _CLOSED, b""))


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except BrokenPipeError:  # unsent bytes for a process that is gone
        return


def _explain_death(code: int, limits: Limits) -> Fault:
    """Name the fault of an item whose worker ended with this exit code."""
    name = _name_end(code)
    if name == "SIGALRM":
        return Fault(Timeout.__name__, f"stopped after {limits.wall_seconds:g} s")
    if name == "SIGKILL":
        return Fault(OutOfMemory.__name__, "worker died: SIGKILL, as a rule for want of memory")
    return Fault(BadInput.__name__, f"worker died: {name}")


def _name_end(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
