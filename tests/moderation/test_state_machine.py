"""Any order of actions by moderators, the submitter and the worker leaves everything consistent."""

import datetime as dt

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from app.moderation import services as desk
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.errors import DomainError
from app.submissions import services
from app.submissions.models import Question, Redaction, StatusChange, Submission, SubmissionCount
from app.submissions.policy import RESTING, TRANSITIONS
from app.submissions.queries import history_of, open_question
from tests.factories import make_submission, somebody

NOTE = "Nur unter uns"
TEXT = "Frau Muster braucht eine Bank."
WHO = st.sampled_from(["moderator", "admin"])
BOUNDS = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],  # a failure shows at once; making it shorter takes minutes
    suppress_health_check=list(HealthCheck),
)


class Desk(RuleBasedStateMachine):
    """One contribution through all that can happen to it; what is not allowed changes nothing."""

    def __init__(self, app) -> None:
        super().__init__()
        self.app = app
        self.moment = now()
        with self.app.app_context():
            self.id = make_submission(text=TEXT).id
        self.version, self.length = 1, 1

    def _do(self, action) -> None:
        """Do it in a request of its own; a refusal must leave everything as it was."""
        self.moment += dt.timedelta(seconds=1)
        with time_machine.travel(self.moment), self.app.app_context():
            submission = db.session.get_one(Submission, self.id)
            before = (submission.status, submission.version, len(history_of(self.id)))
            try:
                action(submission)
                db.session.commit()
            except DomainError:
                db.session.rollback()
                db.session.expire_all()
                again = db.session.get_one(Submission, self.id)
                assert (again.status, again.version, len(history_of(self.id))) == before
            db.session.remove()

    @rule(who=WHO, hidden=st.booleans())
    def publish(self, who, hidden) -> None:
        passages = [(0, 11)] if hidden else []
        self._do(lambda s: desk.publish(somebody(who), s, s.version, passages, [], NOTE))

    @rule(who=WHO, key=st.sampled_from(["advert", None]))
    def decline(self, who, key) -> None:
        self._do(lambda s: desk.decline(somebody(who), s, s.version, "Darum.", key))

    @rule(who=WHO)
    def ask(self, who) -> None:
        self._do(lambda s: desk.ask(somebody(who), s, s.version, "Wo genau?"))

    @rule(who=WHO, days=st.sampled_from([None, 1, 30]))
    def hold(self, who, days) -> None:
        until = None if days is None else self.moment + dt.timedelta(days=days)
        self._do(lambda s: desk.hold(somebody(who), s, s.version, NOTE, until))

    @rule(who=WHO)
    def forward(self, who) -> None:
        self._do(lambda s: desk.forward(somebody(who), s, s.version, "Bauamt", NOTE))

    @rule(who=WHO)
    def take_back(self, who) -> None:
        self._do(lambda s: desk.take_back(somebody(who), s, s.version))

    @rule(who=WHO)
    def undo(self, who) -> None:
        self._do(lambda s: desk.undo(somebody(who), s, s.version))

    @rule(who=WHO)
    def code(self, who) -> None:
        self._do(lambda s: desk.assign_codes(somebody(who), s, s.version, [], NOTE))

    @rule()
    def correct(self) -> None:
        self._do(lambda s: services.correct(s, TEXT))

    @rule()
    def add(self) -> None:
        self._do(lambda s: services.add(s, "Noch etwas"))

    @rule()
    def answer(self) -> None:
        self._do(lambda s: services.answer(s, "Am Platz"))

    @rule(days=st.sampled_from([0, 2, 20]))
    def wait(self, days) -> None:
        self.moment += dt.timedelta(days=days)
        with time_machine.travel(self.moment), self.app.app_context():
            while services.bring_back_due():
                db.session.commit()
            db.session.remove()

    @rule()
    def restrict(self) -> None:
        self._do(services.restrict)

    @rule()
    def lift(self) -> None:
        self._do(services.lift_restriction)

    @rule(sure=st.integers(0, 5))
    def withdraw(self, sure) -> None:
        if sure == 0:
            self._do(services.withdraw)

    @invariant()
    def everything_fits_together(self) -> None:
        with self.app.app_context():
            submission = db.session.get_one(Submission, self.id)
            self._history_is_a_chain(submission)
            self._state_fits(submission)
            assert submission.version >= self.version
            if len(history_of(self.id)) > self.length:
                assert submission.version > self.version
            self.version, self.length = submission.version, len(history_of(self.id))
            db.session.remove()

    @invariant()
    def counts_equal_a_fresh_count(self) -> None:
        with self.app.app_context():
            kept = select(SubmissionCount.status, func.sum(SubmissionCount.number))
            kept = kept.where(SubmissionCount.number > 0).group_by(SubmissionCount.status)
            fresh = select(Submission.status, func.count()).group_by(Submission.status)
            rows = db.session.execute(fresh).all()
            assert {k: int(n) for k, n in db.session.execute(kept)} == dict(map(tuple, rows))
            db.session.remove()

    def teardown(self) -> None:
        """Whatever happened: the submitter reads no note, the public nothing that is hidden."""
        with self.app.app_context():
            submission = db.session.get_one(Submission, self.id)
            number, status = submission.public_number, submission.status
            db.session.remove()
        reader = self.app.test_client()
        with reader.session_transaction() as session:  # tries of receipt codes are limited
            session["opened"] = number
        assert NOTE not in reader.get("/beitrag/status").text
        public = reader.get(f"/beitrag/{number}")
        assert public.status_code == (200 if status == "published" else 404)
        assert NOTE not in public.text

    def _history_is_a_chain(self, submission) -> None:
        lines = history_of(submission.id)
        assert lines[0].from_status is None
        for earlier, later in zip(lines, lines[1:], strict=False):
            assert later.from_status == earlier.to_status
            lifted = later.cause == "lifted" and later.from_status == "restricted"
            assert lifted or later.to_status in TRANSITIONS[later.from_status]
        assert lines[-1].to_status == submission.status

    def _state_fits(self, submission) -> None:
        status = submission.status
        assert (submission.public_text is not None) == (status == "published")
        assert (submission.rests_since is not None) == (status in RESTING)
        assert (submission.decline_reason is not None) == (status == "declined")
        assert (open_question(submission) is not None) == (status == "asked")
        assert (submission.text is None) == (status in ("restricted", "withdrawn"))
        assert status != "asked" or open_question(submission).answer is None
        if status == "withdrawn":
            for table in (Question, Redaction):
                left = select(table).where(table.submission_id == submission.id)
                assert db.session.scalars(left).all() == []
            told = select(StatusChange.note, StatusChange.reason)
            own = told.where(StatusChange.submission_id == submission.id)
            assert not any(any(row) for row in db.session.execute(own))


@pytest.fixture
def calm(app):
    """An application with the two people of the desk."""
    with app.app_context():
        for role in ("moderator", "admin"):
            somebody(role)
    assert today()
    return app


def test_no_order_of_actions_breaks_anything(calm):
    run_state_machine_as_test(lambda: Desk(calm), settings=BOUNDS)
