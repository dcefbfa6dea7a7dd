"""One GET over a connection that goes to checked IP addresses only and ends in time.

The name in the address is used for the Host header and for the server's certificate, never to connect.
The time left is looked at before each single read and write, so that a server that sends a byte now and then
gains nothing. Proxies named in the environment are not used: they would do the connecting.

This file needs the extra ``dateline[fetch]`` and is imported when the first page is fetched.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from ssl import SSLContext
from typing import Any

import httpcore2

from dateline.errors import BadInput, Timeout
from dateline.page.transfer import Answer, Remaining
from dateline.urls import WebAddress

MAX_CONNECT_SECONDS = 10.0
"""For one IP address, so that a dead one leaves time for the next."""


@contextlib.contextmanager
def send_request(
    address: WebAddress, ips: tuple[str, ...], headers: Mapping[str, str], remaining: Remaining
) -> Iterator[Answer]:
    """Send a GET and give the answer; the connection is closed afterwards.

    Raises:
        Timeout: the time ran out.
        BadInput: no connection, or one that broke.
    """
    url = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
    sent = list({"Host": address.netloc, **headers}.items())
    connection = httpcore2.HTTPConnection(url.origin, network_backend=_Pinned(ips, remaining))
    try:
        with (
            contextlib.closing(connection),
            connection.stream("GET", url, headers=sent) as response,
        ):
            yield Answer(response.status, _texts(response.headers), response.iter_stream())
    except httpcore2.TimeoutException as error:
        raise Timeout(f"{address.host} did not answer in time") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise BadInput(f"no answer from {address.host}: {error}") from error


def _texts(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, value in headers:
        texts.setdefault(name.decode("latin-1").lower(), value.decode("utf-8", "replace"))
    return texts


class _Pinned(httpcore2.NetworkBackend):
    """Connects to the first of the given IP addresses that answers, whatever host is named."""

    def __init__(self, ips: tuple[str, ...], remaining: Remaining) -> None:
        self._ips = ips
        self._remaining = remaining
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 (the interface has it)
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the interface has it)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectError("no address to connect to")
        for ip in self._ips:
            try:
                seconds = min(_seconds(self._remaining), MAX_CONNECT_SECONDS)
                stream = self._sockets.connect_tcp(ip, port, seconds, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._remaining)
        raise failure


class _Timed(httpcore2.NetworkStream):
    """A stream each of whose operations may take the time that is left for the whole fetch."""

    def __init__(self, stream: httpcore2.NetworkStream, remaining: Remaining) -> None:
        self._stream = stream
        self._remaining = remaining

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 (the interface has it)
        return self._stream.read(max_bytes, _seconds(self._remaining))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 (the interface has it)
        self._stream.write(buffer, _seconds(self._remaining))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 (the interface has it)
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _seconds(self._remaining))
        return _Timed(stream, self._remaining)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _seconds(remaining: Remaining) -> float:
    """Return the seconds left, none of which is zero: a socket would take that for no waiting at all."""
    seconds = remaining()
    if seconds <= 0:
        raise httpcore2.ReadTimeout("the time is over")
    return seconds
