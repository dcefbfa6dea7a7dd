"""One worker process: answers the items that come on its standard input, each within limits.

The limits are kept by the system, not by the program: a timer that raises in Python code, a second one
that ends a process stuck in C even if nobody watches any more, and a cap on the address space.
"""

import gc
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import BinaryIO

from dateline.errors import DatelineError, OutOfMemory, Timeout

REMIND_SECONDS = 0.5
"""A soft limit whose exception was lost (raised while an object was being freed) is raised again."""

REASON_CHARACTERS = 300
"""An unforeseen error may quote the page; so much of it will do."""

GARBAGE = 100_000
"""Objects made before the collector of cycles looks for some: pages make few, and looking cost a tenth of the time."""

HEADER = struct.Struct("<BI")
"""Before each message: its kind, and the bytes that follow."""
READY, RESULT, FAULT, SPENT, BROKEN = range(5)
"""Kinds of messages: warmed up; an item's result; its fault; wants to be replaced; cannot start."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use."""

    cpu_seconds: float = 5.0
    """Processor time, after which `Timeout` is raised in the function."""
    wall_seconds: float = 15.0
    """Time on the clock, after which the worker is ended."""
    memory_bytes: int = 1 << 30
    """Address space above what the worker has after its warm-up."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An item without a result, and why."""

    error: str
    """Class name of the error."""
    reason: str
    module: str | None = None
    """The module an unforeseen error came from."""


def serve() -> None:
    """Answer items until standard input ends or a limit was met; the body of a worker process."""
    source, sink = _take_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        function, warm_up, limits = pickle.load(source)
        warm_up()
    except Exception as error:  # whatever it is, the parent has to be told
        _send(sink, BROKEN, f"{type(error).__name__}: {error}".encode())
        return
    gc.freeze()  # what the warm-up made stays for good and need not be looked at again
    gc.set_threshold(GARBAGE)
    _cap_memory(limits.memory_bytes)
    clock = _Clock(limits)
    try:
        _answer(function, clock, source, sink)
    except BrokenPipeError:  # the parent is gone, and with it whoever wanted answers
        os._exit(1)


def _answer(function: Callable[[object], bytes], clock: "_Clock", source: BinaryIO, sink: BinaryIO) -> None:
    _send(sink, READY, b"")
    while (items := _receive(source)) is not None:
        for item in items:
            outcome = _run(function, item, clock)
            _send_outcome(sink, outcome)
            if clock.rang or (isinstance(outcome, Fault) and outcome.error == OutOfMemory.__name__):
                _send(sink, SPENT, b"")
                return


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes to the parent, out of reach of anything that prints or reads."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return source, sink


def _receive(source: BinaryIO) -> list[object] | None:
    try:
        items: list[object] = pickle.load(source)
    except EOFError:
        return None
    return items


def _send(sink: BinaryIO, kind: int, payload: bytes) -> None:
    sink.write(HEADER.pack(kind, len(payload)))
    sink.write(payload)
    sink.flush()


def _send_outcome(sink: BinaryIO, outcome: bytes | Fault) -> None:
    if isinstance(outcome, Fault):
        _send(sink, FAULT, _pack_fault(outcome))
    else:
        _send(sink, RESULT, outcome)


def _run(function: Callable[[object], bytes], item: object, clock: "_Clock") -> bytes | Fault:
    """Return the item's result or its fault."""
    try:
        with clock:
            return function(item)
    except MemoryError:
        return Fault(OutOfMemory.__name__, "needed more memory than the limits allow")
    except DatelineError as error:
        return Fault(type(error).__name__, error.reason)
    except Exception as error:  # the border of the process: a bug must not cost the other items
        return _describe_bug(error, function.__module__.partition(".")[0])


def _describe_bug(error: Exception, package: str) -> Fault:
    """Name an unforeseen error with the place in our own code that it came through."""
    module, line = None, 0
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__"))
        if name.partition(".")[0] == package:
            module, line = name, trace.tb_lineno
        trace = trace.tb_next
    return Fault(type(error).__name__, f"{str(error)[:REASON_CHARACTERS]} ({module}, line {line})", module)


def _pack_fault(fault: Fault) -> bytes:
    return "\0".join((fault.error, fault.module or "", fault.reason)).encode(errors="replace")


def unpack_fault(payload: bytes) -> Fault:
    """Return the fault that a worker sent."""
    error, module, reason = payload.decode().split("\0", 2)
    return Fault(error, reason, module or None)


def _cap_memory(extra: int) -> None:
    """Cap the address space at what is used now and ``extra`` bytes; only Linux keeps to such a cap."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 (not on every system)

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    cap = pages * resource.getpagesize() + extra
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or cap < hard:
        resource.setrlimit(resource.RLIMIT_AS, (cap, hard))


class _Clock:
    """Both time limits of the item at hand; ``rang`` says that the soft one was met."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.rang = False
        self._running = False
        if sys.platform != "win32":
            signal.signal(signal.SIGPROF, self._ring)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, whatever it is doing

    def __enter__(self) -> None:
        self._running = True
        self._set(self._limits.cpu_seconds, self._limits.wall_seconds)

    def __exit__(self, *_: object) -> None:
        self._running = False
        self._set(0, 0)

    def _set(self, cpu_seconds: float, wall_seconds: float) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, cpu_seconds, REMIND_SECONDS if cpu_seconds else 0)
            signal.setitimer(signal.ITIMER_REAL, wall_seconds)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        if self._running:
            self.rang = True
            raise Timeout(f"more than {self._limits.cpu_seconds:g} s of processor time")
