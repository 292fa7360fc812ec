"""Codes of passages, blind second coding, figures of agreement, and the role of a second coder."""

import sqlalchemy as sa
from alembic import op

from app.shared.database import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Going down, codings of passages and the role of second coders have no place any more.
ROWS_MAY_CHANGE = ("coding", "role_grant")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = UtcDateTime(timezone=True)
ROLES = "role IN ('admin', 'moderator', 'second_coder', 'planner', 'council', 'organisation')"
EARLIER_ROLES = "role IN ('admin', 'moderator', 'planner', 'council', 'organisation')"
WHOLE_TEXT = sa.text("start_at IS NULL")
PASSAGE = ["submission_id", "code_id", "text_version", "start_at", "end_at"]
TABLES = (
    "agreement_report",
    "definition_note",
    "second_coding_code",
    "second_coding",
    "kept_text",
)


def upgrade() -> None:
    op.add_column(
        "submission", sa.Column("text_version", sa.Integer(), nullable=False, server_default="1")
    )
    _allow_roles(ROLES)
    _passages_and_seals()
    op.create_table(
        "kept_text",
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_kept_text_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("submission_id", "version", name=op.f("pk_kept_text")),
    )
    _second_coding()
    _chosen_codes()
    _definition_notes()
    op.create_table(
        "agreement_report",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("rests_on", sa.String(length=80), nullable=False),
        sa.Column("computed_at", MOMENT, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_agreement_report_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_report")),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM coding WHERE start_at IS NOT NULL")
    op.drop_index("uq_coding_passage", table_name="coding")
    op.drop_index("uq_coding_whole_text", table_name="coding")
    with op.batch_alter_table("coding") as table:
        table.drop_constraint(op.f("ck_coding_range"), type_="check")
        table.drop_constraint(op.f("ck_coding_whole_or_passage"), type_="check")
        for column in ("sealed", "text_version", "end_at", "start_at"):
            table.drop_column(column)
        table.create_unique_constraint(
            op.f("uq_coding_submission_id_code_id"), ["submission_id", "code_id"]
        )
    op.execute("DELETE FROM role_grant WHERE role = 'second_coder'")
    _allow_roles(EARLIER_ROLES)
    op.drop_column("submission", "text_version")


def _allow_roles(condition: str) -> None:
    with op.batch_alter_table("role_grant") as table:
        table.drop_constraint(op.f("ck_role_grant_role"), type_="check")
        table.create_check_constraint(op.f("ck_role_grant_role"), condition)


def _passages_and_seals() -> None:
    with op.batch_alter_table("coding") as table:
        table.drop_constraint(op.f("uq_coding_submission_id_code_id"), type_="unique")
        for column in ("start_at", "end_at", "text_version"):
            table.add_column(sa.Column(column, sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("sealed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.create_check_constraint(
            op.f("ck_coding_whole_or_passage"),
            "(start_at IS NULL) = (end_at IS NULL) AND (start_at IS NULL) = (text_version IS NULL)",
        )
        table.create_check_constraint(
            op.f("ck_coding_range"), "start_at IS NULL OR (start_at >= 0 AND end_at > start_at)"
        )
    op.create_index(
        "uq_coding_whole_text",
        "coding",
        ["submission_id", "code_id"],
        unique=True,
        sqlite_where=WHOLE_TEXT,
        postgresql_where=WHOLE_TEXT,
    )
    op.create_index("uq_coding_passage", "coding", PASSAGE, unique=True)


def _second_coding() -> None:
    op.create_table(
        "second_coding",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("submission_id", BIG_ID, nullable=False),
        sa.Column("code_book_id", BIG_ID, nullable=False),
        sa.Column("first_coder_id", BIG_ID, nullable=False),
        sa.Column("second_coder_id", BIG_ID, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("drawn_at", MOMENT, nullable=False),
        sa.Column("coded_at", MOMENT, nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by_id", BIG_ID, nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'coded', 'settled')", name=op.f("ck_second_coding_state")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (second_coder_id IS NULL)",
            name=op.f("ck_second_coding_open_without_second"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (coded_at IS NULL)", name=op.f("ck_second_coding_coded_has_date")
        ),
        sa.CheckConstraint(
            "(state = 'settled') = (settled_at IS NOT NULL)",
            name=op.f("ck_second_coding_settled_has_date"),
        ),
        sa.CheckConstraint(
            "second_coder_id IS NULL OR second_coder_id <> first_coder_id",
            name=op.f("ck_second_coding_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_second_coding_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["code_book_id"], ["code_book.id"], name=op.f("fk_second_coding_code_book_id_code_book")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["person.id"], name=op.f(f"fk_second_coding_{column}_person")
            )
            for column in ("first_coder_id", "second_coder_id", "settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_coding")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_second_coding_submission_id")),
    )
    op.create_index("ix_second_coding_state", "second_coding", ["state", "drawn_at", "id"])


def _chosen_codes() -> None:
    op.create_table(
        "second_coding_code",
        sa.Column("second_coding_id", BIG_ID, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("code_id", BIG_ID, nullable=False),
        sa.CheckConstraint("role IN ('first', 'second')", name=op.f("ck_second_coding_code_role")),
        sa.ForeignKeyConstraint(
            ["second_coding_id"],
            ["second_coding.id"],
            name=op.f("fk_second_coding_code_second_coding_id_second_coding"),
        ),
        sa.ForeignKeyConstraint(
            ["code_id"], ["code.id"], name=op.f("fk_second_coding_code_code_id_code")
        ),
        sa.PrimaryKeyConstraint(
            "second_coding_id", "role", "code_id", name=op.f("pk_second_coding_code")
        ),
    )
    op.create_index(op.f("ix_second_coding_code_code_id"), "second_coding_code", ["code_id"])


def _definition_notes() -> None:
    op.create_table(
        "definition_note",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("code_id", BIG_ID, nullable=False),
        sa.Column("second_coding_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["code.id"], name=op.f("fk_definition_note_code_id_code")
        ),
        sa.ForeignKeyConstraint(
            ["second_coding_id"],
            ["second_coding.id"],
            name=op.f("fk_definition_note_second_coding_id_second_coding"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_definition_note_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition_note")),
    )
    for column in ("code_id", "second_coding_id", "at"):
        op.create_index(op.f(f"ix_definition_note_{column}"), "definition_note", [column])
