"""Two indexes hold only the rows that are looked for: each submission writes less."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INDEXES = (
    (
        "ix_submission_consultation_published",
        "submission",
        ["consultation_id", "published_at", "id"],
        sa.text("status = 'published'"),
    ),
    (
        "ix_status_change_person_at",
        "status_change",
        ["person_id", "at"],
        sa.text("person_id IS NOT NULL"),
    ),
)


def upgrade() -> None:
    for name, table, columns, where in INDEXES:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, columns, _where in INDEXES:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, columns)
