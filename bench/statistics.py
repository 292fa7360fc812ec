"""The statistics of a day: how long the worker makes them, and how long their pages take."""

import time

from app.insights.queries.statistics import newest_statistics
from app.insights.services import publish_statistics
from app.shared.clock import today
from app.shared.database import db
from bench.city import city, table
from tests.conftest import close

SIZES, TIMES = (1_000, 10_000, 100_000), 5
PAGES = ("/plan/statistik", "/plan/statistik/rieth", "/plan/statistik/daten.csv")


def main() -> None:
    """Print the times for cities of several sizes, and how much is published."""
    rows = []
    for size in SIZES:
        _folder, app = city(size)
        with app.app_context():
            started = time.perf_counter()
            publish_statistics(today())
            db.session.commit()
            made = time.perf_counter() - started
            shown = [one.shown for one in newest_statistics().by_scope.values()]
            figures = sum(len(cells) for one in shown for cells in one.values())
        client = app.test_client()
        times = [_best(client, page) for page in PAGES]
        rows.append([f"{size:,}", f"{made:.1f}", figures, *(f"{one:.0f}" for one in times)])
        close(app)
    heading = ["contributions", "publishing, s", "figures shown"]
    table([*heading, *(f"{page}, ms, best of {TIMES}" for page in PAGES)], rows)


def _best(client, page) -> float:
    times = []
    for number in range(TIMES):  # an address of its own each time: no copy is kept ready
        started = time.perf_counter()
        address = f"{page}?number={number}"
        assert client.get(address, base_url="http://127.0.0.1").status_code == 200
        times.append(time.perf_counter() - started)
    return min(times) * 1000


if __name__ == "__main__":
    main()
