"""A resident follows an Ortsteil by mail: confirms, gets one mail, and ends it with one click."""

import datetime as dt
import re
import shutil

import pytest
import time_machine

from app import create_app
from app.shared.clock import from_local, today
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from tests.conftest import close, settings_for
from tests.factories import make_submission
from tests.journeys.test_from_sentence_to_export import SCRIPTS, WIDTH, sign_in
from tests.servers import running

pytestmark = pytest.mark.journey


@pytest.fixture
def server(city, tmp_path, mail_server):
    """A server with the example content that sends mails to our own mail server."""
    shutil.copytree(city, tmp_path, dirs_exist_ok=True)
    with running(tmp_path, MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}") as server:
        server.folder = tmp_path
        yield server


@pytest.fixture
def app(server, mail_server):
    """The same application in this process, for the worker and its clock."""
    url = f"sqlite:///{server.folder / 'ortsstimme.sqlite3'}"
    environ = {"MAIL_URL": f"smtp://127.0.0.1:{mail_server.port}", "PORT": str(server.port)}
    app = create_app(settings_for(url, server.folder, **environ))
    yield app
    close(app)


@pytest.fixture
def mails(app, mailbox):
    """Let the worker work, so many days later at eight; return the new mails."""

    def work(days):
        mailbox.mails.clear()
        moment = from_local(today() + dt.timedelta(days=days), dt.time(8))
        with app.app_context():
            with time_machine.travel(moment if days else dt.datetime.now(dt.UTC)):
                while run_one() or run_idle():
                    pass
            db.session.remove()
        return [mail for to, mail in mailbox.mails if to == ["leserin@example.org"]]

    return work


def path_in(mail, home, part):
    return re.search(rf"{home}(/{part}/\S+)", mail.get_content()).group(1)


@WIDTH
@SCRIPTS
def test_following_an_ortsteil(visit, app, mails, width, scripts):
    resident = visit(width, scripts, color_scheme="dark" if width < 600 else "light")
    page = resident.open("/ortsteile/rieth")
    resident.follow("Neues per E-Mail bekommen")
    assert page.get_by_label("Was möchten Sie verfolgen?").input_value() == "ortsteil/rieth"
    page.get_by_label("Ihre E-Mail-Adresse").fill("leserin")
    resident.press("Nachrichten bekommen")
    assert page.get_by_label("Ihre E-Mail-Adresse").input_value() == "leserin"
    page.get_by_label("Ihre E-Mail-Adresse").fill("leserin@example.org")
    resident.press("Nachrichten bekommen")
    assert page.inner_text("h1") == "Bitte sehen Sie in Ihr Postfach"

    (mail,) = mails(0)
    resident.open(path_in(mail, resident.home, "folgen/bestaetigen"))
    resident.press("Ja, Nachrichten bekommen")
    assert page.get_by_role("heading", name="Rieth").is_visible()
    with app.app_context():
        make_submission(status="published", text="Meine Nachbarin braucht eine Bank.")

    (mail,) = mails(1)
    assert "Rieth: 1 neuer Beitrag" in mail.get_content()
    assert "Nachbarin" not in mail.as_string()
    assert mails(1) == []
    resident.open(path_in(mail, resident.home, "ortsteile"))
    assert "Nachbarin" in page.inner_text("main")

    resident.open(path_in(mail, resident.home, "mitteilungen/ende"))
    resident.press("Diese E-Mails beenden")
    assert page.inner_text("h1") == "Sie erhalten diese E-Mails nicht mehr"
    with app.app_context():
        make_submission(status="published")
    assert mails(2) == []


def test_the_same_with_the_keyboard_alone(visit, mails):
    resident = visit()
    page = resident.open("/folgen?was=stadt")
    page.keyboard.press("Tab")
    page.get_by_label("Ihre E-Mail-Adresse").focus()
    page.keyboard.type("leserin@example.org")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    resident.examine()
    (mail,) = mails(0)
    resident.open(path_in(mail, resident.home, "folgen/bestaetigen"))
    page.get_by_role("button", name="Ja, Nachrichten bekommen").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    resident.examine()
    with page.expect_navigation():
        page.get_by_role("button", name="Beenden: Die ganze Stadt").press("Enter")
    resident.examine()
    assert page.inner_text("h1") == "Sie erhalten diese E-Mails nicht mehr"


def test_an_administrator_sends_a_mail_again(visit, app, mails, mailbox):
    mailbox.code = "550 no such mailbox"
    with app.app_context():
        make_submission(email="leserin@example.org")
    assert mails(0) == []
    mailbox.code = None
    administrator = visit(320, color_scheme="dark")
    page = sign_in(administrator, "admin@example.org")
    administrator.follow("E-Mails")
    assert "endgültig abgelehnt (SMTP 550)" in page.inner_text("main")
    again = page.get_by_role("button", name="Noch einmal senden: E-Mail")
    for _ in range(again.count()):  # the council of the example content has mails of its own
        with page.expect_navigation():
            again.first.press("Enter")
        administrator.examine()
    assert len(mails(0)) == 1
