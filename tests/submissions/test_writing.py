"""Writing a contribution, as a browser without scripts does it."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import func, select

from app.consultations.queries import permanent
from app.shared.clock import now
from app.shared.database import db
from app.submissions.models import StatusChange, Submission, SubmissionCount
from app.submissions.queries import by_public_number
from tests.factories import make_consultation
from tests.inspecting_client import hidden_fields

TEXT = "Am Platz fehlt eine Bank.\nBitte mit Lehne."


def open_form(client, address="/beitrag/neu", seconds_ago=60):
    """Open the form a while ago, as somebody who needs time to write."""
    with time_machine.travel(now() - dt.timedelta(seconds=seconds_ago), tick=True):
        return client.get(address)


def answers(page, **more):
    return hidden_fields(page, "/beitrag/neu") | more


def write_all(client, text=TEXT, place="rieth", **details):
    page = open_form(client)
    page = client.post("/beitrag/neu", data=answers(page, place=place, go="next"))
    page = client.post("/beitrag/neu", data=answers(page, text=text, go="next"))
    page = client.post("/beitrag/neu", data=answers(page, on_behalf="self", go="next", **details))
    return client.post("/beitrag/neu", data=answers(page, go="send"))


def count(app, model=Submission):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


def test_four_steps_lead_to_a_receipt_with_number_and_code(client, app):
    answer = write_all(client, kind="need", fields=["field:wohnen"])
    assert answer.status_code == 303
    receipt = client.get(answer.location)
    page = receipt.get_data(as_text=True)
    assert f"EF-{now().year}-000001" in page
    assert "Ihre geheime Beitragsnummer" in page
    with app.app_context():
        stored = by_public_number(f"EF-{now().year}-000001")
        assert stored.text == TEXT
        assert (stored.area.slug, stored.kind, stored.status) == ("rieth", "need", "received")
        assert [hint.code.key for hint in stored.hints] == ["field:wohnen"]


def test_one_transaction_writes_history_and_counts(client, app):
    write_all(client)
    with app.app_context():
        line = db.session.scalars(select(StatusChange)).one()
        assert (line.from_status, line.to_status) == (None, "received")
        counted = db.session.scalars(select(SubmissionCount)).one()
        assert (counted.status, counted.number) == ("received", 1)


def test_the_short_form_sends_on_one_page(client, app):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text=TEXT, on_behalf="self", go="send")
    assert client.post("/beitrag/neu", data=data).status_code == 303
    assert count(app) == 1


@pytest.mark.parametrize(
    ("place", "expected"), [("city", ("city", None)), ("unknown", ("unknown", None))]
)
def test_whole_city_and_i_do_not_know_are_answers(client, app, place, expected):
    write_all(client, place=place)
    with app.app_context():
        stored = db.session.scalars(select(Submission)).one()
        assert (stored.place, stored.area_id) == expected


def test_an_ortsteil_in_the_address_skips_the_first_step(client):
    page = client.get("/beitrag/neu?ortsteil=rieth").get_data(as_text=True)
    assert "Schritt 2 von 4" in page


@pytest.mark.parametrize("typed", ["Moebisburg", "Möbisburg", "mobisb"])
def test_searching_without_scripts_shortens_the_list(client, typed):
    page = open_form(client)
    data = answers(page, search=typed, go="search")
    found = client.post("/beitrag/neu", data=data).get_data(as_text=True)
    assert "Möbisburg-Rhoda" in found
    assert 'value="rieth"' not in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Bitte schreiben Sie etwas."),
        ("ab", "Bitte schreiben Sie zwischen 3 und 5000 Zeichen."),
        ("a" * 5001, "Bitte schreiben Sie zwischen 3 und 5000 Zeichen."),
    ],
)
def test_a_wrong_text_is_named_at_the_field_and_kept(client, text, message):
    page = open_form(client, "/beitrag/neu?ortsteil=rieth")
    answer = client.post("/beitrag/neu", data=answers(page, text=text, go="next"))
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'<a href="#text">{message}</a>' in shown
    assert "<title>Fehler: " in shown
    assert text in shown


def test_going_back_keeps_what_was_typed(client):
    page = open_form(client, "/beitrag/neu?ortsteil=rieth")
    page = client.post("/beitrag/neu", data=answers(page, text=TEXT, go="next"))
    page = client.post("/beitrag/neu", data=answers(page, kind="idea", go="show-what"))
    shown = page.get_data(as_text=True)
    assert "Bitte mit Lehne." in shown
    assert hidden_fields(page, "/beitrag/neu")["kind"] == "idea"


def test_the_text_is_stored_as_typed_in_nfc_and_shown_escaped(client, app):
    write_all(client, text="Kafe\u0301 <b>fett</b> https://example.org\r\nzweite Zeile")
    with app.app_context():
        stored = db.session.scalars(select(Submission)).one()
        assert stored.text == "Kafé <b>fett</b> https://example.org\nzweite Zeile"


def test_a_full_trap_sends_nothing_and_loses_nothing(client, app):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text=TEXT, website="http://spam", go="send")
    answer = client.post("/beitrag/neu", data=data)
    assert answer.status_code == 422
    assert "Bitte mit Lehne." in answer.get_data(as_text=True)
    assert count(app) == 0


@pytest.mark.parametrize("question", ["kind", "contributor_kind", "on_behalf", "language"])
def test_an_answer_that_nobody_offered_is_refused_and_nothing_is_lost(client, app, question):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text=TEXT, on_behalf="self", go="send")
    answer = client.post("/beitrag/neu", data=data | {question: "invented"})
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Antwort." in answer.text
    assert "Bitte mit Lehne." in answer.text
    assert count(app) == 0


def test_who_sends_faster_than_a_person_can_is_asked_to_look_again(client, app):
    page = client.get("/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text=TEXT, on_behalf="self", go="send")
    assert client.post("/beitrag/neu", data=data).status_code == 422
    assert count(app) == 0


def test_a_forged_form_key_is_replaced_and_the_text_kept(client, app):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    data = answers(page, place="city", text=TEXT, on_behalf="self", go="send")
    data["submission_key"] = "abc.def"
    answer = client.post("/beitrag/neu", data=data)
    assert answer.status_code == 422
    assert "Bitte mit Lehne." in answer.get_data(as_text=True)
    with time_machine.travel(now() + dt.timedelta(seconds=30)):
        again = answers(answer, place="city", text=TEXT, on_behalf="self", go="send")
        assert client.post("/beitrag/neu", data=again).status_code == 303


def test_a_consultation_takes_contributions_until_it_closes(client, app):
    with app.app_context():
        make_consultation(slug="spielplaetze", closes_at=now() + dt.timedelta(minutes=10))
    page = open_form(client, "/beitrag/neu?ansicht=kurz&beteiligung=spielplaetze")
    data = answers(page, place="city", text=TEXT, on_behalf="self", go="send")
    assert client.post("/beitrag/neu", data=data).status_code == 303
    with app.app_context():
        stored = db.session.scalars(select(Submission)).one()
        assert stored.consultation.slug == "spielplaetze"


@pytest.mark.parametrize(("minutes_late", "status"), [(14, 303), (16, 422)])
def test_an_open_form_has_fifteen_minutes_of_grace(client, app, minutes_late, status):
    with app.app_context():
        make_consultation(slug="kurz", closes_at=now() + dt.timedelta(minutes=1))
    page = open_form(client, "/beitrag/neu?ansicht=kurz&beteiligung=kurz")
    data = answers(page, place="city", text=TEXT, on_behalf="self", go="send")
    with time_machine.travel(now() + dt.timedelta(minutes=1 + minutes_late)):
        answer = client.post("/beitrag/neu", data=data)
    assert answer.status_code == status
    if status == 422:
        assert "Diese Beteiligung ist beendet" in answer.get_data(as_text=True)


def test_only_the_browser_that_sent_sees_the_receipt(client, app):
    answer = write_all(client)
    other = app.test_client()
    assert other.get(answer.location).status_code == 303


def test_without_a_mail_server_no_address_is_asked_for(client):
    page = open_form(client, "/beitrag/neu?ansicht=kurz").get_data(as_text=True)
    assert 'name="email"' not in page


def test_the_permanent_consultation_takes_what_names_no_other(client, app):
    write_all(client)
    with app.app_context():
        stored = db.session.scalars(select(Submission)).one()
        assert stored.consultation_id == permanent().id


@pytest.mark.parametrize("place", ["atlantis", "area", "unknown\n", "RIETH"])
def test_a_place_that_was_not_offered_is_named_at_the_field(client, app, place):
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    answer = client.post("/beitrag/neu", data=answers(page, place=place, text=TEXT, go="send"))
    assert answer.status_code == 422
    assert "Bitte wählen Sie einen Ortsteil" in answer.get_data(as_text=True)
    assert count(app) == 0
