"""A released report is never changed, and only one that tells of examples is ever deleted."""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WORDS = "a released report never changes"
# Whoever lets Alembic make the table anew (batch mode) has to make these anew as well.
SQLITE = (
    f"CREATE TRIGGER report_version_unchanged BEFORE UPDATE ON report_version BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    f"CREATE TRIGGER report_version_kept BEFORE DELETE ON report_version WHEN NOT (SELECT is_example FROM report WHERE id = OLD.report_id) BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
)
POSTGRESQL = (
    f"CREATE FUNCTION report_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'DELETE' AND (SELECT is_example FROM report WHERE id = OLD.report_id) THEN RETURN OLD; END IF; RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER report_version_stays BEFORE UPDATE OR DELETE ON report_version FOR EACH ROW EXECUTE FUNCTION report_version_stays()",
)


def upgrade() -> None:
    for statement in POSTGRESQL if _on_postgresql() else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if _on_postgresql():
        op.execute("DROP TRIGGER report_version_stays ON report_version")
        op.execute("DROP FUNCTION report_version_stays()")
    else:
        op.execute("DROP TRIGGER report_version_unchanged")
        op.execute("DROP TRIGGER report_version_kept")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
