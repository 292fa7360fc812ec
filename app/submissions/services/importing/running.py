"""Importing: portion by portion, each row exactly once whatever happens in between."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy import bindparam, select, update

from app.shared.clock import now
from app.shared.database import connection, db, table_of
from app.shared.errors import N_
from app.shared.jobs import Job, handles, note_lasting_progress
from app.shared.portions import portions
from app.shared.secrets import fingerprint
from app.shared.tables import rows_in
from app.shared.transactions import commit_apart, writes
from app.submissions.models import ImportFile, ImportRow, Submission
from app.submissions.queries.imports import rows_in_status
from app.submissions.services.importing.checking import Progress, reader_of
from app.submissions.services.importing.files import plain_rows
from app.submissions.services.importing.receiving import move
from app.submissions.services.importing.rows import CheckedRow, Finding, RowReader
from app.submissions.services.importing.words import TEXT
from app.submissions.services.submitting import OtherContent, submit

PORTION = 200
CHANGED = N_("The catalogue has changed since the check. Please check the file again.")
LEDGER = table_of(ImportRow)


@handles("import_rows")
def import_job(job: Job) -> None:
    """Import the rows of a file; after a crash it goes on with those that are left."""
    job_id = job.id
    import_rows(
        job.payload["import_id"], lambda done, total: note_lasting_progress(job_id, done, total)
    )


def import_rows(import_id: int, progress: Progress) -> None:
    """Import what is new on the ledger; commits each portion together with its lines.

    `progress` is told within the transaction of each portion.
    """
    import_file = db.session.get(ImportFile, import_id)
    if import_file is None or import_file.state != "running":
        return
    public_id, reader = import_file.public_id, reader_of(import_file)
    done = len(rows_in_status(import_id, "done"))
    left = set(rows_in_status(import_id, "new"))
    total = done + len(left)
    for portion in portions(_rows_left(public_id, reader, left), PORTION):
        done += len(portion)
        told = partial(progress, done, total)
        commit_apart(_take_over, import_id, public_id, portion, told)
    commit_apart(move, import_id, ("running",), "done", finished_at=now())


def submission_key(public_id: str, row_no: int) -> str:
    """Return the key by which a row becomes a contribution only once."""
    return fingerprint("import", public_id, str(row_no))


def _rows_left(public_id: str, reader: RowReader, left: set[int]) -> Iterator[CheckedRow]:
    for number, cells in rows_in(plain_rows(public_id)):
        if number in left:
            row = reader.read(number, cells)
            if row is not None:
                yield row


@writes
def _take_over(
    import_id: int, public_id: str, portion: Sequence[CheckedRow], tell: Callable[[], None]
) -> None:
    """Submit the rows that are still new, note what became of each, and tell how far it is."""
    numbers = [row.row_no for row in portion]
    same = (ImportRow.import_id == import_id) & ImportRow.row_no.in_(numbers)
    new = select(ImportRow.row_no).where(same, ImportRow.status == "new").with_for_update()
    still_new = set(db.session.scalars(new))
    rows = [row for row in portion if row.row_no in still_new]
    keys = {row.row_no: submission_key(public_id, row.row_no) for row in rows}
    stored = [row.row_no for row in rows if _submitted(row, keys[row.row_no])]
    _note_done(import_id, {keys[number]: number for number in stored})
    _note_failed(import_id, [number for number in keys if number not in set(stored)])
    tell()


def _submitted(row: CheckedRow, key: str) -> bool:
    """Whether the row is stored now; what changed since the check is not taken over."""
    if row.draft is None:
        return False
    try:
        submit(row.draft, key)
    except OtherContent:
        return False
    return True


def _note_done(import_id: int, rows: dict[str, int]) -> None:
    wanted = select(Submission.id, Submission.submission_key)
    found = db.session.execute(wanted.where(Submission.submission_key.in_(rows)))
    lines = [{"line": rows[row.submission_key], "submission": row.id} for row in found]
    if lines:
        same = (LEDGER.c.import_id == import_id) & (LEDGER.c.row_no == bindparam("line"))
        done = update(LEDGER).where(same)
        done = done.values(status="done", submission_id=bindparam("submission"))
        connection().execute(done, lines)


def _note_failed(import_id: int, numbers: list[int]) -> None:
    if numbers:
        same = (ImportRow.import_id == import_id) & ImportRow.row_no.in_(numbers)
        problems = [Finding("error", TEXT, CHANGED).as_json()]
        db.session.execute(update(ImportRow).where(same).values(status="failed", problems=problems))
