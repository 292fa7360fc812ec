"""“Mein Anliegen auch”: offered while writing, counted once, nothing typed is lost."""

import datetime as dt
import threading

import pytest
import time_machine
from sqlalchemy import func, select

from app.moderation.models import TextConcept
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.submissions.models import Submission, SubmissionCount, Voice
from app.submissions.queries import by_public_number
from app.submissions.services import Why, add_voice, change_status, correct, recount, withdraw
from tests.factories import make_submission, somebody
from tests.inspecting_client import hidden_fields
from tests.submissions.test_writing import answers, open_form

BUS = "Nach 20 Uhr kommt kein Bus mehr, abends sitzt man fest."
WRITTEN = "Der Bus fährt abends zu selten."


def publish_one(app, text=BUS, **fields):
    with app.app_context():
        return make_submission(text=text, status="published", **fields).public_number


def write_until_details(client, text=WRITTEN, place="rieth"):
    page = open_form(client)
    page = client.post("/beitrag/neu", data=answers(page, place=place, go="next"))
    return client.post("/beitrag/neu", data=answers(page, text=text, go="next"))


def voices(app, number):
    with app.app_context():
        return by_public_number(number).voices


def counted(app):
    with app.app_context():
        columns = (SubmissionCount.area_key, SubmissionCount.status, SubmissionCount.number,
                   SubmissionCount.voices)  # fmt: skip
        rows = db.session.execute(select(*columns).where(SubmissionCount.number > 0))
        return sorted(map(tuple, rows))


def me_too(client, number, **data):
    url = f"/beitrag/{number}/auch"
    return client.post_form(url, data)


def test_similar_ones_of_the_ortsteil_are_offered_after_the_text(app, client):
    number = publish_one(app)
    page = write_until_details(client)
    assert "Geht es um dasselbe?" in page.text
    assert f"/beitrag/{number}/auch" in page.text
    assert client.post("/beitrag/neu", data=answers(page, go="next")).status_code == 200


@pytest.mark.parametrize(
    ("text", "place", "fields"),
    [
        ("Es fehlt ein Kinderarzt.", "rieth", {}),
        (WRITTEN, "altstadt", {}),
        (WRITTEN, "city", {}),
        ("???", "rieth", {}),
    ],
    ids=["another matter", "another Ortsteil", "whole city", "no words"],
)
def test_others_are_not_offered(app, client, text, place, fields):
    publish_one(app, **fields)
    page = write_until_details(client, text, place)
    assert page.status_code == 200
    assert "Geht es um dasselbe?" not in page.text


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_only_published_ones_are_offered(app, client, status):
    with app.app_context():
        submission = make_submission(text=BUS, status="published")
        if status == "withdrawn":
            withdraw(submission)
        else:
            change_status(submission, "received", somebody())
        if status == "declined":
            change_status(submission, "declined", somebody(), Why(reason="nein"))
        db.session.commit()
    page = write_until_details(client)
    assert page.status_code == 200
    assert "Geht es um dasselbe?" not in page.text


def test_what_is_blackened_is_not_compared(app, client):
    with app.app_context():
        make_submission(text=BUS, status="published", passages=((0, len(BUS)),))
    page = write_until_details(client)
    assert page.status_code == 200
    assert "Geht es um dasselbe?" not in page.text


def test_of_a_deleted_or_corrected_text_no_concepts_stay(app):
    def kept():
        while run_one() or run_idle():
            pass
        return set(db.session.scalars(select(TextConcept.submission_id)))

    with app.app_context():
        gone, corrected, stays = (make_submission(text=BUS, status="published") for _ in range(3))
        assert kept() == {gone.id, corrected.id, stays.id}
        withdraw(gone)
        change_status(corrected, "received", somebody())
        correct(corrected, "Etwas anderes")
        db.session.commit()
        assert kept() == {stays.id}


def test_the_command_notes_concepts_anew(app):
    publish_one(app)
    with app.app_context():
        before = set(db.session.scalars(select(TextConcept.concept)))
        from app.shared.transactions import begin_writing

        begin_writing()
        db.session.execute(TextConcept.__table__.delete())
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["moderation", "concepts"])
    assert result.output == "1 published texts looked at.\n"
    with app.app_context():
        assert set(db.session.scalars(select(TextConcept.concept))) == before != set()


def test_the_short_form_looks_when_asked(app, client):
    number = publish_one(app)
    page = open_form(client, "/beitrag/neu?ansicht=kurz")
    assert "Geht es um dasselbe?" not in page.text
    data = answers(page, place="rieth", text=WRITTEN, go="similar")
    answer = client.post("/beitrag/neu", data=data)
    assert f"/beitrag/{number}/auch" in answer.text
    assert WRITTEN in answer.text
    answer = client.post("/beitrag/neu", data=data | {"text": "Ein Kinderarzt fehlt."})
    assert "noch nichts Ähnliches" in answer.text


def test_a_voice_from_the_form_is_counted_and_the_typed_text_goes_on(app, client):
    number = publish_one(app)
    page = write_until_details(client)
    data = hidden_fields(page, "/beitrag/neu") | {"kind": "problem", "on_behalf": "self"}
    thanks = client.post(f"/beitrag/{number}/auch", data=data)
    assert thanks.status_code == 200
    assert "Jetzt stehen 2 Menschen hinter diesem Beitrag" in thanks.text
    assert WRITTEN in thanks.text
    check = client.post("/beitrag/neu", data=answers(thanks, go="show-check"))
    assert "Ist alles richtig?" in check.text
    assert "Problem" in check.text
    sent = client.post("/beitrag/neu", data=answers(check, go="send"))
    assert sent.status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Submission)) == 2


def test_one_form_counts_once_for_each_contribution(app, client):
    first, other = publish_one(app), publish_one(app)
    page = client.get(f"/beitrag/{first}/auch")
    data = hidden_fields(page, f"/beitrag/{first}/auch")
    for _ in range(3):
        assert client.post(f"/beitrag/{first}/auch", data=data).status_code == 200
    assert client.post(f"/beitrag/{other}/auch", data=data).status_code == 200
    assert (voices(app, first), voices(app, other)) == (2, 2)
    me_too(client, first)
    assert voices(app, first) == 3


def test_twenty_posts_of_one_key_at_once_count_once(app, client):
    number = publish_one(app)
    url = f"/beitrag/{number}/auch"
    data = hidden_fields(client.get(url), url)
    cookie = client.get_cookie("ortsstimme").value
    found = []

    def send():
        other = app.test_client()
        other.set_cookie("ortsstimme", cookie)
        found.append(other.post(url, data=data).status_code)

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {200}
    assert voices(app, number) == 2


def test_twenty_voices_at_once_are_twenty(app, client):
    number = publish_one(app)
    url = f"/beitrag/{number}/auch"
    forms = [hidden_fields(client.get(url), url) for _ in range(20)]
    cookie = client.get_cookie("ortsstimme").value

    def send(data):
        other = app.test_client()
        other.set_cookie("ortsstimme", cookie)
        other.post(url, data=data)

    threads = [threading.Thread(target=send, args=(data,)) for data in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert voices(app, number) == 21
    assert [row[3] for row in counted(app)] == [21]


def test_maintained_voices_equal_a_fresh_count(app, client):
    number = publish_one(app)
    publish_one(app, area=None)
    me_too(client, number)
    with app.app_context():
        gone = make_submission(status="published")
        add_voice(gone, "voice")
        withdraw(gone)
        db.session.commit()
    before = counted(app)
    with app.app_context():
        recount()
        db.session.commit()
    assert counted(app) == before
    assert sum(row[3] for row in before) == 5


def test_only_the_day_is_kept_of_a_voice(app, client):
    number = publish_one(app)
    me_too(client, number)
    with app.app_context():
        voice = db.session.scalars(select(Voice)).one()
        assert set(Voice.__table__.columns.keys()) == {"id", "submission_id", "voice_key", "day"}
        assert voice.day == now().date()


@pytest.mark.parametrize("status", ["received", "declined", "withdrawn"])
def test_what_is_not_published_gets_no_voice(app, client, status):
    with app.app_context():
        submission = make_submission(status=status)
        number = submission.public_number
        with pytest.raises(NotPossible):
            add_voice(submission, "voice")
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(Voice)) == 0
    assert client.get(f"/beitrag/{number}/auch").status_code == 404
    data = {"csrf_token": client.token(), "submission_key": "x"}
    assert client.post(f"/beitrag/{number}/auch", data=data).status_code == 404


def test_a_form_that_was_open_for_too_long_comes_back_with_the_text(app, client):
    number = publish_one(app)
    url = f"/beitrag/{number}/auch"
    data = {"csrf_token": client.token(), "submission_key": "forged", "text": WRITTEN}
    answer = client.post(url, data=data)
    assert answer.status_code == 422
    assert "Nichts ist verloren" in answer.text
    assert voices(app, number) == 1
    again = client.post(url, data=hidden_fields(answer, url))
    assert again.status_code == 200
    assert WRITTEN in again.text
    assert voices(app, number) == 2


def test_too_many_voices_from_one_network_are_slowed_down(make_app):
    app = make_app(SUBMISSIONS_PER_MINUTE="2")
    number = publish_one(app)
    client = app.test_client()
    answers = [me_too(client, number) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert voices(app, number) == 3
    with time_machine.travel(now() + dt.timedelta(seconds=61)):
        assert me_too(app.test_client(), number).status_code == 200


def test_a_voice_does_not_get_in_the_way_of_who_reviews(app, client, client_of):
    number = publish_one(app)
    moderator = client_of("moderator")
    item = f"/moderation/{number}"
    page = moderator.get(item)
    me_too(client, number)
    data = hidden_fields(page, item) | {"action": "codes"}
    assert moderator.post(item, data=data).status_code == 303
    assert voices(app, number) == 2
