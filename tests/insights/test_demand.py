"""Demand counted ahead is what counting everything anew gives, whatever happened in between."""

import datetime as dt
import itertools
from collections import defaultdict

import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, insert, select

from app.areas.queries import directory
from app.demo.services import ensure_accounts
from app.demo.services.bulk import generate
from app.demo.services.removing import remove_examples
from app.guidelines.queries import catalogue
from app.guidelines.services import load_code_book
from app.guidelines.services import publish as publish_code_book
from app.insights.queries.demand import ALL, NONE, NOWHERE, demand, stale_areas
from app.insights.services import count_ahead
from app.moderation import services as desk
from app.moderation.models import Coding
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import DomainError
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from app.submissions.services import add_voice, lift_restriction, restrict, withdraw
from tests.conftest import EXAMPLE_BOOK
from tests.factories import code_id, make_submission, somebody

CODES = ("field:wohnen", "field:jugend", "target:senioren", "target:familien")
AREAS = ("rieth", "altstadt", None)
WHICH, SOME = st.integers(0, 50), st.sets(st.sampled_from(CODES))
BOUNDS = settings(
    max_examples=8,
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def slow_demand():
    """Every published contribution by itself, with each pair of its codes."""
    known = catalogue().by_id
    cells = defaultdict(lambda: (0, 0, 0))
    for one in db.session.scalars(select(Submission).where(Submission.status == "published")):
        own = select(Coding.code_id).where(Coding.submission_id == one.id, ~Coding.sealed)
        codes = [known[key] for key in db.session.scalars(own) if key in known]
        groups = {code.key for code in codes if code.kind == "target_group"} or {NONE}
        fields = {code.key for code in codes if code.kind == "field"} or {NONE}
        more = (1, int(one.on_behalf == "others"), one.voices)
        for group, field in itertools.product(groups | {ALL}, fields | {ALL}):
            key = (one.area_id or NOWHERE, group, field)
            cells[key] = tuple(map(sum, zip(cells[key], more, strict=True)))
    return dict(cells)


def quick_demand():
    cells = demand().items()
    return {(area, *cell): tuple(one) for area, of in cells for cell, one in of.items()}


def ids_of(codes):
    return [code_id(key) for key in codes]


def count_all():
    while count_ahead():
        db.session.commit()


class City(RuleBasedStateMachine):
    """Contributions that are published, coded, merged, supported, withdrawn and undone."""

    def __init__(self, app) -> None:
        super().__init__()
        self.app, self.moment, self.ids = app, now(), []

    def _do(self, action) -> None:
        self.moment += dt.timedelta(seconds=1)
        with time_machine.travel(self.moment), self.app.app_context():
            try:
                action()
                db.session.commit()
            except DomainError:
                db.session.rollback()
            db.session.remove()

    def _to_one(self, which, action) -> None:
        if self.ids:
            one = self.ids[which % len(self.ids)]
            self._do(lambda: action(db.session.get_one(Submission, one)))

    @rule(area=st.sampled_from(AREAS), codes=SOME, behalf=st.sampled_from(["self", "others"]))
    def arrive(self, area, codes, behalf) -> None:
        def written():
            fields = {"area": area, "codes": tuple(codes), "on_behalf": behalf}
            self.ids.append(make_submission(status="published", **fields).id)

        self._do(written)

    @rule(which=WHICH, codes=SOME)
    def code_anew(self, which, codes) -> None:
        self._to_one(
            which, lambda s: desk.assign_codes(somebody(), s, s.version, ids_of(codes), None)
        )

    @rule(which=WHICH)
    def undo(self, which) -> None:
        self._to_one(which, lambda s: desk.undo(somebody(), s, s.version))

    @rule(which=WHICH, codes=SOME)
    def publish(self, which, codes) -> None:
        publish = desk.publish
        self._to_one(which, lambda s: publish(somebody(), s, s.version, [], ids_of(codes), None))

    @rule(which=WHICH)
    def withdraw(self, which) -> None:
        self._to_one(which, withdraw)

    @rule(which=WHICH)
    def restrict(self, which) -> None:
        self._to_one(which, restrict)

    @rule(which=WHICH)
    def lift(self, which) -> None:
        self._to_one(which, lift_restriction)

    @rule(which=WHICH)
    def support(self, which) -> None:
        self._to_one(which, lambda s: add_voice(s, f"{self.moment}"))

    @rule(which=WHICH)
    def code_second(self, which) -> None:
        self._to_one(which, lambda s: desk.draw(somebody(), s))

    @rule(which=WHICH, other=WHICH)
    def merge(self, which, other) -> None:
        def merged(one):
            two = db.session.get_one(Submission, self.ids[other % len(self.ids)])
            if one.id != two.id:
                desk.merge(somebody(), one, two, desk.merge_state(one, two), "Dasselbe")

        self._to_one(which, merged)

    @rule(which=WHICH, area=st.sampled_from(AREAS[:2]))
    def move(self, which, area) -> None:
        """No screen does that today; the count must bear it all the same."""

        def moved(one):
            begin_writing()
            one.place, one.area_id = "area", directory().by_slug[area].id
            db.session.flush()

        self._to_one(which, moved)

    @invariant()
    def as_counted_anew(self) -> None:
        with self.app.app_context():
            assert quick_demand() == slow_demand()
            if self.moment.second % 3:  # often each change alone must be noticed, else several
                count_all()
            db.session.remove()


def test_no_order_of_actions_makes_it_differ_from_counting_everything(app):
    with app.app_context():
        for role in ("moderator", "second_coder"):
            somebody(role)
    run_state_machine_as_test(lambda: City(app), settings=BOUNDS)


def test_the_worker_counts_each_ortsteil_once_and_only_what_changed_again(app):
    with app.app_context():
        make_submission(status="published", codes=CODES)
        count_all()
        assert stale_areas() == set()
        one = make_submission(status="published", codes=CODES[:1])
        assert stale_areas() == {one.area_id}
        assert quick_demand() == slow_demand()
        count_all()
        assert stale_areas() == set()
        assert quick_demand() == slow_demand()


def test_what_nobody_has_read_yet_asks_for_nothing(app):
    with app.app_context():
        count_all()
        make_submission()
        assert stale_areas() == set()


def test_a_new_catalogue_counts_what_was_coded_under_the_one_before(app):
    with app.app_context():
        make_submission(status="published", codes=CODES)
        count_all()
        before = quick_demand()
        publish_code_book(load_code_book(EXAMPLE_BOOK.read_text(), "yaml"))
        db.session.commit()
        assert not catalogue().is_carried
        assert quick_demand() == before
        while run_one():
            pass
        assert catalogue().is_carried
        assert quick_demand() == before == slow_demand()


def copy_of(one):
    columns = [column.name for column in Submission.__table__.c if column.name != "id"]
    unique = {"public_number": "X-1", "submission_key": "x", "receipt_hash": "x"}
    return insert(Submission).values({name: getattr(one, name) for name in columns} | unique)


def test_rows_that_come_or_go_without_any_service_are_counted(app):
    with app.app_context():
        one = make_submission(status="published")
        own = {"submission_id": one.id, "code_id": code_id(CODES[0])}
        for statement in (
            copy_of(one),
            insert(Coding).values(at=now(), **own),
            delete(Coding).filter_by(**own),
            delete(Submission).where(Submission.public_number == "X-1"),
        ):
            count_all()
            begin_writing()
            db.session.execute(statement)
            db.session.commit()
            assert quick_demand() == slow_demand()


def test_examples_that_come_in_bulk_and_go_again_are_counted(app):
    with app.app_context():
        ensure_accounts("Ein Beispiel-Zugang 1")
        count_all()
        generate(60, 1, lambda number: None)
        assert quick_demand() == slow_demand() != {}
        count_all()
        remove_examples()
        db.session.commit()
        assert quick_demand() == slow_demand() == {}
