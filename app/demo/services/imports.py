"""Imports that example accounts made go with them; what they imported in earnest stays."""

from sqlalchemy import delete, or_, select

from app.accounts.models import Organisation, Person
from app.shared.database import db
from app.submissions.models import ImportFile, ImportRow
from app.submissions.services.importing.files import remove_files


def remove_imports() -> None:
    """Delete the files and ledgers of example people and organisations."""
    people = select(Person.id).where(Person.is_example)
    organisations = select(Organisation.id).where(Organisation.is_example)
    theirs = or_(ImportFile.person_id.in_(people), ImportFile.organisation_id.in_(organisations))
    found = db.session.execute(select(ImportFile.id, ImportFile.public_id).where(theirs)).all()
    ids = [row.id for row in found]
    db.session.execute(delete(ImportRow).where(ImportRow.import_id.in_(ids)))
    db.session.execute(delete(ImportFile).where(ImportFile.id.in_(ids)))
    for row in found:
        remove_files(row.public_id)
