"""A question to the submitter: asked at the desk, answered with the receipt code."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.shared.clock import now
from app.shared.database import db
from app.submissions.models import Question, StatusChange
from app.submissions.policy import DAYS_TO_ANSWER
from app.submissions.queries import by_public_number
from tests.moderation.desk import (
    SECRET,
    act,
    let_the_worker_rest,
    make,
    open_as_submitter,
    status_of,
)


def test_a_question_is_read_and_answered_with_the_receipt_code(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    assert act(moderator, number, "rueckfrage", question="Wo <b>genau</b>?").status_code == 303
    assert status_of(app, number) == "asked"
    assert number not in moderator.get("/moderation/?ortsteil=rieth").text.split("desk-queue")[1]
    open_as_submitter(client, app, number)
    page = client.get("/beitrag/status")
    assert "Wo &lt;b&gt;genau&lt;/b&gt;?" in page.text
    answer = {"answer": "Am <i>Platz</i>."}
    sent = client.post_form("/beitrag/status/antworten", answer, page="/beitrag/status")
    assert sent.status_code == 303
    assert "Sie haben die Frage beantwortet." in client.get("/beitrag/status").text
    item = moderator.get(f"/moderation/{number}").text
    assert item.index("Wo &lt;b&gt;genau") < item.index("Am &lt;i&gt;Platz&lt;/i&gt;.")
    assert status_of(app, number) == "received"


@pytest.mark.parametrize("typed", ["", "x", "y" * 5001])
def test_an_answer_that_is_too_short_or_long_comes_back(client_of, client, app, typed):
    number = make(app)
    act(client_of("moderator"), number, "rueckfrage", question="Wo genau?")
    open_as_submitter(client, app, number)
    sent = client.post_form("/beitrag/status/antworten", {"answer": typed}, page="/beitrag/status")
    assert sent.status_code == 422
    assert 'href="#answer"' in sent.text
    assert typed in sent.text
    assert status_of(app, number) == "asked"


def test_nobody_answers_where_nothing_was_asked(client, app):
    number = make(app)
    data = {"answer": "Trotzdem"}
    token = {"csrf_token": client.token()}
    assert client.post("/beitrag/status/antworten", data=data | token).status_code == 404
    open_as_submitter(client, app, number)
    assert client.post("/beitrag/status/antworten", data=data | token).status_code == 409
    with app.app_context():
        assert db.session.scalars(select(Question)).all() == []


@pytest.mark.parametrize(
    ("path", "field", "words"),
    [
        ("antworten", "answer", "Sie haben die Frage beantwortet."),
        ("ergaenzen", "text", "Sie haben etwas ergänzt."),
        ("korrigieren", "text", "Sie haben Ihren Text korrigiert."),
    ],
)
def test_whatever_the_submitter_does_brings_it_back_with_a_new_due_time(
    client_of, client, app, path, field, words
):
    with time_machine.travel(now() - dt.timedelta(days=9)):
        number = make(app)
        act(client_of("moderator"), number, "rueckfrage", question="Wo genau?")
    open_as_submitter(client, app, number)
    page = "/beitrag/status/korrigieren" if path == "korrigieren" else "/beitrag/status"
    sent = client.post_form(f"/beitrag/status/{path}", {field: "Am Platz."}, page=page)
    assert sent.status_code == 303
    assert words in client.get("/beitrag/status").text
    with app.app_context():
        submission = by_public_number(number)
        assert (submission.status, submission.waits_until) == ("received", None)
        assert submission.due_at > now()


def test_without_an_answer_the_worker_brings_it_back_after_two_weeks(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "rueckfrage", question="Wo genau?")
    with time_machine.travel(now() + dt.timedelta(days=DAYS_TO_ANSWER - 1)):
        let_the_worker_rest(app)
        assert status_of(app, number) == "asked"
    with time_machine.travel(now() + dt.timedelta(days=DAYS_TO_ANSWER + 1)):
        let_the_worker_rest(app)
        with app.app_context():
            submission = by_public_number(number)
            assert submission.status == "received"
            assert submission.due_at > now()
    assert "keine Antwort" in moderator.get(f"/moderation/{number}").text
    open_as_submitter(client, app, number)
    assert "Auf die Frage kam keine Antwort." in client.get("/beitrag/status").text


def test_deleting_takes_question_answer_and_notes_along(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "zurueckstellen", hold_note=SECRET)
    act(moderator, number, "rueckfrage", question=SECRET)
    open_as_submitter(client, app, number)
    client.post_form("/beitrag/status/antworten", {"answer": SECRET}, page="/beitrag/status")
    assert client.post_form("/beitrag/status/loeschen", {}).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Question)).all() == []
        notes = db.session.scalars(select(StatusChange.note)).all()
        assert not any(notes)
    assert "Kanarienvogel" not in moderator.get(f"/moderation/{number}").text
