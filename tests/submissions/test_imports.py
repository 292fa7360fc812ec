"""Many contributions at once: read, checked, imported exactly once, taken back."""

import io

import pytest
from sqlalchemy import select

from app.consultations.queries import permanent
from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.models import ImportFile, Submission
from app.submissions.services.importing import (
    order_check,
    order_import,
    receive,
)
from tests.submissions import tables

NOW = None


@pytest.fixture
def city(app):
    with app.app_context():
        yield


def work():
    while run_one():
        pass


def uploaded(content, name="tabelle.xlsx", organisation=None, person=None):
    found = receive(person, organisation, permanent(), io.BytesIO(content), name)
    db.session.commit()
    return found


def checked(content, **who):
    found = uploaded(content, **who)
    order_check(found, list(found.mapping))
    db.session.commit()
    work()
    return db.session.get_one(ImportFile, found.id)


def imported(content, **who):
    found = checked(content, **who)
    order_import(who.get("person"), found)
    db.session.commit()
    work()
    return db.session.get_one(ImportFile, found.id)


def texts():
    return list(db.session.scalars(select(Submission.text).order_by(Submission.id)))


FORMATS = {
    "xlsx": tables.xlsx(),
    "ods": tables.ods(),
    "csv with semicolons": tables.csv_file(),
    "csv with commas": tables.csv_file(delimiter=","),
    "csv with tabs": tables.csv_file(delimiter="\t"),
    "csv with a mark": tables.csv_file(encoding="utf-8-sig"),
    "csv of old Windows": tables.csv_file(encoding="cp1252"),
    "csv with wide letters": tables.csv_file(delimiter="\t", encoding="utf-16"),
}


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_every_format_is_read_the_same(city, content):
    assert imported(content).state == "done"
    assert texts() == [row[1] for row in tables.ROWS]
