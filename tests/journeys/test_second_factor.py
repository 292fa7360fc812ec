"""Signing in with a second factor: from the keyboard with an app, and with a passkey."""

import re

import pyotp
import pytest

from app import create_app
from app.accounts.services import create_person
from app.shared.clock import now
from app.shared.database import db
from tests.conftest import close, settings_for
from tests.factories import PASSWORD

pytestmark = pytest.mark.journey
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def account(server):
    """Make a moderator without a second factor, and return the address."""
    url = f"sqlite:///{server.folder / 'ortsstimme.sqlite3'}"
    app = create_app(settings_for(url, server.folder))

    def make(email):
        with app.app_context():
            create_person(email, "Mia Moderatorin", PASSWORD, ["moderator"])
            db.session.commit()
        return email

    yield make
    close(app)


def type_password(visitor, email):
    page = visitor.open("/anmelden?next=/moderation/suche")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill(PASSWORD)
    visitor.press("Anmelden")
    return page


def code_of(secret, steps=0):
    return pyotp.TOTP(secret).at(now(), counter_offset=steps)


@pytest.mark.parametrize("width", [1280, 320])
@SCRIPTS
def test_an_app_is_set_up_once_and_codes_are_kept(visit, account, width, scripts):
    visitor = visit(width, scripts)
    page = type_password(visitor, account(f"app-{width}-{scripts}@example.org".lower()))
    assert page.inner_text("h1") == "Zweiten Faktor einrichten"
    secret = page.inner_text(".key").replace(" ", "")
    page.get_by_label("Code aus Ihrer App").fill("000000")
    visitor.press("Diese App einrichten")
    assert "Dieser Code passt nicht" in page.inner_text(".error-summary")
    page.get_by_label("Code aus Ihrer App").fill(code_of(secret))
    visitor.press("Diese App einrichten")
    visitor.press("Zehn neue Codes zeigen")
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Als Text speichern").click()
    assert codes[9] in download.value.path().read_text()
    visitor.follow("Ich habe die Codes aufbewahrt")
    assert page.url.endswith("/moderation/suche")
    page.context.clear_cookies()
    type_password(visitor, f"app-{width}-{scripts}@example.org".lower())
    page.get_by_text("Ich habe mein Gerät nicht zur Hand").click()
    page.get_by_label("Wiederherstellungscode").fill(codes[0])
    visitor.press("Mit diesem Code anmelden")
    assert page.url.endswith("/moderation/suche")
    visitor.open("/konto/")
    assert "9 Codes gelten noch." in page.inner_text("main")


def test_signing_in_with_a_code_from_the_keyboard_alone(visit, account):
    visitor = visit()
    email = account("tasten@example.org")
    page = type_password(visitor, email)
    secret = page.inner_text(".key").replace(" ", "")
    page.get_by_label("Code aus Ihrer App").fill(code_of(secret))
    visitor.press("Diese App einrichten")
    page.context.clear_cookies()
    visitor.open("/anmelden")
    tab_to(page, "email")
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    enter(page)
    assert page.inner_text("h1") == "Zweiter Schritt: Sind Sie es?"
    visitor.examine()
    tab_to(page, "code")
    page.keyboard.type("123")
    enter(page)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    tab_to(page, "code")
    page.keyboard.press("Control+A")
    page.keyboard.type(code_of(secret, 1))
    enter(page)
    assert page.url.endswith("/moderation/")


def tab_to(page, field):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(f"The keyboard does not reach {field}.")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def with_key(visit, server):
    """A visitor whose browser has a security key built in, on a host that has a name."""
    visitor = visit()
    visitor.home = f"http://localhost:{server.port}"
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    added = devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    visitor.unplug = lambda: devices.send(
        "WebAuthn.removeVirtualAuthenticator", {"authenticatorId": added["authenticatorId"]}
    )
    return visitor


def test_a_passkey_is_set_up_signs_in_and_can_be_named(with_key, account):
    page = type_password(with_key, account("passkey@example.org"))
    with_key.press("Passkey einrichten")
    assert page.inner_text("h1") == "Wiederherstellungscodes"
    for _ in range(2):
        page.context.clear_cookies()
        type_password(with_key, "passkey@example.org")
        with_key.press("Passkey verwenden")
        assert page.url.endswith("/moderation/suche")
    with_key.open("/konto/")
    assert re.search(r"Passkey, seit .* zuletzt benutzt am", page.inner_text("main"))
    with_key.follow("Passkey")
    page.get_by_label("Name für dieses Gerät").fill("Mein Schlüssel")
    with_key.press("Speichern")
    assert "Mein Schlüssel" in page.inner_text("main")
    with_key.open("/konto/faktoren/neu")
    page.get_by_role("button", name="Passkey einrichten").click()
    page.get_by_text("Das hat nicht geklappt.").wait_for()  # the same key is not taken twice


def test_a_browser_without_the_key_says_so_and_another_way_stays(with_key, account):
    page = type_password(with_key, account("verloren@example.org"))
    with_key.press("Passkey einrichten")
    with_key.press("Zehn neue Codes zeigen")
    code = page.locator(".codes li").first.inner_text()
    page.context.clear_cookies()
    with_key.unplug()
    type_password(with_key, "verloren@example.org")
    page.get_by_label("Wiederherstellungscode").fill(code)
    with_key.press("Mit diesem Code anmelden")
    assert page.url.endswith("/moderation/suche")
