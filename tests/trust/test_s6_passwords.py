"""S6 (ASVS 6.2): the same rules wherever a password is chosen, and nothing cut off."""

import re

import pytest

from app.accounts.policy import LONGEST_PASSWORD, SHORTEST_PASSWORD, password_problem
from app.accounts.queries import by_email
from app.accounts.services import invite, password_fits, reset_link
from app.shared.database import db
from tests.factories import PASSWORD, make_person, signed_in

EMAIL = "ich@example.org"
LONG = "ein langer Satz mit ä, 🙂 und " + "x" * 100


@pytest.fixture(params=["invitation", "reset", "change"])
def form(app, client, request):
    """Each form in which a password is chosen: a client, its address, what else it takes."""
    with app.app_context():
        if request.param == "invitation":
            token = invite(None, EMAIL, "Ich", "organisation").token
            db.session.commit()
            return client, f"/anmelden/einladung/{token}", {"name": "Ich"}
        person = make_person("organisation", email=EMAIL)
        if request.param == "reset":
            token = reset_link(None, person)
            db.session.commit()
            return client, f"/anmelden/neu/{token}", {}
        return signed_in(app, person), "/konto/passwort", {"old_password": PASSWORD}


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("elf Zeichen", "mindestens 12 Zeichen"),
        ("qwertyuiop12", "wird als Erstes ausprobiert"),
        ("Erfurt-2026-!", "wird als Erstes ausprobiert"),
        ("x" * (LONGEST_PASSWORD + 1), "zu lang"),
        ("", "Bitte geben Sie ein Passwort ein."),
    ],
)
def test_unfit_passwords_are_told_at_the_field_and_not_shown_again(form, password, message):
    client, url, data = form
    answer = client.post_form(url, data | {"password": password})
    assert answer.status_code == 422
    assert re.search(f'id="password-error".*{message}', answer.text)
    assert not password or password not in answer.text


def test_long_ones_with_all_letters_are_taken_whole(app, form):
    client, url, data = form
    assert client.post_form(url, data | {"password": LONG}).status_code == 303
    with app.app_context():
        person = by_email(EMAIL)
        assert password_fits(person, LONG)
        assert not password_fits(person, LONG[:-1])
        assert not password_fits(person, LONG + " ")
        assert person.password_hash.startswith("$argon2id$")


def test_password_managers_and_pasting_are_welcome(form):
    client, url, _data = form
    page = client.get(url).text
    field = re.search(r'<input[^>]*name="password"[^>]*>', page).group()
    assert 'autocomplete="new-password"' in field
    assert "maxlength" not in field
    assert "onpaste" not in page


@pytest.mark.parametrize(
    ("password", "number"),
    [("x" * (SHORTEST_PASSWORD - 1), SHORTEST_PASSWORD), ("x" * 1001, LONGEST_PASSWORD)],
)
def test_the_sentences_name_the_limits_that_hold(password, number):
    assert str(number) in (password_problem(password, EMAIL, frozenset()) or "")
