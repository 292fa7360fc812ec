"""Suggested codes: making them for one contribution, and reading them for an item page."""

import functools
import statistics
import time
from collections.abc import Callable

from flask import Flask
from sqlalchemy import insert, select, text

from app.guidelines.queries import catalogue
from app.moderation.models import TextProfile
from app.moderation.queries import suggestion_model, suggestions_for
from app.moderation.services import suggest_new, suggesting
from app.moderation.services.code_texts import code_texts, parts_of
from app.moderation.services.learning import Learned, rank
from app.moderation.services.similarity import vector_of
from app.shared.database import db
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from bench.city import city, table

SIZES = (1_000, 100_000)
TRIES = 200


def main() -> None:
    """Print milliseconds and the ratio between the sizes, then precision on the codings there."""
    rows = []
    for size in SIZES:
        _, app = city(size)
        with app.app_context():
            _compare(app)
            rows.append([f"{size:,}", *_measured()])
    ratios = [one / other for one, other in zip(rows[1][1:], rows[0][1:], strict=True)]
    rows.append(["ratio", *ratios])
    table(["stored", "learn s", "next 20 ms", "rank one ms", "read one ms"], rows)


def _compare(app: Flask) -> None:
    """Keep vectors of all texts, as the worker does: generated texts repeat, so this is quick."""
    vector = functools.lru_cache(maxsize=None)(vector_of)
    known = select(TextProfile.submission_id)
    wanted = select(Submission.id, Submission.area_id, Submission.text)
    rows = db.session.execute(wanted.where(Submission.id.not_in(known))).all()
    values = [
        {
            "submission_id": row.id,
            "area_key": row.area_id or 0,
            "vector": vector(row.text) if row.text else None,
        }
        for row in rows
    ]
    begin_writing()
    for start in range(0, len(values), 5000):
        db.session.execute(insert(TextProfile), values[start : start + 5000])
    for name in ("code_suggestion", "suggestions_made", "suggestion_model"):
        db.session.execute(text(f"DELETE FROM {name}"))
    db.session.commit()


def _measured() -> list[float]:
    """Learn; suggest for the next twenty; rank one text; read for one contribution."""
    learn = _once(suggest_new)
    portions = [_once(suggest_new) * 1000 for _ in range(4)]
    model, codes = suggestion_model(), code_texts(catalogue())
    learned = Learned(**model.learned)
    row = db.session.execute(suggesting._with_texts().limit(1)).one()
    ranked = _median(lambda: rank(parts_of(row.text, row.vector), codes, learned))
    ids = list(db.session.scalars(text("SELECT submission_id FROM suggestions_made")))
    read = _median(lambda: suggestions_for(ids[len(ids) // 2]))
    return [learn, statistics.median(portions), ranked, read]


def _once(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    db.session.commit()
    return time.perf_counter() - started


def _median(task: Callable[[], object]) -> float:
    task()
    return statistics.median(_once(task) * 1000 for _ in range(TRIES))


if __name__ == "__main__":
    main()
