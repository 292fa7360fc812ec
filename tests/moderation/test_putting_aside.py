"""Holding and passing on: who may, what happens, who sees what, and the way back."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import insert, select

from app.accounts.models import AuditEntry, Person, RoleGrant
from app.demo.services import ensure_recipients
from app.guidelines.models import Code
from app.moderation.models import Likeness
from app.moderation.policy import (
    can_ask,
    can_decline,
    can_forward,
    can_hold,
    can_publish,
    can_take_back,
)
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.paging import read_position
from app.shared.transactions import begin_writing
from app.submissions.models import STATUSES, Submission
from app.submissions.policy import OPEN, TRANSITIONS, can_move
from app.submissions.queries import by_public_number, history_of, number_in, resting
from app.submissions.services import forward, hold
from tests.factories import code_id, make_submission, somebody
from tests.moderation.desk import (
    SECRET,
    act,
    let_the_worker_rest,
    make,
    open_as_submitter,
    status_of,
)


@pytest.mark.parametrize("role", ["admin", "moderator", "planner", "council", "organisation"])
@pytest.mark.parametrize("status", STATUSES)
def test_who_may_do_what_in_which_state(role, status):
    person = Person(email="a@example.org", grants=[RoleGrant(role=role)])
    submission = Submission(status=status)
    works_here = role in ("admin", "moderator")
    is_open = status in OPEN
    assert can_publish(person, submission) is (works_here and is_open)
    assert can_decline(person, submission) is (works_here and is_open)
    assert can_ask(person, submission) is (works_here and is_open and status != "asked")
    assert can_hold(person, submission) is (works_here and is_open and status != "held")
    assert can_forward(person, submission) is (works_here and is_open and status != "forwarded")
    back = works_here and status not in ("received", "restricted", "withdrawn")
    assert can_take_back(person, submission) is back


def test_every_status_has_its_ways_and_none_leads_to_itself_or_out_of_withdrawn():
    assert set(TRANSITIONS) == set(STATUSES)
    assert not [status for status, ways in TRANSITIONS.items() if status in ways]
    assert not any(can_move(Submission(status="withdrawn"), status) for status in STATUSES)
    for decided in ("published", "declined"):
        assert not TRANSITIONS[decided] & {"published", "declined"}


def test_what_is_held_comes_back_on_its_day_and_keeps_its_due_time(client_of, app):
    number, moderator = make(app), client_of("moderator")
    with app.app_context():
        due = by_public_number(number).due_at
    day = today() + dt.timedelta(days=3)
    sent = act(moderator, number, "zurueckstellen", hold_note=SECRET, hold_until=day.isoformat())
    assert sent.status_code == 303
    let_the_worker_rest(app)
    assert status_of(app, number) == "held"
    with time_machine.travel(now() + dt.timedelta(days=3)):
        let_the_worker_rest(app)
        with app.app_context():
            submission = by_public_number(number)
            assert (submission.status, submission.due_at) == ("received", due)


def test_what_is_held_without_a_day_waits_for_somebody(client_of, app):
    number = make(app)
    act(client_of("moderator"), number, "zurueckstellen", hold_note=SECRET)
    with time_machine.travel(now() + dt.timedelta(days=400)):
        let_the_worker_rest(app)
        assert status_of(app, number) == "held"


@pytest.mark.parametrize(
    ("path", "data", "field"),
    [
        ("rueckfrage", {"question": ""}, "question"),
        ("rueckfrage", {"question": "x" * 2001}, "question"),
        ("zurueckstellen", {"hold_note": ""}, "hold_note"),
        ("zurueckstellen", {"hold_note": "Los", "hold_until": "morgen"}, "hold_until"),
        ("zurueckstellen", {"hold_note": "Los", "hold_until": "2020-01-01"}, "hold_until"),
        ("zurueckstellen", {"hold_note": "Los", "hold_until": "2999-01-01"}, "hold_until"),
        ("weiterleiten", {}, "recipient"),
        ("weiterleiten", {"recipient": "Ein Amt, das es nicht gibt"}, "recipient"),
        (
            "weiterleiten",
            {"recipient": "Ortsteilrat Rieth", "other_recipient": "Bauamt"},
            "recipient",
        ),
        ("weiterleiten", {"other_recipient": "x" * 201}, "other_recipient"),
    ],
)
def test_what_is_wrong_is_pointed_out_and_comes_back(client_of, app, path, data, field):
    number = make(app)
    sent = act(client_of("moderator"), number, path, **data)
    assert sent.status_code == 422
    assert f'href="#{field}"' in sent.text
    for typed in data.values():
        assert typed in sent.text or "gibt" in typed
    assert status_of(app, number) == "received"


def test_the_likely_offices_and_the_council_of_the_place_come_first(client_of, app):
    with app.app_context():
        begin_writing()
        db.session.get_one(Code, code_id("field:wohnen")).office = "Amt für Wohnen"
        db.session.get_one(Code, code_id("field:gesundheit")).office = "Gesundheitsamt"
        db.session.commit()
        number = make_submission(code_ids=(code_id("field:wohnen"),)).public_number
    page = client_of("moderator").get(f"/moderation/{number}").text
    offered = page[page.index('id="recipient"') :]
    names = ["Amt für Wohnen", "Rieth", "Gesundheitsamt", "Kerspleben"]
    places = [offered.index(name) for name in names]
    assert places == sorted(places)


def test_the_submitter_sees_where_it_went_but_no_note_for_colleagues(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "zurueckstellen", hold_note=SECRET)
    data = {"other_recipient": "Tiefbauamt", "forward_note": SECRET}
    assert act(moderator, number, "weiterleiten", **data).status_code == 303
    open_as_submitter(client, app, number)
    page = client.get("/beitrag/status").text
    assert "Weitergegeben an: Tiefbauamt" in page
    assert "Kanarienvogel" not in page
    assert "Kanarienvogel" in moderator.get(f"/moderation/{number}").text
    act(moderator, number, "", action="publish")
    for path in (f"/beitrag/{number}", "/ortsteile/rieth", "/"):
        assert "Kanarienvogel" not in client.get(path).text


def test_each_action_is_in_history_and_audit_with_who_did_it(client_of, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "zurueckstellen", hold_note="Warten")
    act(moderator, number, "weiterleiten", other_recipient="Bauamt")
    act(moderator, number, "rueckfrage", question="Wo genau?")
    act(moderator, number, "zuruecknehmen")
    with app.app_context():
        lines = history_of(by_public_number(number).id)
        ways = [(line.from_status, line.to_status) for line in lines]
        assert ways == [
            (None, "received"),
            ("received", "held"),
            ("held", "forwarded"),
            ("forwarded", "asked"),
            ("asked", "received"),
        ]
        assert all(line.person_id for line in lines[1:])
        entries = select(AuditEntry.action).where(AuditEntry.subject == number)
        actions = db.session.scalars(entries.order_by(AuditEntry.id)).all()
        assert actions == ["held", "forwarded", "asked", "taken back"]


def test_what_is_put_aside_is_listed_longest_first_and_fetched_back(client_of, app):
    moderator, numbers = client_of("moderator"), []
    for days in (3, 1, 2):
        with time_machine.travel(now() - dt.timedelta(days=days)), app.app_context():
            submission = make_submission(text=f"vor {days} Tagen")
            forward(submission, somebody(), "Bauamt", None)
            db.session.commit()
            numbers.append(submission.public_number)
    page = moderator.get("/moderation/abgelegt?art=weitergeleitet").text
    places = [page.index(f"vor {days} Tagen") for days in (3, 2, 1)]
    assert places == sorted(places)
    url = f"/moderation/{numbers[0]}/zuruecknehmen"
    sent = moderator.post_form(url, {}, page="/moderation/abgelegt?art=weitergeleitet")
    assert sent.status_code == 303
    assert status_of(app, numbers[0]) == "received"
    with app.app_context():
        assert number_in("forwarded") == 2


def test_the_list_is_paged_by_key(app):
    with app.app_context():
        for number in range(5):
            hold(make_submission(text=f"Text {number}"), somebody(), "Warten", None)
        db.session.commit()
        first = resting("held", None, 3)
        rest = resting("held", read_position(first.next_token), 3)
        texts = [row.text for row in (*first.rows, *rest.rows)]
        assert texts == [f"Text {number}" for number in range(5)]
        assert rest.next_token is None


def test_what_is_put_aside_still_shows_as_similar(client_of, app):
    with app.app_context():
        one, other = make_submission(), make_submission(text="Eine Sitzgelegenheit fehlt.")
        number = one.public_number
        hold(other, somebody(), "Warten", None)
        pair = {"submission_id": one.id, "other_id": other.id, "score": 0.9}
        db.session.execute(insert(Likeness), pair)
        db.session.commit()
    page = client_of("moderator").get(f"/moderation/{number}").text
    assert f"zusammenfuehren?mit={other.public_number}" in page


@pytest.mark.parametrize("art", ["", "rueckfrage", "zurueckgestellt", "weitergeleitet", "<b>"])
def test_an_empty_list_says_so(client_of, art):
    page = client_of("moderator").get("/moderation/abgelegt", query_string={"art": art})
    assert "Hier liegt nichts." in page.text


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (
            "rests_since IS NOT NULL AND status = 'held' ORDER BY rests_since, id LIMIT 31",
            "ix_submission_resting",
        ),
        (
            "waits_until <= '2026-01-01' ORDER BY waits_until, id LIMIT 1",
            "ix_submission_waits_until",
        ),
    ],
)
def test_lists_of_what_is_put_aside_use_their_indexes(app, wanted, index):
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            query = f"EXPLAIN QUERY PLAN SELECT * FROM submission WHERE {wanted}"
            plan = " ".join(map(str, db.session.connection().exec_driver_sql(query)))
            assert index in plan
            assert "TEMP B-TREE" not in plan


def test_where_no_council_is_the_office_of_the_ortsteil_comes_first(client_of, app):
    with app.app_context():
        ensure_recipients()
        db.session.commit()
    page = client_of("moderator").get(f"/moderation/{make(app, area='altstadt')}").text
    offered = page[page.index('id="recipient"') :]
    assert offered.index("Amt für Soziales") < offered.index("Ortsteilrat")
