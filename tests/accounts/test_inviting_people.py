"""An administrator invites somebody from the screen."""

import re

import pytest

from app.accounts.queries import by_email
from app.areas.queries import council_by_key
from tests.factories import PASSWORD, make_person, signed_in
from tests.servers import _free_port

PAGE = "/verwaltung/personen/neu"
FIELDS = {
    "email": "Neu@Example.org",
    "name": "Nora Neu",
    "role": "planner",
    "council_id": "",
    "office_id": "",
    "organisation_id": "",
    "begins_on": "",
    "ends_on": "",
}


@pytest.fixture
def admin(client_of):
    return client_of("admin")


def test_without_a_mail_server_the_link_is_shown_and_opens_the_account(app, admin):
    with app.app_context():
        rieth = str(council_by_key("rieth").id)
    fields = {**FIELDS, "role": "district_mayor", "council_id": rieth, "ends_on": "2029-05-25"}
    answer = admin.post_form(PAGE, fields)
    link = re.search(r"/anmelden/einladung/[\w-]+", answer.text).group(0)
    with app.app_context():
        person = by_email("neu@example.org")
        assert not person.active
        assert [grant.role for grant in person.grants] == ["district_mayor"]
        page = f"/verwaltung/personen/{person.id}"
    assert "geschlossen" not in admin.get(page).text
    assert "eingeladen" in admin.get(page).text
    guest = app.test_client()
    assert guest.get(link).status_code == 200


def test_with_a_mail_server_the_link_goes_by_mail_alone(make_app):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{_free_port()}?from=stadt@example.org")
    with app.app_context():
        admin = signed_in(app, make_person("admin"))
    answer = admin.post_form(PAGE, FIELDS)
    assert answer.status_code == 303
    page = admin.get(answer.location)
    assert "Die Einladung an neu@example.org ist unterwegs" in page.text
    assert "/anmelden/einladung/" not in page.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"email": "kein-at"}, "keine E-Mail-Adresse"),
        ({"email": ""}, "Bitte geben Sie eine E-Mail-Adresse ein"),
        ({"name": ""}, "Bitte geben Sie einen Namen ein"),
        ({"name": "x" * 121}, "Dieser Name ist zu lang"),
        ({"role": "council"}, "Diese Rolle gilt für einen Ortsteilrat"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(app, admin, wrong, message):
    answer = admin.post_form(PAGE, {**FIELDS, **wrong})
    assert answer.status_code == 422
    assert message in answer.text
    assert "Nora Neu" in answer.text or "name" in wrong
    with app.app_context():
        assert by_email("neu@example.org") is None


def test_who_has_an_account_gets_the_role_at_once(app, admin):
    with app.app_context():
        make_person("moderator", email="neu@example.org", name="Nora Neu")
    answer = admin.post_form(PAGE, FIELDS)
    assert "hat schon ein Konto" in admin.get(answer.location).text
    with app.app_context():
        assert by_email("neu@example.org").roles == {"moderator", "planner"}
    fields = {"email": "neu@example.org", "password": PASSWORD}
    assert app.test_client().post_form("/anmelden", fields).status_code == 303
