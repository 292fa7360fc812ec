"""An adopted version of the plan is never changed, and only an example is ever deleted."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

WORDS = "an adopted version of the plan never changes"
# Whoever lets Alembic make the table anew (batch mode) has to make these anew as well.
SQLITE = (
    f"CREATE TRIGGER plan_version_unchanged BEFORE UPDATE ON plan_version BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    f"CREATE TRIGGER plan_version_kept BEFORE DELETE ON plan_version WHEN NOT OLD.is_example BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
)
POSTGRESQL = (
    f"CREATE FUNCTION plan_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER plan_version_unchanged BEFORE UPDATE ON plan_version FOR EACH ROW EXECUTE FUNCTION plan_version_stays()",
    "CREATE TRIGGER plan_version_kept BEFORE DELETE ON plan_version FOR EACH ROW WHEN (NOT OLD.is_example) EXECUTE FUNCTION plan_version_stays()",
)


def upgrade() -> None:
    for statement in POSTGRESQL if _on_postgresql() else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    table = " ON plan_version" if _on_postgresql() else ""
    op.execute(f"DROP TRIGGER plan_version_unchanged{table}")
    op.execute(f"DROP TRIGGER plan_version_kept{table}")
    if _on_postgresql():
        op.execute("DROP FUNCTION plan_version_stays()")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
