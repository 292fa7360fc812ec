"""Terms of texts for the search, with an index of runs of three letters for each database.

The texts that are there already are taken in by the worker (`flask --app wsgi worker`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("public_terms", "staff_terms")
# The extension pg_trgm would do the same, but not every server has it or lets us create it.
GRAMS = """
CREATE FUNCTION search_grams(line text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
    SELECT coalesce(array_agg(DISTINCT one || two || three), ARRAY[]::text[])
    FROM (
        SELECT letter AS one, lead(letter) OVER place AS two, lead(letter, 2) OVER place AS three
        FROM regexp_split_to_table(line, '') WITH ORDINALITY AS letters (letter, position)
        WINDOW place AS (ORDER BY position)
    ) AS runs
    WHERE three IS NOT NULL
$$
"""
FULL_TEXT = (
    "CREATE VIRTUAL TABLE {table}_fts USING fts5(terms, content='{table}',"
    " content_rowid='submission_id', tokenize='trigram case_sensitive 1')",
    # What is deleted leaves the index at once, not with some later merge (trust.md P5).
    "INSERT INTO {table}_fts({table}_fts, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {put_in} END",
    "CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {take_out} END",
    "CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {take_out} {put_in} END",
)
PUT_IN = "INSERT INTO {table}_fts(rowid, terms) VALUES (new.submission_id, new.terms);"
TAKE_OUT = (
    "INSERT INTO {table}_fts({table}_fts, rowid, terms)"
    " VALUES ('delete', old.submission_id, old.terms);"
)


def upgrade() -> None:
    for table in TABLES:
        op.create_table(
            table,
            sa.Column("submission_id", BIG_ID, nullable=False),
            sa.Column("terms", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(
                ["submission_id"],
                ["submission.id"],
                name=op.f(f"fk_{table}_submission_id_submission"),
            ),
            sa.PrimaryKeyConstraint("submission_id", name=op.f(f"pk_{table}")),
        )
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            put_in, take_out = (part.format(table=table) for part in (PUT_IN, TAKE_OUT))
            for statement in FULL_TEXT:
                op.execute(statement.format(table=table, put_in=put_in, take_out=take_out))
        return
    op.execute(GRAMS)
    for table in TABLES:
        op.execute(f"CREATE INDEX ix_{table}_grams ON {table} USING gin (search_grams(terms))")


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        if is_sqlite:
            op.execute(f"DROP TABLE {table}_fts")
        op.drop_table(table)  # its triggers or index go with it
    if not is_sqlite:
        op.execute("DROP FUNCTION search_grams(text)")
