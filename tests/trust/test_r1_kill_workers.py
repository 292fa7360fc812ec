"""R1: web workers are killed while people submit; nothing acknowledged is lost, nothing doubled."""

import random
import threading
import time

import psutil
import pytest
from sqlalchemy import func, select

from app.shared.database import db
from app.submissions.models import NumberSeries, StatusChange, Submission, SubmissionCount
from tests.servers import close, form_keys, fresh_city, running

KILLS, ACKNOWLEDGED = 200, 5000
CLIENTS, MOST_SECONDS = 8, 420
AGAIN = 0.1

pytestmark = [pytest.mark.alone, pytest.mark.timeout(600)]


class Clients:
    """Eight people who submit, retry after a cut connection, and sometimes send twice."""

    def __init__(self, server, keys):
        self.server, self.keys = server, iter(keys)
        self.acknowledged, self.bad, self.kills = set(), [], 0
        self.lock, self.stop = threading.Lock(), threading.Event()

    def next_key(self):
        with self.lock:
            return next(self.keys)

    def submit(self, seed):
        dice, visitor = random.Random(seed), self.visitor()
        while not self.stop.is_set():
            key = self.next_key()
            if self.send(visitor, key) and dice.random() < AGAIN:
                self.send(visitor, key)

    def visitor(self):
        while True:
            try:
                return self.server.visitor()
            except (OSError, AssertionError, KeyError):
                time.sleep(0.05)

    def send(self, visitor, key):
        for _ in range(60):
            try:
                status = self.server.send(visitor, key, f"Beitrag {key[:8]}")
            except Exception:
                time.sleep(0.02)
                continue
            with self.lock:
                if status == 303:
                    self.acknowledged.add(key.split(".")[0])
                else:
                    self.bad.append(status)
            return status == 303
        return False

    def kill(self):
        dice = random.Random(4711)
        while self.kills < KILLS and not self.stop.is_set():
            time.sleep(dice.uniform(0.05, 0.2))
            alive = self.server.workers()
            if len(alive) > 1:
                try:
                    dice.choice(alive).kill()
                    self.kills += 1
                except psutil.NoSuchProcess:
                    continue


def test_two_hundred_kills_lose_and_double_nothing(tmp_path):
    app = fresh_city(tmp_path)
    with running(tmp_path, workers=4) as server:
        clients = Clients(server, form_keys(app, 60_000))
        threads = [threading.Thread(target=clients.submit, args=(n,)) for n in range(CLIENTS)]
        threads.append(threading.Thread(target=clients.kill))
        for thread in threads:
            thread.start()
        started = time.monotonic()
        while time.monotonic() - started < MOST_SECONDS:
            if clients.kills >= KILLS and len(clients.acknowledged) >= ACKNOWLEDGED:
                break
            time.sleep(0.5)
        clients.stop.set()
        for thread in threads:
            thread.join()
        answered = time.monotonic()
        assert server.request("GET", "/readyz")[0] == 200
        assert time.monotonic() - answered < 5
    print(f"{clients.kills} kills, {len(clients.acknowledged)} acknowledged")
    assert clients.kills >= KILLS
    assert len(clients.acknowledged) >= ACKNOWLEDGED
    assert not clients.bad
    with app.app_context():
        check_everything(clients.acknowledged)
    close(app)


def check_everything(acknowledged):
    stored = db.session.scalars(select(Submission.submission_key)).all()
    assert len(stored) == len(set(stored))
    assert acknowledged <= set(stored)
    number = len(stored)
    assert db.session.scalar(select(func.count()).select_from(StatusChange)) == number
    lines = select(StatusChange.submission_id).group_by(StatusChange.submission_id)
    assert len(db.session.scalars(lines).all()) == number
    assert db.session.scalar(select(func.sum(SubmissionCount.number))) == number
    assert db.session.scalar(select(NumberSeries.last)) == number
    broken = db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
    assert broken == "ok"
