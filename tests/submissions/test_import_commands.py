"""Templates and imports from the command line."""

import openpyxl
import pytest
from sqlalchemy import select, update

from app.accounts.models import Organisation
from app.shared.database import db
from app.shared.transactions import begin_writing
from app.submissions.models import ImportFile, Submission
from tests.factories import make_organisation
from tests.submissions import tables
from tests.submissions.importing import files, texts


@pytest.fixture
def run(app, tmp_path):
    """Run `submissions import` on a file with this content; return (exit code, what was said)."""
    with app.app_context():
        key = make_organisation("Sozialwerk Anger").key

    def run(content, *options, name="tabelle.csv"):
        (tmp_path / name).write_bytes(content)
        command = ["submissions", "import", str(tmp_path / name), "--organisation", key, *options]
        result = app.test_cli_runner().invoke(args=command)
        return result.exit_code, result.output

    run.key = key
    return run


BAD = tables.csv_file([*tables.ROWS, ["Riet", "Falscher Ortsteil", "", "", "", ""]])


def test_a_good_file_is_imported_in_the_name_of_the_organisation(app, run):
    code, said = run(tables.csv_file())
    assert code == 0, said
    assert "Ortsteil: Ortsteil" in said
    assert "3 good rows (0 with a hint), 0 with errors." in said
    assert "3 contributions imported." in said
    with app.app_context():
        names = {s.speaker.name for s in db.session.scalars(select(Submission))}
        assert names == {"Sozialwerk Anger"}


def test_a_dry_run_imports_nothing_and_leaves_nothing(app, run):
    code, said = run(tables.csv_file(), "--dry-run")
    assert code == 0, said
    assert "3 good rows" in said
    with app.app_context():
        assert texts() == []
        assert db.session.scalars(select(ImportFile)).all() == []
        assert files() == []


def test_an_error_is_told_with_its_row_and_nothing_is_imported(app, run):
    code, said = run(BAD)
    assert code == 1
    assert "row 5: error: Ortsteil: There is no Ortsteil “Riet”. Did you mean “Rieth”?" in said
    assert "Nothing was imported." in said
    with app.app_context():
        assert texts() == []


def test_the_good_rows_are_imported_if_wanted_and_the_errors_still_count(app, run):
    code, said = run(BAD, "--skip-errors")
    assert code == 1
    assert "3 contributions imported." in said
    with app.app_context():
        assert len(texts()) == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\x89PNG\0\0", "This is no table."), (b"Name;Ort\nx;y\n", "No column is called")],
)
def test_a_file_that_cannot_be_used_says_why(app, run, content, reason):
    code, said = run(content)
    assert (code, reason in said) == (1, True), said
    with app.app_context():
        assert files() == []


def test_an_organisation_must_be_there_and_verified(app, run, tmp_path):
    (tmp_path / "t.csv").write_bytes(tables.csv_file())
    command = ["submissions", "import", str(tmp_path / "t.csv"), "--organisation"]
    result = app.test_cli_runner().invoke(args=[*command, "nobody"])
    assert (result.exit_code, "no organisation nobody" in result.output) == (1, True)
    with app.app_context():
        begin_writing()
        db.session.execute(update(Organisation).values(verified_at=None))
        db.session.commit()
    result = app.test_cli_runner().invoke(args=[*command, run.key])
    assert (result.exit_code, "not verified" in result.output) == (1, True)


def test_the_template_is_written_and_can_be_sent_as_it_is(app, run, tmp_path):
    path = tmp_path / "vorlage.xlsx"
    result = app.test_cli_runner().invoke(args=["submissions", "template", str(path)])
    assert result.exit_code == 0, result.output
    sheet = openpyxl.load_workbook(path)["Beiträge"]
    offered = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert len(offered) == 9
    assert all(formula.startswith("Listen!$") for formula in offered)
    code, said = run(path.read_bytes(), "--dry-run", name="gesendet.xlsx")
    assert (code, "0 good rows" in said) == (0, True), said
