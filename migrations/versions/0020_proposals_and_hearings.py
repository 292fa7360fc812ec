"""Proposals of councils with their legal clock, hearings, and their documents."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
RUNNING = sa.text("status = 'submitted'")
PROPOSAL_INDEXES = {
    "ix_proposal_council_received": ["council_id", "received_at", "id"],
    "ix_proposal_council_created": ["council_id", "created_at", "id"],
    "ix_proposal_status_received": ["status", "received_at", "id"],
    "ix_proposal_office_id": ["office_id"],
    "ix_proposal_decided_by_id": ["decided_by_id"],
    "ix_proposal_created_by_id": ["created_by_id"],
    "ix_proposal_submitted_by_id": ["submitted_by_id"],
    "ix_proposal_file_id": ["file_id"],
}
HEARING_INDEXES = {
    "ix_hearing_opened": ["opened_at", "id"],
    "ix_hearing_status_until": ["status", "reply_until", "id"],
    "ix_hearing_office_id": ["office_id"],
    "ix_hearing_opened_by_id": ["opened_by_id"],
}
REPLY_INDEXES = {
    "ix_hearing_reply_council_status": ["council_id", "status", "hearing_id"],
    "ix_hearing_reply_answered_by_id": ["answered_by_id"],
}


def upgrade() -> None:
    _proposal()
    _parts_of_proposal()
    _hearing()
    _reply()
    _documents()


def downgrade() -> None:
    for table in (
        *("hearing_document", "hearing_reply", "hearing"),
        *("proposal_reminder", "proposal_ground", "proposal"),
    ):
        op.drop_table(table)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("public_number", sa.String(length=20)),
        sa.Column("council_id", BIG_ID, nullable=False),
        sa.Column("office_id", BIG_ID),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolved_on", sa.Date()),
        sa.Column("resolution_number", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("received_at", MOMENT),
        sa.Column("due_on", sa.Date()),
        sa.Column("zone", sa.String(length=40)),
        sa.Column("law_key", sa.String(length=40)),
        sa.Column("law_version", sa.String(length=40)),
        sa.Column("outcome", sa.String(length=12)),
        sa.Column("reason", sa.Text()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by_id", BIG_ID),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by_id", BIG_ID),
        sa.Column("submitted_by_id", BIG_ID),
        sa.Column("file_id", BIG_ID),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_checks_of_proposal(),
        _reference("proposal", "file_id", "stored_file"),
        _reference("proposal", "council_id", "council"),
        _reference("proposal", "office_id", "office"),
        *(
            _reference("proposal", column, "person")
            for column in ("decided_by_id", "created_by_id", "submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("public_number", name=op.f("uq_proposal_public_number")),
    )
    for name, columns in PROPOSAL_INDEXES.items():
        op.create_index(name, "proposal", columns)
    op.create_index(
        "ix_proposal_running",
        "proposal",
        ["due_on", "id"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def _checks_of_proposal() -> list[sa.CheckConstraint]:
    checks = {
        "status": "status IN ('draft', 'submitted', 'decided', 'returned')",
        "outcome": "outcome IN ('accepted', 'partly', 'rejected')",
        "submitted_has_clock": (
            "(status = 'draft') = (received_at IS NULL) AND (status = 'draft') = (due_on IS NULL)"
            " AND (status = 'draft') = (public_number IS NULL)"
        ),
        "submitted_has_office": "status = 'draft' OR office_id IS NOT NULL",
        "decided_has_outcome": "(status = 'decided') = (outcome IS NOT NULL)",
        "answered_has_reason": (
            "(status IN ('decided', 'returned')) = (reason IS NOT NULL AND decided_on IS NOT NULL)"
        ),
    }
    return [
        sa.CheckConstraint(rule, name=op.f(f"ck_proposal_{name}")) for name, rule in checks.items()
    ]


def _parts_of_proposal() -> None:
    op.create_table(
        "proposal_ground",
        sa.Column("proposal_id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID, nullable=False),
        _reference("proposal_ground", "proposal_id", "proposal"),
        _reference("proposal_ground", "submission_id", "submission"),
        sa.PrimaryKeyConstraint("proposal_id", "submission_id", name=op.f("pk_proposal_ground")),
    )
    op.create_index(op.f("ix_proposal_ground_submission_id"), "proposal_ground", ["submission_id"])
    op.create_table(
        "proposal_reminder",
        sa.Column("proposal_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('four_weeks', 'one_week', 'day_after')",
            name=op.f("ck_proposal_reminder_kind"),
        ),
        _reference("proposal_reminder", "proposal_id", "proposal"),
        sa.PrimaryKeyConstraint("proposal_id", "kind", name=op.f("pk_proposal_reminder")),
    )


def _hearing() -> None:
    op.create_table(
        "hearing",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("public_number", sa.String(length=20), nullable=False),
        sa.Column("office_id", BIG_ID),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply_until", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("opened_by_id", BIG_ID),
        sa.Column("closed_at", MOMENT),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_hearing_status")),
        sa.CheckConstraint(
            "(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_hearing_closed_has_time")
        ),
        _reference("hearing", "office_id", "office"),
        _reference("hearing", "opened_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("public_number", name=op.f("uq_hearing_public_number")),
    )
    for name, columns in HEARING_INDEXES.items():
        op.create_index(name, "hearing", columns)


def _reply() -> None:
    op.create_table(
        "hearing_reply",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("hearing_id", BIG_ID, nullable=False),
        sa.Column("council_id", BIG_ID, nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("resolved_on", sa.Date()),
        sa.Column("resolution_number", sa.String(length=60), nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by_id", BIG_ID),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'answered', 'no_statement', 'silent')",
            name=op.f("ck_hearing_reply_status"),
        ),
        sa.CheckConstraint(
            "(status = 'answered') = (text IS NOT NULL)",
            name=op.f("ck_hearing_reply_answered_has_text"),
        ),
        sa.CheckConstraint(
            "(status IN ('answered', 'no_statement')) = (answered_at IS NOT NULL)",
            name=op.f("ck_hearing_reply_answered_has_time"),
        ),
        _reference("hearing_reply", "hearing_id", "hearing"),
        _reference("hearing_reply", "council_id", "council"),
        _reference("hearing_reply", "answered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_reply")),
        sa.UniqueConstraint(
            "hearing_id", "council_id", name=op.f("uq_hearing_reply_hearing_id_council_id")
        ),
    )
    for name, columns in REPLY_INDEXES.items():
        op.create_index(name, "hearing_reply", columns)


def _documents() -> None:
    op.create_table(
        "hearing_document",
        sa.Column("hearing_id", BIG_ID, nullable=False),
        sa.Column("file_id", BIG_ID, nullable=False),
        _reference("hearing_document", "hearing_id", "hearing"),
        _reference("hearing_document", "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("hearing_id", "file_id", name=op.f("pk_hearing_document")),
    )
    op.create_index(op.f("ix_hearing_document_file_id"), "hearing_document", ["file_id"])


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
