"""The public Ortsteil page, kept ready and rendered anew, against a bare Flask view."""

import itertools
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.city import bare, city, table
from bench.load import Result, get, load
from tests.servers import Server, running

PATH = "/ortsteile/rieth"
NUMBERS = itertools.count()
SIZES = [int(size) for size in sys.argv[1:]] or [1000, 100_000]


ROUNDS, SECONDS = 4, 2.5


def main() -> None:
    """Print requests a second, percentiles, and the share of the bare view."""
    rows: list[list[object]] = []
    for size in SIZES:
        folder, app = city(size)
        with app.app_context():
            deep = _deep_page()
        with running(folder) as server, tempfile.NamedTemporaryFile(suffix=".html") as file:
            Path(file.name).write_bytes(server.request("GET", PATH)[2])
            with bare("page_app", BARE_BODY=file.name) as yardstick:
                rounds = [_round(server, yardstick, deep) for _ in range(ROUNDS)]
        bares = [one["bare view"] for one in rounds]
        for name in rounds[0]:
            results = [one[name] for one in rounds]
            shares = [r.per_second / b.per_second for r, b in zip(results, bares, strict=True)]
            figures = (median(r.per_second for r in results), median(r.p95 for r in results))
            bad = sum(sum(r.bad.values()) for r in results)
            rows.append([f"{size:,}", name, *figures, 100 * median(shares), bad])
    table(["stored", "page", "requests/s", "p95 ms", "% of bare", "not 200"], rows)


def _round(server: Server, yardstick: Server, deep: str) -> dict[str, Result]:
    """Every kind of page for a few seconds: the processor's speed changes by the minute."""
    return {
        "kept ready": load(server.port, lambda: get(PATH), seconds=SECONDS),
        "rendered anew": load(
            server.port, lambda: get(f"{PATH}?n={next(NUMBERS)}"), seconds=SECONDS
        ),
        "deep page": load(
            server.port, lambda: get(f"{PATH}?vor={deep}&n={next(NUMBERS)}"), seconds=SECONDS
        ),
        "bare view": load(yardstick.port, lambda: get("/page"), seconds=SECONDS),
    }


def _deep_page() -> str:
    """Return the token of a page half way down the list of the Ortsteil."""
    from sqlalchemy import func, select

    from app.areas.queries import directory
    from app.shared.database import db
    from app.shared.paging import Position
    from app.submissions.models import Submission

    area_id = directory().by_slug["rieth"].id
    own = select(Submission).where(Submission.area_id == area_id, Submission.status == "published")
    number = db.session.scalar(select(func.count()).select_from(own.subquery())) or 0
    row = db.session.scalars(
        own.order_by(Submission.published_at, Submission.id).offset(number // 2).limit(1)
    ).one()
    return Position(row.published_at, row.id).token()


if __name__ == "__main__":
    main()
