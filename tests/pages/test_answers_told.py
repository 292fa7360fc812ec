"""Answers reach whoever reads a feed or follows an Ortsteil or a concern by mail."""

import pytest
import time_machine
from defusedxml.ElementTree import fromstring

from app.plan.services import withdraw_answer
from app.shared.database import db
from tests.factories import make_consultation, make_submission, somebody
from tests.pages.following import HOME, at, body_of, later, publish
from tests.plan.answering import TEXT, answered, make_concern

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example", BASE_URL=HOME
    )


def texts(client, address):
    entries = fromstring(client.get(address).data).findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    return [entry.findtext(f"{ATOM}content") for entry in entries]


def test_feeds_bring_answers_of_their_own_part_alone(app, client):
    with app.app_context():
        consultation = make_consultation()
        concern, _members = make_concern(consultation_id=consultation.id)
        given = answered(concern.public_number)
        elsewhere = make_submission(status="published", area="altstadt")
        answered(elsewhere.public_number, "Anderswo")
        answer_id = given.id
        number = concern.public_number
    own = ("/ortsteile/rieth", f"/anliegen/{number}", "/beteiligungen/spielplaetze")
    for page in own:
        found = texts(client, f"{page}/feed.atom")
        assert found.count(TEXT) == 1, page
        assert "Anderswo" not in found
    assert {TEXT, "Anderswo"} <= set(texts(client, "/feed.atom"))
    page = client.get(f"/anliegen/{number}")
    assert f'id="answer-{answer_id}"' in page.text
    with app.app_context():
        given = db.session.get(type(given), answer_id)
        withdraw_answer(somebody(), given, given.version, "Ein Irrtum")
        db.session.commit()
    assert TEXT not in texts(client, "/feed.atom")


@pytest.mark.parametrize("what", ["ortsteil/rieth", "stadt", "concern"])
def test_followers_hear_how_many_answers_there_are_and_never_what_they_say(
    app, client, follow, mails, what
):
    with app.app_context(), time_machine.travel(at(hour=10), tick=False):
        concern, _members = make_concern()
        number = concern.public_number
    follow(f"anliegen/{number}" if what == "concern" else what, moment=at(hour=11))
    with app.app_context(), time_machine.travel(at(hour=13), tick=False):
        answered(number)
    (mail,) = mails(later())
    body = body_of(mail)
    assert ": 1 Antwort der Stadt\n" in body
    assert "neuer Beitrag" not in body
    assert "Bank" not in body
    assert mails(later(days=2)) == []


def test_contributions_and_answers_stand_in_one_line(app, client, follow, mails):
    follow()
    number = publish(app, at(hour=13))
    with app.app_context(), time_machine.travel(at(hour=14), tick=False):
        answered(number)
    (mail,) = mails(later())
    assert "Rieth: 1 neuer Beitrag, 1 Antwort der Stadt\n" in body_of(mail)
