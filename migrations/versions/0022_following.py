"""Who follows what by mail; weekly digests."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
UNCONFIRMED = sa.text("confirmed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "follower",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("email_encrypted", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("told_until", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follower")),
        sa.UniqueConstraint("key", name=op.f("uq_follower_key")),
        sa.UniqueConstraint("mark", name=op.f("uq_follower_mark")),
    )
    op.create_index(op.f("ix_follower_due_at"), "follower", ["due_at"])
    _follow()
    op.create_table(
        "digest_week",
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("put_in_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("monday", name=op.f("pk_digest_week")),
    )
    op.create_table(
        "without_digest",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_without_digest_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_without_digest")),
    )


def downgrade() -> None:
    op.drop_table("without_digest")
    op.drop_table("digest_week")
    op.drop_index("ix_follow_unconfirmed", table_name="follow")
    op.drop_table("follow")
    op.drop_index(op.f("ix_follower_due_at"), table_name="follower")
    op.drop_table("follower")


def _follow() -> None:
    op.create_table(
        "follow",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("follower_id", BIG_ID, nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("topic_id", BIG_ID, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.CheckConstraint(
            "topic IN ('city', 'area', 'consultation', 'concern')", name=op.f("ck_follow_topic")
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["follower.id"], name=op.f("fk_follow_follower_id_follower")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        sa.UniqueConstraint("key", name=op.f("uq_follow_key")),
        sa.UniqueConstraint(
            "follower_id",
            "topic",
            "topic_id",
            name=op.f("uq_follow_follower_id_topic_topic_id"),
        ),
    )
    op.create_index(
        "ix_follow_unconfirmed",
        "follow",
        ["asked_at"],
        sqlite_where=UNCONFIRMED,
        postgresql_where=UNCONFIRMED,
    )
