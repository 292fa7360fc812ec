"""Second factors, recovery codes, links by mail; sessions know their stage and browser."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Everybody signs in anew: a session from before has no second factor.
ROWS_MAY_CHANGE = ("sign_in_session",)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
COMPLETE = (
    "(kind = 'totp' AND secret_encrypted IS NOT NULL)"
    " OR (kind = 'passkey' AND credential_id IS NOT NULL AND public_key IS NOT NULL)"
)
NEW_IN_SESSION = ("challenge", "confirmed_at", "seen_at", "browser", "has_factor", "stage")


def upgrade() -> None:
    op.execute("DELETE FROM sign_in_session")
    with op.batch_alter_table("sign_in_session") as table:
        table.add_column(sa.Column("stage", sa.String(10), nullable=False))
        table.add_column(sa.Column("has_factor", sa.Boolean(), nullable=False))
        table.add_column(sa.Column("browser", sa.String(60), nullable=False))
        table.add_column(sa.Column("seen_at", MOMENT, nullable=False))
        table.add_column(sa.Column("confirmed_at", MOMENT, nullable=False))
        table.add_column(sa.Column("challenge", sa.String(120)))
        table.create_check_constraint(
            op.f("ck_sign_in_session_stage"), "stage IN ('password', 'full')"
        )
    _second_factor()
    _of_a_person(
        "recovery_code",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    _of_a_person(
        "mailed_link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("new_email_encrypted", sa.LargeBinary()),
        sa.CheckConstraint(
            "kind IN ('invitation', 'reset', 'email')", name=op.f("ck_mailed_link_kind")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_mailed_link")),
    )


def downgrade() -> None:
    for table in ("mailed_link", "recovery_code", "second_factor"):
        op.drop_index(op.f(f"ix_{table}_person_id"), table_name=table)
        op.drop_table(table)
    op.execute("DELETE FROM sign_in_session")
    with op.batch_alter_table("sign_in_session") as table:
        table.drop_constraint(op.f("ck_sign_in_session_stage"), type_="check")
        for column in NEW_IN_SESSION:
            table.drop_column(column)


def _second_factor() -> None:
    _of_a_person(
        "second_factor",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT),
        sa.Column("secret_encrypted", sa.LargeBinary()),
        sa.Column("last_step", BIG_ID, nullable=False),
        sa.Column("credential_id", sa.String(1400)),
        sa.Column("public_key", sa.LargeBinary()),
        sa.Column("sign_count", BIG_ID, nullable=False),
        sa.CheckConstraint("kind IN ('totp', 'passkey')", name=op.f("ck_second_factor_kind")),
        sa.CheckConstraint(COMPLETE, name=op.f("ck_second_factor_complete")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_second_factor_credential_id")),
    )


def _of_a_person(table: str, *parts: sa.Column | sa.Constraint) -> None:
    op.create_table(
        table,
        sa.Column("person_id", BIG_ID, nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")
        ),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
