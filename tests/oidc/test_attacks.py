"""What an attacker could try when somebody signs in through a provider, and what runs out."""

import datetime as dt
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
import time_machine

from app.accounts.models import Person
from app.accounts.services import ProviderFailed, proven
from tests.oidc.running import BACK, MFA, START, count, go


def changed(address, **values):
    """Return the address with other values in its query."""
    parts = urlsplit(address)
    query = {name: found[0] for name, found in parse_qs(parts.query).items()} | values
    return parts._replace(query=urlencode(query)).geturl()


def assert_refused(app, client, answer):
    assert answer.status_code == 400
    assert "Bitte beginnen Sie noch einmal" in answer.text
    done = client.post(BACK, data={"csrf_token": client.token()})
    assert done.status_code == 400
    assert client.get("/moderation/").status_code == 303
    assert count(app, Person) == 0


@pytest.mark.parametrize("state", ["", "x", "ü", "x" * 5000])
def test_a_wrong_state_is_refused(app, client, provider, state):
    provider.say("attack", roles=["team"], **MFA)
    address = provider.visit(client.get(START).location, "attack")
    assert_refused(app, client, client.get(changed(address, state=state)))


def test_an_answer_to_another_browser_is_refused(app, client, provider):
    provider.say("attack", roles=["team"], **MFA)
    address = provider.visit(client.get(START).location, "attack")
    other = app.test_client()
    assert_refused(app, other, other.get(address))
    other.get(START)
    assert_refused(app, other, other.get(address))


def test_a_wrong_nonce_is_refused(app, client, provider):
    provider.say("attack", roles=["team"], **MFA)
    start = client.get(START).location
    address = provider.visit(changed(start, nonce="of another sign-in"), "attack")
    assert_refused(app, client, client.get(address))


def test_a_code_of_another_verifier_is_refused(app, client, provider):
    provider.say("attack", roles=["team"], **MFA)
    start = client.get(START).location
    foreign = app.test_client().get(START).location
    challenge = parse_qs(urlsplit(foreign).query)["code_challenge"][0]
    address = provider.visit(changed(start, code_challenge=challenge), "attack")
    assert_refused(app, client, client.get(address))


def test_a_code_works_once(app, client, provider):
    provider.say("attack", roles=["team"], **MFA)
    _page, address = go(client, provider, "attack")
    other = app.test_client()
    state = parse_qs(urlsplit(other.get(START).location).query)["state"][0]
    assert_refused(app, client, client.get(address))
    assert_refused(app, other, other.get(changed(address, state=state)))


def test_a_token_for_somebody_else_is_refused(app, make_app, provider):
    provider.say("attack", roles=["team"], **MFA)
    token = token_for("other", provider, nonce="n")
    with app.app_context(), pytest.raises(ProviderFailed):
        proven(token, "n")
    other = make_app(**provider.environ(OIDC_CLIENT_ID="other"))
    with other.app_context():
        assert proven(token, "n")["sub"] == "attack"
        with pytest.raises(ProviderFailed):
            proven(token, "m")


@pytest.mark.parametrize("spoil", [lambda t: t[:-8] + "AAAAAAAA", lambda t: without_signature(t)])
def test_a_token_without_a_good_signature_is_refused(app, provider, spoil):
    provider.say("attack", roles=["team"], **MFA)
    token = token_for("ortsstimme", provider, nonce="n")
    with app.app_context():
        assert proven(token, "n")
        with pytest.raises(ProviderFailed):
            proven(spoil(token), "n")


def without_signature(token):
    """The same claims under a header that asks for no signature."""
    return "eyJhbGciOiJub25lIn0." + token.split(".")[1] + "."


def token_for(client_id, provider, nonce):
    """Sign in by hand as this application and return the ID token."""
    verifier = "v" * 50
    challenge = "CrlVwe1WSHWuTQYh3iczmx3aS-faRx6C92k9_hNxl4A"
    query = {
        "client_id": client_id,
        "response_type": "code",
        "scope": "openid",
        "redirect_uri": provider.return_to,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    address = provider.visit(f"{provider.issuer}/auth?{urlencode(query)}", "attack")
    form = {
        "grant_type": "authorization_code",
        "code": parse_qs(urlsplit(address).query)["code"][0],
        "redirect_uri": provider.return_to,
        "code_verifier": verifier,
    }
    secret = (client_id, f"the secret of {client_id}")
    return requests.post(f"{provider.issuer}/token", data=form, auth=secret).json()["id_token"]


def test_a_token_that_has_run_out_is_refused(app, client, provider):
    provider.say("attack", roles=["team"], **MFA)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    with time_machine.travel(later):
        start = client.get(START).location
    address = provider.visit(start, "attack")
    with time_machine.travel(later):
        assert client.get(address).status_code == 400
    assert count(app, Person) == 0


@pytest.mark.parametrize(("seconds", "step"), [(601, "away"), (121, "back")])
def test_who_takes_too_long_begins_anew(app, client, provider, seconds, step):
    provider.say("attack", roles=["team"], **MFA)
    if step == "away":
        address = provider.visit(client.get(START).location, "attack")
        with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)):
            assert client.get(address).status_code == 400
        return
    page, _address = go(client, provider, "attack")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)):
        assert client.send_on(page, {}, to=BACK).status_code == 400
