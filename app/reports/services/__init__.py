"""What a yearly report says, and how it is frozen, released and written to files."""

from app.reports.services.collecting import collect
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
    "begin_report",
    "change_report",
    "collect",
    "content_of",
    "draft_for",
    "release_report",
]
