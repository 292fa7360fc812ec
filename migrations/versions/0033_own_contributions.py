"""Contributions in the accounts of residents."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "own_submission",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("kept_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_own_submission_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_own_submission_person_id_person")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_own_submission")),
    )
    op.create_index("ix_own_submission_person_kept", "own_submission", ["person_id", "kept_at"])


def downgrade() -> None:
    op.drop_table("own_submission")
