"""An adopted version is kept as it was decided, whatever happens to the measures later."""

import datetime as dt
import decimal
import hashlib
import json

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.demo.services.removing_plan import remove_plan
from app.plan.models import BudgetLine, PlanVersion
from app.plan.queries.plan_content import working_state
from app.plan.services import Ground, MeasureDraft, change_measure
from app.plan.services.adopting import NotCovered, adopt_plan
from app.plan.services.measures import create_measure
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.transactions import begin_writing
from tests.factories import make_measure, make_submission, somebody

DAY = dt.date(2026, 6, 10)
FORM = {"title": "Sozialraumplan 2026", "paper": "1500/26", "decided_on": "2026-06-10"}


def make_covered_plan():
    """Store a plan that can be adopted: one decided measure with one contribution behind it."""
    ground = Ground(submission_id=make_submission(status="published").id)
    return make_measure(status="decided", grounds=(ground,))


def adopt(title="Sozialraumplan 2026"):
    """Adopt the working state."""
    made = adopt_plan(somebody(), title, "1500/26", DAY)
    db.session.commit()
    return made


def test_a_version_is_not_changed_by_what_happens_to_its_measures(app, client):
    with app.app_context():
        measure = make_covered_plan()
        adopt()
        change_measure(
            somebody(),
            measure,
            measure.version,
            MeasureDraft(
                title="Ganz anderer Titel",
                text="Anders.",
                lead_office_id=measure.lead_office_id,
                paper="1/27",
                decided_on=DAY,
            ),
        )
        db.session.commit()
    page = client.get("/plan/fassungen/1").text
    assert "Bänke an Haltestellen" in page
    assert "Ganz anderer Titel" not in page
    assert "Bänke an Haltestellen" in client.get("/plan/fassungen/1/M-2026-001").text


def test_the_file_of_a_version_has_the_hash_that_is_shown(app, client):
    with app.app_context():
        make_covered_plan()
        kept = adopt().sha256
    data = client.get("/plan/fassungen/1.json").data
    assert hashlib.sha256(data).hexdigest() == kept
    assert kept in client.get("/plan/fassungen/1").text
    assert json.loads(data)["measures"][0]["evidence"]["contributions"] == 1


def test_money_is_kept_to_the_cent(app):
    with app.app_context():
        measure = make_covered_plan()
        begin_writing()
        planned, spent = decimal.Decimal("12500.10"), decimal.Decimal("0.30")
        line = {"year": 2027, "budget_number": "49510.61610", "source": "LSZ"}
        db.session.add(BudgetLine(measure_id=measure.id, planned=planned, spent=spent, **line))
        db.session.commit()
        assert working_state()["measures"][0]["money"] == [
            line | {"planned": "12500.10", "spent": "0.30"}
        ]


def test_versions_are_numbered_one_after_the_other(app):
    with app.app_context():
        make_covered_plan()
        assert [adopt().number, adopt().number] == [1, 2]


@pytest.mark.parametrize("what", ["a contribution", "an office", "a source"])
def test_a_plan_with_gaps_is_not_adopted(app, what):
    with app.app_context():
        make_covered_plan()
        if what == "a contribution":
            make_submission("Ein Treffpunkt fehlt.", status="published")
        elif what == "an office":
            make_measure(status="agreed", other_source="Bericht")
        else:
            make_measure(status="agreed", lead_office_id=1)
        with pytest.raises(NotCovered):
            adopt()


def test_a_plan_of_suggestions_alone_is_not_adopted(app):
    with app.app_context():
        make_measure()
        with pytest.raises(NotPossible):
            adopt()


def test_a_decision_to_come_and_a_planner_adopt_nothing(app):
    with app.app_context():
        make_covered_plan()
        with pytest.raises(NotPossible):
            adopt_plan(somebody(), "Plan", "1/26", today() + dt.timedelta(days=1))
        with pytest.raises(NotPossible):
            adopt_plan(somebody("planner"), "Plan", "1/26", DAY)


@pytest.mark.parametrize(
    "statement", [update(PlanVersion).values(title="Neu"), delete(PlanVersion)]
)
def test_the_database_itself_keeps_an_adopted_version(app, statement):
    with app.app_context():
        make_covered_plan()
        adopt()
        begin_writing()
        with pytest.raises(IntegrityError):
            db.session.execute(statement)
        db.session.rollback()
        assert db.session.query(PlanVersion).one().title == "Sozialraumplan 2026"


def test_what_holds_an_example_is_an_example_and_goes_with_them(app, client):
    with app.app_context():
        make_covered_plan()
        create_measure(somebody(), MeasureDraft("Beispiel: Bänke", "Beispiel"), is_example=True)
        db.session.commit()
        assert not adopt().is_example
        example = make_measure(
            "Beispiel: Café", status="agreed", lead_office_id=1, other_source="x"
        )
        begin_writing()
        example.is_example = True
        db.session.commit()
        assert adopt().is_example
    assert "Kein Stadtrat hat sie beschlossen." in client.get("/plan/fassungen/2").text
    with app.app_context():
        begin_writing()
        remove_plan()
        db.session.commit()
        assert [one.number for one in db.session.query(PlanVersion)] == [1]


def test_the_form_adopts_and_leads_to_the_version(app, client_of, client):
    with app.app_context():
        make_covered_plan()
    desk = client_of("moderator")
    assert "Bevor der Plan" not in desk.get("/plan/arbeit/beschluss").text
    answer = desk.post("/plan/arbeit/beschluss", data=FORM | {"csrf_token": desk.token()})
    assert answer.location == "/plan/fassungen/1"
    page = client.get("/plan/fassungen").text
    assert "Fassung 1: Sozialraumplan 2026" in page
    assert "beschlossen am 10. Juni 2026" in page


def test_a_refusal_leads_to_the_work_list_and_keeps_what_was_typed(app, client_of):
    with app.app_context():
        make_covered_plan()
        make_submission("Ein Treffpunkt fehlt.", status="published")
    desk = client_of("moderator")
    answer = desk.post("/plan/arbeit/beschluss", data=FORM | {"csrf_token": desk.token()})
    assert answer.status_code == 409
    assert "ein veröffentlichter Beitrag ohne Antwort oder Maßnahme" in answer.text
    assert 'href="/plan/arbeit/abdeckung"' in answer.text
    assert 'value="1500/26"' in answer.text
    with app.app_context():
        assert db.session.query(PlanVersion).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("paper", ""), ("decided_on", "2999-01-01"), ("decided_on", "gestern")],
)
def test_bad_input_is_said_at_the_field(app, client_of, field, value):
    with app.app_context():
        make_covered_plan()
    desk = client_of("moderator")
    typed = FORM | {field: value, "csrf_token": desk.token()}
    answer = desk.post("/plan/arbeit/beschluss", data=typed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_two_versions_are_compared_in_words(app, client):
    with app.app_context():
        measure = make_covered_plan()
        adopt()
        draft = MeasureDraft(
            title=measure.title,
            text=measure.text,
            lead_office_id=measure.lead_office_id,
            paper=measure.paper,
            decided_on=measure.decided_on,
            starts_on=dt.date(2027, 3, 1),
        )
        change_measure(somebody(), measure, measure.version, draft)
        db.session.commit()
        adopt()
    page = client.get("/plan/fassungen/vergleich?von=1&bis=2").text
    assert "Beginn festgelegt auf 1. März 2027" in page


def test_the_working_state_is_compared_by_those_who_write_it_alone(app, client, client_of):
    with app.app_context():
        make_covered_plan()
        adopt()
        make_measure("Neuer Treffpunkt", status="agreed")
    address = "/plan/fassungen/vergleich?von=1&bis=stand"
    assert client.get(address).status_code == 404
    assert client_of("council").get(address).status_code == 404
    assert "Neu: Neuer Treffpunkt" in client_of("planner").get(address).text
    assert "Neuer Treffpunkt" in client_of("planner").get("/plan/arbeit/stand").text


@pytest.mark.parametrize(
    "address",
    [
        "/plan/fassungen/9",
        "/plan/fassungen/9.json",
        "/plan/fassungen/99999999999",
        "/plan/fassungen/1/M-2026-999",
        "/plan/fassungen/vergleich",
        "/plan/fassungen/vergleich?von=1&bis=x",
    ],
)
def test_what_is_not_there_is_not_found(app, client, address):
    with app.app_context():
        make_covered_plan()
        adopt()
    assert client.get(address).status_code == 404


def test_a_long_plan_is_paged_by_the_number_of_the_measure(app, client):
    with app.app_context():
        make_covered_plan()
        for place in range(60):
            make_measure(f"Maßnahme {place}", status="agreed", lead_office_id=1, other_source="x")
        adopt()
    first = client.get("/plan/fassungen/1").text
    assert "Maßnahme 48" in first
    assert "Maßnahme 49" not in first
    assert "Maßnahme 49" in client.get("/plan/fassungen/1?vor=M-2026-050").text
