"""S3 (ASVS 7): sessions live on the server, end when they should, and change with the sign-in."""

import datetime as dt

import time_machine
from sqlalchemy import select

from app.accounts.models import SignInSession
from app.shared.clock import now
from app.shared.database import db
from tests.factories import PASSWORD, make_person

DESK = "/moderation/"


def session_cookie(client):
    return client.get_cookie("ortsstimme").value


def test_the_session_is_new_after_signing_in(app, client):
    with app.app_context():
        email = make_person("organisation").email
    client.get("/anmelden")
    before = session_cookie(client)
    client.post_form("/anmelden", {"email": email, "password": PASSWORD})
    assert session_cookie(client) != before


def test_signing_out_kills_the_session_on_the_server(app, client_of):
    client = client_of("moderator")
    stolen = session_cookie(client)
    assert client.post_form("/abmelden", {}, page="/beitrag/status").status_code == 303
    thief = app.test_client()
    thief.set_cookie("ortsstimme", stolen)
    assert thief.get(DESK).status_code == 303


def test_only_a_hash_of_the_token_is_stored(app, client_of):
    client = client_of("moderator")
    with client.session_transaction() as session:
        token = session["sign_in"]["token"]
    assert len(token) >= 43
    with app.app_context():
        assert token not in db.session.scalars(select(SignInSession.token_hash)).one()


def test_half_an_hour_of_silence_ends_it(client_of):
    client = client_of("moderator")
    with time_machine.travel(now() + dt.timedelta(minutes=29)):
        assert client.get(DESK).status_code == 200
    with time_machine.travel(now() + dt.timedelta(minutes=58)):
        assert client.get(DESK).status_code == 200
    with time_machine.travel(now() + dt.timedelta(minutes=89)):
        assert client.get(DESK).status_code == 303


def test_twelve_hours_end_it_even_when_used(client_of):
    client = client_of("moderator")
    for minutes in range(25, 12 * 60, 25):
        with time_machine.travel(now() + dt.timedelta(minutes=minutes)):
            assert client.get(DESK).status_code == 200
    with time_machine.travel(now() + dt.timedelta(hours=12, minutes=1)):
        assert client.get(DESK).status_code == 303


def test_staff_pages_are_never_kept_by_a_cache(client_of):
    assert client_of("moderator").get(DESK).headers["Cache-Control"] == "no-store"
