"""Versions of the code book follow each other; suggested codes; stored figures of quality."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("looked_at IS NULL AND change <> 'same'")


def upgrade() -> None:
    op.add_column("code_book", sa.Column("carried_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE code_book SET carried_at = published_at")
    op.add_column("code", sa.Column("replaces", sa.JSON(), nullable=False, server_default="[]"))
    _successions()
    _carried_codings()
    _suggestions()
    op.create_table(
        "quality_figure",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_quality_figure")),
    )


def _successions() -> None:
    op.create_table(
        "code_succession",
        sa.Column("from_code_id", BIG_ID, nullable=False),
        sa.Column("to_code_id", BIG_ID, nullable=False),
        sa.Column("change", sa.String(length=10), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "change IN ('same', 'changed', 'merged', 'split')",
            name=op.f("ck_code_succession_change"),
        ),
        _reference("code_succession", "from_code_id", "code"),
        _reference("code_succession", "to_code_id", "code"),
        sa.PrimaryKeyConstraint("from_code_id", "to_code_id", name=op.f("pk_code_succession")),
    )
    op.create_index(op.f("ix_code_succession_to_code_id"), "code_succession", ["to_code_id"])


def _carried_codings() -> None:
    op.create_table(
        "carried_coding",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("code_id", BIG_ID, nullable=False),
        sa.Column("code_book_id", BIG_ID, nullable=False),
        sa.Column("from_coding_id", BIG_ID, nullable=False),
        sa.Column("change", sa.String(length=10), nullable=False),
        sa.Column("looked_at", UtcDateTime(), nullable=True),
        sa.Column("looked_by_id", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "change IN ('same', 'changed', 'merged', 'split')",
            name=op.f("ck_carried_coding_change"),
        ),
        _reference("carried_coding", "submission_id", "submission"),
        _reference("carried_coding", "code_id", "code"),
        _reference("carried_coding", "code_book_id", "code_book"),
        _reference("carried_coding", "from_coding_id", "coding"),
        _reference("carried_coding", "looked_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_coding")),
        sa.UniqueConstraint(
            "submission_id", "code_id", name=op.f("uq_carried_coding_submission_id_code_id")
        ),
    )
    op.create_index(op.f("ix_carried_coding_code_id"), "carried_coding", ["code_id"])
    op.create_index(op.f("ix_carried_coding_from_coding_id"), "carried_coding", ["from_coding_id"])
    op.create_index("ix_carried_coding_looked_by", "carried_coding", ["looked_by_id", "looked_at"])
    op.create_index(
        "ix_carried_coding_open",
        "carried_coding",
        ["code_book_id", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _suggestions() -> None:
    op.create_table(
        "suggestion_model",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("code_book_id", BIG_ID, nullable=False),
        sa.Column("trained_at", UtcDateTime(), nullable=False),
        sa.Column("contributions", sa.Integer(), nullable=False),
        sa.Column("codings", sa.Integer(), nullable=False),
        sa.Column("last_coding_id", BIG_ID, nullable=False),
        sa.Column("is_outdated", sa.Boolean(), nullable=False),
        sa.Column("next_id", BIG_ID, nullable=False),
        sa.Column("learned", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        _reference("suggestion_model", "code_book_id", "code_book"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_model")),
    )
    op.create_table(
        "suggestions_made",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("model_id", BIG_ID, nullable=False),
        _reference("suggestions_made", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_suggestions_made")),
    )
    op.create_table(
        "code_suggestion",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("code_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        _reference("code_suggestion", "submission_id", "submission"),
        _reference("code_suggestion", "code_id", "code"),
        sa.PrimaryKeyConstraint("submission_id", "code_id", name=op.f("pk_code_suggestion")),
    )
    op.create_index(op.f("ix_code_suggestion_code_id"), "code_suggestion", ["code_id"])


def downgrade() -> None:
    op.drop_table("quality_figure")
    op.drop_table("code_suggestion")
    op.drop_table("suggestions_made")
    op.drop_table("suggestion_model")
    op.drop_table("carried_coding")
    op.drop_table("code_succession")
    op.drop_column("code", "replaces")
    op.drop_column("code_book", "carried_at")


def _reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
