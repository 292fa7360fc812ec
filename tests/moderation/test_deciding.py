"""Publishing, declining, coding: who may, what happens, and when two people work at once."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.accounts.models import AuditEntry, Person, RoleGrant
from app.moderation.forms import merged, places_of, sentences_of
from app.moderation.models import Coding
from app.moderation.policy import can_code, can_decline, can_publish, can_take_back
from app.moderation.queries import waiting
from app.shared.clock import now
from app.shared.database import db
from app.shared.paging import read_position
from app.shared.text import blacken
from app.submissions.models import StatusChange, Submission
from app.submissions.queries import by_public_number, redactions_of
from app.submissions.services import due_after
from tests.factories import code_id, make_submission

TEXT = "Herr Müller wohnt hier. Er ruft unter 0361 5550123 an. Bitte helfen!"


def make(app, **fields):
    with app.app_context():
        return make_submission(**fields).public_number


def stored(number):
    return by_public_number(number)


def review(client, number, action="publish", **data):
    url = f"/moderation/{number}"
    return client.post_form(url, {"action": action, **data})


@pytest.mark.parametrize("role", ["admin", "moderator", "planner", "council", "organisation"])
@pytest.mark.parametrize("status", ["received", "published", "declined", "withdrawn"])
def test_who_may_do_what_in_which_state(role, status):
    person = Person(email="a@example.org", grants=[RoleGrant(role=role)])
    submission = Submission(status=status)
    works_here = role in ("admin", "moderator")
    assert can_publish(person, submission) is (works_here and status == "received")
    assert can_decline(person, submission) is (works_here and status == "received")
    assert can_code(person, submission) is (works_here and status != "withdrawn")
    assert can_take_back(person, submission) is (works_here and status in ("published", "declined"))


def test_the_queue_shows_what_is_due_first(app):
    with app.app_context():
        for days in (3, 1, 2):
            with time_machine.travel(now() - dt.timedelta(days=days)):
                make_submission(text=f"vor {days} Tagen")
        rows = waiting(None, 2)
        assert [row.text for row in rows.rows] == ["vor 3 Tagen", "vor 2 Tagen"]
        rest = waiting(read_position(rows.next_token), 2)
        assert [row.text for row in rest.rows] == ["vor 1 Tagen"]
        assert rest.next_token is None


def test_publishing_makes_the_text_public_with_codes_and_history(client_of, client, app):
    number = make(app, text="Eine Bank <b>fehlt</b>.\nDanke")
    moderator = client_of("moderator")
    with app.app_context():
        housing = str(code_id("field:wohnen"))
    answer = review(moderator, number, fields=[housing], note="klar")
    assert answer.status_code == 303
    page = client.get(f"/beitrag/{number}").text
    assert "Eine Bank &lt;b&gt;fehlt&lt;/b&gt;.\nDanke" in page
    assert "Wohnen" in page
    with app.app_context():
        coding = db.session.scalars(select(Coding)).one()
        assert (coding.code.key, coding.note) == ("field:wohnen", "klar")
        lines = db.session.scalars(select(StatusChange).order_by(StatusChange.id)).all()
        assert [line.to_status for line in lines] == ["received", "published"]
        assert lines[1].person_id is not None


def test_blackened_words_and_sentences_never_reach_the_public(client_of, client, app):
    number = make(app, text=TEXT)
    answer = review(client_of("moderator"), number, words="herr müller", sentences=["1"])
    assert answer.status_code == 303
    page = client.get(f"/beitrag/{number}").text
    assert "█████ wohnt hier. █████ Bitte helfen!" in page
    assert "Müller" not in page
    assert "0361" not in page
    with app.app_context():
        assert redactions_of(stored(number).id) == [(0, 11), (24, 54)]
        assert stored(number).text == TEXT


def test_the_preview_shows_the_black_bars_and_changes_nothing(client_of, app):
    number = make(app, text=TEXT)
    answer = review(client_of("moderator"), number, "preview", words="Müller")
    assert answer.status_code == 200
    assert "Herr █████ wohnt hier." in answer.text
    with app.app_context():
        assert stored(number).status == "received"


def test_a_word_that_is_not_in_the_text_is_pointed_out(client_of, app):
    number = make(app, text=TEXT)
    answer = review(client_of("moderator"), number, words="Mueller")
    assert answer.status_code == 422
    assert "Das steht nicht im Text: Mueller" in answer.text
    with app.app_context():
        assert stored(number).status == "received"


def test_each_look_at_the_original_is_recorded(client_of, app):
    number = make(app, text=TEXT, status="published", passages=((5, 11),))
    moderator = client_of("moderator")
    assert "Müller" not in moderator.get(f"/moderation/{number}").text
    url = f"/moderation/{number}/original"
    shown = moderator.post_form(url, {}, page=f"/moderation/{number}")
    assert "Herr Müller wohnt hier." in shown.text
    with app.app_context():
        looks = select(AuditEntry).where(AuditEntry.action == "original viewed")
        assert db.session.scalars(looks).one().subject == number


def test_declining_needs_a_reason_that_the_submitter_reads(client_of, app):
    number = make(app)
    moderator, url = client_of("moderator"), f"/moderation/{number}/ablehnen"
    page = f"/moderation/{number}"
    assert moderator.post_form(url, {}, page=page).status_code == 422
    assert moderator.post_form(url, {"rule": "other"}, page=page).status_code == 422
    answer = moderator.post_form(url, {"rule": "advert", "reason": "Schade."}, page=page)
    assert answer.status_code == 303
    with app.app_context():
        assert stored(number).status == "declined"
        assert stored(number).decline_reason.endswith("Schade.")


def test_a_decision_can_be_taken_back(client_of, client, app):
    number = make(app, status="published")
    url = f"/moderation/{number}/zuruecknehmen"
    answer = client_of("moderator").post_form(url, {}, page=f"/moderation/{number}")
    assert answer.status_code == 303
    assert client.get(f"/beitrag/{number}").status_code == 404
    with app.app_context():
        assert stored(number).status == "received"


def test_new_codes_of_a_published_contribution_show_at_once(client_of, client, app):
    number = make(app, status="published")
    assert "Gesundheit" not in client.get("/ortsteile/rieth").text
    with app.app_context():
        health = str(code_id("field:gesundheit"))
    review(client_of("moderator"), number, "codes", fields=[health])
    assert "Gesundheit" in client.get("/ortsteile/rieth").text


def test_what_the_submitter_ticked_is_suggested(client_of, app):
    with app.app_context():
        housing = code_id("field:wohnen")
    number = make(app, code_ids=(housing,))
    page = client_of("moderator").get(f"/moderation/{number}").text
    assert f'value="{housing}" checked' in page


def test_the_second_of_two_moderators_sees_both_versions(client_of, app):
    """R8: nothing of the second one's work is lost, nothing of the first one's overwritten."""
    number = make(app, text=TEXT)
    first, second = client_of("moderator"), client_of("moderator")
    opened = second.get(f"/moderation/{number}")
    with app.app_context():
        housing, poverty = str(code_id("field:wohnen")), str(code_id("field:armut"))
    assert review(first, number, fields=[housing]).status_code == 303
    assert opened.status_code == 200
    late = {"version": 1, "action": "codes", "fields": [poverty], "words": "Müller"}
    answer = second.post(f"/moderation/{number}", data=late | {"csrf_token": second.token()})
    assert answer.status_code == 409
    assert "Armut" in answer.text
    assert "Wohnen" in answer.text
    assert "Herr █████ wohnt hier." in answer.text
    with app.app_context():
        assert [c.code.key for c in db.session.scalars(select(Coding))] == ["field:wohnen"]


@pytest.mark.parametrize("role", ["planner", "council", "organisation"])
def test_other_roles_may_not_enter(client_of, role):
    assert client_of(role).get("/moderation/").status_code == 403


def test_strangers_are_sent_to_sign_in_and_come_back(client):
    answer = client.get("/moderation/?ortsteil=rieth")
    assert answer.status_code == 303
    assert answer.location == "/anmelden?next=/moderation/?ortsteil%3Drieth"


def test_an_empty_queue_says_so(client_of):
    assert "Alles erledigt" in client_of("moderator").get("/moderation/").text


def test_the_queue_uses_its_index_however_long_it_is(app):
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        return
    with app.app_context():
        plan = db.session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM submission WHERE submission.status = 'received'"
            " ORDER BY due_at, id LIMIT 31"
        )
        assert "ix_submission_waiting" in " ".join(str(row) for row in plan)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eins. Zwei!  Drei", ["Eins.", "Zwei!", "Drei"]),
        ("Zeile\nZeile zwei\n\nDrei", ["Zeile", "Zeile zwei", "Drei"]),
        ("", []),
        ("🙂 Hallo. Ok", ["🙂 Hallo.", "Ok"]),
    ],
)
def test_sentences_are_found_with_exact_places(text, expected):
    assert [text[start:end] for start, end in sentences_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Anna und ANNA", ["anna"], "█████ und █████"),
        ("Straße 5. Straße 50", ["Straße 5"], "█████. █████0"),
        ("a.b*c", ["b*c"], "a.█████"),
        ("🙂Anna🙂", ["Anna"], "🙂█████🙂"),
        ("abcdef", ["abc", "cde"], "█████f"),
    ],
)
def test_blackening_is_exact(text, words, expected):
    assert blacken(text, merged(places_of(text, words))) == expected


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23T10:00:00+01:00", "2026-11-27T00:00:00+01:00"),
        ("2026-12-23T10:00:00+01:00", "2026-12-30T00:00:00+01:00"),
        ("2028-09-18T10:00:00+02:00", "2028-09-23T00:00:00+02:00"),
        ("2027-03-25T10:00:00+01:00", "2027-04-02T00:00:00+02:00"),
    ],
    ids=["plain", "over Christmas", "over World Children's Day", "over Easter and summer time"],
)
def test_due_is_three_working_days_later_at_midnight(received, due):
    moment = dt.datetime.fromisoformat(received)
    assert due_after(moment) == dt.datetime.fromisoformat(due)
