"""What councils note and say, and uploaded files."""

import sqlalchemy as sa
from alembic import op

import app.shared.database

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = app.shared.database.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_size_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("token", name=op.f("uq_stored_file_token")),
    )
    op.create_table(
        "council_visit",
        sa.Column("council_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("seen_until", MOMENT, nullable=False),
        _to("council_visit", "council"),
        _to("council_visit", "person"),
        sa.PrimaryKeyConstraint("council_id", "person_id", name=op.f("pk_council_visit")),
    )
    op.create_index(op.f("ix_council_visit_person_id"), "council_visit", ["person_id"])
    _marks()
    _statements()


def _marks() -> None:
    op.create_table(
        "council_mark",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("council_id", BIG_ID, nullable=False),
        sa.Column("is_supported", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("done_note", sa.String(length=500), nullable=True),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "priority IN ('high', 'medium', 'low')", name=op.f("ck_council_mark_priority")
        ),
        sa.CheckConstraint(
            "done_note IS NULL OR is_done", name=op.f("ck_council_mark_only_done_has_note")
        ),
        *(_to("council_mark", table) for table in ("submission", "council", "person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_mark")),
        sa.UniqueConstraint(
            "submission_id", "council_id", name=op.f("uq_council_mark_submission_id_council_id")
        ),
    )
    op.create_index(op.f("ix_council_mark_council_id"), "council_mark", ["council_id"])
    op.create_index(op.f("ix_council_mark_person_id"), "council_mark", ["person_id"])


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("council_id", BIG_ID, nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_key", sa.String(length=80), nullable=False),
        sa.Column("subject_title", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("file_id", BIG_ID, nullable=True),
        sa.Column("created_by_id", BIG_ID, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=500), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_statement_checks(),
        _to("statement", "council"),
        _to("statement", "stored_file", "file_id"),
        _to("statement", "person", "created_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index("ix_statement_subject", "statement", ["subject_kind", "subject_key"])
    columns = ["council_id", "released_at", "id"]
    op.create_index("ix_statement_council_released", "statement", columns)
    op.create_index(op.f("ix_statement_file_id"), "statement", ["file_id"])
    op.create_index(op.f("ix_statement_created_by_id"), "statement", ["created_by_id"])


def _statement_checks() -> list[sa.CheckConstraint]:
    checks = {
        "status": "status IN ('draft', 'released', 'withdrawn')",
        "subject_kind": "subject_kind IN ('submission', 'concern', 'consultation')",
        "released_has_time": "(status = 'draft') = (released_at IS NULL)",
        "withdrawn_has_reason": "(status = 'withdrawn')"
        " = (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)",
    }
    return [
        sa.CheckConstraint(rule, name=op.f(f"ck_statement_{name}")) for name, rule in checks.items()
    ]


def _to(table: str, other: str, column: str | None = None) -> sa.ForeignKeyConstraint:
    column = column or f"{other}_id"
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def downgrade() -> None:
    for table in ("statement", "council_mark", "council_visit", "stored_file"):
        op.drop_table(table)
