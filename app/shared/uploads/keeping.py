"""Uploaded files: a row for each, and the file under a random name in the instance folder."""

import datetime as dt
import logging
import secrets
from pathlib import Path

from flask import Response, send_file
from sqlalchemy import CheckConstraint, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.clock import now
from app.shared.database import Base, BigId, UtcDateTime, db
from app.shared.files import instance_folder, written_whole
from app.shared.idle import when_idle
from app.shared.transactions import writes
from app.shared.uploads.checking import CheckedPdf

FOLDER = "uploads"
ORPHAN_AGE = dt.timedelta(hours=24)
BETWEEN_SWEEPS = dt.timedelta(hours=1)
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"

log = logging.getLogger(__name__)


class StoredFile(Base):
    """A file that somebody uploaded: the name it had, and the random one under which it lies."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size > 0", name="size_positive"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return instance_folder(FOLDER) / self.token


def keep_file(checked: CheckedPdf, person_id: int | None) -> StoredFile:
    """Keep a checked file; it lies on the disk before its row is written (trust.md 1.4)."""
    token = secrets.token_hex(16)
    with written_whole(instance_folder(FOLDER) / token) as temporary:
        temporary.write_bytes(checked.data)
    return _store(token, checked, person_id)


def send_stored(stored: StoredFile) -> Response:
    """Return the answer that hands the file out: always to be saved, never shown in our pages."""
    answer = send_file(
        stored.path,
        mimetype="application/pdf",
        as_attachment=True,
        download_name=stored.name,
        conditional=False,
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    return answer


@writes
def forget_file(stored: StoredFile) -> None:
    """Give the row up; the file goes with the next sweep, after the commit."""
    db.session.delete(stored)
    db.session.flush()


class _Sweeper:
    """Removes files without a row once they are a day old, at most once an hour."""

    next_at = dt.datetime.min.replace(tzinfo=dt.UTC)

    def __call__(self) -> bool:
        moment = now()
        if moment >= self.next_at:
            self.next_at = moment + BETWEEN_SWEEPS
            sweep_orphans(moment - ORPHAN_AGE)
        return False


def sweep_orphans(before: dt.datetime) -> int:
    """Remove files older than this that no row knows; return how many."""
    removed, known = 0, set(db.session.scalars(select(StoredFile.token)))
    for path in instance_folder(FOLDER).iterdir():
        is_old = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) < before
        if is_old and path.name not in known:
            path.unlink(missing_ok=True)
            removed += 1
    if removed:
        log.info("Removed %d uploaded files that nothing refers to.", removed)
    return removed


def missing_files() -> list[str]:
    """Return the names of stored files that no longer lie on the disk: for `doctor`."""
    return [stored.name for stored in db.session.scalars(select(StoredFile)) if _is_gone(stored)]


@writes
def _store(token: str, checked: CheckedPdf, person_id: int | None) -> StoredFile:
    stored = StoredFile(token=token, name=checked.name, size=len(checked.data), at=now())
    stored.person_id = person_id
    db.session.add(stored)
    db.session.flush()
    return stored


def _is_gone(stored: StoredFile) -> bool:
    return not stored.path.is_file()


when_idle(_Sweeper())
