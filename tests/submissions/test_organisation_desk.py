"""The desk of an organisation: contributions in its name, and what became of them."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import event

from app.accounts.queries import people_of_organisation
from app.accounts.services import Scope, create_organisation, revoke
from app.moderation.services import ask
from app.shared.clock import now
from app.shared.database import db
from app.submissions.queries import by_public_number
from tests.factories import (
    make_organisation,
    make_person,
    make_submission,
    signed_in,
    somebody,
)

FORM = {
    "place": "rieth",
    "text": "Uns fragen Familien nach einer Beratung am Abend.",
    "on_behalf": "organisation",
    "contributor_kind": "resident",
    "language": "de",
    "short": "1",
    "go": "send",
}


def unverified(name="Neuer Verein"):
    organisation = create_organisation("neuer-verein", name, "association")
    db.session.commit()
    return organisation


def member_of(organisation, role="organisation"):
    return make_person(role, scope=Scope(organisation_id=organisation.id))


@pytest.fixture
def ours(app):
    """The key, id and signed-in member of a verified organisation."""
    with app.app_context():
        organisation = make_organisation("Sozialwerk Test")
        person = member_of(organisation)
        key, number = organisation.key, organisation.id
        client = signed_in(app, person)
    return key, number, client


def write(client, **changes):
    page = client.get("/beitrag/neu?ansicht=kurz")
    with time_machine.travel(now() + dt.timedelta(minutes=1), tick=True):
        return client.send_on(page, FORM | changes)


def stored(app, answer):
    number = answer.location.rsplit("/", 1)[1]
    return by_public_number(number)


def open_at_desk(client, number):
    data = {"csrf_token": client.token()}
    return client.post(f"/organisation/beitrag/{number}/oeffnen", data=data)


def test_a_member_writes_in_the_name_of_the_organisation(app, ours, client):
    key, organisation_id, member = ours
    answer = write(member, speaker=key)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with app.app_context():
        found = stored(app, answer)
        assert (found.organisation_id, found.organisation) == (organisation_id, "Sozialwerk Test")
        assert (found.contributor_kind, found.on_behalf) == ("welfare_provider", "organisation")


def test_what_the_organisation_passes_on_stays_passed_on(app, ours):
    key, organisation_id, member = ours
    answer = write(member, speaker=key, on_behalf="others")
    with app.app_context():
        found = stored(app, answer)
        assert (found.organisation_id, found.on_behalf) == (organisation_id, "others")


def test_in_the_own_name_the_organisation_is_not_named(app, ours):
    answer = write(ours[2], speaker="", on_behalf="self")
    with app.app_context():
        found = stored(app, answer)
        assert (found.organisation_id, found.contributor_kind) == (None, "resident")


def test_nobody_else_can_speak_for_it(app, ours, client):
    answer = write(client, speaker=ours[0])
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Sie können gerade nicht im Namen dieser Organisation schreiben" in page
    assert FORM["text"] in page


def test_without_verification_a_member_can_write_but_not_in_its_name(app):
    with app.app_context():
        organisation = unverified()
        member = signed_in(app, member_of(organisation))
    assert "noch nicht bestätigt" in member.get("/organisation/").get_data(as_text=True)
    assert "Im Namen von" not in member.get("/beitrag/neu?ansicht=kurz").get_data(as_text=True)
    assert write(member, speaker="neuer-verein").status_code == 422
    assert write(member, speaker="").status_code == 303


def test_the_form_offers_the_name_and_the_desk_chooses_it(ours):
    key, _, member = ours
    page = member.get("/beitrag/neu?ansicht=kurz").get_data(as_text=True)
    assert "Im Namen von Sozialwerk Test" in page
    page = member.get(f"/beitrag/neu?ansicht=kurz&organisation={key}").get_data(as_text=True)
    assert f'<option value="{key}" selected>' in page


def test_the_desk_lists_what_was_sent_and_what_became_of_it(app, ours):
    _, organisation_id, member = ours
    with app.app_context():
        shown = make_submission("Treffpunkt fehlt.", "published", organisation_id=organisation_id)
        make_submission("Bus fehlt.", organisation_id=organisation_id, on_behalf="others", voices=9)
        make_submission("Etwas von Fremden.")
        number = shown.public_number
    page = member.get("/organisation/").get_data(as_text=True)
    assert f'href="/beitrag/{number}"' in page
    assert "Bus fehlt." in page
    assert "Etwas von Fremden." not in page
    assert "2 Beiträge, davon 1 weitergegeben, 10 Stimmen" in " ".join(page.split())


def test_the_desk_is_paged(app, ours):
    _, organisation_id, member = ours
    with app.app_context():
        for number in range(21):
            make_submission(f"Beitrag Nummer {number:02d}.", organisation_id=organisation_id)
    first = member.get("/organisation/").get_data(as_text=True)
    assert "Nummer 20" in first
    assert "Nummer 00" not in first
    older = first.split("vor=")[1].split('"')[0]
    assert "Nummer 00" in member.get(f"/organisation/?vor={older}").get_data(as_text=True)


def test_a_question_is_answered_from_the_desk_without_the_code(app, ours):
    _, organisation_id, member = ours
    with app.app_context():
        asked = make_submission("Bus fehlt.", organisation_id=organisation_id)
        ask(somebody(), asked, asked.version, "Welche Linie meinen Sie?")
        db.session.commit()
        number = asked.public_number
    assert "Welche Linie meinen Sie?" in member.get("/organisation/").get_data(as_text=True)
    open_at_desk(member, number)
    answer = member.post_form(
        "/beitrag/status/antworten", {"answer": "Die Linie 3."}, page="/beitrag/status"
    )
    assert answer.status_code == 303
    with app.app_context():
        assert by_public_number(number).status == "received"
    assert "Welche Linie" not in member.get("/organisation/").get_data(as_text=True)


def test_contributions_of_others_do_not_open(app, ours):
    _, _, member = ours
    with app.app_context():
        other = make_organisation("Anderes Werk")
        theirs = make_submission("Fremd.", organisation_id=other.id).public_number
        nobodys = make_submission("Von niemandem.").public_number
    for number in (theirs, nobodys, "EF-2026-999999"):
        assert open_at_desk(member, number).status_code == 404
    assert "Fremd." not in member.get("/beitrag/status").get_data(as_text=True)


def test_who_left_has_nothing_open_any_more(app, ours):
    _, organisation_id, member = ours
    with app.app_context():
        number = make_submission("Bus fehlt.", organisation_id=organisation_id).public_number
    open_at_desk(member, number)
    assert "Bus fehlt." in member.get("/beitrag/status").get_data(as_text=True)
    with app.app_context():
        person = people_of_organisation(organisation_id)[0]
        revoke(person, person.grants[0])
        db.session.commit()
    assert "Bus fehlt." not in member.get("/beitrag/status").get_data(as_text=True)
    deletion = {"csrf_token": member.token()}
    assert member.post("/beitrag/status/loeschen", data=deletion).status_code == 404


def test_who_is_not_signed_in_costs_no_question_about_organisations(app, client):
    asked = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2].lower()))
    assert write(client, speaker="", on_behalf="self").status_code == 303
    assert any("into submission" in statement for statement in asked)
    tables = ("from person", "from role_grant", "from organisation", "from sign_in_session")
    assert not [statement for statement in asked if any(table in statement for table in tables)]
