"""Versioned code books and consultations."""

import sqlalchemy as sa
from alembic import op

import app.shared.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_book",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("published_at", app.shared.database.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'published') = (published_at IS NOT NULL)",
            name=op.f("ck_code_book_published_has_date"),
        ),
        sa.CheckConstraint("status IN ('draft', 'published')", name=op.f("ck_code_book_status")),
        sa.CheckConstraint("version > 0", name=op.f("ck_code_book_version_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_book")),
        sa.UniqueConstraint("version", name=op.f("uq_code_book_version")),
    )
    op.create_index(
        "uq_code_book_one_draft",
        "code_book",
        ["status"],
        unique=True,
        sqlite_where=sa.text("status = 'draft'"),
        postgresql_where=sa.text("status = 'draft'"),
    )
    op.create_table(
        "consultation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("introduction", sa.JSON(), nullable=False),
        sa.Column("is_permanent", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("opens_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closes_at", app.shared.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("contributor_kinds", sa.JSON(), nullable=False),
        sa.Column("created_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT is_permanent OR closes_at IS NULL",
            name=op.f("ck_consultation_permanent_never_closes"),
        ),
        sa.CheckConstraint(
            "closes_at IS NULL OR closes_at > opens_at",
            name=op.f("ck_consultation_closes_after_opening"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("slug", name=op.f("uq_consultation_slug")),
    )
    op.create_index(
        "uq_consultation_one_permanent",
        "consultation",
        ["is_permanent"],
        unique=True,
        sqlite_where=sa.text("is_permanent"),
        postgresql_where=sa.text("is_permanent"),
    )
    op.create_table(
        "code",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "code_book_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("includes", sa.JSON(), nullable=False),
        sa.Column("excludes", sa.JSON(), nullable=False),
        sa.Column("example", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('guideline', 'field', 'target_group', 'specialist_plan')",
            name=op.f("ck_code_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["code_book_id"], ["code_book.id"], name=op.f("fk_code_code_book_id_code_book")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["code.id"], name=op.f("fk_code_parent_id_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("code_book_id", "key", name=op.f("uq_code_code_book_id_key")),
    )
    op.create_index(op.f("ix_code_parent_id"), "code", ["parent_id"], unique=False)
    op.create_table(
        "consultation_area",
        sa.Column(
            "consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_consultation_area_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_area_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", "area_id", name=op.f("pk_consultation_area")),
    )
    op.create_index(
        op.f("ix_consultation_area_area_id"), "consultation_area", ["area_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_consultation_area_area_id"), table_name="consultation_area")
    op.drop_table("consultation_area")
    op.drop_index(op.f("ix_code_parent_id"), table_name="code")
    op.drop_table("code")
    op.drop_index(
        "uq_consultation_one_permanent",
        table_name="consultation",
        sqlite_where=sa.text("is_permanent"),
        postgresql_where=sa.text("is_permanent"),
    )
    op.drop_table("consultation")
    op.drop_index(
        "uq_code_book_one_draft",
        table_name="code_book",
        sqlite_where=sa.text("status = 'draft'"),
        postgresql_where=sa.text("status = 'draft'"),
    )
    op.drop_table("code_book")
