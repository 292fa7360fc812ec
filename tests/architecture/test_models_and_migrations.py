"""R10: models and migrations agree, and every migration goes up and down on a filled database."""

import hashlib

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, create_engine, inspect, select

from app.shared.database import Base, db
from app.shared.schema import has_a_model
from app.submissions.models import SubmissionCount
from app.submissions.services import add_voice
from tests.conftest import PROJECT
from tests.factories import make_submission

FOLDER = str(PROJECT / "migrations")


def content_of(engine):
    """Return a checksum of all rows by table."""
    metadata = MetaData()
    metadata.reflect(engine)
    sums = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            sums[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return sums


# An index of PostgreSQL over a function is none of SQLite's; Alembic says that it passes it over.
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
def test_models_and_migrations_agree(app):
    with app.app_context(), db.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": has_a_model}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.examples
def test_up_again_changes_no_row_of_a_filled_database(app):
    with app.app_context():
        before = content_of(db.engine)
        upgrade(FOLDER)
        assert content_of(db.engine) == before


def test_voices_of_stored_contributions_are_counted_when_their_column_comes(app):
    with app.app_context():
        add_voice(make_submission(status="published"), "voice")
        make_submission(area=None)
        db.session.commit()
        wanted = select(SubmissionCount.area_key, SubmissionCount.status, SubmissionCount.voices)
        wanted = wanted.where(SubmissionCount.number > 0)
        before = sorted(map(tuple, db.session.execute(wanted)))
        db.session.rollback()
        downgrade(FOLDER, revision=ScriptDirectory(FOLDER).get_revision("0011").down_revision)
        upgrade(FOLDER)
        assert sorted(map(tuple, db.session.execute(wanted))) == before
        assert sum(voices for *_, voices in before) == 3


def test_every_migration_goes_down_and_up_again(app):
    revisions = [script.revision for script in ScriptDirectory(FOLDER).walk_revisions()]
    with app.app_context():
        filled = inspect(db.engine).get_table_names()
        for revision in [*revisions[1:], "base"]:
            downgrade(FOLDER, revision=revision)
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade(FOLDER)
        assert sorted(inspect(db.engine).get_table_names()) == sorted(filled)


def test_a_migration_that_loses_rows_in_silence_is_stopped(app, monkeypatch, caplog):
    with app.app_context():
        planted = "DELETE FROM zone_member"
        script = ScriptDirectory(FOLDER).get_revision("head")
        downgrade(FOLDER, revision="-1")
        before = content_of(db.engine)
        real = script.module.upgrade
        ran = []

        def losing():
            real()
            script.module.op.execute(planted)
            ran.append(True)

        monkeypatch.setattr("alembic.script.base.ScriptDirectory._upgrade_revs", _with(losing))
        with pytest.raises(SystemExit):
            upgrade(FOLDER)
        assert ran
        assert "zone_member: 53 -> 0" in caplog.text
        assert content_of(db.engine) == before


def _with(losing):
    original = ScriptDirectory._upgrade_revs

    def steps(self, destination, current):
        found = original(self, destination, current)
        found[-1].migration_fn = losing
        return found

    return steps


def test_a_fresh_database_of_the_models_has_the_same_tables(app, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'models.sqlite3'}")
    Base.metadata.create_all(engine)
    with app.app_context():
        made = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    made = {name for name in made if has_a_model(name, "table", {})}
    assert made == set(inspect(engine).get_table_names())
    engine.dispose()
