"""News by mail: once a day, where somebody follows, and never a text."""

import datetime as dt
import re

import pytest
import time_machine
from sqlalchemy import select

from app.moderation.queries import concern_by_number
from app.moderation.services import add_to_concern, create_concern, dissolve
from app.pages.models import Follow, Follower
from app.pages.services.following import end_all, tell_followers
from app.shared.database import db
from app.submissions.queries import by_public_number
from app.submissions.services import undo, withdraw
from tests.factories import make_consultation, make_submission, somebody
from tests.pages.following import HOME, ask, at, body_of, later, link, publish, stored


@pytest.fixture
def app(make_app, mail_server):
    return make_app(
        MAIL_URL=f"smtp://127.0.0.1:{mail_server.port}?from=mitreden@erfurt.example", BASE_URL=HOME
    )


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
