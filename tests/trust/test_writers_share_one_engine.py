"""Threads that write for the first time at once end up on one and the same engine.

Two engines would make a session open a second connection in the middle of a change, and that one
would wait for the first: every writer of the city would stand still for twenty seconds.
"""

import sys
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from app.shared import database
from app.shared.database import db

THREADS, ROUNDS = 8, 100


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Let threads interrupt each other as often as possible."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty_threads")
def test_first_writers_meet_one_engine(app: Flask) -> None:
    for _ in range(ROUNDS):
        with app.app_context():
            engine = db.engine
        database._optioned.clear()
        met: set[int] = set()
        start = threading.Barrier(THREADS)

        def write() -> None:
            start.wait()
            met.add(id(database._writer(engine)))

        threads = [threading.Thread(target=write) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(met) == 1
