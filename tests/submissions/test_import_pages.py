"""Many contributions at once on the screen: four steps, without scripts."""

import csv
import io

import openpyxl
import pytest
from justhtml import JustHTML
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.accounts.models import Organisation
from app.accounts.services import Scope
from app.shared.database import db
from app.shared.jobs import run_one
from app.shared.transactions import begin_writing
from app.submissions.models import Submission
from tests.factories import PASSWORD, make_organisation, make_person
from tests.inspecting_client import hidden_fields
from tests.submissions import tables

BAD_ROWS = [
    *tables.ROWS,
    ["Riet", "Ein Ortsteil mit Schreibfehler.", "", "", "", ""],
    ["Rieth", "", "Bedarf", "", "", ""],
]


def signed_in(app, organisation=None, role="organisation"):
    with app.app_context():
        if organisation is None:
            organisation = make_organisation("Sozialwerk Anger")
        person = make_person(role, scope=Scope(organisation_id=organisation.id))
        email = person.email
    client = app.test_client()
    client.post_form("/anmelden", {"email": email, "password": PASSWORD})
    return client


@pytest.fixture
def member(app):
    return signed_in(app)


def upload(client, content, name="tabelle.xlsx", **fields):
    page = client.get("/organisation/import/")
    fields = {"organisation": chosen(page, "organisation"), **fields}
    fields |= {"consultation": "dauerbeteiligung", "file": (io.BytesIO(content), name)}
    hidden = hidden_fields(page, "/organisation/import/")
    return post_file(client, "/organisation/import/", hidden | fields)


def post_file(client, address, fields):
    """Send a form as browsers do; the client's own way leaves temporary files open."""
    data = {k: FileStorage(*v) if isinstance(v, tuple) else v for k, v in fields.items()}
    boundary, body = encode_multipart(data)
    return client.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def chosen(page, name):
    html = JustHTML(page.get_data(as_text=True), sanitize=False)
    return html.query(f"select[name={name}] option")[0].attrs["value"]


def work(app):
    with app.app_context():
        while run_one():
            pass


def checked(app, client, content, name="tabelle.xlsx"):
    answer = upload(client, content, name)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    address = answer.location
    columns = f"{address}/spalten"
    client.get(columns)
    sent = client.post_form(columns, defaults(client, columns))
    assert sent.status_code == 303
    assert "wird geprüft" in client.get(address).get_data(as_text=True)
    work(app)
    return address


def defaults(client, address):
    html = JustHTML(client.get(address).get_data(as_text=True), sanitize=False)
    found = {}
    for select_box in html.query("select"):
        on = [o for o in select_box.query("option") if "selected" in o.attrs]
        found[select_box.attrs["name"]] = on[0].attrs["value"] if on else ""
    return found


def text_of(client, address):
    return client.get(address).get_data(as_text=True)


def test_from_the_table_to_the_numbers_and_back(app, member):
    address = checked(app, member, tables.xlsx())
    assert "Alles kann übernommen werden" in text_of(member, address)
    assert member.post_form(f"{address}/start", {}, page=address).status_code == 303
    assert member.get(address).headers["Refresh"] == "2"
    work(app)
    page = text_of(member, address)
    assert "3 Beiträge sind angekommen" in page
    rows = list(csv.reader(io.StringIO(text_of(member, f"{address}/nummern.csv")), delimiter=";"))
    assert [row[0].lstrip("\ufeff") for row in rows] == ["Zeile", "2", "3", "4"]
    assert all(row[1].startswith("EF-") and len(row[2]) == 12 for row in rows[1:])
    assert member.post_form(f"{address}/zurueck", {}).status_code == 303
    work(app)
    assert "3 Beiträge sind zurückgenommen" in text_of(member, address)
    with app.app_context():
        assert {s.status for s in db.session.scalars(select(Submission))} == {"withdrawn"}


def test_the_template_of_today_can_be_filled_in_and_sent(app, member):
    answer = member.get("/organisation/import/vorlage.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=ortsstimme-")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Beiträge", "Hilfe", "Listen"]
    assert book["Listen"].sheet_state == "hidden"
    sheet = book["Beiträge"]
    heading = [cell.value for cell in sheet[1]]
    sheet.append(["Rieth", "Ein Treffpunkt fehlt.", "Bedarf", *[None] * (len(heading) - 3)])
    file = io.BytesIO()
    book.save(file)
    address = checked(app, member, file.getvalue())
    page = text_of(member, address)
    assert "1 Beitrag übernehmen" in page
    assert "Fehler:" not in page


def test_rows_with_errors_are_told_row_by_row_and_handed_back(app, member):
    address = checked(app, member, tables.csv_file(rows=BAD_ROWS), "tabelle.csv")
    page = text_of(member, address)
    assert "Einen Ortsteil „Riet“ gibt es nicht. Meinten Sie „Rieth“?" in page
    assert "In dieser Zeile steht kein Beitrag." in page
    assert "Nur die 3 guten Zeilen übernehmen" in page
    returned = member.get(f"{address}/befunde.csv").data
    rows = list(csv.reader(io.StringIO(returned.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Zeile", "5", "6"]
    assert rows[1][2:4] == ["Riet", "Ein Ortsteil mit Schreibfehler."]
    mended = returned.decode("utf-8-sig").replace("Riet;", "Rieth;").encode()
    again = checked(app, member, mended, "verbessert.csv")
    assert "Nur die 1 gute Zeile übernehmen" in text_of(member, again)


def test_a_file_that_is_no_table_is_refused_at_its_field(member):
    answer = upload(member, b"%PDF-1.7\0\0", "plan.pdf")
    assert answer.status_code == 422
    assert "Das ist keine Tabelle." in answer.get_data(as_text=True)


def test_without_a_file_it_is_asked_for(member):
    answer = member.post_form("/organisation/import/", {"consultation": "dauerbeteiligung"})
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Datei." in answer.get_data(as_text=True)


def test_a_file_of_several_megabytes_is_taken_here_and_nowhere_else(app, member):
    rows = [["Rieth", f"{n} " + "Bänke fehlen überall. " * 90] for n in range(700)]
    content = tables.csv_file(rows, ["Ortsteil", "Beitrag"])
    assert len(content) > 1_000_000
    assert upload(member, content, "viel.csv").status_code == 303
    fields = {"csrf_token": member.token(), "text": content}
    assert member.post("/beitrag/neu", data=fields).status_code == 413


def test_whoever_is_not_signed_in_may_not_send_megabytes(client):
    fields = {"csrf_token": client.token(), "file": (io.BytesIO(b"x" * 1_000_000), "x.csv")}
    assert post_file(client, "/organisation/import/", fields).status_code == 413


def test_the_columns_must_name_the_contribution_once(app, member):
    address = f"{upload(member, tables.xlsx()).location}/spalten"
    chosen = defaults(member, address)
    missing = member.post_form(address, chosen | {"column_1": ""})
    assert missing.status_code == 422
    assert "in welcher Spalte der Beitrag steht" in missing.get_data(as_text=True)
    twice = member.post_form(address, chosen | {"column_2": "area"})
    assert "Das steht schon in einer anderen Spalte." in twice.get_data(as_text=True)


def test_what_columns_hold_is_remembered_for_the_organisation(app, member):
    content = tables.xlsx(headings=["Wo", "Zitat", "Notiz", "Handlungsfeld", "Zielgruppe", "x"])
    address = f"{upload(member, content).location}/spalten"
    assert defaults(member, address)["column_1"] == ""
    member.post_form(address, defaults(member, address) | {"column_1": "text"})
    again = f"{upload(member, content, 'neu.xlsx').location}/spalten"
    assert defaults(member, again)["column_1"] == "text"


def test_a_file_can_be_thrown_away_before_the_import(app, member):
    address = checked(app, member, tables.xlsx())
    assert member.post_form(f"{address}/verwerfen", {}, page=address).status_code == 303
    assert member.get(address).status_code == 404
    with app.app_context():
        from app.shared.files import instance_folder

        assert not list(instance_folder("imports").iterdir())


def test_starting_twice_imports_once(app, member):
    address = checked(app, member, tables.xlsx())
    token = {"csrf_token": member.token()}
    for _ in range(2):
        assert member.post(f"{address}/start", data=token).status_code == 303
    work(app)
    with app.app_context():
        assert len(db.session.scalars(select(Submission)).all()) == 3


def test_imports_of_others_are_not_there(app, member):
    address = checked(app, member, tables.xlsx())
    with app.app_context():
        other = make_organisation("Anderes Werk")
        db.session.expunge_all()
    stranger = signed_in(app, other)
    assert stranger.get(address).status_code == 404
    assert "tabelle.xlsx" not in text_of(stranger, "/organisation/import/")
    assert "tabelle.xlsx" in text_of(member, "/organisation/import/")


def test_an_organisation_that_nobody_verified_may_not_import(app):
    with app.app_context():
        organisation = make_organisation("Noch nicht geprüft")
        organisation_id = organisation.id
        begin_writing()
        same = update(Organisation).where(Organisation.id == organisation_id)
        db.session.execute(same.values(verified_at=None))
        db.session.commit()
        organisation = db.session.get_one(Organisation, organisation_id)
    assert signed_in(app, organisation).get("/organisation/import/").status_code == 403


def test_names_of_files_cannot_do_harm(app, member):
    name = "../../etc/\u202e" + "x" * 300 + ".csv"
    address = upload(member, tables.csv_file(), name).location
    page = text_of(member, f"{address}/spalten")
    assert "etc/" not in page
    assert "\u202e" not in page
    assert "x…xxx" in page


def test_english_speaks_english(app, member):
    address = checked(app, member, tables.csv_file(rows=BAD_ROWS), "tabelle.csv")
    page = text_of(member, f"{address}?lang=en")
    assert "There is no Ortsteil “Riet”. Did you mean “Rieth”?" in page
