"""With the receipt code: see everything, take it away, restrict, lift, object (trust.md P4)."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.moderation.services import take_back
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.idle import run_idle
from app.shared.jobs import Job, run_one
from app.submissions.models import LockedText, Submission, SubmissionCount
from app.submissions.queries import by_public_number, history_of
from app.submissions.services import add, ask, forward, hold, receipt_code
from tests.factories import make_submission, somebody

TEXT = "Am Kanarienweg fehlt eine Bank."
PAGE = "/meine-daten"


def opened(client, app, **fields):
    with app.app_context():
        submission = make_submission(**{"text": TEXT, **fields})
        code, number = receipt_code(submission.submission_key), submission.public_number
    answer = client.post_form("/beitrag/status", {"code": code}, page=PAGE)
    assert answer.location == PAGE
    return number


def restrict(client):
    answer = client.post_form(f"{PAGE}/einschraenken", {})
    assert answer.status_code == 303


def lift(client):
    assert client.post_form(f"{PAGE}/aufheben", {}, page=PAGE).status_code == 303


def work():
    while run_one() or run_idle():
        pass


def test_a_wrong_code_leads_back_to_the_data_in_the_end(client, app):
    with app.app_context():
        code = receipt_code(make_submission().submission_key)
    wrong = client.post_form("/beitrag/status", {"code": "ABCD"}, page=PAGE)
    assert wrong.status_code == 422
    assert client.send_on(wrong, {"code": code}).location == PAGE


@pytest.mark.parametrize(
    "words",
    [TEXT, "Noch etwas", "Wo genau?", "Rieth", "Bedarf", "gast@example.org", "Verein", "2026-11"],
)
def test_everything_stored_is_shown(client, make_app, words):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    client = app.test_client()
    number = opened(client, app, kind="need", email="gast@example.org", organisation="Verein")
    with app.app_context():
        submission = by_public_number(number)
        add(submission, "Noch etwas")
        ask(submission, somebody(), "Wo genau?")
        db.session.commit()
    assert words in client.get(PAGE).text


def test_the_file_says_the_same_and_nothing_of_colleagues(client, app):
    number = opened(
        client, app, status="published", codes=("field:mobilitaet",), passages=((0, 2),)
    )
    with app.app_context():
        name = somebody().name
    answer = client.get(f"{PAGE}/daten.json")
    stored = answer.json
    assert stored["contribution"]["number"] == number
    assert stored["written"]["text"] == TEXT
    assert stored["public"]["text"] == f"{'█' * 5}{TEXT[2:]}"
    assert stored["work"]["codes"]
    assert [line["what"] for line in stored["history"]] == ["received", "published"]
    assert name not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["/daten.json", "/einschraenken", "/widerspruch"])
def test_without_the_code_there_is_nothing(client, app, path):
    with app.app_context():
        make_submission()
    assert client.get(PAGE + path).status_code == 404


def test_a_restricted_contribution_is_nowhere_to_be_read(client, client_of, app):
    number = opened(client, app, status="published", codes=("field:mobilitaet",))
    with app.app_context():
        work()
    moderator, council = client_of("moderator"), client_of("council")
    assert number in council.get("/ortsteilrat/").text
    restrict(client)
    with app.app_context():
        work()
    found = [
        client.get(path)
        for path in ("/ortsteile/rieth", "/suche?q=Kanarienweg", "/", f"/beitrag/{number}")
    ]
    found += [
        moderator.get(path)
        for path in (f"/moderation/{number}", "/moderation/suche?q=Kanarienweg", "/moderation/")
    ]
    found.append(council.get("/ortsteilrat/"))
    assert number not in found[-1].text
    assert not [page.request.url for page in found if TEXT in page.text]
    assert found[3].status_code == 404
    assert "weggeschlossen" in moderator.get(f"/moderation/{number}").text
    assert TEXT in client.get(PAGE).text


@pytest.mark.parametrize(
    "act",
    [
        lambda s: add(s, "Noch etwas"),
        lambda s: ask(s, somebody(), "Wo?"),
        lambda s: hold(s, somebody(), "Später", None),
        lambda s: forward(s, somebody(), "Bauamt", None),
        lambda s: take_back(somebody(), s, s.version),
    ],
)
def test_nothing_can_be_done_with_a_restricted_contribution(client, app, act):
    number = opened(client, app)
    restrict(client)
    with app.app_context(), pytest.raises(NotPossible):
        act(by_public_number(number))
    assert client.get("/beitrag/status/korrigieren").status_code == 409


@pytest.mark.parametrize("status", ["received", "published", "declined", "asked", "held"])
def test_lifting_brings_back_exactly_what_was(client, app, status):
    number = opened(
        client, app, status=status if status in ("published", "declined") else "received"
    )
    columns = ("status", "text", "public_text", "decline_reason", "waits_until", "rests_since")
    with app.app_context():
        submission = by_public_number(number)
        if status == "asked":
            ask(submission, somebody(), "Wo genau?")
        if status == "held":
            hold(submission, somebody(), "Später", None)
        db.session.commit()
        before = {name: getattr(submission, name) for name in columns}
        moments = (submission.published_at, submission.decided_at)
    restrict(client)
    lift(client)
    with app.app_context():
        again = by_public_number(number)
        assert {name: getattr(again, name) for name in columns} == before
        for earlier, now in zip(moments, (again.published_at, again.decided_at), strict=True):
            assert (earlier is None) == (now is None)
            assert earlier is None or abs(earlier - now) < dt.timedelta(seconds=1)
        assert db.session.scalars(select(LockedText)).all() == []
        assert len(history_of(again.id)) >= 3


def test_what_was_published_is_found_again_after_lifting(client, app):
    opened(client, app, status="published")
    restrict(client)
    with app.app_context():
        work()
    lift(client)
    with app.app_context():
        work()
    assert TEXT in client.get("/ortsteile/rieth").text
    assert "Kanarienweg" in client.get("/suche?q=Kanarienweg").text


def test_counts_stay_the_same_in_sum(client, app):
    opened(client, app, status="published")
    restrict(client)
    with app.app_context():
        counts = {c.status: c.number for c in db.session.scalars(select(SubmissionCount))}
    assert counts == {"received": 0, "published": 0, "restricted": 1}


def test_no_mail_is_planned_when_a_restriction_is_lifted(make_app):
    app = make_app(MAIL_URL="smtp://127.0.0.1:1")
    client = app.test_client()
    opened(client, app, status="declined", email="gast@example.org")
    jobs = select(Job.id).where(Job.kind == "submission_mail")
    with app.app_context():
        before = db.session.scalars(jobs).all()
    assert before
    restrict(client)
    lift(client)
    with app.app_context():
        assert db.session.scalars(jobs).all() == before


def test_deleting_a_restricted_contribution_deletes_the_locked_text(client, app):
    number = opened(client, app)
    restrict(client)
    assert client.post_form("/beitrag/status/loeschen", {}).status_code == 303
    with app.app_context():
        assert by_public_number(number).status == "withdrawn"
        assert db.session.scalars(select(LockedText)).all() == []
        assert db.session.scalars(select(Submission.text)).all() == [None]
    assert "gelöscht" in client.get(PAGE).text


@pytest.mark.parametrize("typed", ["", "x", "x" * 5001])
def test_an_objection_that_says_too_little_or_too_much_comes_back(client, app, typed):
    opened(client, app)
    answer = client.post_form(f"{PAGE}/widerspruch", {"text": typed})
    assert answer.status_code == 422
    assert typed in answer.text


def test_an_objection_is_taken_in_once_with_its_date(client, app):
    opened(client, app)
    answer = client.post_form(f"{PAGE}/widerspruch", {"text": "Ich bin erkennbar <b>."})
    assert answer.status_code == 303
    page = client.get(PAGE).text
    assert "Ich bin erkennbar &lt;b&gt;." in page
    assert "Die Stadt antwortet spätestens am" in page
    assert client.get(f"{PAGE}/widerspruch").status_code == 409
