"""Statements: drafts for the council, public once released, taken back with a trace."""

import datetime as dt
import io
import re

import pytest

from app.areas.queries import council_by_key
from app.councils.models import Statement
from app.councils.queries import subject_for
from app.councils.services import StatementDraft, create_statement, release_statement
from app.moderation.services import create_concern
from app.shared.clock import today
from app.shared.database import db
from app.shared.errors import Conflict, NotPossible
from app.shared.jobs import run_one
from app.shared.uploads import StoredFile
from app.submissions.queries import by_public_number, events_of
from app.submissions.services import withdraw
from tests.councils.members import member_client
from tests.councils.stating import FIELDS, TEXT, make, new, release, with_file, write
from tests.factories import make_consultation, make_council_member, make_submission, somebody
from tests.moderation.desk import open_as_submitter
from tests.shared.pdfs import with_open_action


def test_a_draft_is_for_the_council_and_a_released_statement_for_everybody(app, client):
    number = make(app)
    member = member_client(app)
    address = write(member, number)
    assert TEXT not in client.get(f"/beitrag/{number}").text
    assert TEXT in member.get(address).text
    assert release(member, address).status_code == 303
    page = client.get(f"/beitrag/{number}").text
    assert TEXT in page
    assert "Ortsteilrat Rieth" in page
    assert "15. Januar 2026" in page
    for listed in ("/ortsteile/rieth", "/ortsteile/rieth/stellungnahmen"):
        assert TEXT in client.get(listed).text
    assert TEXT not in client.get("/ortsteile/hochheim").text


def test_whoever_wrote_the_contribution_reads_of_it(app, client):
    number = make(app)
    member = member_client(app)
    release(member, write(member, number))
    open_as_submitter(client, app, number)
    page = client.get("/beitrag/status").text
    assert "Ortsteilrat Rieth hat dazu Stellung genommen." in page


def test_a_withdrawn_statement_leaves_its_reason_and_not_its_text(app, client):
    number = make(app)
    member = member_client(app)
    address = write(member, number)
    release(member, address)
    taken = {"reason": "Der Beschluss wurde aufgehoben."}
    assert (
        member.post_form(f"{address}/zuruecknehmen", {"reason": ""}, page=address).status_code
        == 422
    )
    answer = member.post_form(f"{address}/zuruecknehmen", taken, page=address)
    assert answer.status_code == 303
    page = client.get(f"/beitrag/{number}").text
    assert "Der Beschluss wurde aufgehoben." in page
    assert TEXT not in page
    assert TEXT not in client.get("/ortsteile/rieth").text
    assert TEXT in member.get(address).text
    with app.app_context():
        kinds = [event.kind for event in events_of(by_public_number(number).id)]
    assert kinds == ["statement_released", "statement_withdrawn"]


def test_a_concern_and_a_consultation_can_have_a_statement(app, client):
    with app.app_context():
        pair = [make_submission(status="published") for _ in range(2)]
        concern = create_concern(somebody(), pair, "Eine Bank fehlt").public_number
        slug = make_consultation().slug
        db.session.commit()
    member = member_client(app)
    for key, page in ((concern, f"/anliegen/{concern}"), (slug, f"/beteiligungen/{slug}")):
        release(member, write(member, key))
        assert TEXT in client.get(page).text
    with app.app_context():
        assert [e.kind for e in events_of(pair[1].id)][-1] == "statement_released"


@pytest.mark.parametrize(
    "key", ["EF-2026-999999", "A-2026-9999", "gibt-es-nicht", ""], ids=lambda key: key or "nothing"
)
def test_about_what_is_not_there_nothing_can_be_written(app, key):
    assert member_client(app).get(new(key)).status_code == 404


def test_about_other_ortsteile_nothing_can_be_written(app):
    elsewhere = make(app, area="hochheim")
    with app.app_context():
        pair = [make_submission(status="published", area="hochheim") for _ in range(2)]
        concern = create_concern(somebody(), pair, "Anderswo").public_number
        slug = make_consultation(area_numbers=("16",)).slug
        db.session.commit()
    client = member_client(app)
    for key in (elsewhere, concern, slug):
        assert client.get(new(key)).status_code == 404


def test_another_council_reaches_nothing_of_a_draft(app):
    number = make(app)
    address = write(member_client(app), number)
    stranger = member_client(app, "hochheim")
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}/beschluss").status_code == 404
    for path in ("", "/freigeben", "/verwerfen", "/zuruecknehmen"):
        data = FIELDS | {"csrf_token": stranger.token(), "version": "1", "reason": "x"}
        assert stranger.post(address + path, data=data).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Bitte schreiben Sie die Stellungnahme."),
        ({"label": ""}, "Bitte schreiben Sie, wer das sagt."),
        ({"decided_on": ""}, "Bitte wählen Sie einen Tag."),
        ({"decided_on": "2999-01-01"}, "Dieser Tag liegt in der Zukunft."),
        ({"file": (io.BytesIO(b"<html>"), "a.pdf")}, "Das ist kein PDF."),
        ({"file": (io.BytesIO(with_open_action(S="x", JS="1")), "a.pdf")}, "stecken Skripte"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_comes_back(app, fields, words):
    number = make(app)
    client = member_client(app)
    sent = FIELDS | {"text": "Getippt <b>"} | fields
    answer = client.post_form(new(number), sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert words in answer.text
    if sent["text"]:
        assert "Getippt &lt;b&gt;" in answer.text


def version_of(page):
    return re.search(r'name="version" value="(\d+)"', page.text).group(1)


def test_the_second_of_two_members_sees_both_texts_and_loses_nothing(app):
    number = make(app)
    first, second = member_client(app), member_client(app)
    address = write(first, number)
    opened = second.get(address)
    first.post_form(address, FIELDS | {"text": "Erste Fassung"})
    late = FIELDS | {"text": "Zweite Fassung", "version": version_of(opened)}
    answer = second.post(address, data=late | {"csrf_token": second.token()})
    assert answer.status_code == 409
    assert "Erste Fassung" in answer.text
    assert "Zweite Fassung" in answer.text
    assert second.send_on(answer, FIELDS | {"text": "Beides"}, address).status_code == 303
    assert "Beides" in first.get(address).text


@pytest.mark.parametrize("path", ["", "/freigeben", "/verwerfen"])
def test_what_was_released_meanwhile_is_neither_changed_nor_released_again(app, path):
    number = make(app)
    first, second = member_client(app), member_client(app)
    address = write(first, number)
    version = version_of(second.get(address))
    release(first, address)
    data = FIELDS | {"text": "Anders", "version": version, "csrf_token": second.token()}
    answer = second.post(address + path, data=data)
    assert answer.status_code == 409
    assert TEXT in answer.text
    with app.app_context():
        stored = db.session.query(Statement).one()
        assert (stored.status, stored.text) == ("released", TEXT)


def test_a_draft_can_be_thrown_away(app):
    member = member_client(app)
    address = with_file(member, make(app))
    assert member.post_form(f"{address}/verwerfen", {}, page=address).status_code == 303
    assert member.get(address).status_code == 404


def test_services_ask_who_it_is_and_which_version_was_seen(app):
    with app.app_context():
        number = make_submission(status="published").public_number
        member, stranger = make_council_member(), make_council_member("hochheim")
        rieth = council_by_key("rieth")
        subject = subject_for(rieth, number)
        draft = StatementDraft("Ortsteilrat", TEXT, today())
        with pytest.raises(NotPossible):
            create_statement(stranger, rieth, subject, draft)
        db.session.rollback()
        statement = create_statement(member, rieth, subject, draft)
        db.session.commit()
        with pytest.raises(NotPossible):
            release_statement(stranger, statement, statement.version)
        db.session.rollback()
        with pytest.raises(Conflict):
            release_statement(member, statement, statement.version + 1)
        db.session.rollback()
        release_statement(member, statement, statement.version)
        db.session.commit()
        assert statement.released_at - dt.timedelta(minutes=1) < statement.changed_at


def test_a_deleted_contribution_takes_drafts_along_and_hides_what_was_released(app, client):
    number = make(app)
    member = member_client(app)
    released, draft = write(member, number), with_file(member, number)
    release(member, released)
    with app.app_context():
        withdraw(by_public_number(number))
        db.session.commit()
        while run_one():
            pass
        assert db.session.query(StoredFile).count() == 0
    assert member.get(draft).status_code == 404
    assert member.get(released).status_code == 200
    for page in ("/ortsteile/rieth", "/ortsteile/rieth/stellungnahmen"):
        assert TEXT not in client.get(page).text


def test_hostile_words_stay_words(app, client):
    number = make(app)
    member = member_client(app)
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    release(member, write(member, number, text=hostile, label=hostile))
    page = client.get(f"/beitrag/{number}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


def test_support_of_the_council_stands_on_the_public_pages(app, client):
    number = make(app)
    member = member_client(app)
    assert "vom Ortsteilrat unterstützt" not in client.get(f"/beitrag/{number}").text
    member.post_form(f"/ortsteilrat/beitrag/{number}", {"opinions": "supported", "note": ""})
    for page in (f"/beitrag/{number}", "/ortsteile/rieth"):
        assert "vom Ortsteilrat unterstützt" in client.get(page).text
