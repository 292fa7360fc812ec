"""Consultations open and close by the clock."""

import datetime as dt

import pytest
import time_machine

from app.consultations.policy import accepts, is_open
from app.consultations.queries import running
from app.consultations.services import change_times, create_consultation, ensure_permanent
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import InvalidData
from tests.factories import make_consultation

START = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)
END = dt.datetime(2026, 12, 31, 23, 0, tzinfo=dt.UTC)


class Round:
    opens_at, closes_at = START, END


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (START - dt.timedelta(seconds=1), False),
        (START, True),
        (END - dt.timedelta(seconds=1), True),
        (END, False),
    ],
)
def test_open_from_the_first_to_before_the_last_moment(moment, expected):
    assert is_open(Round(), moment) is expected


@pytest.mark.parametrize(
    ("opened", "sent", "expected"),
    [
        (END - dt.timedelta(hours=1), END + dt.timedelta(minutes=14, seconds=59), True),
        (END - dt.timedelta(hours=1), END + dt.timedelta(minutes=15), False),
        (END, END + dt.timedelta(minutes=1), False),
        (START - dt.timedelta(hours=1), START, True),
        (START - dt.timedelta(hours=2), START - dt.timedelta(hours=1), False),
    ],
)
def test_a_form_that_was_open_at_closing_time_gets_grace(opened, sent, expected):
    assert accepts(Round(), sent, opened) is expected


def test_a_kept_page_follows_the_clock(client, app):
    with app.app_context():
        closes = (now() + dt.timedelta(minutes=5)).replace(second=0, microsecond=0)
        make_consultation(slug="kurz", closes_at=closes)
    assert "Beitrag schreiben</a></p>" in client.get("/beteiligungen/kurz").text
    with time_machine.travel(closes):
        assert "Diese Beteiligung endete" in client.get("/beteiligungen/kurz").text


def test_a_change_of_times_shows_at_once(client, app):
    with app.app_context():
        consultation = make_consultation(slug="kurz")
        assert "kurz" in client.get("/").text
        change_times(consultation, consultation.opens_at, now())
        db.session.commit()
    assert "/beteiligungen/kurz" not in client.get("/").text


def test_there_is_exactly_one_permanent_consultation(app):
    with app.app_context():
        assert ensure_permanent().id == ensure_permanent().id
        assert [c.slug for c in running(now())] == ["dauerbeteiligung"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"slug": "dauerbeteiligung"}, "already"),
        ({"closes_at": START - dt.timedelta(days=1)}, "close after it opens"),
        ({"area_numbers": ("99",)}, "'99' is unknown"),
    ],
)
def test_wrong_consultations_are_refused(app, fields, problem):
    values = {"slug": "neu", "title": {"de": "T"}, "question": {"de": "F"}, "opens_at": START}
    with app.app_context(), pytest.raises(InvalidData, match=problem):
        create_consultation(**(values | fields))


def test_the_command_takes_local_times(app):
    runner = app.test_cli_runner()
    args = ["consultations", "create", "markt", "--title", "Markt", "--question", "Was fehlt?"]
    times = ["--opens", "2026-07-01 08:00:00", "--closes", "2026-07-31 20:00:00", "--area", "06"]
    assert runner.invoke(args=args + times).exit_code == 0
    with app.app_context():
        from app.consultations.queries import by_slug

        assert by_slug("markt").opens_at.isoformat() == "2026-07-01T06:00:00+00:00"
