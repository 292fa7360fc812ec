"""Two editors of a budget line or a figure of effect; statements and followers of measures."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# Going down, statements on measures and their followers go: nothing could say what they are about.
ROWS_MAY_CHANGE = ("statement", "follow", "evidence")
VERSIONED = ("budget_line", "effect_indicator")
SUBJECTS = "'submission', 'concern', 'consultation'"
TOPICS = "'city', 'area', 'consultation', 'concern'"


def upgrade() -> None:
    for table in VERSIONED:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("version", server_default=None)
    _check("statement", "subject_kind", f"{SUBJECTS}, 'measure'")
    _check("follow", "topic", f"{TOPICS}, 'measure'")


def downgrade() -> None:
    on_measures = "SELECT id FROM statement WHERE subject_kind = 'measure'"
    op.execute(f"DELETE FROM evidence WHERE statement_id IN ({on_measures})")
    op.execute("DELETE FROM statement WHERE subject_kind = 'measure'")
    op.execute("DELETE FROM follow WHERE topic = 'measure'")
    _check("follow", "topic", TOPICS)
    _check("statement", "subject_kind", SUBJECTS)
    for table in VERSIONED:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("version")


def _check(table: str, column: str, values: str) -> None:
    name = op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"{column} IN ({values})")
