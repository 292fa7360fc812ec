"""Every Monday morning: the week in numbers, once, for those who want it."""

import datetime as dt

import pytest
import time_machine

from app.accounts.services import Scope, disable
from app.shared.clock import from_local
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.submissions.services import ask
from tests.councils.proposing import TITLE, a_proposal
from tests.factories import (
    make_council_member,
    make_organisation,
    make_person,
    make_submission,
    somebody,
)

MONDAY = dt.date(2026, 11, 23)
HOME = "http://127.0.0.1:8000"
WEEKLY = "Wochenbericht"


def at(day, hour=12, minute=0):
    return from_local(day, dt.time(hour, minute))


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example", BASE_URL=HOME
    )


@pytest.fixture
def weekly(app, mailbox):
    """Let the worker do everything at a time; return (to, mail) of the new weekly mails."""

    def work(day, hour=8, minute=0):
        mailbox.mails.clear()
        with app.app_context(), time_machine.travel(at(day, hour, minute), tick=False):
            while run_one() or run_idle():
                pass
            db.session.remove()
        found = [(to[0], mail) for to, mail in mailbox.mails if WEEKLY in mail["Subject"]]
        return sorted(found, key=lambda one: one[0])

    return work


@pytest.fixture
def in_last_week(app):
    """Run something in the middle of the week before the Monday."""

    def run(something):
        with app.app_context(), time_machine.travel(at(MONDAY - dt.timedelta(days=4)), tick=False):
            result = something()
            db.session.commit()
            return result

    return run


def body_of(mail):
    return mail.get_content().replace("\r\n", "\n")


def test_moderators_read_what_waits_and_how_old_it_is(app, weekly, in_last_week):
    in_last_week(lambda: [make_submission(text="Geheimes von Frau Beispiel") for _ in range(2)])
    in_last_week(lambda: make_person(email="anna@example.org"))
    ((to, mail),) = weekly(dt.date(2026, 11, 30))
    assert to == "anna@example.org"
    assert mail["Subject"] == "Wochenbericht vom 30. November 2026"
    body = body_of(mail)
    assert "2 Beiträge warten" in body
    assert "2 Beiträge sind überfällig." in body
    assert "Der älteste war fällig am 24. November 2026." in body
    assert f"{HOME}/moderation/" in body
    assert "Beispiel" not in mail.as_string()


def test_councils_read_how_much_came_in_for_their_own_ortsteile(app, weekly, in_last_week):
    in_last_week(lambda: make_council_member(email="rat@example.org"))
    in_last_week(lambda: [make_submission(), make_submission(), make_submission(area="altstadt")])
    ((to, mail),) = weekly(MONDAY)
    assert to == "rat@example.org"
    assert "2 Beiträge sind letzte Woche eingegangen." in body_of(mail)
    assert weekly(MONDAY + dt.timedelta(days=7)) == []


def test_councils_read_by_when_their_proposals_are_to_be_decided(app, weekly, in_last_week):
    proposal = in_last_week(a_proposal)
    (mail,) = [mail for to, mail in weekly(MONDAY) if "district_mayor" in to]
    body = body_of(mail)
    assert f"Vorschlag {proposal.public_number}: zu entscheiden bis" in body
    assert TITLE not in body


def test_organisations_read_what_became_of_their_contributions(app, weekly, in_last_week):
    def happened():
        organisation = make_organisation()
        scope = Scope(organisation_id=organisation.id)
        make_person("organisation", email="traeger@example.org", scope=scope)
        own = {"organisation_id": organisation.id}
        for status in ("published", "published", "declined", "received"):
            make_submission(status=status, **own)
        make_submission(status="published")
        ask(make_submission(**own), somebody(), "Wo genau?")
        disable(somebody())

    in_last_week(happened)
    ((to, mail),) = weekly(MONDAY)
    assert to == "traeger@example.org"
    body = body_of(mail)
    assert "2 Beiträge wurden letzte Woche veröffentlicht." in body
    assert "1 Beitrag wurde nicht veröffentlicht." in body
    assert "Die Stadt hat 1 Rückfrage an Sie." in body
    assert f"{HOME}/organisation/" in body


@pytest.mark.parametrize(
    ("day", "hour", "number"),
    [
        (MONDAY - dt.timedelta(days=1), 12, 0),
        (MONDAY, 6, 0),
        (MONDAY, 7, 1),
        (MONDAY + dt.timedelta(days=1), 5, 1),
        (MONDAY + dt.timedelta(days=2), 8, 0),
    ],
    ids=["Sunday", "before seven", "Monday", "Tuesday, after a failure", "Wednesday"],
)
def test_when_it_comes(app, weekly, in_last_week, day, hour, number):
    in_last_week(lambda: [make_council_member(), make_submission()])
    assert len(weekly(day, hour)) == number
    if number:
        assert weekly(day, hour + 4) == []


@pytest.mark.parametrize("monday", [dt.date(2027, 3, 29), dt.date(2027, 11, 1)])
def test_after_the_clock_has_changed_seven_is_still_seven(app, weekly, monday):
    with app.app_context(), time_machine.travel(at(monday - dt.timedelta(days=1)), tick=False):
        make_council_member()
        make_submission()
    assert weekly(monday, 6, 55) == []
    assert len(weekly(monday, 7, 5)) == 1


def test_a_week_is_told_once_and_no_day_is_left_out(app, weekly):
    with app.app_context():
        with time_machine.travel(at(MONDAY - dt.timedelta(days=40)), tick=False):
            make_council_member()
        for days, minutes in ((7, -1), (7, 0), (1, 12 * 60), (0, -1), (0, 0), (-7, -1)):
            moment = at(MONDAY - dt.timedelta(days=days), 0) + dt.timedelta(minutes=minutes)
            with time_machine.travel(moment, tick=False):
                make_submission()
    told = [body_of(weekly(MONDAY + dt.timedelta(days=d))[0][1]) for d in (0, 7)]
    assert "3 Beiträge sind letzte Woche" in told[0]
    assert "2 Beiträge sind letzte Woche" in told[1]


def test_who_has_nothing_to_read_gets_no_mail(app, weekly, in_last_week):
    in_last_week(lambda: [make_council_member(), make_person(), make_person("planner")])
    assert weekly(MONDAY) == []


def test_who_switches_it_off_gets_none_until_it_is_on_again(app, weekly, in_last_week, client_of):
    council = client_of("moderator")
    in_last_week(make_submission)
    assert "Sie bekommen sie." in council.get("/konto/mitteilungen").text
    assert council.post_form("/konto/mitteilungen", {"digest": "off"}).status_code == 303
    assert "Sie bekommen sie nicht." in council.get("/konto/mitteilungen").text
    assert weekly(MONDAY) == []
    assert council.post_form("/konto/mitteilungen", {"digest": "on"}).status_code == 303
    assert len(weekly(MONDAY + dt.timedelta(days=7))) == 1


def test_one_click_in_the_mail_switches_it_off(app, client, weekly, in_last_week):
    in_last_week(lambda: [make_person(), make_submission()])
    ((_, mail),) = weekly(MONDAY)
    address = mail["List-Unsubscribe"].strip("<>").removeprefix(HOME)
    for _ in range(2):
        assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert weekly(MONDAY + dt.timedelta(days=7)) == []


def test_whose_role_has_no_digest_reads_so(client_of):
    page = client_of("planner").get("/konto/mitteilungen").text
    assert "Für Ihre Rolle gibt es keine." in page


def test_closed_accounts_get_none(app, weekly, in_last_week):
    in_last_week(lambda: [disable(make_person()), make_submission()])
    assert weekly(MONDAY) == []
