"""P16, S22: whatever the mail, nothing that anybody wrote is in it, and its head is clean."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.services.links import sealed
from app.moderation.services import create_concern
from app.pages.models import Follow
from app.pages.queries.following import subject_by_name
from app.pages.services.following import ask_to_follow, confirm
from app.shared import jobs
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.jobs import Job, put_in, run_one
from app.shared.mail import MailRefused, send
from app.submissions.policy import UNDO_TIME
from app.submissions.services import ask, decline, forward, tell_submitter
from tests.factories import make_council_member, make_person, make_submission, somebody

CANARY = "Kanarienvogel"
COUNCIL_KINDS = ("answered", "four_weeks", "one_week", "day_after", "hearing")
ACCOUNT_EVENTS = ("invitation", "granted", "reset", "email", "email_note", "password", "codes_made")
ACCOUNT_EVENTS += ("known",)
ENDED_BY_ONE_CLICK = ("/beitrag", "/folgen", "Wochenbericht")


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}", BASE_URL="http://127.0.0.1:8000"
    )


def tell_everything(language):
    """Put in every kind of mail about things that are full of canaries."""
    wrote = {"text": f"Das ist ein {CANARY}.", "email": "a@example.org", "language": language}
    wrote |= {"organisation": f"{CANARY} e. V.", "contributor_kind": "association"}
    person = somebody()
    ask(make_submission(**wrote), person, f"Wo ist der {CANARY}?")
    decline(make_submission(**wrote), person, f"Wegen des Wortes {CANARY}.")
    forward(make_submission(**wrote), person, f"Amt für {CANARY}", f"Notiz {CANARY}")
    pair = [make_submission(status="published", **wrote) for _ in range(2)]
    concern = create_concern(person, pair, f"Der {CANARY}")
    for event in ("answer", "news"):
        tell_submitter(pair[0].id, event)
    for name in ("stadt", f"anliegen/{concern.public_number}"):
        ask_to_follow(subject_by_name(name), "leser@example.org", language)
    db.session.commit()
    _tell_followers()
    _tell_people()
    db.session.commit()


def _tell_followers():
    for follow in db.session.scalars(select(Follow)).all():
        confirm(follow)
        put_in("follow_confirm_mail", {"key": follow.key})
        put_in("follow_mail", {"key": follow.follower.key, "news": [[follow.key, 2]]})


def _tell_people():
    own = {"person_id": make_council_member().id}
    tomorrow = today() + dt.timedelta(days=1)
    put_in("team_mail", own | {"due": 1, "overdue": 2, "day": today().isoformat()})
    put_in("digest_mail", own | {"monday": tomorrow.isoformat()})
    put_in("digest_mail", {"person_id": make_person().id, "monday": tomorrow.isoformat()})
    about = {"number": "V-2026-001", "due_on": today().isoformat(), "id": 1}
    for kind in COUNCIL_KINDS:
        put_in("council_mail", own | about | {"kind": kind})
    for event in ACCOUNT_EVENTS:
        put_in("account_mail", own | {"event": event, "token": sealed("x")})
    for language in ("de", "en"):
        put_in("sign_up_mail", {"to": sealed("c@example.org"), "language": language})
    about = {"to": sealed("b@example.org"), "reason": sealed("Unklar."), "name": "Verein"}
    put_in("organisation_mail", about)


@pytest.fixture
def corpus(app, mailbox, request):
    """Every mail that there can be, in a language."""
    language = getattr(request, "param", "de")
    with app.app_context():
        tell_everything(language)
        with time_machine.travel(now() + UNDO_TIME * 2, tick=False):
            while run_one():
                pass
        left = db.session.scalars(select(Job).where(Job.state != "done")).all()
        assert not [(job.kind, job.last_error) for job in left]
        kinds = set(db.session.scalars(select(Job.kind)))
    known = {kind for kind in jobs._handlers if kind.endswith("_mail")}
    assert known <= kinds, "a new kind of mail belongs into this corpus"
    return [mail for _, mail in mailbox.mails]


@pytest.mark.parametrize("corpus", ["de", "en"], indirect=True)
def test_no_mail_says_what_anybody_wrote(corpus):
    assert len(corpus) >= 30
    for mail in corpus:
        assert CANARY not in mail.get_content(), mail["Subject"]
        assert CANARY not in mail.as_string(), mail["Subject"]


def test_every_head_is_whole(corpus):
    ids = [mail["Message-ID"] for mail in corpus]
    assert len(set(ids)) == len(ids)
    for mail in corpus:
        assert mail["Subject"] == str(mail["Subject"]).strip() != ""
        assert mail["From"] == "Ortsstimme <noreply@127.0.0.1>"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content_type() == "text/plain"
        assert len(mail.get_content().strip().splitlines()) >= 4


def test_what_was_not_asked_for_by_duty_ends_with_one_click(corpus):
    for mail in corpus:
        is_wish = any(part in mail["Subject"] + mail.get_content() for part in ENDED_BY_ONE_CLICK)
        assert (mail["List-Unsubscribe-Post"] is not None) is is_wish, mail["Subject"]


@pytest.mark.parametrize("corpus", ["en"], indirect=True)
def test_residents_who_read_english_get_no_german(corpus):
    mails = [mail for mail in corpus if mail["To"] in ("a@example.org", "leser@example.org")]
    assert len(mails) >= 15
    for mail in mails:
        assert "Guten Tag" not in mail.get_content()
        assert mail.get_content().startswith("Hello,")


def test_a_sent_mail_leaves_nobody_in_the_list_of_jobs(app, corpus):
    with app.app_context():
        payloads = db.session.scalars(
            select(Job.payload).where(Job.kind.endswith("_mail", autoescape=True))
        )
        assert [payload for payload in payloads if payload] == []


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("a@example.org\r\nBcc: b@example.org", "Betreff"),
        ("a@example.org\nBcc: b@example.org", "Betreff"),
        ("kein Postfach", "Betreff"),
        ("", "Betreff"),
        ("a@example.org", "Betreff\r\nBcc: b@example.org"),
    ],
)
def test_a_line_break_in_the_head_is_refused_and_said_without_the_address(
    app, mailbox, to, subject
):
    with app.app_context(), pytest.raises(MailRefused) as refused:
        send(to, subject, "Text", "id")
    assert "example.org" not in str(refused.value)
    assert mailbox.mails == []
