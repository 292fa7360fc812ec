"""R15: a mail server that hangs, refuses or cuts costs no request, no other work and no mail."""

import datetime as dt
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from app.shared import mail
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import MOST_ATTEMPTS, OUTAGE_PAUSE, Job, put_in, run_one
from tests.broken_mail import broken_server
from tests.conftest import PROJECT, TEST_KEY, close
from tests.factories import make_submission
from tests.servers import form_keys, fresh_city, running

ADDRESS = "jemand@example.org"
# What a request may cost more beside a mail server that hangs: it never waits for it.
MORE = 1.0
REQUESTS = 40


@pytest.fixture
def server():
    with broken_server() as started:
        yield started


@pytest.fixture
def app(make_app, server, monkeypatch):
    monkeypatch.setattr(mail, "SECONDS_TO_CONNECT", 0.3)
    monkeypatch.setattr(mail, "SECONDS_TO_HAND_OVER", 0.3)
    return make_app(MAIL_URL=f"smtp://127.0.0.1:{server.port}", BASE_URL="http://127.0.0.1:8000")


def work(app, after=dt.timedelta(0)):
    with app.app_context(), time_machine.travel(now() + after, tick=False):
        while run_one():
            pass
        db.session.remove()


def jobs(app):
    with app.app_context():
        return db.session.scalars(select(Job).order_by(Job.id)).all()


def until_it_rests(app):
    """Let time pass until no job waits any more; return the last states."""
    after = dt.timedelta(0)
    for _ in range(3 * MOST_ATTEMPTS):
        work(app, after)
        waiting = [job.due_at for job in jobs(app) if job.state == "waiting"]
        if not waiting:
            break
        after = max(waiting) - now() + dt.timedelta(seconds=1)
    return [job.state for job in jobs(app)]


@pytest.mark.parametrize("mood", ["silent", "stalls", "refuses", "cuts"])
def test_what_passes_costs_no_mail(app, server, mood):
    with app.app_context():
        make_submission(email=ADDRESS)
        make_submission(email="andere@example.org")
    server.mood = mood
    work(app)
    server.mood = "good"
    assert until_it_rests(app) == ["done", "done"]
    assert len(set(server.message_ids())) == 2


def test_a_mail_that_was_doubled_is_known_by_its_message_id(app, server):
    with app.app_context():
        make_submission(email=ADDRESS)
    server.mood = "cuts"
    work(app)
    server.mood = "good"
    assert until_it_rests(app) == ["done"]
    first, second = server.message_ids()
    assert first == second


@pytest.mark.parametrize("mood", ["stalls", "refuses", "cuts"])
def test_after_eight_tries_it_is_a_dead_letter_that_can_be_sent_again(app, server, mood):
    with app.app_context():
        make_submission(email=ADDRESS)
    server.mood = mood
    assert until_it_rests(app) == ["failed"]
    assert server.connections == MOST_ATTEMPTS
    server.mood = "good"
    app.test_cli_runner().invoke(args=["mail", "failed", "--resend"])
    assert until_it_rests(app) == ["done"]


def test_one_address_that_is_rejected_holds_up_nobody(app, server):
    with app.app_context():
        make_submission(email=ADDRESS)
        make_submission(email="andere@example.org")
    server.mood = "rejects"
    with app.app_context():
        run_one()
    server.mood = "good"
    work(app)
    assert [job.state for job in jobs(app)] == ["failed", "done"]
    assert jobs(app)[0].attempts == 1


@pytest.mark.parametrize("mood", ["silent", "stalls"])
def test_a_server_that_hangs_is_asked_once_in_a_while_and_other_work_goes_on(app, server, mood):
    with app.app_context():
        for number in range(5):
            make_submission(email=f"nr{number}@example.org")
        for _ in range(20):
            put_in("submission_text_changed", {"submission_id": 1})
        db.session.commit()
    server.mood = mood
    work(app)
    assert server.connections == 1
    states = [job.state for job in jobs(app)]
    assert states.count("waiting") == 5
    assert states.count("done") == 20
    work(app, OUTAGE_PAUSE * 1.3)
    assert server.connections == 2


@pytest.mark.alone
def test_requests_do_not_feel_a_mail_server_that_hangs(tmp_path):
    """The p95 of submitting with an address, beside a worker that hangs in the mail server."""
    folder, app = tmp_path, fresh_city(tmp_path)
    keys = iter(form_keys(app, 3 * REQUESTS))
    with (
        broken_server() as mails,
        running(folder, MAIL_URL=f"smtp://127.0.0.1:{mails.port}") as web,
    ):
        visitor = web.visitor()
        times_of(web, visitor, keys)  # so that everything is loaded
        quiet = times_of(web, visitor, keys)
        mails.mood = "silent"
        with worker(folder, mails.port):
            waited = time.monotonic()
            while not mails.connections and time.monotonic() - waited < 60:
                time.sleep(0.1)
            hanging = times_of(web, visitor, keys)
        assert mails.connections
    close(app)
    print(f"p95 {p95(quiet):.3f} s, beside a hanging mail server {p95(hanging):.3f} s")
    assert p95(hanging) < p95(quiet) * 1.1 + MORE
    assert statistics.median(hanging) < mail.SECONDS_TO_CONNECT / 2


def times_of(web, visitor, keys):
    times = []
    for _ in range(REQUESTS):
        started = time.monotonic()
        assert web.send(visitor, next(keys), "Eine Bank fehlt.", email=ADDRESS) == 303
        times.append(time.monotonic() - started)
    return times


def p95(times):
    return statistics.quantiles(times, n=20)[-1]


class worker:
    """The real background worker as a process of its own."""

    def __init__(self, folder, port):
        self.environ = {
            "INSTANCE_DIR": str(folder),
            "SECRET_KEY": TEST_KEY,
            "DATABASE_URL": f"sqlite:///{folder / 'ortsstimme.sqlite3'}",
            "MAIL_URL": f"smtp://127.0.0.1:{port}",
            "PATH": "/usr/bin:/bin",
        }

    def __enter__(self):
        command = [Path(sys.executable).parent / "flask", "--app", "wsgi", "worker"]
        self.process = subprocess.Popen(command, cwd=PROJECT, env=self.environ)
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()
