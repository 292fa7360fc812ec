"""Concerns, voices, what else happened to a contribution, and concepts of published texts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
VOICES = """
UPDATE submission_count SET voices = (
    SELECT COALESCE(SUM(submission.voices), 0) FROM submission
    WHERE submission.consultation_id = submission_count.consultation_id
    AND COALESCE(submission.area_id, 0) = submission_count.area_key
    AND submission.status = submission_count.status)
"""


def upgrade() -> None:
    with op.batch_alter_table("submission_count") as batch:
        batch.add_column(sa.Column("voices", BIG_ID, nullable=False, server_default="0"))
        batch.create_check_constraint(
            op.f("ck_submission_count_voices_not_negative"), "voices >= 0"
        )
    op.execute(VOICES)
    with op.batch_alter_table("submission_count") as batch:
        batch.alter_column("voices", server_default=None)
    _voices_and_events()
    _concerns()
    op.create_table(
        "text_concept",
        _submission(),
        sa.Column("concept", sa.String(length=40), nullable=False),
        sa.Column("area_key", BIG_ID, nullable=False),
        _to_submission("text_concept"),
        sa.PrimaryKeyConstraint("submission_id", "concept", name=op.f("pk_text_concept")),
    )
    columns = ["area_key", "concept", "submission_id"]
    op.create_index("ix_text_concept_area_concept", "text_concept", columns)


def _voices_and_events() -> None:
    op.create_table(
        "voice",
        sa.Column("id", BIG_ID, nullable=False),
        _submission(),
        sa.Column("voice_key", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _to_submission("voice"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.UniqueConstraint("voice_key", name=op.f("uq_voice_voice_key")),
    )
    op.create_index(op.f("ix_voice_submission_id"), "voice", ["submission_id"])
    op.create_table(
        "submission_event",
        sa.Column("id", BIG_ID, nullable=False),
        _submission(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        _to_submission("submission_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_event")),
    )
    op.create_index(
        op.f("ix_submission_event_submission_id"), "submission_event", ["submission_id"]
    )


def _concerns() -> None:
    op.create_table(
        "concern",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("public_number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("active_at", MOMENT, nullable=False),
        sa.Column("created_by_id", BIG_ID, nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_concern_created_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("public_number", name=op.f("uq_concern_public_number")),
    )
    op.create_index("ix_concern_active", "concern", ["active_at", "id"])
    op.create_index(op.f("ix_concern_created_by_id"), "concern", ["created_by_id"])
    op.create_table(
        "concern_member",
        _submission(),
        sa.Column("concern_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        _to_submission("concern_member"),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_member_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_concern_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_concern_member")),
    )
    columns = ["concern_id", "at", "submission_id"]
    op.create_index("ix_concern_member_concern_at", "concern_member", columns)
    op.create_index("ix_concern_member_person_at", "concern_member", ["person_id", "at"])


def _submission() -> sa.Column:
    return sa.Column("submission_id", BIG_ID, nullable=False)


def _to_submission(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_submission_id_submission")
    return sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=name)


def downgrade() -> None:
    for table in ("text_concept", "concern_member", "concern", "submission_event", "voice"):
        op.drop_table(table)
    with op.batch_alter_table("submission_count") as batch:
        batch.drop_constraint(op.f("ck_submission_count_voices_not_negative"), type_="check")
        batch.drop_column("voices")
