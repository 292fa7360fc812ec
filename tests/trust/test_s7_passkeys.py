"""S7: a passkey answers one question of ours, once, for this site, with a counter that rises."""

import json

import pytest

from app.accounts.queries import factors_of
from tests.authenticator import Authenticator
from tests.factories import PASSWORD, make_person, signed_in

ORIGIN = "http://localhost:8000"  # what BASE_URL is unless told
STEP, SEND, ASK = "/anmelden/zweiter-faktor", "/anmelden/passkey", "/anmelden/passkey/frage"
NEW, ASK_NEW, SEND_NEW = (f"/konto/faktoren/{name}" for name in ("neu", "passkey/frage", "passkey"))


@pytest.fixture
def key():
    return Authenticator(ORIGIN)


@pytest.fixture
def person(app, key):
    """Somebody with a passkey."""
    with app.app_context():
        person = make_person()
        answer = add(signed_in(app, person), key)
        assert answer.status_code == 303, answer.text
        return person


def ask(client, address):
    return client.post(address, data={"csrf_token": client.token()})


def add(client, key, **change):
    question = ask(client, ASK_NEW).get_json() | change
    fields = {"csrf_token": client.token(), "name": "Schlüssel"}
    return client.post(SEND_NEW, data=fields | {"credential": key.create(question)})


def after_password(app, person):
    client = app.test_client()
    sign_in = {"email": person.email, "password": PASSWORD}
    assert client.post_form("/anmelden", sign_in).location == STEP
    return client


def send(client, credential):
    return client.post(SEND, data={"csrf_token": client.token(), "credential": credential})


def test_a_passkey_signs_in_again_and_again(app, person, key):
    for _ in range(2):
        client = after_password(app, person)
        assert send(client, key.get(ask(client, ASK).get_json())).location == "/moderation/"
        assert client.get("/konto/").status_code == 200


def test_the_question_names_this_site_and_the_keys_of_this_person_alone(app, person, key):
    with app.app_context():
        other = make_person()
        add(signed_in(app, other), Authenticator(ORIGIN))
    question = ask(after_password(app, person), ASK).get_json()
    assert question["rpId"] == "localhost"
    known = json.loads(key.get(question))["id"]
    assert [credential["id"] for credential in question["allowCredentials"]] == [known]


def test_an_answer_is_taken_once(app, person, key):
    client = after_password(app, person)
    half = client.get_cookie("ortsstimme").value
    credential = key.get(ask(client, ASK).get_json())
    assert send(client, credential).status_code == 303
    thief = app.test_client()
    thief.set_cookie("ortsstimme", half)
    assert send(thief, credential).location == "/anmelden"
    later = after_password(app, person)
    ask(later, ASK)
    assert send(later, credential).status_code == 422


def test_the_answer_that_made_a_passkey_makes_no_second_one(app, key):
    with app.app_context():
        person = make_person("organisation")
        client = signed_in(app, person)
    made = key.create(ask(client, ASK_NEW).get_json())
    fields = {"csrf_token": client.token(), "name": "Schlüssel", "credential": made}
    assert client.post(SEND_NEW, data=fields).status_code == 303
    with app.app_context():
        number = factors_of(person.id)[0].id
    client.post(f"/konto/faktoren/{number}/entfernen", data={"csrf_token": client.token()})
    assert client.post(SEND_NEW, data=fields).status_code == 422


def test_without_a_question_there_is_no_answer(app, person, key):
    client = after_password(app, person)
    assert send(client, key.get({"challenge": "AAAA"})).status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8001"},
        {"host": "evil.example"},
        {"counter": -1},
        {"id": b"another key"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_comes_from_elsewhere_is_refused(app, person, key, change):
    client = after_password(app, person)
    if "counter" in change:  # a copy of the key that lags behind
        send(client, key.get(ask(client, ASK).get_json()))
        client = after_password(app, person)
    vars(key).update(change)
    answer = send(client, key.get(ask(client, ASK).get_json()))
    assert answer.status_code == 422
    assert "konnte nicht geprüft werden" in answer.text
    assert client.get("/konto/").status_code == 303


def test_the_passkey_of_somebody_else_does_not_fit(app, person, key):
    with app.app_context():
        other, foreign = make_person(), Authenticator(ORIGIN)
        add(signed_in(app, other), foreign)
    client = after_password(app, person)
    assert send(client, foreign.get(ask(client, ASK).get_json())).status_code == 422


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", "kein JSON", "\x00", "x" * 30_000])
def test_what_is_no_answer_at_all_is_refused(app, person, credential):
    client = after_password(app, person)
    ask(client, ASK)
    assert send(client, credential).status_code == 422


def test_one_key_is_not_stored_twice_and_a_foreign_question_not_answered(app, person, key):
    with app.app_context():
        client = signed_in(app, person)
    assert add(client, key).status_code in (409, 422)
    assert add(client, Authenticator(ORIGIN), challenge="AAAA").status_code == 422
    assert add(client, Authenticator("https://evil.example")).status_code == 422
    with app.app_context():
        assert len(factors_of(person.id)) == 1


@pytest.mark.parametrize("address", [ASK, "/anmelden/einrichten/passkey/frage"])
def test_nobody_without_a_password_is_asked(client, address):
    assert ask(client, address).status_code == 401
