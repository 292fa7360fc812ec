"""A new version of the code book takes earlier codings over, once, whatever happens on the way."""

import re
import signal
import subprocess
import sys

import pytest
import time_machine
from sqlalchemy import select

from app.guidelines.models import Code, CodeBook
from app.guidelines.queries import catalogue, successions_to
from app.moderation.models import CarriedCoding, Coding
from app.moderation.queries import codes_of, published_by_code
from app.moderation.services import assign_codes, carrying
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import run_one
from tests.conftest import PROJECT, TEST_KEY
from tests.factories import code_id, make_submission, somebody
from tests.guidelines.test_successions import HEAD, NEW, OLD, line, put_in_force

KEYS = ("a", "b", "c", "d", "e", "gone")


def do_all_jobs():
    """Let the worker do everything that is due, also what it left half done an hour ago."""
    with time_machine.travel(now().timestamp() + 3600):
        while run_one():
            pass


def coded(*keys, **fields):
    """Return a published contribution with these fields of action."""
    return make_submission(
        status="published", codes=tuple(f"field:{key}" for key in keys), **fields
    )


def keys_of(version):
    """Return the keys of the codings of a version by contribution."""
    wanted = select(Coding.submission_id, Code.key).join(Code, Code.id == Coding.code_id)
    wanted = wanted.join(CodeBook).where(CodeBook.version == version).order_by(Code.key)
    found = {}
    for submission_id, key in db.session.execute(wanted):
        found.setdefault(submission_id, []).append(key.removeprefix("field:"))
    return found


@pytest.fixture
def three(app):
    """Three contributions that are coded with version 2."""
    with app.app_context():
        put_in_force(OLD)
        do_all_jobs()
        return [coded("a", "b").id, coded("c", "d", "e").id, coded("gone").id]


def test_codings_come_over_and_the_old_ones_stay(app, three):
    with app.app_context():
        before = keys_of(2)
        put_in_force(NEW)
        do_all_jobs()
        assert keys_of(2) == before
        assert keys_of(3) == {three[0]: ["a", "b"], three[1]: ["c1", "c2", "de"]}
        steps = {(s.from_code.key, s.to_code.key): s.carried for s in successions_to(by(3))}
        assert steps[("field:c", "field:c1")] == steps[("field:c", "field:c2")] == 1
        # Merged codes of one contribution are one coding, which comes from the first of them.
        assert steps[("field:d", "field:de")] == 1
        assert steps[("field:e", "field:de")] == 0


def by(version):
    return db.session.scalar(select(CodeBook).where(CodeBook.version == version))


def test_who_coded_when_and_with_which_note_comes_along(app, three):
    with app.app_context():
        old = db.session.scalar(select(Coding).where(Coding.submission_id == three[0]))
        put_in_force(NEW)
        do_all_jobs()
        new = db.session.scalar(
            select(Coding).where(
                Coding.submission_id == three[0], Coding.code_id == code_id("field:a")
            )
        )
        assert (new.coder_id, new.at, new.note) == (old.coder_id, old.at, old.note)
        assert new.id != old.id


def test_what_changed_is_marked_for_another_look(app, three):
    with app.app_context():
        put_in_force(NEW)
        do_all_jobs()
        rows = db.session.scalars(select(CarriedCoding).order_by(CarriedCoding.code_id)).all()
        marked = {row.code.key[6:]: row.change for row in rows if row.code_book_id == by(3).id}
        assert marked == {"a": "same", "b": "changed", "c1": "split", "c2": "split", "de": "merged"}


def test_until_the_worker_is_done_everybody_sees_what_will_come(app, client, client_of, three):
    moderator = client_of("moderator")
    assert re.search(r"<summary>D <span[^>]*>1 Beitrag<", client.get("/katalog").text)
    with app.app_context():
        waiting = make_submission(text="wartet", code_ids=(code_id("field:d"),))
        number = waiting.public_number
        put_in_force(NEW)
        assert not catalogue().is_carried
        assert codes_of(three)[three[1]] == [code_id(f"field:{k}") for k in ("c1", "c2", "de")]
        assert published_by_code().numbers == {
            "field:a": 1, "field:b": 1, "field:c1": 1, "field:c2": 1, "field:de": 1,
        }  # fmt: skip
        before = codes_of(three)
        merged = code_id("field:de")
    assert ">C1<" in client.get("/").text
    assert re.search(r"<summary>DE <span[^>]*>1 Beitrag<", client.get("/katalog").text)
    page = moderator.get(f"/moderation/{number}").text
    assert f'value="{merged}" checked' in page
    with app.app_context():
        do_all_jobs()
        assert catalogue().is_carried
        assert {one: sorted(ids) for one, ids in codes_of(three).items() if ids} == {
            one: sorted(ids) for one, ids in before.items() if ids
        }


def test_what_somebody_codes_anew_in_the_meantime_is_left_to_them(app, three):
    with app.app_context():
        put_in_force(NEW)
        submission = db.session.get(carrying.Submission, three[1])
        assign_codes(somebody(), submission, submission.version, [code_id("field:new")], None)
        db.session.commit()
        do_all_jobs()
        assert keys_of(3)[three[1]] == ["new"]
        assert keys_of(2)[three[1]] == ["c", "d", "e"]
        own = select(CarriedCoding.id).where(CarriedCoding.submission_id == three[1])
        assert db.session.scalars(own.where(CarriedCoding.code_book_id == by(3).id)).all() == []


def test_a_portion_that_is_done_twice_brings_nothing_back(app, three):
    """Two workers may meet when a lease ends while the first still lives."""
    with app.app_context():
        put_in_force(NEW)
        do_all_jobs()
        submission = db.session.get(carrying.Submission, three[0])
        assign_codes(somebody(), submission, submission.version, [code_id("field:b")], None)
        db.session.commit()
        before = keys_of(3)
        assert before[three[0]] == ["b"]
        carrying.carry_portion(by(3).id, 0, three[2])
        db.session.commit()
        assert keys_of(3) == before


def test_new_codes_leave_the_history_of_earlier_versions(app, three):
    with app.app_context():
        put_in_force(NEW)
        do_all_jobs()
        submission = db.session.get(carrying.Submission, three[0])
        assign_codes(somebody(), submission, submission.version, [], None)
        db.session.commit()
        assert keys_of(2)[three[0]] == ["a", "b"]
        assert three[0] not in keys_of(3)
        assert codes_of(three).get(three[0]) == []


def test_two_versions_one_after_the_other_are_carried_in_their_order(app, three):
    with app.app_context():
        put_in_force(NEW)
        put_in_force(
            HEAD + line("all", replaces='["field:a", "field:de"]') + line("b", "B and more")
        )
        do_all_jobs()
        assert keys_of(4) == {three[0]: ["all", "b"], three[1]: ["all"]}


def test_a_look_that_is_still_wanted_is_not_forgotten_with_the_next_version(app, three):
    with app.app_context():
        put_in_force(NEW)
        do_all_jobs()
        put_in_force(HEAD + line("a") + line("b", "B and more"))
        do_all_jobs()
        rows = db.session.scalars(
            select(CarriedCoding).where(CarriedCoding.code_book_id == by(4).id)
        )
        assert [(r.code.key, r.change, r.from_coding.code.code_book_id) for r in rows] == [
            ("field:a", "same", by(3).id),
            ("field:b", "changed", by(2).id),
        ]


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_failure_after_any_portion_loses_and_doubles_nothing(app, three, monkeypatch, fails_at):
    monkeypatch.setattr(carrying, "PORTION", 1)
    real, portions = carrying.carry_portion, []

    def failing(*arguments):
        portions.append(arguments)
        real(*arguments)
        if len(portions) == fails_at:
            raise OSError("planted")

    with app.app_context():
        put_in_force(NEW)
        with monkeypatch.context() as planted:
            planted.setattr(carrying, "carry_portion", failing)
            while run_one():
                pass
        assert not catalogue().is_carried
        assert len(keys_of(3)) == min(fails_at - 1, 2)
        do_all_jobs()
        assert catalogue().is_carried
        assert keys_of(3) == {three[0]: ["a", "b"], three[1]: ["c1", "c2", "de"]}


WORKER = """
import sys
from app import create_app
from app.moderation.services import carrying
from app.shared.jobs import run_one
from config import read_settings
carrying.PORTION = 1
real = carrying.carry_portion
def slow(*arguments):
    real(*arguments)
    print("portion", flush=True)
    sys.stdin.readline()
carrying.carry_portion = slow
with create_app(read_settings()).app_context():
    while run_one():
        pass
"""


@pytest.mark.parametrize("killed_in", [1, 4])
def test_a_worker_that_is_killed_is_followed_by_one_that_goes_on(
    app, tmp_path, database_url, killed_in
):
    """R4, R13: kill -9 between the writing of a portion and its commit."""
    with app.app_context():
        put_in_force(OLD)
        do_all_jobs()
        expected = {coded("b", "c").id: ["b", "c1", "c2"] for _ in range(6)}
        put_in_force(NEW)
    env = {"DATABASE_URL": database_url, "SECRET_KEY": TEST_KEY, "INSTANCE_DIR": str(tmp_path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", WORKER], cwd=PROJECT, env=env, **pipes) as worker:
        for number in range(killed_in):
            assert worker.stdout.readline() == "portion\n"
            if number < killed_in - 1:
                worker.stdin.write("\n")
                worker.stdin.flush()
        worker.send_signal(signal.SIGKILL)
    with app.app_context():
        assert len(keys_of(3)) == killed_in - 1
        do_all_jobs()
        assert keys_of(3) == expected
        assert keys_of(2) == {one: ["b", "c"] for one in expected}
