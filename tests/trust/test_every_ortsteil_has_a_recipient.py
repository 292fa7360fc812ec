"""Nobody falls through: doctor and start fail while an Ortsteil has neither council nor office."""

import os
import subprocess

import pytest

from app.demo.services import ensure_recipients
from app.shared.database import db
from tests.conftest import PROJECT, close
from tests.servers import BIN, fresh_city, running

PRODUCTION = {"APP_ENV": "production", "BASE_URL": "https://mitreden.example.org"}
KEY = "x7" * 24


def name_recipients(app):
    with app.app_context():
        ensure_recipients()
        db.session.commit()


def test_doctor_names_the_ortsteile_that_have_nobody(app):
    run = app.test_cli_runner().invoke
    before = run(args=["doctor"])
    assert before.exit_code == 1
    assert "Neither council nor office answers for: Altstadt" in before.output
    name_recipients(app)
    after = run(args=["doctor"])
    assert "Every Ortsteil has a council or an office" in after.output
    assert "Neither council nor office" not in after.output


def test_a_taken_away_council_is_noticed_as_well(app):
    from sqlalchemy import update

    from app.areas.models import Area
    from app.shared.page_cache import public_content_changed
    from app.shared.transactions import begin_writing

    name_recipients(app)
    with app.app_context():
        begin_writing()
        db.session.execute(update(Area).where(Area.slug == "rieth").values(council_id=None))
        public_content_changed()
        db.session.commit()
    output = app.test_cli_runner().invoke(args=["doctor"]).output
    assert "answers for: Rieth." in output


@pytest.fixture
def city(tmp_path):
    """A folder with a city of its own."""
    app = fresh_city(tmp_path)
    yield app, tmp_path
    close(app)


def start(folder):
    """Start gunicorn for production; return its exit code and what it said."""
    database = f"sqlite:///{folder / 'ortsstimme.sqlite3'}"
    known = {"INSTANCE_DIR": str(folder), "DATABASE_URL": database, "SECRET_KEY": KEY}
    env = {**os.environ, **known, **PRODUCTION, "PORT": "0", "WEB_WORKERS": "1"}
    command = [BIN / "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"]
    done = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, timeout=60)
    return done.returncode, done.stderr.decode()


def test_production_does_not_start_and_says_what_to_do(city):
    _app, folder = city
    code, said = start(folder)
    assert code == 3
    assert "Altstadt" in said and "councils recipients load" in said


def test_with_an_office_for_each_production_starts(city):
    app, folder = city
    name_recipients(app)
    with running(folder, workers=1, **PRODUCTION, SECRET_KEY=KEY) as server:
        host = {"Host": "mitreden.example.org"}
        assert server.request("GET", "/healthz", headers=host)[0] == 200


def test_development_starts_and_warns(city):
    _app, folder = city
    with running(folder, workers=1) as server:
        assert server.request("GET", "/healthz")[0] == 200
        assert "In production this would not start" in server.log.read_text()
