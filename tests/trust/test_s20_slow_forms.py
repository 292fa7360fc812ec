"""S20: a form that arrives slowly holds up nobody else, even in the only process."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import form_keys, fresh_city, running

HALF = (
    b"POST /beitrag/neu HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\ntext=langsam"
)


def test_others_submit_while_a_form_is_still_on_its_way(tmp_path):
    app = fresh_city(tmp_path)
    keys = form_keys(app, 3)
    with running(tmp_path, workers=1) as server:
        visitor = server.visitor()
        with half_sent_forms(server.port, 2):
            assert [server.send(visitor, key, "Eine Bank am Platz") for key in keys] == [303] * 3


def test_the_last_free_thread_of_two_processes_serves_everybody_else(tmp_path):
    fresh_city(tmp_path)
    with running(tmp_path, workers=2) as server, half_sent_forms(server.port, 7):
        assert [server.request("GET", "/impressum")[0] for _ in range(20)] == [200] * 20


@contextmanager
def half_sent_forms(port: int, number: int) -> Iterator[None]:
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(number)]
    for connection in slow:
        connection.sendall(HALF)
    yield
    for connection in slow:
        connection.close()
