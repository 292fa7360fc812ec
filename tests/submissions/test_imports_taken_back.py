"""Imports are taken back, and what they hold is forgotten in time."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.services import Scope
from app.moderation.services import publish
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import Job
from app.submissions.models import ImportFile, ImportRow, Submission, SubmissionCount
from app.submissions.queries.imports import figures_of, kept_rows
from app.submissions.services import withdraw
from app.submissions.services.importing import (
    clear_old,
    undoing,
)
from tests.factories import make_organisation, make_person, make_submission, somebody
from tests.submissions import tables
from tests.submissions.importing import (
    checked,
    files,
    imported,
    said_about,
    set_all,
    taken_back,
    texts,
    work,
)

TWO = ["Ortsteil", "Beitrag"]


@pytest.fixture
def city(app):
    with app.app_context():
        yield


def test_what_is_decided_on_stays_when_an_import_is_taken_back(city):
    found = imported(tables.xlsx())
    second = db.session.scalars(select(Submission).order_by(Submission.id)).all()[1]
    number = second.public_number
    publish(somebody(), second, second.version, [], [], None)
    db.session.commit()
    found = taken_back(found)
    assert (found.state, texts()) == ("undone", [None, tables.ROWS[1][1], None])
    assert [(row.row_no, row.public_number) for row in kept_rows(found.id)] == [(3, number)]
    counted = select(SubmissionCount.status, func.sum(SubmissionCount.number))
    counts = dict(db.session.execute(counted.group_by(SubmissionCount.status)).all())
    assert counts == {"received": 0, "withdrawn": 2, "published": 1}
    assert files() == []


def test_a_withdrawn_contribution_takes_its_traces_in_the_import_with_it(city):
    rows = [["Rieth", "Frau Müller, Telefon 0361 555 01 23"], ["Rieth", "Ein anderer Text"]]
    found = imported(tables.xlsx(rows, TWO))
    first = db.session.scalars(select(Submission).order_by(Submission.id)).first()
    assert len(files()) == 2
    withdraw(first)
    db.session.commit()
    work()
    row = db.session.get_one(ImportRow, (found.id, 2), populate_existing=True)
    assert (row.content_hash, row.problems) == ("", [])
    assert db.session.get_one(ImportRow, (found.id, 3)).content_hash
    assert files() == []


def test_a_text_withdrawn_during_the_import_waits_for_its_end(city):
    found = imported(tables.xlsx())
    set_all(ImportFile, state="running")
    withdraw(db.session.scalars(select(Submission).order_by(Submission.id)).first())
    db.session.commit()
    work()
    assert len(files()) == 2
    jobs = db.session.scalars(select(Job).where(Job.kind == "submission_text_changed")).all()
    assert [job.state for job in jobs] == ["waiting"]
    assert db.session.get_one(ImportRow, (found.id, 2)).content_hash


def test_files_and_quotes_go_after_thirty_days_and_the_contributions_stay(city):
    done = imported(tables.xlsx([["Riet", "Falsch"], ["Rieth", "Richtig"]], TWO))
    waiting = checked(tables.csv_file())
    with time_machine.travel(now() + dt.timedelta(days=29)):
        assert not clear_old()
    with time_machine.travel(now() + dt.timedelta(days=31)):
        assert clear_old()
        assert clear_old()
        assert not clear_old()
        db.session.commit()
    assert files() == []
    assert said_about(done) == []
    assert db.session.get(ImportFile, waiting.id, populate_existing=True) is None
    assert texts() == ["Richtig"]


def test_an_example_organisation_imports_examples_which_go_with_it(app, city):
    organisation = make_organisation("Beispielwerk", is_example=True)
    person = make_person("organisation", scope=Scope(organisation_id=organisation.id))
    imported(tables.xlsx(), organisation=organisation, person=person)
    real = make_submission(text="Echt")
    checked(tables.csv_file(), organisation=organisation)
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    assert texts() == [real.text]
    assert db.session.scalars(select(ImportFile)).all() == []
    assert db.session.scalars(select(ImportRow)).all() == []
    assert files() == []


def test_an_import_by_an_example_account_is_forgotten_but_what_is_real_stays(app, city):
    person = make_person("moderator", email="beispiel@example.org")
    set_all(Person, is_example=True)
    imported(tables.xlsx(), person=person)
    result = app.test_cli_runner().invoke(args=["demo", "remove"])
    assert result.exit_code == 0, result.output
    assert len(texts()) == 3
    assert db.session.scalars(select(ImportFile)).all() == []


def test_undoing_goes_on_where_it_was(city, monkeypatch):
    monkeypatch.setattr(undoing, "PORTION", 1)
    found = imported(tables.xlsx())
    set_all(ImportFile, state="undoing")

    def stop_at_the_second(done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undoing.undo_import(found.id, stop_at_the_second)
    db.session.rollback()
    assert figures_of(found.id).undone == 1
    undoing.undo_import(found.id, lambda done, total: None)
    assert figures_of(found.id).undone == 3
