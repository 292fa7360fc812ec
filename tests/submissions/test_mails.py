"""News by mail: a real mail server receives what the worker sends, and only what it may know."""

import datetime as dt
from email.message import Message

import pytest
import time_machine
from aiosmtpd.controller import Controller
from sqlalchemy import select, text

from app.moderation.services import create_concern, dissolve
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import Job, run_one
from app.submissions.models import Contact
from app.submissions.policy import UNDO_TIME
from app.submissions.services import (
    answer,
    ask,
    change_status,
    forward,
    hold,
    publish,
    undo,
    withdraw,
)
from tests.factories import make_person, make_submission
from tests.submissions.test_writing import answers, open_form, write_all

ADDRESS = "jemand@example.org"
SECRET_TEXT = "Meine Nachbarin Frau Beispiel braucht eine Bank."


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example",
        BASE_URL="http://127.0.0.1:8000",
    )


def work(app) -> int:
    done = 0
    with app.app_context():
        while run_one():
            done += 1
        db.session.remove()
    return done


def body_of(mail: Message) -> str:
    return mail.get_content()


def test_a_mail_says_that_it_arrived_but_not_what_was_written(client, app, mailbox):
    write_all(client, text=SECRET_TEXT, email=ADDRESS)
    assert mailbox.mails == []
    work(app)
    [(recipients, mail)] = mailbox.mails
    assert recipients == [ADDRESS]
    number = f"EF-{now().year}-000001"
    assert mail["Subject"] == f"Ihr Beitrag {number} ist angekommen"
    assert mail["From"] == "Ortsstimme <mitreden@erfurt.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "http://127.0.0.1:8000/beitrag/status" in body_of(mail)
    assert "Nachbarin" not in mail.as_string()
    assert "Bank" not in mail.as_string()


@pytest.mark.parametrize(
    ("language", "subject"),
    [("de", "Ihr Beitrag"), ("en", "Your contribution"), ("ru", "Ihr Beitrag")],
)
def test_it_speaks_the_language_of_the_text_if_the_screens_do(app, mailbox, language, subject):
    with app.app_context():
        make_submission(email=ADDRESS, language=language)
    work(app)
    assert mailbox.mails[0][1]["Subject"].startswith(subject)


def endings(mailbox) -> list[str]:
    return [mail["Subject"].split()[-1] for _, mail in mailbox.mails]


def test_publishing_is_told_when_it_can_no_longer_be_undone(app, mailbox):
    with app.app_context():
        make_submission(status="published", email=ADDRESS)
    work(app)
    assert endings(mailbox) == ["angekommen"]
    with time_machine.travel(now() + UNDO_TIME):
        work(app)
    assert endings(mailbox) == ["angekommen", "veröffentlicht"]


@pytest.mark.parametrize("published_again", [False, True])
def test_a_decision_that_was_undone_is_never_told(app, mailbox, published_again):
    with app.app_context():
        submission = make_submission(status="published", email=ADDRESS)
        change_status(submission, "received", None)
        db.session.commit()
        if published_again:
            publish(submission, make_person(), [])
            db.session.commit()
    with time_machine.travel(now() + UNDO_TIME):
        work(app)
    assert endings(mailbox) == ["angekommen"] + ["veröffentlicht"] * published_again


def test_a_question_is_announced_without_what_it_says(app, mailbox):
    with app.app_context():
        submission = make_submission(text=SECRET_TEXT, email=ADDRESS)
        ask(submission, make_person(), "Wo wohnt Frau Beispiel genau?")
        db.session.commit()
    work(app)
    assert len(mailbox.mails) == 1
    with time_machine.travel(now() + UNDO_TIME):
        work(app)
    mail = mailbox.mails[1][1]
    assert mail["Subject"].startswith("Es gibt eine Frage zu Ihrem Beitrag EF-")
    assert "/beitrag/status" in body_of(mail)
    assert "Beispiel" not in mail.as_string()


@pytest.mark.parametrize("what", ["undone", "answered", "forwarded", "held"])
def test_only_what_still_holds_is_told(app, mailbox, what):
    with app.app_context():
        submission, person = make_submission(email=ADDRESS), make_person()
        ask(submission, person, "Wo genau?")
        if what == "undone":
            undo(submission, person)
        elif what == "answered":
            answer(submission, "Am Platz.")
        elif what == "forwarded":
            forward(submission, person, "Bauamt", None)
        else:
            hold(submission, person, "Warten", None)
        db.session.commit()
    with time_machine.travel(now() + UNDO_TIME):
        work(app)
    subjects = [mail["Subject"] for _, mail in mailbox.mails]
    assert not [subject for subject in subjects if "Frage" in subject]
    assert len(subjects) == (2 if what == "forwarded" else 1)


def test_a_question_that_is_open_again_after_an_undo_is_told_once(app, mailbox):
    with app.app_context():
        submission, person = make_submission(email=ADDRESS), make_person()
        ask(submission, person, "Wo genau?")
        publish(submission, person, [])
        undo(submission, person)
        db.session.commit()
    for _ in range(2):
        with time_machine.travel(now() + UNDO_TIME):
            work(app)
    assert [mail["Subject"].split()[-2] for _, mail in mailbox.mails] == ["ist", "Beitrag"]


@pytest.mark.parametrize("stays", [True, False])
def test_joining_a_concern_is_told_if_it_still_belongs_to_it(app, mailbox, stays):
    with app.app_context():
        pair = [make_submission(email=ADDRESS), make_submission()]
        concern = create_concern(make_person(), pair, "Die Bank der Frau Beispiel")
        if not stays:
            dissolve(make_person(), concern, concern.version)
        db.session.commit()
    work(app)
    assert len(mailbox.mails) == 1
    with time_machine.travel(now() + UNDO_TIME):
        work(app)
    told = [mail for _, mail in mailbox.mails[1:]]
    assert len(told) == (1 if stays else 0)
    assert not told or "Zusammen sind sie jetzt ein Anliegen." in body_of(told[0])
    assert "Beispiel" not in "".join(mail.as_string() for mail in told)


def test_without_an_address_nothing_is_sent(client, app, mailbox):
    write_all(client)
    assert work(app) == 0
    assert mailbox.mails == []


def test_who_deletes_the_contribution_gets_no_mail_any_more(app, mailbox):
    with app.app_context():
        withdraw(make_submission(email=ADDRESS))
        db.session.commit()
    work(app)
    assert mailbox.mails == []


def test_a_mail_that_is_refused_for_now_arrives_later_and_once(app, mailbox):
    with app.app_context():
        make_submission(email=ADDRESS)
    mailbox.code = "451 Try later"
    work(app)
    assert mailbox.mails == []
    with app.app_context():
        job = db.session.scalars(select(Job)).one()
        assert (job.state, job.attempts) == ("waiting", 1)
        assert ADDRESS not in (job.last_error or "")
    mailbox.code = None
    work_an_hour_later(app)
    work_an_hour_later(app)
    assert len(mailbox.mails) == 1
    assert mailbox.mails[0][1]["Message-ID"].startswith("<ortsstimme-")


def test_a_mail_waits_for_a_server_that_is_down(app, mailbox, mail_server):
    mail_server.stop()
    with app.app_context():
        make_submission(email=ADDRESS)
    work(app)
    again = Controller(mailbox, hostname="127.0.0.1", port=mail_server.port)
    again.start()
    work_an_hour_later(app)
    again.stop()
    assert len(mailbox.mails) == 1


def work_an_hour_later(app) -> None:
    with time_machine.travel(now() + dt.timedelta(hours=1)):
        work(app)


def test_the_address_stands_encrypted_in_the_database_alone(app):
    with app.app_context():
        submission = make_submission(email=ADDRESS)
        contact = db.session.get_one(Contact, submission.id)
        assert ADDRESS.encode() not in contact.email_encrypted
        payloads = db.session.execute(text("SELECT payload FROM job")).scalars()
        assert all(ADDRESS not in str(payload) for payload in payloads)


def test_a_mail_server_that_is_set_offers_the_field(client):
    page = client.get("/beitrag/neu?ansicht=kurz").text
    assert 'name="email"' in page


def test_a_line_break_in_the_address_adds_no_recipient(client, app, mailbox):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    filled = {"place": "rieth", "text": SECRET_TEXT, "on_behalf": "self", "go": "send"}
    address = "a@example.org\r\nBcc: b@example.org"
    answer = client.post("/beitrag/neu", data=answers(page, email=address, **filled))
    assert answer.status_code == 422
    work(app)
    assert mailbox.mails == []
