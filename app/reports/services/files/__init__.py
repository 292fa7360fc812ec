"""The files of a report: the same content as PDF, DOCX and XLSX, always the same bytes."""

from app.reports.services.files.docx import report_docx
from app.reports.services.files.pdf import report_pdf
from app.reports.services.files.xlsx import report_xlsx

__all__ = ["report_docx", "report_pdf", "report_xlsx"]
