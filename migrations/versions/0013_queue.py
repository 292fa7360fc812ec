"""The queue: due times by consultation, claims, marks, saved views, reminders."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITING = sa.text("status = 'received'")
DECIDED = sa.text("decided_at IS NOT NULL")
FILTERED_BY = ["area_id", "consultation_id", "channel", "language"]


def upgrade() -> None:
    with op.batch_alter_table("consultation") as table:
        table.add_column(
            sa.Column("days_to_decide", sa.Integer(), nullable=False, server_default="3")
        )
        table.create_check_constraint(
            op.f("ck_consultation_days_to_decide"), "days_to_decide BETWEEN 1 AND 60"
        )
    with op.batch_alter_table("consultation") as table:
        table.alter_column("days_to_decide", server_default=None)
    _waiting_index(["due_at", "id", *FILTERED_BY])
    op.create_index(
        "ix_submission_decided",
        "submission",
        ["decided_at"],
        sqlite_where=DECIDED,
        postgresql_where=DECIDED,
    )
    _claim_and_mark()
    _views_and_reminders()


def downgrade() -> None:
    for table in ("team_reminder", "saved_view", "mark", "claim"):
        op.drop_table(table)
    op.drop_index("ix_submission_decided", table_name="submission")
    _waiting_index(["due_at", "id"])
    with op.batch_alter_table("consultation") as table:
        table.drop_constraint(op.f("ck_consultation_days_to_decide"), type_="check")
        table.drop_column("days_to_decide")


def _waiting_index(columns: list[str]) -> None:
    op.drop_index("ix_submission_waiting", table_name="submission")
    op.create_index(
        "ix_submission_waiting",
        "submission",
        columns,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def _claim_and_mark() -> None:
    op.create_table(
        "claim",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        *_owners("claim"),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_person_id"), "claim", ["person_id"])
    op.create_table(
        "mark",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        *_owners("mark"),
        sa.CheckConstraint("kind IN ('personal', 'attention')", name=op.f("ck_mark_kind")),
        sa.PrimaryKeyConstraint("submission_id", "kind", name=op.f("pk_mark")),
    )
    op.create_index(op.f("ix_mark_person_id"), "mark", ["person_id"])


def _views_and_reminders() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("query", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    op.create_table(
        "team_reminder",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_team_reminder")),
    )


def _owners(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f(f"fk_{table}_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")
        ),
    )
