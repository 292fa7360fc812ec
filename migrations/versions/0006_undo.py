"""An index that finds what a person decided lately."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_status_change_person_at", "status_change", ["person_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_status_change_person_at", table_name="status_change")
