"""Questions about reports and their released versions."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from app.reports.models import Report, ReportVersion
from app.shared.database import db


def all_reports() -> Sequence[Report]:
    """Return the reports, newest year first: one a year, so that they need no pages."""
    return db.session.scalars(select(Report).order_by(Report.year.desc())).all()


def report_of(year: int) -> Report | None:
    """Return the report of a year."""
    return db.session.scalar(select(Report).where(Report.year == year))


def report_before(year: int) -> Report | None:
    """Return the newest report of an earlier year."""
    earlier = select(Report).where(Report.year < year).order_by(Report.year.desc())
    return db.session.scalar(earlier.limit(1))


def versions_of(report_id: int) -> Sequence[ReportVersion]:
    """Return the released versions of a report, newest first, without their content."""
    wanted = select(ReportVersion).where(ReportVersion.report_id == report_id)
    return db.session.scalars(wanted.order_by(ReportVersion.number.desc())).all()


def latest_version(year: int) -> ReportVersion | None:
    """Return the newest released version of a year's report, with its content."""
    return db.session.scalar(_of_year(year).order_by(ReportVersion.number.desc()).limit(1))


def version_of(year: int, number: int) -> ReportVersion | None:
    """Return one released version of a year's report, with its content."""
    return db.session.scalar(_of_year(year).where(ReportVersion.number == number))


def all_versions() -> list[tuple[int, ReportVersion]]:
    """Return every released version with the year of its report, without its content."""
    wanted = select(Report.year, ReportVersion).join(Report, Report.id == ReportVersion.report_id)
    return [(row[0], row[1]) for row in db.session.execute(wanted.order_by(ReportVersion.id))]


def released_reports() -> dict[int, ReportVersion]:
    """Return the newest released version of every report by year, newest year first."""
    wanted = select(Report.year, ReportVersion).join(Report, Report.id == ReportVersion.report_id)
    rows = db.session.execute(wanted.order_by(Report.year.desc(), ReportVersion.number)).all()
    return {row[0]: row[1] for row in rows}


def _of_year(year: int) -> Select[ReportVersion]:
    of_year = select(ReportVersion).join(Report, Report.id == ReportVersion.report_id)
    return of_year.where(Report.year == year).options(undefer(ReportVersion.content))
