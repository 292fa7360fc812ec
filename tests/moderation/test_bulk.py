"""One decision on several contributions: a preview first, then exactly what it showed."""

import pytest

from app.moderation.services.desk import claim
from app.shared.database import db
from app.submissions.queries import by_public_number
from tests.factories import make_person, make_submission

QUEUE, PREVIEW, DO = "/moderation/", "/moderation/gemeinsam", "/moderation/gemeinsam/ausfuehren"
PERSONAL = "Bitte rufen Sie mich an: 0361 5550123."


@pytest.fixture
def three(app):
    with app.app_context():
        return [make_submission(text=f"Nummer {n}: Eine Bank fehlt.").public_number for n in "123"]


def statuses(app, numbers):
    with app.app_context():
        return [by_public_number(number).status for number in numbers]


def preview(client, action, numbers):
    return client.post_form(PREVIEW, {"action": action, "number": numbers}, page=QUEUE)


def test_the_preview_changes_nothing_and_says_what_will_happen(app, three, client_of):
    page = preview(client_of("moderator"), "publish", three)
    assert page.status_code == 200
    assert "3 Beiträge werden geändert." in page.text
    assert page.text.count("wird so veröffentlicht, wie er ist") == 3
    assert statuses(app, three) == ["received"] * 3


def test_publishing_together_publishes_what_the_preview_showed(app, three, client_of):
    moderator = client_of("moderator")
    answer = moderator.send_on(preview(moderator, "publish", three[:2]), {}, to=DO)
    assert answer.status_code == 303
    assert statuses(app, three) == ["published", "published", "received"]
    page = moderator.get(QUEUE)
    assert "2 Beiträge erledigt." in page.text
    assert all(f"Rückgängig: {number}" in page.text for number in three[:2])


def test_nothing_that_looks_personal_is_published_unread(app, three, client_of):
    with app.app_context():
        personal = make_submission(text=PERSONAL).public_number
    moderator = client_of("moderator")
    page = preview(moderator, "publish", [personal, three[0]])
    assert "etwas darin sieht persönlich aus" in page.text
    moderator.send_on(page, {}, to=DO)
    assert statuses(app, [personal, three[0]]) == ["received", "published"]


def test_what_a_colleague_has_open_is_left_out(app, three, client_of):
    with app.app_context():
        claim(make_person(), by_public_number(three[0]))
        db.session.commit()
    page = preview(client_of("moderator"), "decline", three)
    assert "hat ihn offen" in page.text
    assert "2 Beiträge werden geändert." in page.text


def test_declining_together_needs_a_reason_and_keeps_what_was_typed(app, three, client_of):
    moderator = client_of("moderator")
    page = preview(moderator, "decline", three)
    again = moderator.send_on(page, {"rule": "other", "reason": ""}, to=DO)
    assert again.status_code == 422
    assert "Bitte schreiben Sie den Grund." in again.text
    assert statuses(app, three) == ["received"] * 3
    done = moderator.send_on(again, {"rule": "other", "reason": "Das ist Werbung."}, to=DO)
    assert done.status_code == 303
    assert statuses(app, three) == ["declined"] * 3
    with app.app_context():
        assert "Das ist Werbung." in by_public_number(three[0]).decline_reason


def test_what_changed_after_the_preview_stays_as_it_is(app, three, client_of):
    moderator = client_of("moderator")
    page = preview(moderator, "publish", three)
    rule = {"rule": "insult"}
    here = f"/moderation/{three[1]}"
    client_of("admin").post_form(f"{here}/ablehnen", rule, page=here)
    moderator.send_on(page, {}, to=DO)
    assert statuses(app, three) == ["published", "declined", "published"]
    assert f"jemand anders sie geändert hat: {three[1]}" in moderator.get(QUEUE).text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"action": "explode", "number": "EF-2026-000001"}, 400),
        ({"action": "publish", "number": "EF-1999-000001"}, 404),
        ({"action": "publish"}, 303),
    ],
)
def test_nonsense_is_refused(three, client_of, data, expected):
    moderator = client_of("moderator")
    answer = moderator.post(PREVIEW, data={"csrf_token": moderator.token(), **data})
    assert answer.status_code == expected
