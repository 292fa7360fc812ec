"""Administrators let somebody in again who cannot get in; the person is told."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry
from app.accounts.queries import by_email, factors_of, recovery_codes_left
from app.accounts.services import disable, invite, make_recovery_codes
from app.shared.database import db
from app.shared.jobs import run_one
from tests.factories import PASSWORD, give_app, make_person, signed_in

LINK = re.compile(r"http://[^<\s]+?(/anmelden/[^<\s]+)")
EMAIL = "ich@example.org"


@pytest.fixture
def admin(client_of):
    return client_of("admin")


def page_of(app, email=EMAIL):
    with app.app_context():
        return f"/verwaltung/personen/{by_email(email).id}"


def test_lost_factors_go_with_codes_and_sessions_and_the_person_begins_anew(app, client, admin):
    with app.app_context():
        person = make_person(email=EMAIL)
        give_app(person)
        make_recovery_codes(person)
        running = signed_in(app, person)
    url = page_of(app)
    assert "Telefon" in admin.get(url).text
    assert admin.post_form(f"{url}/faktoren", {}, page=url).location == url
    assert running.get("/konto/").status_code == 303
    with app.app_context():
        assert not factors_of(person.id)
        assert not recovery_codes_left(person.id)
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert "second factors reset" in actions
    answer = client.post_form("/anmelden", {"email": EMAIL, "password": PASSWORD})
    assert answer.location == "/anmelden/einrichten"


@pytest.mark.parametrize("invited", [True, False])
def test_a_link_is_shown_where_no_mail_can_be_sent(app, client, admin, invited):
    with app.app_context():
        if invited:
            old = invite(None, EMAIL, "Ich", "moderator").token
            db.session.commit()
        else:
            make_person(email=EMAIL)
    url = page_of(app)
    assert ("hat noch nicht geantwortet" in admin.get(url).text) is invited
    shown = admin.post_form(f"{url}/link", {}, page=url)
    link = LINK.search(shown.text).group(1)
    assert link.startswith("/anmelden/einladung/" if invited else "/anmelden/neu/")
    assert client.get(link).status_code == 200
    if invited:
        assert client.get(f"/anmelden/einladung/{old}").status_code == 404


def test_with_a_mail_server_the_link_goes_to_the_person_alone(make_app, mail_server, mailbox):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    with app.app_context():
        make_person(email=EMAIL)
        admin = signed_in(app, make_person("admin"))
    url = page_of(app)
    answer = admin.post_form(f"{url}/link", {}, page=url)
    assert answer.location == url
    with app.app_context():
        assert run_one()
    ((recipients, mail),) = mailbox.mails
    assert recipients == [EMAIL]
    assert LINK.search(mail.get_content())


def test_a_closed_account_gets_no_link(app, admin):
    with app.app_context():
        disable(make_person(email=EMAIL))
        db.session.commit()
    url = page_of(app)
    data = {"csrf_token": admin.token()}
    assert admin.post(f"{url}/link", data=data).status_code == 409
    assert admin.post("/verwaltung/personen/999/link", data=data).status_code == 404
