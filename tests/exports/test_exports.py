"""Exports: complete, repeatable, harmless in a spreadsheet, and for those who may."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import Person
from app.exports.models import Selection
from app.exports.queries import export_by_public_id
from app.exports.services import write_export
from app.exports.services.csv_file import FORMULA, quote_formulas, unquote_formulas
from app.exports.services.xlsx_file import TooMuchForXlsx, write_xlsx
from app.moderation.services import create_concern
from app.shared.clock import now
from app.shared.database import db
from app.shared.jobs import run_one
from app.submissions.models import Submission
from app.submissions.services import add_voice
from tests.factories import make_consultation, make_submission, somebody


def export(app, format="csv", selection=None, **options):
    with app.app_context():
        from app.shared.files import instance_folder

        path = instance_folder("test") / f"out.{format}"
        write_export(path, format, selection or Selection(), lambda done, total: None, **options)
        return path


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))


@pytest.fixture
def filled(app):
    with app.app_context():
        make_submission(text="Eins", status="published", codes=("field:wohnen", "target:senioren"))
        make_submission(text="Zwei", status="published", area="altstadt", kind="idea")
        make_submission(text="Drei", status="published", area=None)
        make_submission(text="wartet")
        make_submission(text="abgelehnt", status="declined")
        make_submission(text="gelöscht", status="withdrawn")


def test_only_published_ones_in_the_order_of_publication(app, filled):
    rows = rows_of(export(app))
    assert [row["Text"] for row in rows] == ["Eins", "Zwei", "Drei"]


def test_every_column_says_what_is_stored(app, filled):
    first = rows_of(export(app))[0]
    assert first["Beitragsnummer"].startswith("EF-")
    assert (first["Ortsteilnummer"], first["Ortsteil"]) == ("06", "Rieth")
    assert first["Siedlungstyp"] == "Plattenbau"
    assert first["Handlungsfelder"] == "field:wohnen"
    assert first["Zielgruppen"] == "target:senioren"
    assert first["Katalogversion"] == "1"
    assert (first["Eingangsweg"], first["Absender"]) == ("web", "resident")
    assert (first["Status"], first["Stimmen"], first["Beispiel"]) == ("published", "1", "nein")


def test_a_concern_stands_beside_each_of_its_contributions(app, filled):
    with app.app_context():
        wanted = select(Submission).where(Submission.status == "published")
        members = db.session.scalars(wanted.order_by(Submission.id)).all()[:2]
        concern = create_concern(somebody(), members, "Wohnen im Alter")
        add_voice(members[0], "voice")
        db.session.commit()
        named = f"{concern.public_number} Wohnen im Alter"
    rows = rows_of(export(app))
    assert [row["Anliegen"] for row in rows] == [named, named, ""]
    assert [row["Stimmen"] for row in rows] == ["2", "1", "1"]


def test_blackened_passages_stay_black(app):
    with app.app_context():
        make_submission(text="Frau Beispiel fehlt", status="published", passages=((0, 13),))
    assert rows_of(export(app))[0]["Text"] == "█████ fehlt"


def test_excel_opens_it_with_explanations(app, filled):
    book = openpyxl.load_workbook(export(app, "xlsx"))
    assert book.sheetnames == ["Beiträge", "Erläuterung", "Methode", "Über diese Datei"]
    sheet = book["Beiträge"]
    heading = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 4
    assert sheet.freeze_panes == "B2"
    explained = [row[0].value for row in book["Erläuterung"].iter_rows(min_row=2)]
    assert explained == heading
    about = {row[0].value: row[1].value for row in book["Über diese Datei"].iter_rows()}
    assert about["Zeilen"] == "3"
    assert "Beispiel, nicht beschlossen" in about["Katalog"]


def test_by_ortsteil_and_by_consultation(app, filled):
    with app.app_context():
        from app.areas.queries import directory

        consultation = make_consultation(slug="markt")
        make_submission(text="Markt", status="published", consultation_id=consultation.id)
        altstadt = directory().by_slug["altstadt"].id
        consultation_id = consultation.id
    by_area = rows_of(export(app, selection=Selection(area_id=altstadt)))
    assert [row["Text"] for row in by_area] == ["Zwei"]
    of_market = rows_of(export(app, selection=Selection(consultation_id=consultation_id)))
    assert [row["Text"] for row in of_market] == ["Markt"]


def test_more_than_one_page_is_complete_and_without_doubles(app, monkeypatch):
    monkeypatch.setattr("app.exports.queries.PAGE_LENGTH", 2)
    with app.app_context():
        for number in range(7):
            make_submission(text=f"Text {number}", status="published")
    assert [row["Text"] for row in rows_of(export(app))] == [f"Text {n}" for n in range(7)]


def test_an_export_of_nothing_has_its_header(app):
    assert rows_of(export(app)) == []
    assert openpyxl.load_workbook(export(app, "xlsx"))["Beiträge"].max_row == 1


def test_what_the_format_cannot_hold_is_an_error_not_a_gap(tmp_path):
    from app.exports.services.columns import Column

    columns = [Column("text", "Text", "", 10, lambda row, codes: None)]
    with pytest.raises(TooMuchForXlsx):
        write_xlsx(tmp_path / "x.xlsx", columns, [["x" * 32_768]], [], [], now())


@given(st.text(alphabet="=+-@\t\r\n;,' ab＝＋", max_size=30))
def test_quoting_formulas_loses_nothing(text):
    quoted = quote_formulas(text)
    assert unquote_formulas(quoted) == text
    assert not quoted.startswith(tuple("=+-@\t\r＝＋－＠"))
    assert all(quoted[place.end()] == "'" for place in FORMULA.finditer(quoted))


def test_the_command_writes_a_file_and_names_its_sum(app, filled, tmp_path):
    path = tmp_path / "out.xlsx"
    args = ["exports", "write", "--format", "xlsx", "--output", str(path), "--area", "06"]
    result = app.test_cli_runner().invoke(args=args)
    assert result.exit_code == 0, result.output
    assert "1 contributions, SHA-256" in result.output
    assert path.stat().st_size > 5000


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (["--area", "99"], "no Ortsteil with the number 99"),
        (["--consultation", "nix"], "no consultation nix"),
        (["--output", "/does/not/exist.csv"], "no folder"),
    ],
)
def test_the_command_says_what_is_wrong(app, tmp_path, more, problem):
    args = ["exports", "write", "--format", "csv", "--output", str(tmp_path / "o.csv"), *more]
    result = app.test_cli_runner().invoke(args=args)
    assert result.exit_code == 1
    assert problem in result.output


def order(client, format="csv"):
    answer = client.post_form("/export/", {"format": format, "area": "", "consultation": ""})
    assert answer.status_code == 303
    return answer.location


def do_all_jobs():
    while run_one():
        pass


def test_an_ordered_export_is_made_in_the_background_and_downloaded(app, filled, client_of):
    planner = client_of("planner")
    page = order(planner)
    assert planner.get(page).headers["Refresh"] == "2"
    assert planner.get(f"{page}/datei").status_code == 404
    with app.app_context():
        do_all_jobs()
    assert "Ihre Datei ist fertig" in planner.get(page).text
    assert planner.get(f"{page}/stand").json["ready"] is True
    file = planner.get(f"{page}/datei")
    name = file.headers["Content-Disposition"]
    assert "attachment; filename=ortsstimme-erfurt-beitraege-" in name
    assert len(rows_of_text(file.text)) == 3


def rows_of_text(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_an_export_belongs_to_who_ordered_it(app, filled, client_of):
    page = order(client_of("planner"))
    with app.app_context():
        do_all_jobs()
    stranger = client_of("planner")
    for path in (page, f"{page}/stand", f"{page}/datei"):
        assert stranger.get(path).status_code == 404
    assert client_of("admin").get(f"{page}/datei").status_code == 200


def test_a_broken_export_leaves_no_file(app, filled, client_of, monkeypatch):
    page = order(client_of("planner"))

    def breaks(*arguments):
        raise OSError("no space left")

    monkeypatch.setattr("app.exports.services.csv_file.csv.writer", breaks)
    with app.app_context():
        do_all_jobs()
        job = export_by_public_id(page.rsplit("/", 1)[1])
        assert (job.state, job.attempts) == ("waiting", 1)
        from app.shared.files import instance_folder

        assert list(instance_folder("exports").iterdir()) == []


def test_who_may_not_export_is_refused(client_of, client):
    assert client_of("council").get("/export/").status_code == 403
    assert client.get("/export/").status_code == 303


def test_a_wrong_choice_is_refused_at_the_field(client_of):
    answer = client_of("planner").post_form("/export/", {"format": "pdf"})
    assert answer.status_code == 422


def test_ordering_is_on_record(app, client_of):
    order(client_of("planner"))
    with app.app_context():
        from sqlalchemy import select

        from app.accounts.models import AuditEntry

        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert "export ordered" in actions
        assert db.session.scalars(select(Person.email)).all()


def test_what_does_not_fit_into_a_sheet_is_said_at_once(app, filled, client_of, monkeypatch):
    planner = client_of("planner")
    page = order(planner, "xlsx")
    monkeypatch.setattr("app.exports.services.MOST_ROWS", 1)
    with app.app_context():
        do_all_jobs()
        assert export_by_public_id(page.rsplit("/", 1)[1]).state == "failed"
    assert "Bitte wählen Sie CSV" in planner.get(page).text


def test_an_export_of_a_zone_has_its_ortsteile_alone(app, filled, client_of, tmp_path):
    url = "exports write --format csv --output {} --zone settlement_type:{}"
    path = tmp_path / "zone.csv"
    run = app.test_cli_runner().invoke
    assert run(args=url.format(path, "plattenbau").split()).exit_code == 0
    assert [row["Text"] for row in rows_of(path)] == ["Eins"]
    wrong = run(args=url.format(path, "nichts").split())
    assert wrong.exit_code == 1
    assert "There is no zone settlement_type:nichts." in wrong.output

    client = client_of("planner")
    wished = {"format": "csv", "area": "", "consultation": "", "zone": "settlement_type:plattenbau"}
    page = client.post_form("/export/", wished).location
    with app.app_context():
        do_all_jobs()
    answer = client.get(f"{page}/datei")
    assert "settlement-type-plattenbau" in answer.headers["Content-Disposition"]
    assert "Eins" in answer.text
    assert "Zwei" not in answer.text
