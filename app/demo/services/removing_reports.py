"""Taking the reports away that tell of examples, with their files."""

from sqlalchemy import delete, select

from app.reports.models import Report, ReportVersion
from app.reports.services import remove_stray_files
from app.shared.database import db


def remove_reports() -> None:
    """Delete reports that were begun as examples or tell of examples, and their versions."""
    gone = select(Report.id).where(Report.is_example)
    db.session.execute(delete(ReportVersion).where(ReportVersion.report_id.in_(gone)))
    db.session.execute(delete(Report).where(Report.is_example))
    remove_stray_files()
