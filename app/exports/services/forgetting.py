"""Files that still hold a contribution which was deleted or restricted are deleted."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sqlalchemy import select

from app.shared.database import db
from app.shared.files import instance_folder
from app.shared.jobs import Job, handles
from app.submissions.models import Submission

BLOCK = 1024 * 1024


@handles("submission_text_changed")
def forget_files(job: Job) -> None:
    """Delete finished files with this contribution in them, if its text is gone."""
    wanted = select(Submission.public_number).where(
        Submission.id == job.payload["submission_id"], Submission.text.is_(None)
    )
    number = db.session.scalar(wanted)
    db.session.rollback()
    if number is not None:
        for file in files_with(number):
            file.unlink(missing_ok=True)


def files_with(number: str) -> list[Path]:
    """Return the finished files in which this public number stands."""
    needle = number.encode()
    files = (path for path in instance_folder("exports").iterdir() if path.is_file())
    return [path for path in files if any(_has(part, needle) for part in _parts(path))]


def _parts(path: Path) -> Iterator[IO[bytes]]:
    """A table is one part; a workbook is a packed folder of them."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            with packed.open(name) as file:
                yield file


def _has(file: IO[bytes], needle: bytes) -> bool:
    end = b""
    while block := file.read(BLOCK):
        if needle in end + block:
            return True
        end = block[-len(needle) :]
    return False
