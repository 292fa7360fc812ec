"""The office that usually answers what has a code."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("code", sa.Column("office", sa.String(length=120), nullable=True))


def downgrade() -> None:
    op.drop_column("code", "office")
