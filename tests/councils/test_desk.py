"""The desk of a council: for its members alone, as long as their term runs."""

import datetime as dt

import pytest

from app.accounts.services import Scope, grant
from app.areas.queries import council_by_key
from app.shared.clock import today
from app.shared.database import db
from tests.councils.members import client_as, member_client
from tests.factories import make_council_member, make_person


def test_a_member_finds_the_own_council(app):
    answer = member_client(app).get("/ortsteilrat/")
    assert answer.status_code == 200
    assert "Ortsteilrat Rieth" in answer.text


@pytest.mark.parametrize("key", ["hochheim", "gibt-es-nicht", ""])
def test_another_council_is_not_there_whatever_the_address(app, key):
    assert member_client(app).get(f"/ortsteilrat/?rat={key}").status_code == 404


def test_who_speaks_for_two_councils_can_switch(app):
    with app.app_context():
        person = make_council_member("rieth")
        second = council_by_key("hochheim")
        grant(person, "council", Scope(council_id=second.id))
        db.session.commit()
        email = person.email
    client = client_as(app, email)
    assert "Ortsteilrat Hochheim" in client.get("/ortsteilrat/").text
    assert "Ortsteilrat Rieth" in client.get("/ortsteilrat/?rat=rieth").text


@pytest.mark.parametrize(("days", "code"), [(-1, 403), (0, 200)])
def test_the_desk_closes_with_the_term(app, days, code):
    with app.app_context():
        council = council_by_key("rieth").id
        scope = Scope(council_id=council, ends_on=today() + dt.timedelta(days=days))
        email = make_person("district_mayor", scope=scope).email
    assert client_as(app, email).get("/ortsteilrat/").status_code == code
