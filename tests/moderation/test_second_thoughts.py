"""Undoing leads into the state before; who comes second sees both versions."""

import datetime as dt

import pytest
import time_machine

from app.shared.clock import now, today
from app.submissions.queries import by_public_number
from tests.inspecting_client import hidden_fields
from tests.moderation.desk import (
    act,
    make,
    open_as_submitter,
    status_of,
)


def test_undoing_leads_into_the_state_before_with_all_that_belongs_to_it(client_of, app):
    number, moderator = make(app), client_of("moderator")
    day = (today() + dt.timedelta(days=5)).isoformat()
    act(moderator, number, "zurueckstellen", hold_note="Warten", hold_until=day)
    with app.app_context():
        held = by_public_number(number)
        before = (held.status, held.rests_since, held.waits_until, held.due_at)
    act(moderator, number, "", action="publish")
    assert act(moderator, number, "rueckgaengig").status_code == 303
    with app.app_context():
        again = by_public_number(number)
        assert (again.status, again.rests_since, again.waits_until, again.due_at) == before
        assert again.public_text is None
    act(moderator, number, "rueckgaengig")
    assert status_of(app, number) == "received"


def test_undoing_again_and_again_leads_to_the_beginning_not_in_a_circle(client_of, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "weiterleiten", other_recipient="Bauamt")
    for _ in range(2):
        act(moderator, number, "zurueckstellen", hold_note="Warten")
        act(moderator, number, "rueckgaengig")
        assert status_of(app, number) == "forwarded"
    act(moderator, number, "rueckgaengig")
    assert status_of(app, number) == "received"


def test_an_undone_question_is_gone(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "rueckfrage", question="Falscher Beitrag, Verzeihung")
    assert act(moderator, number, "rueckgaengig").status_code == 303
    open_as_submitter(client, app, number)
    assert "Verzeihung" not in client.get("/beitrag/status").text


def test_a_question_is_open_again_when_publishing_is_undone(client_of, client, app):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "rueckfrage", question="Wo genau?")
    act(moderator, number, "", action="publish")
    act(moderator, number, "rueckgaengig")
    open_as_submitter(client, app, number)
    sent = client.post_form(
        "/beitrag/status/antworten", {"answer": "Am Platz."}, page="/beitrag/status"
    )
    assert sent.status_code == 303
    assert status_of(app, number) == "received"


@pytest.mark.parametrize("who", ["a colleague", "too late", "the submitter answered"])
def test_undoing_is_refused(client_of, client, app, who):
    number, moderator = make(app), client_of("moderator")
    act(moderator, number, "rueckfrage", question="Wo genau?")
    later = now() + dt.timedelta(seconds=5)
    if who == "a colleague":
        moderator = client_of("admin")
    elif who == "too late":
        later += dt.timedelta(minutes=10)
    else:
        open_as_submitter(client, app, number)
        data = {"answer": "Am Platz."}
        client.post_form("/beitrag/status/antworten", data, page="/beitrag/status")
    before = status_of(app, number)
    with time_machine.travel(later):
        page = moderator.get(f"/moderation/{number}")
        fields = hidden_fields(page, f"/moderation/{number}/zurueckstellen")
        sent = moderator.post(f"/moderation/{number}/rueckgaengig", data=fields)
    assert sent.status_code == 409
    assert status_of(app, number) == before


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("rueckfrage", {"question": "Meine Frage"}),
        ("zurueckstellen", {"hold_note": "Meine Notiz"}),
        ("weiterleiten", {"other_recipient": "Bauamt", "forward_note": "Meine Notiz"}),
        ("ablehnen", {"rule": "other", "reason": "Meine Worte"}),
        ("", {"action": "publish", "words": "Bank"}),
    ],
)
def test_the_second_of_two_people_sees_both_and_loses_nothing(client_of, app, path, data):
    number, second = make(app), client_of("moderator")
    fields = hidden_fields(second.get(f"/moderation/{number}"), f"/moderation/{number}")
    act(client_of("admin"), number, "", action="publish")
    url = f"/moderation/{number}/{path}".rstrip("/")
    answer = second.post(url, data=fields | data)
    assert answer.status_code == 409
    assert list(data.values())[-1] in answer.text or "Eine █████ an" in answer.text
    assert status_of(app, number) == "published"


def test_a_late_publisher_is_not_shown_what_a_colleague_blackened(client_of, app):
    number, second = make(app, text="Frau Muster braucht eine Bank."), client_of("moderator")
    fields = hidden_fields(second.get(f"/moderation/{number}"), f"/moderation/{number}")
    act(client_of("admin"), number, "", action="publish", words="Frau Muster")
    answer = second.post(f"/moderation/{number}", data=fields | {"action": "codes", "words": ""})
    assert answer.status_code == 409
    assert "Muster" not in answer.text
