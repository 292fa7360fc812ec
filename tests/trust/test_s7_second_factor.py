"""S7 (ASVS 6.3.3, 6.4.3, 6.5.1): a password alone opens nothing for staff and councils."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import AuditEntry, RecoveryCode, SecondFactor
from app.accounts.queries import by_email
from app.accounts.services import Scope, create_person, grant, make_recovery_codes, set_password
from app.areas.queries import council_by_key
from app.shared.clock import now
from app.shared.database import db
from tests.factories import PASSWORD, give_app, make_person
from tests.inspecting_client import hidden_fields

STEP, SET_UP = "/anmelden/zweiter-faktor", "/anmelden/einrichten"
DESK = "/moderation/"
# In the middle of a step of thirty seconds, so that a test never crosses its end.
NOON = dt.datetime(2026, 6, 10, 12, 0, 15, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def give_password(client, email, target="", password=PASSWORD):
    page = f"/anmelden?next={target}" if target else "/anmelden"
    return client.post_form(page, {"email": email, "password": password})


def somebody_with_app(app, role="moderator"):
    with app.app_context():
        person = make_person(role)
        return person.email, give_app(person)


def is_inside(client):
    return client.get("/konto/").status_code == 200


@pytest.mark.parametrize(
    ("role", "asks"),
    [
        *((role, True) for role in ("admin", "moderator", "second_coder", "planner", "auditor")),
        ("council", True),
        ("district_mayor", True),
        ("organisation", False),
        ("organisation_manager", False),
    ],
)
def test_who_needs_a_second_factor(app, client, role, asks):
    with app.app_context():
        email = make_person(role).email
    answer = give_password(client, email)
    assert answer.location.startswith(SET_UP) is asks
    assert is_inside(client) is not asks


def test_who_has_none_sets_one_up_before_anything_else_and_goes_where_they_wanted(app, client):
    with app.app_context():
        email = make_person().email
    answer = give_password(client, email, "/moderation/suche")
    assert client.get(DESK).location.startswith("/anmelden?next=")
    page = client.get(answer.location)
    secret = re.search(r'translate="no">([A-Z2-7 ]+)<', page.text).group(1).replace(" ", "")
    data = hidden_fields(page, SET_UP) | {"name": "Mein Telefon"}
    wrong = client.post(answer.location, data=data | {"code": "000000"})
    assert wrong.status_code == 422
    assert "Dieser Code passt nicht" in wrong.text
    assert 'value="Mein Telefon"' in wrong.text
    code = give_code_of(secret)
    done = client.post(answer.location, data=hidden_fields(wrong, SET_UP) | data | {"code": code})
    assert done.location == "/konto/wiederherstellungscodes?next=/moderation/suche"
    codes = client.post_form(done.location, {})
    assert len(re.findall(r"<li>[0-9A-Z-]{14}</li>", codes.text)) == 10
    assert 'href="/moderation/suche"' in codes.text
    assert client.get(DESK).status_code == 200


def give_code_of(secret):
    import pyotp

    return pyotp.TOTP(secret).at(now())


def test_the_password_opens_only_the_second_step_and_the_session_is_new_after_it(app, client):
    email, phone = somebody_with_app(app)
    answer = give_password(client, email, "/export/")
    assert answer.location == f"{STEP}?next=/export/"
    assert client.get(DESK).status_code == 303
    half = client.get_cookie("ortsstimme").value
    done = client.post_form(answer.location, {"code": phone.at(now())})
    assert done.location == "/export/"
    assert client.get(DESK).status_code == 200
    thief = app.test_client()
    thief.set_cookie("ortsstimme", half)
    assert thief.get(STEP).location == "/anmelden"
    assert not is_inside(thief)


def test_the_token_of_the_first_step_is_no_session_even_in_the_place_of_one(app, client):
    email, _phone = somebody_with_app(app, "organisation")
    give_password(client, email)
    with client.session_transaction() as session:
        session["sign_in"] = {"token": session["half"], "seen": int(now().timestamp())}
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_clock_may_be_one_step_ahead_or_behind(app, client, clock, seconds, fits):
    """R12: no more than thirty seconds either way."""
    with app.app_context():
        person = make_person()
        clock.shift(-600)
        phone, email = give_app(person), person.email
        clock.shift(600)
    give_password(client, email)
    code = phone.at(now() + dt.timedelta(seconds=seconds))
    assert (client.post_form(STEP, {"code": code}).status_code == 303) is fits


def test_a_code_works_once_and_an_older_one_no_more(app, clock):
    email, phone = somebody_with_app(app)
    clock.shift(30)
    newest, older = phone.at(now()), phone.at(now(), counter_offset=-1)
    for code, fits in ((newest, True), (newest, False), (older, False)):
        client = app.test_client()
        give_password(client, email)
        answer = client.post_form(STEP, {"code": code})
        assert (answer.status_code == 303) is fits
        assert is_inside(client) is fits


def test_the_code_that_set_up_an_app_does_not_sign_in(app, client, clock):
    with app.app_context():
        person = make_person()
        phone, email = give_app(person), person.email
    give_password(client, email)
    assert client.post_form(STEP, {"code": phone.at(now(), counter_offset=-1)}).status_code == 422


def test_blanks_in_a_code_do_no_harm(app, client):
    email, phone = somebody_with_app(app)
    give_password(client, email)
    code = phone.at(now())
    assert client.post_form(STEP, {"code": f" {code[:3]} {code[3:]} "}).status_code == 303


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "9" * 500, "\x00" * 6])
def test_what_is_no_code_is_told_at_the_field(app, client, code):
    email, _phone = somebody_with_app(app)
    give_password(client, email)
    answer = client.post_form(STEP, {"code": code})
    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text


def test_the_secret_is_not_in_the_database(app):
    with app.app_context():
        secret = give_app(make_person()).secret
        row = db.session.execute(select(SecondFactor.__table__)).one()
        assert secret not in repr(tuple(row))


def recovery(client, code):
    return client.post_form("/anmelden/wiederherstellung", {"recovery": code}, page=STEP)


def test_each_recovery_code_works_once_however_it_is_typed(app):
    with app.app_context():
        person = make_person()
        give_app(person)
        codes, email = make_recovery_codes(person), person.email
        db.session.commit()
        stored = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert len(set(codes)) == len(stored) == 10
    assert not set(stored) & {code.replace("-", "") for code in codes}
    tries = ((codes[0], True), (codes[0], False), (codes[1].lower().replace("-", " "), True))
    for code, fits in tries:
        client = app.test_client()
        give_password(client, email)
        assert (recovery(client, code).status_code == 303) is fits
        assert is_inside(client) is fits


def test_new_recovery_codes_end_the_old_ones_and_those_of_others_never_fit(app, client):
    with app.app_context():
        person, other = make_person(), make_person()
        give_app(person)
        old, foreign = make_recovery_codes(person), make_recovery_codes(other)
        make_recovery_codes(person)
        db.session.commit()
        email = person.email
    give_password(client, email)
    for code in (old[0], foreign[0]):
        assert recovery(client, code).status_code == 422


def test_a_new_password_does_not_bypass_the_second_factor(app, client):
    email, _phone = somebody_with_app(app)
    with app.app_context():
        set_password(by_email(email), "ein ganz anderes Wort")
        db.session.commit()
    answer = give_password(client, email, password="ein ganz anderes Wort")
    assert answer.location.startswith(STEP)
    assert not is_inside(client)


def test_guessing_the_second_factor_is_slowed_down_for_an_hour_and_by_itself(app, client):
    email, phone = somebody_with_app(app)
    give_password(client, email)
    answers = [client.post_form(STEP, {"code": "000000"}).status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]
    assert give_password(client, email).status_code == 303
    with time_machine.travel(now() + dt.timedelta(minutes=61)):
        give_password(client, email)
        assert client.post_form(STEP, {"code": phone.at(now())}).status_code == 303


def test_what_lies_between_password_and_code_ends_after_a_quarter_of_an_hour(app, client):
    email, phone = somebody_with_app(app)
    give_password(client, email)
    with time_machine.travel(now() + dt.timedelta(minutes=16)):
        assert client.get(STEP).location == "/anmelden"
        page = client.get("/anmelden")
        data = hidden_fields(page, "/anmelden") | {"code": phone.at(now())}
        assert client.post(STEP, data=data).location == "/anmelden"
        assert not is_inside(client)


@pytest.mark.parametrize(("production", "asks"), [(False, False), (True, True)])
def test_example_accounts_go_without_only_in_development(make_app, production, asks):
    site = "https://mitreden.example.org"
    environ = {"BASE_URL": site, "APP_ENV": "production"} if production else {}
    app = make_app(**environ)
    with app.app_context():
        person = create_person(
            "beispiel@example.org", "Beispiel", PASSWORD, ["admin"], is_example=True
        )
        db.session.commit()
        email = person.email
    client, base = app.test_client(), {"base_url": site if production else "http://localhost"}
    page = client.get("/anmelden", **base)
    data = hidden_fields(page, "/anmelden") | {"email": email, "password": PASSWORD}
    headers = {"Referer": f"{base['base_url']}/anmelden"}
    answer = client.post("/anmelden", data=data, headers=headers, **base)
    assert answer.location.startswith(SET_UP) is asks


def test_a_role_that_begins_at_midnight_ends_a_session_without_second_factor(app, client):
    with time_machine.travel("2026-06-10T21:00:00Z", tick=False) as clock:
        with app.app_context():
            person = make_person("organisation")
            council = council_by_key("rieth")
            grant(person, "council", Scope(council.id, begins_on=dt.date(2026, 6, 11)))
            db.session.commit()
            email = person.email
        give_password(client, email)
        assert is_inside(client)
        for _ in range(3):
            clock.shift(dt.timedelta(minutes=19))
            assert is_inside(client)
        clock.shift(dt.timedelta(minutes=4))
        assert not is_inside(client)


def test_the_trail_tells_of_factors_and_refusals_without_codes(app, client):
    email, phone = somebody_with_app(app)
    give_password(client, email)
    client.post_form(STEP, {"code": "000000"})
    client.post_form(STEP, {"code": phone.at(now())})
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        actions = [entry.action for entry in entries]
        expected = ["account created", "second factor added", "second factor refused", "signed in"]
        assert actions == expected
        assert not any("000000" in entry.subject for entry in entries)
