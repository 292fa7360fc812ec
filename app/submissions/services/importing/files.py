"""Where the files of an import lie, and what their names look like."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import IO

from app.shared.clock import now
from app.shared.errors import N_
from app.shared.files import instance_folder, written_whole
from app.shared.tables import LARGEST_FILE, BadTable
from app.shared.text import tidy

PIECE = 1 << 20
LONGEST_NAME = 200
# Longer than anything is kept: what is older belongs to nobody (an upload that was cut off).
OLDEST_FILE = dt.timedelta(days=60)


def sent_file(public_id: str) -> Path:
    """Return where the file lies as it was sent."""
    return instance_folder("imports") / f"{public_id}.sent"


def plain_rows(public_id: str) -> Path:
    """Return where its rows lie as plain lines."""
    return instance_folder("imports") / f"{public_id}.rows"


def store(content: IO[bytes], path: Path) -> str:
    """Store what is sent, durably, and return its SHA-256; raise `BadTable` if it is too large."""
    digest, size = hashlib.sha256(), 0
    with written_whole(path) as temporary, temporary.open("wb") as file:
        while piece := content.read(PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                raise BadTable(N_("The file is larger than %(most)d megabytes."), most=10)
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def remove_files(public_id: str) -> None:
    """Delete what was sent and its rows; harmless if they are gone already."""
    for path in (sent_file(public_id), plain_rows(public_id)):
        path.unlink(missing_ok=True)


def remove_lost_files() -> None:
    """Delete files that are older than anything that is kept."""
    oldest = (now() - OLDEST_FILE).timestamp()
    for file in instance_folder("imports").iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


def shown_name(name: str | None) -> str:
    """Return a name for screens: no folders, no control characters, not too long (S26)."""
    last = tidy(name).replace("\\", "/").rpartition("/")[2].replace("\n", " ").strip()
    if len(last) > LONGEST_NAME:
        last = f"{last[: LONGEST_NAME - 21]}…{last[-20:]}"
    return last or "tabelle"
