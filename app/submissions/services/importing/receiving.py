"""Taking a file in: stored first, read in a cage, then put on record."""

import datetime as dt
import secrets
from typing import IO

from sqlalchemy import update

from app.accounts.models import Organisation, Person
from app.accounts.services import record
from app.consultations.queries import ConsultationEntry
from app.shared.clock import now
from app.shared.database import db, rows_affected
from app.shared.errors import NotPossible
from app.shared.files import written_whole
from app.shared.jobs import put_in
from app.shared.settings import settings
from app.shared.tables import read_table
from app.shared.transactions import writes
from app.submissions.models import ImportFile
from app.submissions.queries.imports import remembered_mapping
from app.submissions.services.importing.files import (
    plain_rows,
    remove_files,
    remove_lost_files,
    sent_file,
    shown_name,
    store,
)
from app.submissions.services.importing.matching import guessed_mapping
from app.submissions.services.importing.template import SHEET

AT_ONCE = dt.timedelta(0)


def receive(
    person: Person | None,
    organisation: Organisation | None,
    consultation: ConsultationEntry,
    content: IO[bytes],
    name: str | None,
) -> ImportFile:
    """Take a file in and return it with what its columns seem to hold.

    Without a person it comes from the command line, without an organisation from the city itself.
    Raises `BadTable` with what is wrong with the file; then nothing of it is kept.
    """
    remove_lost_files()
    public_id = secrets.token_urlsafe(16)
    try:
        sha256 = store(content, sent_file(public_id))
        with written_whole(plain_rows(public_id)) as temporary:
            table = read_table(sent_file(public_id), temporary, SHEET)
    except BaseException:
        remove_files(public_id)
        raise
    organisation_id = organisation.id if organisation else None
    person_id = person.id if person else None
    headings = [heading[:100] for heading in table.headings]
    remembered = remembered_mapping(organisation_id, person_id)
    return _put_on_record(
        ImportFile(
            public_id=public_id,
            organisation_id=organisation_id,
            person_id=person_id,
            consultation_id=consultation.id,
            name=shown_name(name),
            sha256=sha256,
            state="uploaded",
            headings=headings,
            mapping=guessed_mapping(headings, remembered),
            rows=table.rows,
            created_at=now(),
        )
    )


@writes
def order_check(import_file: ImportFile, mapping: list[str]) -> None:
    """Have the rows checked with this mapping; raise `NotPossible` if they are imported already."""
    move(import_file.id, ("uploaded", "checked"), "checking", mapping=mapping)
    _order("import_check", import_file)


@writes
def order_import(person: Person | None, import_file: ImportFile) -> None:
    """Have the good rows imported; raise `NotPossible` if they are already, or were not checked."""
    move(import_file.id, ("checked",), "running")
    _order("import_rows", import_file)
    record(person.id if person else None, "import started", f"import:{import_file.id}")


@writes
def begin_check(import_file: ImportFile) -> None:
    """Let the caller check the rows by itself, with the mapping as it was understood."""
    move(import_file.id, ("uploaded",), "checking")


@writes
def begin_import(import_file: ImportFile) -> None:
    """Let the caller import by itself; if it is killed, the worker goes on for it.

    The worker waits as long as for a lease that ended; both at work together do nothing twice.
    """
    move(import_file.id, ("checked",), "running")
    lease = dt.timedelta(seconds=settings().job_lease_seconds)
    _order("import_rows", import_file, delay=lease)
    record(None, "import started", f"import:{import_file.id}")


@writes
def order_undo(person: Person | None, import_file: ImportFile) -> None:
    """Have everything of the import withdrawn that nobody has decided on. Raises `NotPossible`."""
    move(import_file.id, ("done",), "undoing")
    _order("import_undo", import_file)
    record(person.id if person else None, "import undone", f"import:{import_file.id}")


@writes
def move(import_id: int, before: tuple[str, ...], after: str, **values: object) -> None:
    """Move an import on; raise `NotPossible` if somebody else has done so already."""
    same = update(ImportFile).where(ImportFile.id == import_id, ImportFile.state.in_(before))
    moved = db.session.execute(same.values(state=after, **values))
    if not rows_affected(moved):
        raise NotPossible(f"{before} -> {after}")


@writes
def _put_on_record(import_file: ImportFile) -> ImportFile:
    db.session.add(import_file)
    db.session.flush()
    return import_file


def _order(kind: str, import_file: ImportFile, delay: dt.timedelta = AT_ONCE) -> None:
    owner = import_file.person_id
    job = put_in(kind, {"import_id": import_file.id}, owner_id=owner, delay=delay)
    same = update(ImportFile).where(ImportFile.id == import_file.id)
    db.session.execute(same.values(job_id=job.id))
