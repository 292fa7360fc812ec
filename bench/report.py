"""The yearly report of 500 measures and 100,000 contributions: how long each part takes."""

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert, select

from app.guidelines.queries import catalogue
from app.plan.models import BudgetLine, Evidence, Measure, MeasureArea, MeasureChange, MeasureCode
from app.reports.services import collect, draft_for, write_files
from app.reports.services.making import WRITERS
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from bench.city import city, table

SIZES = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
MEASURES, GROUNDS = 500, 20
STATES = ("agreed", "decided", "running", "done", "deferred")


def main() -> None:
    """Print seconds for putting the content together, for each file, and for all."""
    rows: list[list[object]] = []
    for size in SIZES:
        _, app = city(size, "-report", add_measures)
        with app.app_context(), tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            content = collect(draft_for(today()), 1)
            collected = time.perf_counter()
            write_files(Path(folder), content, lambda done, total: None)
            written = time.perf_counter()
            parts = [_seconds(format, content) for format in WRITERS]
        whole = written - started
        rows.append([f"{size:,}", len(content["measures"]), collected - started, *parts, whole])
    table(["contributions", "measures", "content", *WRITERS, "all"], rows)


def _seconds(format: str, content: object) -> float:
    started = time.perf_counter()
    WRITERS[format](content)  # type: ignore[arg-type]
    return time.perf_counter() - started


def add_measures() -> None:
    """Store 500 measures with history, money, places, codes, and 20 contributions behind each."""
    begin_writing()
    moment = now() - dt.timedelta(days=100)
    wanted = select(Submission.id).where(Submission.status == "published")
    published = db.session.scalars(wanted.order_by(Submission.id).limit(MEASURES * GROUNDS)).all()
    keys = [code.key for code in catalogue().of_kind("field")]
    measures = [
        {
            "id": number,
            "number": f"M-2026-{number:03d}",
            "title": f"Beispiel: Maßnahme {number} für Begegnung und Wege im Ortsteil",
            "text": "Die Stadt schafft einen Treffpunkt und baut Wege ohne Stufen.",
            "status": "agreed",
            "ends_on": dt.date(2027, number % 12 + 1, 1),
            "created_at": moment,
            "changed_at": moment,
            "is_example": True,
            "version": 1,
        }
        for number in range(1, MEASURES + 1)
    ]
    db.session.execute(insert(Measure), measures)
    for number in range(1, MEASURES + 1):
        _add_parts(number, moment, published[(number - 1) * GROUNDS : number * GROUNDS], keys)
    db.session.commit()


def _add_parts(number: int, moment: dt.datetime, ground: Sequence[int], keys: list[str]) -> None:
    db.session.add(MeasureArea(measure_id=number, area_id=number % 53 + 1))
    db.session.add(MeasureCode(measure_id=number, code_key=keys[number % len(keys)]))
    db.session.add(
        MeasureChange(
            measure_id=number, to_status=STATES[number % len(STATES)], at=moment, reason="Beraten"
        )
    )
    for year in (2026, 2027):
        line = BudgetLine(measure_id=number, year=year, budget_number="1", source="Haushalt")
        line.planned = Decimal(number * 100)
        db.session.add(line)
    db.session.add_all(Evidence(measure_id=number, submission_id=one, at=moment) for one in ground)


if __name__ == "__main__":
    main()
