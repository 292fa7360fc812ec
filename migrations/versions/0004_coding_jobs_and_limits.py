"""Coding, background jobs, the revision of public content, limits."""

import sqlalchemy as sa
from alembic import op

import app.shared.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("progress", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("total", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lease_until", app.shared.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("finished_at", app.shared.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_job_state")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_job_attempts_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("public_id", name=op.f("uq_job_public_id")),
    )
    op.create_index("ix_job_due", "job", ["state", "due_at", "id"], unique=False)
    op.create_index(op.f("ix_job_owner_id"), "job", ["owner_id"], unique=False)
    op.create_table(
        "public_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_revision")),
    )
    op.create_table(
        "throttle_key",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_throttle_key")),
    )
    op.create_table(
        "throttle_window",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ends_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle_window")),
    )
    op.create_index(
        op.f("ix_throttle_window_ends_at"), "throttle_window", ["ends_at"], unique=False
    )
    op.create_table(
        "coding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("coder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_coding_code_id_code")),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["person.id"], name=op.f("fk_coding_coder_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_coding_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint(
            "submission_id", "code_id", name=op.f("uq_coding_submission_id_code_id")
        ),
    )
    op.create_index(op.f("ix_coding_code_id"), "coding", ["code_id"], unique=False)
    op.create_index(op.f("ix_coding_coder_id"), "coding", ["coder_id"], unique=False)
    op.execute("INSERT INTO public_revision (id, value) VALUES (1, 1)")


def downgrade() -> None:
    op.drop_index(op.f("ix_coding_coder_id"), table_name="coding")
    op.drop_index(op.f("ix_coding_code_id"), table_name="coding")
    op.drop_table("coding")
    op.drop_index(op.f("ix_throttle_window_ends_at"), table_name="throttle_window")
    op.drop_table("throttle_window")
    op.drop_table("throttle_key")
    op.drop_table("public_revision")
    op.drop_index(op.f("ix_job_owner_id"), table_name="job")
    op.drop_index("ix_job_due", table_name="job")
    op.drop_table("job")
