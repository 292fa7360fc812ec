"""What says the same, with 1,000 and 100,000 stored: while somebody writes, and at the desk.

Asked in the largest Ortsteil, one request at a time; at the end what the words alone find.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, insert, select

from app.moderation.models import Likeness, TextConcept
from app.moderation.queries import alike, concerns_of
from app.moderation.services import note_all_concepts, samples, shared_with, similar_to, similarity
from app.moderation.services.offers import CANDIDATES, ENOUGH
from app.shared.database import db
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from bench.city import city, table
from bench.load import load, post
from tests.servers import Server, running

SIZES = [int(size) for size in sys.argv[1:]] or [1000, 100_000]
TIMES = 200


def main() -> None:
    """Print percentiles in milliseconds for each size, and the ratio between the sizes."""
    figures: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for size in SIZES:
        folder, app = city(size)
        with app.app_context():
            slug, texts, ids = _prepare()
            area_id = db.session.get_one(Submission, ids[0]).area_id
            found = _timed(lambda n: similar_to(texts[n], area_id))
            figures["finding similar ones while writing"].append(found)
            figures["three similar ones at the desk"].append(_timed(lambda n: _at_desk(ids[n])))
            db.session.remove()
        with running(folder) as server:
            figures["the page after the text, with them"].append(_page(server, app, slug, texts))
    rows: list[list[object]] = [
        [what, *(f"{p50:.1f} / {p95:.1f}" for p50, p95 in values), values[-1][0] / values[0][0]]
        for what, values in figures.items()
    ]
    table(["what, p50 / p95 ms", *(f"{size:,}" for size in SIZES), "ratio of p50"], rows)
    _words_alone()


def _prepare() -> tuple[str, list[str], list[int]]:
    """Fill what a worker would have made; return the largest Ortsteil with texts and ids."""
    if db.session.scalar(select(func.count()).select_from(TextConcept)) == 0:
        note_all_concepts()
        db.session.commit()
    if db.session.scalar(select(func.count()).select_from(Likeness)) == 0:
        begin_writing()
        ids = db.session.scalars(select(Submission.id)).all()
        pairs = [(one, ids[n + k]) for n, one in enumerate(ids[:-3]) for k in (1, 2, 3)]
        rows = [{"submission_id": a, "other_id": b, "score": 1.0} for a, b in pairs]
        db.session.execute(insert(Likeness), rows)
        db.session.commit()
    number = func.count().label("number")
    by_area = select(Submission.area_id, number).where(Submission.area_id.is_not(None))
    largest = by_area.group_by(Submission.area_id).order_by(number.desc()).limit(1)
    area_id = db.session.execute(largest).one()[0]
    own = select(Submission).where(Submission.area_id == area_id, Submission.text.is_not(None))
    rows_ = db.session.scalars(own.order_by(Submission.id).limit(TIMES)).all()
    chosen = [rows_[n % len(rows_)] for n in range(TIMES)]
    assert chosen[0].area is not None
    return chosen[0].area.slug, [row.text or "" for row in chosen], [row.id for row in chosen]


def _timed(act: Callable[[int], Any]) -> tuple[float, float]:
    times = []
    for number in range(TIMES):
        db.session.rollback()
        started = time.perf_counter()
        act(number)
        times.append(1000 * (time.perf_counter() - started))
    return quantiles(times, n=20)[9], quantiles(times, n=20)[18]


def _at_desk(submission_id: int) -> None:
    item = db.session.get_one(Submission, submission_id)
    rows = alike(item.id)
    concerns_of([item.id, *(row.id for row in rows)])
    for row in rows:
        shared_with(row.public_text or row.text or "", item.text or "")


def _page(server: Server, app: Flask, slug: str, texts: list[str]) -> tuple[float, float]:
    cookie, token = server.visitor()
    fields = {"csrf_token": token, "step": "what", "go": "next", "place": slug}
    bodies = [urlencode(fields | {"text": text}).encode() for text in texts]
    requests = iter([post("/beitrag/neu", body, Cookie=cookie) for body in bodies])
    result = load(server.port, lambda: next(requests, None), clients=1, seconds=120)
    assert not result.bad, result.bad
    return result.p50, result.p95


def _words_alone() -> None:
    """Among so many others of the shipped sample: how often the right one is offered."""
    by_area: dict[str, list[str]] = defaultdict(list)
    for area, one, other in samples.duplicate_pairs():
        by_area[area] += [one, other]
    dice, right, wrong, number = random.Random(1), 0, 0, 0
    for texts in by_area.values():
        for place, text in enumerate(texts):
            rest = [n for n in range(len(texts)) if n not in (place, place ^ 1)]
            others = [place ^ 1, *dice.sample(rest, min(len(rest), CANDIDATES - 1))]
            known = [(texts[n], similarity.concepts_in(texts[n])) for n in others]
            found = similarity.nearest_by_words(text, known)
            offered = [others[one.position] for one in found if one.score >= ENOUGH]
            right += place ^ 1 in offered
            wrong += len(offered) - (place ^ 1 in offered)
            number += 1
    print(
        f"Among {CANDIDATES} others, words alone, at {ENOUGH} or more: the right one is offered to"
        f" {right / number:.2f} of the texts, with {wrong / number:.2f} others on average."
    )


if __name__ == "__main__":
    main()
