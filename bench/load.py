"""A load generator on loopback: keep-alive connections, prepared bytes, one thread, bounded.

A client opens a new connection after some requests, as visitors come and go: otherwise chance
decides once, at the start, how many of the few clients each worker serves.
"""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

REQUESTS_A_CONNECTION = 50


@dataclass(frozen=True)
class Result:
    """Requests a second, 50th and 95th percentile in milliseconds, statuses that were not ok."""

    per_second: float
    p50: float
    p95: float
    bad: dict[int, int]


@dataclass
class _Client:
    connection: socket.socket
    started: float = 0.0
    left: int = -1
    head: bytes = b""
    status: int = 0
    sent: int = 0


def load(
    port: int,
    next_request: Callable[[], bytes | None],
    clients: int = 8,
    seconds: float = 5.0,
    good: tuple[int, ...] = (200, 303),
) -> Result:
    """Send requests from `next_request` for so long (or until None); each client one at a time."""
    selector = selectors.DefaultSelector()
    times: list[float] = []
    bad: dict[int, int] = {}
    for _ in range(clients):
        request = next_request()
        if request is not None:
            _start(selector, port, request)
    started = time.perf_counter()
    end = started + seconds
    while selector.get_map():
        for key, _events in selector.select(1.0):
            client: _Client = key.data
            if _finished(client):
                times.append(time.perf_counter() - client.started)
                if client.status not in good:
                    bad[client.status] = bad.get(client.status, 0) + 1
                request = next_request() if time.perf_counter() < end else None
                if request is None or client.sent >= REQUESTS_A_CONNECTION:
                    selector.unregister(client.connection)
                    client.connection.close()
                    if request is not None:
                        _start(selector, port, request)
                else:
                    _send(client, request)
    took = time.perf_counter() - started
    times.sort()
    return Result(
        per_second=len(times) / took,
        p50=1000 * times[len(times) // 2],
        p95=1000 * times[int(len(times) * 0.95)],
        bad=bad,
    )


def _start(selector: selectors.BaseSelector, port: int, request: bytes) -> None:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client = _Client(connection)
    selector.register(connection, selectors.EVENT_READ, client)
    _send(client, request)


def _send(client: _Client, request: bytes) -> None:
    client.started, client.left, client.head = time.perf_counter(), -1, b""
    client.sent += 1
    client.connection.sendall(request)


def _finished(client: _Client) -> bool:
    data = client.connection.recv(262_144)
    if not data:
        raise ConnectionError("The server closed a connection that was to be kept.")
    if client.left >= 0:
        client.left -= len(data)
        return client.left == 0
    client.head += data
    head, separator, body = client.head.partition(b"\r\n\r\n")
    if not separator:
        return False
    client.status = int(head.split(b" ", 2)[1])
    lower = head.lower()
    at = lower.find(b"content-length:")
    length = int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    client.left = length - len(body)
    return client.left == 0


def get(path: str, **headers: str) -> bytes:
    """Return the bytes of a GET request."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(path: str, body: bytes, **headers: str) -> bytes:
    """Return the bytes of a POST request with a form."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += ["Content-Type: application/x-www-form-urlencoded"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
