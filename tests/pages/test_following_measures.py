"""News of measures: by mail once a day, and as feeds; a state that is reached is news."""

from xml.etree.ElementTree import fromstring

import pytest
import time_machine

from app.plan.queries import measure_by_number
from app.plan.services import change_measure_status
from app.shared.database import db
from tests.factories import make_measure, somebody
from tests.pages.following import HOME, at, body_of, later

ATOM = "{http://www.w3.org/2005/Atom}"
TITLE = "Bänke <b>& Tische</b>"


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example", BASE_URL=HOME
    )


@pytest.fixture
def number(app):
    with app.app_context(), time_machine.travel(at(hour=9), tick=False):
        return make_measure(TITLE, "agreed").number


def move(app, number, status, moment, reason="Im Rat besprochen"):
    with app.app_context(), time_machine.travel(moment, tick=False):
        found = measure_by_number(number)
        change_measure_status(somebody(), found, found.version, status, reason)
        db.session.commit()


def test_a_new_state_is_told_the_next_morning_without_title_or_reason(app, number, follow, mails):
    follow(f"massnahme/{number}")
    move(app, number, "deferred", at(hour=13))
    move(app, number, "agreed", at(hour=14))
    (mail,) = mails(later())
    assert f"{number}: 2 neue Stände\n{HOME}/plan/massnahmen/{number}\n" in body_of(mail)
    for silent in ("Tische", "besprochen"):
        assert silent not in mail.as_string()
    assert mails(later(days=2)) == []


def test_going_back_to_a_suggestion_is_no_news(app, number, follow, mails):
    follow(f"massnahme/{number}")
    move(app, number, "suggested", at(hour=13))
    assert mails(later()) == []


def test_a_suggestion_cannot_be_followed(app, client):
    with app.app_context():
        hidden = make_measure("Heimlich").number
    page = client.get(f"/folgen?was=massnahme/{hidden}").text
    assert "Heimlich" not in page
    sent = {"subject": f"massnahme/{hidden}", "email": "jemand@example.org"}
    assert client.post_form("/folgen", sent).status_code == 422


def test_feeds_tell_each_public_state_with_its_reason(app, client, number):
    with app.app_context():
        make_measure("Heimlich")
    move(app, number, "deferred", at(hour=13), "Kein \x0bGeld <b>")
    for address in ("/plan/feed.atom", f"/plan/massnahmen/{number}/feed.atom"):
        answer = client.get(address)
        root = fromstring(answer.data)
        assert answer.mimetype == "application/atom+xml"
        assert root.findtext(f"{ATOM}id") == HOME + address
        entries = root.findall(f"{ATOM}entry")
        titles = [entry.findtext(f"{ATOM}title") for entry in entries]
        assert titles == [f"{TITLE}: zurückgestellt", f"{TITLE}: abgestimmt"]
        assert entries[0].findtext(f"{ATOM}content") == "Kein Geld <b>"
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_the_page_names_its_feed_and_a_suggestion_has_none(app, client, number):
    page = client.get(f"/plan/massnahmen/{number}").text
    assert f'href="/plan/massnahmen/{number}/feed.atom"' in page
    assert f"/folgen?was=massnahme/{number}" in page
    with app.app_context():
        hidden = make_measure("Heimlich").number
    assert client.get(f"/plan/massnahmen/{hidden}/feed.atom").status_code == 404
    assert "Heimlich" not in client.get("/plan/feed.atom").text
