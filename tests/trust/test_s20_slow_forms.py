"""S20: a form that arrives slowly holds up nobody else, even in the only process."""

import socket

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
        slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2)]
        for connection in slow:
            connection.sendall(HALF)
        assert [server.send(visitor, key, "Eine Bank am Platz") for key in keys] == [303] * 3
        for connection in slow:
            connection.close()
