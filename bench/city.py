"""Cities of a wanted size for measuring, kept in build/bench between runs."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, ensure_city
from app.demo.services.bulk import generate
from tests.conftest import PROJECT, TEST_KEY, settings_for
from tests.servers import Server, running

CITIES = PROJECT / "build" / "bench"


def city(size: int) -> tuple[Path, Flask]:
    """Return the folder and application of a city with so many contributions, made if missing."""
    folder = CITIES / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(settings_for(f"sqlite:///{folder / 'ortsstimme.sqlite3'}", folder))
    _flask(folder, "db", "upgrade")
    if not (folder / "complete").exists():
        with app.app_context():
            ensure_city()
            ensure_accounts(EXAMPLE_PASSWORD)
            generate(size, 1, lambda number: None)
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
