"""Contributions with history, texts, counts and contacts."""

import sqlalchemy as sa
from alembic import op

import app.shared.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_series",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("last", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_number_series")),
    )
    op.create_table(
        "submission_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("area_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_submission_count_number_not_negative")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_submission_count_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_count")),
        sa.UniqueConstraint(
            "consultation_id",
            "area_key",
            "status",
            name=op.f("uq_submission_count_consultation_id_area_key_status"),
        ),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_number", sa.String(length=20), nullable=False),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("contributor_kind", sa.String(length=30), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=True),
        sa.Column("on_behalf", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("decline_reason", sa.String(length=2000), nullable=True),
        sa.Column("notice_version", sa.String(length=20), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("received_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", app.shared.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("published_at", app.shared.database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(place = 'area') = (area_id IS NOT NULL)", name=op.f("ck_submission_place_has_area")
        ),
        sa.CheckConstraint(
            "(status = 'published') = (public_text IS NOT NULL AND published_at IS NOT NULL)",
            name=op.f("ck_submission_published_has_text"),
        ),
        sa.CheckConstraint(
            "(status = 'withdrawn') = (text IS NULL)",
            name=op.f("ck_submission_withdrawn_has_no_text"),
        ),
        sa.CheckConstraint(
            "channel IN ('web', 'paper', 'phone', 'in_person', 'email', 'workshop', 'import')",
            name=op.f("ck_submission_channel"),
        ),
        sa.CheckConstraint(
            "contributor_kind IN ('resident', 'district_mayor', 'council', 'welfare_provider', 'advisory_board', 'jobcenter', 'housing_company', 'religious_community', 'neighbourhood_work', 'association', 'business', 'city_office', 'politics')",
            name=op.f("ck_submission_contributor_kind"),
        ),
        sa.CheckConstraint(
            "kind IN ('need', 'idea', 'problem', 'praise')", name=op.f("ck_submission_kind")
        ),
        sa.CheckConstraint(
            "on_behalf IN ('self', 'others', 'organisation')", name=op.f("ck_submission_on_behalf")
        ),
        sa.CheckConstraint(
            "place IN ('area', 'city', 'unknown')", name=op.f("ck_submission_place")
        ),
        sa.CheckConstraint(
            "status IN ('received', 'published', 'declined', 'withdrawn')",
            name=op.f("ck_submission_status"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_submission_area_id_area")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_submission_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("public_number", name=op.f("uq_submission_public_number")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_submission_receipt_hash")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_submission_submission_key")),
    )
    op.create_index(
        "ix_submission_area_published",
        "submission",
        ["area_id", "published_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_submission_consultation_published",
        "submission",
        ["consultation_id", "published_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_submission_published",
        "submission",
        ["published_at", "id"],
        unique=False,
        sqlite_where=sa.text("status = 'published'"),
        postgresql_where=sa.text("status = 'published'"),
    )
    op.create_index(
        "ix_submission_waiting",
        "submission",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("status = 'received'"),
        postgresql_where=sa.text("status = 'received'"),
    )
    op.create_table(
        "addition",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_addition_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addition")),
    )
    op.create_index(op.f("ix_addition_submission_id"), "addition", ["submission_id"], unique=False)
    op.create_table(
        "code_hint",
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_code_hint_code_id_code")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_code_hint_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "code_id", name=op.f("pk_code_hint")),
    )
    op.create_index(op.f("ix_code_hint_code_id"), "code_hint", ["code_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("email_encrypted", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("created_at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_contact_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "redaction",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("start_at >= 0 AND end_at > start_at", name=op.f("ck_redaction_range")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_redaction_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    op.create_index(
        op.f("ix_redaction_submission_id"), "redaction", ["submission_id"], unique=False
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("from_status", sa.String(length=20), nullable=True),
        sa.Column("to_status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", app.shared.database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_status_change_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_status_change_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    op.create_index(
        op.f("ix_status_change_submission_id"), "status_change", ["submission_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_status_change_submission_id"), table_name="status_change")
    op.drop_table("status_change")
    op.drop_index(op.f("ix_redaction_submission_id"), table_name="redaction")
    op.drop_table("redaction")
    op.drop_table("contact")
    op.drop_index(op.f("ix_code_hint_code_id"), table_name="code_hint")
    op.drop_table("code_hint")
    op.drop_index(op.f("ix_addition_submission_id"), table_name="addition")
    op.drop_table("addition")
    op.drop_index(
        "ix_submission_waiting",
        table_name="submission",
        sqlite_where=sa.text("status = 'received'"),
        postgresql_where=sa.text("status = 'received'"),
    )
    op.drop_index(
        "ix_submission_published",
        table_name="submission",
        sqlite_where=sa.text("status = 'published'"),
        postgresql_where=sa.text("status = 'published'"),
    )
    op.drop_index("ix_submission_consultation_published", table_name="submission")
    op.drop_index("ix_submission_area_published", table_name="submission")
    op.drop_table("submission")
    op.drop_table("submission_count")
    op.drop_table("number_series")
