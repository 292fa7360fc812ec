"""The desk of concerns: seeing what is shared, merging, splitting, two people at once."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.moderation.models import Concern, ConcernMember
from app.moderation.queries import concerns_of
from app.moderation.services import shared_with
from app.shared.clock import now
from app.shared.database import db
from app.submissions.queries import by_public_number
from tests.factories import make_submission
from tests.inspecting_client import hidden_fields
from tests.moderation.test_concerns import TITLE, make_concern
from tests.moderation.test_likeness import TEXTS, compare_all

LIST = "/moderation/anliegen"


def two(app, texts=(TEXTS[0], TEXTS[2]), **fields):
    with app.app_context():
        return [make_submission(text=text, **fields).public_number for text in texts]


def merge_page(one, other):
    return f"/moderation/{one}/zusammenfuehren?mit={other}"


def merge(client, one, other, **data):
    page = merge_page(one, other)
    url = f"/moderation/{one}/zusammenfuehren"
    return client.post_form(url, {"title": TITLE, "action": "merge"} | data, page=page)


def stored_concerns(app):
    with app.app_context():
        return [concern.title for concern in db.session.scalars(select(Concern))]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("Der Bus fährt abends zu selten.", "Abends kommt kein Bus mehr.", ("Bus", "abends")),
        ("Es fehlen Bänke.", "Eine Bank im Park.", ()),
        ("Meine Oma sucht einen Arzt.", "Ein Doktor für Senioren fehlt.", ("Oma", "Arzt")),
        ("", "Nichts", ()),
    ],
)
def test_shared_words_are_the_same_or_mean_the_same(one, other, words):
    shared = shared_with(one, other)
    assert set(words) <= set(shared.words)
    assert "".join(part for part, _ in shared.parts) == one
    assert {part for part, is_shared in shared.parts if is_shared} >= set(shared.words)


def test_the_item_shows_what_it_shares_and_offers_to_merge(app, client_of):
    one, other = two(app)
    with app.app_context():
        compare_all()
    page = client_of("moderator").get(f"/moderation/{one}").text
    assert "Gemeinsam:" in page
    assert "<mark>Bus</mark>" in page
    assert f"zusammenfuehren?mit={other}" in page


def test_merging_waiting_ones_publishes_neither(app, client_of):
    one, other = two(app)
    answer = merge(client_of("moderator"), one, other)
    assert (answer.status_code, answer.location) == (303, f"/moderation/{one}")
    assert stored_concerns(app) == [TITLE]
    with app.app_context():
        assert {by_public_number(number).status for number in (one, other)} == {"received"}


def test_publish_and_merge_in_one_go(app, client_of):
    one, other = two(app)
    answer = merge(client_of("moderator"), one, other, action="publish")
    assert (answer.status_code, answer.location) == (303, f"/moderation/{other}")
    with app.app_context():
        assert by_public_number(one).status == "published"
        assert by_public_number(other).status == "received"
        assert len(concerns_of([by_public_number(n).id for n in (one, other)])) == 2


def test_what_looks_personal_is_not_published_from_there(app, client_of):
    one, other = two(app, ("Rufen Sie an: 0361 555 01 23", TEXTS[0]))
    moderator = client_of("moderator")
    assert "Veröffentlichen und zusammenführen" not in moderator.get(merge_page(one, other)).text
    assert merge(moderator, one, other, action="publish").status_code == 403
    assert stored_concerns(app) == []


@pytest.mark.parametrize("title", ["", "ab", "x" * 121])
def test_a_title_that_cannot_be_used_comes_back(app, client_of, title):
    one, other = two(app)
    answer = merge(client_of("moderator"), one, other, title=title)
    assert answer.status_code == 422
    assert f'value="{title}"' in answer.text
    assert 'href="#title"' in answer.text
    assert stored_concerns(app) == []


def test_a_third_joins_without_being_asked_for_a_title(app, client_of):
    with app.app_context():
        _concern, (first, _) = make_concern()
        number, third = first.public_number, make_submission().public_number
    moderator = client_of("moderator")
    assert TITLE in moderator.get(merge_page(third, number)).text
    assert merge(moderator, third, number, title="").status_code == 303
    assert stored_concerns(app) == [TITLE]
    assert "3 Beiträgen" in moderator.get(f"{LIST}/A-{now().year}-0001").text


@pytest.mark.parametrize("other", ["", "EF-1999-000001", "self"])
def test_merging_with_nothing_or_itself_is_not_there(app, client_of, other):
    one, _ = two(app)
    url = merge_page(one, one if other == "self" else other)
    assert client_of("moderator").get(url).status_code == 404


def test_two_moderators_merge_the_same_one_at_once(app, client_of):
    one, other = two(app)
    third = two(app)[0]
    slow, quick = client_of("moderator"), client_of("admin")
    opened = slow.get(merge_page(one, other))
    url = f"/moderation/{one}/zusammenfuehren"
    assert merge(quick, other, third, title="Die Schnelle").status_code == 303
    data = hidden_fields(opened, url) | {"title": "Der Langsame", "action": "merge"}
    answer = slow.post(url, data=data)
    assert answer.status_code == 409
    assert "Der Langsame" in answer.text
    assert "Die Schnelle" in answer.text
    assert stored_concerns(app) == ["Die Schnelle"]


@pytest.mark.parametrize(
    ("path", "data", "mine"),
    [
        ("titel", {"title": "Mein Titel"}, "Mein Titel"),
        ("aufnehmen", {}, "EF-"),
        ("herausnehmen", {}, "EF-"),
        ("aufloesen", {}, "auflösen"),
    ],
)
def test_two_moderators_change_one_concern_at_once(app, client_of, path, data, mine):
    with app.app_context():
        concern, (first, *_) = make_concern(3)
        number, member = concern.public_number, first.public_number
        new = make_submission().public_number
    data = data | ({"item": member} if path == "herausnehmen" else {"numbers": new})
    slow, quick = client_of("moderator"), client_of("admin")
    page, url = f"{LIST}/{number}", f"{LIST}/{number}/{path}"
    opened = slow.get(page)
    titled = {"title": "Zuerst da"}
    assert quick.post_form(f"{page}/titel", titled, page=page).status_code == 303
    answer = slow.post(url, data=hidden_fields(opened, url) | data)
    assert answer.status_code == 409
    assert "Zuerst da" in answer.text
    assert mine in answer.text.partition("Was Sie speichern wollten")[2]
    with app.app_context():
        assert len(db.session.scalars(select(ConcernMember)).all()) == 3


def test_contributions_are_added_by_number_several_at_once(app, client_of):
    with app.app_context():
        number = make_concern()[0].public_number
        new = [make_submission().public_number for _ in range(2)]
    page = f"{LIST}/{number}"
    typed = {"numbers": f"{new[0].lower()}, {new[1]}"}
    moderator = client_of("moderator")
    assert moderator.post_form(f"{page}/aufnehmen", typed, page=page).status_code == 303
    assert "4 Beiträgen" in moderator.get(page).text


@pytest.mark.parametrize("typed", ["", "EF-1999-000001", "<b>"])
def test_a_wrong_number_comes_back_with_the_reason(app, client_of, typed):
    with app.app_context():
        number = make_concern()[0].public_number
    page = f"{LIST}/{number}"
    answer = client_of("moderator").post_form(f"{page}/aufnehmen", {"numbers": typed}, page=page)
    assert answer.status_code == 422
    assert 'href="#numbers"' in answer.text


def test_taking_out_is_one_press_from_the_item(app, client_of):
    one, other = two(app)
    moderator = client_of("moderator")
    merge(moderator, one, other)
    url = f"{LIST}/A-{now().year}-0001/herausnehmen"
    answer = moderator.post_form(url, {"item": one}, page=f"/moderation/{one}")
    assert (answer.status_code, answer.location) == (303, f"/moderation/{one}")
    assert stored_concerns(app) == []


def test_for_ten_minutes_it_is_offered_above_the_queue(app, client_of):
    one, other = two(app)
    elsewhere = two(app)[0]
    moderator = client_of("moderator")
    merge(moderator, one, other)
    page = f"/moderation/{elsewhere}"
    assert f"Herausnehmen: {one}" in moderator.get(page).text
    assert f"Herausnehmen: {one}" not in client_of("admin").get(page).text
    with time_machine.travel(now() + dt.timedelta(minutes=11)):
        assert f"Herausnehmen: {one}" not in moderator.get(page).text


def test_dissolving_leads_back_to_the_list(app, client_of):
    with app.app_context():
        number = make_concern()[0].public_number
    page = f"{LIST}/{number}"
    moderator = client_of("moderator")
    answer = moderator.post_form(f"{page}/aufloesen", {}, page=page)
    assert (answer.status_code, answer.location) == (303, LIST)
    assert moderator.get(page).status_code == 404
    assert "Noch gibt es kein Anliegen" in moderator.get(LIST).text


def test_the_list_shows_the_one_changed_last_first_and_pages(app, client_of, monkeypatch):
    monkeypatch.setattr("app.moderation.views.concerns.LIST_LENGTH", 2)
    with app.app_context():
        for number in range(3):
            make_concern(title=f"Nummer {number}", status="received")
    moderator = client_of("moderator")
    first = moderator.get(LIST).text
    assert first.index("Nummer 2") < first.index("Nummer 1")
    assert "Nummer 0" not in first
    token = first.partition("?vor=")[2].partition('"')[0]
    assert "Nummer 0" in moderator.get(f"{LIST}?vor={token}").text


@pytest.mark.parametrize("role", ["planner", None])
def test_others_do_not_get_in(app, client_of, client, role):
    one, other = two(app)
    somebody = client_of(role) if role else client
    for url in (LIST, f"{LIST}/A-2026-0001", merge_page(one, other)):
        assert somebody.get(url).status_code == (403 if role else 303)
