"""The dry run: every row looked at and put on the ledger; nothing is imported."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import delete, insert

from app.consultations.queries import directory as consultations
from app.shared.database import db, table_of
from app.shared.errors import N_
from app.shared.jobs import Job, handles, report_progress
from app.shared.portions import portions
from app.shared.tables import rows_in
from app.shared.transactions import commit_apart, writes
from app.submissions.models import ImportFile, ImportRow
from app.submissions.queries.imports import earlier_numbers
from app.submissions.services.importing.files import plain_rows
from app.submissions.services.importing.receiving import move
from app.submissions.services.importing.rows import CheckedRow, RowReader

Progress = Callable[[int, int], None]
PORTION = 500
SAME_IN_FILE = N_("The same stands in row %(row)d. It is imported only once.")
SAME_BEFORE = N_("The same was imported before: %(number)s.")


@handles("import_check")
def check_job(job: Job) -> None:
    """Check the rows of an import; done again after a crash, it begins anew."""
    job_id = job.id
    check(job.payload["import_id"], lambda done, total: report_progress(job_id, done, total))


def check(import_id: int, progress: Progress) -> None:
    """Look at every row and put it on the ledger; commits in portions."""
    import_file = db.session.get(ImportFile, import_id)
    if import_file is None or import_file.state != "checking":
        return
    public_id, organisation_id, total = (
        import_file.public_id,
        import_file.organisation_id,
        import_file.rows,
    )
    reader = reader_of(import_file)
    commit_apart(_forget_rows, import_id)
    seen: dict[str, int] = {}
    looked_at = 0
    for portion in _portions(public_id, reader):
        rows = [_without_twins(row, seen) for row in portion]
        known = earlier_numbers(organisation_id, [row.content_hash for row in rows])
        rows = [_without_earlier(row, known) for row in rows]
        commit_apart(_put_on_ledger, import_id, rows)
        looked_at += len(rows)
        progress(looked_at, total)
    commit_apart(move, import_id, ("checking",), "checked")


def reader_of(import_file: ImportFile) -> RowReader:
    """Return what reads the rows of this import."""
    by_id = {entry.id: entry for entry in consultations()}
    return RowReader(
        import_file.headings,
        import_file.mapping,
        by_id[import_file.consultation_id],
        import_file.organisation,
        import_file.person_id,
    )


def _portions(public_id: str, reader: RowReader) -> Iterator[list[CheckedRow]]:
    read = (reader.read(number, cells) for number, cells in rows_in(plain_rows(public_id)))
    return portions((row for row in read if row is not None), PORTION)


def _without_twins(row: CheckedRow, seen: dict[str, int]) -> CheckedRow:
    if row.draft is None:
        return row
    first = seen.setdefault(row.content_hash, row.row_no)
    return row if first == row.row_no else row.with_error(SAME_IN_FILE, row=first)


def _without_earlier(row: CheckedRow, known: dict[str, str]) -> CheckedRow:
    number = known.get(row.content_hash)
    return row.with_error(SAME_BEFORE, number=number) if number and row.draft else row


@writes
def _forget_rows(import_id: int) -> None:
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))


@writes
def _put_on_ledger(import_id: int, rows: Sequence[CheckedRow]) -> None:
    lines = [
        {
            "import_id": import_id,
            "row_no": row.row_no,
            "status": "new" if row.draft else "failed",
            "is_warned": any(finding.level == "warning" for finding in row.findings),
            "problems": [finding.as_json() for finding in row.findings],
            "content_hash": row.content_hash,
        }
        for row in rows
    ]
    db.session.connection().execute(insert(table_of(ImportRow)), lines)
