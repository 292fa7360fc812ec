"""Councils say what they think of a measure that concerns them."""

import pytest
from sqlalchemy import select

from app.areas.queries import directory
from app.councils.models import Statement
from app.plan.queries import measure_by_number
from app.plan.services import Ground, add_evidence, change_measure_status
from app.shared.database import db
from tests.councils.members import member_client
from tests.councils.stating import release
from tests.factories import make_measure, somebody

TEXT = "Wir wollen die Bänke am Platz."


def measure_for(app, *slugs, **fields):
    with app.app_context():
        areas = tuple(directory().by_slug[slug].id for slug in slugs)
        return make_measure(**{"status": "agreed", "area_ids": areas} | fields).number


def begin(member, number):
    sent = {"council": own_council(member, number), "text": TEXT}
    return member.post_form(f"/plan/massnahmen/{number}/stellungnahme", sent)


def own_council(member, number):
    page = member.get(f"/plan/massnahmen/{number}/stellungnahme").text
    return page.split('<option value="')[1].split('"')[0]


def test_a_statement_is_begun_at_the_measure_and_shown_there_once_it_is_released(app, client):
    number, member = measure_for(app, "rieth"), member_client(app)
    page = f"/plan/massnahmen/{number}"
    assert f"{page}/stellungnahme" in member.get(page).text
    answer = begin(member, number)
    assert answer.status_code == 303
    assert TEXT in member.get(answer.location).text
    assert TEXT not in client.get(page).text
    assert release(member, answer.location).status_code == 303
    assert TEXT in client.get(page).text
    listed = client.get("/ortsteile/rieth/stellungnahmen").text
    assert f'href="{page}#stellungnahmen"' in listed
    assert f'href="{page}"' in member.get("/ortsteilrat/stellungnahmen?rat=rieth").text


@pytest.mark.parametrize(
    ("slugs", "fields", "concerns"),
    [
        (("rieth",), {}, True),
        (("melchendorf",), {}, False),
        (("melchendorf", "rieth"), {}, True),
        ((), {"whole_city": True}, True),
        (("rieth",), {"status": "suggested"}, False),
    ],
)
def test_councils_speak_of_public_measures_that_concern_them(app, slugs, fields, concerns):
    number, member = measure_for(app, *slugs, **fields), member_client(app)
    url = f"/plan/massnahmen/{number}/stellungnahme"
    assert member.get(url).status_code == (200 if concerns else 404)
    sent = {"text": TEXT, "council": "1", "csrf_token": member.token()}
    assert member.post(url, data=sent).status_code in ((303, 422) if concerns else (404,))


@pytest.mark.parametrize("council", ["", "4711", "x"])
def test_nobody_speaks_for_a_council_of_others(app, council):
    number, member = measure_for(app, "rieth"), member_client(app)
    url = f"/plan/massnahmen/{number}/stellungnahme"
    answer = member.post_form(url, {"council": council, "text": TEXT})
    assert answer.status_code == 422
    assert 'id="council-error"' in answer.text
    assert TEXT in answer.text


def test_what_is_said_stays_when_the_measure_goes_on(app, client):
    number, member = measure_for(app, "rieth"), member_client(app)
    release(member, begin(member, number).location)
    with app.app_context():
        found = measure_by_number(number)
        change_measure_status(somebody(), found, found.version, "dropped", "Kein Geld")
        db.session.commit()
    assert TEXT in client.get(f"/plan/massnahmen/{number}").text


def test_what_was_said_about_a_measure_that_is_hidden_again_leads_nowhere(app, client):
    number, member = measure_for(app, "rieth"), member_client(app)
    page, ours = f"/plan/massnahmen/{number}", "/ortsteilrat/stellungnahmen?rat=rieth"
    statement = begin(member, number).location
    release(member, statement)
    with app.app_context():
        resting = make_measure(status="agreed", title="Darauf gestützt")
        said = db.session.scalars(select(Statement)).one()
        add_evidence(somebody(), resting, Ground(statement_id=said.id))
        db.session.commit()
        other = f"/plan/massnahmen/{resting.number}"

    def move(status):
        with app.app_context():
            found = measure_by_number(number)
            change_measure_status(somebody(), found, found.version, status, "Zurück auf Anfang")
            db.session.commit()

    places = [
        (client, "/ortsteile/rieth"),
        (client, "/ortsteile/rieth/stellungnahmen"),
        (client, other),
        (member, ours),
        (member, statement),
    ]
    for reader, address in places:
        assert f'href="{page}' in reader.get(address).text
    move("suggested")
    assert client.get(page).status_code == 404
    for reader, address in places:
        shown = reader.get(address).text
        assert f'href="{page}' not in shown, address
        assert "derzeit nicht öffentlich" in shown, address
    move("agreed")
    for reader, address in places:
        assert f'href="{page}' in reader.get(address).text
