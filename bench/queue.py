"""The moderation queue and a filtered one: a tenth of 10,000 and 100,000 waiting, and all of it."""

import re
from urllib.parse import urlencode

from flask import Flask

from app.demo.models import ACCOUNTS, EXAMPLE_PASSWORD
from app.submissions.queries import number_in
from bench.city import all_waiting, city, table
from bench.load import get, load
from tests.servers import FORM, Server, running

PAGES = {"queue": "/moderation/", "filtered": "/moderation/?sprache=uk&eingang=paper"}


def main() -> None:
    """Print the percentiles of the queue's first page, for one moderator and for eight."""
    cities = {
        "10,000": city(10_000),
        "100,000": city(100_000),
        "100,000, all waiting": city(100_000, "-waiting", all_waiting),
    }
    rows: list[list[object]] = []
    for name, (folder, app) in cities.items():
        with running(folder) as server:
            cookie = _sign_in(server)
            for what, path in PAGES.items():
                for clients in (1, 8):
                    figures = _figures(server, path, cookie, clients)
                    rows.append([name, f"{_waiting(app):,}", what, clients, *figures])
    heading = ["stored", "waiting", "page", "clients", "requests/s", "p50 ms", "p95 ms", "not 200"]
    table(heading, rows)


def _figures(server: Server, path: str, cookie: str, clients: int) -> tuple[object, ...]:
    result = load(server.port, lambda: get(path, Cookie=cookie), clients=clients, seconds=4)
    return result.per_second, result.p50, result.p95, result.bad


def _waiting(app: Flask) -> int:
    with app.app_context():
        return number_in("received")


def _sign_in(server: Server) -> str:
    _, headers, body = server.request("GET", "/anmelden")
    cookie = headers["Set-Cookie"].split(";")[0]
    found = re.search(rb'name="csrf_token" value="([^"]+)"', body)
    assert found
    fields = {"csrf_token": found.group(1).decode(), "email": ACCOUNTS[0][0]}
    form = urlencode(fields | {"password": EXAMPLE_PASSWORD}).encode()
    status, headers, _ = server.request("POST", "/anmelden", form, FORM | {"Cookie": cookie})
    assert status == 303, status
    return headers["Set-Cookie"].split(";")[0]


if __name__ == "__main__":
    main()
