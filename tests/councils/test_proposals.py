"""Formal proposals: written by the council, handed in by its mayor, decided by the city."""

import io

import pytest
import time_machine

from app.shared.clock import today
from app.shared.database import db
from app.submissions.services import restrict
from tests.councils.members import member_client
from tests.councils.proposing import (
    TITLE,
    a_proposal_of,
    an_office,
    at,
    number_of_proposals,
    stored,
)
from tests.factories import make_submission
from tests.shared.pdfs import pdf

LIST = "/ortsteilrat/vorschlaege"
NEW = f"{LIST}/neu"


def filled(app, **fields):
    with app.app_context():
        office = str(an_office().id)
    values = {"title": TITLE, "text": "Kinder kommen nicht hinüber.", "office": office}
    day = {"resolved_on": str(today()), "resolution_number": "OTR-07/26"}
    return values | day | fields


def write(app, client, **fields):
    answer = client.post_form(NEW, filled(app, **fields))
    assert answer.status_code == 303, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def test_a_draft_is_seen_by_its_council_alone(app, client):
    member = member_client(app)
    proposal_id = write(app, member)
    assert TITLE in member_client(app).get(LIST).text
    assert TITLE not in client.get("/ortsteile/rieth/vorschlaege").text
    others = member_client(app, "hochheim", "district_mayor")
    for path in ("", "/bearbeiten"):
        assert others.get(f"{LIST}/{proposal_id}{path}").status_code == 404
    for path in ("bearbeiten", "einreichen", "loeschen"):
        data = {"csrf_token": others.token(), "version": 1}
        assert others.post(f"{LIST}/{proposal_id}/{path}", data=data).status_code == 404


def test_with_the_receipt_the_clock_starts(app, client):
    with time_machine.travel(at("2026-07-31", 23), tick=False):
        mayor = member_client(app, role="district_mayor")
        proposal_id = write(app, mayor)
        page = f"{LIST}/{proposal_id}"
        assert "bis zum 2. November 2026 entscheiden" in mayor.get(page).text
        assert mayor.post_form(f"{page}/einreichen", {}, page=page).status_code == 303
        found = stored(app, proposal_id)
        assert found.public_number == "V-2026-001"
        assert (str(found.due_on), found.zone) == ("2026-11-02", "Europe/Berlin")
        assert (found.law_key, found.law_version) == ("thuerko-45", "2026-1")
        text = client.get("/ortsteile/rieth/vorschlaege").text
        assert TITLE in text and "noch 94 Tage" in text
        detail = client.get("/vorschlaege/V-2026-001").text
        assert "Samstag, Reformationstag, Sonntag" in detail
        assert TITLE in client.get("/ortsteile/rieth").text


def test_only_the_mayor_hands_in(app):
    member = member_client(app)
    proposal_id = write(app, member)
    page = member.get(f"{LIST}/{proposal_id}").text
    assert "Eingereicht wird er von der Ortsteilbürgermeisterin" in page
    assert "Jetzt einreichen" not in page
    data = {"csrf_token": member.token(), "version": 1}
    assert member.post(f"{LIST}/{proposal_id}/einreichen", data=data).status_code == 403
    assert stored(app, proposal_id).status == "draft"


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("text", "Vorschlag und Begründung"),
        ("office", "An welches Amt geht er?"),
        ("resolved_on", "Tag des Beschlusses"),
        ("resolution_number", "Nummer des Beschlusses"),
    ],
)
def test_what_is_not_complete_stays_a_draft_and_says_what_is_missing(app, field, words):
    mayor = member_client(app, role="district_mayor")
    proposal_id = write(app, mayor, **{field: ""})
    page = mayor.get(f"{LIST}/{proposal_id}").text
    assert f">{words}</a>" in page and "Jetzt einreichen" not in page
    data = {"csrf_token": mayor.token(), "version": 1}
    assert mayor.post(f"{LIST}/{proposal_id}/einreichen", data=data).status_code == 422
    assert stored(app, proposal_id).status == "draft"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "Bitte schreiben Sie, was Sie vorschlagen."),
        ({"title": "x" * 201}, "höchstens 200"),
        ({"text": "y" * 20_001}, "höchstens 20000"),
        ({"resolved_on": "2999-01-01"}, "in der Zukunft"),
        ({"resolved_on": "gestern"}, "Kein gültiges Datum"),
        ({"grounds": "EF-2026-999999"}, "EF-2026-999999"),
        ({"office": "4711"}, ""),
    ],
)
def test_bad_input_comes_back_as_typed(app, fields, words):
    answer = member_client(app).post_form(NEW, filled(app) | fields)
    assert answer.status_code == 422
    assert words in answer.text
    typed = [value for value in (filled(app) | fields).values() if value.strip()]
    assert all(value in answer.text for value in typed if value not in ("4711",))
    assert number_of_proposals(app) == 0


def test_it_rests_on_contributions_that_the_council_can_see(app, client):
    with app.app_context():
        own = make_submission("Meine Adresse: Rieth 5").public_number
        shown = make_submission("Ein Zebrastreifen", "published", area="hochheim").public_number
        hidden = make_submission("Geheim", area="hochheim").public_number
    mayor = member_client(app, role="district_mayor")
    refused = mayor.post_form(NEW, filled(app, grounds=f"{own} {hidden}"))
    assert refused.status_code == 422 and hidden in refused.text
    proposal_id = write(app, mayor, grounds=f"{own.lower()}, {shown}")
    page = f"{LIST}/{proposal_id}"
    assert "Meine Adresse" in mayor.get(page).text
    mayor.post_form(f"{page}/einreichen", {}, page=page)
    public = client.get(f"/vorschlaege/{stored(app, proposal_id).public_number}").text
    assert "Ein Zebrastreifen" in public
    assert "Meine Adresse" not in public and own not in public


def test_it_cannot_rest_on_a_contribution_that_its_writer_has_locked(app):
    with app.app_context():
        submission = make_submission("Bitte nicht weitergeben")
        restrict(submission)
        db.session.commit()
        number = submission.public_number
    refused = member_client(app).post_form(NEW, filled(app, grounds=number))
    assert refused.status_code == 422 and number in refused.text
    assert "Bitte nicht weitergeben" not in refused.text


def test_two_members_at_one_draft_lose_nothing(app):
    first, second = member_client(app), member_client(app)
    proposal_id = write(app, first)
    url = f"{LIST}/{proposal_id}/bearbeiten"
    opened = second.get(url)
    assert first.post_form(url, filled(app, title="Erster Titel")).status_code == 303
    answer = second.send_on(opened, filled(app, title="Zweiter <b>Titel"))
    assert answer.status_code == 409
    assert "Erster Titel" in answer.text and "Zweiter &lt;b&gt;Titel" in answer.text
    assert stored(app, proposal_id).title == "Erster Titel"


def test_what_was_handed_in_is_neither_changed_nor_deleted(app):
    proposal_id = a_proposal_of(app, "2026-11-24")
    mayor = member_client(app, role="district_mayor")
    for path, code in [("bearbeiten", 404), ("einreichen", 403), ("loeschen", 404)]:
        data = filled(app) | {"csrf_token": mayor.token(), "version": 2}
        assert mayor.post(f"{LIST}/{proposal_id}/{path}", data=data).status_code == code
    assert stored(app, proposal_id).status == "submitted"


def test_a_draft_can_be_deleted(app):
    member = member_client(app)
    proposal_id = write(app, member)
    url = f"{LIST}/{proposal_id}"
    assert member.post_form(f"{url}/loeschen", {}, page=url).status_code == 303
    assert number_of_proposals(app) == 0
    assert member.get(url).status_code == 404


def test_numbers_run_through_the_year_whatever_the_council(app):
    ids = [a_proposal_of(app, "2026-11-24"), a_proposal_of(app, "2026-12-31", council="hochheim")]
    ids.append(a_proposal_of(app, "2027-01-01"))
    numbers = [stored(app, one).public_number for one in ids]
    assert numbers == ["V-2026-001", "V-2026-002", "V-2027-001"]


@pytest.mark.parametrize("path", ["/vorschlaege/V-2026-999", "/ortsteile/nirgendwo/vorschlaege"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_an_ortsteil_without_council_says_so(client):
    assert "keinen Ortsteilrat" in client.get("/ortsteile/altstadt/vorschlaege").text


def test_the_resolution_is_attached_for_the_council_and_the_city(app, client, client_of):
    mayor, first, second = member_client(app, role="district_mayor"), pdf(), pdf(2)
    form = {"content_type": "multipart/form-data"}
    attached = {"file": (io.BytesIO(first), "Beschluss.pdf")}
    page = mayor.post_form(NEW, filled(app) | attached, **form).location
    assert mayor.get(f"{page}/beschluss").data == first
    other = {"file": (io.BytesIO(second), "Neu.pdf")}
    mayor.post_form(f"{page}/bearbeiten", filled(app) | other, **form)
    wrong = {"file": (io.BytesIO(b"kein Dokument"), "x.pdf")}
    refused = mayor.post_form(f"{page}/bearbeiten", filled(app) | wrong, **form)
    assert refused.status_code == 422 and "kein PDF" in refused.text
    mayor.post_form(f"{page}/einreichen", {}, page=page)
    number = stored(app, int(page.rsplit("/", 1)[1])).public_number
    assert client_of("planner").get(f"/ortsteilrat/fristen/{number}/beschluss").data == second
    assert member_client(app, "hochheim").get(f"{page}/beschluss").status_code == 404
    assert "Neu.pdf" not in client.get(f"/vorschlaege/{number}").text
