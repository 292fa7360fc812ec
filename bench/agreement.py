"""Agreement of coders with 500 contributions coded twice: computing it, and the pages."""

import random
import time

from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Person
from app.demo.models import ACCOUNTS, EXAMPLE_PASSWORD
from app.guidelines.queries import catalogue
from app.moderation.models import FIRST, SecondCoding
from app.moderation.queries import chosen_in
from app.moderation.services import code_second, draw, keep_figures
from app.moderation.services.reliability import agreement_figures
from app.shared.database import db
from app.submissions.models import Submission
from bench.city import city, table
from bench.load import get, load
from tests.servers import running

STORED, TWICE, OPEN = 5_000, 500, 50
PAGES = ("/moderation/uebereinstimmung", "/moderation/zweitzuordnung", "/moderation/abgleich")


def main() -> None:
    """Print how long the worker computes, and the percentiles of the pages."""
    folder, app = city(STORED)
    with app.app_context():
        _code_twice(app)
        started = time.perf_counter()
        lines = agreement_figures()
        took = time.perf_counter() - started
        codes = sum(line["key"] is not None for line in lines)
        keep_figures()
        db.session.commit()
    print(f"{TWICE} contributions x {codes} codes, kappa and alpha with intervals: {took:.1f} s")
    rows = []
    with running(folder) as server:
        cookie = server.sign_in(ACCOUNTS[0][0], EXAMPLE_PASSWORD)
        for path in PAGES:
            result = load(server.port, lambda path=path: get(path, Cookie=cookie), 1, 4)
            rows.append([path, result.per_second, result.p50, result.p95, result.bad])
    table(["page, one reader", "requests/s", "p50 ms", "p95 ms", "not 200"], rows)


def _code_twice(app: Flask) -> None:
    """Two people, one of whom chooses another code in every fifth contribution."""
    if db.session.scalar(select(func.count()).select_from(SecondCoding)):
        return
    people = {p.email: p for p in db.session.scalars(select(Person))}
    first, second = people[ACCOUNTS[2][0]], people[ACCOUNTS[1][0]]
    published = select(Submission).where(Submission.status == "published")
    dice, codes = random.Random(1), [code.id for code in catalogue().codes]
    for place, submission in enumerate(db.session.scalars(published.limit(TWICE + OPEN)).all()):
        drawn = draw(first, submission)
        if drawn is not None and place < TWICE:
            own = chosen_in(drawn.id)[FIRST]
            own = own if dice.random() < 0.8 else {dice.choice(codes), *list(own)[1:]}
            code_second(second, drawn, drawn.version, own)
        db.session.commit()


if __name__ == "__main__":
    main()
