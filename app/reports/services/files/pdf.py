"""The report to read and to print."""

from app.reports.services.files.document import report_document
from app.reports.services.snapshot import ReportContent
from app.shared.documents import as_pdf


def report_pdf(content: ReportContent) -> bytes:
    """Return the report as PDF/UA-1; raise `DidNotFinish` if it is too much."""
    return as_pdf(report_document(content))
