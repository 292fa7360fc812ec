"""S5, S7: a forgotten password: nobody learns who has an account, and the second factor stays."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import event, select

from app.accounts.queries import by_email
from app.accounts.services import disable, password_fits
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import Job, run_one
from tests.factories import PASSWORD, give_app, make_person, signed_in
from tests.trust.test_s5_enumeration import VARYING

PAGE = "/anmelden/vergessen"
NEW_PASSWORD = "endlich wieder drin und froh"
KNOWN = "bekannt@example.org"


@pytest.fixture
def app(make_app, mail_server):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    with app.app_context():
        make_person(email=KNOWN)
    return app


def ask(client, email):
    return client.post_form(PAGE, {"email": email})


def link_in(app, mailbox):
    with app.app_context():
        while run_one():
            pass
    ((_to, mail),) = mailbox.mails
    return re.search(r"/anmelden/neu/\S+", mail.get_content()).group()


def statements_of(app, client, email, address=PAGE):
    """Send the form and return what it asked the database, without values."""
    said = []

    def listen(connection, cursor, statement, *_):
        said.append(statement)

    page = client.get(address)
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        answer = client.send_on(page, {"email": email}, to=address)
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    return said, answer


def test_known_and_unknown_get_the_same_answer_for_the_same_work(app, client, mailbox):
    first = statements_of(app, client, "waermt@example.org")
    known, unknown = (statements_of(app, client, e) for e in (KNOWN, "fremd@example.org"))
    assert known[0] == unknown[0]
    assert first[1].status_code == known[1].status_code == unknown[1].status_code == 303
    assert known[1].location == unknown[1].location
    pages = [client.get(answer.location).text for answer in (known[1], unknown[1])]
    assert VARYING.sub("", pages[0]) == VARYING.sub("", pages[1])
    link_in(app, mailbox)  # exactly one mail


def test_the_worker_forgets_the_address_once_it_has_looked(app, client):
    ask(client, "fremd@example.org")
    with app.app_context():
        waiting = db.session.scalars(select(Job.payload)).one()
        assert "fremd" not in repr(waiting)
        assert run_one()
        assert db.session.scalars(select(Job.payload)).one() == {}


def test_a_closed_account_gets_no_link(app, client, mailbox):
    with app.app_context():
        disable(by_email(KNOWN))
        db.session.commit()
    ask(client, KNOWN)
    with app.app_context():
        while run_one():
            pass
    assert not mailbox.mails


def test_the_link_works_once_ends_all_sessions_and_asks_for_the_second_factor(app, client, mailbox):
    with app.app_context():
        person = by_email(KNOWN)
        give_app(person)
        running = signed_in(app, person)
    ask(client, KNOWN.upper())
    link = link_in(app, mailbox)
    assert client.post_form(link, {"password": NEW_PASSWORD}).location == "/anmelden"
    assert running.get("/konto/").status_code == 303
    assert client.get(link).status_code == 404
    again = client.post(link, data={"csrf_token": client.token(), "password": PASSWORD + "x"})
    assert again.status_code == 404
    with app.app_context():
        assert password_fits(by_email(KNOWN), NEW_PASSWORD)
    answer = client.post_form("/anmelden", {"email": KNOWN, "password": NEW_PASSWORD})
    assert answer.location == "/anmelden/zweiter-faktor"
    assert client.get("/konto/").status_code == 303


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 404)])
def test_the_link_ends_after_an_hour(app, client, mailbox, minutes, status):
    ask(client, KNOWN)
    link = link_in(app, mailbox)
    with time_machine.travel(now() + dt.timedelta(minutes=minutes)):
        assert client.get(link).status_code == status


def test_an_unfit_password_is_told_and_the_link_still_works(app, client, mailbox):
    ask(client, KNOWN)
    link = link_in(app, mailbox)
    answer = client.post_form(link, {"password": "kurz"})
    assert (answer.status_code, "mindestens 12 Zeichen" in answer.text) == (422, True)
    assert client.post_form(link, {"password": NEW_PASSWORD}).status_code == 303


@pytest.mark.parametrize("kind", ["neu", "einladung"])
def test_a_link_of_one_kind_opens_nothing_of_another(app, client, mailbox, kind):
    ask(client, KNOWN)
    token = link_in(app, mailbox).rpartition("/")[2]
    assert client.get(f"/anmelden/{kind}/{token}").status_code == (200 if kind == "neu" else 404)
    assert client.get(f"/konto/e-mail/{token}").status_code == 404


def test_asking_again_and_again_is_slowed_down_for_known_and_unknown_alike(app, client):
    for email in (KNOWN, "fremd@example.org"):
        with time_machine.travel(now() + dt.timedelta(hours=2 if email == KNOWN else 4)):
            answers = [ask(client, email).status_code for _ in range(21)]
            assert answers[-1] == 429


def test_without_a_mail_server_the_page_says_whom_to_ask_and_a_command_gives_the_link(make_app):
    app = make_app()
    with app.app_context():
        person = make_person(email="ohne@example.org")
        give_app(person)
    client = app.test_client()
    assert "Bitte fragen Sie die Administration" in client.get(PAGE).text
    runner = app.test_cli_runner()
    result = runner.invoke(args=["accounts", "reset", "ohne@example.org", "--second-factors"])
    link = re.search(r"http://\S+?(/anmelden/neu/\S+)", result.output).group(1)
    assert client.post_form(link, {"password": NEW_PASSWORD}).status_code == 303
    sign_in = {"email": "ohne@example.org", "password": NEW_PASSWORD}
    assert client.post_form("/anmelden", sign_in).location == "/anmelden/einrichten"
    missing = runner.invoke(args=["accounts", "reset", "fremd@example.org"])
    assert missing.exit_code == 1
