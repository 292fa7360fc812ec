"""Mails that could not be sent are seen by administrators, sent again or let go."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import AuditEntry
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import FIRST_PAUSE, LONGEST_OUTAGE, OUTAGE_PAUSE, Job, put_in, run_one
from tests.factories import make_submission

ADDRESS = "jemand@example.org"


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example",
        BASE_URL="http://127.0.0.1:8000",
    )


def work(app, after=dt.timedelta(0)) -> int:
    done = 0
    with app.app_context(), time_machine.travel(now() + after, tick=False):
        while run_one():
            done += 1
        db.session.remove()
    return done


def jobs(app) -> list[Job]:
    with app.app_context():
        return list(db.session.scalars(select(Job).order_by(Job.id)))


@pytest.fixture
def refused(app, mailbox):
    """Two mails that the server has refused for good."""
    with app.app_context():
        make_submission(email=ADDRESS)
        make_submission(email="andere@example.org")
    mailbox.code = f"550 <{ADDRESS}>: no such mailbox"
    work(app)
    mailbox.code = None


@pytest.mark.parametrize(
    ("answer", "state", "pause"),
    [
        ("550 no such mailbox", "failed", None),
        ("554 not wanted", "failed", None),
        ("451 try later", "waiting", FIRST_PAUSE),
        ("421 going down", "waiting", OUTAGE_PAUSE),
    ],
)
def test_what_an_answer_of_the_server_means(app, mailbox, answer, state, pause):
    with app.app_context():
        make_submission(email=ADDRESS)
    mailbox.code = answer
    started = now()
    work(app)
    (job,) = jobs(app)
    assert job.state == state
    assert job.last_error.endswith(f"SMTP {answer[:3]}")
    if pause:
        assert pause <= job.due_at - started < pause * 1.3 + dt.timedelta(seconds=5)


def test_pauses_grow_and_eight_tries_take_the_better_part_of_a_day(app, mailbox):
    with app.app_context():
        make_submission(email=ADDRESS)
    mailbox.code = "451 Try later"
    pauses, after = [], dt.timedelta(0)
    for _ in range(20):
        work(app, after)
        (job,) = jobs(app)
        if job.state == "failed":
            break
        pauses.append((job.due_at - now() - after).total_seconds())
        after = job.due_at - now() + dt.timedelta(seconds=1)
    assert job.attempts == 8
    assert pauses[:5] == sorted(pauses[:5])
    assert len(set(pauses)) == len(pauses) == 7
    assert dt.timedelta(hours=12) < after < dt.timedelta(hours=30)


def test_a_server_that_is_down_holds_up_mails_alone_and_costs_no_tries(app, mail_server):
    mail_server.stop()
    with app.app_context():
        for number in range(3):
            make_submission(email=f"nr{number}@example.org")
        put_in("submission_text_changed", {"submission_id": 1})
        db.session.commit()
    assert work(app) == 2  # one mail has found out for all of them
    found = jobs(app)
    assert [job.state for job in found] == ["waiting"] * 3 + ["done"]
    assert [job.attempts for job in found[:3]] == [0, 0, 0]
    assert work(app) == 0
    assert work(app, OUTAGE_PAUSE * 1.1) == 1


def test_a_server_that_stays_down_for_days_gives_a_mail_up(app, mail_server):
    mail_server.stop()
    with app.app_context():
        make_submission(email=ADDRESS)
    work(app, LONGEST_OUTAGE - dt.timedelta(hours=1))
    assert jobs(app)[0].state == "waiting"
    work(app, LONGEST_OUTAGE + dt.timedelta(hours=1))
    assert jobs(app)[0].state == "failed"


def test_administrators_see_what_failed_without_addresses(app, refused, client_of):
    page = client_of("admin").get("/verwaltung/post").text
    assert "Neues zu einem Beitrag" in page
    assert page.count("endgültig abgelehnt (SMTP 550)") == 2
    assert "example.org" not in page.replace("admin-", "")


def test_one_is_sent_again_and_arrives_with_the_same_message_id(app, refused, mailbox, client_of):
    admin, job = client_of("admin"), jobs(app)[0]
    answer = admin.post_form(f"/verwaltung/post/{job.id}/senden", {}, page="/verwaltung/post")
    assert answer.status_code == 303
    work(app)
    ((to, mail),) = mailbox.mails
    assert to == [ADDRESS]
    assert mail["Message-ID"] == f"<ortsstimme-{job.id}@127.0.0.1>"
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert (entry.action, entry.subject) == ("mail sent again", f"job:{job.id}")


def test_all_are_sent_again(app, refused, mailbox, client_of):
    admin = client_of("admin")
    assert admin.post_form("/verwaltung/post", {}).status_code == 303
    work(app)
    assert len(mailbox.mails) == 2
    assert "Alle E-Mails sind verschickt." in admin.get("/verwaltung/post").text


def test_one_is_deleted(app, refused, client_of):
    admin, job = client_of("admin"), jobs(app)[0]
    address = f"/verwaltung/post/{job.id}/loeschen"
    token = {"csrf_token": admin.token()}
    assert admin.post(address, data=token).status_code == 303
    assert admin.post(address, data=token).status_code == 404
    assert len(jobs(app)) == 1


def test_what_has_been_sent_cannot_be_sent_or_deleted(app, client_of):
    with app.app_context():
        make_submission(email=ADDRESS)
    work(app)
    admin, job = client_of("admin"), jobs(app)[0]
    for verb in ("senden", "loeschen"):
        address = f"/verwaltung/post/{job.id}/{verb}"
        assert admin.post(address, data={"csrf_token": admin.token()}).status_code == 404


def test_the_commands_send_and_list_and_send_again(app, refused, mailbox):
    command = app.test_cli_runner().invoke
    listed = command(args=["mail", "failed"])
    assert listed.output.count("SMTP 550") == 2
    assert "@" not in listed.output
    assert "2 will be tried again." in command(args=["mail", "failed", "--resend"]).output
    assert command(args=["mail", "send"]).output == "2 tried, 0 waiting, 0 given up.\n"
    assert len(mailbox.mails) == 2
    assert command(args=["mail", "failed"]).output == "No mail was given up.\n"


def test_sending_by_command_leaves_other_work_to_the_worker(app):
    with app.app_context():
        put_in("submission_text_changed", {"submission_id": 1})
        db.session.commit()
    assert app.test_cli_runner().invoke(args=["mail", "send"]).output.startswith("0 tried")
    assert jobs(app)[0].state == "waiting"
