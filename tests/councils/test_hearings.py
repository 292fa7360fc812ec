"""Hearings: the city asks councils, they answer, stay silent or are late, and then all can read."""

import datetime as dt
import io

import pytest
import time_machine
from sqlalchemy import select

from app.areas.queries import council_by_key
from app.councils.models import Hearing, HearingReply
from app.councils.queries.hearings import hearing_by_number
from app.councils.services import note_silence
from app.councils.services.hearings import HearingDraft, open_hearing
from app.shared.clock import today
from app.shared.database import db
from tests.councils.members import member_client
from tests.councils.proposing import at, let_the_worker_work
from tests.factories import make_council_member, make_person, signed_in, somebody
from tests.shared.pdfs import pdf

LIST = "/ortsteilrat/anhoerungen"
TITLE = "Neue Haltestellen der Linie 9"
PLAN = pdf()
QUESTION = "Die Haltestelle soll wegfallen."


def a_hearing(app, *councils, days=30, **fields):
    """Open a hearing of these councils; return its number."""
    with app.app_context():
        ids = tuple(council_by_key(key).id for key in councils or ("rieth",))
        draft = HearingDraft(TITLE, QUESTION, today() + dt.timedelta(days=days), ids, **fields)
        hearing = open_hearing(somebody(), draft)
        db.session.commit()
        return hearing.public_number


def reply_of(app, number, council="rieth"):
    with app.app_context():
        replies = hearing_by_number(number).replies
        return next(reply for reply in replies if reply.council.key == council)


def answer(client, number, text="Wir sind dagegen.", **fields):
    values = {"kind": "answered", "text": text, "resolution_number": "OTR-09/26"}
    return client.post_form(f"{LIST}/{number}/antwort", values | fields)


def filled(app, *councils, days=30, **fields):
    with app.app_context():
        ids = [str(council_by_key(key).id) for key in councils or ("rieth",)]
    last = str(today() + dt.timedelta(days=days))
    return {"title": TITLE, "text": QUESTION, "councils": ids, "reply_until": last} | fields


def test_staff_open_a_hearing_and_the_council_finds_it_as_due(app, client_of):
    staff = client_of("planner")
    done = staff.post_form(f"{LIST}/neu", filled(app, "rieth", "hochheim"))
    assert done.status_code == 303
    number = done.location.rsplit("/", 1)[1]
    assert number == f"H-{today().year}-001"
    assert "0 von 2 Ortsteilräten" in staff.get(LIST).text
    member = member_client(app)
    assert TITLE in member.get("/ortsteilrat/").text
    assert TITLE in member.get(f"{LIST}/fuer-uns").text
    assert QUESTION in member.get(f"{LIST}/{number}/antwort").text


def test_who_is_not_asked_sees_nothing_of_it(app, client):
    number = a_hearing(app, "rieth")
    stranger = member_client(app, "hochheim")
    assert stranger.get(f"{LIST}/{number}/antwort").status_code == 404
    assert stranger.get(f"{LIST}/{number}").status_code == 403
    assert TITLE not in stranger.get(f"{LIST}/fuer-uns").text
    assert client.get(f"/anhoerungen/{number}").status_code == 404
    assert TITLE not in client.get("/ortsteile/rieth/vorschlaege").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "Bitte schreiben Sie, worum es geht."),
        ({"text": ""}, "Bitte schreiben Sie, was geplant ist."),
        ({"councils": []}, "mindestens einen Ortsteilrat"),
        ({"councils": ["999999"]}, "error-summary"),
        ({"reply_until": "2020-01-01"}, "Dieser Tag ist vorbei."),
        ({"reply_until": ""}, "Bitte geben Sie den letzten Tag an."),
    ],
)
def test_bad_input_opens_nothing_and_comes_back(app, client_of, fields, words):
    result = client_of("moderator").post_form(f"{LIST}/neu", filled(app) | fields)
    assert result.status_code == 422
    assert words in result.text
    typed = {"title": TITLE, "text": QUESTION} | fields
    assert typed["title"].strip() in result.text and typed["text"] in result.text
    with app.app_context():
        assert db.session.scalars(select(Hearing)).all() == []


@pytest.mark.parametrize(
    ("days", "environ_days", "short"), [(13, 14, True), (14, 14, False), (6, 7, True)]
)
def test_a_short_period_must_be_wanted(make_app, days, environ_days, short):
    app = make_app(HEARING_DAYS=str(environ_days))
    with app.app_context():
        staff = signed_in(app, make_person())
    first = staff.post_form(f"{LIST}/neu", filled(app, days=days))
    assert (first.status_code == 422) is short
    if short:
        assert f"weniger als {environ_days} Tage" in first.text
        values = filled(app, days=days, short=["wanted"])
        assert staff.send_on(first, values).status_code == 303


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({}, "answered", "Wir sind dagegen."),
        ({"kind": "no_statement", "text": ""}, "no_statement", "Keine Stellungnahme"),
    ],
)
def test_answers_become_public_when_the_hearing_is_closed(
    app, client, client_of, fields, status, words
):
    number = a_hearing(app)
    assert answer(member_client(app), number, **fields).status_code == 303
    assert reply_of(app, number).status == status
    assert client.get(f"/anhoerungen/{number}").status_code == 404
    staff = client_of("moderator")
    page = f"{LIST}/{number}"
    assert words in staff.get(page).text
    assert staff.post_form(f"{page}/schliessen", {}, page=page).status_code == 303
    public = client.get(f"/anhoerungen/{number}").text
    assert words in public and QUESTION in public
    assert TITLE in client.get("/ortsteile/rieth/vorschlaege").text
    with app.app_context():
        reply = reply_of(app, number)
        data = {"csrf_token": "", "version": reply.version, "kind": "no_statement"}
    member = member_client(app)
    late = member.post(f"{page}/antwort", data=data | {"csrf_token": member.token()})
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": ""}, "Bitte wählen Sie, was der Ortsteilrat sagt."),
        ({"text": " "}, "Bitte schreiben Sie die Antwort."),
        ({"kind": "no_statement"}, "Es steht ein Text da"),
        ({"resolved_on": "2999-01-01"}, "in der Zukunft"),
    ],
)
def test_an_unclear_answer_is_not_stored(app, fields, words):
    number = a_hearing(app)
    result = answer(member_client(app), number, **fields)
    assert result.status_code == 422 and words in result.text
    assert reply_of(app, number).status == "waiting"


def test_two_members_answering_lose_nothing(app):
    number = a_hearing(app)
    first, second = member_client(app), member_client(app)
    opened = second.get(f"{LIST}/{number}/antwort")
    answer(first, number, "Die erste Antwort")
    url = f"{LIST}/{number}/antwort"
    values = {"kind": "answered", "text": "Die zweite Antwort"}
    result = second.send_on(opened, values, to=url + "?rat=rieth")
    assert result.status_code == 409
    assert "Die erste Antwort" in result.text and "Die zweite Antwort" in result.text
    assert reply_of(app, number).text == "Die erste Antwort"


@pytest.mark.parametrize("last", ["2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"])
def test_silence_is_noted_after_local_midnight_and_a_late_answer_is_marked(app, last):
    day = dt.date.fromisoformat(last)
    with time_machine.travel(at(day - dt.timedelta(days=20)), tick=False):
        number = a_hearing(app, days=20)
    midnight = at(day + dt.timedelta(days=1), 0)
    with app.app_context(), time_machine.travel(midnight - dt.timedelta(seconds=1), tick=False):
        assert note_silence() is False
    with app.app_context(), time_machine.travel(midnight, tick=False):
        assert note_silence() is True
        let_the_worker_work()
    assert reply_of(app, number).status == "silent"
    with time_machine.travel(midnight + dt.timedelta(hours=9), tick=False):
        member = member_client(app)
        assert "als verspätet gekennzeichnet" in member.get(f"{LIST}/{number}/antwort").text
        answer(member, number)
        assert "Beantwortet, verspätet" in member.get(f"{LIST}/{number}/antwort").text
    with app.app_context():
        assert hearing_by_number(number).replies[0].is_late


def test_an_answer_in_time_is_not_late_and_closing_leaves_the_others_silent(app, client_of):
    number = a_hearing(app, "rieth", "hochheim")
    answer(member_client(app), number)
    staff, page = client_of("moderator"), f"{LIST}/{number}"
    staff.post_form(f"{page}/schliessen", {}, page=page)
    with app.app_context():
        replies = {r.council.key: (r.status, r.is_late) for r in hearing_by_number(number).replies}
    assert replies == {"rieth": ("answered", False), "hochheim": ("silent", False)}


def test_documents_are_for_who_is_asked_until_the_hearing_is_closed(app, client, client_of):
    staff = client_of("moderator")
    data = filled(app, file=(io.BytesIO(PLAN), "Plan.pdf"))
    done = staff.post_form(f"{LIST}/neu", data, content_type="multipart/form-data")
    page = done.location
    number = page.rsplit("/", 1)[1]
    more = {"file": (io.BytesIO(pdf()), "Karte.pdf")}
    url = f"{page}/dokument"
    added = staff.post_form(url, more, page=page, content_type="multipart/form-data")
    assert added.status_code == 303
    wrong = {"file": (io.BytesIO(b"nothing"), "x.pdf")}
    refused = staff.post_form(url, wrong, page=page, content_type="multipart/form-data")
    assert refused.status_code == 422 and "kein PDF" in refused.text
    with app.app_context():
        names = {one.name: one.id for one in hearing_by_number(number).documents}
    assert set(names) == {"Plan.pdf", "Karte.pdf"}
    file_id = names["Plan.pdf"]
    asked, stranger = member_client(app), member_client(app, "hochheim")
    assert asked.get(f"{url}/{file_id}").data == PLAN
    assert stranger.get(f"{url}/{file_id}").status_code == 404
    assert client.get(f"/anhoerungen/{number}/dokument/{file_id}").status_code == 404
    staff.post_form(f"{page}/schliessen", {}, page=page)
    assert client.get(f"/anhoerungen/{number}/dokument/{file_id}").data == PLAN
    assert client.get(f"/anhoerungen/{number}/dokument/{file_id + 99}").status_code == 404


def test_each_member_of_the_councils_hears_of_it_once(make_app, mail_server, mailbox):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=a@erfurt.example")
    with app.app_context():
        for key in ("rieth", "hochheim", "melchendorf"):
            make_council_member(key, email=f"{key}@example.org")
    a_hearing(app, "rieth", "hochheim")
    with app.app_context():
        let_the_worker_work()
    found = [(to[0], str(mail["Subject"])) for to, mail in mailbox.mails]
    found = sorted((to, subject) for to, subject in found if "Anhörung" in subject)
    assert [to for to, _ in found] == ["hochheim@example.org", "rieth@example.org"]
    assert all(TITLE not in str(mail) and QUESTION not in str(mail) for _, mail in mailbox.mails)


def test_the_database_keeps_one_reply_for_each_council(app):
    number = a_hearing(app, "rieth")
    with app.app_context():
        reply = db.session.scalars(select(HearingReply)).one()
        assert (reply.hearing.public_number, reply.council.key) == (number, "rieth")
