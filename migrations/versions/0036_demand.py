"""Demand by Ortsteil, target group and field, counted ahead; triggers note what has changed.

What is there already is counted by the worker, and until then whenever somebody looks.
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# Whatever a migration does to contributions or codings is noted here.
ROWS_MAY_CHANGE = ("demand_change",)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WATCHED = "UPDATE OF status, area_id, voices, on_behalf"

# One line for each Ortsteil is enough: SQLite has one writer at a time.
NOTE = (
    "INSERT INTO demand_change (area_key) SELECT coalesce({row}.area_id, 0)"
    " WHERE {row}.status = 'published' AND NOT EXISTS"
    " (SELECT 1 FROM demand_change WHERE area_key = coalesce({row}.area_id, 0));"
)
NOTE_CODING = (
    "INSERT INTO demand_change (area_key) SELECT coalesce(area_id, 0) FROM submission"
    " WHERE id = {row}.submission_id AND status = 'published' AND NOT EXISTS"
    " (SELECT 1 FROM demand_change WHERE area_key = coalesce(submission.area_id, 0));"
)

# On PostgreSQL writers do not see each other's lines: each transaction notes an Ortsteil itself.
FUNCTIONS = (
    """
CREATE FUNCTION demand_note(place bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO demand_change (area_key) SELECT place WHERE NOT EXISTS (
        SELECT 1 FROM demand_change
        WHERE area_key = place AND CAST(CAST(xmin AS text) AS bigint) = txid_current() % 4294967296
    )
$$
""",
    """
CREATE FUNCTION demand_submission_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        IF OLD.status = 'published' THEN PERFORM demand_note(coalesce(OLD.area_id, 0)); END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF NEW.status = 'published' THEN PERFORM demand_note(coalesce(NEW.area_id, 0)); END IF;
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION demand_coding_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM demand_note(coalesce(area_id, 0)) FROM submission
        WHERE id = OLD.submission_id AND status = 'published';
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM demand_note(coalesce(area_id, 0)) FROM submission
        WHERE id = NEW.submission_id AND status = 'published';
    END IF;
    RETURN NULL;
END
$$
""",
    f"CREATE TRIGGER demand_submission AFTER INSERT OR DELETE OR {WATCHED} ON submission"
    " FOR EACH ROW EXECUTE FUNCTION demand_submission_changed()",
    "CREATE TRIGGER demand_coding AFTER INSERT OR DELETE OR UPDATE ON coding"
    " FOR EACH ROW EXECUTE FUNCTION demand_coding_changed()",
)


def upgrade() -> None:
    op.create_table(
        "demand_area",
        sa.Column("area_key", BIG_ID, nullable=False, autoincrement=False),
        sa.Column("code_book_version", sa.Integer(), nullable=False),
        sa.Column("is_carried", sa.Boolean(), nullable=False),
        sa.Column("counted_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("area_key", name=op.f("pk_demand_area")),
    )
    op.create_table(
        "demand_cell",
        sa.Column("area_key", BIG_ID, nullable=False, autoincrement=False),
        sa.Column("target_group_key", sa.String(length=80), nullable=False),
        sa.Column("field_key", sa.String(length=80), nullable=False),
        sa.Column("contributions", sa.Integer(), nullable=False),
        sa.Column("relayed", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "area_key", "target_group_key", "field_key", name=op.f("pk_demand_cell")
        ),
    )
    op.create_table(
        "demand_change",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("area_key", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_change")),
    )
    op.create_index(op.f("ix_demand_change_area_key"), "demand_change", ["area_key"])
    for statement in _watching():
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in ("submission", "coding"):
            for event in ("added", "removed", "changed"):
                op.execute(f"DROP TRIGGER demand_{table}_{event}")
    else:
        for table in ("submission", "coding"):
            op.execute(f"DROP TRIGGER demand_{table} ON {table}")
            op.execute(f"DROP FUNCTION demand_{table}_changed()")
        op.execute("DROP FUNCTION demand_note(bigint)")
    op.drop_index(op.f("ix_demand_change_area_key"), table_name="demand_change")
    for table in ("demand_change", "demand_cell", "demand_area"):
        op.drop_table(table)


def _watching() -> list[str]:
    if op.get_bind().dialect.name != "sqlite":
        return list(FUNCTIONS)
    made = []
    for table, note, update in (
        ("submission", NOTE, WATCHED),
        ("coding", NOTE_CODING, "UPDATE"),
    ):
        before, after = note.format(row="old"), note.format(row="new")
        start, only = f"CREATE TRIGGER demand_{table}", _only_published(table)
        made += [
            f"{start}_added AFTER INSERT ON {table} {only('new')} BEGIN {after} END",
            f"{start}_removed AFTER DELETE ON {table} {only('old')} BEGIN {before} END",
            f"{start}_changed AFTER {update} ON {table} BEGIN {before} {after} END",
        ]
    return made


def _only_published(table: str) -> Callable[[str], str]:
    """The condition under which a contribution is looked at: most that come in are not public."""
    return lambda row: f"WHEN {row}.status = 'published'" if table == "submission" else ""
