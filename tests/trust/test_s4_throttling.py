"""S4 (ASVS 6.3.1): tries are limited, also after a restart and with forged addresses."""

import datetime as dt
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from app.shared.clock import now
from app.shared.throttle import count_quick, per_minute
from tests.factories import PASSWORD, make_person


def guess(client, email="opfer@example.org", **kwargs):
    return client.post_form("/anmelden", {"email": email, "password": "falsch falsch"}, **kwargs)


def test_guessing_one_account_is_slowed_down_with_the_time_to_wait(client):
    answers = [guess(client) for _ in range(21)]
    assert [a.status_code for a in answers[:20]] == [422] * 20
    assert answers[20].status_code == 429
    assert int(answers[20].headers["Retry-After"]) > 0
    assert "Zu viele Versuche" in answers[20].text


def test_a_restart_does_not_forget(client, make_app):
    for _ in range(20):
        guess(client)
    assert guess(make_app().test_client()).status_code == 429


def test_forged_forwarding_headers_do_not_help(client):
    for number in range(20):
        guess(client, headers={"X-Forwarded-For": f"10.0.0.{number}"})
    answer = guess(client, headers={"X-Forwarded-For": "10.9.9.9"})
    assert answer.status_code == 429


def test_nobody_is_locked_out_for_good(app, client):
    with app.app_context():
        email = make_person("organisation").email
    for _ in range(21):
        guess(client, email)
    with time_machine.travel(now() + dt.timedelta(minutes=61)):
        answer = client.post_form("/anmelden", {"email": email, "password": PASSWORD})
    assert answer.status_code == 303


def test_guessing_receipt_codes_is_slowed_down(client):
    answers = [client.post_form("/beitrag/status", {"code": f"{n:012d}"}) for n in range(11)]
    assert [a.status_code for a in answers] == [422] * 10 + [429]


def test_guessing_receipt_codes_stays_hopeless():
    """S31: 600 tries an hour, 10^5 codes of 60 bit: under 1 in 10,000 in a century."""
    tries = 600 * 24 * 365 * 100
    assert tries * 10**5 / 2**60 < 1e-4


def test_too_many_contributions_from_one_network_keep_the_text(make_app):
    client = make_app(SUBMISSIONS_PER_MINUTE="2").test_client()
    data = {"go": "send", "text": "Meine Mühe", "place": "city", "csrf_token": client.token()}
    answers = [client.post("/beitrag/neu", data=data) for _ in range(3)]
    assert answers[2].status_code == 429
    assert "Meine Mühe" in answers[2].text


def test_threads_are_counted_at_once_without_a_fault(app, often_interrupted):
    """The library's memory starts a timer whenever the last one ended; two must not start one."""
    end = time.monotonic() + 2

    def count(number):
        with app.app_context():
            while time.monotonic() < end:
                count_quick(per_minute(10**6), f"visitor {number}")
                time.sleep(0.0101)

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(count, range(16)))


@pytest.fixture
def often_interrupted():
    """Let threads change places after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)
