"""My account: what people see and change about their own, and where they are signed in."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import AuditEntry, SecondFactor, SignInSession
from app.accounts.queries import by_email, factors_of
from app.accounts.services import make_recovery_codes
from app.accounts.views.browsers import browser_in_words
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import run_one
from tests.factories import PASSWORD, give_app, make_person, signed_in

NEW_PASSWORD = "noch ein anderes langes Wort"
ACCOUNT = "/konto/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/150.0.0.0 Mobile Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def person(app):
    with app.app_context():
        return make_person()


@pytest.fixture
def mine(app, person):
    with app.app_context():
        return signed_in(app, person)


def stored(app, email):
    with app.app_context():
        return by_email(email)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox · Windows"),
        (CHROME, "Chrome · Android"),
        (SAFARI, "Safari · iPhone"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_browsers_in_words(agent, words):
    assert browser_in_words(agent) == words


def test_a_new_name_is_seen_at_once(mine):
    empty = mine.post_form("/konto/name", {"name": " "})
    assert (empty.status_code, "Bitte geben Sie Ihren Namen ein." in empty.text) == (422, True)
    assert mine.post_form("/konto/name", {"name": "Dr. Ada Neu"}).location == ACCOUNT
    assert "Dr. Ada Neu" in mine.get(ACCOUNT).text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("falsch falsch", NEW_PASSWORD, "Das passt nicht."),
        (PASSWORD, "kurz", "mindestens 12 Zeichen"),
        (PASSWORD, "Passwort1234", "wird als Erstes ausprobiert"),
        (PASSWORD, "x" * 1001, "zu lang"),
        ("", NEW_PASSWORD, "Bitte geben Sie ein Passwort ein."),
    ],
)
def test_a_password_is_changed_only_for_the_old_one_and_a_fit_new_one(mine, old, new, message):
    answer = mine.post_form("/konto/passwort", {"old_password": old, "password": new})
    assert answer.status_code == 422
    assert message in answer.text


def test_a_new_password_ends_all_sessions_but_this_which_gets_a_new_token(app, person, mine):
    with app.app_context():
        other = signed_in(app, person)
    before = mine.get_cookie("ortsstimme").value
    data = {"old_password": PASSWORD, "password": NEW_PASSWORD}
    assert mine.post_form("/konto/passwort", data).location == ACCOUNT
    assert mine.get(ACCOUNT).status_code == 200
    assert other.get(ACCOUNT).status_code == 303
    thief = app.test_client()
    thief.set_cookie("ortsstimme", before)
    assert thief.get(ACCOUNT).status_code == 303


def test_sessions_are_listed_in_words_without_addresses_and_end_one_by_one(app, person, mine):
    with app.app_context():
        other = signed_in(app, person)
        stranger = signed_in(app, make_person())
    page = mine.get(ACCOUNT)
    assert page.text.count("Firefox · Linux") >= 2
    assert "127.0.0.1" not in re.sub(r"http://127\.0\.0\.1", "", page.text)
    (address,) = re.findall(r'formaction="(/konto/sitzungen/[^"]+)"', page.text)
    assert stranger.post(address, data={"csrf_token": stranger.token()}).status_code == 303
    assert other.get(ACCOUNT).status_code == 200
    assert mine.post(address, data={"csrf_token": mine.token()}).status_code == 303
    assert other.get(ACCOUNT).status_code == 303
    assert mine.get(ACCOUNT).status_code == 200


def test_all_other_sessions_end_at_once(app, person, mine):
    with app.app_context():
        others = [signed_in(app, person) for _ in range(2)]
    mine.post_form("/konto/sitzungen/andere/beenden", {}, page=ACCOUNT)
    assert [other.get(ACCOUNT).status_code for other in others] == [303, 303]
    assert mine.get(ACCOUNT).status_code == 200


def test_when_a_session_was_last_active_is_kept_by_what_it_sends(app, mine):
    with time_machine.travel(now() + dt.timedelta(minutes=5), tick=False):
        mine.post_form("/konto/name", {"name": "Neu"})
        with app.app_context():
            seen = db.session.scalars(select(SignInSession.seen_at)).one()
            assert abs(seen - now()) < dt.timedelta(seconds=1)


@pytest.mark.parametrize(("role", "stays"), [("moderator", True), ("organisation", False)])
def test_the_last_factor_stays_where_the_role_asks_for_one(app, role, stays):
    with app.app_context():
        person = make_person(role)
        give_app(person)
        make_recovery_codes(person)
        client, number = signed_in(app, person), factors_of(person.id)[0].id
    url = f"/konto/faktoren/{number}"
    answer = client.post_form(f"{url}/entfernen", {}, page=url)
    assert answer.status_code == (409 if stays else 303)
    assert ("Sie brauchen mindestens einen" in answer.text) is stays
    with app.app_context():
        assert bool(factors_of(person.id)) is stays


def test_a_factor_is_renamed_and_one_of_two_removed(app, person, mine):
    with app.app_context():
        give_app(person), give_app(person)
        first, second = (factor.id for factor in factors_of(person.id))
    assert mine.post_form(f"/konto/faktoren/{first}", {"name": "Tablet"}).location == ACCOUNT
    url = f"/konto/faktoren/{second}"
    assert mine.post_form(f"{url}/entfernen", {}, page=url).location == ACCOUNT
    with app.app_context():
        assert [factor.name for factor in factors_of(person.id)] == ["Tablet"]


@pytest.mark.parametrize("path", ["", "/entfernen"])
def test_the_factors_of_others_do_not_exist(app, mine, path):
    with app.app_context():
        give_app(make_person())
        number = db.session.scalars(select(SecondFactor.id)).one()
    url = f"/konto/faktoren/{number}{path}"
    assert mine.post(url, data={"csrf_token": mine.token(), "name": "x"}).status_code == 404


def mails_after(app, mailbox):
    with app.app_context():
        while run_one():
            pass
    return [(mail[0][0], mail[1]) for mail in mailbox.mails]


@pytest.fixture
def posting(make_app, mail_server):
    """An application with a mail server, and somebody signed in."""
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    with app.app_context():
        person = make_person(email="alt@example.org")
        return app, signed_in(app, person)


def test_a_new_address_is_confirmed_from_the_new_and_told_to_the_old(posting, mailbox):
    app, client = posting
    assert client.post_form("/konto/e-mail", {"email": "Neu@Example.org"}).location == ACCOUNT
    mails = dict(mails_after(app, mailbox))
    assert set(mails) == {"alt@example.org", "neu@example.org"}
    assert "/konto/e-mail/" not in mails["alt@example.org"].get_content()
    link = re.search(r"/konto/e-mail/\S+", mails["neu@example.org"].get_content()).group()
    assert stored(app, "neu@example.org") is None
    somebody = app.test_client()
    assert somebody.get(link).status_code == 200
    assert stored(app, "neu@example.org") is None
    assert somebody.post_form(link, {}).location == "/anmelden"
    assert stored(app, "neu@example.org") is not None
    assert client.get(ACCOUNT).status_code == 303
    assert somebody.get(link).status_code == 404


def test_an_address_that_somebody_else_has_is_not_told_and_never_taken(posting, mailbox):
    app, client = posting
    with app.app_context():
        make_person(email="vergeben@example.org")
    answer = client.post_form("/konto/e-mail", {"email": "vergeben@example.org"})
    assert answer.location == ACCOUNT
    assert {to for to, _mail in mails_after(app, mailbox)} == {"alt@example.org"}


@pytest.mark.parametrize("email", ["kein-at", "a@b", "", "a@example.org\r\nBcc: b@example.org"])
def test_what_is_no_address_is_told_at_the_field(posting, email):
    answer = posting[1].post_form("/konto/e-mail", {"email": email})
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text


def test_the_trail_names_what_was_changed(app, person, mine):
    with app.app_context():
        give_app(person), give_app(person)
        number = factors_of(person.id)[1].id
    mine.post_form("/konto/name", {"name": "Neu"})
    mine.post_form("/konto/wiederherstellungscodes", {})
    mine.post_form(f"/konto/faktoren/{number}/entfernen", {}, page=f"/konto/faktoren/{number}")
    mine.post_form("/konto/passwort", {"old_password": PASSWORD, "password": NEW_PASSWORD})
    with app.app_context():
        actions = set(db.session.scalars(select(AuditEntry.action)))
    named = {"name changed", "recovery codes made", "second factor removed", "password changed"}
    assert named < actions
