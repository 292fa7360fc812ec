"""A measure moves from state to state by buttons, with a reason, and its history is shown."""

import datetime as dt

import pytest

from app.plan.models import MeasureChange
from app.plan.queries import HistoryLine, measure_by_number, stations
from app.plan.services import change_measure_status
from app.shared.database import db
from tests.factories import make_measure, signed_in, somebody
from tests.plan.measuring import DESK, planner_of, ready_to_decide

MISSING = {
    "lead_office_id": ("#lead_office", "das federführende Amt"),
    "paper": ("#paper", "Nummer und Tag der Drucksache"),
    "decided_on": ("#paper", "Nummer und Tag der Drucksache"),
    "other_source": ("#other_source", "worauf sie sich stützt"),
}


def state_of(app, number):
    with app.app_context():
        return measure_by_number(number).status


def move(client, number, status, reason="Im Ausschuss besprochen"):
    url = f"{DESK}/{number}"
    return client.post_form(f"{url}/stand", {"status": status, "reason": reason}, page=url)


def test_from_a_suggestion_to_the_end_with_every_step_in_the_history(app, client_of):
    with app.app_context():
        number = ready_to_decide(status="suggested")
    planner = client_of("moderator")
    for step in ("agreed", "decided", "running", "done"):
        assert move(planner, number, step, f"Grund: {step}").status_code == 303
        assert state_of(app, number) == step
    page = planner.get(f"{DESK}/{number}").text
    assert all(f"Grund: {step}" in page for step in ("agreed", "decided", "running", "done"))
    assert "Test moderator" in page


def test_a_step_without_a_reason_is_refused_at_the_field(app, client_of):
    with app.app_context():
        number = make_measure().number
    answer = move(client_of("planner"), number, "agreed", "  ")
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert state_of(app, number) == "suggested"


@pytest.mark.parametrize("lacks", MISSING)
def test_what_a_decision_lacks_is_said_with_a_link_to_where_it_is_entered(app, client_of, lacks):
    with app.app_context():
        empty = None if lacks.endswith(("_id", "_on")) else ""
        number = ready_to_decide(**{lacks: empty})
    planner, (anchor, words) = client_of("moderator"), MISSING[lacks]
    page = planner.get(f"{DESK}/{number}")
    assert f'href="{DESK}/{number}/bearbeiten{anchor}"' in page.text
    assert words in page.text
    assert 'value="decided"' not in page.text
    refused = move(planner, number, "decided", "Trotzdem, mit langem Grund")
    assert refused.status_code == 422
    assert "Trotzdem, mit langem Grund" in refused.text
    assert state_of(app, number) == "agreed"


def test_a_state_that_cannot_follow_and_one_that_does_not_exist(app, client_of):
    with app.app_context():
        number = ready_to_decide()
    planner = client_of("moderator")
    assert move(planner, number, "done").status_code == 409
    assert move(planner, number, "gone").status_code == 400
    assert state_of(app, number) == "agreed"


def test_two_people_press_a_button_and_the_slower_one_is_told(app, client_of):
    with app.app_context():
        measure = make_measure()
        number, version = measure.number, measure.version
        change_measure_status(somebody(), measure, version, "dropped", "Kein Geld")
        db.session.commit()
    client, url = client_of("planner"), f"{DESK}/{number}"
    sent = {"status": "agreed", "reason": "Mein Grund", "version": version}
    answer = client.post_form(f"{url}/stand", sent, page=url)
    assert answer.status_code == 409
    assert "Mein Grund" in answer.text
    assert "Verworfen" in answer.text


def test_a_planner_of_another_office_has_no_buttons_and_no_way_round_them(app):
    with app.app_context():
        number = ready_to_decide()
        other = signed_in(app, planner_of("Ein anderes Amt"))
    url = f"{DESK}/{number}"
    assert "/stand" not in other.get(url).text
    sent = {"status": "decided", "reason": "x", "version": 1, "csrf_token": other.token()}
    assert other.post(f"{url}/stand", data=sent).status_code == 403


def history(*steps):
    moment = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    changes = [
        MeasureChange(to_status=step, at=moment + dt.timedelta(days=day), reason="")
        for day, step in enumerate(steps)
    ]
    return [HistoryLine(change, None) for change in changes]


@pytest.mark.parametrize(
    ("steps", "reached"),
    [
        (("suggested",), {"suggested": 1}),
        (("suggested", "agreed", "decided"), {"suggested": 1, "agreed": 2, "decided": 3}),
        (("suggested", "agreed", "suggested"), {"suggested": 3}),
        (("suggested", "agreed", "deferred"), {"suggested": 1, "agreed": 2, "deferred": 3}),
        (("suggested", "dropped", "suggested"), {"suggested": 3}),
        (
            ("suggested", "agreed", "deferred", "decided", "running", "done", "running"),
            {"suggested": 1, "agreed": 2, "decided": 4, "running": 7},
        ),
    ],
)
def test_the_line_of_stations_shows_what_holds_now(steps, reached):
    shown = stations(steps[-1], history(*steps))
    assert {one.status: one.reached.day for one in shown if one.reached} == reached
    assert [one.status for one in shown if one.is_current] == [steps[-1]]
    assert len(shown) == (6 if steps[-1] in ("deferred", "dropped") else 5)
