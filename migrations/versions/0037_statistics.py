"""Statistics for everyone: what was published about each place on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statistic_snapshot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(length=130), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistic_snapshot")),
        sa.UniqueConstraint("day", "scope", name=op.f("uq_statistic_snapshot_day_scope")),
    )


def downgrade() -> None:
    op.drop_table("statistic_snapshot")
