"""Social indicators per Ortsteil and year."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0031"
down_revision = "0026"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    _social_indicator()
    _indicator_figure()


def downgrade() -> None:
    op.drop_table("indicator_figure")
    op.drop_table("social_indicator")


def _social_indicator() -> None:
    op.create_table(
        "social_indicator",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("method", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("loaded_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('number', 'share')", name=op.f("ck_social_indicator_kind")),
        sa.CheckConstraint("decimals BETWEEN 0 AND 6", name=op.f("ck_social_indicator_decimals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_social_indicator")),
        sa.UniqueConstraint("key", name=op.f("uq_social_indicator_key")),
    )


def _indicator_figure() -> None:
    op.create_table(
        "indicator_figure",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("indicator_id", BIG_ID, nullable=False),
        sa.Column("area_id", BIG_ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.CheckConstraint("year BETWEEN 1990 AND 2100", name=op.f("ck_indicator_figure_year")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_indicator_figure_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["social_indicator.id"],
            name=op.f("fk_indicator_figure_indicator_id_social_indicator"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_figure")),
        sa.UniqueConstraint(
            "indicator_id",
            "area_id",
            "year",
            name=op.f("uq_indicator_figure_indicator_id_area_id_year"),
        ),
    )
    op.create_index("ix_indicator_figure_area_id", "indicator_figure", ["area_id"])
