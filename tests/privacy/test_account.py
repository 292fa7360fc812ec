"""My data for somebody with an account: see, take away, close."""

import pytest

from app.accounts.queries import by_email
from tests.factories import PASSWORD, make_council_member, make_person
from tests.factories import signed_in as with_session

PAGE = "/meine-daten/konto"


def signed_in(app, person):
    with app.app_context():
        return with_session(app, person)


def test_name_roles_sessions_and_records_are_shown_and_are_in_the_file(app):
    with app.app_context():
        person = make_council_member("rieth", name="Erika Muster")
    client = signed_in(app, person)
    page, stored = client.get(PAGE).text, client.get(f"{PAGE}.json").json
    for words in ("Erika Muster", person.email, "Ortsteilrat", "Konto angelegt"):
        assert words in page
    assert stored["account"]["email"] == person.email
    assert stored["roles"][0]["council"]
    assert len(stored["sessions"]) == 1
    assert "password" not in str(stored)


def test_nobody_sees_records_of_others(app):
    with app.app_context():
        make_person("planner", email="andere@example.org")
        person = make_person("moderator")
    page = signed_in(app, person).get(PAGE).text
    assert "andere@example.org" not in page


@pytest.mark.parametrize("typed", ["", "falsch@example.org", "<b>"])
def test_closing_needs_the_own_address(app, typed):
    with app.app_context():
        person = make_person("planner")
    client = signed_in(app, person)
    assert client.post_form(PAGE, {"email": typed}).status_code == 422
    with app.app_context():
        assert by_email(person.email).active


def test_a_closed_account_is_signed_out_everywhere(app):
    with app.app_context():
        person = make_person("planner")
    client, other = signed_in(app, person), signed_in(app, person)
    assert client.post_form(PAGE, {"email": person.email.upper()}).status_code == 303
    for one in (client, other):
        assert one.get(PAGE).status_code == 303
    again = app.test_client().post_form("/anmelden", {"email": person.email, "password": PASSWORD})
    assert again.status_code == 422


def test_the_last_administrator_stays(app):
    with app.app_context():
        person = make_person("admin")
    client = signed_in(app, person)
    data = {"csrf_token": client.token(), "email": person.email}
    assert client.post(PAGE, data=data).status_code == 409
    with app.app_context():
        make_person("admin")
    assert client.post_form(PAGE, {"email": person.email}).status_code == 303


def test_roles_and_lines_are_said_in_words(app):
    with app.app_context():
        person = make_person("planner")
        page = signed_in(app, person).get(PAGE).text
    assert "<li>Fachplanung</li>" in page
    assert "Konto angelegt" in page
    assert "account created" not in page
