"""R18: a damaged, missing or unreadable database gives a clear message, never a fresh empty one."""

import subprocess
import sys

import pytest

from app.demo.services import ensure_recipients
from app.shared.database import db
from tests.conftest import PROJECT


@pytest.fixture
def run(tmp_path):
    def flask(*arguments):
        environ = {"INSTANCE_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        return subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True)

    return flask


def test_a_file_that_is_no_database_is_named_and_left_alone(run, tmp_path):
    path = tmp_path / "ortsstimme.sqlite3"
    path.write_bytes(b"this is not a database " * 100)
    result = run("doctor")
    assert result.returncode == 1
    assert "The database does not answer" in result.stdout
    assert path.read_bytes().startswith(b"this is not a database")


def test_a_database_without_tables_says_what_to_do(run):
    result = run("doctor")
    assert result.returncode == 1
    assert "flask --app wsgi db upgrade" in result.stdout


def test_a_folder_that_cannot_be_used_is_named(run, tmp_path):
    (tmp_path / "ortsstimme.sqlite3").mkdir()
    result = run("doctor")
    assert result.returncode == 1
    assert "check DATABASE_URL" in result.stdout


def test_a_good_one_is_well(app):
    with app.app_context():
        ensure_recipients()
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 0, result.output
    assert "53 Ortsteile" in result.output
