"""The page of gaps with 1,000 to 100,000 contributions and 1,000 measures, one reader at a time.

First view: the first one of a web worker that has shown other pages. Nothing is kept between two
views, so each following one counts as well: with all Ortsteile counted ahead, after something was
published in the largest Ortsteil a moment ago, and before anything was counted ahead. What the
worker computed for the first view (CPU) says more than the clock where others use the machine.
"""

import random
import statistics
import sys
import time
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, func, insert, select, update

from app.accounts.queries import by_email
from app.areas.queries import directory
from app.demo.models import ACCOUNTS
from app.guidelines.queries import catalogue
from app.insights.models import DemandArea
from app.insights.services import count_ahead
from app.plan.models import Measure, MeasureArea, MeasureCode
from app.shared.clock import now
from app.shared.database import db, table_of
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from bench.city import city, table
from tests.factories import signed_in
from tests.servers import Server, running

SIZES = [int(size) for size in sys.argv[1:]] or [1000, 10_000, 100_000]
MEASURES, STARTS, VIEWS, SEED = 1000, 3, 15, 1
PAGE = "/plan/luecken"


def main() -> None:
    """Print milliseconds by size, and how much longer ten and a hundred times as many take."""
    rows: list[list[object]] = []
    first: list[float] = []
    for size in SIZES:
        folder, app = city(size, "-gaps", add_measures)
        with app.app_context():
            counting = _all_counted()
        cookie = _cookie(app)
        firsts = [_first_view(folder, cookie) for _ in range(STARTS)]
        views = {"first": [took for took, _ in firsts], "computed": [cpu for _, cpu in firsts]}
        with running(folder) as server:
            views |= _following(server, app, cookie)
        figures = [statistics.median(took) for took in views.values()]
        first = first or figures
        ratio = figures[1] / first[1]
        rows.append([f"{size:,}", *figures, max(views["counted ahead"]), ratio, counting])
    heading = [
        "contributions",
        "first view ms",
        "of it CPU",
        "counted ahead p50 ms",
        "after a change p50 ms",
    ]
    heading += ["nothing counted p50 ms", "counted ahead, slowest", "ratio of CPU", "counting s"]
    table(heading, rows)


def add_measures() -> None:
    """Put measures into the plan, agreed on, for up to five Ortsteile or the whole city."""
    dice, moment = random.Random(SEED), now()
    areas = list(directory().by_id)
    kinds = [[code.key for code in catalogue().of_kind(k)] for k in ("field", "target_group")]
    begin_writing()
    for number in range(MEASURES):
        measure = Measure(
            number=f"M-2020-{number:04d}", title=f"Maßnahme {number}", text="Ein Beispiel."
        )
        measure.status, measure.whole_city, measure.is_example = "agreed", number % 20 == 0, True
        measure.created_at = measure.changed_at = moment
        db.session.add(measure)
        db.session.flush()
        keys = {dice.choice(kind) for kind in kinds}
        codes = [{"measure_id": measure.id, "code_key": key} for key in keys]
        places = [
            {"measure_id": measure.id, "area_id": area}
            for area in dice.sample(areas, dice.randint(1, 5))
        ]
        db.session.execute(insert(table_of(MeasureCode)), codes)
        db.session.execute(insert(table_of(MeasureArea)), places)
    db.session.commit()


def _all_counted() -> float:
    """Have every Ortsteil counted anew; return the seconds that took."""
    _forget()
    started = time.perf_counter()
    while count_ahead():
        db.session.commit()
    return time.perf_counter() - started


def _forget() -> None:
    begin_writing()
    db.session.execute(delete(DemandArea))
    db.session.commit()


def _first_view(folder: Path, cookie: str) -> tuple[float, float]:
    """Return milliseconds by the clock and of computing."""
    with running(folder, workers=1) as server:
        server.request("GET", "/plan/", headers={"Cookie": cookie})
        before = _computed(server)
        took = _view(server, cookie)
        return took, _computed(server) - before


def _computed(server: Server) -> float:
    times = [worker.cpu_times() for worker in server.workers()]
    return 1000 * sum(one.user + one.system for one in times)


def _following(server: Server, app: Flask, cookie: str) -> dict[str, list[float]]:
    found = {"counted ahead": [_view(server, cookie) for _ in range(VIEWS)]}
    with app.app_context():
        _change()
        found["after a change"] = [_view(server, cookie) for _ in range(VIEWS)]
        _forget()
        found["nothing counted"] = [_view(server, cookie) for _ in range(VIEWS)]
        _all_counted()
    return found


def _change() -> None:
    """Change something in the Ortsteil with the most contributions."""
    begin_writing()
    most = select(Submission.area_id).where(Submission.area_id.is_not(None))
    largest = db.session.scalar(most.group_by(Submission.area_id).order_by(func.count().desc()))
    one = select(func.min(Submission.id)).where(
        Submission.area_id == largest, Submission.status == "published"
    )
    raised = update(Submission).where(Submission.id == one.scalar_subquery())
    db.session.execute(raised.values(voices=Submission.voices + 1))
    db.session.commit()


def _cookie(app: Flask) -> str:
    """Sign in without the form, which takes only so many tries."""
    with app.app_context():
        somebody = by_email(ACCOUNTS[0][0])
        assert somebody is not None
        name = app.config["SESSION_COOKIE_NAME"]
        return f"{name}={signed_in(app, somebody).get_cookie(name).value}"


def _view(server: Server, cookie: str) -> float:
    started = time.perf_counter()
    status, _headers, body = server.request("GET", PAGE, headers={"Cookie": cookie})
    took = 1000 * (time.perf_counter() - started)
    assert status == 200 and b"heat-cell" in body, status
    return took


if __name__ == "__main__":
    main()
