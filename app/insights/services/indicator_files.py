"""Tables of figures between the look at them and their loading."""

import datetime as dt
import json
import re
import secrets
import tempfile
from pathlib import Path
from typing import IO

from app.accounts.models import Person
from app.insights.services.indicator_reading import FigureRow, plain_table, read_figures
from app.shared.clock import now
from app.shared.errors import N_
from app.shared.files import instance_folder, written_whole
from app.shared.tables import LARGEST_FILE, BadTable

PIECE = 1 << 20
KEPT_FOR = dt.timedelta(hours=12)
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def keep_for_loading(person: Person, content: IO[bytes]) -> str:
    """Check a table and keep it for half a day; return its token.

    Raises `BadTable`, or `InvalidData` with every problem; then nothing is kept.
    """
    _remove_old()
    with tempfile.TemporaryDirectory(dir=instance_folder("indicators")) as folder:
        sent = Path(folder) / "sent"
        _receive(content, sent)
        headings, rows = plain_table(sent, Path(folder) / "rows")
        read_figures(headings, rows)
        token = secrets.token_urlsafe(16)
        with written_whole(_path(person, token)) as temporary:
            temporary.write_text(json.dumps([headings, rows]), encoding="utf-8")
    return token


def kept_rows(person: Person, token: str) -> list[FigureRow] | None:
    """Return the rows that this person sent under the token; None if there are none (any more).

    Raises `InvalidData` if the catalogue of indicators changed in the meantime.
    """
    path = _path(person, token)
    if not TOKEN.fullmatch(token) or not path.is_file():
        return None
    headings, rows = json.loads(path.read_text(encoding="utf-8"))
    return read_figures(headings, [(number, cells) for number, cells in rows])


def forget_rows(person: Person, token: str) -> None:
    """Remove a table that is loaded."""
    if TOKEN.fullmatch(token):
        _path(person, token).unlink(missing_ok=True)


def _path(person: Person, token: str) -> Path:
    return instance_folder("indicators") / f"{person.id}-{token}.rows"


def _receive(content: IO[bytes], path: Path) -> None:
    size = 0
    with path.open("wb") as file:
        while piece := content.read(PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                raise BadTable(N_("The file is larger than %(most)d megabytes."), most=10)
            file.write(piece)


def _remove_old() -> None:
    oldest = (now() - KEPT_FOR).timestamp()
    for file in instance_folder("indicators").glob("*.rows"):
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
