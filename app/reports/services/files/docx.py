"""The report to go on with in a text program."""

from app.reports.services.files.document import report_document
from app.reports.services.snapshot import ReportContent
from app.shared.documents import as_docx


def report_docx(content: ReportContent) -> bytes:
    """Return the report as DOCX; raise `DidNotFinish` if it is too much."""
    return as_docx(report_document(content))
