"""Beginning a report, writing it, and releasing it; each leaves a line in the audit trail."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.accounts.services import record
from app.reports.models import Report, ReportVersion
from app.reports.policy import releases_reports, writes_reports
from app.reports.queries import latest_version, report_before, report_of
from app.reports.services.collecting import collect
from app.reports.services.snapshot import ReportContent
from app.shared.canonical import content_hash
from app.shared.clock import now, today
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.page_cache import public_content_changed
from app.shared.transactions import writes
from app.shared.versions import expect_version, flush_or_conflict

TITLE = "Bericht über den Umsetzungsstand {year}"
COMMITTEE = "Ausschuss für Soziales, Arbeitsmarkt und Gleichstellung"
OFFICE = "Amt für Soziales"


class AlreadyThere(NotPossible):
    """There is a report of that year."""


class NotOverYet(NotPossible):
    """The reporting date has not come, so that nobody can say yet what it will be like."""


class NoteMissing(NotPossible):
    """A correction says what it corrects."""


class Damaged(RuntimeError):
    """The content of a released version is not what was released."""


@dataclass(frozen=True)
class ReportDraft:
    """What staff write: the fields of the cover, and sections (Markdown) by key."""

    title: str
    office: str
    number: str
    committee: str
    dated: dt.date | None
    sections: dict[str, str]


@writes
def begin_report(person: Person, reporting_date: dt.date, *, is_example: bool = False) -> Report:
    """Store a new report; its sections start from those of the newest earlier one.

    Raises `AlreadyThere`, or `NotPossible` unless the person writes reports.
    """
    if not writes_reports(person):
        raise NotPossible("report")
    year = reporting_date.year
    if report_of(year) is not None:
        raise AlreadyThere(str(year))
    report = draft_for(reporting_date)
    report.created_by_id, report.is_example = person.id, is_example
    db.session.add(report)
    try:
        db.session.flush()
    except IntegrityError:  # a colleague began it in this very moment
        raise AlreadyThere(str(year)) from None
    record(person.id, "report begun", str(year))
    return report


def draft_for(reporting_date: dt.date) -> Report:
    """Return a report for this day that is not stored, with the texts of the newest earlier one."""
    earlier = report_before(reporting_date.year)
    return Report(
        year=reporting_date.year,
        reporting_date=reporting_date,
        title=TITLE.format(year=reporting_date.year),
        office=earlier.office if earlier else OFFICE,
        number="",
        committee=earlier.committee if earlier else COMMITTEE,
        sections=dict(earlier.sections) if earlier else {},
        status="draft",
        changed_at=now(),
        is_example=False,
    )


@writes
def change_report(
    person: Person, report: Report, expected_version: int, draft: ReportDraft
) -> None:
    """Change what is being written; what is released stays as it is.

    Raises `Conflict` if a colleague was quicker, or `NotPossible`.
    """
    expect_version(report, expected_version, str(report.year))
    if not writes_reports(person):
        raise NotPossible(report.status)
    report.title, report.office, report.number = draft.title, draft.office, draft.number
    report.committee, report.dated = draft.committee, draft.dated
    report.sections = draft.sections
    report.status, report.changed_at = "draft", now()
    flush_or_conflict(str(report.year))
    record(person.id, "report changed", str(report.year))


def release_report(
    person: Person, report: Report, expected_version: int, change_note: str = ""
) -> ReportVersion:
    """Freeze the report as its next version and return it; it never changes from then on.

    Collects first and writes then, so that nobody waits while figures are counted. Raises
    `Conflict`, `NotOverYet`, `NoteMissing` (from the second version on), or `NotPossible`.
    """
    if not releases_reports(person):
        raise NotPossible(report.status)
    if report.reporting_date > today():
        raise NotOverYet(report.reporting_date.isoformat())
    earlier = latest_version(report.year)
    if earlier is not None and not change_note:
        raise NoteMissing(str(report.year))
    number = earlier.number + 1 if earlier else 1
    content = collect(report, number, change_note)
    return _release(person, report, expected_version, content)


@writes
def _release(
    person: Person, report: Report, expected_version: int, content: ReportContent
) -> ReportVersion:
    expect_version(report, expected_version, str(report.year))
    cover = content["cover"]
    version = ReportVersion(
        report_id=report.id,
        number=cover["version"],
        content=content,
        sha256=content_hash(content),
        change_note=cover["change_note"],
        released_at=now(),
        released_by_id=person.id,
    )
    report.status, report.changed_at = "released", now()
    report.is_example = cover["is_example"]
    flush_or_conflict(str(report.year))
    db.session.add(version)
    db.session.flush()
    record(person.id, "report released", f"{report.year}/{version.number}")
    public_content_changed()
    return version


def content_of(version: ReportVersion) -> ReportContent:
    """Return what was released; raise `Damaged` if it is not what was released any more."""
    content: ReportContent = version.content
    if content_hash(content) != version.sha256:
        raise Damaged(f"report version {version.id}")
    return content
