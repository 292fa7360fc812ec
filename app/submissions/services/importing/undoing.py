"""Taking an import back, throwing one away, and forgetting files when their time is over."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from sqlalchemy import delete, or_, select, update

from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.idle import when_idle
from app.shared.jobs import Job, RetryLater, handles, note_lasting_progress
from app.shared.portions import portions
from app.shared.transactions import commit_apart, writes
from app.submissions.models import ImportFile, ImportRow, Submission
from app.submissions.policy import can_discard_import, is_open
from app.submissions.queries.imports import rows_in_status
from app.submissions.services import withdraw
from app.submissions.services.importing.checking import Progress
from app.submissions.services.importing.files import remove_files
from app.submissions.services.importing.receiving import move

PORTION = 50
# So long the file and what the ledger quotes of it are kept after the end of an import.
KEPT_FOR = dt.timedelta(days=30)
FINISHED = ("done", "undone")
NOT_BEGUN = ("uploaded", "checking", "checked")


@handles("import_undo")
def undo_job(job: Job) -> None:
    """Take an import back; after a crash it goes on with the rows that are left."""
    job_id = job.id
    undo_import(
        job.payload["import_id"], lambda done, all: note_lasting_progress(job_id, done, all)
    )


def undo_import(import_id: int, progress: Progress) -> None:
    """Withdraw every contribution of the import that nobody has decided on; commits in portions."""
    import_file = db.session.get(ImportFile, import_id)
    if import_file is None or import_file.state != "undoing":
        return
    public_id = import_file.public_id
    left = rows_in_status(import_id, "done")
    for number, portion in enumerate(portions(left, PORTION)):
        told = partial(progress, number * PORTION + len(portion), len(left))
        commit_apart(_take_back, import_id, portion, told)
    commit_apart(_end_undoing, import_id)
    remove_files(public_id)


@writes
def discard(import_file: ImportFile) -> None:
    """Throw an import away of which nothing was taken over yet. Raises `NotPossible`."""
    if not can_discard_import(import_file):
        raise NotPossible("imported already")
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_file.id))
    db.session.execute(delete(ImportFile).where(ImportFile.id == import_file.id))
    remove_files(import_file.public_id)


@when_idle
def clear_old() -> bool:
    """Forget the next import whose time is over; return whether there was one."""
    oldest = now() - KEPT_FOR
    over = ImportFile.state.in_(FINISHED) & (ImportFile.finished_at < oldest)
    forgotten = ImportFile.state.in_(NOT_BEGUN) & (ImportFile.created_at < oldest)
    waiting = select(ImportFile).where(ImportFile.cleared_at.is_(None), or_(over, forgotten))
    import_file = db.session.scalar(waiting.order_by(ImportFile.id).limit(1))
    if import_file is not None:
        _clear(import_file)
    return import_file is not None


@handles("submission_text_changed")
def forget_withdrawn(job: Job) -> None:
    """What an import still holds of a withdrawn contribution goes with it: file, quotes, hash."""
    wanted = select(ImportRow, ImportFile, Submission.text).join(
        Submission, Submission.id == ImportRow.submission_id
    )
    wanted = wanted.join(ImportFile, ImportFile.id == ImportRow.import_id)
    row = db.session.execute(
        wanted.where(ImportRow.submission_id == job.payload["submission_id"])
    ).one_or_none()
    if row is None or row[2] is not None:
        return
    if row[1].state == "running":
        raise RetryLater("The import that holds this text still needs its file.")
    _forget_row(row[0])
    remove_files(row[1].public_id)


@writes
def _take_back(import_id: int, numbers: list[int], tell: Callable[[], None]) -> None:
    same = (ImportRow.import_id == import_id) & ImportRow.row_no.in_(numbers)
    rows = db.session.execute(
        select(ImportRow, Submission)
        .join(Submission, Submission.id == ImportRow.submission_id)
        .where(same, ImportRow.status == "done")
    )
    for row, submission in rows.all():
        if is_open(submission):
            withdraw(submission)
        row.status = "undone" if submission.status == "withdrawn" else "kept"
        row.content_hash = "" if row.status == "undone" else row.content_hash
    db.session.flush()
    tell()


@writes
def _end_undoing(import_id: int) -> None:
    move(import_id, ("undoing",), "undone", finished_at=now(), cleared_at=now())
    _forget_quotes(import_id)


@writes
def _clear(import_file: ImportFile) -> None:
    if import_file.state in FINISHED:
        _forget_quotes(import_file.id)
        import_file.cleared_at = now()
        db.session.flush()
    else:
        db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_file.id))
        db.session.execute(delete(ImportFile).where(ImportFile.id == import_file.id))
    remove_files(import_file.public_id)


@writes
def _forget_row(row: ImportRow) -> None:
    row.content_hash, row.problems = "", []
    db.session.flush()


@writes
def _forget_quotes(import_id: int) -> None:
    same = update(ImportRow).where(ImportRow.import_id == import_id)
    db.session.execute(same.values(problems=[]))
