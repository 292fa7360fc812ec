"""Ask back, hold, forward; house rules and reply templates."""

import sqlalchemy as sa
from alembic import op

import app.shared.database

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Going down, contributions that were put aside are counted as received again.
ROWS_MAY_CHANGE = ("submission_count",)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = app.shared.database.UtcDateTime(timezone=True)
STATUSES = "'received', 'asked', 'held', 'forwarded', 'published', 'declined', 'withdrawn'"
CHECKS = {
    "ck_submission_status": f"status IN ({STATUSES})",
    "ck_submission_resting_has_time": (
        "(status IN ('asked', 'held', 'forwarded')) = (rests_since IS NOT NULL)"
    ),
    "ck_submission_only_resting_waits": "waits_until IS NULL OR status IN ('asked', 'held')",
}
OLD_CHECKS = {
    "ck_submission_status": "status IN ('received', 'published', 'declined', 'withdrawn')"
}
CAUSES = "'undo', 'answer', 'no_answer', 'correction', 'addition', 'date'"
CAUSE_CHECK = {"ck_status_change_cause": f"cause IN ({CAUSES})"}
LINE_COLUMNS = {
    "note": sa.String(length=2000),
    "recipient": sa.String(length=200),
    "rule_key": sa.String(length=40),
    "cause": sa.String(length=20),
    "waits_until": MOMENT,
}


def upgrade() -> None:
    times = {"rests_since": MOMENT, "waits_until": MOMENT}
    _rebuild("submission", add=times, checks=CHECKS)
    _index("ix_submission_resting", ["status", "rests_since", "id"], "rests_since IS NOT NULL")
    _index("ix_submission_waits_until", ["waits_until", "id"], "waits_until IS NOT NULL")
    _rebuild("status_change", add=LINE_COLUMNS, checks=CAUSE_CHECK)
    _index("ix_status_change_rule_key", ["rule_key"], "rule_key IS NOT NULL", "status_change")
    op.create_table(
        "question",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_question_answer_has_time")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_question_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_submission_id"), "question", ["submission_id"])
    _create_texts()


def _create_texts() -> None:
    op.create_table(
        "house_rule",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("needs_words", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_rule")),
        sa.UniqueConstraint("key", name=op.f("uq_house_rule_key")),
    )
    op.create_table(
        "reply_template",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_proposal", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('ask', 'decline', 'forward')", name=op.f("ck_reply_template_purpose")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_template")),
    )


def downgrade() -> None:
    op.drop_table("reply_template")
    op.drop_table("house_rule")
    op.drop_index(op.f("ix_question_submission_id"), table_name="question")
    op.drop_table("question")
    op.drop_index("ix_status_change_rule_key", table_name="status_change")
    _rebuild("status_change", drop=tuple(LINE_COLUMNS), drop_checks=tuple(CAUSE_CHECK))
    op.drop_index("ix_submission_waits_until", table_name="submission")
    op.drop_index("ix_submission_resting", table_name="submission")
    back = "UPDATE submission SET status = 'received', rests_since = NULL, waits_until = NULL"
    op.execute(f"{back} WHERE status IN ('asked', 'held', 'forwarded')")
    op.execute("DELETE FROM submission_count")
    op.execute(
        "INSERT INTO submission_count (consultation_id, area_key, status, number, voices)"
        " SELECT consultation_id, coalesce(area_id, 0), status, count(*), sum(voices)"
        " FROM submission"
        " GROUP BY consultation_id, coalesce(area_id, 0), status"
    )
    drop = ("rests_since", "waits_until")
    _rebuild("submission", drop=drop, checks=OLD_CHECKS, drop_checks=tuple(CHECKS))


def _index(name: str, columns: list[str], where: str, table: str = "submission") -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _rebuild(
    table: str,
    add: dict[str, sa.types.TypeEngine] | None = None,
    drop: tuple[str, ...] = (),
    checks: dict[str, str] | None = None,
    drop_checks: tuple[str, ...] = (),
) -> None:
    """Add and drop columns and checks; triggers survive the new table that SQLite needs."""
    checks = checks or {}
    stored = sa.inspect(op.get_bind()).get_check_constraints(table)
    triggers = _take_triggers(table)
    with op.batch_alter_table(table) as batch:
        for name in {check["name"] for check in stored} & {*checks, *drop_checks}:
            batch.drop_constraint(op.f(name), type_="check")
        for name in drop:
            batch.drop_column(name)
        for name, kind in (add or {}).items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        for name, condition in checks.items():
            batch.create_check_constraint(op.f(name), condition)
    for trigger in triggers:
        op.get_bind().exec_driver_sql(trigger)


def _take_triggers(table: str) -> list[str]:
    """Drop the triggers on SQLite that speak of the table, and return how they are made."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        return []
    stored = bind.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = [row for row in stored.all() if table in row.sql]
    for row in found:
        bind.exec_driver_sql(f'DROP TRIGGER "{row.name}"')
    return [row.sql for row in found]
