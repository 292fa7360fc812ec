"""R13: the worker is killed in the middle of each kind of job; each is done once all the same.

Imports have a test of their own (R4). Mail is at least once: a doubled one has the same Message-ID.
"""

import datetime as dt
import hashlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.exports.models import Selection
from app.exports.services import export_path, order_export
from app.moderation.models import TextConcept
from app.pages.models import Follow
from app.pages.queries.following import subject_by_name
from app.pages.services.following import ask_to_follow, confirm
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.jobs import Job, put_in
from app.shared.transactions import begin_writing
from app.submissions.services import withdraw
from tests.broken_mail import broken_server
from tests.conftest import PROJECT, TEST_KEY, close
from tests.factories import make_person, make_submission
from tests.servers import fresh_city

LEASE, ALLOWED = 3, 60
OF_EACH = 3
BIN = Path(sys.executable).parent

pytestmark = [pytest.mark.alone, pytest.mark.timeout(600)]


class Worker:
    """The real background worker as a process of its own, started anew after each kill."""

    def __init__(self, folder, mail_port):
        self.environ = {
            "PATH": os.environ["PATH"],
            "INSTANCE_DIR": str(folder),
            "SECRET_KEY": TEST_KEY,
            "DATABASE_URL": f"sqlite:///{folder / 'ortsstimme.sqlite3'}",
            "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "JOB_LEASE_SECONDS": str(LEASE),
            "SECOND_CODING_PERCENT": "0",
        }

    def __enter__(self):
        command = [BIN / "flask", "--app", "wsgi", "worker"]
        self.process = subprocess.Popen(command, cwd=PROJECT, env=self.environ)
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()


def put_in_all(person):
    """Put in jobs of every kind; return how many mails they are, and the withdrawn ones."""
    person_id, day = person.id, today().isoformat()
    withdrawn = []
    for number in range(OF_EACH):
        make_submission(email=f"nr{number}@example.org")
        put_in("team_mail", {"person_id": person_id, "due": 1, "overdue": 0, "day": day})
        put_in("account_mail", {"person_id": person_id, "event": "password"})
        put_in("digest_mail", {"person_id": person_id, "monday": day})
        ask_to_follow(subject_by_name("stadt"), f"leser{number}@example.org", "de")
        order_export(person, "csv", Selection(), f"{number}.csv")
        one = make_submission(status="published", text="Eine Bank an der Haltestelle fehlt.")
        withdraw(one)
        withdrawn.append(one.id)
        db.session.commit()
    for follow in db.session.scalars(select(Follow)).all():
        confirm(follow)
        put_in("follow_mail", {"key": follow.follower.key, "news": [[follow.key, 1]]})
    put_in("code_book_published", {"version": 1})
    db.session.commit()
    return withdrawn


def states():
    db.session.rollback()
    return Counter(db.session.execute(select(Job.kind, Job.state)).all())


def wait_until(found, seconds):
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if found():
            return True
        time.sleep(0.001)
    return False


def is_running(kind):
    db.session.rollback()
    wanted = select(Job.id).where(Job.kind == kind, Job.state == "running").limit(1)
    return db.session.scalar(wanted.where(Job.lease_until > now())) is not None


def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path):
    app, dice = fresh_city(tmp_path), random.Random(4711)
    with app.app_context(), broken_server() as mails:
        withdrawn = put_in_all(make_person(email="anna@example.org"))
        kinds = sorted({kind for kind, _ in states()})
        assert len(kinds) >= 8
        killed = 0
        for kind in kinds:
            first_in_turn(kind)
            with Worker(tmp_path, mails.port):
                killed += wait_until(lambda kind=kind: is_running(kind), 60)
                time.sleep(dice.uniform(0, 0.02))
        assert killed >= len(kinds) - 2  # the shortest may be over before it is seen
        with Worker(tmp_path, mails.port):
            assert wait_until(is_finished, LEASE + ALLOWED), states()
        check_mails(mails)
        check_exports()
        gone = select(TextConcept.submission_id).where(TextConcept.submission_id.in_(withdrawn))
        assert not db.session.scalars(gone).all()
    close(app)


def first_in_turn(kind):
    """Have the jobs of this kind done before all others that wait."""
    begin_writing()
    early = now() - dt.timedelta(days=1)
    same = update(Job).where(Job.kind == kind, Job.state == "waiting")
    db.session.execute(same.values(due_at=early))
    db.session.commit()


def is_finished():
    return {state for _, state in states()} == {"done"}


def check_mails(mails):
    """Each was sent at least once, and a doubled one is recognised."""
    wanted = select(Job.id).where(Job.kind.endswith("_mail", autoescape=True))
    ids = {f"<ortsstimme-{job_id}@127.0.0.1>" for job_id in db.session.scalars(wanted)}
    sent = Counter(mails.message_ids())
    assert set(sent) == ids
    print(f"{len(ids)} mails, {sum(sent.values()) - len(ids)} of them doubled")
    assert max(sent.values()) <= 3


def check_exports():
    """Each file is there, whole, and nothing else lies beside it."""
    jobs = db.session.scalars(select(Job).where(Job.kind == "export")).all()
    paths = {export_path(job): job for job in jobs}
    assert set(next(iter(paths)).parent.iterdir()) == set(paths)
    for path, job in paths.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == job.result["sha256"]
