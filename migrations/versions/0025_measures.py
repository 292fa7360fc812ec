"""Measures of the plan: what, where, who, money, effect, history."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    _measure()
    _measure_area()
    _measure_zone()
    _measure_code()
    _measure_partner()
    _measure_document()
    _measure_link()
    _measure_change()
    _budget_line()
    _effect_indicator()
    _effect_value()


def downgrade() -> None:
    for table in (
        "effect_value",
        "effect_indicator",
        "budget_line",
        "measure_change",
        "measure_link",
        "measure_document",
        "measure_partner",
        "measure_code",
        "measure_zone",
        "measure_area",
        "measure",
    ):
        op.drop_table(table)


def _measure() -> None:
    op.create_table(
        "measure",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("whole_city", sa.Boolean(), nullable=False),
        sa.Column("lead_office_id", BIG_ID),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("other_source", sa.String(length=500), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("created_by_id", BIG_ID),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('suggested', 'agreed', 'decided', 'running', 'done', 'deferred', 'dropped')",
            name=op.f("ck_measure_status"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('decided', 'running', 'done') OR (lead_office_id IS NOT NULL AND paper <> '' AND decided_on IS NOT NULL)",
            name=op.f("ck_measure_decided_has_office_and_paper"),
        ),
        sa.CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on",
            name=op.f("ck_measure_span"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_measure_created_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["lead_office_id"], ["office.id"], name=op.f("fk_measure_lead_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("number", name=op.f("uq_measure_number")),
    )
    op.create_index("ix_measure_created_by_id", "measure", ["created_by_id"])
    op.create_index("ix_measure_lead_office_id", "measure", ["lead_office_id"])
    op.create_index("ix_measure_status_changed", "measure", ["status", "changed_at", "id"])


def _measure_area() -> None:
    op.create_table(
        "measure_area",
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("area_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_measure_area_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_area_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("measure_id", "area_id", name=op.f("pk_measure_area")),
    )
    op.create_index("ix_measure_area_area_id", "measure_area", ["area_id"])


def _measure_zone() -> None:
    op.create_table(
        "measure_zone",
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("zone_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_zone_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"], ["zone.id"], name=op.f("fk_measure_zone_zone_id_zone")
        ),
        sa.PrimaryKeyConstraint("measure_id", "zone_id", name=op.f("pk_measure_zone")),
    )
    op.create_index("ix_measure_zone_zone_id", "measure_zone", ["zone_id"])


def _measure_code() -> None:
    op.create_table(
        "measure_code",
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("code_key", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_code_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("measure_id", "code_key", name=op.f("pk_measure_code")),
    )
    op.create_index("ix_measure_code_code_key", "measure_code", ["code_key"])


def _measure_partner() -> None:
    op.create_table(
        "measure_partner",
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("office_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_partner_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_measure_partner_office_id_office")
        ),
        sa.PrimaryKeyConstraint("measure_id", "office_id", name=op.f("pk_measure_partner")),
    )
    op.create_index("ix_measure_partner_office_id", "measure_partner", ["office_id"])


def _measure_document() -> None:
    op.create_table(
        "measure_document",
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("file_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_measure_document_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_document_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("measure_id", "file_id", name=op.f("pk_measure_document")),
    )
    op.create_index("ix_measure_document_file_id", "measure_document", ["file_id"])


def _measure_link() -> None:
    op.create_table(
        "measure_link",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date()),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_link_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_link")),
    )
    op.create_index("ix_measure_link_measure_id", "measure_link", ["measure_id"])


def _measure_change() -> None:
    op.create_table(
        "measure_change",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("from_status", sa.String(length=12)),
        sa.Column("to_status", sa.String(length=12), nullable=False),
        sa.Column("person_id", BIG_ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.CheckConstraint(
            "to_status IN ('suggested', 'agreed', 'decided', 'running', 'done', 'deferred', 'dropped')",
            name=op.f("ck_measure_change_to_status"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_change_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_measure_change_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_change")),
    )
    op.create_index("ix_measure_change_measure", "measure_change", ["measure_id", "at", "id"])
    op.create_index("ix_measure_change_person_id", "measure_change", ["person_id"])


def _budget_line() -> None:
    op.create_table(
        "budget_line",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("budget_number", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("planned", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("spent", sa.Numeric(precision=14, scale=2)),
        sa.CheckConstraint(
            "planned >= 0 AND (spent IS NULL OR spent >= 0)",
            name=op.f("ck_budget_line_not_negative"),
        ),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_budget_line_year")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_budget_line_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    op.create_index("ix_budget_line_measure_id", "budget_line", ["measure_id"])


def _effect_indicator() -> None:
    op.create_table(
        "effect_indicator",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=14, scale=3)),
        sa.Column("baseline_on", sa.Date()),
        sa.Column("target", sa.Numeric(precision=14, scale=3)),
        sa.Column("target_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_effect_indicator_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_indicator")),
    )
    op.create_index("ix_effect_indicator_measure_id", "effect_indicator", ["measure_id"])


def _effect_value() -> None:
    op.create_table(
        "effect_value",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("indicator_id", BIG_ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["effect_indicator.id"],
            name=op.f("fk_effect_value_indicator_id_effect_indicator"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_value")),
        sa.UniqueConstraint("indicator_id", "on", name=op.f("uq_effect_value_indicator_id_on")),
    )
