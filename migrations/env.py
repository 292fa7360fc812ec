"""Runs migrations through the application's own engine, safely for the rows that are there.

On SQLite a batch migration rebuilds tables; with foreign keys on that could delete children
silently. So foreign keys are off outside the transaction, and before the commit the references are
checked and every table must have as many rows as before (trust.md 1.3), unless the migration says
in `ROWS_MAY_CHANGE` which tables it fills or empties.
"""

from alembic import context
from sqlalchemy import Connection, inspect, text

from app.shared.database import Base, db
from app.shared.schema import has_a_model


def row_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows by table."""
    names = inspect(connection).get_table_names()
    quote = connection.dialect.identifier_preparer.quote
    return {
        name: connection.execute(text(f"SELECT count(*) FROM {quote(name)}")).scalar_one()
        for name in names
        if name != "alembic_version"
    }


def check_rows(before: dict[str, int], after: dict[str, int], may_change: set[str]) -> None:
    """Raise if a table that exists before and after lost or gained rows without saying so."""
    kept = (before.keys() & after.keys()) - may_change
    changed = [
        f"{name}: {before[name]} -> {after[name]}" for name in kept if before[name] != after[name]
    ]
    if changed:
        raise RuntimeError("The migration changed rows: " + ", ".join(sorted(changed)))


def check_references(connection: Connection) -> None:
    """Raise if a row refers to one that is gone (SQLite only; PostgreSQL checks by itself)."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"The migration broke references: {broken[:5]}")


def rows_may_change() -> set[str]:
    """Return the tables that migrations declare to fill or empty."""
    revisions = context.script.walk_revisions()
    return {name for step in revisions for name in getattr(step.module, "ROWS_MAY_CHANGE", ())}


def run_migrations() -> None:
    """Migrate within one transaction, all or nothing."""
    engine = db.engine.execution_options(rw=True)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            driver = connection.connection.driver_connection
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            _migrate(connection)
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    before = row_counts(connection)
    connection.rollback()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        include_name=has_a_model,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        check_references(connection)
        check_rows(before, row_counts(connection), rows_may_change())


if context.is_offline_mode():
    raise SystemExit("Migrations need the database: run them online.")
run_migrations()
