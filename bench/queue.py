"""The moderation queue with 10,000 and 100,000 stored, a tenth of it waiting, and all waiting."""

import re

from app.demo.models import ACCOUNTS, EXAMPLE_PASSWORD
from app.shared.database import db
from app.shared.transactions import begin_writing
from bench.city import city, table
from bench.load import get, load
from tests.servers import FORM, Server, running

SIZES = (10_000, 100_000)


def main() -> None:
    """Print the percentiles of the queue's first page."""
    rows = []
    for size in SIZES:
        folder, app = city(size)
        with app.app_context():
            begin_writing()
            waiting = db.session.connection().exec_driver_sql(
                "SELECT count(*) FROM submission WHERE status = 'received'"
            )
            number = waiting.scalar_one()
            db.session.rollback()
        with running(folder) as server:
            cookie = _sign_in(server)
            result = load(server.port, lambda: get("/moderation/", Cookie=cookie), seconds=5)
        rows.append(
            [f"{size:,}", f"{number:,}", result.per_second, result.p50, result.p95, result.bad]
        )
    table(["stored", "waiting", "requests/s", "p50 ms", "p95 ms", "not 200"], rows)


def _sign_in(server: Server) -> str:
    from urllib.parse import urlencode

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
