"""Whether the database has the tables that this version of the program needs.

Flask-Migrate and Alembic are loaded when a command asks for them, never by a web process.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import inspect, text

from app.shared.database import db
from app.shared.lazy import lazy

VERSIONS = Path(__file__).parent.parent.parent / "migrations" / "versions"
# SQLite's full-text search keeps several tables of its own for each that it searches.
_FULL_TEXT = re.compile(r"_fts(_|$)")
_flask_migrate = lazy("flask_migrate")


class Migrations:
    """Stands where Flask-Migrate looks for itself, and loads it when a command does so."""

    directory = str(VERSIONS.parent)

    @property
    def migrate(self) -> Any:
        """Flask-Migrate for our folder."""
        return _flask_migrate.Migrate(db=db, directory=self.directory, render_as_batch=True)


def init_migrations(app: Flask) -> None:
    """Let the command `db` find our migrations."""
    app.extensions["migrate"] = Migrations()


def has_a_model(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """Whether Alembic should compare this with the models (its hook `include_name`)."""
    return kind != "table" or not _FULL_TEXT.search(name or "")


def pending_migrations() -> list[str]:
    """Return the revisions that have not been applied, oldest first; files are named by them."""
    revisions = sorted(file.name[:4] for file in VERSIONS.glob("[0-9]*.py"))
    current = _current_revision()
    return [revision for revision in revisions if revision > current]


def _current_revision() -> str:
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "")
