"""S12 (ASVS 15.3.3): a form changes what it is for; every other column that is sent is ignored."""

import pytest

from app.moderation.models import HouseRule, ReplyTemplate
from app.shared.database import db, table_of
from app.submissions.models import Question, StatusChange, Submission
from app.submissions.queries import by_public_number, history_of
from app.submissions.services import ask
from tests.factories import make_submission, somebody

EVIL = "4711"
COLUMNS = {
    column.key: EVIL
    for model in (Submission, StatusChange, Question, HouseRule, ReplyTemplate)
    for column in table_of(model).columns
}
# What moving a contribution changes by itself.
MOVES = {"status", "version", "rests_since", "waits_until", "due_at"}
RULE = {"title_de": "Titel", "sentence_de": "Satz", "needs_words": "no", "is_active": "yes"}
REPLY = {"purpose": "ask", "language": "de", "title": "Titel", "body": "Text", "is_active": "yes"}


def values_of(row):
    return {column.key: getattr(row, column.key) for column in table_of(type(row)).columns}


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("rueckfrage", {"question": "Wo genau?"}, "asked"),
        ("zurueckstellen", {"hold_note": "Warten"}, "held"),
        ("weiterleiten", {"other_recipient": "Bauamt", "recipient": ""}, "forwarded"),
    ],
)
def test_actions_of_the_desk(client_of, app, path, data, status):
    moderator = client_of("moderator")
    with app.app_context():
        submission = make_submission()
        number, before = submission.public_number, values_of(submission)
        db.session.remove()
    url = f"/moderation/{number}"
    sent = COLUMNS | data | {"version": "1"}
    assert moderator.post_form(f"{url}/{path}", sent, page=url).status_code == 303
    with app.app_context():
        submission = by_public_number(number)
        after = values_of(submission)
        assert {key for key in before if before[key] != after[key]} <= MOVES
        assert after["status"] == status
        assert EVIL not in map(str, values_of(history_of(submission.id)[-1]).values())


def test_the_answer_of_a_submitter(client, app):
    with app.app_context():
        submission = make_submission()
        ask(submission, somebody(), "Wo genau?")
        db.session.commit()
        number, before = submission.public_number, values_of(submission)
        question = values_of(db.session.query(Question).one())
        db.session.remove()
    with client.session_transaction() as session:
        session["opened"] = number
    sent = COLUMNS | {"answer": "Am Platz"}
    answer = client.post_form("/beitrag/status/antworten", sent, page="/beitrag/status")
    assert answer.status_code == 303
    with app.app_context():
        after = values_of(by_public_number(number))
        assert {key for key in before if before[key] != after[key]} <= MOVES
        asked = values_of(db.session.query(Question).one())
        assert {k for k in asked if asked[k] != question[k]} == {"answer", "answered_at"}


@pytest.mark.parametrize(
    ("url", "data", "model"),
    [
        ("/moderation/hausregeln/insult", RULE, HouseRule),
        ("/moderation/vorlagen/1", REPLY, ReplyTemplate),
    ],
)
def test_texts_of_the_desk(client_of, app, url, data, model):
    admin = client_of("admin")
    sent = COLUMNS | data | {"version": "1"}
    assert admin.post_form(url, sent).status_code == 303
    with app.app_context():
        for row in db.session.query(model):
            assert EVIL not in map(str, values_of(row).values())


@pytest.mark.parametrize("version", ["", "eins", "1; DROP TABLE"])
def test_a_form_without_a_version_of_ours_is_refused(client_of, app, version):
    with app.app_context():
        url = f"/moderation/{make_submission().public_number}"
    data = {"question": "Wo genau?", "version": version}
    sent = client_of("moderator").post_form(f"{url}/rueckfrage", data, page=url)
    assert sent.status_code == 400
