"""Residents open an account by themselves, and nobody learns who has one."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.queries import by_email
from app.accounts.services import disable, invite
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import Job, run_one
from tests.factories import make_person
from tests.trust.test_s5_forgotten_passwords import statements_of

PAGE = "/anmelden/konto"
NEW = "neu@example.org"
GOOD_PASSWORD = "vier alte Apfelsorten im Garten"


@pytest.fixture
def app(make_app, mail_server):
    return make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")


def ask(app, client, email=NEW):
    """Ask for an account and let the worker look; return the answer."""
    answer = client.post_form(PAGE, {"email": email})
    with app.app_context():
        while run_one():
            pass
    return answer


def link_in(mailbox):
    ((_to, mail),) = mailbox.mails
    return re.search(r"/anmelden/konto/\S+", mail.get_content()).group()


def people(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Person))


def test_an_account_needs_an_address_and_a_password_and_nothing_else(app, client, mailbox):
    assert ask(app, client).headers["Location"] == f"{PAGE}/gesendet"
    answer = client.post_form(link_in(mailbox), {"password": GOOD_PASSWORD})
    assert answer.headers["Location"] == "/beitrag/meine"
    assert "noch nichts" in client.get("/beitrag/meine").text
    assert "nicht angegeben" in client.get("/konto/").text


def test_nothing_is_stored_about_an_address_before_its_owner_opens_the_account(
    app, client, mailbox
):
    before = people(app)
    ask(app, client)
    assert people(app) == before
    with app.app_context():
        kept = db.session.scalars(select(Job.payload).where(Job.kind.contains("sign_up"))).all()
    assert kept and all(payload == {} for payload in kept)


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "Bitte geben Sie ein Passwort ein."),
        ("kurz", "mindestens 12 Zeichen"),
        ("passwort1234", "als Erstes ausprobiert"),
    ],
)
def test_an_unfit_password_is_told_at_the_field(app, client, mailbox, password, message):
    ask(app, client)
    answer = client.post_form(link_in(mailbox), {"password": password})
    assert answer.status_code == 422
    assert message in answer.text


def test_the_link_works_for_a_day_and_once(app, client, mailbox):
    ask(app, client)
    link = link_in(mailbox)
    with time_machine.travel(now() + dt.timedelta(days=1, minutes=1)):
        assert client.get(link).status_code == 404
    client.post_form(link, {"password": GOOD_PASSWORD})
    assert app.test_client().get(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "gAAAAA", "ä", "=" * 40])
def test_a_link_that_we_did_not_make_opens_nothing(client, token):
    assert client.get(f"{PAGE}/{token}").status_code == 404


def test_an_address_with_an_account_gets_the_same_answer_and_another_mail(app, client, mailbox):
    with app.app_context():
        make_person(email="schon@example.org")
    known = ask(app, client, "Schon@example.org")
    ((to, mail),) = mailbox.mails
    assert to == ["schon@example.org"]
    assert "/anmelden/konto/" not in mail.get_content()
    assert known.headers["Location"] == ask(app, client).headers["Location"]


def test_known_and_unknown_addresses_cost_the_same_work(app, client):
    with app.app_context():
        make_person(email="schon@example.org")
    statements_of(app, client, "waermt@example.org", PAGE)
    known, unknown = (
        statements_of(app, client, email, PAGE) for email in ("schon@example.org", NEW)
    )
    assert known[0] == unknown[0]
    assert known[1].location == unknown[1].location


def test_who_was_invited_gets_the_invitation_again(app, client, mailbox):
    with app.app_context():
        invite(None, "rat@example.org", "Rat", "auditor")
        db.session.commit()
        while run_one():
            pass
    mailbox.mails.clear()
    ask(app, client, "rat@example.org")
    ((_to, mail),) = mailbox.mails
    assert "/anmelden/einladung/" in mail.get_content()


def test_a_closed_account_is_not_opened_again_by_itself(app, client, mailbox):
    with app.app_context():
        disable(make_person(email="zu@example.org"))
        db.session.commit()
    ask(app, client, "zu@example.org")
    assert mailbox.mails == []
    with app.app_context():
        assert not by_email("zu@example.org").active


def test_a_wrong_address_comes_back_with_a_message(client):
    answer = client.post_form(PAGE, {"email": "keine Adresse"})
    assert answer.status_code == 422
    assert "Bitte prüfen Sie die E-Mail-Adresse." in answer.text
    assert 'value="keine Adresse"' in answer.text


def test_asking_again_and_again_is_slowed_down(client):
    codes = [client.post_form(PAGE, {"email": NEW}).status_code for _ in range(22)]
    assert codes[0] == 303
    assert codes[-1] == 429


def test_without_a_mail_server_the_page_says_so(make_app):
    page = make_app().test_client().get(PAGE)
    assert "noch keine E-Mails" in page.text
