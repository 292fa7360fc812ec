"""The files of a released report: made once in the background, and at any time again the same."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.services import record
from app.reports.models import Report, ReportVersion
from app.reports.queries import all_versions
from app.reports.services.article import report_html
from app.reports.services.files import report_docx, report_pdf, report_xlsx
from app.reports.services.snapshot import ReportContent
from app.reports.services.writing import content_of
from app.shared.canonical import canonical_json
from app.shared.database import db
from app.shared.files import instance_folder, written_whole
from app.shared.jobs import (
    Job,
    NeverPossible,
    handles,
    put_in,
    report_progress,
    save_result,
    try_failed_again,
)
from app.shared.settings import settings
from app.shared.spelling import slug_of
from app.shared.transactions import writes

KIND = "report_files"
SUMS = "SHA256SUMS"
Progress = Callable[[int, int], None]
# In the order in which they stand on the page; the plain data are what the hash is about.
WRITERS: dict[str, Callable[[ReportContent], bytes]] = {
    "pdf": report_pdf,
    "docx": report_docx,
    "xlsx": report_xlsx,
    "html": lambda content: report_html(content, settings().base_url),
    "json": canonical_json,
}


def file_name(content: ReportContent, format: str) -> str:
    """Return a name that says what it is: `umsetzungsbericht-erfurt-2026-fassung-1.pdf`."""
    cover = content["cover"]
    about = f"{slug_of(cover['city'])}-{cover['year']}-fassung-{cover['version']}"
    return f"umsetzungsbericht-{about}.{format}"


def write_files(folder: Path, content: ReportContent, progress: Progress) -> dict[str, str]:
    """Write all files and their `SHA256SUMS`; return the SHA-256 by format.

    Each appears under its name only when complete. The same content gives the same bytes.
    """
    sums: dict[str, str] = {}
    for done, (format, written) in enumerate(WRITERS.items()):
        progress(done, len(WRITERS))
        sums[format] = _write(folder / file_name(content, format), written(content))
    lines = "".join(f"{one}  {file_name(content, format)}\n" for format, one in sums.items())
    _write(folder / SUMS, lines.encode())
    progress(len(WRITERS), len(WRITERS))
    return sums


@writes
def order_files(person: Person, version: ReportVersion) -> Job:
    """Have the files of a released version made, or made again; one job for a version."""
    job = files_job(version)
    if job is None:
        payload = {"version_id": version.id}
        job = put_in(KIND, payload, owner_id=person.id, public_id=_public_id(version))
    elif job.state in ("done", "failed"):
        try_failed_again(job)
    record(person.id, "report files ordered", f"job:{job.id}")
    return job


def files_job(version: ReportVersion) -> Job | None:
    """Return the job that makes or made the files of this version."""
    return db.session.scalar(select(Job).where(Job.public_id == _public_id(version)))


def folder_of(year: int, version: ReportVersion) -> Path:
    """Return where the files of a released version lie: no other content has this folder."""
    return instance_folder("reports") / f"{year}-{version.number}-{version.sha256[:16]}"


def files_of(year: int, version: ReportVersion) -> dict[str, Path]:
    """Return the finished files of a released version by format."""
    folder = folder_of(year, version)
    paths = {format: folder / file_name(version.content, format) for format in WRITERS}
    return {format: path for format, path in paths.items() if path.is_file()}


def remove_stray_files() -> None:
    """Delete the files of versions that are not there any more (examples that were removed)."""
    known = {folder_of(year, version).name for year, version in all_versions()}
    for folder in instance_folder("reports").iterdir():
        if folder.is_dir() and folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)


@handles(KIND)
def make_files(job: Job) -> None:
    """Make the files of a job; done again after a crash, it makes the same files anew."""
    job_id, version_id = job.id, job.payload["version_id"]
    version = db.session.get(ReportVersion, version_id)
    if version is None:
        raise NeverPossible(f"There is no version {version_id} of a report any more.")
    content = content_of(version)
    year = db.session.get_one(Report, version.report_id).year
    folder = folder_of(year, version)
    folder.mkdir(mode=0o700, exist_ok=True)
    db.session.rollback()
    sums = write_files(folder, content, lambda done, all: report_progress(job_id, done, all))
    save_result(job_id, {"sha256": sums})


def _public_id(version: ReportVersion) -> str:
    return f"report-files-{version.id}"


def _write(path: Path, content: bytes) -> str:
    with written_whole(path) as temporary:
        temporary.write_bytes(content)
    return hashlib.sha256(content).hexdigest()
