"""People known to an identity provider, roles that follow from it, filters of the audit trail."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SOURCES = "source IN ('given', 'mapped')"
FILTERS = (("action", "id"), ("subject", "id"))


def upgrade() -> None:
    op.create_table(
        "external_identity",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("person_id", BIG_ID),
        sa.Column("first_seen_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("linked_by_id", BIG_ID),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_external_identity_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_external_identity_issuer_subject")),
    )
    for column in ("email", "person_id"):
        op.create_index(op.f(f"ix_external_identity_{column}"), "external_identity", [column])
    with op.batch_alter_table("role_grant") as table:
        table.add_column(
            sa.Column("source", sa.String(length=10), nullable=False, server_default="given")
        )
        table.create_check_constraint(op.f("ck_role_grant_source"), SOURCES)
    for columns in FILTERS:
        op.create_index(f"ix_audit_entry_{'_'.join(columns)}", "audit_entry", list(columns))


def downgrade() -> None:
    for columns in FILTERS:
        op.drop_index(f"ix_audit_entry_{'_'.join(columns)}", table_name="audit_entry")
    with op.batch_alter_table("role_grant") as table:
        table.drop_constraint(op.f("ck_role_grant_source"), type_="check")
        table.drop_column("source")
    for column in ("email", "person_id"):
        op.drop_index(op.f(f"ix_external_identity_{column}"), table_name="external_identity")
    op.drop_table("external_identity")
