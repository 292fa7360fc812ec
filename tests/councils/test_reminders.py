"""Office and moderators are reminded of a running proposal, each time once; R12 for the clock."""

import datetime as dt

import pytest
import time_machine

from app.accounts.services import OfficeRow, Scope, disable
from app.councils.services import remind_of_deadlines
from app.shared.clock import today
from app.shared.database import db
from app.shared.idle import run_idle
from tests.councils.proposing import (
    TITLE,
    a_proposal_of,
    an_office,
    at,
    decide,
    let_the_worker_work,
    stored,
)
from tests.factories import make_person

# Came in on 24.11.2026, due on Wednesday 24.02.2027.
RECEIVED, DUE = dt.date(2026, 11, 24), dt.date(2027, 2, 24)


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example",
        BASE_URL="http://127.0.0.1:8000",
    )


@pytest.fixture
def people(app):
    """A moderator, planners of the office and of another one, and an account that was closed."""
    with app.app_context(), time_machine.travel(at(RECEIVED), tick=False):
        office = an_office().id
        other = an_office(OfficeRow("garten", "Gartenamt", "garten@example.org")).id
        make_person(email="anna@example.org")
        make_person("planner", email="plan@example.org", scope=Scope(office_id=office))
        make_person("planner", email="garten-plan@example.org", scope=Scope(office_id=other))
        disable(make_person(email="weg@example.org"))
        db.session.commit()


def mails_on(app, mailbox, day, hour=9):
    """Let the worker do everything at this time; return (to, subject) of new deadline mails."""
    mailbox.mails.clear()
    with app.app_context(), time_machine.travel(at(day, hour), tick=False):
        let_the_worker_work()
    found = [(to[0], str(mail["Subject"])) for to, mail in mailbox.mails]
    return sorted((to, subject) for to, subject in found if "Vorschlag" in subject)


def subjects(app, mailbox, day, hour=9):
    return {subject for _to, subject in mails_on(app, mailbox, day, hour)}


FOUR, ONE, OVER = (
    {"Vorschlag V-2026-001: noch vier Wochen"},
    {"Vorschlag V-2026-001: noch eine Woche"},
    {"Vorschlag V-2026-001 ist überfällig"},
)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("2027-01-26", 9, set()),
        ("2027-01-27", 6, set()),
        ("2027-01-27", 9, FOUR),
        ("2027-02-16", 9, FOUR),
        ("2027-02-17", 9, ONE),
        ("2027-02-24", 23, ONE),
        ("2027-02-25", 6, set()),
        ("2027-02-25", 7, OVER),
        ("2027-06-01", 9, OVER),
    ],
)
def test_which_reminder_belongs_to_which_day(app, people, mailbox, day, hour, expected):
    a_proposal_of(app, RECEIVED)
    assert subjects(app, mailbox, day, hour) == expected


def test_office_planners_and_moderators_hear_it_and_nobody_else(app, people, mailbox):
    a_proposal_of(app, RECEIVED)
    found = [to for to, _subject in mails_on(app, mailbox, "2027-02-17")]
    assert found == ["anna@example.org", "plan@example.org", "tiefbau@example.org"]


def test_each_reminder_comes_once(app, people, mailbox):
    a_proposal_of(app, RECEIVED)
    days = [RECEIVED + dt.timedelta(days=n) for n in range(55, 100)]
    found = [(str(day), subjects(app, mailbox, day)) for day in days]
    assert [(day, words) for day, words in found if words] == [
        ("2027-01-27", FOUR),
        ("2027-02-17", ONE),
        ("2027-02-25", OVER),
    ]


def test_a_mail_says_until_when_and_where_and_nothing_of_the_text(app, people, mailbox):
    a_proposal_of(app, RECEIVED)
    mails_on(app, mailbox, "2027-02-17")
    body = mailbox.mails[0][1].get_content()
    assert "bis zum 24. Februar 2027" in body
    assert "http://127.0.0.1:8000/ortsteilrat/fristen/V-2026-001" in body
    assert all(TITLE not in str(mail) and "Kinder" not in str(mail) for _to, mail in mailbox.mails)


def test_what_is_decided_reminds_nobody_and_the_council_hears_it(app, people, mailbox, client_of):
    proposal_id = a_proposal_of(app, today())
    found = stored(app, proposal_id)
    decide(client_of("moderator"), found.public_number)
    told = mails_on(app, mailbox, today() + dt.timedelta(days=1))
    assert {subject for _to, subject in told} == {
        f"Es gibt eine Antwort auf Ihren Vorschlag {found.public_number}"
    }
    assert all(to.startswith("district_mayor") for to, _subject in told)
    assert subjects(app, mailbox, found.due_on + dt.timedelta(days=1)) == set()


@pytest.mark.parametrize(
    ("received", "due", "week_before", "day_after"),
    [
        # Due on the days of the clock changes, or moved away from them.
        ("2026-12-28", "2027-03-30", "2027-03-23", "2027-03-31"),
        ("2026-12-29", "2027-03-30", "2027-03-23", "2027-03-31"),
        ("2027-07-31", "2027-11-01", "2027-10-25", "2027-11-02"),
        ("2027-07-30", "2027-11-01", "2027-10-25", "2027-11-02"),
    ],
)
def test_r12_reminders_across_the_nights_of_the_clock_change(
    app, people, mailbox, received, due, week_before, day_after
):
    proposal_id = a_proposal_of(app, received)
    assert str(stored(app, proposal_id).due_on) == due
    last = dt.date.fromisoformat(due)
    for n in range(-10, 3):
        day = last + dt.timedelta(days=n)
        if str(day) == week_before:
            assert mails_on(app, mailbox, day, 6) == mails_on(app, mailbox, day, 2) == []
        words = subjects(app, mailbox, day, 7)
        kinds = {str(day): "four" for _ in words if n == -10} | {week_before: "Woche"}
        kinds |= {day_after: "überfällig"}
        assert (str(day) in kinds) is bool(words), day
        assert all(kinds[str(day)] in word or n == -10 for word in words)


@pytest.mark.parametrize("night", ["2027-03-28", "2027-10-31"])
def test_r12_days_left_fall_by_one_each_midnight_also_in_these_nights(app, client, night):
    day = dt.date.fromisoformat(night)
    a_proposal_of(app, day - dt.timedelta(days=60))
    seen = []
    for moment in (at(night, 0) - dt.timedelta(seconds=1), at(night, 0), at(night, 0)):
        hours = 25 if len(seen) == 2 and night.endswith("31") else 23 if len(seen) == 2 else 0
        with time_machine.travel(moment + dt.timedelta(hours=hours), tick=False):
            text = client.get("/ortsteile/rieth/vorschlaege").text
            seen.append(int(text.split("noch ")[1].split(" Tag")[0]))
    assert seen[0] - seen[1] == 1 and seen[1] - seen[2] == 1


def test_without_a_mail_server_nothing_is_tried_and_nothing_lost(make_app, database_url):
    app = make_app()
    a_proposal_of(app, RECEIVED)
    with app.app_context(), time_machine.travel(at("2027-02-17"), tick=False):
        assert remind_of_deadlines() is False
        run_idle()
