"""With the receipt code: see, add, correct, delete."""

import pytest
from sqlalchemy import select

from app.shared.database import db
from app.submissions.models import Addition, Submission, SubmissionCount
from app.submissions.queries import by_public_number
from app.submissions.services import receipt_code
from tests.factories import make_submission


def opened(client, app, **fields):
    with app.app_context():
        submission = make_submission(**fields)
        code = receipt_code(submission.submission_key)
        number = submission.public_number
    answer = client.post_form("/beitrag/status", {"code": code})
    assert answer.status_code == 303
    return number


@pytest.mark.parametrize("change", [str.lower, lambda c: f" {c[:4]}-{c[4:8]} {c[8:]} ", str])
def test_the_code_opens_the_contribution_however_it_is_typed(client, app, change):
    with app.app_context():
        submission = make_submission()
        code = receipt_code(submission.submission_key)
    assert client.post_form("/beitrag/status", {"code": change(code)}).status_code == 303
    assert submission.public_number in client.get("/beitrag/status").text


@pytest.mark.parametrize("typed", ["", "ABCD EFGH JKMN", "x" * 41, "'; DROP TABLE", "🙂"])
def test_a_wrong_code_opens_nothing_and_comes_back(client, typed):
    answer = client.post_form("/beitrag/status", {"code": typed})
    assert answer.status_code == 422
    assert "Fehler" in answer.text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("received", "Ihr Beitrag ist angekommen."),
        ("published", "Gelesen und veröffentlicht."),
        ("declined", "Das betrifft nicht die Stadt."),
        ("withdrawn", "Sie haben Ihren Beitrag gelöscht."),
    ],
)
def test_the_history_says_in_plain_words_what_happened(client, app, status, words):
    opened(client, app, status=status)
    assert words in client.get("/beitrag/status").text


def test_adding_keeps_the_text_and_shows_it_back(client, app):
    number = opened(client, app)
    page = "/beitrag/status"
    answer = client.post_form(f"{page}/ergaenzen", {"text": "Noch etwas <b>"}, page=page)
    assert answer.status_code == 303
    assert "Noch etwas &lt;b&gt;" in client.get(page).text
    with app.app_context():
        assert db.session.scalars(select(Addition.text)).all() == ["Noch etwas <b>"]
        assert by_public_number(number).text == "Eine Bank an der Haltestelle fehlt."


def test_correcting_is_possible_until_the_review(client, app):
    number = opened(client, app)
    url = "/beitrag/status/korrigieren"
    assert client.post_form(url, {"text": "Besser so."}).status_code == 303
    with app.app_context():
        assert by_public_number(number).text == "Besser so."


def test_correcting_after_the_review_is_refused(client, app):
    opened(client, app, status="published")
    assert client.get("/beitrag/status/korrigieren").status_code == 409


def test_a_correction_that_is_too_short_comes_back(client, app):
    opened(client, app)
    answer = client.post_form("/beitrag/status/korrigieren", {"text": "x"})
    assert answer.status_code == 422


def test_deleting_keeps_only_what_statistics_need(client, app):
    number = opened(client, app, status="published", text="Kanarienvogel 4711")
    url = "/beitrag/status/loeschen"
    assert client.post_form(url, {}).status_code == 303
    with app.app_context():
        gone = by_public_number(number)
        assert (gone.status, gone.text, gone.public_text) == ("withdrawn", None, None)
        assert gone.area is not None
        counts = {c.status: c.number for c in db.session.scalars(select(SubmissionCount))}
        assert counts == {"received": 0, "published": 0, "withdrawn": 1}
    assert "Kanarienvogel" not in client.get("/ortsteile/rieth").text
    assert client.get(f"/beitrag/{number}").status_code == 404


def test_closing_forgets_the_contribution_on_this_device(client, app):
    number = opened(client, app)
    answer = client.post_form("/beitrag/status/schliessen", {}, page="/beitrag/status")
    assert answer.status_code == 303
    assert number not in client.get("/beitrag/status").text


def test_without_the_code_nothing_can_be_changed(client, app):
    with app.app_context():
        make_submission()
    for path in ("ergaenzen", "korrigieren", "loeschen"):
        token = client.token()
        data = {"csrf_token": token, "text": "Fremder Text"}
        assert client.post(f"/beitrag/status/{path}", data=data).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Submission.status)).one() == "received"
