"""Files with many contributions, and the ledger of their rows."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
STATES = "state IN ('uploaded', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')"
STATUSES = "status IN ('new', 'done', 'failed', 'undone', 'kept')"
IMPORTED = sa.text("status IN ('done', 'kept')")


def upgrade() -> None:
    _import_file()
    _import_row()


def downgrade() -> None:
    op.drop_table("import_row")
    op.drop_table("import_file")


def _import_file() -> None:
    op.create_table(
        "import_file",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("public_id", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", BIG_ID),
        sa.Column("person_id", BIG_ID),
        sa.Column("consultation_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("job_id", BIG_ID),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("cleared_at", MOMENT),
        sa.CheckConstraint(STATES, name=op.f("ck_import_file_state")),
        sa.CheckConstraint("rows >= 0", name=op.f("ck_import_file_rows_not_negative")),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_import_file_{other}_id_{other}")
            )
            for other in ("organisation", "person", "consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_file_public_id")),
    )
    for owner in ("organisation_id", "person_id"):
        op.create_index(op.f(f"ix_import_file_{owner}"), "import_file", [owner])


def _import_row() -> None:
    op.create_table(
        "import_row",
        sa.Column("import_id", BIG_ID, nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("is_warned", sa.Boolean(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("submission_id", BIG_ID),
        sa.CheckConstraint(STATUSES, name=op.f("ck_import_row_status")),
        sa.CheckConstraint(
            "status NOT IN ('done', 'kept') OR submission_id IS NOT NULL",
            name=op.f("ck_import_row_has_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_file.id"], name=op.f("fk_import_row_import_id_import_file")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_import_row_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("import_id", "row_no", name=op.f("pk_import_row")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_import_row_submission_id")),
    )
    op.create_index(
        "ix_import_row_content_hash",
        "import_row",
        ["content_hash"],
        sqlite_where=IMPORTED,
        postgresql_where=IMPORTED,
    )
    op.create_index("ix_import_row_status", "import_row", ["import_id", "status", "row_no"])
