"""Planners write measures: what is typed is kept, and nothing wrong is stored silently."""

import datetime as dt

import pytest

from app.areas.queries import directory
from app.plan.queries import measure_by_number
from app.plan.services import MeasureDraft, change_measure
from app.shared.clock import today
from app.shared.database import db
from tests.factories import make_measure, make_office, signed_in, somebody
from tests.plan.measuring import DESK, measure_form, planner_of, ready_to_decide

TOMORROW = today() + dt.timedelta(days=1)


def stored(answer):
    return measure_by_number(answer.location.rsplit("/", 1)[1])


def test_everything_that_is_typed_is_stored(app, client_of):
    with app.app_context():
        lead, partner = make_office("Jugendamt Test").id, make_office("Bauamt Test").id
        rieth = directory().by_slug["rieth"].id
    sent = measure_form(
        reason="Weil es fehlt.",
        place="parts",
        areas=[str(rieth)],
        lead_office=str(lead),
        partners=[str(partner)],
        starts_on="2026-01-01",
        ends_on="2027-12-31",
        field=["field:mobilitaet"],
        other_source="Bericht",
        paper="2811/23",
        decided_on="2024-05-15",
    )
    answer = client_of("planner").post_form(f"{DESK}/neu", sent)
    with app.app_context():
        made = stored(answer)
        assert (made.title, made.text, made.reason) == (sent["title"], sent["text"], sent["reason"])
        assert [area.name for area in made.areas] == ["Rieth"]
        assert (made.lead_office_id, [office.id for office in made.partners]) == (lead, [partner])
        assert (made.starts_on, made.ends_on) == (dt.date(2026, 1, 1), dt.date(2027, 12, 31))
        assert [code.code_key for code in made.codes] == ["field:mobilitaet"]
        assert (made.other_source, made.paper) == ("Bericht", "2811/23")
        assert made.decided_on == dt.date(2024, 5, 15)
        assert made.status == "suggested"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", " ", "einen Titel"),
        ("title", "x" * 201, "höchstens 200 Zeichen"),
        ("text", "", "was die Stadt tun wird"),
        ("ends_on", "2020-01-01", "vor dem Beginn"),
        ("decided_on", str(TOMORROW), "in der Zukunft"),
        ("place", "parts", "einen Ortsteil oder ein Gebiet"),
        ("lead_office", "4711", "Auswahl"),
        ("starts_on", "gestern", "Datum"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_all_text_comes_back(
    client_of, field, value, message
):
    sent = measure_form(reason="Meine <Mühe>", starts_on="2026-01-01", paper="Papier 7")
    answer = client_of("planner").post_form(f"{DESK}/neu", sent | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert message in answer.text
    assert "Meine &lt;Mühe&gt;" in answer.text
    assert "Papier 7" in answer.text


def test_an_ortsteil_beside_the_whole_city_is_asked_about_and_not_lost(app, client_of):
    with app.app_context():
        rieth = str(directory().by_slug["rieth"].id)
    sent = measure_form(place="city", areas=[rieth])
    answer = client_of("planner").post_form(f"{DESK}/neu", sent)
    assert answer.status_code == 422
    assert 'id="place-error"' in answer.text


@pytest.mark.parametrize("name", ["lead_office", "paper", "decided_on", "other_source"])
def test_a_decided_measure_keeps_what_it_was_decided_on(app, client_of, name):
    with app.app_context():
        measure = make_measure(status="decided")
        url, office = f"{DESK}/{measure.number}/bearbeiten", str(measure.lead_office_id)
    sent = measure_form(lead_office=office, paper="1/26", decided_on="2026-01-02", other_source="x")
    answer = client_of("moderator").post_form(url, sent | {name: ""})
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    assert client_of("moderator").post_form(url, sent).status_code == 303


def test_a_code_that_the_catalogue_no_longer_has_stays_until_it_is_unticked(app, client_of):
    with app.app_context():
        number = make_measure(code_keys=("field:mobilitaet", "gone-for-long")).number
    planner, url = client_of("planner"), f"{DESK}/{number}/bearbeiten"
    assert "gone-for-long" in planner.get(url).text
    for older, left in (
        (["gone-for-long"], {"field:mobilitaet", "gone-for-long"}),
        ([], {"field:mobilitaet"}),
    ):
        planner.post_form(url, measure_form(field=["field:mobilitaet"], older=older))
        with app.app_context():
            assert {code.code_key for code in measure_by_number(number).codes} == left


def test_the_slower_of_two_planners_sees_both_texts(app, client_of):
    with app.app_context():
        measure = make_measure()
        number, version = measure.number, str(measure.version)
        draft = MeasureDraft("Schneller", "Der Text der anderen.")
        change_measure(somebody(), measure, measure.version, draft)
        db.session.commit()
    url = f"{DESK}/{number}/bearbeiten"
    sent = measure_form(text="Mein langer Text.") | {"version": version}
    answer = client_of("planner").post_form(url, sent)
    assert answer.status_code == 409
    assert "Mein langer Text." in answer.text
    assert "Der Text der anderen." in answer.text
    with app.app_context():
        assert measure_by_number(number).title == "Schneller"


def test_a_planner_of_another_office_reads_but_cannot_change(app):
    with app.app_context():
        number = ready_to_decide()
        other = signed_in(app, planner_of("Ein anderes Amt"))
        own = signed_in(app, planner_of())
    assert other.get(f"{DESK}/{number}").status_code == 200
    assert "/bearbeiten" not in other.get(f"{DESK}/{number}").text
    assert other.get(f"{DESK}/{number}/bearbeiten").status_code == 403
    assert own.get(f"{DESK}/{number}/bearbeiten").status_code == 200


@pytest.fixture
def own(app):
    """A measure that the office of a planner leads: its address, the planner, another office."""
    with app.app_context():
        lead = make_office("Tiefbauamt Test").id
        number = make_measure(status="agreed", lead_office_id=lead).number
        other = str(make_office("Ein anderes Amt").id)
        return f"{DESK}/{number}", signed_in(app, planner_of("Tiefbauamt Test")), str(lead), other


def test_who_gives_a_measure_away_is_warned_and_lands_on_its_page(own):
    address, planner, _lead, other = own
    page = f"{address}/bearbeiten"
    assert "giving_away" not in planner.get(page).text
    sent = measure_form(title="Neuer Titel", lead_office=other)
    warned = planner.post_form(page, sent)
    assert warned.status_code == 422
    assert 'id="giving_away-error"' in warned.text
    assert "Neuer Titel" in warned.text
    answer = planner.post_form(page, sent | {"giving_away": ["yes"]})
    assert answer.location == address
    landed = planner.get(address)
    assert landed.status_code == 200
    assert "Neuer Titel" in landed.text
    assert "Ab jetzt ändern die Fachplaner:innen" in landed.text
    assert planner.get(page).status_code == 403


def test_who_stays_a_partner_or_moderates_is_not_asked(own, client_of):
    address, planner, lead, other = own
    page = f"{address}/bearbeiten"
    stays = measure_form(lead_office=other, partners=[lead])
    assert planner.post_form(page, stays).status_code == 303
    gone = measure_form(lead_office=other)
    assert client_of("moderator").post_form(page, gone).status_code == 303


def test_a_partner_that_leaves_is_warned_as_well(app, own):
    address, planner, lead, other = own
    page = f"{address}/bearbeiten"
    planner.post_form(page, measure_form(lead_office=other, partners=[lead]))
    warned = planner.post_form(page, measure_form(lead_office=other))
    assert 'id="giving_away-error"' in warned.text


def test_a_suggestion_for_another_office_says_who_goes_on_with_it(own):
    _address, planner, _lead, other = own
    answer = planner.post_form(f"{DESK}/neu", measure_form(lead_office=other))
    assert "Ab jetzt ändern die Fachplaner:innen" in planner.get(answer.location).text
