"""S5 (ASVS 6.3): nobody learns from an answer whether an account or a receipt exists."""

import re
import statistics
import time

from app.accounts.services import password_fits
from tests.factories import PASSWORD, make_person

VARYING = re.compile(r'name="csrf_token" value="[^"]*"')


def answer(client, email, password="falsch falsch falsch"):
    page = client.post_form("/anmelden", {"email": email, "password": password})
    return page.status_code, VARYING.sub("", page.text).replace(email, "")


def test_unknown_and_wrong_get_the_same_answer(app, client):
    with app.app_context():
        make_person(email="bekannt@example.org")
    assert answer(client, "bekannt@example.org") == answer(client, "fremder@example.org")


def test_both_cost_the_same_time(app):
    """Forty pairs in turn; medians within a fifth of each other."""
    with app.app_context():
        known = make_person(email="bekannt@example.org")
        times = {"known": [], "unknown": []}
        for _ in range(40):
            for name, person in (("known", known), ("unknown", None)):
                started = time.perf_counter()
                assert not password_fits(person, "falsch falsch falsch")
                times[name].append(time.perf_counter() - started)
        assert password_fits(known, PASSWORD)
    ratio = statistics.median(times["known"]) / statistics.median(times["unknown"])
    assert 0.8 < ratio < 1.25


def test_a_receipt_says_nothing_about_others(client):
    first = client.post_form("/beitrag/status", {"code": "0123456789AB"})
    second = client.post_form("/beitrag/status", {"code": "ZZZZZZZZZZZZ"})
    same = [VARYING.sub("", p.text).replace(c, "") for p, c in
            ((first, "0123456789AB"), (second, "ZZZZZZZZZZZZ"))]  # fmt: skip
    assert same[0] == same[1]
