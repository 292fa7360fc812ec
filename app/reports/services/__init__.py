"""What a yearly report says, and how it is frozen, released and written to files."""

from app.reports.services.article import article, report_html
from app.reports.services.collecting import collect
from app.reports.services.making import (
    files_job,
    files_of,
    order_files,
    remove_stray_files,
    write_files,
)
from app.reports.services.writing import (
    AlreadyThere,
    Damaged,
    NoteMissing,
    NotOverYet,
    ReportDraft,
    begin_report,
    change_report,
    content_of,
    draft_for,
    release_report,
)

__all__ = [
    "AlreadyThere",
    "Damaged",
    "NotOverYet",
    "NoteMissing",
    "ReportDraft",
    "article",
    "begin_report",
    "change_report",
    "collect",
    "content_of",
    "draft_for",
    "files_job",
    "files_of",
    "order_files",
    "release_report",
    "remove_stray_files",
    "report_html",
    "write_files",
]
