"""What measures rest on, official answers, adopted versions, what plans cover."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    _evidence()
    _answer()
    _plan_version()
    _plan_cover()


def downgrade() -> None:
    for table in (
        "plan_cover",
        "plan_version",
        "answer",
        "evidence",
    ):
        op.drop_table(table)


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("measure_id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID),
        sa.Column("concern_id", BIG_ID),
        sa.Column("statement_id", BIG_ID),
        sa.Column("proposal_id", BIG_ID),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("person_id", BIG_ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN submission_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN concern_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_evidence_one_thing"),
        ),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_evidence_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_evidence_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evidence_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_evidence_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_evidence_statement_id_statement")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_evidence_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "measure_id", "concern_id", name=op.f("uq_evidence_measure_id_concern_id")
        ),
        sa.UniqueConstraint(
            "measure_id", "proposal_id", name=op.f("uq_evidence_measure_id_proposal_id")
        ),
        sa.UniqueConstraint(
            "measure_id", "statement_id", name=op.f("uq_evidence_measure_id_statement_id")
        ),
        sa.UniqueConstraint(
            "measure_id", "submission_id", name=op.f("uq_evidence_measure_id_submission_id")
        ),
    )
    op.create_index("ix_evidence_concern_id", "evidence", ["concern_id"])
    op.create_index("ix_evidence_person_id", "evidence", ["person_id"])
    op.create_index("ix_evidence_proposal_id", "evidence", ["proposal_id"])
    op.create_index("ix_evidence_statement_id", "evidence", ["statement_id"])
    op.create_index("ix_evidence_submission_id", "evidence", ["submission_id"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID),
        sa.Column("concern_id", BIG_ID),
        sa.Column("office_id", BIG_ID, nullable=False),
        sa.Column("measure_id", BIG_ID),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_by_id", BIG_ID),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("released_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawal_reason", sa.String(length=500)),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'draft') = (released_at IS NULL)", name=op.f("ck_answer_released_has_time")
        ),
        sa.CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)",
            name=op.f("ck_answer_withdrawn_has_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'released', 'withdrawn')", name=op.f("ck_answer_status")
        ),
        sa.CheckConstraint(
            "(submission_id IS NULL) <> (concern_id IS NULL)", name=op.f("ck_answer_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_answer_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_answer_created_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_answer_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_answer_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_answer_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index("ix_answer_concern_id", "answer", ["concern_id"])
    op.create_index("ix_answer_created_by_id", "answer", ["created_by_id"])
    op.create_index("ix_answer_measure_id", "answer", ["measure_id"])
    op.create_index("ix_answer_office_id", "answer", ["office_id"])
    op.create_index("ix_answer_status_released", "answer", ["status", "released_at", "id"])
    op.create_index("ix_answer_submission_id", "answer", ["submission_id"])


def _plan_version() -> None:
    op.create_table(
        "plan_version",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("adopted_at", MOMENT, nullable=False),
        sa.Column("adopted_by_id", BIG_ID),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adopted_by_id"], ["person.id"], name=op.f("fk_plan_version_adopted_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("number", name=op.f("uq_plan_version_number")),
    )
    op.create_index("ix_plan_version_adopted_by_id", "plan_version", ["adopted_by_id"])


def _plan_cover() -> None:
    op.create_table(
        "plan_cover",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("plan_key", sa.String(length=80), nullable=False),
        sa.Column("target_group_key", sa.String(length=80)),
        sa.Column("field_key", sa.String(length=80)),
        sa.Column("area_id", BIG_ID),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("person_id", BIG_ID),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_plan_cover_area_id_area")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_cover_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_cover")),
    )
    op.create_index("ix_plan_cover_area_id", "plan_cover", ["area_id"])
    op.create_index("ix_plan_cover_person_id", "plan_cover", ["person_id"])
    op.create_index("ix_plan_cover_plan_key", "plan_cover", ["plan_key"])
