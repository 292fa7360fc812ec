"""Workshops, what is passed on for others in the counts, and who registered an organisation."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
HAS_WORKSHOP = sa.text("workshop_id IS NOT NULL")
RELAYED = """
UPDATE submission_count SET relayed = (
    SELECT COUNT(*) FROM submission
    WHERE submission.consultation_id = submission_count.consultation_id
    AND COALESCE(submission.area_id, 0) = submission_count.area_key
    AND submission.status = submission_count.status
    AND submission.on_behalf = 'others')
"""
WORKSHOP_REFERENCES = (
    ("organisation_id", "organisation"),
    ("consultation_id", "consultation"),
    ("area_id", "area"),
    ("created_by_id", "person"),
)


def upgrade() -> None:
    _registrations()
    _workshops()
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("workshop_id", BIG_ID))
        table.create_foreign_key(
            op.f("fk_submission_workshop_id_workshop"), "workshop", ["workshop_id"], ["id"]
        )
    op.create_index(
        "ix_submission_workshop_id",
        "submission",
        ["workshop_id", "id"],
        sqlite_where=HAS_WORKSHOP,
        postgresql_where=HAS_WORKSHOP,
    )
    with op.batch_alter_table("submission_count") as table:
        table.add_column(sa.Column("relayed", BIG_ID, nullable=False, server_default="0"))
        table.create_check_constraint(
            op.f("ck_submission_count_relayed_not_negative"), "relayed >= 0"
        )
    op.execute(RELAYED)
    with op.batch_alter_table("submission_count") as table:
        table.alter_column("relayed", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("submission_count") as table:
        table.drop_constraint(op.f("ck_submission_count_relayed_not_negative"), type_="check")
        table.drop_column("relayed")
    op.drop_index("ix_submission_workshop_id", table_name="submission")
    with op.batch_alter_table("submission") as table:
        table.drop_constraint(op.f("fk_submission_workshop_id_workshop"), type_="foreignkey")
        table.drop_column("workshop_id")
    op.drop_index("ix_workshop_organisation_id", table_name="workshop")
    op.drop_table("workshop")
    op.drop_table("organisation_registration")


def _registrations() -> None:
    table = "organisation_registration"
    op.create_table(
        table,
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email_encrypted", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _reference(table, "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f(f"pk_{table}")),
    )


def _workshops() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID),
        sa.Column("consultation_id", BIG_ID, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("area_id", BIG_ID),
        sa.Column("target_group", sa.String(length=80)),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("created_by_id", BIG_ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint("people >= 1 AND people <= 2000", name=op.f("ck_workshop_people")),
        *(_reference("workshop", name, target) for name, target in WORKSHOP_REFERENCES),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
    )
    op.create_index("ix_workshop_organisation_id", "workshop", ["organisation_id", "id"])


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
