"""Following by mail: only who owns the address decides, one mail a day, and the address goes."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import func, select, text

from app.moderation.queries import concern_by_number
from app.moderation.services import add_to_concern, create_concern, dissolve
from app.pages.models import Follow, Follower
from app.pages.services.following import end_all, tell_followers
from app.shared.clock import from_local
from app.shared.database import db
from app.shared.jobs import run_idle, run_one
from app.submissions.queries import by_public_number
from app.submissions.services import undo, withdraw
from tests.factories import make_consultation, make_submission, somebody

ADDRESS = "jemand@example.org"
HOME = "http://127.0.0.1:8000"
DAY = dt.date(2026, 11, 24)


def at(day=DAY, hour=12, minute=0):
    return from_local(day, dt.time(hour, minute))


def later(days=1, hour=8):
    return at(DAY + dt.timedelta(days=days), hour)


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example", BASE_URL=HOME
    )


@pytest.fixture
def mails(app, mailbox):
    """Let the worker do everything at a time; return the new mails."""

    def work(moment):
        mailbox.mails.clear()
        with app.app_context(), time_machine.travel(moment, tick=False):
            while run_one() or run_idle():
                pass
            db.session.remove()
        return [mail for _, mail in mailbox.mails]

    return work


def ask(client, subject="ortsteil/rieth", email=ADDRESS, moment=None, language=None):
    url = f"/folgen?lang={language}" if language else "/folgen"
    with time_machine.travel(moment or at(), tick=False):
        opened = client.get(f"/folgen?was={subject}")
        assert opened.status_code == 200
        return client.send_on(opened, {"subject": subject, "email": email}, to=url)


def body_of(mail):
    return mail.get_content().replace("\r\n", "\n")


def link(mail, part):
    return re.search(rf"{HOME}(/{part}/\S+)", body_of(mail)).group(1)


def confirm(client, mail, moment=None):
    with time_machine.travel(moment or at(), tick=False):
        address = link(mail, "folgen/bestaetigen")
        return client.post_form(address, {})


@pytest.fixture
def follow(client, mails):
    """Ask for something and confirm it; return the confirming mail."""

    def following(subject="ortsteil/rieth", email=ADDRESS, moment=None):
        assert ask(client, subject, email, moment).status_code == 303
        (mail,) = mails(moment or at())
        assert confirm(client, mail, moment).status_code == 303
        return mail

    return following


def publish(app, moment, **fields):
    with app.app_context(), time_machine.travel(moment, tick=False):
        return make_submission(status="published", **fields).public_number


def stored(app, model):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


def test_nothing_is_told_before_the_owner_of_the_address_confirms(app, client, mails):
    ask(client)
    assert len(mails(at())) == 1
    publish(app, at(hour=13))
    assert mails(later()) == []


def test_news_come_the_next_morning_once_with_links_alone(app, client, follow, mails):
    follow()
    publish(app, at(hour=13), text="Meine Nachbarin braucht eine Bank.")
    publish(app, at(hour=14), area="altstadt")
    assert mails(at(hour=20)) == []
    assert mails(later(hour=6)) == []
    (mail,) = mails(later(hour=7))
    body = body_of(mail)
    assert f"Rieth: 1 neuer Beitrag\n{HOME}/ortsteile/rieth\n" in body
    assert "Nachbarin" not in mail.as_string()
    assert "altstadt" not in body
    assert mails(later(hour=15)) == []
    assert mails(later(days=2)) == []


def test_what_comes_after_a_mail_is_told_the_day_after(app, client, follow, mails):
    follow()
    publish(app, at(hour=13))
    assert len(mails(later())) == 1
    publish(app, later(hour=9))
    publish(app, later(hour=10))
    assert mails(later(hour=20)) == []
    (mail,) = mails(later(days=2))
    assert "2 neue Beiträge" in mail.get_content()


def test_two_things_are_one_mail(app, client, follow, mails):
    follow()
    follow("ortsteil/altstadt")
    publish(app, at(hour=13))
    publish(app, at(hour=13), area="altstadt")
    (mail,) = mails(later())
    assert "/ortsteile/rieth" in mail.get_content()
    assert "/ortsteile/altstadt" in mail.get_content()
    assert stored(app, Follower) == 1


@pytest.mark.parametrize("name", ["stadt", "beteiligung/spielplaetze"])
def test_the_city_or_a_consultation_can_be_followed(app, client, follow, mails, name):
    with app.app_context(), time_machine.travel(at(hour=9), tick=False):
        consultation = make_consultation().id
    follow(name)
    publish(app, at(hour=13), consultation_id=consultation, area="altstadt")
    (mail,) = mails(later())
    assert "1 neuer Beitrag" in body_of(mail)


def test_what_joins_a_concern_is_told_and_its_title_is_not(app, client, follow, mails):
    with app.app_context(), time_machine.travel(at(hour=9), tick=False):
        pair = [make_submission(status="published") for _ in range(2)]
        number = create_concern(somebody(), pair, "Die Bank der Frau Beispiel").public_number
        db.session.commit()
    old = publish(app, at(hour=10))
    follow(f"anliegen/{number}")
    with app.app_context(), time_machine.travel(at(hour=14), tick=False):
        concern = concern_by_number(number)
        waiting = make_submission()
        members = [by_public_number(old), waiting]
        add_to_concern(somebody(), concern, concern.version, members)
        db.session.commit()
    (mail,) = mails(later())
    assert f"{number}: 1 neuer Beitrag\n{HOME}/anliegen/{number}\n" in body_of(mail)
    assert "Beispiel" not in mail.as_string()


def test_what_is_taken_back_or_deleted_is_not_told(app, client, follow, mails):
    follow()
    with app.app_context(), time_machine.travel(at(hour=13), tick=False):
        undone = make_submission(status="published")
        undo(undone, somebody())
        withdraw(make_submission(status="published"))
        db.session.commit()
    publish(app, later(hour=6, days=1) + dt.timedelta(minutes=58))  # can still be taken back
    assert mails(later(hour=7)) == []
    assert len(mails(later(days=2))) == 1


def test_one_click_ends_everything_and_the_address_goes(app, client, follow, mails):
    follow()
    follow("stadt")
    publish(app, at(hour=13))
    (mail,) = mails(later())
    address = mail["List-Unsubscribe"].strip("<>").removeprefix(HOME)
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (stored(app, Follower), stored(app, Follow)) == (0, 0)
    publish(app, later(hour=10))
    assert mails(later(days=2)) == []


def test_ending_between_looking_and_sending_stops_the_mail(app, client, follow, mails, mailbox):
    follow()
    publish(app, at(hour=13))
    with app.app_context(), time_machine.travel(later(), tick=False):
        assert tell_followers()
        db.session.commit()
        end_all(db.session.scalars(select(Follower)).one())
        db.session.commit()
    assert mails(later(hour=9)) == []


def test_single_things_are_ended_on_the_page_for_it(app, client, follow, mails):
    follow()
    follow("stadt")
    publish(app, at(hour=13))
    (mail,) = mails(later())
    address = link(mail, "folgen/verwalten")
    page = client.get(address)
    assert "Rieth" in page.text
    button = r'name="key" value="([^"]+)" aria-label="Beenden: Rieth"'
    key = re.search(button, page.text).group(1)
    assert client.send_on(page, {"key": key}).status_code == 303
    page = client.get(address)
    assert "Beenden: Rieth" not in page.text
    assert client.send_on(page, {"key": "all"}).status_code == 200
    assert stored(app, Follower) == 0
    assert client.get(address).status_code == 404


def test_what_nobody_confirms_goes_after_48_hours(app, client, mails):
    ask(client)
    (mail,) = mails(at())
    mails(at() + dt.timedelta(hours=47))
    assert stored(app, Follower) == 1
    mails(at() + dt.timedelta(hours=49))
    assert (stored(app, Follower), stored(app, Follow)) == (0, 0)
    assert client.get(link(mail, "folgen/bestaetigen")).status_code == 404


def test_a_second_thing_that_nobody_confirms_goes_alone(app, client, follow, mails):
    follow()
    ask(client, "stadt", moment=at(hour=13))
    mails(at() + dt.timedelta(hours=60))
    assert (stored(app, Follower), stored(app, Follow)) == (1, 1)


def test_the_answer_does_not_say_whether_an_address_follows_already(app, client, follow, mails):
    follow()
    known, unknown = ask(client), ask(client, email="fremd@example.org")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    first, second = mails(at())
    assert "schon" in first["Subject"]
    assert "bestätigen" in second["Subject"]


def test_an_address_cannot_be_filled_with_mails(app, client, mails):
    answers = [ask(client, subject=f"ortsteil/{slug}").status_code for slug in ["rieth"] * 6]
    assert answers == [303] * 5 + [429]
    assert ask(client, email="andere@example.org").status_code == 303


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"email": "kein Postfach"}, "Bitte prüfen Sie die E-Mail-Adresse"),
        ({"email": ""}, "Bitte geben Sie Ihre E-Mail-Adresse ein"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "Bitte prüfen Sie die E-Mail-Adresse"),
        ({"subject": "ortsteil/nirgends"}, "Bitte wählen Sie, was Sie verfolgen möchten."),
        ({"subject": "anliegen/A-2026-0001"}, "Bitte wählen Sie, was Sie verfolgen möchten."),
    ],
)
def test_bad_input_is_told_at_the_field_and_typed_text_comes_back(app, client, fields, message):
    data = {"subject": "ortsteil/rieth", "email": ADDRESS} | fields
    answer = client.post_form("/folgen", data)
    assert answer.status_code == 422
    assert message in answer.text
    assert data["email"].split("\r")[0] in answer.text
    assert stored(app, Follower) == 0


def test_the_address_is_nowhere_in_clear(app, client, follow):
    follow()
    with app.app_context():
        for table in ("follower", "follow", "job"):
            rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
            assert ADDRESS not in repr(rows)


def test_the_language_of_the_page_is_kept(app, client, mails):
    assert ask(client, language="en").status_code == 303
    (mail,) = mails(at())
    assert mail["Subject"] == "Please confirm: news by e-mail"
    with time_machine.travel(at(), tick=False):
        client.post_form(link(mail, "folgen/bestaetigen"), {})
    publish(app, at(hour=13))
    (mail,) = mails(later())
    assert "Rieth: 1 new contribution" in mail.get_content()


def test_a_concern_that_is_gone_ends_by_itself(app, client, follow, mails):
    with app.app_context(), time_machine.travel(at(hour=9), tick=False):
        pair = [make_submission(status="published") for _ in range(2)]
        concern = create_concern(somebody(), pair, "Bänke")
        number = concern.public_number
        db.session.commit()
    follow(f"anliegen/{number}")
    with app.app_context():
        found = concern_by_number(number)
        dissolve(somebody(), found, found.version)
        db.session.commit()
    mails(later())
    assert stored(app, Follower) == 0


@pytest.mark.parametrize(
    ("day", "hour"),
    [(dt.date(2027, 3, 27), 8), (dt.date(2027, 10, 30), 8)],
    ids=["spring", "autumn"],
)
def test_when_the_clock_changes_seven_is_still_seven(app, client, follow, mails, day, hour):
    follow(moment=at(day))
    publish(app, at(day, 13))
    next_day = day + dt.timedelta(days=1)
    assert mails(at(next_day, 6, 55)) == []
    assert len(mails(at(next_day, 7, 5))) == 1


def test_without_a_mail_server_nobody_is_asked_for_an_address(make_app):
    client = make_app().test_client()
    page = client.get("/folgen?was=ortsteil/rieth").text
    assert 'name="email"' not in page
    assert "/folgen?was" not in client.get("/ortsteile/rieth").text
    data = {"csrf_token": client.token(), "subject": "stadt", "email": ADDRESS}
    assert client.post("/folgen", data=data).status_code == 404
