"""Whether the database has the tables that this version of the program needs."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from app.shared.database import db


def pending_migrations() -> list[str]:
    """Return the revisions that have not been applied, oldest first."""
    folder = str(current_app.extensions["migrate"].directory)
    scripts = ScriptDirectory(folder)
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    revisions = scripts.iterate_revisions("heads", current or "base")
    return [str(step.revision) for step in revisions][::-1]
