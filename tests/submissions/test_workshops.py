"""Workshops: one note after the other; a note of twelve people is one contribution."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.accounts.services import Scope, create_organisation
from app.guidelines.queries import catalogue
from app.moderation.services import publish
from app.shared.clock import today
from app.shared.database import db
from app.submissions.models import Submission, Workshop
from app.submissions.queries import by_public_number, by_receipt_code, hints_of, voices_by_area
from tests.factories import (
    make_organisation,
    make_person,
    make_submission,
    signed_in,
    somebody,
)

LIST = "/organisation/werkstatt"
PLAN = {
    "held_on": "2026-11-02",
    "people": "12",
    "place": "Familienzentrum",
    "area": "rieth",
    "target_group": "target:senioren",
    "consultation": "dauerbeteiligung",
}

LANGUAGE = {"language": "de", "kind": ""}


@pytest.fixture
def sign_in(app):
    """Sign somebody in who speaks for this organisation (None: a moderator)."""

    def client_of(organisation_id):
        with app.app_context():
            scope = Scope(organisation_id=organisation_id)
            person = make_person("organisation", scope=scope) if organisation_id else make_person()
            return signed_in(app, person)

    return client_of


@pytest.fixture
def ours(app, sign_in):
    """Key, id and signed-in member of a verified organisation."""
    with app.app_context():
        organisation = make_organisation("Sozialwerk Test")
        key, number = organisation.key, organisation.id
    return key, number, sign_in(number)


def open_workshop(client, organisation, **changes):
    answer = client.post_form(LIST, PLAN | {"organisation": organisation} | changes)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def key_in(client, url, text, **more):
    page = client.get(url)
    return client.send_on(page, {"text": text, "voices": "12", "area": "rieth"} | LANGUAGE | more)


def notes(app):
    with app.app_context():
        return db.session.scalars(select(Submission).order_by(Submission.id)).all()


def test_a_note_of_twelve_people_is_one_contribution_with_twelve_voices(app, ours):
    key, organisation_id, member = ours
    url = open_workshop(member, key)
    assert key_in(member, url, "Ein Aufzug fehlt.").status_code == 303
    (note,) = notes(app)
    assert note.voices == 12
    assert (note.channel, note.on_behalf) == ("workshop", "others")
    assert (note.organisation_id, note.contributor_kind) == (organisation_id, "welfare_provider")
    assert note.entered_by_id is not None
    assert note.workshop_id is not None
    with app.app_context():
        assert hints_of(note.id) == [catalogue().by_key["target:senioren"].id]
        publish(somebody(), by_public_number(note.public_number), note.version, [], [], None)
        db.session.commit()
        assert voices_by_area() == {note.area_id: 12}


def test_the_page_is_ready_for_the_next_note_and_shows_the_last_one_first(app, ours):
    url = open_workshop(ours[2], ours[0])
    key_in(ours[2], url, "Erste Notiz.")
    key_in(ours[2], url, "Zweite Notiz.", voices="3", kind="need", area="")
    page = ours[2].get(url).get_data(as_text=True)
    assert page.index("Zweite Notiz.") < page.index("Erste Notiz.")
    assert "2 Notizen, 15 Stimmen" in page
    assert 'name="voices" type="number" value="12"' in page
    first, second = notes(app)
    assert (second.voices, second.kind, second.place, second.area_id) == (3, "need", "city", None)
    assert first.place == "area"


def test_the_same_form_sent_twice_is_one_note(app, ours):
    url = open_workshop(ours[2], ours[0])
    page = ours[2].get(url)
    data = {"text": "Nur einmal.", "voices": "2", "area": "rieth"} | LANGUAGE
    assert {ours[2].send_on(page, data).status_code for _ in range(2)} == {303}
    assert len(notes(app)) == 1
    answer = ours[2].send_on(page, data | {"text": "Etwas anderes."})
    assert answer.status_code == 409
    assert "Etwas anderes." in answer.get_data(as_text=True)
    again = ours[2].send_on(answer, data | {"text": "Etwas anderes."})
    assert again.status_code == 303
    assert len(notes(app)) == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"voices": "13"}, "Es waren 12 Personen dabei"),
        ({"voices": "0"}, "Es waren 12 Personen dabei"),
        ({"voices": "viele"}, "Zahl"),
        ({"area": "atlantis"}, ""),
        ({"text": "x"}, "Bitte schreiben Sie"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(app, ours, wrong, words):
    url = open_workshop(ours[2], ours[0])
    answer = key_in(ours[2], url, **({"text": "Ein Satz <b>mit</b> Zeichen."} | wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert wrong.get("text", "Ein Satz &lt;b&gt;mit&lt;/b&gt; Zeichen.") in page
    assert not notes(app)


def test_the_last_note_can_be_taken_back_until_somebody_decided(app, ours):
    url = open_workshop(ours[2], ours[0])
    key_in(ours[2], url, "Bleibt.")
    key_in(ours[2], url, "Vertippt.")
    assert ours[2].post_form(f"{url}/zurueck", {}, page=url).status_code == 303
    assert [note.text for note in notes(app)] == ["Bleibt.", None]
    page = ours[2].get(url).get_data(as_text=True)
    assert "Zurückgenommen: Vertippt." in page
    assert "1 Notiz, 12 Stimmen" in page
    with app.app_context():
        kept = by_public_number(notes(app)[0].public_number)
        publish(somebody(), kept, kept.version, [], [], None)
        db.session.commit()
    ours[2].post_form(f"{url}/zurueck", {}, page=url)
    assert notes(app)[0].status == "published"


def test_receipt_codes_to_print_open_the_notes(app, ours):
    url = open_workshop(ours[2], ours[0])
    key_in(ours[2], url, "Mit Code.")
    page = ours[2].get(f"{url}/belege").get_data(as_text=True)
    code = page.split('<strong class="nowrap">')[1].split("<")[0]
    with app.app_context():
        assert by_receipt_code(code).text == "Mit Code."


def test_workshops_of_others_are_not_there(app, ours, sign_in):
    url = open_workshop(ours[2], ours[0])
    key_in(ours[2], url, "Nur für uns.")
    with app.app_context():
        other = make_organisation("Anderes Werk").id
    for stranger in (sign_in(other), sign_in(None)):
        assert stranger.get(url).status_code == 404
        assert stranger.get(f"{url}/belege").status_code == 404
        assert "Familienzentrum" not in stranger.get(LIST).get_data(as_text=True)
        token = {"csrf_token": stranger.token()}
        assert stranger.post(url, data=token | {"text": "Fremd."}).status_code == 404
        assert stranger.post(f"{url}/zurueck", data=token).status_code == 404
    assert len(notes(app)) == 1


def test_moderators_enter_workshops_of_the_city(app, sign_in):
    moderator = sign_in(None)
    url = open_workshop(moderator, "stadt")
    key_in(moderator, url, "Von der Stadt erfasst.")
    (note,) = notes(app)
    assert (note.organisation_id, note.contributor_kind) == (None, "resident")
    assert (note.on_behalf, note.channel) == ("others", "workshop")
    assert "Familienzentrum" in moderator.get(LIST).get_data(as_text=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": "stadt"},
        {"organisation": "anderes-werk"},
        {"people": "0"},
        {"people": "2001"},
        {"people": ""},
        {"held_on": ""},
        {"held_on": "gestern"},
        {"area": "atlantis"},
        {"target_group": "target:erfunden"},
        {"consultation": "nirgends"},
        {"place": "x" * 201},
    ],
)
def test_a_workshop_that_cannot_be_is_not_stored(app, ours, wrong):
    answer = ours[2].post_form(LIST, PLAN | {"organisation": ours[0]} | wrong)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "error-summary" in page
    assert wrong.get("place", "Familienzentrum") in page
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Workshop)) == 0


def test_a_workshop_that_is_still_to_come_has_no_notes(ours):
    tomorrow = (today() + dt.timedelta(days=1)).isoformat()
    answer = ours[2].post_form(LIST, PLAN | {"organisation": ours[0], "held_on": tomorrow})
    assert "Dieser Tag liegt in der Zukunft." in answer.get_data(as_text=True)


def test_without_verification_there_are_no_workshops(app, sign_in):
    with app.app_context():
        organisation = create_organisation("neu", "Neuer Verein", "association")
        db.session.commit()
        number = organisation.id
    member = sign_in(number)
    assert "noch nicht bestätigt" in member.get(LIST).get_data(as_text=True)
    data = PLAN | {"organisation": "neu", "csrf_token": member.token()}
    assert member.post(LIST, data=data).status_code == 422


def test_notes_are_paged(app, ours):
    url = open_workshop(ours[2], ours[0])
    with app.app_context():
        workshop = db.session.scalars(select(Workshop)).one()
        for number in range(51):
            make_submission(f"Notiz Nummer {number:02d}.", workshop_id=workshop.id)
    first = ours[2].get(url).get_data(as_text=True)
    assert "Nummer 50" in first
    assert "Nummer 00" not in first
    older = first.split("vor=")[1].split('"')[0]
    assert "Nummer 00" in ours[2].get(f"{url}?vor={older}").get_data(as_text=True)
