"""R4: the worker is killed again and again while it imports; the rest is the oracle's business."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from app.consultations.queries import permanent
from app.shared.database import db
from app.submissions.models import ImportFile, ImportRow, Submission
from app.submissions.services.importing import check, order_check, order_import, receive
from tests.conftest import PROJECT, TEST_KEY

LONGEST_WAIT = 120


def killed_import(app, folder, content, kills, seed):
    """Import a file with a worker that is killed at random points; return what is stored then:
    (rows, kills, stored, doubled, missing)."""
    with app.app_context():
        file_id, rows = _ordered(content)
    dice, killed = random.Random(seed), 0
    while killed < kills and _state(app, file_id) == "running":
        before = _done(app, file_id)
        with worker(app, folder) as process:
            _until(lambda: _done(app, file_id) > before or _state(app, file_id) == "done")
            time.sleep(dice.uniform(0, 0.4))
            if _state(app, file_id) == "running":
                killed += 1
            process.send_signal(signal.SIGKILL)
    with worker(app, folder):
        _until(lambda: _state(app, file_id) == "done")
    with app.app_context():
        total = db.session.scalar(select(func.count()).select_from(Submission))
        keys = db.session.scalar(select(func.count(Submission.submission_key.distinct())))
    return rows, killed, total, total - keys, rows - total


@contextmanager
def worker(app, folder):
    """Run the real worker, with leases that end after a second."""
    env = os.environ | {
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_DIR": str(folder),
        "SECRET_KEY": TEST_KEY,
        "JOB_LEASE_SECONDS": "1",
    }
    command = [str(Path(sys.executable).parent / "flask"), "--app", "wsgi", "worker"]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _ordered(content):
    file = receive(None, None, permanent(), io.BytesIO(content), "tabelle.xlsx")
    db.session.commit()
    order_check(file, list(file.mapping))
    db.session.commit()
    check(file.id, lambda done, total: None)
    order_import(None, db.session.get_one(ImportFile, file.id))
    db.session.commit()
    return file.id, file.rows


def _done(app, file_id):
    with app.app_context():
        wanted = select(func.count()).select_from(ImportRow).where(ImportRow.import_id == file_id)
        return db.session.scalar(wanted.where(ImportRow.status == "done"))


def _state(app, file_id):
    with app.app_context():
        return db.session.get_one(ImportFile, file_id).state


def _until(reached):
    end = time.monotonic() + LONGEST_WAIT
    while not reached():
        assert time.monotonic() < end, "the worker does not get on"
        time.sleep(0.02)
