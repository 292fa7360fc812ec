"""Objections at the desk: a month's clock, an answer once, and what follows from it."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.queries import audit_entries
from app.privacy.models import PrivacyRequest
from app.privacy.policy import answer_due, months_after
from app.privacy.queries import open_requests
from app.privacy.services import answer, object_to
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import run_one
from app.submissions.queries import by_public_number
from app.submissions.services import withdraw
from tests.factories import make_submission, somebody

LIST = "/verwaltung/datenschutz"


def make_request(app, **fields):
    with app.app_context():
        submission = make_submission(**fields)
        request = object_to(submission, "Ich bin erkennbar.")
        db.session.commit()
        return submission.public_number, request.id


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-24", "2026-12-24"),
        ("2027-01-31", "2027-02-28"),
        ("2028-01-31", "2028-02-29"),
        ("2026-12-15", "2027-01-15"),
        ("2027-02-28", "2027-03-28"),
    ],
)
def test_the_answer_is_due_after_a_month(received, due):
    assert answer_due(dt.date.fromisoformat(received)) == dt.date.fromisoformat(due)


def test_months_go_over_years():
    assert months_after(dt.date(2026, 11, 30), 27) == dt.date(2029, 2, 28)


def test_what_is_due_first_stands_first_and_what_is_late_is_marked(client_of, app):
    with time_machine.travel(now() - dt.timedelta(days=40)):
        late, _ = make_request(app)
    new, _ = make_request(app)
    page = client_of("admin").get(LIST).text
    assert page.index(late) < page.index(new)
    assert page.count("überfällig") == 1


def test_a_long_list_is_paged_by_key(app):
    for _ in range(3):
        make_request(app)
    with app.app_context():
        first = open_requests(0, 2)
        rest = open_requests(first[-1].id, 2)
        assert len({one.id for one in [*first, *rest]}) == 3


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [("granted", "withdrawn", "stattgegeben"), ("refused", "published", "Bitte Geduld.")],
)
def test_the_answer_reaches_whoever_holds_the_code(client, client_of, app, outcome, status, words):
    number, request_id = make_request(app, status="published")
    admin = client_of("admin")
    data = {"outcome": outcome, "answer": "Bitte Geduld."}
    assert admin.post_form(f"{LIST}/{request_id}", data).status_code == 303
    with app.app_context():
        while run_one():
            pass
        assert by_public_number(number).status == status
        assert audit_entries(1)[0].action == f"objection {outcome}"
    with client.session_transaction() as session:
        session["opened"] = number
    assert words in client.get("/meine-daten").text
    assert ("widersprochen" in client.get("/beitrag/status").text) is (outcome == "granted")


@pytest.mark.parametrize(
    "data", [{}, {"outcome": "granted"}, {"answer": "Bitte <b>"}, {"outcome": "x", "answer": "Ja."}]
)
def test_half_an_answer_comes_back(client_of, app, data):
    number, request_id = make_request(app)
    page = client_of("admin").post_form(f"{LIST}/{request_id}", data)
    assert page.status_code == 422
    assert data.get("answer", "").replace("<b>", "&lt;b&gt;") in page.text
    with app.app_context():
        assert by_public_number(number).status == "received"


def test_an_answer_is_given_once(client_of, app):
    _, request_id = make_request(app)
    admin, data = client_of("admin"), {"outcome": "refused", "answer": "Nein."}
    url = f"{LIST}/{request_id}"
    token = admin.token()
    assert admin.post(url, data=data | {"csrf_token": token}).status_code == 303
    assert admin.post(url, data=data | {"csrf_token": token}).status_code == 409


def test_whoever_deletes_the_contribution_needs_no_answer_any_more(client_of, app):
    number, _ = make_request(app)
    with app.app_context():
        withdraw(by_public_number(number))
        db.session.commit()
        while run_one():
            pass
        assert open_requests(0, 9) == []
    assert "Nichts wartet" in client_of("admin").get(LIST).text


def test_only_administrators_answer(app):
    _, request_id = make_request(app)
    with app.app_context():
        request = db.session.get_one(PrivacyRequest, request_id)
        with pytest.raises(NotPossible):
            answer(somebody("moderator"), request, "refused", "Nein.")
        assert db.session.scalars(select(PrivacyRequest.outcome)).all() == [None]


def test_a_request_that_is_not_there(client_of):
    assert client_of("admin").get(f"{LIST}/4711").status_code == 404
    assert client_of("moderator").get(LIST).status_code == 403
