"""Questions about imports and their ledger."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.accounts.policy import is_moderator
from app.shared.database import db
from app.shared.jobs import Job
from app.shared.paging import Page, Position
from app.shared.spelling import normalised
from app.submissions.models import ImportFile, ImportRow, Submission
from app.submissions.policy import importing_organisations

IMPORTED = ("done", "kept")
REMEMBERED_FILES = 5


@dataclass(frozen=True)
class ImportFigures:
    """How many rows of an import are in which state; `warned` of those that are good."""

    new: int = 0
    warned: int = 0
    failed: int = 0
    done: int = 0
    undone: int = 0
    kept: int = 0

    @property
    def all(self) -> int:
        """All rows that are no example and not empty."""
        return self.new + self.failed + self.done + self.undone + self.kept


def import_by_public_id(public_id: str) -> ImportFile | None:
    """Return one import."""
    wanted = select(ImportFile).where(ImportFile.public_id == public_id)
    return db.session.scalar(wanted.options(joinedload(ImportFile.organisation)))


def imports_for(person: Person, after: Position | None, limit: int) -> Page[ImportFile]:
    """Return the imports that somebody may see, newest first."""
    wanted = select(ImportFile).options(
        joinedload(ImportFile.organisation), joinedload(ImportFile.person)
    )
    if not is_moderator(person):
        wanted = wanted.where(ImportFile.organisation_id.in_(importing_organisations(person)))
    if after is not None:
        place = tuple_(ImportFile.created_at, ImportFile.id)
        wanted = wanted.where(place < (after.moment, after.id))
    newest = wanted.order_by(ImportFile.created_at.desc(), ImportFile.id.desc())
    rows = db.session.scalars(newest.limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    token = Position(last.created_at, last.id).token() if last else None
    return Page(rows[:limit], token)


def job_of(import_file: ImportFile) -> Job | None:
    """Return the job that works on the import, or worked last."""
    return db.session.get(Job, import_file.job_id) if import_file.job_id else None


def figures_of(import_id: int) -> ImportFigures:
    """Return how many rows are in which state."""
    columns = (ImportRow.status, ImportRow.is_warned)
    wanted = select(*columns, func.count()).where(ImportRow.import_id == import_id)
    found: dict[str, int] = {}
    for status, is_warned, number in db.session.execute(wanted.group_by(*columns)):
        found[status] = found.get(status, 0) + number
        if is_warned and status != "failed":
            found["warned"] = found.get("warned", 0) + number
    return ImportFigures(**found)


def rows_with_findings(import_id: int, after: int, limit: int) -> tuple[Sequence[ImportRow], int]:
    """Return rows of which there is something to say, in order, and where the next ones begin (0:
    nowhere)."""
    wanted = _with_findings(import_id).where(ImportRow.row_no > after)
    rows = db.session.scalars(wanted.limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].row_no if len(rows) > limit else 0


def all_findings(import_id: int) -> Sequence[ImportRow]:
    """Return all rows of which there is something to say, in order."""
    return db.session.scalars(_with_findings(import_id)).all()


def rows_in_status(import_id: int, status: str) -> list[int]:
    """Return the numbers of the rows in a state, in order."""
    wanted = select(ImportRow.row_no).where(
        ImportRow.import_id == import_id, ImportRow.status == status
    )
    return list(db.session.scalars(wanted.order_by(ImportRow.row_no)))


def kept_rows(import_id: int) -> Sequence[Any]:
    """Return (row number, public number) of what stayed when the import was undone."""
    return _imported(import_id, ("kept",))


def imported_rows(import_id: int) -> Sequence[Any]:
    """Return (row number, public number, submission key) of everything that was imported."""
    return _imported(import_id, (*IMPORTED, "undone"))


def earlier_numbers(organisation_id: int | None, hashes: Collection[str]) -> dict[str, str]:
    """Return for each content that this organisation imported before its public number."""
    same = ImportFile.organisation_id == organisation_id
    if organisation_id is None:
        same = ImportFile.organisation_id.is_(None)
    wanted = select(ImportRow.content_hash, Submission.public_number)
    wanted = wanted.join(ImportFile, ImportFile.id == ImportRow.import_id)
    wanted = wanted.join(Submission, Submission.id == ImportRow.submission_id)
    found = wanted.where(ImportRow.content_hash.in_(hashes), ImportRow.status.in_(IMPORTED), same)
    return {row.content_hash: row.public_number for row in db.session.execute(found)}


def remembered_mapping(organisation_id: int | None, person_id: int | None) -> dict[str, str]:
    """Return what columns held in the latest files, by normalised heading."""
    own = ImportFile.organisation_id == organisation_id
    if organisation_id is None:
        own = ImportFile.person_id == person_id
    latest = select(ImportFile).where(own, ImportFile.state != "uploaded")
    found: dict[str, str] = {}
    for file in db.session.scalars(latest.order_by(ImportFile.id.desc()).limit(REMEMBERED_FILES)):
        for heading, key in zip(file.headings, file.mapping, strict=False):
            found.setdefault(normalised(heading), key)
    return found


def _with_findings(import_id: int) -> Select[ImportRow]:
    wanted = select(ImportRow).where(
        ImportRow.import_id == import_id, or_(ImportRow.status == "failed", ImportRow.is_warned)
    )
    return wanted.order_by(ImportRow.row_no)


def _imported(import_id: int, statuses: tuple[str, ...]) -> Sequence[Any]:
    columns = (ImportRow.row_no, Submission.public_number, Submission.submission_key)
    wanted = select(*columns, Submission.status).join(
        Submission, Submission.id == ImportRow.submission_id
    )
    found = wanted.where(ImportRow.import_id == import_id, ImportRow.status.in_(statuses))
    return db.session.execute(found.order_by(ImportRow.row_no)).all()
