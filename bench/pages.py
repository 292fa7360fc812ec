"""The public Ortsteil page, kept ready and rendered anew, against a bare Flask view."""

import itertools
import sys
import tempfile
from pathlib import Path

from bench.city import bare, city, table
from bench.load import get, load
from tests.servers import running

PATH = "/ortsteile/rieth"
SIZES = [int(size) for size in sys.argv[1:]] or [1000, 100_000]


def main() -> None:
    """Print requests a second, percentiles, and the share of the bare view."""
    rows = []
    for size in SIZES:
        folder, app = city(size)
        with app.app_context():
            deep = _deep_page()
        with running(folder) as server:
            body = server.request("GET", PATH)[2]
            kept = load(server.port, lambda: get(PATH))
            numbers = itertools.count()
            anew = load(server.port, lambda: get(f"{PATH}?n={next(numbers)}"))
            older = load(server.port, lambda: get(f"{PATH}?vor={deep}&n={next(numbers)}"))
        with tempfile.NamedTemporaryFile(suffix=".html") as file:
            Path(file.name).write_bytes(body)
            with bare("page_app", BARE_BODY=file.name) as server:
                yardstick = load(server.port, lambda: get("/page"))
        for name, result in (("kept ready", kept), ("rendered anew", anew), ("deep page", older)):
            share = 100 * result.per_second / yardstick.per_second
            rows.append([f"{size:,}", name, result.per_second, result.p95, share, result.bad])
        rows.append([f"{size:,}", "bare view", yardstick.per_second, yardstick.p95, 100.0, {}])
    table(["stored", "page", "requests/s", "p95 ms", "% of bare", "not 200"], rows)


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
