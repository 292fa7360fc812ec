"""Offices and organisations; roles for a council, an office or an organisation, with a term."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Going down, roles that are held more than once, and new roles, have no place any more.
ROWS_MAY_CHANGE = ("role_grant",)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
KINDS = (
    "kind IN ('resident', 'district_mayor', 'council', 'welfare_provider', 'advisory_board',"
    " 'jobcenter', 'housing_company', 'religious_community', 'neighbourhood_work',"
    " 'association', 'business', 'city_office', 'politics')"
)
ROLES = (
    "role IN ('admin', 'moderator', 'second_coder', 'planner', 'auditor', 'council',"
    " 'district_mayor', 'organisation', 'organisation_manager')"
)
EARLIER_ROLES = (
    "role IN ('admin', 'moderator', 'second_coder', 'planner', 'council', 'organisation')"
)
SCOPES = ("council", "office", "organisation")
SCOPED = {
    "council": "role IN ('council', 'district_mayor')",
    "office": "role = 'planner'",
    "organisation": "role IN ('organisation', 'organisation_manager')",
}
TERM = "begins_on IS NULL OR ends_on IS NULL OR begins_on <= ends_on"
EVERYWHERE = "council_id IS NULL AND office_id IS NULL AND organisation_id IS NULL"
HAS_ORGANISATION = sa.text("organisation_id IS NOT NULL")


def upgrade() -> None:
    _offices()
    _organisations()
    _scopes()
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("organisation_id", BIG_ID))
        table.add_column(sa.Column("entered_by_id", BIG_ID))
        table.create_foreign_key(
            op.f("fk_submission_organisation_id_organisation"),
            "organisation",
            ["organisation_id"],
            ["id"],
        )
        table.create_foreign_key(
            op.f("fk_submission_entered_by_id_person"), "person", ["entered_by_id"], ["id"]
        )
    op.create_index(
        "ix_submission_organisation_id",
        "submission",
        ["organisation_id", "id"],
        sqlite_where=HAS_ORGANISATION,
        postgresql_where=HAS_ORGANISATION,
    )


def downgrade() -> None:
    op.drop_index("ix_submission_organisation_id", table_name="submission")
    with op.batch_alter_table("submission") as table:
        table.drop_constraint(op.f("fk_submission_entered_by_id_person"), type_="foreignkey")
        table.drop_constraint(
            op.f("fk_submission_organisation_id_organisation"), type_="foreignkey"
        )
        table.drop_column("entered_by_id")
        table.drop_column("organisation_id")
    _drop_scopes()
    for table in ("organisation_target_group", "organisation_area", "organisation"):
        op.drop_table(table)
    op.drop_index(op.f("ix_area_office_office_id"), table_name="area_office")
    op.drop_table("area_office")
    op.drop_table("office")


def _offices() -> None:
    op.create_table(
        "office",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254)),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("key", name=op.f("uq_office_key")),
        sa.UniqueConstraint("name", name=op.f("uq_office_name")),
    )
    op.create_table(
        "area_office",
        sa.Column("area_id", BIG_ID, nullable=False),
        sa.Column("office_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_office_area_id_area")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_area_office_office_id_office")
        ),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_area_office")),
    )
    op.create_index(op.f("ix_area_office_office_id"), "area_office", ["office_id"])


def _organisations() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("verified_at", MOMENT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_organisation_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("key", name=op.f("uq_organisation_key")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    _part_of_organisation("organisation_area", sa.Column("area_id", BIG_ID, nullable=False), "area")
    _part_of_organisation(
        "organisation_target_group", sa.Column("code_key", sa.String(length=80), nullable=False)
    )


def _part_of_organisation(table: str, column: sa.Column, other: str | None = None) -> None:
    references = [("organisation_id", "organisation")]
    references += [(column.name, other)] if other else []
    op.create_table(
        table,
        sa.Column("organisation_id", BIG_ID, nullable=False),
        column,
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}_{target}")
            )
            for name, target in references
        ),
        sa.PrimaryKeyConstraint("organisation_id", column.name, name=op.f(f"pk_{table}")),
    )


def _scopes() -> None:
    with op.batch_alter_table("role_grant") as table:
        table.drop_constraint(op.f("uq_role_grant_person_id_role"), type_="unique")
        table.drop_constraint(op.f("ck_role_grant_role"), type_="check")
        for scope in SCOPES:
            table.add_column(sa.Column(f"{scope}_id", BIG_ID))
            table.create_foreign_key(
                op.f(f"fk_role_grant_{scope}_id_{scope}"), scope, [f"{scope}_id"], ["id"]
            )
            table.create_check_constraint(
                op.f(f"ck_role_grant_scope_{scope}"), f"{scope}_id IS NULL OR {SCOPED[scope]}"
            )
        table.add_column(sa.Column("begins_on", sa.Date()))
        table.add_column(sa.Column("ends_on", sa.Date()))
        table.create_check_constraint(op.f("ck_role_grant_role"), ROLES)
        table.create_check_constraint(op.f("ck_role_grant_term"), TERM)
    for scope in SCOPES:
        op.create_index(op.f(f"ix_role_grant_{scope}_id"), "role_grant", [f"{scope}_id"])
        _once(scope, f"{scope}_id IS NOT NULL", f"{scope}_id")
    _once("everywhere", EVERYWHERE)


def _once(name: str, condition: str, *scope: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"uq_role_grant_{name}",
        "role_grant",
        ["person_id", "role", *scope],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def _drop_scopes() -> None:
    for name in ("everywhere", *SCOPES):
        op.drop_index(f"uq_role_grant_{name}", table_name="role_grant")
    op.execute(
        "DELETE FROM role_grant WHERE role IN ('auditor', 'district_mayor', 'organisation_manager')"
        " OR id NOT IN (SELECT min(id) FROM role_grant GROUP BY person_id, role)"
    )
    for scope in SCOPES:
        op.drop_index(op.f(f"ix_role_grant_{scope}_id"), table_name="role_grant")
    with op.batch_alter_table("role_grant") as table:
        for name in ("role", "term", *(f"scope_{scope}" for scope in SCOPES)):
            table.drop_constraint(op.f(f"ck_role_grant_{name}"), type_="check")
        for scope in SCOPES:
            table.drop_constraint(op.f(f"fk_role_grant_{scope}_id_{scope}"), type_="foreignkey")
            table.drop_column(f"{scope}_id")
        table.drop_column("ends_on")
        table.drop_column("begins_on")
        table.create_check_constraint(op.f("ck_role_grant_role"), EARLIER_ROLES)
        table.create_unique_constraint(op.f("uq_role_grant_person_id_role"), ["person_id", "role"])
