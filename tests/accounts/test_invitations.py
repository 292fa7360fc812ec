"""Invitations: a link that works once, for seven days; a role for who has an account already."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import MailedLink
from app.accounts.policy import councils_of
from app.accounts.queries import by_email, is_invited, people_of_council
from app.accounts.services import disable, invite
from app.areas.queries import council_by_key
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.jobs import Job, run_one
from app.shared.transactions import begin_writing
from tests.factories import make_person

EMAIL = "neu@example.org"
CHOICE = {"name": "Nina Neu", "password": "drei Wörter und mehr"}
LINK = re.compile(r"http://\S+(/anmelden/einladung/\S+)")


def command(app, *arguments):
    result = app.test_cli_runner().invoke(args=["accounts", "invite", EMAIL, *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def link_of(app, *arguments):
    return LINK.search(command(app, *(arguments or ("--role", "moderator")))).group(1)


def test_the_command_prints_the_link_where_no_mail_can_be_sent(app, client):
    council = ["--role", "council", "--council", "rieth", "--until", "2029-05-25"]
    link = link_of(app, *council)
    welcome = client.get(link)
    assert EMAIL in welcome.text
    with app.app_context():
        rieth = council_by_key("rieth").id
        assert is_invited(by_email(EMAIL))
        assert not people_of_council(rieth)
    answer = client.post_form(link, CHOICE)
    assert answer.location.startswith("/anmelden/einrichten")
    with app.app_context():
        person = by_email(EMAIL)
        assert (person.name, councils_of(person)) == ("Nina Neu", {rieth})
        assert person.grants[0].ends_on == dt.date(2029, 5, 25)
    assert client.get(link).status_code == 404


def test_an_invited_organisation_member_is_signed_in_at_once(app, client):
    link = link_of(app, "--role", "organisation")
    assert client.post_form(link, CHOICE).location == "/"
    assert client.get("/konto/").status_code == 200


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 404)])
def test_an_invitation_ends_after_seven_days(app, client, days, status):
    link = link_of(app)
    with time_machine.travel(now() + dt.timedelta(days=days)):
        assert client.get(link).status_code == status


def test_a_second_invitation_ends_the_first(app, client):
    first, second = link_of(app), link_of(app)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "Bitte geben Sie Ihren Namen ein."),
        ({"name": "x" * 121}, "zu lang"),
        ({"password": "kurz"}, "mindestens 12 Zeichen"),
        ({"password": EMAIL}, "darf nicht die E-Mail-Adresse sein"),
    ],
)
def test_an_unfit_choice_is_told_and_the_link_still_works(app, client, change, message):
    link = link_of(app)
    answer = client.post_form(link, CHOICE | change)
    assert (answer.status_code, message in answer.text) == (422, True)
    assert client.post_form(link, CHOICE).status_code == 303


def test_only_a_hash_of_the_token_is_stored(app):
    token = link_of(app).rpartition("/")[2]
    with app.app_context():
        assert token not in repr(db.session.execute(select(MailedLink.__table__)).all())


def test_with_a_mail_server_the_link_goes_by_mail_and_nowhere_else(make_app, mail_server, mailbox):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    assert "http" not in command(app, "--role", "moderator")
    with app.app_context():
        waiting = repr(db.session.scalars(select(Job.payload)).all())
        assert run_one()
        assert not run_one()
    ((recipients, mail),) = mailbox.mails
    assert recipients == [EMAIL]
    link = LINK.search(mail.get_content()).group(1)
    assert app.test_client().get(link).status_code == 200
    assert link.rpartition("/")[2] not in waiting


def test_who_has_an_account_gets_the_role_at_once_and_no_link(app):
    with app.app_context():
        make_person("planner", email=EMAIL)
    assert "has an account already" in command(app, "--role", "moderator")
    with app.app_context():
        assert by_email(EMAIL).roles == {"planner", "moderator"}
        assert db.session.scalar(select(MailedLink)) is None


@pytest.mark.parametrize("email", ["kein-at", "a b@example.org", ""])
def test_nobody_is_invited_at_what_is_no_address(app, email):
    with app.app_context(), pytest.raises(InvalidData):
        invite(None, email, "", "moderator")


def test_a_closed_account_is_not_opened_by_an_invitation(app):
    with app.app_context():
        person = make_person(email=EMAIL)
        disable(person)
        db.session.commit()
        with pytest.raises(InvalidData):
            invite(None, EMAIL, "", "moderator")


def test_closing_an_account_ends_its_invitation(app, client):
    link = link_of(app)
    with app.app_context():
        disable(by_email(EMAIL))
        db.session.commit()
    assert client.get(link).status_code == 404


def test_who_came_without_a_password_and_was_closed_is_not_invited(app):
    with app.app_context():
        person = make_person(email=EMAIL)
        begin_writing()
        person.password_hash = ""
        disable(person)
        db.session.commit()
        assert not is_invited(person)
        with pytest.raises(InvalidData):
            invite(None, EMAIL, "", "moderator")
