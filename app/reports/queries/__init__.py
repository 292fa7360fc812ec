"""What a yearly report is put together from, and the reports themselves."""

from app.reports.queries.histories import MeasureHistory, histories, planned_ends
from app.reports.queries.reports import (
    all_reports,
    all_versions,
    latest_version,
    released_reports,
    report_before,
    report_of,
    version_of,
    versions_of,
)

__all__ = [
    "MeasureHistory",
    "all_reports",
    "all_versions",
    "histories",
    "latest_version",
    "planned_ends",
    "released_reports",
    "report_before",
    "report_of",
    "version_of",
    "versions_of",
]
