"""The city answers proposals: planners of the office and moderators, late or in time."""

import datetime as dt

import pytest
import time_machine

from app.accounts.services import OfficeRow, Scope, grant
from app.councils.queries.proposals import proposal_by_id
from app.councils.services.proposals import Answer, answer_proposal
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import NotPossible
from tests.councils.members import client_as
from tests.councils.proposing import TITLE, a_proposal, a_proposal_of, an_office, at, decide, stored
from tests.factories import make_council_member, make_person, somebody


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        ("accepted", "decided", "Angenommen"),
        ("partly", "decided", "Teilweise angenommen"),
        ("rejected", "decided", "Abgelehnt"),
        ("returned", "returned", "Ohne Entscheidung zurückgegeben"),
    ],
)
def test_the_decision_is_recorded_with_its_reason(app, client, client_of, outcome, status, words):
    proposal_id = a_proposal_of(app, today())
    number = stored(app, proposal_id).public_number
    assert decide(client_of("moderator"), number, outcome=outcome).status_code == 303
    assert stored(app, proposal_id).status == status
    page = client.get(f"/vorschlaege/{number}").text
    assert words in page and "Das ist nötig." in page and "noch" not in page
    assert words[1:] in client.get("/ortsteile/rieth/vorschlaege").text


def test_a_late_decision_is_marked(app, client, client_of):
    proposal_id = a_proposal_of(app, today() - dt.timedelta(days=150))
    number = stored(app, proposal_id).public_number
    moderator = client_of("moderator")
    assert "überfällig" in moderator.get("/ortsteilrat/fristen").text
    decide(moderator, number)
    assert "nach Ablauf der Frist" in client.get(f"/vorschlaege/{number}").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outcome": ""}, "Bitte wählen Sie eine Antwort."),
        ({"outcome": "vielleicht"}, "Bitte wählen Sie eine Antwort."),
        ({"reason": " "}, "Bitte schreiben Sie die Begründung."),
        ({"decided_on": "2999-01-01"}, "in der Zukunft"),
        ({"decided_on": "2020-01-01"}, "vor dem Eingang"),
        ({"decided_on": ""}, "Tag der Entscheidung"),
    ],
)
def test_an_impossible_decision_is_not_recorded(app, client_of, fields, words):
    proposal_id = a_proposal_of(app, today())
    number = stored(app, proposal_id).public_number
    answer = decide(client_of("moderator"), number, **({"reason": "Mein Grund"} | fields))
    assert answer.status_code == 422 and words in answer.text
    assert fields.get("reason", "Mein Grund") in answer.text
    assert stored(app, proposal_id).status == "submitted"


def test_the_service_itself_refuses_a_day_that_cannot_be(app):
    proposal_id = a_proposal_of(app, today())
    with app.app_context():
        found = proposal_by_id(proposal_id)
        wrong = Answer("accepted", "Grund", today() + dt.timedelta(days=1))
        with pytest.raises(NotPossible):
            answer_proposal(somebody(), found, found.version, wrong)


def planner(app, *office_ids):
    with app.app_context():
        person = make_person("planner", scope=Scope(office_id=office_ids[0]))
        for office_id in office_ids[1:]:
            grant(person, "planner", Scope(office_id=office_id))
        db.session.commit()
        email = person.email
    return client_as(app, email)


def test_planners_decide_for_their_own_office_alone(app):
    proposal_id = a_proposal_of(app, today())
    found = stored(app, proposal_id)
    with app.app_context():
        other = an_office(OfficeRow("garten", "Gartenamt", None)).id
    stranger, own = planner(app, other), planner(app, found.office_id)
    url = f"/ortsteilrat/fristen/{found.public_number}"
    assert "Entscheidung eintragen" not in stranger.get(url).text
    data = {"csrf_token": stranger.token(), "version": found.version, "outcome": "accepted"}
    assert stranger.post(url, data=data).status_code == 403
    assert TITLE not in stranger.get("/ortsteilrat/fristen").text
    assert TITLE in stranger.get("/ortsteilrat/fristen?amt=alle").text
    assert TITLE in own.get("/ortsteilrat/fristen").text
    assert decide(own, found.public_number).status_code == 303


def test_of_two_decisions_the_second_gets_both_texts(app, client_of):
    proposal_id = a_proposal_of(app, today())
    number = stored(app, proposal_id).public_number
    url = f"/ortsteilrat/fristen/{number}"
    first, second = client_of("moderator"), client_of("admin")
    opened = second.get(url)
    decide(first, number, reason="Der erste Grund")
    values = {"outcome": "rejected", "decided_on": str(today()), "reason": "Der zweite Grund"}
    answer = second.send_on(opened, values)
    assert answer.status_code == 409
    assert "Der erste Grund" in answer.text and "Der zweite Grund" in answer.text
    assert stored(app, proposal_id).outcome == "accepted"


def test_due_first_stands_first_and_long_lists_are_paged_by_key(app, client_of):
    with app.app_context():
        mayor = make_council_member("rieth", "district_mayor")
        for number in range(32):
            with time_machine.travel(at("2026-11-24") + dt.timedelta(days=number), tick=False):
                a_proposal(mayor=mayor, title=f"Vorschlag Nummer {number:02d}.")
    reader = client_of("moderator")
    first = reader.get("/ortsteilrat/fristen").text
    assert first.index("Nummer 00.") < first.index("Nummer 29.")
    assert "Nummer 30." not in first
    link = first.split("vor=")[1].split('"')[0]
    rest = reader.get(f"/ortsteilrat/fristen?amt=alle&vor={link}").text
    assert "Nummer 30." in rest and "Nummer 29." not in rest
