"""Whether the database has the tables that this version of the program needs."""

import re
from collections.abc import Mapping

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from app.shared.database import db

# SQLite's full-text search keeps several tables of its own for each that it searches.
_FULL_TEXT = re.compile(r"_fts(_|$)")


def has_a_model(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """Whether Alembic should compare this with the models (its hook `include_name`)."""
    return kind != "table" or not _FULL_TEXT.search(name or "")


def pending_migrations() -> list[str]:
    """Return the revisions that have not been applied, oldest first."""
    folder = str(current_app.extensions["migrate"].directory)
    scripts = ScriptDirectory(folder)
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    revisions = scripts.iterate_revisions("heads", current or "base")
    return [str(step.revision) for step in revisions][::-1]
