"""Every decision can be taken back for ten minutes, by who made it."""

import datetime as dt

import pytest
import time_machine

from app.shared.clock import now
from app.submissions.queries import by_public_number
from tests.factories import make_submission


def make(app):
    with app.app_context():
        return make_submission().public_number


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("", {"action": "publish"}),
        ("/ablehnen", {"rule": "insult"}),
        ("/rueckfrage", {"question": "Wo genau?"}),
        ("/zurueckstellen", {"hold_note": "Haushalt abwarten"}),
        ("/weiterleiten", {"other_recipient": "Tiefbauamt"}),
    ],
    ids=["publish", "decline", "ask", "hold", "forward"],
)
def test_what_was_just_decided_stands_above_the_queue_and_goes_back_into_it(
    app, client_of, path, data
):
    number, moderator = make(app), client_of("moderator")
    item = f"/moderation/{number}"
    assert moderator.post_form(f"{item}{path}", data, page=item).status_code == 303
    assert f"Rückgängig: {number}" in moderator.get("/moderation/").text
    answer = moderator.post_form(f"/moderation/{number}/rueckgaengig", {}, page="/moderation/")
    assert answer.status_code == 303
    with app.app_context():
        assert by_public_number(number).status == "received"
    assert f"Rückgängig: {number}" not in moderator.get("/moderation/").text


def test_after_ten_minutes_it_is_no_longer_offered(app, client_of):
    number, moderator = make(app), client_of("moderator")
    moderator.post_form(f"/moderation/{number}", {"action": "publish"})
    with time_machine.travel(now() + dt.timedelta(minutes=11)):
        assert f"Rückgängig: {number}" not in moderator.get("/moderation/").text


def test_a_colleague_is_not_offered_to_undo_it(app, client_of):
    number = make(app)
    client_of("moderator").post_form(f"/moderation/{number}", {"action": "publish"})
    assert f"Rückgängig: {number}" not in client_of("admin").get("/moderation/").text
