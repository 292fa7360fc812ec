"""Asking for news by mail: only who owns the address decides, and the address goes again."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import text

from app.pages.models import Follow, Follower
from app.shared.database import db
from tests.pages.following import ADDRESS, HOME, ask, at, later, link, publish, stored


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example", BASE_URL=HOME
    )


def test_what_nobody_confirms_goes_after_48_hours(app, client, mails):
    ask(client)
    (mail,) = mails(at())
    mails(at() + dt.timedelta(hours=47))
    assert stored(app, Follower) == 1
    mails(at() + dt.timedelta(hours=49))
    assert (stored(app, Follower), stored(app, Follow)) == (0, 0)
    assert client.get(link(mail, "folgen/bestaetigen")).status_code == 404


def test_a_second_thing_that_nobody_confirms_goes_alone(app, client, follow, mails):
    follow()
    ask(client, "stadt", moment=at(hour=13))
    mails(at() + dt.timedelta(hours=60))
    assert (stored(app, Follower), stored(app, Follow)) == (1, 1)


def test_the_answer_does_not_say_whether_an_address_follows_already(app, client, follow, mails):
    follow()
    known, unknown = ask(client), ask(client, email="fremd@example.org")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    first, second = mails(at())
    assert "schon" in first["Subject"]
    assert "bestätigen" in second["Subject"]


def test_an_address_cannot_be_filled_with_mails(app, client, mails):
    answers = [ask(client, subject=f"ortsteil/{slug}").status_code for slug in ["rieth"] * 6]
    assert answers == [303] * 5 + [429]
    assert ask(client, email="andere@example.org").status_code == 303


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"email": "kein Postfach"}, "Bitte prüfen Sie die E-Mail-Adresse"),
        ({"email": ""}, "Bitte geben Sie Ihre E-Mail-Adresse ein"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Bitte prüfen Sie die E-Mail-Adresse"),
        ({"subject": "ortsteil/nirgends"}, "Bitte wählen Sie, was Sie verfolgen möchten."),
        ({"subject": "anliegen/A-2026-0001"}, "Bitte wählen Sie, was Sie verfolgen möchten."),
    ],
)
def test_bad_input_is_told_at_the_field_and_typed_text_comes_back(app, client, fields, message):
    data = {"subject": "ortsteil/rieth", "email": ADDRESS} | fields
    answer = client.post_form("/folgen", data)
    assert answer.status_code == 422
    assert message in answer.text
    assert data["email"].split("\r")[0] in answer.text
    assert stored(app, Follower) == 0


def test_the_address_is_nowhere_in_clear(app, client, follow):
    follow()
    with app.app_context():
        for table in ("follower", "follow", "job"):
            rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
            assert ADDRESS not in repr(rows)


def test_the_language_of_the_page_is_kept(app, client, mails):
    assert ask(client, language="en").status_code == 303
    (mail,) = mails(at())
    assert mail["Subject"] == "Please confirm: news by e-mail"
    with time_machine.travel(at(), tick=False):
        client.post_form(link(mail, "folgen/bestaetigen"), {})
    publish(app, at(hour=13))
    (mail,) = mails(later())
    assert "Rieth: 1 new contribution" in mail.get_content()


def test_without_a_mail_server_nobody_is_asked_for_an_address(make_app):
    client = make_app().test_client()
    page = client.get("/folgen?was=ortsteil/rieth").text
    assert 'name="email"' not in page
    assert "/folgen?was" not in client.get("/ortsteile/rieth").text
    data = {"csrf_token": client.token(), "subject": "stadt", "email": ADDRESS}
    assert client.post("/folgen", data=data).status_code == 404
