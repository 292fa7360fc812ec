"""Steps of an import without a screen."""

import io

from sqlalchemy import select, update

from app.consultations.queries import permanent
from app.shared.database import db
from app.shared.files import instance_folder
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from app.submissions.models import ImportFile, Submission
from app.submissions.queries.imports import all_findings
from app.submissions.services.importing import order_check, order_import, order_undo, receive


def work():
    """Do what the worker would do."""
    while run_one():
        pass


def uploaded(content, name="tabelle.xlsx", organisation=None, person=None):
    """Return a file that was taken in."""
    found = receive(person, organisation, permanent(), io.BytesIO(content), name)
    db.session.commit()
    return found


def checked(content, **who):
    """Return a file whose rows were checked with the columns as they were understood."""
    found = uploaded(content, **who)
    order_check(found, list(found.mapping))
    db.session.commit()
    work()
    return db.session.get_one(ImportFile, found.id)


def imported(content, **who):
    """Return a file whose good rows were imported."""
    found = checked(content, **who)
    order_import(who.get("person"), found)
    db.session.commit()
    work()
    return db.session.get_one(ImportFile, found.id)


def taken_back(found):
    """Return the file after it was taken back."""
    order_undo(None, found)
    db.session.commit()
    work()
    db.session.expire_all()
    return db.session.get_one(ImportFile, found.id)


def texts():
    """Return the texts of all contributions in their order."""
    return list(db.session.scalars(select(Submission.text).order_by(Submission.id)))


def said_about(found):
    """Return what was found: (row, level, column, message, what was meant)."""
    return [
        (row.row_no, one["level"], one["column"], one["message"], one["values"].get("suggestion"))
        for row in all_findings(found.id)
        for one in row.problems
    ]


def files():
    """Return the names of all files of imports on the disk."""
    return [path.name for path in instance_folder("imports").iterdir()]


def set_all(model, **values):
    """Change every row of a table, past the services."""
    begin_writing()
    db.session.execute(update(model).values(**values))
    db.session.commit()
    db.session.expire_all()
