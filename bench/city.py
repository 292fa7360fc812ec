"""Cities of a wanted size for measuring, kept in build/bench between runs."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import update

from app import create_app
from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, ensure_city
from app.demo.services.bulk import generate
from app.shared.database import db
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from app.submissions.services import recount
from tests.conftest import PROJECT, TEST_KEY, settings_for
from tests.servers import Server, running

CITIES = PROJECT / "build" / "bench"


def city(size: int, name: str = "", change: Callable[[], None] | None = None) -> tuple[Path, Flask]:
    """Return the folder and application of a city with so many contributions, made if missing.

    A city with a name of its own is changed once after it was made.
    """
    folder = CITIES / f"{size}{name}"
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(settings_for(f"sqlite:///{folder / 'ortsstimme.sqlite3'}", folder))
    _flask(folder, "db", "upgrade")
    if not (folder / "complete").exists():
        with app.app_context():
            ensure_city()
            ensure_accounts(EXAMPLE_PASSWORD)
            generate(size, 1, lambda number: None)
            if change is not None:
                change()
        (folder / "complete").touch()
    return folder, app


def _flask(folder: Path, *arguments: str) -> None:
    database = f"sqlite:///{folder / 'ortsstimme.sqlite3'}"
    env = os.environ | {
        "DATABASE_URL": database,
        "INSTANCE_DIR": str(folder),
        "SECRET_KEY": TEST_KEY,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    subprocess.run(command, cwd=PROJECT, env=env, check=True)


def all_waiting() -> None:
    """Put every contribution that has a text back into the queue."""
    begin_writing()
    undecided = {"public_text": None, "published_at": None, "decided_at": None}
    undecided |= {"decline_reason": None, "status": "received"}
    with_text = update(Submission).where(Submission.status != "withdrawn")
    db.session.execute(with_text.values(undecided))
    recount()
    db.session.commit()


@contextmanager
def bare(application: str, **environ: str) -> Iterator[Server]:
    """Run a bare application under the same gunicorn configuration."""
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder), application=f"bench.bare:{application}", **environ) as server:
            yield server


def table(heading: list[str], rows: list[list[object]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(heading) + " |")
    print("|" + "---|" * len(heading))
    for row in rows:
        print(
            "| " + " | ".join(f"{c:,.2f}" if isinstance(c, float) else str(c) for c in row) + " |"
        )
