"""Restricting contributions, objections, erasures, legal holds, archive offers, retention."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# Going down, restricted contributions are declined: their text comes back, but not to the public.
ROWS_MAY_CHANGE = ("submission_count",)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
OLD_STATUSES = "'received', 'asked', 'held', 'forwarded', 'published', 'declined', 'withdrawn'"
OLD_CAUSES = "'undo', 'answer', 'no_answer', 'correction', 'addition', 'date'"
CHECKS = {
    "ck_submission_status": f"status IN ({OLD_STATUSES}, 'restricted')",
    "ck_submission_withdrawn_has_no_text": (
        "(status IN ('withdrawn', 'restricted')) = (text IS NULL)"
    ),
}
OLD_CHECKS = {
    "ck_submission_status": f"status IN ({OLD_STATUSES})",
    "ck_submission_withdrawn_has_no_text": "(status = 'withdrawn') = (text IS NULL)",
}
CAUSES = {"ck_status_change_cause": f"cause IN ({OLD_CAUSES}, 'lifted', 'objection', 'retention')"}
OLD_CAUSE_CHECK = {"ck_status_change_cause": f"cause IN ({OLD_CAUSES})"}


def upgrade() -> None:
    _replace_checks("submission", CHECKS)
    _replace_checks("status_change", CAUSES)
    op.create_table(
        "locked_text",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("locked_at", MOMENT, nullable=False),
        *_keys("locked_text", "submission_id", submission_id="submission"),
    )
    _requests()
    op.create_table(
        "erasure",
        sa.Column("receipt_hash", sa.String(64), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=False),
        *_keys("erasure", "receipt_hash"),
    )
    _retention()


def downgrade() -> None:
    for table in ("retention_run", "archive_offer", "legal_hold", "erasure", "privacy_request"):
        op.drop_table(table)
    op.execute(
        "UPDATE status_change SET cause = NULL WHERE cause IN ('lifted', 'objection', 'retention')"
    )
    _replace_checks("status_change", OLD_CAUSE_CHECK)
    _unlock()
    op.drop_table("locked_text")
    _replace_checks("submission", OLD_CHECKS)


def _requests() -> None:
    op.create_table(
        "privacy_request",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(10)),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by_id", BIG_ID),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('granted', 'refused')", name=op.f("ck_privacy_request_outcome")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_privacy_request_outcome_has_time"),
        ),
        *_keys("privacy_request", "id", submission_id="submission", answered_by_id="person"),
    )
    op.create_index(op.f("ix_privacy_request_submission_id"), "privacy_request", ["submission_id"])
    is_open = sa.text("answered_at IS NULL")
    op.create_index(
        "ix_privacy_request_open",
        "privacy_request",
        ["due_on", "id"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _retention() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("person_id", BIG_ID),
        *_keys("legal_hold", "submission_id", submission_id="submission", person_id="person"),
    )
    op.create_table(
        "archive_offer",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("listed_at", MOMENT, nullable=False),
        sa.Column("offered_at", MOMENT),
        sa.Column("person_id", BIG_ID),
        *_keys("archive_offer", "submission_id", submission_id="submission", person_id="person"),
    )
    op.create_index("ix_archive_offer_offered", "archive_offer", ["offered_at", "submission_id"])
    op.create_table(
        "retention_run",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("finished_at", MOMENT, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        *_keys("retention_run", "day"),
    )


def _keys(table: str, primary: str, **references: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys, named as the models name them."""
    foreign = [
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
        )
        for column, target in references.items()
    ]
    return [sa.PrimaryKeyConstraint(primary, name=op.f(f"pk_{table}")), *foreign]


def _unlock() -> None:
    op.execute(
        "UPDATE submission SET status = 'declined', text ="
        " (SELECT text FROM locked_text WHERE locked_text.submission_id = submission.id)"
        " WHERE status = 'restricted'"
    )
    op.execute("DELETE FROM submission_count")
    op.execute(
        "INSERT INTO submission_count (consultation_id, area_key, status, number, voices)"
        " SELECT consultation_id, coalesce(area_id, 0), status, count(*), sum(voices)"
        " FROM submission"
        " GROUP BY consultation_id, coalesce(area_id, 0), status"
    )


def _replace_checks(table: str, checks: dict[str, str]) -> None:
    with op.batch_alter_table(table) as batch:
        for name, condition in checks.items():
            batch.drop_constraint(op.f(name), type_="check")
            batch.create_check_constraint(op.f(name), condition)
