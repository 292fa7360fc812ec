"""The queue, a filtered one, and an item: a tenth of 10,000 and 100,000 waiting, and all of it."""

from flask import Flask
from sqlalchemy import select

from app.demo.models import ACCOUNTS, EXAMPLE_PASSWORD
from app.shared.database import db
from app.submissions.models import Submission
from app.submissions.queries import number_in
from bench.city import all_waiting, city, table
from bench.load import get, load
from tests.servers import Server, running

PAGES = {
    "queue": "/moderation/",
    "filtered": "/moderation/?sprache=uk&eingang=paper",
    "item": "/moderation/{number}",
}


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
            cookie = server.sign_in(ACCOUNTS[0][0], EXAMPLE_PASSWORD)
            for what, path in PAGES.items():
                for clients in (1, 8):
                    path = path.format(number=_newest(app))
                    figures = _figures(server, path, cookie, clients)
                    rows.append([name, f"{_waiting(app):,}", what, clients, *figures])
    heading = ["stored", "waiting", "page", "clients", "requests/s", "p50 ms", "p95 ms", "not 200"]
    table(heading, rows)


def _figures(server: Server, path: str, cookie: str, clients: int) -> tuple[object, ...]:
    result = load(server.port, lambda: get(path, Cookie=cookie), clients=clients, seconds=4)
    return result.per_second, result.p50, result.p95, result.bad


def _newest(app: Flask) -> str:
    """Return the number of the newest contribution that waits."""
    with app.app_context():
        newest = select(Submission.public_number).where(Submission.status == "received")
        return str(db.session.scalar(newest.order_by(Submission.id.desc()).limit(1)))


def _waiting(app: Flask) -> int:
    with app.app_context():
        return number_in("received")


if __name__ == "__main__":
    main()
