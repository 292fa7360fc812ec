"""A page asks the database the same number of questions however many rows its list has."""

import itertools

import pytest
from sqlalchemy import event

from app.areas.queries import directory
from app.moderation.services import create_concern
from app.moderation.services.desk import claim, set_mark
from app.shared.database import db
from tests.factories import make_person, make_submission, somebody

CODES = ("field:wohnen", "target:migration")


@pytest.fixture
def asked(app):
    """The statements that the database has got."""
    seen = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    return seen


def make_published(number):
    """As many contributions as this, twice, each with codes and in a concern."""
    for _ in range(number):
        pair = [make_submission(status="published", codes=CODES) for _ in range(2)]
        create_concern(somebody(), pair, "Eine Bank")
    db.session.commit()


def make_waiting(number):
    """As many that wait, from different Ortsteile, marked, and open at different people's."""
    areas = itertools.cycle(directory().entries)
    for area, _ in zip(areas, range(number), strict=False):
        submission = make_submission(area=area.slug)
        set_mark(submission.id, "personal")
        claim(make_person(), submission)
    db.session.commit()


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (make_published, "/ortsteile/rieth?n={}"),
        (make_published, "/?n={}"),
        (make_published, "/suche?q=Bank&n={}"),
        (make_published, "/anliegen/?n={}"),
        (make_published, "/ortsteile/rieth/feed.atom?n={}"),
        (make_waiting, "/moderation/?n={}"),
    ],
)
def test_more_rows_ask_no_more_of_the_database(app, client, client_of, asked, make, path):
    reader = client_of("moderator") if make is make_waiting else client
    numbers = []
    for more in (2, 6):
        with app.app_context():
            make(more)
        reader.get(path.format(f"{more}-first"))  # what is kept for a while is asked for here
        asked.clear()
        page = reader.get(path.format(more))
        assert page.status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] > 0
