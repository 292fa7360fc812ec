"""Yearly reports and their released versions."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    _report()
    _report_version()


def downgrade() -> None:
    op.drop_table("report_version")
    op.drop_table("report")


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reporting_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("committee", sa.String(length=200), nullable=False),
        sa.Column("dated", sa.Date()),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("created_by_id", BIG_ID),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('draft', 'released')", name=op.f("ck_report_status")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_report_year")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_report_created_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("year", name=op.f("uq_report_year")),
    )
    op.create_index("ix_report_created_by_id", "report", ["created_by_id"])


def _report_version() -> None:
    op.create_table(
        "report_version",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("report_id", BIG_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("change_note", sa.String(length=500), nullable=False),
        sa.Column("released_at", MOMENT, nullable=False),
        sa.Column("released_by_id", BIG_ID),
        sa.CheckConstraint(
            "number = 1 OR change_note <> ''", name=op.f("ck_report_version_correction_has_note")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["person.id"], name=op.f("fk_report_version_released_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_version_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_version")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_version_report_id_number")),
    )
    op.create_index("ix_report_version_released_by_id", "report_version", ["released_by_id"])
