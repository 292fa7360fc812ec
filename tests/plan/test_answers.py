"""Official answers: drafts for the office, public once released, taken back with a trace."""

import re

import pytest

from app.moderation.services import add_to_concern, take_out
from app.plan.models import Answer
from app.plan.queries.answer_figures import answered_share
from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.models import Contact
from app.submissions.queries import by_public_number, events_of
from app.submissions.services import withdraw
from tests.factories import make_measure, make_office, make_submission, somebody
from tests.moderation.desk import open_as_submitter
from tests.plan.answering import (
    DESK,
    TEXT,
    TITLE,
    answered,
    make_concern,
    new,
    planner_client,
    release,
    write,
)


def make(app, **fields):
    with app.app_context():
        return make_submission(**{"status": "published", **fields}).public_number


def test_a_draft_is_for_the_office_and_a_released_answer_for_everybody(app, client):
    number = make(app, text="Hier fehlt eine Bank.")
    planner = planner_client(app)
    assert "Hier fehlt eine Bank." in planner.get(new(number)).text
    address = write(planner, number)
    pages = (f"/beitrag/{number}", "/antworten/", "/")
    assert all(TEXT not in client.get(page).text for page in pages)
    assert TEXT in planner.get(f"{DESK}/entwuerfe").text
    assert release(planner, address).status_code == 303
    assert all(TEXT in client.get(page).text for page in pages)
    assert "Tiefbauamt Test" in client.get(f"/beitrag/{number}").text
    assert "Beiträge beantwortet" in client.get("/ortsteile/rieth").text
    assert number not in planner.get(DESK).text
    assert number in planner.get(f"{DESK}/gegeben").text


def test_whoever_wrote_reads_of_it_with_the_receipt_code(app, client):
    number = make(app)
    planner = planner_client(app)
    release(planner, write(planner, number))
    open_as_submitter(client, app, number)
    page = client.get("/beitrag/status").text
    assert "Antwort vom Amt: Tiefbauamt Test" in page
    assert f"/beitrag/{number}#antworten" in page


def test_whoever_left_an_address_gets_a_mail_without_the_words(make_app, mail_server, mailbox):
    app = make_app(MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    number = make(app, email="wer@example.org")
    planner = planner_client(app)
    release(planner, write(planner, number))
    with app.app_context():
        while run_one():
            pass
    mails = [mail for _to, mail in mailbox.mails if "eine Antwort" in mail["Subject"]]
    assert len(mails) == 1
    assert TEXT not in mails[0].get_content()


def test_an_answer_to_a_concern_is_for_all_its_contributions(app, client):
    with app.app_context():
        concern, members = make_concern(3)
        number, first = concern.public_number, members[0].public_number
    planner = planner_client(app)
    release(planner, write(planner, number))
    for page in (f"/anliegen/{number}", f"/beitrag/{first}"):
        assert TEXT in client.get(page).text
    open_as_submitter(client, app, first)
    status = client.get("/beitrag/status").text
    assert "Antwort auf das Anliegen" in status
    assert f"/anliegen/{number}#antworten" in status
    with app.app_context():
        figures = answered_share()
        assert (figures.published, figures.answered) == (3, 3)


def test_a_withdrawn_answer_leaves_its_reason_and_not_its_text(app, client):
    number = make(app)
    planner = planner_client(app)
    address = write(planner, number)
    release(planner, address)
    away = f"{address}/zuruecknehmen"
    assert planner.post_form(away, {"reason": ""}, page=address).status_code == 422
    taken = planner.post_form(away, {"reason": "Die Bank kommt doch nicht."}, page=address)
    assert taken.status_code == 303
    page = client.get(f"/beitrag/{number}").text
    assert "Die Bank kommt doch nicht." in page
    assert TEXT not in page
    assert TEXT not in client.get("/").text
    assert number in planner.get(DESK).text
    open_as_submitter(client, app, number)
    status = client.get("/beitrag/status").text
    assert "hat seine Antwort zurückgezogen" in status
    assert "#antworten" not in status


def test_the_answer_names_its_measure_once_that_is_public(app, client):
    number = make(app)
    planner = planner_client(app)
    with app.app_context():
        hidden, public = make_measure("Noch geheim"), make_measure("Bänke", "agreed")
        numbers = hidden.number, public.number
    for measure in numbers:
        release(planner, write(planner, number, measure=measure))
    page = client.get(f"/beitrag/{number}").text
    assert "Maßnahme: Bänke" in page
    assert "Noch geheim" not in page


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"], ids=lambda status: status)
def test_what_is_not_public_is_not_answered(app, status):
    assert planner_client(app).get(new(make(app, status=status))).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Bitte schreiben Sie die Antwort."),
        ({"office": ""}, "Bitte wählen Sie ein Amt."),
        ({"office": "999"}, "Bitte wählen Sie ein Amt."),
        ({"answered_on": ""}, "Bitte wählen Sie einen Tag."),
        ({"answered_on": "2999-01-01"}, "Dieser Tag liegt in der Zukunft."),
        ({"measure": "M-1999-001"}, "Es gibt keine Maßnahme mit dieser Nummer."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_comes_back(app, fields, words):
    number = make(app)
    sent = {"text": "Getippt <b>", "office": "1", "answered_on": "2026-01-15"} | fields
    answer = planner_client(app).post_form(new(number), sent)
    assert answer.status_code == 422
    assert words in answer.text
    if sent["text"]:
        assert "Getippt &lt;b&gt;" in answer.text


def version_of(page):
    return re.search(r'name="version" value="(\d+)"', page.text).group(1)


def test_the_second_of_two_planners_sees_both_texts_and_loses_nothing(app):
    number = make(app)
    first, second = planner_client(app), planner_client(app)
    address = write(first, number)
    opened = second.get(address)
    office = re.search(r'value="(\d+)" selected', opened.text).group(1)
    fields = {"office": office, "answered_on": "2026-01-15", "measure": ""}
    assert first.post_form(address, fields | {"text": "Erste Fassung"}).status_code == 303
    late = fields | {"text": "Zweite Fassung", "version": version_of(opened)}
    answer = second.post(address, data=late | {"csrf_token": second.token()})
    assert answer.status_code == 409
    assert "Erste Fassung" in answer.text
    assert "Zweite Fassung" in answer.text
    assert second.send_on(answer, fields | {"text": "Beides"}, address).status_code == 303


@pytest.mark.parametrize("path", ["", "/freigeben", "/verwerfen"])
def test_what_was_released_meanwhile_is_neither_changed_nor_released_again(app, path):
    number = make(app)
    first, second = planner_client(app), planner_client(app)
    address = write(first, number)
    opened = second.get(address)
    office = re.search(r'value="(\d+)" selected', opened.text).group(1)
    release(first, address)
    data = {"text": "Anders", "office": office, "answered_on": "2026-01-15"}
    data |= {"version": version_of(opened), "csrf_token": second.token()}
    assert second.post(address + path, data=data).status_code == 409
    with app.app_context():
        stored = db.session.query(Answer).one()
        assert (stored.status, stored.text) == ("released", TEXT)


def test_planners_of_another_office_reach_no_draft_and_take_nothing_back(app):
    number = make(app)
    own, stranger = planner_client(app), planner_client(app, "Gartenamt Test")
    address = write(own, number)
    assert stranger.get(address).status_code == 404
    data = {"csrf_token": stranger.token(), "version": "1", "reason": "x", "text": "x"}
    for path in ("", "/freigeben", "/verwerfen", "/zuruecknehmen"):
        assert stranger.post(address + path, data=data).status_code == 404
    release(own, address)
    assert stranger.get(address).status_code == 200
    assert stranger.post(f"{address}/zuruecknehmen", data=data).status_code == 403
    with app.app_context():
        office = str(make_office().id)
    fields = {"text": "x", "office": office, "answered_on": "2026-01-15", "version": "0"}
    sent = fields | {"csrf_token": stranger.token()}
    assert stranger.post(new(number), data=sent).status_code == 422


def test_a_draft_can_be_thrown_away(app):
    planner = planner_client(app)
    address = write(planner, make(app))
    assert planner.post_form(f"{address}/verwerfen", {}, page=address).status_code == 303
    assert planner.get(address).status_code == 404


def test_a_deleted_contribution_takes_drafts_along_and_hides_what_was_answered(app, client):
    number = make(app, email="wer@example.org")
    planner = planner_client(app)
    released, draft = write(planner, number), write(planner, number, text="Noch ein Entwurf")
    release(planner, released)
    with app.app_context():
        withdraw(by_public_number(number))
        db.session.commit()
        while run_one():
            pass
        assert db.session.query(Contact).count() == 0
        assert answered_share().answered == 0
    assert planner.get(draft).status_code == 404
    assert "nicht öffentlich" in planner.get(released).text
    for page in ("/", "/antworten/"):
        assert TEXT not in client.get(page).text


def test_a_draft_about_what_is_not_public_any_more_cannot_be_released(app):
    with app.app_context():
        _concern, members = make_concern()
        number = _concern.public_number
        numbers = [one.public_number for one in members]
    planner = planner_client(app)
    address = write(planner, number)
    with app.app_context():
        for one in numbers:
            withdraw(by_public_number(one))
        db.session.commit()
    assert release(planner, address).status_code == 409


def test_hostile_words_stay_words(app, client):
    number = make(app)
    planner = planner_client(app)
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    release(planner, write(planner, number, text=hostile))
    page = client.get(f"/beitrag/{number}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


def test_the_work_list_is_oldest_first_and_narrowed_down(app):
    with app.app_context():
        old = make_submission(status="published", codes=("field:soziales",)).public_number
        there = make_submission(status="published", area="hochheim").public_number
        concern, members = make_concern()
        of_concern, merged = concern.public_number, members[0].public_number
        done = make_submission(status="published").public_number
        answered(done)
    planner = planner_client(app)
    page = planner.get(DESK).text
    assert page.index(old) < page.index(there)
    assert merged not in page
    assert done not in page
    assert there not in planner.get(f"{DESK}?ortsteil=rieth").text
    zoned = planner.get(f"{DESK}?gebiet=settlement_type:plattenbau").text
    assert old in zoned
    assert there not in zoned
    narrowed = planner.get(f"{DESK}?feld=field:soziales").text
    assert old in narrowed
    assert there not in narrowed
    concerns = planner.get(f"{DESK}?art=anliegen").text
    assert TITLE in concerns
    assert of_concern in concerns
    assert TITLE not in planner.get(f"{DESK}?art=anliegen&ortsteil=hochheim").text


def test_whoever_joins_a_concern_later_finds_its_answer_and_whoever_leaves_does_not(app, client):
    with app.app_context():
        concern, members = make_concern(3)
        answered(concern.public_number)
        late = make_submission(status="published")
        from_outside = members[0]
        numbers = late.public_number, from_outside.public_number
        _join_and_leave(concern, late, from_outside)
        kinds = [event.kind for event in events_of(from_outside.id)]
    assert TEXT in client.get(f"/beitrag/{numbers[0]}").text
    assert TEXT not in client.get(f"/beitrag/{numbers[1]}").text
    assert kinds == ["concern_joined", "concern_answered", "concern_left"]


def _join_and_leave(concern, late, leaving):
    add_to_concern(somebody(), concern, concern.version, [late])
    take_out(somebody(), concern, concern.version, leaving)
    db.session.commit()
