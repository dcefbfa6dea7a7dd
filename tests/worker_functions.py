"""Functions for the worker tests, found by name in worker processes; an item says what happens to it."""

import ctypes
import os
import re
import signal
import sys
import time
from pathlib import Path

from dateline.errors import BadInput


def warm_up() -> None:
    """Do nothing."""


def break_warm_up() -> None:
    raise ValueError("no weights")


def die_in_warm_up() -> None:
    os._exit(7)


def say(item: str) -> bytes:
    return f"said {item}".encode()


def hang_in_python(item: str) -> bytes:
    count = 0
    while True:
        count += 1


def hang_in_pattern(item: str) -> bytes:
    return str(re.match(r"(a|aa)+$", "a" * 60 + "b")).encode()


def hang_in_c(item: str) -> bytes:
    ctypes.PyDLL(None).sleep(60)  # keeps the interpreter's lock: no Python code can run
    return b""


def wait_long(item: str) -> bytes:
    time.sleep(60)
    return b""


def touch_nothing(item: str) -> bytes:
    return ctypes.string_at(0)


def leave(item: str) -> bytes:
    os._exit(3)


def eat_memory(item: str) -> bytes:
    return bytes(bytearray(2_000_000_000))  # refused at once: filling memory piece by piece costs processor time


def refuse(item: str) -> bytes:
    raise BadInput("nothing on it", origin=item)


def divide(item: str) -> bytes:
    return str(1 // int(item.removeprefix("divide "))).encode()


def print_much(item: str) -> bytes:
    print("x" * 100_000, file=sys.stderr if item.endswith("2") else sys.stdout)
    return b"printed"


def kill_once(item: str) -> bytes:
    """Die on the first call for a file, as if killed from outside; answer on the second."""
    path = Path(item.removeprefix("kill_once "))
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return b"at last"


def environment(item: str) -> bytes:
    return os.environ["OPENBLAS_NUM_THREADS"].encode()


def process(item: str) -> bytes:
    return str(os.getpid()).encode()


def large(item: str) -> bytes:
    return b"x" * 1_000_000


def do(item: str) -> bytes:
    """Call the function that the item names; say the item if it names none."""
    known = globals().get(item.partition(" ")[0], say)
    result: bytes = known(item)
    return result
