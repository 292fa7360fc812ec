"""R3, R9: a contribution is stored once with everything that belongs to it, or not at all."""

import threading

import pytest
from sqlalchemy import event, func, select

from app.accounts.models import AuditEntry
from app.moderation.models import Coding
from app.moderation.services import publish
from app.shared.database import db
from app.shared.jobs import Job
from app.submissions.models import CodeHint, Contact, NumberSeries, StatusChange, Submission
from app.submissions.models import SubmissionCount as Count
from app.submissions.queries import by_id
from app.submissions.services import receipt_code
from tests.factories import code_id, make_submission, somebody
from tests.submissions.test_writing import TEXT, answers, open_form

PARTS = (Submission, StatusChange, CodeHint, Contact, Job, Count, NumberSeries, Coding)
MAIL = {"MAIL_URL": "smtp://127.0.0.1:1"}


class Planted(Exception):
    """A fault planted at the n-th statement."""


def form_data(client):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    more = {"place": "city", "text": TEXT, "on_behalf": "self", "go": "send"}
    return answers(page, **more, fields=["field:wohnen"], email="wer@example.org")


def rows(app):
    with app.app_context():
        numbers = [db.session.scalar(select(func.count()).select_from(p)) for p in PARTS]
        return dict(zip([p.__tablename__ for p in PARTS], numbers, strict=True))


def fail_at(app, number):
    """Let the n-th writing statement of this application fail; return how to stop that."""
    seen = []

    def count(connection, cursor, statement, parameters, context, executemany):
        if statement.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            seen.append(statement)
            if len(seen) == number:
                raise Planted

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    return seen, lambda: event.remove(engine, "before_cursor_execute", count)


def test_a_fault_at_any_statement_of_submitting_leaves_nothing(make_app):
    app = make_app(**MAIL)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    before = rows(app)
    for number in range(1, 30):
        data = form_data(client)
        seen, stop = fail_at(app, number)
        answer = client.post("/beitrag/neu", data=data)
        stop()
        if len(seen) < number:
            assert answer.status_code == 303
            break
        assert answer.status_code == 500
        assert TEXT.split("\n")[0] in answer.text
        assert rows(app) == before
    assert number > 6
    assert rows(app) == before | {"submission": 1, "status_change": 1, "code_hint": 1, "contact": 1,
                                  "job": 1, "submission_count": 1, "number_series": 1}  # fmt: skip


def test_a_fault_at_any_statement_of_publishing_leaves_it_unpublished(app):
    with app.app_context():
        submission_id = make_submission().id
        person_id = somebody().id
        codes = [code_id("field:wohnen")]
    for number in range(1, 30):
        with app.app_context():
            seen, stop = fail_at(app, number)
            submission, person = by_id(submission_id), db.session.get(type(somebody()), person_id)
            try:
                publish(person, submission, submission.version, [(0, 3)], codes, None)
                db.session.commit()
            except Planted:
                db.session.rollback()
            stop()
        if len(seen) < number:
            break
        with app.app_context():
            assert by_id(submission_id).status == "received"
            assert rows(app)["coding"] == 0
            assert db.session.scalar(
                select(func.count()).where(AuditEntry.action == "published")
            ) == 0  # fmt: skip
    assert number > 5
    with app.app_context():
        assert by_id(submission_id).status == "published"


def test_reload_back_and_double_click_end_at_the_same_receipt(app, client):
    data = form_data(client)
    targets = {client.post("/beitrag/neu", data=data).location for _ in range(3)}
    assert len(targets) == 1
    assert rows(app)["submission"] == 1
    with app.app_context():
        stored = db.session.scalars(select(Submission)).one()
        code = receipt_code(stored.submission_key)
        assert db.session.scalars(select(NumberSeries.last)).one() == 1
    page = client.get(targets.pop()).text
    assert all(f"<span>{code[i : i + 4]}</span>" in page for i in (0, 4, 8))


def test_twenty_posts_of_one_form_at_once_store_one(app, client):
    data = form_data(client)
    cookie = client.get_cookie("ortsstimme").value
    found = []

    def send():
        other = app.test_client()
        other.set_cookie("ortsstimme", cookie)
        found.append(other.post("/beitrag/neu", data=data))

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in found} == {303}
    assert len({answer.location for answer in found}) == 1
    assert rows(app)["submission"] == 1
    assert rows(app)["status_change"] == 1


def test_the_same_form_with_another_text_is_asked_about(app, client):
    data = form_data(client)
    client.post("/beitrag/neu", data=data)
    answer = client.post("/beitrag/neu", data=data | {"text": "Etwas ganz anderes"})
    assert answer.status_code == 409
    assert "Etwas ganz anderes" in answer.text
    assert rows(app)["submission"] == 1


@pytest.mark.parametrize("number", [3, 7])
def test_public_numbers_have_no_gaps_and_no_doubles(app, number):
    with app.app_context():
        for _ in range(number):
            make_submission()
        numbers = sorted(s[-6:] for s in db.session.scalars(select(Submission.public_number)))
        assert numbers == [f"{n:06d}" for n in range(1, number + 1)]
