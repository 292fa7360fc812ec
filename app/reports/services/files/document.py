"""The report as a document: cover sheet, the sections on about eight pages, then the annexes."""

import datetime as dt

from app.reports.services.files.annexes import annexes
from app.reports.services.files.cover import cover
from app.reports.services.files.sections import sections
from app.reports.services.snapshot import ReportContent
from app.shared.documents import Document


def report_document(content: ReportContent) -> Document:
    """Return the document; it is dated with the reporting date, so its files are repeatable."""
    about = content["cover"]
    return Document(
        title=about["title"],
        author=f"Stadt {about['city']}, {about['office']}",
        subtitle=f"Stadt {about['city']} · {about['office']}",
        blocks=(*cover(content), *sections(content), *annexes(content)),
        language=content["language"],
        dated=dt.date.fromisoformat(about["reporting_date"]),
        header=f"Stadt {about['city']} · {about['office']}",
    )
