"""Contributions that may say the same."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "text_profile",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("area_key", BIG_ID, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_text_profile_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_text_profile")),
    )
    op.create_index(op.f("ix_text_profile_area_key"), "text_profile", ["area_key"])
    op.create_table(
        "likeness",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("other_id", BIG_ID, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_likeness_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["submission.id"], name=op.f("fk_likeness_other_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "other_id", name=op.f("pk_likeness")),
    )
    op.create_index(op.f("ix_likeness_other_id"), "likeness", ["other_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_likeness_other_id"), table_name="likeness")
    op.drop_table("likeness")
    op.drop_index(op.f("ix_text_profile_area_key"), table_name="text_profile")
    op.drop_table("text_profile")
