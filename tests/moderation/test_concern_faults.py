"""R3, R4: a merge, a split and a voice happen with all that belongs to them, or not at all."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry
from app.moderation.models import Concern, ConcernMember
from app.moderation.queries import concern_by_number
from app.moderation.services import create_concern, take_out
from app.shared.database import db
from app.submissions.models import NumberSeries, SubmissionEvent, Voice
from app.submissions.queries import by_public_number
from app.submissions.services import add_voice
from tests.factories import make_submission, somebody
from tests.moderation.test_concerns import make_concern
from tests.submissions.test_voices import counted
from tests.trust.test_r3_r9_once_or_not_at_all import Planted, fail_at

PARTS = (Concern, ConcernMember, SubmissionEvent, AuditEntry, NumberSeries, Voice)


def state(app, numbers):
    with app.app_context():
        rows = [db.session.scalar(select(func.count()).select_from(part)) for part in PARTS]
        series = db.session.scalars(select(NumberSeries.last).order_by(NumberSeries.name)).all()
        voices = [by_public_number(number).voices for number in numbers]
        versions = db.session.scalars(select(Concern.version)).all()
    return rows, series, voices, versions, counted(app)


def merge(numbers):
    create_concern(somebody(), [by_public_number(number) for number in numbers], "Titel")


def split(numbers):
    concern = concern_by_number(concern_number())
    take_out(somebody(), concern, concern.version, by_public_number(numbers[0]))


def speak(numbers):
    add_voice(by_public_number(numbers[0]), "voice")


def concern_number():
    return db.session.scalars(select(Concern.public_number)).one()


@pytest.mark.parametrize(("act", "least"), [(merge, 8), (split, 4), (speak, 4)])
def test_a_fault_at_any_statement_leaves_nothing(app, act, least):
    with app.app_context():
        if act is split:
            members = make_concern(3)[1]
        else:
            members = [make_submission(status="published") for _ in range(2)]
        numbers = [member.public_number for member in members]
        somebody()
    before = state(app, numbers)
    for number in range(1, 40):
        with app.app_context():
            seen, stop = fail_at(app, number)
            try:
                act(numbers)
                db.session.commit()
            except Planted:
                db.session.rollback()
            stop()
        if len(seen) < number:
            break
        assert state(app, numbers) == before
    assert number > least
    assert state(app, numbers) != before
