"""Every working day the team hears by mail what is due; nobody hears it twice."""

import datetime as dt

import pytest
import time_machine

from app.accounts.services import disable
from app.moderation.services.reminding import remind_team
from app.shared.clock import from_local
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from tests.factories import make_person, make_submission

MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example",
        BASE_URL="http://127.0.0.1:8000",
    )


@pytest.fixture
def team(app):
    """Two moderators, one of them gone, an administrator, and a contribution that came Monday."""
    with app.app_context():
        make_person(email="anna@example.org")
        make_person("admin", email="chefin@example.org")
        make_person("planner", email="planung@example.org")
        disable(make_person(email="weg@example.org"))
        with time_machine.travel(at(MONDAY), tick=False):
            make_submission(text="Meine Nachbarin braucht eine Bank.")
        db.session.commit()


def at(day, hour=9):
    return from_local(day, dt.time(hour))


def mails_on(app, mailbox, day, hour=9):
    """Let the worker do everything at this time; return (to, subject, body) of new mails."""
    mailbox.mails.clear()
    with app.app_context(), time_machine.travel(at(day, hour), tick=False):
        while run_one() or run_idle():
            pass
    found = ((to[0], str(m["Subject"]), m.get_content()) for to, m in mailbox.mails)
    return sorted(mail for mail in found if mail[1].startswith("Beiträge: "))


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (dt.date(2026, 11, 25), 9, []),
        (dt.date(2026, 11, 26), 6, []),
        (dt.date(2026, 11, 26), 9, [("anna@example.org", "1 heute fällig, 0 überfällig")]),
        (dt.date(2026, 11, 27), 9, [("anna@example.org", "0 heute fällig, 1 überfällig")]),
        (dt.date(2026, 11, 28), 9, []),
        (
            dt.date(2026, 12, 1),
            9,
            [
                ("anna@example.org", "0 heute fällig, 1 überfällig"),
                ("chefin@example.org", "0 heute fällig, 1 überfällig"),
            ],
        ),
    ],
    ids=["a day early", "before seven", "due today", "overdue", "Saturday", "to the chief as well"],
)
def test_who_hears_what_on_which_day(app, team, mailbox, day, hour, expected):
    found = mails_on(app, mailbox, day, hour)
    assert [(to, subject.removeprefix("Beiträge: ")) for to, subject, _ in found] == expected


def test_a_reminder_says_where_to_go_and_nothing_that_anybody_wrote(app, team, mailbox):
    ((_to, _subject, body),) = mails_on(app, mailbox, dt.date(2026, 11, 26))
    assert "1 Beitrag ist heute fällig." in body
    assert "http://127.0.0.1:8000/moderation/" in body
    assert "Nachbarin" not in body


def test_nobody_is_reminded_twice_a_day(app, team, mailbox):
    day = dt.date(2026, 11, 26)
    assert len(mails_on(app, mailbox, day)) == 1
    assert mails_on(app, mailbox, day, hour=15) == []
    assert len(mails_on(app, mailbox, day + dt.timedelta(days=1))) == 1


def test_without_a_mail_server_nothing_is_tried(make_app):
    app = make_app()
    with app.app_context(), time_machine.travel(at(MONDAY), tick=False):
        make_person()
        make_submission()
        assert remind_team() is False
