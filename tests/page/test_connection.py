"""A real server on this machine, reached because the caller names its IP address, never by its name."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from dateline.errors import BadInput, Timeout
from dateline.page.connection import send_request
from dateline.page.transfer import read_body
from dateline.urls import WebAddress

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"
Talk = Callable[[socket.socket, bytes], None]


@contextmanager
def server(talk: Talk) -> Iterator[int]:
    """Give the port of a server that reads the first bytes of each connection and then talks."""

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    talk(connection, connection.recv(65_536))
                except OSError:
                    continue

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def fetch(port: int, *, scheme: str = "http", ips: tuple[str, ...] = ("127.0.0.1",), seconds: float = 5.0) -> bytes:
    end = time.monotonic() + seconds
    address = WebAddress(scheme, "alder-herald.example", port, path="/a", query="b=1")

    def remaining() -> float:
        return end - time.monotonic()

    with send_request(address, ips, {"User-Agent": "dateline/0"}, remaining) as answer:
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/html"
        return read_body(answer, max_bytes=1_000_000, remaining=remaining)


def test_the_checked_number_is_connected_to_and_the_name_is_said() -> None:
    heard: list[bytes] = []

    def talk(connection: socket.socket, request: bytes) -> None:
        heard.append(request)
        connection.sendall(OK)

    with server(talk) as port:
        assert fetch(port) == b"hello"
    lines = heard[0].split(b"\r\n")
    assert lines[0] == b"GET /a?b=1 HTTP/1.1"
    assert sorted(lines[1:-2]) == [b"Host: alder-herald.example:%d" % port, b"User-Agent: dateline/0"]


def test_the_name_is_said_to_the_server_that_must_prove_it() -> None:
    heard: list[bytes] = []
    with server(lambda connection, hello: heard.append(hello)) as port, pytest.raises(BadInput):
        fetch(port, scheme="https")
    assert b"alder-herald.example" in heard[0]


def test_a_number_that_does_not_answer_leaves_the_next_one() -> None:
    with server(lambda connection, request: connection.sendall(OK)) as port:
        assert fetch(port, ips=("127.0.0.2", "::1", "127.0.0.1")) == b"hello"


def drip(connection: socket.socket, data: bytes) -> None:
    for byte in data:
        connection.sendall(bytes([byte]))
        threading.Event().wait(0.02)


@pytest.mark.parametrize(
    "talk",
    [
        lambda connection, request: connection.recv(1),
        lambda connection, request: drip(connection, OK.replace(b"\r\n", b"\r\nX: " + b"x" * 500 + b"\r\n", 1)),
        lambda connection, request: drip(connection, OK[:-5].replace(b"5", b"500") + b"x" * 500),
        lambda connection, request: drip(connection, b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50),
    ],
    ids=["silent", "slow headers", "slow body", "slow hints"],
)
def test_a_server_that_takes_its_time_is_left_when_the_time_is_over(talk: Talk) -> None:
    start = time.monotonic()
    with server(talk) as port:
        with pytest.raises(Timeout, match="in time"):
            fetch(port, seconds=0.3)
        assert time.monotonic() - start < 2.0


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"hello",
        OK.replace(b"Length: 5", b"Length: 50"),
        OK.replace(b"Length: 5", b"Length: -1"),
        OK.replace(b"Content-Length: 5\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n" + b"F" * 30 + b"\r\n"),
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000,
        b"HTTP/1.1 200 OK\r\n" + b"A" * 200_000,
        b"SSH-2.0-server\r\n",
    ],
    ids=[
        "nothing",
        "no header",
        "cut",
        "negative length",
        "endless chunk",
        "many headers",
        "long header",
        "not http",
    ],
)
def test_an_answer_that_is_broken_is_bad_input(reply: bytes) -> None:
    with server(lambda connection, request: connection.sendall(reply)) as port, pytest.raises(BadInput):
        fetch(port)


def test_no_connection_is_bad_input() -> None:
    with server(lambda connection, request: None) as port:
        pass
    with pytest.raises(BadInput, match=r"no answer from alder-herald\.example"):
        fetch(port)


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with server(lambda connection, request: connection.sendall(OK)) as port:
        assert fetch(port) == b"hello"
