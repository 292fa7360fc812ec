"""S3 (ASVS 7.5.1): what is sensitive asks once more who one is, and loses nothing typed."""

import datetime as dt

import pytest
import time_machine

from app.accounts.queries import by_email, factors_of
from app.shared.clock import now
from app.shared.database import db
from app.shared.transactions import begin_writing
from tests.factories import PASSWORD, give_app, make_person, signed_in
from tests.inspecting_client import hidden_fields

LATER = dt.timedelta(minutes=11)
PAGES = ["/konto/e-mail", "/konto/faktoren/neu", "/konto/wiederherstellungscodes?next=/katalog"]


@pytest.fixture
def person(app):
    with app.app_context():
        person = make_person(email="ich@example.org")
        give_app(person), give_app(person)
        return person


@pytest.fixture
def mine(app, person):
    with app.app_context():
        return signed_in(app, person)


@pytest.mark.parametrize("page", PAGES)
def test_a_sensitive_page_opens_for_ten_minutes_and_then_asks(mine, page):
    with time_machine.travel(now() + dt.timedelta(minutes=9)):
        assert mine.get(page).status_code == 200
    with time_machine.travel(now() + LATER):
        asked = mine.get(page)
        assert asked.location.startswith("/konto/bestaetigen?next=/konto/")
        wrong = mine.post_form(asked.location, {"confirm_password": "falsch"})
        assert (wrong.status_code, "Das passt nicht." in wrong.text) == (422, True)
        assert mine.get(page).status_code == 303
        back = mine.post_form(asked.location, {"confirm_password": PASSWORD})
        assert back.location == page
        assert mine.get(page).status_code == 200


def test_a_form_sent_too_late_is_carried_through_the_question(app, person, mine):
    with app.app_context():
        number = factors_of(person.id)[0].id
    url = f"/konto/faktoren/{number}"
    page, typed = mine.get(url), 'Mein "Tablet" & mehr'
    with time_machine.travel(now() + LATER):
        asked = mine.send_on(page, {"name": typed}, to=url)
        assert asked.status_code == 422
        assert "geht nicht verloren" in asked.text
        assert hidden_fields(asked, url)["name"] == typed
        wrong = mine.send_on(asked, {"confirm_password": "falsch falsch"}, to=url)
        assert hidden_fields(wrong, url)["name"] == typed
        done = mine.send_on(wrong, {"confirm_password": PASSWORD}, to=url)
        assert done.location == "/konto/"
    with app.app_context():
        assert factors_of(person.id)[0].name == typed


def test_a_request_without_the_password_changes_nothing(app, person, mine):
    with app.app_context():
        number = factors_of(person.id)[0].id
    data = {"csrf_token": mine.token()}
    with time_machine.travel(now() + LATER):
        for path in (f"/konto/faktoren/{number}/entfernen", "/konto/wiederherstellungscodes"):
            assert mine.post(path, data=data).status_code == 422
    with app.app_context():
        assert len(factors_of(person.id)) == 2


def test_who_has_no_password_confirms_with_a_code_which_then_is_used_up(app, person, mine):
    with app.app_context():
        begin_writing()
        by_email("ich@example.org").password_hash = ""
        phone = give_app(by_email("ich@example.org"))
        db.session.commit()
    with time_machine.travel(now() + LATER, tick=False):
        page = mine.get("/konto/bestaetigen?next=/konto/e-mail")
        assert "Code aus Ihrer App" in page.text
        answer = {"confirm_password": phone.at(now())}
        assert mine.send_on(page, answer, to=page.request.full_path).location == "/konto/e-mail"
    with time_machine.travel(now() + 2 * LATER, tick=False):
        again = mine.post_form("/konto/bestaetigen", answer)
        assert again.status_code == 422


def test_guessing_here_is_slowed_down_too(mine):
    url = "/konto/bestaetigen"
    answers = [mine.post_form(url, {"confirm_password": "falsch"}).status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]


def test_a_foreign_target_leads_home(mine):
    url = "/konto/bestaetigen?next=//evil.example"
    assert mine.post_form(url, {"confirm_password": PASSWORD}).location == "/"
