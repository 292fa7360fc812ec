"""A resident opens an account by the link of the mail and keeps a contribution in it."""

import re

import pytest

from app import create_app
from app.accounts.services import sign_up_token
from tests.conftest import close, settings_for
from tests.journeys.test_from_sentence_to_export import SCRIPTS, write

pytestmark = pytest.mark.journey
WORDS = "vier alte Apfelsorten im Garten"


@pytest.fixture
def link_for(server):
    """Return the address that the mail brings to somebody."""
    url = f"sqlite:///{server.folder / 'ortsstimme.sqlite3'}"
    app = create_app(settings_for(url, server.folder))

    def make(email):
        with app.app_context():
            return f"/anmelden/konto/{sign_up_token(email)}"

    yield make
    close(app)


@SCRIPTS
@pytest.mark.parametrize("mode", [{}, {"width": 320}, {"width": 320, "color_scheme": "dark"}])
def test_open_an_account_and_keep_a_contribution(visit, link_for, mode, scripts):
    resident = visit(scripts=scripts, **mode)
    email = f"wohnt-{len(mode)}-{scripts}@example.org".lower()
    page = resident.open(link_for(email))
    page.get_by_label("Passwort").fill("kurz")
    resident.press("Konto eröffnen")
    assert "mindestens 12 Zeichen" in page.inner_text(".error-summary")
    page.get_by_label("Passwort").fill(WORDS)
    resident.press("Konto eröffnen")
    assert page.inner_text("h1") == "Meine Beiträge"
    text = f"Am Bach fehlt ein Steg ({email})."
    write(resident, text)
    resident.press("In meinem Konto merken")
    assert text in page.inner_text("main")
    number = re.search(r"EF-\d+-\d+", page.inner_text("main"))[0]
    resident.press(f"{number} öffnen")
    assert text in page.inner_text("main")
    resident.open("/konto/")
    resident.follow("Zeigen")
    resident.press(f"Herausnehmen: {number}")
    assert text not in page.inner_text("main")
