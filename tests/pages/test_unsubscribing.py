"""One click ends the mails: the link in each of them, or the button of a mail program."""

import pytest
from sqlalchemy import func, select

from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.models import Contact
from tests.factories import make_submission

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example",
        BASE_URL="http://127.0.0.1:8000",
    )


@pytest.fixture
def link(app, mailbox):
    """The path of the link that the mail carries in its head."""
    with app.app_context():
        make_submission(email="jemand@example.org")
        while run_one():
            pass
    mail = mailbox.mails[0][1]
    address = mail["List-Unsubscribe"].strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in mail.get_content()
    return address.removeprefix("http://127.0.0.1:8000")


def contacts(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Contact))


def test_a_person_clicks_and_confirms(app, client, link):
    page = client.get(link)
    assert page.status_code == 200
    assert contacts(app) == 1
    assert client.send_on(page, {}).status_code == 200
    assert contacts(app) == 0


def test_a_mail_program_needs_one_request_without_cookies(app, client, link):
    assert client.post(link, data=ONE_CLICK).status_code == 200
    assert contacts(app) == 0
    assert client.post(link, data=ONE_CLICK).status_code == 200


def test_a_foreign_page_cannot_end_them_without_knowing_the_address(app, client, link):
    assert client.post(link).status_code == 400
    assert client.post(link[:-1] + "x", data=ONE_CLICK).status_code == 404
    evil = {"Origin": "https://evil.example"}
    assert client.post(link, data=ONE_CLICK, headers=evil).status_code == 403
    assert contacts(app) == 1


@pytest.mark.parametrize("token", ["x", "beitrag-EF-2026-000001", "beitrag-EF-2026-000001.", "ü.ü"])
def test_an_address_that_we_did_not_make_ends_nothing(client, token):
    assert client.get(f"/mitteilungen/ende/{token}").status_code == 404


def test_the_address_goes_after_the_last_mail(app, mailbox):
    import time_machine

    from app.shared.clock import now
    from app.submissions.policy import UNDO_TIME

    with app.app_context():
        make_submission(email="jemand@example.org", status="declined")
    with time_machine.travel(now() + UNDO_TIME), app.app_context():
        while run_one():
            pass
    assert len(mailbox.mails) == 2
    assert "Ihre Adresse haben wir gelöscht" in mailbox.mails[-1][1].get_content()
    assert contacts(app) == 0
